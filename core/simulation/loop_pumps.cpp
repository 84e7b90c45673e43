#include "core/simulation/loop_pumps.h"

#include "core/physics/pipe_friction.h"
#include "core/simulation/loop_network.h"
#include "core/simulation/not_negative.h"

#include <algorithm>
#include <limits>

namespace hallwright {

Pump LoopPumps::pump() const
{
    return pumpFor({designM3s / duty, headPa / pascalPerM}, efficiency, 1.0);
}

PumpCurve LoopPumps::curveOfAll() const
{
    return inParallel(pump().curve, all);
}

PumpOperation LoopPumps::operation(int running, double flowM3s, double raisedPa) const
{
    constexpr double rounding = 1e-9; // of the speed
    return operate(pump(), running, {flowM3s, raisedPa / pascalPerM}, pascalPerM / standardGravity,
                   1.0 + rounding);
}

std::optional<PumpDuty> LoopPumps::dutyAt(double flowM3s, double raisedPa) const
{
    if (flowM3s <= 0.0)
        return PumpDuty{};
    if (headPa <= 0.0)
        return PumpDuty{duty, 1.0, flowM3s * raisedPa / efficiency, false}; // P = V H/η
    for (const double limit : {widestFlowShare, std::numeric_limits<double>::infinity()}) {
        for (int n = 1; n <= all; ++n) {
            const PumpOperation now = operation(n, flowM3s, raisedPa);
            const double share = flowM3s * duty / (designM3s * n * now.speed);
            if (!now.offCurve && share <= limit)
                return PumpDuty{n, std::min(now.speed, 1.0), now.electricW, share > widestFlowShare};
        }
    }
    return std::nullopt;
}

LoopPumps pumpsOf(const CoolantLoop& loop, const CoolantProperties& coolant)
{
    constexpr double usualDifferenceK = 6.0; // where the data give none
    constexpr double usualEfficiency = 0.65;
    const double differenceK = loop.designDeltaTK > 0.0 ? loop.designDeltaTK : usualDifferenceK;
    LoopPumps pumps;
    pumps.duty = std::max(loop.pumps, 1);
    pumps.all = pumps.duty + std::max(loop.sparePumps, 0);
    pumps.designM3s = notNegative(loop.designHeatW) / (coolant.heatPerVolume() * differenceK);
    pumps.headPa = notNegative(loop.pumpHeadPa);
    pumps.efficiency = loop.pumpEfficiency > 0.0 ? loop.pumpEfficiency : usualEfficiency;
    pumps.pascalPerM = coolant.densityKgM3 * standardGravity;
    return pumps;
}

} // namespace hallwright
