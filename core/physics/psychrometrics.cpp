#include "core/physics/psychrometrics.h"

#include "core/physics/air.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double coldestC = -100.0;
constexpr double hottestC = 200.0;
constexpr double triplePointC = 0.01;
constexpr double molarMassRatio = 0.621945; // water over dry air
constexpr double dryAirGasConstant = 287.042;
constexpr double leastHumidityRatio = 1e-7;
constexpr double mostHumidityRatio = 1e6;

// The temperature in [lowC, highC] at which a rising function reaches zero, or the end nearest to it.
template <typename Function>
double risingRoot(Function f, double lowC, double highC)
{
    constexpr double stillK = 1e-10;
    while (highC - lowC > stillK) {
        const double middleC = 0.5 * (lowC + highC);
        (f(middleC) < 0.0 ? lowC : highC) = middleC;
    }
    return 0.5 * (lowC + highC);
}

// The same where the function is nearly straight between the two: false position, the end that stays counting half
// (Dowell and Jarratt 1971, the Illinois algorithm), and every third step halves, so that a bend does no harm.
template <typename Function>
double smoothRoot(Function f, double lowC, double highC)
{
    constexpr double stillK = 1e-10;
    constexpr int mostSteps = 60;
    double low = f(lowC);
    double high = f(highC);
    if (low >= 0.0)
        return lowC;
    double atC = highC;
    int lastBelow = 0;
    for (int step = 0; step < mostSteps && highC - lowC > stillK; ++step) {
        const double before = atC;
        const bool halve = step % 3 == 2;
        atC = halve ? 0.5 * (lowC + highC) : lowC - low * (highC - lowC) / (high - low);
        const double value = f(atC);
        const bool below = value < 0.0;
        (below ? lowC : highC) = atC;
        (below ? low : high) = value;
        if (!halve && std::abs(atC - before) < stillK)
            break;
        if (step > 0 && below == (lastBelow > 0))
            (below ? high : low) *= 0.5;
        lastBelow = below ? 1 : -1;
    }
    return atC;
}

} // namespace

double saturationPressurePa(double temperatureC)
{
    const double t = std::clamp(temperatureC, coldestC, hottestC) + celsiusZeroK;
    if (temperatureC <= triplePointC)
        return std::exp(-5.6745359e3 / t + 6.3925247 +
                        t * (-9.677843e-3 + t * (6.2215701e-7 + t * (2.0747825e-9 - 9.484024e-13 * t))) +
                        4.1635019 * std::log(t));
    return std::exp(-5.8002206e3 / t + 1.3914993 +
                    t * (-4.8640239e-2 + t * (4.1764768e-5 - 1.4452093e-8 * t)) + 6.5459673 * std::log(t));
}

double humidityRatioOfVapour(double vapourPa, double pressurePa)
{
    if (!(pressurePa > 0.0))
        return 0.0;
    if (vapourPa >= pressurePa)
        return mostHumidityRatio; // boiling
    // W = 0.621945 pw / (p - pw)
    return std::clamp(molarMassRatio * vapourPa / (pressurePa - vapourPa), leastHumidityRatio,
                      mostHumidityRatio);
}

double saturationHumidityRatio(double temperatureC, double pressurePa)
{
    return humidityRatioOfVapour(saturationPressurePa(temperatureC), pressurePa);
}

double humidityRatioFromDewPoint(double dewPointC, double pressurePa)
{
    return saturationHumidityRatio(dewPointC, pressurePa);
}

double humidityRatioFromWetBulb(double dryBulbC, double wetBulbC, double pressurePa)
{
    if (!(pressurePa > 0.0))
        return 0.0;
    const double wetC = std::min(wetBulbC, dryBulbC);
    const double saturated = saturationHumidityRatio(wetC, pressurePa);
    const double ratio = wetC >= 0.0 ? ((2501.0 - 2.326 * wetC) * saturated - 1.006 * (dryBulbC - wetC)) /
                                           (2501.0 + 1.86 * dryBulbC - 4.186 * wetC)
                                     : ((2830.0 - 0.24 * wetC) * saturated - 1.006 * (dryBulbC - wetC)) /
                                           (2830.0 + 1.86 * dryBulbC - 2.1 * wetC);
    return std::max(ratio, leastHumidityRatio);
}

double moistAirEnthalpyJkg(double dryBulbC, double humidityRatio)
{
    return 1006.0 * dryBulbC + humidityRatio * (2501e3 + 1860.0 * dryBulbC);
}

double dewPointC(double humidityRatio, double pressurePa)
{
    const double ratio = std::clamp(humidityRatio, leastHumidityRatio, mostHumidityRatio);
    const double vapourPa = pressurePa * ratio / (molarMassRatio + ratio);
    return risingRoot([&](double t) { return saturationPressurePa(t) - vapourPa; }, coldestC, hottestC);
}

