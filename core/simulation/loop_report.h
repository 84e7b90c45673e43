// What a solved loop shows: velocities and temperatures of its pipes, what each terminal gets, and in sentences what is
// wrong with it. The equations are those of loop_network.h.
#pragma once

#include "core/simulation/loop_flows.h"

namespace hallwright {

// Completes the loop's result.
void reportLoop(LoopFlows& loop);

} // namespace hallwright
