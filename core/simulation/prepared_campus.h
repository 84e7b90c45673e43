// What an evaluation makes ready for solving and the next version of the site can go on with: no results, and nothing that
// a view needs.
#pragma once

#include "core/simulation/campus_loops.h"
#include "core/simulation/campus_networks.h"
#include "core/simulation/evaluate_cooling.h"

#include <memory>
#include <vector>

namespace hallwright {

// The racks that are not in service, and the records that say so.
struct IdleRacks {
    RecordsPtr records;
    std::vector<RackId> racks; // ascending
};

struct PreparedCampus {
    std::shared_ptr<const CampusNetworks> networks;
    std::shared_ptr<const CampusLoops> loops;
    IdleRacks idle;
    std::vector<std::vector<std::shared_ptr<const LoopRun>>>
        loopRuns; // of each loop, all passes; the last counts
};

} // namespace hallwright
