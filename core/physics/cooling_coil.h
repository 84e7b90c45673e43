// The cooling coil of an air handler, as a rated exchanger between hall air and loop water.
//
//     rating:  C_a = ρcp V_full      C_w = Q_r / ΔT_d      T_a,out - T_w,in = a
//
// Q_r sensible capacity [W]; V_full airflow at full fan speed [m³/s]; ρcp of air at sea level (altitude.h) [J/(m³ K)];
// ΔT_d the loop's design range [K]; a approach of the leaving air to the entering water [K]. Multi-row coils are taken
// as counterflow; hA grows with flow to the 0.55 on the air side and 0.8 on the water side, 60 % of the rated
// resistance on the air side. Source: finned-tube coils in ASHRAE Handbook HVAC Systems and Equipment, ch. 23;
// exponents and share are judgement (0.5..0.65, 0.8, 0.5..0.8). The coil is dry: where the entering water is below the
// room's dew point it also condenses moisture, which is flagged and not counted, because a hall brings in next to no
// moisture.
// Range: as heat_exchanger.h. Nothing is thrown.
#pragma once

#include "core/model/hall.h"
#include "core/physics/heat_exchanger.h"

namespace hallwright {

RatedExchanger coilOf(const AirHandler& unit, double ratedAirHeatPerVolume, double designRangeK);

// Whether water of this temperature makes the coil condense moisture out of the room's air.
bool coilIsWet(double waterC, double roomDewPointC);

} // namespace hallwright
