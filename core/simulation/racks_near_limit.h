// The racks that are nearest their inlet limits, or farthest over them.
//
//     left = T_limit - T_in,  least = left - u      [K]
//
// u the uncertainty of the inlet of one rack of its hall (inlet_uncertainty.h), 0 where it is not known: racks are told
// by what is left of them with all of it used up.
#pragma once

#include "core/simulation/snapshot.h"

#include <cstddef>
#include <vector>

namespace hallwright {

struct RackNearLimit {
    HallResultPtr hall;
    std::size_t rack = 0; // in the hall's results
    double leastK = 0.0;

    const RackResult& result() const { return hall->racks[rack]; }
    double leftK() const { return result().inletLimitC - result().inletC; } // below 0: over its limit
};

// Of the racks that run and take in air, the least first; at most `most`. Nothing is thrown.
std::vector<RackNearLimit> racksNearLimit(const Snapshot& snapshot, std::size_t most);

} // namespace hallwright
