#include "core/physics/thermal_mass.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

double ThermalMass::timeConstantS() const
{
    if (!(airJK > 0.0 && solidsJK > 0.0 && conductanceWK > 0.0))
        return 0.0;
    return airJK * solidsJK / (conductanceWK * (airJK + solidsJK)); // τ = Ca Cs / (hA (Ca + Cs))
}

ThermalMass thermalMass(double airM3, double airHeatPerVolume, double rackWidthsM)
{
    return {std::max(airM3 * airHeatPerVolume, 0.0), std::max(rackWidthsM, 0.0) * solidsPerRackWidth,
            std::max(rackWidthsM, 0.0) * conductancePerRackWidth};
}

double riseAfterK(const ThermalMass& mass, double heatW, double seconds)
{
    if (!(heatW > 0.0) || !(seconds > 0.0))
        return 0.0;
    const double airJK = std::max(mass.airJK, 0.0);
    const double tauS = mass.timeConstantS();
    const double solidsJK = tauS > 0.0 ? mass.solidsJK : 0.0; // metal out of reach of the air does not help
    if (airJK + solidsJK <= 0.0)
        return std::numeric_limits<double>::infinity();
    // ΔTa(t) = P t/(Ca + Cs) + P Cs/(Ca + Cs) τ/Ca (1 - e^(-t/τ))
    double riseK = heatW * seconds / (airJK + solidsJK);
    if (tauS > 0.0)
        riseK -= heatW * solidsJK / (airJK + solidsJK) * tauS / airJK * std::expm1(-seconds / tauS);
    return riseK;
}

double secondsToRise(const ThermalMass& mass, double heatW, double riseK)
{
    if (!(riseK > 0.0))
        return 0.0;
    if (!(heatW > 0.0))
        return std::numeric_limits<double>::infinity();
    // Between the time at the first rate and the time at the last; the rise only grows.
    double lowS = riseK * std::max(mass.airJK, 0.0) / heatW;
    double highS = riseK * (std::max(mass.airJK, 0.0) + std::max(mass.solidsJK, 0.0)) / heatW;
    constexpr int halvings = 60;
    for (int step = 0; step < halvings; ++step) {
        const double middleS = 0.5 * (lowS + highS);
        (riseAfterK(mass, heatW, middleS) < riseK ? lowS : highS) = middleS;
    }
    return 0.5 * (lowS + highS);
}

} // namespace hallwright
