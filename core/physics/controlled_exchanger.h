// A heat exchanger whose valve lets as much cold liquid through as cools the hot stream to a set point.
//
//     Q = C_h (T_h,in - T_h,out)        T_h,in = T_set + Q/C_h
//     C_c such that ε(C_h, C_c) Cmin (T_h,in - T_c,in) = Q
//     valve wide open:  T_h,out = T_c,in + Q/(ε Cmin) - Q/C_h
//
// Q heat to remove [W]; C_h, C_c heat capacity rates of hot and cold stream [W/K]; ε effectiveness, its UA following
// the flows (heat_exchanger.h) [-]; T temperatures [°C]. At steady state all the heat is removed: where the widest
// opening does not do at the set point, the hot stream leaves warmer. Where the cold stream would warm beyond the
// entering hot one, no flow suffices at the set point and the same holds. Used by cooling coils (hot: air) and by
// coolant distribution units (hot: the racks' coolant). Range: as heat_exchanger.h; C_c up to
// widestOpening of its rating. Source: ε-NTU, ASHRAE Handbook Fundamentals; see
// heat_exchanger.h. Nothing is thrown: without heat or hot stream nothing flows and the set point holds; without a cold
// stream or any surface the hot stream leaves at highestRiseK above the cold inlet, flagged.
#pragma once

#include "core/physics/heat_exchanger.h"

namespace hallwright {

struct ControlledState {
    double supplyC = 0.0; // hot stream leaving, T_h,out
    double coldWK = 0.0;  // C_c
    double coldOutC = 0.0;
    double effectiveness = 0.0;
    bool wideOpen = false; // the set point is not met
};

inline constexpr double widestOpening = 1.2; // cold stream over its rating with the valve wide open
inline constexpr double highestRiseK = 60.0; // of the hot stream leaving above the cold one entering

ControlledState coolTo(const RatedExchanger& unit, double heatW, double hotWK, double setPointC,
                       double coldInC);

} // namespace hallwright
