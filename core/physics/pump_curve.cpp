#include "core/physics/pump_curve.h"

#include "core/physics/pipe_friction.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double furthestEfficiency = 1.8; // x beyond which η keeps its value

} // namespace

PumpCurve curveThrough(PumpPoint design)
{
    PumpCurve curve;
    if (!(design.flowM3s > 0.0) || !(design.headM > 0.0))
        return curve;
    curve.shutOffHeadM = 4.0 / 3.0 * design.headM;
    curve.c = design.headM / (3.0 * design.flowM3s * design.flowM3s);
    return curve;
}

std::optional<PumpCurve> curveThrough(const std::array<PumpPoint, 3>& points)
{
    const auto& [shutOff, first, second] = points;
    const bool falls =
        shutOff.headM > first.headM && first.headM > second.headM && second.headM >= 0.0; // false for NaN
    if (!falls || shutOff.flowM3s != 0.0 || !(first.flowM3s > 0.0) || !(second.flowM3s > first.flowM3s))
        return std::nullopt;
    const double firstFall = shutOff.headM - first.headM;
    const double secondFall = shutOff.headM - second.headM;
    PumpCurve curve;
    curve.shutOffHeadM = shutOff.headM;
    // n = ln[(H0 - h2)/(H0 - h1)] / ln(q2/q1),  c = (H0 - h1)/q1^n
    curve.n = std::log(secondFall / firstFall) / std::log(second.flowM3s / first.flowM3s);
    curve.c = firstFall / std::pow(first.flowM3s, curve.n);
    if (!std::isfinite(curve.n) || !std::isfinite(curve.c))
        return std::nullopt;
    return curve;
}

PumpCurve inParallel(const PumpCurve& curve, int pumps)
{
    if (pumps < 1)
        return {};
    PumpCurve together = curve;
    together.c = curve.c / std::pow(static_cast<double>(pumps), curve.n);
    return together;
}

double headAt(const PumpCurve& curve, double flowM3s, double speed)
{
    if (!(speed > 0.0))
        return 0.0;
    const double flow = std::max(flowM3s, 0.0);
    return speed * speed * (curve.shutOffHeadM - curve.c * std::pow(flow / speed, curve.n));
}

double flowAt(const PumpCurve& curve, double headM, double speed)
{
    if (!(speed > 0.0) || !(curve.c > 0.0))
        return 0.0;
    const double fall = curve.shutOffHeadM - headM / (speed * speed); // c (Q/s)^n
    return fall > 0.0 ? speed * std::pow(fall / curve.c, 1.0 / curve.n) : 0.0;
}

double endOfCurve(const PumpCurve& curve, double speed)
{
    return flowAt(curve, 0.0, speed);
}

// s² H0 - c s^(2-n) Q^n = h. The left side grows with s from the speed at which this flow is the end of the curve;
// with n = 2 the solution is s² = (h + c Q²)/H0.
double speedFor(const PumpCurve& curve, PumpPoint duty)
{
    const double flow = std::max(duty.flowM3s, 0.0);
    const double headM = std::max(duty.headM, 0.0);
    if (!(curve.shutOffHeadM > 0.0) || !(flow + headM > 0.0) || !std::isfinite(flow + headM))
        return 0.0;
    if (curve.n == 2.0)
        return std::sqrt((headM + curve.c * flow * flow) / curve.shutOffHeadM);
    const double atEnd = flow * std::pow(curve.c / curve.shutOffHeadM, 1.0 / curve.n);
    double low = std::max(atEnd, std::sqrt(headM / curve.shutOffHeadM)); // the curve falls from H0
    double high = std::max(low, 1e-6);
    while (headAt(curve, flow, high) < headM)
        high *= 2.0;
    for (int i = 0; i < 200 && high - low > 1e-15 * high; ++i) {
        const double middle = 0.5 * (low + high);
        (headAt(curve, flow, middle) < headM ? low : high) = middle;
    }
    return high;
}

Pump pumpFor(PumpPoint design, double bestEfficiency, double driveEfficiency)
{
    return {curveThrough(design), std::max(design.flowM3s, 0.0), bestEfficiency, driveEfficiency};
}

PumpOperation operate(const Pump& pump, int running, PumpPoint duty, double densityKgM3, double mostSpeed)
{
    PumpOperation now;
    if (!(duty.flowM3s > 0.0) && !(duty.headM > 0.0))
        return now;
    const PumpCurve together = inParallel(pump.curve, running);
    now.flowM3s = std::max(duty.flowM3s, 0.0);
    now.headM = std::max(duty.headM, 0.0);
    now.speed = speedFor(together, duty);
    now.offCurve = !(now.speed > 0.0) || now.speed > mostSpeed;
    if (now.offCurve) {
        now.speed = together.shutOffHeadM > 0.0 ? std::max(mostSpeed, 0.0) : 0.0;
        const double mostFlow = together.c > 0.0 ? endOfCurve(together, now.speed) : now.flowM3s;
        now.flowM3s = now.speed > 0.0 ? std::min(now.flowM3s, mostFlow) : 0.0;
        now.headM = std::max(headAt(together, now.flowM3s, now.speed), 0.0);
    }
    if (!(now.speed > 0.0))
        return now;
    const double weight = densityKgM3 * standardGravity;
    now.hydraulicW = weight * now.flowM3s * now.headM;
    const double bestFlow = pump.bestFlowM3s * now.speed * running;
    if (!(bestFlow > 0.0) || !(pump.bestEfficiency > 0.0) || !(pump.driveEfficiency > 0.0))
        return now;
    const double x = now.flowM3s / bestFlow;
    if (x <= furthestEfficiency) {
        now.efficiency = pump.bestEfficiency * x * (2.0 - x);
        // ρ g Q h/η with Q/η = Qb s/(ηb (2 - x)), which holds at no flow as well
        now.shaftW = weight * now.headM * bestFlow / (pump.bestEfficiency * (2.0 - x));
    } else {
        now.efficiency = pump.bestEfficiency * furthestEfficiency * (2.0 - furthestEfficiency);
        now.shaftW = now.hydraulicW / now.efficiency;
    }
    now.electricW = now.shaftW / pump.driveEfficiency;
    return now;
}

} // namespace hallwright
