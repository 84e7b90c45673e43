#include "core/physics/air.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

double pressureAtElevationPa(double elevationM)
{
    // p(Z) = 101325 (1 - 2.25577e-5 Z)^5.2559
    const double elevation = std::clamp(elevationM, lowestElevationM, highestElevationM);
    return 101325.0 * std::pow(1.0 - 2.25577e-5 * elevation, 5.2559);
}

double airDensity(double pressurePa, double temperatureC)
{
    return pressurePa / (airGasConstant * (temperatureC + celsiusZeroK)); // ρ = p / (R T)
}

double airHeatPerVolume(double elevationM, double supplyC)
{
    return airDensity(pressureAtElevationPa(elevationM), supplyC) * airHeatCapacity;
}

} // namespace hallwright
