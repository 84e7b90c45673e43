// Input that a site may give without sense: what is no number or below zero counts as none.
#pragma once

#include <cmath>

namespace hallwright {

inline double notNegative(double value)
{
    return std::isfinite(value) && value > 0.0 ? value : 0.0;
}

} // namespace hallwright
