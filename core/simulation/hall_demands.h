// What a hall asks of the campus once its temperatures are known: power of the nodes that feed it, heat taken by its
// loops, and the water that its equipment draws from them.
#pragma once

#include "core/simulation/hall_air_handlers.h"
#include "core/simulation/hall_racks.h"
#include "core/simulation/hall_rear_doors.h"

namespace hallwright {

// Writes loads, rejected heat, demands, what racks draw of their circuits, and what is on no node or loop.
void askCampus(HallResult& hall, const HallRacks& racks, const HallRearDoors& doors,
               const HallAirHandlers& handlers);

} // namespace hallwright
