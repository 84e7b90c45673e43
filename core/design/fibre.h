// Fibre runs through the pathways of a campus.
#pragma once

#include "core/design/pathways.h"

#include <string>
#include <vector>

namespace hallwright::design {

struct BundleRule {
    int cables = 0, fibresPerCable = 0;
    double cableDiameterM = 0.0, slack = 0.0;
};

// A hall in which runs begin and end.
struct RunEnd {
    HallId hall;
    HallTrays trays;
};

// From a hall to the spine hall of its building, through the meet-me room.
FibreRunId addHallRun(SiteEdit& edit, const BundleRule& rule, const RunEnd& hall, const RunEnd& spine);

// A building's spine hall and its way to the trenches.
struct BuildingEnd {
    BuildingId building;
    RunEnd spine;
    PathwayId duct;
    std::size_t vault = 0;
};

// From spine hall to spine hall by the shortest way through the trenches. Throws RuleError if none joins them.
FibreRunId addBuildingRun(SiteEdit& edit, const BundleRule& rule, const BuildingEnd& from,
                          const BuildingEnd& to, const std::vector<Trench>& trenches, std::size_t vaults);

} // namespace hallwright::design
