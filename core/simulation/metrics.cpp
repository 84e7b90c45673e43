#include "core/simulation/metrics.h"

namespace hallwright {

namespace {

std::optional<double> ratio(double part, double whole)
{
    return whole > 0.0 ? std::optional(part / whole) : std::nullopt;
}

} // namespace

Metrics metricsOf(const Snapshot& s)
{
    Metrics metrics;
    if (s.itPowerW <= 0.0 || !s.cooled)
        return metrics;
    // PUE = P_fac / P_IT
    metrics.pue = s.facilityPowerW / s.itPowerW;
    // WUE = ṁ_w / P_IT
    metrics.wueLPerKwh = s.waterKgS * joulesPerKwh / s.itPowerW;
    // CUE = g P_fac / P_IT
    metrics.cueKgPerKwh = s.site->info.carbonKgPerKwh * s.facilityPowerW / s.itPowerW;
    // ERE = (P_fac - Q_reuse) / P_IT
    metrics.ere = (s.facilityPowerW - s.reusedHeatW) / s.itPowerW;
    // ITUE = P_IT / (P_IT - P_fan - P_psu)
    if (s.psuLossW)
        metrics.itue = ratio(s.itPowerW, s.itPowerW - s.serverFanPowerW - *s.psuLossW);
    // TUE = ITUE · PUE
    if (metrics.itue)
        metrics.tue = *metrics.itue * *metrics.pue;
    return metrics;
}

std::optional<double> partialPue(const HallResult& hall)
{
    // pPUE = (P_IT + P_fans + P_pumps) / P_IT
    if (!hall.steady)
        return std::nullopt;
    return ratio(hall.itPowerW + hall.airHandlerPowerW + hall.cduPumpPowerW, hall.itPowerW);
}

} // namespace hallwright
