// Rear-door heat exchangers: a coil in the rack's rear door that takes heat out of the exhaust.
//
//     rating:  C_a = ρcp V_a      C_w = ρcp V_w      ε_air = (T_exhaust - T_out) / (T_exhaust - T_w,in)
//     Q = ε Cmin (T_exhaust - T_w,in)
//
// V_a rack airflow, V_w water flow of the rating [m³/s]; ε_air air-side effectiveness [-]; Q heat to water [W]. The
// coil is cross-flow, both streams unmixed; hA follows the air flow to the 0.55; the water flow is constant. A door
// colder than the exhaust cools, never heats. Range: ε_air 0.6 to 0.85 at 20 to 35 kW a rack. Source: ε-NTU,
// heat_exchanger.h. Nothing is thrown; an effectiveness no surface can have is held at the highest there is.
#pragma once

#include "core/model/rack.h"
#include "core/physics/heat_exchanger.h"

namespace hallwright {

// No exchanger (UA 0) for a type without a door.
RatedExchanger rearDoorOf(const RackType& type, double airHeatPerVolume, double waterHeatPerVolume);

// Share of the difference between exhaust and water that the door takes off at this air stream, 0..1: ε Cmin/C_a.
double rearDoorShare(const RatedExchanger& door, double airWK);

// Q [W], at least 0.
double rearDoorHeatW(const RatedExchanger& door, double airWK, double exhaustC, double waterC);

} // namespace hallwright
