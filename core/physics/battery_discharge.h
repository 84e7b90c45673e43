// How fast a battery runs down at a load other than the one it is rated at.
//
//     t = T (P_r/P)^n        T = E_r/P_r
//     -dE/dt = P max(P/P_r, x)^(n - 1)
//
// t time until it is empty [s]; T that at the rating; P power drawn [W]; P_r rated power [W]; n Peukert's exponent [-]; E
// energy left, counted as what it would give at its rating [J]; E_r that when full; x load below which a slower discharge
// gains nothing more, 0.05: a judgement, for the law has no end. With n = 1 every joule is given at any load; with n above it a
// battery at half its rating lasts 2^n times as long.
//
// Range: discharges of minutes to hours at one temperature, loads from 0.05 to 1.5 of the rating. n from 1.0 to 1.05 for lithium
// cells, 1.1 to 1.3 for valve-regulated lead-acid ones, more where they are emptied in minutes. Source: Peukert,
// Elektrotechnische Zeitschrift 20, 1897, in which current is the variable: power stands for it at one voltage. Nothing is
// thrown: a battery without rating has no rate, and gives every joule.
#pragma once

namespace hallwright {

inline constexpr double leastPeukertLoad = 0.05; // x

// -dE/dt: by how much its energy falls at this power.
double batteryDrainW(double powerW, double ratedW, double exponent);

} // namespace hallwright
