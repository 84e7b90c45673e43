// What the reused heat is worth: how warm it is given, and the ERE that counts it so.
//
//     T_reuse = Σ Q_k T_k / Σ Q_k        ERE_x = (P_fac - Σ Q_k (1 - T0/T_k)) / P_IT,    1 - T0/T_k at least 0
//
// Q_k heat that loop k gives to its user [W]; T_k temperature at which it is given, the loop's return, and T0 outdoor dry
// bulb, [K] in ERE_x; P_fac, P_IT facility and IT power [W]. The factor is Carnot's: the share of heat at T_k that could be
// work beside air at T0, its exergy. So ERE counts a watt of 27 °C water like one of electricity, and ERE_x as the tenth or
// less that it is; PUE >= ERE_x >= ERE. A user cools the return, so that it has the heat a little colder than T_k: ERE_x
// is a bound from below.
// Range: outdoor air above 0 K, by definition. Source: the exergy of heat (Bejan, Advanced Engineering
// Thermodynamics, ch. 3); ISO/IEC 30134-6 for ERE itself. Nothing is thrown: without reused heat there is no T_reuse and
// ERE_x is the PUE; there is no ERE_x where there is no ERE (metrics.h).
#pragma once

#include <optional>

namespace hallwright {

struct Snapshot;

double reusedHeatC(const Snapshot& snapshot);   // T_reuse [°C], not a number without reused heat
double reusedExergyW(const Snapshot& snapshot); // Σ Q_k (1 - T0/T_k) [W]
std::optional<double> ereByExergy(const Snapshot& snapshot); // ERE_x [-]

} // namespace hallwright
