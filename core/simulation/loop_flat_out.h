// A loop whose pumps cannot raise the head its terminals need: all of them, spare ones too, run at full speed, and all
// valves are open but those of terminals that would get more than they demand. Nothing flows backward.
//
//     unit with its pumps   H = H0 - c (q/w)² - r q²
//     open terminal         H = Δp(qd) (q/qd)²/(ρ g)
//
// H head [m], H0 and c of all pumps' curve; q flow [m³/s]; w the share of the pumps' flow that is the unit's; r the
// unit's resistance; qd the demand. Solved by the global gradient algorithm (core/physics/hydraulic_network.h).
#pragma once

#include "core/simulation/loop_flows.h"

#include <optional>
#include <vector>

namespace hallwright {

struct FlatOutFlows {
    std::vector<double> terminalM3s, unitM3s; // 0 for what is on no circuit
    std::vector<double> stretchM3s;
};

// None if the flows did not settle.
std::optional<FlatOutFlows> flowsFlatOut(const LoopFlows& loop);

} // namespace hallwright
