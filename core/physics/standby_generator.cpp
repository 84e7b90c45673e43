#include "core/physics/standby_generator.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

double fuelShare(double load)
{
    return idleFuelShare + (1.0 - idleFuelShare) * std::max(load, 0.0); // a + (1 - a) x
}

int loadSteps(double load, double stepShare)
{
    constexpr double rounding = 1e-9; // a load of exactly two steps is no third
    return std::max(1, static_cast<int>(std::ceil(load / stepShare - rounding))); // ⌈x/s⌉
}

} // namespace hallwright
