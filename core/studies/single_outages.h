// What the loss of one element does: each kind of plant and of feed with one unit taken out of service, evaluated as a steady
// state and held against every rule.
//
// Of units that are alike (one kind, side and rating; plant of one loop) the most loaded is taken out: what it leaves to
// the others is the most. So a campus of thousands of elements takes some dozens of evaluations, and what is said of a
// group is said of its worst. A transient, and what follows from it, is not looked at.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace hallwright {

struct SingleOutage {
    ObjectRef out;
    std::size_t alike = 1;               // units of its group, itself among them
    double loadW = 0.0;                  // what it carried: power delivered, heat taken
    double lostItW = 0.0;                // IT power that is no longer drawn
    std::size_t dark = 0;                // racks shut down, beyond those that were
    std::size_t overLimit = 0;           // racks over their inlet limit, likewise
    std::size_t oneFeed = 0;             // racks left on one feed, likewise
    std::size_t critical = 0, major = 0; // findings that there were not before
    std::string worst; // the sentence of the first of them; empty where nothing is over a limit

    bool harmless() const { return critical + major == 0; }
};

// In the order power, plant, CDUs, air handlers; of a snapshot with estimated inlets. `progress` is told how many of
// all are done, and ends the study by false: those found until then are returned.
std::vector<SingleOutage>
singleOutagesOf(const Snapshot& snapshot, const Findings& findings,
                const std::function<bool(std::size_t done, std::size_t all)>& progress = {});

} // namespace hallwright
