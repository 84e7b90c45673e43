// A coolant loop as one stream: its flow, its return temperature and its pumps.
//
//     V = Q / (ρc ΔTd)  up to  Vd = Qd / (ρc ΔTd)       Treturn = Tsupply + (Q + P) / (ρc V)
//     P = V Δpd (hmin + (1 - hmin)(V/Vd)²) / η
//
// Q heat the loop picks up in the halls [W]; Qd design heat [W]; V, Vd flow and design flow [m³/s]; ΔTd
// design temperature difference [K]; ρc = 4.17e6 J/(m³ K), water at 20 °C (25 % propylene glycol: 4 % less);
// Δpd pump head at design flow [Pa]; hmin share of the head that the differential-pressure control holds at
// no flow [-]; η wire-to-water efficiency [-]; P pump power [W], all of which ends up in the coolant. Flow
// follows the load; above Vd the return grows warmer instead. Range: turbulent flow. Source: pump affinity
// laws; hmin is judgement (0.2 to 0.5). Nothing is thrown.
#pragma once

#include "core/model/cooling_network.h"

namespace hallwright {

inline constexpr double waterHeatPerVolume = 4.17e6; // ρc [J/(m³ K)]
inline constexpr double heldHeadFraction = 0.3;      // hmin

struct LoopFlow {
    double flowM3s = 0.0;
    double pumpPowerW = 0.0;
    double rangeK = 0.0;       // return minus supply
    double designRangeK = 0.0; // ΔTd
    bool beyondDesign = false;
};

LoopFlow loopFlowAt(const CoolantLoop& loop, double heatW);

} // namespace hallwright
