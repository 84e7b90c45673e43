// The floor that stays free.
#pragma once

#include "core/layout/obstacles.h"

namespace hallwright {

// In front of a rack: a person with a server lift passes; also the usual width of an escape route.
inline constexpr double leastColdAisleM = 0.9;
// Before a door, over its width: a rack on its pallet is 1.2 m deep and has to be turned there. Judgement.
inline constexpr double clearBeforeDoorM = 1.2;

// Inside a door, in the hall's frame.
Footprint clearAreaOf(const Hall& hall, const Door& door);

} // namespace hallwright
