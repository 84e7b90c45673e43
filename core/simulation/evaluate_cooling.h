// The coolant loops and their plant: from the halls' heat to flows, temperatures and electrical power.
#pragma once

#include "core/simulation/campus_networks.h"
#include "core/simulation/snapshot.h"

#include <vector>

namespace hallwright {

// Writes loops, plant and warnings. `heatW`: what the halls put into each loop.
void evaluateCooling(const CampusNetworks& networks, const std::vector<double>& heatW, Snapshot& snapshot);

} // namespace hallwright