double relativeHumidity(double dryBulbC, double humidityRatio, double pressurePa)
{
    const double ratio = std::max(humidityRatio, 0.0);
    const double vapourPa = pressurePa * ratio / (molarMassRatio + ratio);
    return std::clamp(vapourPa / saturationPressurePa(dryBulbC), 0.0, 1.0);
}

namespace {

// W of air with this wet bulb, as humidityRatioFromWetBulb has it between its limits, and dW/dT* from the same
// saturation.
struct RatioOfWetBulb {
    double ratio = 0.0;
    double perK = 0.0;
};

RatioOfWetBulb ratioOfWetBulb(double dryBulbC, double wetC, double pressurePa)
{
    const double t = wetC + celsiusZeroK;
    const double vapourPa = saturationPressurePa(wetC);
    // d ln p/dT of the equation for p
    const double ofLog =
        wetC <= triplePointC
            ? 5.6745359e3 / (t * t) - 9.677843e-3 +
                  t * (2.0 * 6.2215701e-7 + t * (3.0 * 2.0747825e-9 - 4.0 * 9.484024e-13 * t)) + 4.1635019 / t
            : 5.8002206e3 / (t * t) - 4.8640239e-2 + t * (2.0 * 4.1764768e-5 - 3.0 * 1.4452093e-8 * t) +
                  6.5459673 / t;
    const double dryPa = pressurePa - vapourPa;
    // W_s = 0.621945 p_s / (p - p_s), so that W_s' = W_s p_s'/p_s · p / (p - p_s)
    const double saturated = molarMassRatio * vapourPa / dryPa;
    const double saturatedPerK = saturated * ofLog * pressurePa / dryPa;
    const bool ice = wetC < 0.0;
    const double latent = ice ? 2830.0 - 0.24 * wetC : 2501.0 - 2.326 * wetC;
    const double latentPerK = ice ? -0.24 : -2.326;
    const double above = latent * saturated - 1.006 * (dryBulbC - wetC);
    const double abovePerK = latentPerK * saturated + latent * saturatedPerK + 1.006;
    const double below =
        ice ? 2830.0 + 1.86 * dryBulbC - 2.1 * wetC : 2501.0 + 1.86 * dryBulbC - 4.186 * wetC;
    const double belowPerK = ice ? -2.1 : -4.186;
    const double ratio = above / below;
    return {ratio, (abovePerK - ratio * belowPerK) / below};
}

// Newton's method from the dry bulb downwards: W rises and bends upwards with T*, so that no step goes beyond the root,
// and the error of a step is some 0.03 times its square [K]. Not a number where it leaves the range in which that
// holds: over the change from water to ice at 0 °C, near boiling, and in air that is next to dry.
double wetBulbByNewton(double dryBulbC, double ratio, double pressurePa)
{
    constexpr int mostSteps = 20;
    constexpr double lastStepK = 1e-6;
    constexpr double driest = 1e-5;
    constexpr double nearIceK = 1.0; // air with a wet bulb just above 0 °C has another one over ice
    double wetC = dryBulbC;
    if (ratio < driest || dryBulbC > hottestC || saturationPressurePa(wetC) > 0.5 * pressurePa)
        return std::nan("");
    for (int step = 0; step < mostSteps; ++step) {
        const RatioOfWetBulb at = ratioOfWetBulb(dryBulbC, wetC, pressurePa);
        const double byK = (at.ratio - ratio) / at.perK;
        const double next = wetC - byK;
        if (!(next > coldestC) || (next < 0.0) != (wetC < 0.0))
            return std::nan("");
        wetC = next;
        if (std::abs(byK) < lastStepK)
            return wetC >= 0.0 && wetC < nearIceK ? std::nan("") : std::min(wetC, dryBulbC);
    }
    return std::nan("");
}

} // namespace

double wetBulbC(double dryBulbC, double humidityRatio, double pressurePa)
{
    if (!(pressurePa > 0.0))
        return dryBulbC;
    const double ratio = std::max(humidityRatio, leastHumidityRatio);
    if (const double quick = wetBulbByNewton(dryBulbC, ratio, pressurePa); !std::isnan(quick))
        return quick;
    const auto excess = [&](double wetC) {
        return humidityRatioFromWetBulb(dryBulbC, wetC, pressurePa) - ratio;
    };
    const double lowestC = std::min(coldestC, dryBulbC);
    double highC = dryBulbC;
    if (excess(highC) <= 0.0)
        return highC;   // saturated
    double stepK = 2.0; // most of a year lies within the first few
    while (highC - stepK > lowestC && excess(highC - stepK) > 0.0) {
        highC -= stepK;
        stepK *= 2.0;
    }
    return smoothRoot(excess, std::max(highC - stepK, lowestC), highC);
}

double moistAirVolumeM3kg(double dryBulbC, double humidityRatio, double pressurePa)
{
    if (!(pressurePa > 0.0))
        return 0.0;
    return dryAirGasConstant * (dryBulbC + celsiusZeroK) * (1.0 + 1.607858 * humidityRatio) / pressurePa;
}

} // namespace hallwright
