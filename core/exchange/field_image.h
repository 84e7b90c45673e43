// An air field as an image of its cells, in the hall's frame, metres:
//     temperature_c  [°C], NaN where there is no air
//     speed_m_s      [m/s]
//     recirculated   share of the air that has been through a rack before, 0..1; none of a flow under way
//     velocity_m_s   three components [m/s]
//     solid          1 in racks, bodies and columns
// Throws InputError with the field's problem where it has no values (AirFieldReport::usable).
#pragma once

#include "core/exchange/vti.h"
#include "core/physics/solved_air.h"

namespace hallwright {

CellImage imageOf(const SolvedAir& field);

} // namespace hallwright
