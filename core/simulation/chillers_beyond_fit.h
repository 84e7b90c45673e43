// The chillers that run where their curves were not fitted, for the notes that say so.
#pragma once

#include "core/simulation/snapshot.h"

#include <string>
#include <vector>

namespace hallwright {

// A sentence or two for each kind of them, whatever loop they are on: which, at which temperature beside which range,
// what the extrapolation is worth, and what would bring them back inside.
std::vector<std::string> chillersBeyondFit(const Snapshot& snapshot);

} // namespace hallwright
