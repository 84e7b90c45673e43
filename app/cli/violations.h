// Everything that is wrong with an evaluated site: placement rules, power faults, capacities, overloads, also after the
// loss of a side, what is lost or shut down, flows, temperatures, dew points.
#pragma once

#include "core/layout/rules.h"
#include "core/simulation/snapshot.h"

#include <vector>

namespace hallwright::cli {

// The placement rules' violations first, then those the evaluation shows, each in the order of the site.
std::vector<Violation> findAllViolations(const Snapshot& snapshot);

} // namespace hallwright::cli
