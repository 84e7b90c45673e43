#include "core/physics/heat_exchanger.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double ratioWithin01(double capacityRatio)
{
    return capacityRatio > 0.0 ? std::min(capacityRatio, 1.0) : 0.0;
}

// (1 - E)/(1 - Z E) with E = e^(-NTU (1-Z)), written with 1 - E so that nothing cancels as Z nears 1.
double counterflow(double ntu, double z)
{
    if (z == 1.0)
        return std::isinf(ntu) ? 1.0 : ntu / (1.0 + ntu);
    const double oneLessE = -std::expm1(-ntu * (1.0 - z));
    return oneLessE / ((1.0 - z) + z * oneLessE);
}

// -ln(1 - ε) of cross-flow: (1 - e^(-NTU Z a))/(Z a), a = NTU^-0.22.
double crossflowExponent(double ntu, double z)
{
    if (z == 0.0)
        return ntu;
    const double a = std::pow(ntu, -0.22);
    return -std::expm1(-ntu * z * a) / (z * a);
}

// Solves crossflowExponent(NTU, Z) = target for x = ln NTU. The exponent grows with NTU and never exceeds it, so
// ln target bounds x from below; steps of Newton's method are taken inside a bracket.
double crossflowNtu(double target, double z)
{
    const auto excess = [&](double x) { return std::log(crossflowExponent(std::exp(x), z) / target); };
    double low = std::log(target);
    double high = low + 1.0;
    while (excess(high) < 0.0 && high < 700.0)
        high += high - low;
    double x = low;
    for (int i = 0; i < 100 && high - low > 1e-15 * std::max(1.0, std::abs(high)); ++i) {
        const double f = excess(x);
        (f < 0.0 ? low : high) = x;
        if (f == 0.0)
            break;
        // d ln(exponent)/dx = 0.22 + 0.78 y/(e^y - 1), y = Z NTU^0.78
        const double y = z * std::exp(0.78 * x);
        const double slope = 0.22 + (y > 0.0 ? 0.78 * y / std::expm1(std::min(y, 700.0)) : 0.78);
        double next = x - f / slope;
        if (!(next > low && next < high))
            next = 0.5 * (low + high);
        if (std::abs(next - x) <= 1e-16 * std::max(1.0, std::abs(x)))
            break;
        x = next;
    }
    return std::exp(x);
}

// sⁿ; 1 for a side that has no rated flow to compare with.
double shareOf(double flowWK, double ratedWK)
{
    return ratedWK > 0.0 ? std::max(flowWK, 0.0) / ratedWK : 1.0;
}

double uaAt(const RatedExchanger& unit, double hotWK, double coldWK)
{
    return uaOffDesign(unit.uaWK, shareOf(hotWK, unit.hotWK), unit.hotExponent, shareOf(coldWK, unit.coldWK),
                       unit.coldExponent, unit.hotResistance);
}

} // namespace

double effectiveness(FlowArrangement arrangement, double ntu, double capacityRatio)
{
    if (!(ntu > 0.0) || std::isnan(capacityRatio))
        return 0.0;
    const double z = ratioWithin01(capacityRatio);
    if (arrangement == FlowArrangement::Counterflow)
        return counterflow(ntu, z);
    if (std::isinf(ntu))
        return 1.0;
    return -std::expm1(-crossflowExponent(ntu, z)); // ε = 1 - exp[(e^(-NTU Z a) - 1)/(Z a)]
}

double ntuFor(FlowArrangement arrangement, double effectiveness, double capacityRatio)
{
    if (!(effectiveness > 0.0) || std::isnan(capacityRatio))
        return 0.0;
    if (effectiveness >= 1.0)
        return infinite;
    const double z = ratioWithin01(capacityRatio);
    if (arrangement == FlowArrangement::CrossflowUnmixed) {
        const double exponent = -std::log1p(-effectiveness);
        return z == 0.0 ? exponent : crossflowNtu(exponent, z);
    }
    // NTU = ln[(1 - ε Z)/(1 - ε)]/(1 - Z) = ln[1 + ε (1-Z)/(1-ε)]/(1 - Z)
    const double ratio = effectiveness / (1.0 - effectiveness);
    return z == 1.0 ? ratio : std::log1p(ratio * (1.0 - z)) / (1.0 - z);
}

HeatExchange exchange(FlowArrangement arrangement, double uaWK, double hotWK, double hotInC, double coldWK,
                      double coldInC)
{
    HeatExchange result;
    result.hotOutC = hotInC;
    result.coldOutC = coldInC;
    if (!(hotWK > 0.0) || !(coldWK > 0.0) || !(uaWK > 0.0))
        return result;
    const double least = std::min(hotWK, coldWK);
    if (std::isinf(least))
        return result; // two streams without end: no capacity rate to refer to
    result.effectiveness = effectiveness(arrangement, uaWK / least, least / std::max(hotWK, coldWK));
    result.heatW = result.effectiveness * least * (hotInC - coldInC); // Q = ε Cmin (Th - Tc)
    result.hotOutC = hotInC - result.heatW / hotWK;
    result.coldOutC = coldInC + result.heatW / coldWK;
    return result;
}

