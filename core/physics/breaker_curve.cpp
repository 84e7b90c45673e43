#include "core/physics/breaker_curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

double warmthAtRest(double load)
{
    return load * load; // θ = m²
}

double warmthAfter(const BreakerCurve& curve, double warmth, double load, double seconds)
{
    const double restWarmth = warmthAtRest(load);
    return restWarmth +
           (warmth - restWarmth) * std::exp(-seconds / curve.timeConstantS); // m² + (θ0 - m²) e^(-t/τ)
}

double secondsToTrip(const BreakerCurve& curve, double warmth, double load)
{
    if (!(load > curve.pickup))
        return std::numeric_limits<double>::infinity();
    const double trip = curve.pickup * curve.pickup;
    const double longTimeS =
        warmth >= trip
            ? 0.0
            : curve.timeConstantS * std::log((load * load - warmth) / (load * load - trip)); // τ ln(...)
    return load >= curve.shortTimeAt ? std::min(longTimeS, curve.shortTimeS) : longTimeS;
}

} // namespace hallwright
