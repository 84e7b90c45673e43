// The floor that stays free inside a door.
#pragma once

#include "core/layout/obstacles.h"

namespace hallwright {

// Before a door, over its width: a rack on its pallet is 1.2 m deep and has to be turned there. Judgement.
inline constexpr double clearBeforeDoorM = 1.2;

// Over the door's width, in the hall's frame.
Footprint clearAreaOf(const Hall& hall, const Door& door);

} // namespace hallwright