double uaFromRating(FlowArrangement arrangement, double heatW, double hotWK, double hotInC, double coldWK,
                    double coldInC)
{
    if (!(heatW > 0.0))
        return 0.0;
    const double least = std::min(hotWK, coldWK);
    const double mostW = least * (hotInC - coldInC);
    if (!(least > 0.0) || !(mostW > heatW))
        return infinite;
    return least * ntuFor(arrangement, heatW / mostW, least / std::max(hotWK, coldWK));
}

double uaOffDesign(double ratedUaWK, double hotShare, double hotExponent, double coldShare,
                   double coldExponent, double hotResistance)
{
    if (!(ratedUaWK > 0.0) || !(hotShare > 0.0) || !(coldShare > 0.0))
        return 0.0;
    const double r = std::clamp(hotResistance, 0.0, 1.0);
    // UA0/UA = r sh^-nh + (1 - r) sc^-nc
    const double resistance =
        r * std::pow(hotShare, -hotExponent) + (1.0 - r) * std::pow(coldShare, -coldExponent);
    return ratedUaWK / resistance;
}

HeatExchange exchangeAt(const RatedExchanger& unit, double hotWK, double hotInC, double coldWK,
                        double coldInC)
{
    return exchange(unit.arrangement, uaAt(unit, hotWK, coldWK), hotWK, hotInC, coldWK, coldInC);
}

// In u = 1/C the reciprocal of the heat is nearly a straight line (of resistances in series), so regula falsi in
// Anderson and Björck's form needs few steps. The root lies between 1/mostWK and (Th - Tc)/Q, where the cold stream
// would leave at Th.
double coldStreamFor(const RatedExchanger& unit, double heatW, double hotWK, double hotInC, double coldInC,
                     double mostWK)
{
    constexpr double closeEnough = 1e-12; // of the heat asked for
    if (!(heatW > 0.0))
        return 0.0;
    const double differenceK = hotInC - coldInC;
    if (!(mostWK > 0.0) || !(hotWK > 0.0) || !(differenceK > 0.0) || !(unit.uaWK > 0.0))
        return infinite;

    const double r = std::clamp(unit.hotResistance, 0.0, 1.0);
    const double hotResistance = r / std::pow(shareOf(hotWK, unit.hotWK), unit.hotExponent);
    // Q_asked/Q - 1 at C = 1/u: negative where the stream is larger than need be.
    const auto shortfall = [&](double u) {
        const double coldWK = 1.0 / u;
        const double cold = std::pow(shareOf(coldWK, unit.coldWK), unit.coldExponent);
        const double ua = unit.uaWK / (hotResistance + (1.0 - r) / cold);
        const double least = std::min(hotWK, coldWK);
        const double eps = effectiveness(unit.arrangement, ua / least, least / std::max(hotWK, coldWK));
        return heatW / (eps * least * differenceK) - 1.0;
    };

    double enough = 1.0 / mostWK;
    double atEnough = shortfall(enough);
    if (!(atEnough <= closeEnough))
        return infinite;
    if (atEnough >= -closeEnough)
        return mostWK;
    double tooLittle = differenceK / heatW;
    double atTooLittle = shortfall(tooLittle);
    if (!(atTooLittle > closeEnough)) // as with endless surface
        return std::min(1.0 / tooLittle, mostWK);
    // The value at the end that stays twice is drawn towards zero so that it does not stay for ever.
    const auto drawn = [](double kept, double before, double now) {
        const double factor = 1.0 - now / before;
        return kept * (factor > 0.0 ? factor : 0.5);
    };
    double before = 0.0;
    for (int i = 0; i < 100; ++i) {
        double u = tooLittle - atTooLittle * (tooLittle - enough) / (atTooLittle - atEnough);
        if (!(u > enough && u < tooLittle))
            u = 0.5 * (enough + tooLittle);
        const double f = shortfall(u);
        if (std::abs(f) <= closeEnough || u == enough || u == tooLittle)
            return 1.0 / u;
        const bool sameSide = before * f > 0.0;
        if (f < 0.0) {
            atTooLittle = sameSide ? drawn(atTooLittle, before, f) : atTooLittle;
            enough = u;
            atEnough = f;
        } else {
            atEnough = sameSide ? drawn(atEnough, before, f) : atEnough;
            tooLittle = u;
            atTooLittle = f;
        }
        before = f;
    }
    return 1.0 / enough;
}

} // namespace hallwright
