// Changes that make room for more racks, ranked by the power they free.
//
// Each lifts what binds somewhere, by as much as the racks it keeps out ask for, and is counted by doing it: the site with
// the change is asked the same question again. So what an unlock promises is what it yields, and what binds next is known.
#pragma once

#include "core/studies/capacity/capacity.h"

#include <stop_token>
#include <string>
#include <vector>

namespace hallwright {

inline constexpr std::size_t mostUnlocks = 6; // where nothing else is asked for

struct CapacityUnlock {
    Blocker lifted;
    std::string change;    // one sentence: "Put a CDU 1000 at the end of row J of B5-H3."
    SitePtr site;          // the version asked about, with the change
    std::size_t racks = 0; // that fit beyond those that fit without
    double powerW = 0.0;   // their type's, together
    Blocker next;          // what binds then
};

// The most power first; at most `most`, of what keeps the most positions empty. None for space, nor for what no rating
// lifts: a way that is too narrow, a feed that does not reach. Stopped, it returns those found until then.
std::vector<CapacityUnlock> unlocksOf(const Capacity& capacity, std::size_t most = mostUnlocks,
                                      const std::stop_token& stop = {});

// Those that lift what keeps positions of this place empty, in their order.
std::vector<const CapacityUnlock*> unlocksAt(const Capacity& capacity,
                                             const std::vector<CapacityUnlock>& unlocks, ObjectRef place);

} // namespace hallwright
