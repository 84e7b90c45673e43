// What breakers are set to: those of feeds to their ratings, those of racks' circuits as core/physics/rack_circuits.h has it.
#pragma once

#include "core/simulation/snapshot.h"

#include <cstddef>
#include <vector>

namespace hallwright {

// Of a rack whose type states circuits: what those at each feed carry at their breakers' rating [W].
struct RackCircuits {
    std::size_t hall = 0;
    std::size_t rack = 0;
    PowerNodeId feedA;
    PowerNodeId feedB;
    double atAW = 0.0;
    double atBW = 0.0;
    bool shared = false; // one circuit for both feeds, behind a switch in the rack

    // Over the rating of the circuits that have power, which share the rack's equally; 0 where none has.
    double load(double powerW, bool hasA, bool hasB) const;
};

// Of racks that run, but for those above `most` times their rating as it is. `continuousShare` of a breaker's rating is what
// its circuit carries continuously, which types state.
std::vector<RackCircuits> circuitsOf(const Snapshot& before, double most, double continuousShare);

// Per power node of the site [W]; 0 for sources, nodes without a rating, and those above `most` times theirs as it is.
std::vector<double> breakersOf(const Site& site, const Snapshot& before, double most);

} // namespace hallwright
