// Where cables run: pathways (trays, ducts, trenches) and the fibre runs routed through them.
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"

#include <string>
#include <vector>

namespace hallwright {

enum class PathwayKind { Tray, Duct, Trench };

struct Pathway {
    PathwayId id;
    std::string name;
    PathwayKind kind = PathwayKind::Tray;
    double widthM = 0.0;
    double depthM = 0.0;       // usable cross-section height
    std::vector<Point3> pathM; // campus frame, centre line; a trench lies below 0
    PathwayTypeId type{};      // whose values it has but for those that differ; none: all are its own

    bool operator==(const Pathway&) const = default;
    double lengthM() const { return pathLength(pathM); }
};

// A bundle of fibre cables between two buildings (or within one), routed through pathways in order.
struct FibreRun {
    FibreRunId id;
    std::string name;
    BuildingId from;
    BuildingId to;
    int cableCount = 0;
    int fibresPerCable = 0;
    double cableDiameterM = 0.0;
    double slackFraction = 0.0; // extra length for service loops and terminations, of the routed length
    std::vector<PathwayId> route;

    bool operator==(const FibreRun&) const = default;
};

struct PathwayNetwork {
    std::vector<Pathway> pathways;
    std::vector<FibreRun> runs;

    bool operator==(const PathwayNetwork&) const = default;
    const Pathway* find(PathwayId id) const;
    // Cable length of one cable of the run: its pathways' lengths plus slack [m].
    double cableLengthM(const FibreRun& run) const;
};

} // namespace hallwright
