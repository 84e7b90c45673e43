#include "core/physics/altitude.h"

#include <cmath>

namespace hallwright {

double airDensityRatio(double pressurePa)
{
    return pressurePa / ratedPressurePa; // σ = p / p0
}

double fanPowerW(double ratedW, double speed, double densityRatio)
{
    return densityRatio * ratedW * speed * speed * speed; // P = σ P0 s³
}

double condenserAirC(double outdoorC, double densityRatio)
{
    // To,eq = To + D (σ^-n - 1)
    return outdoorC + condenserDifferenceK * (std::pow(densityRatio, -condenserAirExponent) - 1.0);
}

} // namespace hallwright
