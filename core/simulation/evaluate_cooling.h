// One coolant loop: what its terminals ask for, what its pipes and pumps deliver, and what its plant does with the heat.
#pragma once

#include "core/simulation/campus_loops.h"
#include "core/simulation/conditions.h"
#include "core/simulation/loop_result.h"

#include <memory>
#include <string>
#include <vector>

namespace hallwright {

// Everything a loop's result depends on besides the conditions and the networks.
struct LoopInputs {
    std::vector<TerminalDemand> demands; // as CampusLoops::Loop::connections
    double supplyC = 0.0;                // that the terminals were evaluated with
    std::vector<char> inService;         // as CampusLoops::Loop::units
    bool pumpsPowered = true;

    bool operator==(const LoopInputs&) const = default;
};

struct LoopRun {
    LoopInputs inputs;
    LoopResult result;
    std::vector<PlantUnitResult> plant; // as CampusLoops::Loop::units
    std::vector<std::string> notes;     // full sentences
};

std::shared_ptr<const LoopRun> runLoop(const Site& site, const CampusLoops& loops, std::size_t k,
                                       LoopInputs inputs, const Conditions& conditions);

} // namespace hallwright
