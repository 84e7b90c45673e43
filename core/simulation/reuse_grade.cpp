#include "core/simulation/reuse_grade.h"

#include "core/physics/air.h"
#include "core/simulation/metrics.h"

#include <algorithm>
#include <limits>

namespace hallwright {

double reusedHeatC(const Snapshot& s)
{
    double heatW = 0.0;
    double heatTimesC = 0.0;
    for (const LoopResult& loop : s.loops) {
        if (!(loop.reusedHeatW > 0.0))
            continue;
        heatW += loop.reusedHeatW;
        heatTimesC += loop.reusedHeatW * loop.returnC;
    }
    return heatW > 0.0 ? heatTimesC / heatW : std::numeric_limits<double>::quiet_NaN(); // Σ Q T / Σ Q
}

double reusedExergyW(const Snapshot& s)
{
    const double outdoorK = s.conditions.outdoorC + celsiusZeroK;
    double sumW = 0.0;
    for (const LoopResult& loop : s.loops) {
        if (loop.reusedHeatW > 0.0) // Q (1 - T0/T)
            sumW += loop.reusedHeatW * std::max(1.0 - outdoorK / (loop.returnC + celsiusZeroK), 0.0);
    }
    return sumW;
}

std::optional<double> ereByExergy(const Snapshot& s)
{
    if (!metricsOf(s).ere)
        return std::nullopt;
    return (s.facilityPowerW - reusedExergyW(s)) / s.itPowerW;
}

} // namespace hallwright
