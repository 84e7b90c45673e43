// The coolant loops and their plant: from the halls' heat to flows, temperatures and electrical power.
#pragma once

#include "core/simulation/campus_networks.h"
#include "core/simulation/snapshot.h"

#include <vector>

namespace hallwright {

// Writes loops, plant and warnings. `heatW`: what the halls put into each loop. Returns the worst of the
// loops' energy residuals: heat in and pump power against what the plant takes and what remains unrejected,
// relative.
double evaluateCooling(const CampusNetworks& networks, const std::vector<double>& heatW, Snapshot& snapshot);

} // namespace hallwright
