// What an evaluation leaves for the next version of the site to go on from: networks made ready for solving, and what was
// found with them. Nothing that a view needs.
#pragma once

#include "core/simulation/campus_loops.h"
#include "core/simulation/campus_networks.h"
#include "core/simulation/evaluate_cooling.h"
#include "core/simulation/snapshot.h"

#include <memory>
#include <vector>

namespace hallwright {

// The racks that are not in service, and the records that say so.
struct IdleRacks {
    RecordsPtr records;
    std::vector<RackId> racks; // ascending
};

struct PreparedCampus {
    SnapshotPtr snapshot; // what was found
    std::shared_ptr<const CampusNetworks> networks;
    std::shared_ptr<const CampusLoops> loops;
    IdleRacks idle;
    std::vector<std::vector<std::shared_ptr<const LoopRun>>>
        loopRuns; // of each loop, all passes; the last counts
};

} // namespace hallwright
