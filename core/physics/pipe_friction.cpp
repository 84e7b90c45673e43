#include "core/physics/pipe_friction.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hallwright {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double laminarUpTo = 2000.0;
constexpr double turbulentFrom = 4000.0;

// f = 0.25/[log10 y]² = (ln 10)²/4 / (ln y)²,  y = e/(3.7 D) + 5.74/Re^0.9
FrictionFactor swameeJain(double reynolds, double relativeRoughness)
{
    constexpr double quarterLn10Squared = 0.25 * std::numbers::ln10 * std::numbers::ln10;
    const double viscous = 5.74 * std::pow(reynolds, -0.9);
    const double y = relativeRoughness / 3.7 + viscous;
    const double logY = std::log(y);
    FrictionFactor f;
    f.factor = quarterLn10Squared / (logY * logY);
    f.slope = 1.8 * f.factor * viscous / (y * logY); // Re dy/dRe = -0.9 viscous, y df/dy = -2 f/ln y
    return f;
}

// The cubic in R = Re/2000 over 1..2 with the factors and slopes of both ends (Hermite's form, t = R - 1).
FrictionFactor transition(double reynolds, double relativeRoughness)
{
    const double f0 = 64.0 / laminarUpTo, d0 = -f0; // R df/dR = -f in laminar flow
    const FrictionFactor end = swameeJain(turbulentFrom, relativeRoughness);
    const double f1 = end.factor, d1 = end.slope / 2.0;
    const double t = reynolds / laminarUpTo - 1.0;
    const double c2 = 3.0 * (f1 - f0) - 2.0 * d0 - d1;
    const double c3 = 2.0 * (f0 - f1) + d0 + d1;
    return {f0 + t * (d0 + t * (c2 + t * c3)), (1.0 + t) * (d0 + t * (2.0 * c2 + 3.0 * t * c3))};
}

} // namespace

FrictionFactor frictionFactor(double reynolds, double relativeRoughness)
{
    if (!(reynolds > 0.0))
        return {};
    const double roughness = std::clamp(relativeRoughness, 0.0, 1.0);
    if (reynolds <= laminarUpTo)
        return {64.0 / reynolds, -64.0 / reynolds};
    return reynolds >= turbulentFrom ? swameeJain(reynolds, roughness) : transition(reynolds, roughness);
}

PipeFriction pipeFriction(double lengthM, double boreM, double roughnessM, double viscosityM2s)
{
    PipeFriction pipe;
    if (!(boreM > 0.0) || !(lengthM > 0.0) || !(viscosityM2s > 0.0))
        return pipe;
    const double bore2 = boreM * boreM;
    pipe.reynoldsPerFlow = 4.0 / (pi * boreM * viscosityM2s);
    pipe.frictionK = 8.0 * lengthM / (standardGravity * pi * pi * bore2 * bore2 * boreM);
    pipe.relativeRoughness = std::max(roughnessM, 0.0) / boreM;
    pipe.laminarSlope = 128.0 * viscosityM2s * lengthM / (standardGravity * pi * bore2 * bore2);
    return pipe;
}

HeadLoss headLoss(const PipeFriction& pipe, double flowM3s)
{
    const double flow = std::abs(flowM3s);
    const double reynolds = pipe.reynoldsPerFlow * flow;
    if (reynolds <= laminarUpTo) // h is proportional to Q, also at rest
        return {pipe.laminarSlope * flowM3s, pipe.laminarSlope};
    const FrictionFactor f = frictionFactor(reynolds, pipe.relativeRoughness);
    const double perFlow = pipe.frictionK * flow;
    return {perFlow * f.factor * flowM3s, perFlow * (2.0 * f.factor + f.slope)};
}

double hazenWilliamsK(double lengthM, double boreM, double coefficient)
{
    if (!(boreM > 0.0) || !(lengthM > 0.0) || !(coefficient > 0.0))
        return 0.0;
    return hazenWilliamsCoefficient * lengthM /
           (std::pow(coefficient, hazenWilliamsExponent) * std::pow(boreM, 4.871));
}

double minorLossK(double sumOfK, double boreM)
{
    if (!(boreM > 0.0) || !(sumOfK > 0.0))
        return 0.0;
    const double bore2 = boreM * boreM;
    return 8.0 * sumOfK / (standardGravity * pi * pi * bore2 * bore2);
}

} // namespace hallwright
