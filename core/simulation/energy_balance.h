// Whether results add up: what comes in against what goes out, relative, from the results alone.
#pragma once

#include "core/simulation/evaluate_cooling.h"
#include "core/simulation/snapshot.h"

#include <cstddef>

namespace hallwright {

// The larger size of two residuals; infinite where either is not a finite number.
double worseResidual(double a, double b);

// Power of the racks, fans and CDU pumps, and losses of the equipment in it, against the heat put into loops and on no loop.
double hallResidual(const HallResult& hall);

// Heat of a loop against what its plant takes, what is reused and what remains; where towers cool its chillers and
// economiser, also heat and power of those against the heat of the towers.
double loopResidual(const CampusLoops::Loop& loop, const LoopRun& run);

} // namespace hallwright
