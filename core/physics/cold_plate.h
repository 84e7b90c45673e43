// Chips behind cold plates: how hot their junctions get, what that costs in leakage, and what happens when it is too
// hot.
//
//     T_j = T_s + P/(2 ρc Q) + R P            R = R_d [s + (1 - s)(Q_d/Q)^0.8],   R_d = ΔT_d/P_d
//     P   = u P_d [1 + λ (T_j - T_d)]         T_d = T_r + P_d/(2 ρc Q_d) + ΔT_d
//     u   = 1 where T_j <= T_lim;  else what holds T_j at T_lim, at least u_min;  too hot where T_j > T_off even so
//     Q   = P/(ρc (T_h - T_s)), at most Q_d   of a rack that holds its return at T_h
//
// T_j temperature of the hottest junctions, T_s of the coolant supplied, T_d of the junctions at the rating [°C]; P
// heat to liquid, P_d at the rating [W]; Q flow, Q_d at the rating [m³/s]; ρc heat capacity of the coolant per volume
// [J/(m³ K)]; ΔT_d rise of the junctions over the coolant's mean at the rating [K], s the share of it in solids, which
// no flow changes [-]; T_r supply temperature of the rating; λ leakage [1/K]; u share of the work that is done [-],
// taken in proportion to power; T_lim where chips slow down, T_off where they switch off; T_h return that the rack's
// own valve holds.
//
// Sources. The convective part by Dittus and Boelter 1930, Nu ~ Re^0.8, as for turbulent channels; narrow laminar ones
// follow the flow less. s is such that the two duties that Lenovo LP2357 publishes of one GB300 NVL72, 59 L/min at 25
// °C and 177 L/min at 45 °C, leave its junctions equally hot. The same pair is one rack that holds its return at 55 °C.
// T_lim and T_off: 87 °C and 92 °C, of NVIDIA's H100 PCIe product brief; makers publish none of later chips. ΔT_d: 0.03
// K/W of a chip of 1 kW, 20 to 40 K; u_min: hardware slowdown halves the clock; T_r 40 °C, between the ASHRAE classes
// W32 and W45; λ 0.1 to 0.3 % per K of board power. These four are judgement, and apply where a type states nothing.
// Range: single-phase coolant; Q from about 0.2 to 2 Q_d; leakage is followed up to T_off. Nothing is thrown: without
// flow the temperature is infinite.
#pragma once

#include "core/model/rack.h"

namespace hallwright {

inline constexpr double usualJunctionRiseK = 30.0;  // ΔT_d
inline constexpr double usualRatedCoolantC = 40.0;  // T_r
inline constexpr double usualJunctionLimitC = 87.0; // T_lim
inline constexpr double usualJunctionTripC = 92.0;  // T_off
inline constexpr double solidShare = 0.75;          // s
inline constexpr double coldPlateExponent = 0.8;
inline constexpr double coldPlateLeakagePerK = 0.002; // λ
inline constexpr double leastWorkShare = 0.5;         // u_min

struct ColdPlates {
    double heatW = 0.0;   // P_d
    double flowM3s = 0.0; // Q_d
    double riseK = usualJunctionRiseK;
    double ratedSupplyC = usualRatedCoolantC;
    double limitC = usualJunctionLimitC;
    double tripC = usualJunctionTripC;
    double heldReturnC = 0.0; // T_h; 0: its flow is constant

    bool operator==(const ColdPlates&) const = default;
};

// Of a rack that gives `heatW` to liquid at its rating: what the type states, the usual values where it states nothing
// or is null.
ColdPlates coldPlatesOf(const RackType* type, double heatW);

struct ChipState {
    double heatW = 0.0;
    double junctionC = 0.0;
    double workShare = 1.0; // u
    double withheldW = 0.0; // what slowing down takes off P at that temperature
    bool tooHot = false;    // its chips switch off; the rest is what they would be if they did not
};

// The flow that the rack asks for while it gives up `heatW`.
double askedFlowM3s(const ColdPlates& plates, double heatW, double supplyC, double heatPerVolume);
ChipState chipsAt(const ColdPlates& plates, double supplyC, double flowM3s, double heatPerVolume);

} // namespace hallwright
