// The plates of a coolant distribution unit, as a rated exchanger between the racks' coolant and facility water.
//
//     rating:  C_h = ρcp V_r      C_c = ρcp V_f      T_h,out - T_c,in = a at Q_r
//     pumps:   P = P_r x (h + (1 - h) x²)      x = V / V_r
//
// Q_r capacity [W]; V_r rack-side and V_f facility flow at the rating [m³/s]; a approach [K]; ρcp of either liquid
// [J/(m³ K)]; P_r pump power at V_r [W]; h share of the head that the differential-pressure control holds at no flow
// [-]. Plates are counterflow, hA grows with flow to the 0.8 on both sides, half of the resistance on either. Source:
// ε-NTU; ratings of CDUs are published as capacity at an approach (CoolIT CHx2000: 2,000 kW at 5 K, 2,125 L/min), the
// facility flow of a rating often is not and is then taken equal to the rack side's. The dew-point rule is 2 K (ASHRAE
// TC 9.9). Range: as heat_exchanger.h, x from 0 to what the pumps give. Nothing is thrown.
#pragma once

#include "core/model/hall.h"
#include "core/physics/heat_exchanger.h"

namespace hallwright {

inline constexpr double heldHeadFraction = 0.3; // h; 0.2..0.5, judgement
inline constexpr double dewPointMarginK = 2.0; // rack-side coolant stays this much above the room's dew point

RatedExchanger platesOf(const Cdu& cdu, double coolantHeatPerVolume, double facilityHeatPerVolume);
double ratedFacilityFlowM3s(const Cdu& cdu);
double cduPumpPowerW(const Cdu& cdu, double flowM3s);

} // namespace hallwright
