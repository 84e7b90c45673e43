#include "core/physics/link_law.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hallwright {

namespace {

constexpr double leastSlope = 1e-10;   // s/m², added to every law's
constexpr double greatestSlope = 1e15; // keeps a blocked link's share of the matrix above zero
constexpr double startVelocityMs = 0.3;

// k Q|Q|^(n-1) and its slope. Below n = 1 the slope at rest has no bound, so the law is a straight line up to 1 mL/s.
HeadLoss powerLoss(double k, double n, double flowM3s)
{
    const double flow = std::abs(flowM3s);
    if (n == 2.0)
        return {k * flow * flowM3s, 2.0 * k * flow};
    constexpr double straightBelow = 1e-6;
    if (n < 1.0 && flow < straightBelow) {
        const double slope = k * std::pow(straightBelow, n - 1.0);
        return {slope * flowM3s, slope};
    }
    const double perFlow = k * std::pow(flow, n - 1.0);
    return {perFlow * flowM3s, n * perFlow};
}

// -s² h(Q/s) on the straight line between the two points around Q/s, or through the two nearest.
HeadLoss tabulatedLoss(const LinkLaw& law, double flowM3s)
{
    const double flow = flowM3s / law.speed;
    const auto& points = law.points;
    std::size_t next = 1;
    while (next + 1 < points.size() && flow > points[next].flowM3s)
        ++next;
    const PumpPoint &a = points[next - 1], &b = points[next];
    const double fall = (a.headM - b.headM) / (b.flowM3s - a.flowM3s);
    const double headM = a.headM - fall * (flow - a.flowM3s);
    return {-law.speed * law.speed * headM, law.speed * fall};
}

LinkLaw lawOfPump(const HydraulicLink& link)
{
    LinkLaw law;
    law.passes = !link.closed && link.speed > 0.0;
    if (!link.points.empty()) {
        law.points = link.points;
        if (!law.passes)
            return law;
        law.speed = link.speed;
        law.gainM = -tabulatedLoss(law, 0.0).headM;
        law.startM3s = 0.5 * link.speed * (link.points.front().flowM3s + link.points.back().flowM3s);
        return law;
    }
    law.n = link.curveN;
    law.passes = law.passes && link.curveC >= 0.0 && link.curveN > 0.0;
    if (!law.passes)
        return law;
    const double s = link.speed;
    law.gainM = s * s * link.shutOffHeadM;
    law.k = link.curveC * std::pow(s, 2.0 - link.curveN); // s² c (Q/s)^n = c s^(2-n) Q^n
    const double endOfCurve = law.k > 0.0 && law.gainM > 0.0 ? std::pow(law.gainM / law.k, 1.0 / law.n) : 0.0;
    law.startM3s = 0.5 * endOfCurve;
    return law;
}

double startingFlow(double boreM)
{
    return startVelocityMs * std::numbers::pi / 4.0 * boreM * boreM;
}

LinkLaw lawOfPipe(const HydraulicLink& link, double viscosityM2s)
{
    LinkLaw law;
    const bool hasBore = link.boreM > 0.0;
    law.minorK = minorLossK(link.minorLoss, link.boreM);
    law.startM3s = startingFlow(link.boreM);
    switch (link.law) {
    case PipeLaw::DarcyWeisbach:
        law.darcy = true;
        law.passes = hasBore;
        law.friction = pipeFriction(link.lengthM, link.boreM, link.roughness, viscosityM2s);
        break;
    case PipeLaw::HazenWilliams:
        law.passes = hasBore && link.roughness > 0.0;
        law.n = hazenWilliamsExponent;
        law.k = hazenWilliamsK(link.lengthM, link.boreM, link.roughness);
        break;
    case PipeLaw::Power:
        law.passes = link.powerK >= 0.0 && link.powerN > 0.0;
        law.n = link.powerN;
        law.k = link.powerK;
        if (!hasBore && law.k > 0.0)
            law.startM3s = std::pow(1.0 / law.k, 1.0 / law.n); // where 1 m is lost
        break;
    }
    law.passes = law.passes && !link.closed;
    return law;
}

LinkLaw lawOfValve(const HydraulicLink& link)
{
    LinkLaw law;
    law.passes = !link.closed && link.boreM > 0.0;
    law.minorK = minorLossK(link.minorLoss, link.boreM);
    law.startM3s = startingFlow(link.boreM);
    return law;
}

} // namespace

LinkLaw lawOf(const HydraulicLink& link, double viscosityM2s)
{
    LinkLaw law = link.kind == HydraulicLinkKind::Pump   ? lawOfPump(link)
                  : link.kind == HydraulicLinkKind::Pipe ? lawOfPipe(link, viscosityM2s)
                                                         : lawOfValve(link);
    const double numbers = law.k + law.minorK + law.gainM + law.startM3s + law.friction.frictionK +
                           law.friction.laminarSlope + law.friction.reynoldsPerFlow;
    law.passes = law.passes && std::isfinite(numbers); // a bore too small for numbers is none
    return law;
}

HeadLoss lossOf(const LinkLaw& law, double flowM3s)
{
    HeadLoss loss = !law.points.empty() ? tabulatedLoss(law, flowM3s)
                    : law.darcy         ? headLoss(law.friction, flowM3s)
                                        : powerLoss(law.k, law.n, flowM3s);
    if (law.points.empty())
        loss.headM -= law.gainM;
    if (law.minorK > 0.0) {
        const double perFlow = law.minorK * std::abs(flowM3s);
        loss.headM += perFlow * flowM3s;
        loss.slopeSM2 += 2.0 * perFlow;
    }
    loss.headM += leastSlope * flowM3s;
    loss.slopeSM2 = std::min(loss.slopeSM2 + leastSlope, greatestSlope);
    return loss;
}

} // namespace hallwright
