// Which pairs of elements are worth failing together: those that some racks hang on both, by feeds or by cooling.
//
// A rack's paths hold the nodes upstream of both of its feeds, its CDU, its hall's air handlers, the plant of their loops and of
// its rear door's, and the nodes upstream of all these. A pair that no rack has both of is left out: what follows from it is
// what follows from each. So is one of which the one hangs on the other, and one of which the one takes down by itself all
// racks that have it in their paths. Power nodes in series (series_chains.h) fail as one, and of units or series that are alike
// (kind, side, rating, feeders or feed and loop, what they carry, and racks that have them) one stands for all: of all pairs of
// such, one is evaluated.
#pragma once

#include "core/simulation/snapshot.h"
#include "core/studies/failure/sweep.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace hallwright {

struct ElementPair {
    ObjectRef first, second;
    std::size_t alike = 1; // pairs that it stands for, itself among them
};

// Their pairs add up to `all`.
struct SharedPaths {
    std::vector<ElementPair> pairs; // to be evaluated
    std::size_t all = 0;
    std::size_t nothingShared = 0;
    std::size_t onTheOther = 0; // the one has no power without the other
    std::size_t takesAll = 0;   // the one takes down by itself all that has it in its paths
    std::size_t alike = 0;      // another pair stands for them
};

// `before`: an evaluation of the site, for the racks that run; `singles`: each element by itself.
SharedPaths sharedPathsOf(const Site& site, const Snapshot& before, const Sweep& singles);

} // namespace hallwright
