// A hall template with other numbers: how many rows of how many racks of which type, and how wide the aisles between.
#pragma once

#include "core/model/site.h"

namespace hallwright::design {

struct HallParameters {
    int rows = 0;
    int racksPerRow = 0;
    RackType rackType{};
    double coldAisleM = 0.0;
    double hotAisleM = 0.0;

    bool operator==(const HallParameters&) const = default;
};

// As a hall has them: of its longest row, the type that it has most of, and its aisles between rows (1.8 m where it has none
// of a kind). Throws RuleError for a hall without rows, or whose rows run from south to north.
HallParameters parametersOf(const Site& site, HallId hall);

// The hall's site with these in the place of its own: rows laid out anew from where the first one begins, the hall as much
// wider and deeper as they are, columns and walls within it and doors in its walls kept. Its air handlers, CDUs and tiles
// are left out, for what it is then cooled with is chosen for it. The same pointer for the parameters that it has. Throws
// RuleError for numbers out of range.
SitePtr withParameters(const SitePtr& site, HallId hall, const HallParameters& parameters);

} // namespace hallwright::design
