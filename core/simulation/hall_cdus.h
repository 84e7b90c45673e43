// The coolant distribution units of a hall: heat and coolant of the racks on each, then its plates, then back to the
// racks. How one behaves: core/physics/cdu_exchanger.h.
#pragma once

#include "core/simulation/hall_racks.h"

namespace hallwright {

// Once the racks' heat to liquid is known. Writes the coolant of `hall`'s racks, its CDUs and their sums.
void runCdus(HallResult& hall, const HallRacks& racks);

} // namespace hallwright
