// The invariants every site version keeps, whoever made it.
#pragma once

#include "core/model/site.h"

namespace hallwright {

// What one rack must satisfy to stand in this hall: values in range, and its footprint inside the room.
// Throws InputError naming the rack, the value and the limit.
void checkRack(const Site& site, const Hall& hall, const Rack& rack);

// Everything checkRack checks, and: positive unique ids in ascending order, references that exist, sizes above zero,
// aisles, columns and equipment inside their room, halls inside their building, a power network without cycles whose
// every chain ends at a utility, numbers that are finite. A feed, CDU, hall or loop reference may be none; what a loop,
// pipe, plant unit or fibre run belongs to may not. Throws InputError naming the first offender.
void checkSite(const Site& site);

} // namespace hallwright
