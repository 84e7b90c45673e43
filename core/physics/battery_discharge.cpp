#include "core/physics/battery_discharge.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

double batteryDrainW(double powerW, double ratedW, double exponent)
{
    if (!(ratedW > 0.0 && powerW > 0.0))
        return std::max(powerW, 0.0);
    const double load = std::max(powerW / ratedW, leastPeukertLoad);
    return powerW * std::pow(load, exponent - 1.0); // P max(P/P_r, x)^(n - 1)
}

} // namespace hallwright
