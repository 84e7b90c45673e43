// Water and 25 % propylene glycol as coolant loops carry them.
#pragma once

#include "core/model/coolant.h"

namespace hallwright {

struct CoolantProperties {
    double densityKgM3 = 0.0;
    double heatCapacityJkgK = 0.0;
    double viscosityPaS = 0.0; // dynamic
    double conductivityWmK = 0.0;
    double freezesC = 0.0;

    double heatPerVolume() const { return densityKgM3 * heatCapacityJkgK; } // ρ cp [J/(m³ K)]
};

CoolantProperties coolantAt(Coolant coolant, double temperatureC);

} // namespace hallwright
