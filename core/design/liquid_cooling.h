// CDUs for the liquid-cooled racks of a hall: what is there is used first, then more are placed.
#pragma once

#include "core/design/equip.h"

#include <functional>

namespace hallwright::design {

// Whether a rack's liquid heat goes to no CDU, a CDU has no loop, or one has more to do than it is rated for.
bool lacksLiquidCooling(const Site& site, const Hall& hall);

// Ties liquid-cooled racks that are on no CDU, and those that overload theirs, to CDUs with room: those of their row, then
// CDUs that nothing is on, then new ones at the ends of the row or on the nearest free floor, then any. CDUs without a loop
// come on the one that is asked for, once it is needed. What stays without, or over its rating, is a shortage with what is in the way.
void coolByLiquid(SiteEdit& edit, HallId hall, const std::function<CoolantLoopId()>& loop, Steps& steps);

} // namespace hallwright::design
