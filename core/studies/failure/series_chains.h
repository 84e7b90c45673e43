// Power nodes in series: of each, the first of those that fail as one.
//
//     y is in series with x:  x alone feeds y,  x feeds nothing but y,  y is no source and holds no energy
//
// Then y is dead whenever x is, and nothing else is: what follows from the failure of either is the same, but for the no-load
// loss of x, which is alive without a load where y failed. A UPS is never in series with what feeds it, for its battery carries
// on. Nothing is thrown.
#pragma once

#include "core/model/site.h"
#include "core/physics/power_chain.h"

#include <cstdint>
#include <vector>

namespace hallwright {

// Per node of the site's power network: the position of the first in its series; its own where it is in none.
std::vector<std::uint32_t> firstInSeries(const Site& site, const PowerChain& chain);

} // namespace hallwright
