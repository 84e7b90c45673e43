// The figures data centres are compared by, of a year or a month as the standards mean them: of energies.
//
//     PUE = E_fac / E_IT     pPUE of a cause = 1 + E_cause / E_IT     WUE = W / E_IT     WUE_source = WUE + i_w PUE
//     CUE = Σ g_h E_fac,h / E_IT     ERE = (E_fac - Q_reuse) / E_IT
//
// E energy [kWh], W make-up water [L], 1 kg taken as 1 L; i_w water that power plants use for the grid's energy [L/kWh]; g carbon of the
// grid at an hour [kg/kWh]; Q_reuse heat given to others [kWh]. Source: ISO/IEC 30134-2, -8, -9, -6; The Green Grid, white paper 35
// (2011), for WUE_source. None without IT energy. Nothing is thrown.
#pragma once

#include "core/studies/year/year.h"

#include <optional>

namespace hallwright {

struct YearMetrics {
    std::optional<double> pue;
    std::optional<double> wueLPerKwh;
    std::optional<double> wueSourceLPerKwh; // where the grid's water is known
    std::optional<double> ere;
};

// Of the sums of a year or a month.
YearMetrics metricsOf(const YearSums& sums, std::optional<double> gridWaterLPerKwh = std::nullopt);

// Of a whole year, and of a month of it: without PUE, WUE_source and ERE where none of its hours has a PUE.
YearMetrics metricsOf(const YearReport& year, std::optional<double> gridWaterLPerKwh = std::nullopt);
YearMetrics metricsOfMonth(const YearReport& year, std::size_t month,
                           std::optional<double> gridWaterLPerKwh = std::nullopt);

// 1 + E_cause / E_IT, of a quantity that is a part of the overhead.
std::optional<double> partialPue(const YearSums& sums, YearQuantity cause);

inline double sumOf(const YearSums& sums, YearQuantity quantity)
{
    return sums[static_cast<std::size_t>(quantity)];
}

} // namespace hallwright
