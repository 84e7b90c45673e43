// The figures data centres are compared by, from one snapshot.
//
//     PUE = P_fac / P_IT      WUE = ṁ_w / P_IT      CUE = g P_fac / P_IT      ERE = (P_fac - Q_reuse) / P_IT
//     ITUE = P_IT / (P_IT - P_fan - P_psu)      TUE = ITUE · PUE      pPUE of a part = (its IT and its overhead) / its IT
//
// P_fac, P_IT facility and IT power [W], whatever node they come from or none; ṁ_w make-up water [kg/s], 1 kg taken as
// 1 L; g grid's carbon [kg/kWh]; Q_reuse heat given to others [W]; P_fan, P_psu power of server fans and power
// supplies [W]. These are momentary values at the conditions of the snapshot; the standards mean annual energy.
// Source: ISO/IEC 30134-2 (PUE), -8 (CUE), -9 (WUE), -6 (ERF, ERE = (1 - ERF) PUE); Patterson et al. 2013 (ITUE,
// TUE). Without IT power, without a steady state and where a loop does not hold its set point there is none of them, and no ITUE and TUE where nothing is known of the
// power supplies. Nothing is thrown.
#pragma once

#include "core/simulation/snapshot.h"

namespace hallwright {

constexpr double joulesPerKwh = 3.6e6;

struct Metrics {
    std::optional<double> pue;
    std::optional<double> wueLPerKwh;
    std::optional<double> cueKgPerKwh;
    std::optional<double> ere;
    std::optional<double> itue;
    std::optional<double> tue;
};

Metrics metricsOf(const Snapshot& snapshot);

// Partial PUE of a hall: its IT power, fans and CDU pumps, over its IT power; none without, nor without a
// steady state.
std::optional<double> partialPue(const HallResult& hall);

} // namespace hallwright
