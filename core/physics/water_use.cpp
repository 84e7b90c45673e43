#include "core/physics/water_use.h"

#include <algorithm>

namespace hallwright {

namespace {

// B = max(E/(c - 1) - D, 0)
double blowdownKgS(double evaporationKgS, double driftKgS, double cycles)
{
    return std::max(evaporationKgS / (std::max(cycles, leastCycles) - 1.0) - driftKgS, 0.0);
}

} // namespace

double heatOfVaporisationJkg(double waterC)
{
    const double t = std::clamp(waterC, 0.0, 100.0);
    return (2500.5 - 2.31 * t - 0.0013 * t * t) * 1e3;
}

WaterUse towerWater(double evaporationKgS, double flowKgS, double cyclesOfConcentration)
{
    WaterUse use;
    use.evaporationKgS = std::max(evaporationKgS, 0.0);
    use.driftKgS = driftShare * std::max(flowKgS, 0.0);
    use.blowdownKgS = blowdownKgS(use.evaporationKgS, use.driftKgS, cyclesOfConcentration);
    return use;
}

WaterUse waterWithBlowdown(double evaporationKgS, double cyclesOfConcentration)
{
    WaterUse use;
    use.evaporationKgS = std::max(evaporationKgS, 0.0);
    use.blowdownKgS = blowdownKgS(use.evaporationKgS, 0.0, cyclesOfConcentration);
    return use;
}

} // namespace hallwright
