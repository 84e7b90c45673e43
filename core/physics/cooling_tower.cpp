#include "core/physics/cooling_tower.h"

#include "core/physics/altitude.h"
#include "core/physics/heat_exchanger.h"
#include "core/physics/psychrometrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

constexpr double mostHeatShare = 1.5; // of the rating's cpe, beyond which cpe is held
constexpr double slopeStepK = 0.01;
constexpr double leastSpeed = 0.01;

double saturatedEnthalpyJkg(double temperatureC, double pressurePa)
{
    return moistAirEnthalpyJkg(temperatureC, saturationHumidityRatio(temperatureC, pressurePa));
}

// Up to which the air's enthalpy is followed: well below its boiling point.
double hottestC(double pressurePa)
{
    double temperatureC = 80.0;
    while (saturationPressurePa(temperatureC) > 0.5 * pressurePa && temperatureC > 0.0)
        temperatureC -= 5.0;
    return temperatureC;
}

} // namespace

CoolingTower::CoolingTower(const TowerRating& rating, double wetBulbC, double pressurePa)
    : rating_(rating), wetBulbC_(wetBulbC), pressurePa_(pressurePa),
      densityRatio_(airDensityRatio(pressurePa))
{
    const bool rated = rating.capacityW > 0.0 && rating.approachK > 0.0 && rating.rangeK > 0.0;
    if (!rated || !(pressurePa > 0.0) || !(wetBulbC < hottestC(pressurePa)) ||
        !(rating.wetBulbC + rating.approachK + rating.rangeK < hottestC(ratedPressurePa))) {
        rating_ = {};
        return;
    }
    // The rating: air leaves at the mean temperature of the water.
    const double riseK = rating.approachK + 0.5 * rating.rangeK;
    const double riseJkg = saturatedEnthalpyJkg(rating.wetBulbC + riseK, ratedPressurePa) -
                           saturatedEnthalpyJkg(rating.wetBulbC, ratedPressurePa);
    airKgS_ = rating.capacityW / riseJkg;
    const double ua = uaFromRating(FlowArrangement::Counterflow, rating.capacityW, waterWK(),
                                   rating.wetBulbC + rating.approachK + rating.rangeK,
                                   rating.capacityW / riseK, rating.wetBulbC);
    constexpr double coldestDifferenceK = -10.0, warmestDifferenceK = 25.0;
    const double differenceK = std::clamp(rating.wetBulbC - wetBulbC, coldestDifferenceK, warmestDifferenceK);
    uaPerHeat_ = ua / (riseJkg / riseK) * (1.0 + 0.0081 * differenceK);

    enthalpyJkg_ = saturatedEnthalpyJkg(wetBulbC, pressurePa);
    leastHeat_ = (saturatedEnthalpyJkg(wetBulbC + slopeStepK, pressurePa) - enthalpyJkg_) / slopeStepK;
    mostRiseK_ = hottestC(pressurePa) - wetBulbC;
    mostRiseJkg_ = saturatedEnthalpyJkg(wetBulbC + mostRiseK_, pressurePa) - enthalpyJkg_;
    mostHeat_ = std::min(mostHeatShare * riseJkg / riseK, mostRiseJkg_ / mostRiseK_);
}

double CoolingTower::fanPowerW(double speed) const
{
    return hallwright::fanPowerW(rating_.fanPowerW, speed, densityRatio_);
}

double CoolingTower::waterWK() const
{
    return rating_.rangeK > 0.0 ? rating_.capacityW / rating_.rangeK : 0.0;
}

double CoolingTower::equivalentHeat(double riseJkg) const
{
    // The wet bulb of the leaving air: h(Twb + ΔT) = h(Twb) + Δh. h is convex, so the slope at Twb is a bound, and
    // Newton's steps from there only ever come nearer.
    constexpr double stillK = 1e-11;
    constexpr int mostSteps = 30;
    if (riseJkg >= mostRiseJkg_)
        return mostHeat_;
    double riseK = std::min(riseJkg / leastHeat_, mostRiseK_);
    for (int step = 0; step < mostSteps; ++step) {
        const double atC = wetBulbC_ + riseK;
        const double atJkg = saturatedEnthalpyJkg(atC, pressurePa_);
        const double slope = (atJkg - saturatedEnthalpyJkg(atC - slopeStepK, pressurePa_)) / slopeStepK;
        const double moveK = (atJkg - enthalpyJkg_ - riseJkg) / slope;
        riseK -= moveK;
        if (std::abs(moveK) < stillK || riseK <= slopeStepK)
            break;
    }
    if (riseK <= slopeStepK)
        return leastHeat_;
    return std::clamp(riseJkg / riseK, leastHeat_,
                      mostHeat_); // cpe = (h(Twb,out) - h(Twb)) / (Twb,out - Twb)
}

double CoolingTower::leavingC(double heatW, double speed) const
{
    if (!(heatW > 0.0))
        return wetBulbC_;
    if (rating_.capacityW <= 0.0 || speed < leastSpeed)
        return std::numeric_limits<double>::infinity();
    const double x = speed * densityRatio_;
    const double air = x * airKgS_;
    const double cpe = equivalentHeat(heatW / air);
    const double airWK = air * cpe;
    const double ua = uaPerHeat_ * cpe * (1.3 - 0.3 * x) * x;
    const double least = std::min(airWK, waterWK());
    const double ratio = least / std::max(airWK, waterWK());
    const double transferred = effectiveness(FlowArrangement::Counterflow, ua / least, ratio) * least;
    // Tin = Twb + Q/(ε Cmin), Tout = Tin - Q/Cw
    return wetBulbC_ + heatW * std::max(1.0 / transferred - 1.0 / waterWK(), 0.0);
}

double CoolingTower::heatW(double leavingC, double speed) const
{
    if (rating_.capacityW <= 0.0 || speed < leastSpeed || !(leavingC > wetBulbC_))
        return 0.0;
    double lowW = 0.0;
    double highW = rating_.capacityW;
    constexpr double mostShare = 1e4; // of the rating
    while (this->leavingC(highW, speed) < leavingC && highW < mostShare * rating_.capacityW)
        highW *= 2.0;
    constexpr int halvings = 50;
    for (int step = 0; step < halvings; ++step) {
        const double middleW = 0.5 * (lowW + highW);
        (this->leavingC(middleW, speed) < leavingC ? lowW : highW) = middleW;
    }
    return lowW;
}

double CoolingTower::speedFor(double heatW, double leavingC) const
{
    if (!(heatW > 0.0))
        return 0.0;
    double low = leastSpeed, high = 1.0;
    if (this->leavingC(heatW, low) <= leavingC)
        return low;
    constexpr int halvings = 50;
    for (int step = 0; step < halvings; ++step) {
        const double middle = 0.5 * (low + high);
        (this->leavingC(heatW, middle) <= leavingC ? high : low) = middle;
    }
    return high;
}

double CoolingTower::evaporationKgS(double heatW, double speed, double humidityRatio) const
{
    if (!(heatW > 0.0) || rating_.capacityW <= 0.0 || speed < leastSpeed)
        return 0.0;
    const double air = speed * densityRatio_ * airKgS_;
    const double riseJkg = std::min(heatW / air, mostRiseJkg_);
    const double leavingC = wetBulbC_ + std::min(riseJkg / equivalentHeat(riseJkg), mostRiseK_); // Twb,out
    const double saturated = saturationHumidityRatio(leavingC, pressurePa_);
    return air * std::max(saturated - humidityRatio, 0.0); // E = x ma (Ws(Twb,out) - W)
}

double yorkCalcApproachK(double rangeK, double wetBulbC, double waterShare, double airShare)
{
    if (!(airShare > 0.0))
        return std::numeric_limits<double>::infinity();
    constexpr std::array<double, 27> c{
        -0.359741205,     -0.055053608,      0.0023850432,     0.173926877,         -0.0248473764,
        0.00048430224,    -0.005589849456,   0.0005770079712,  -0.00001342427256,   2.84765801111111,
        -0.121765149,     0.0014599242,      1.680428651,      -0.0166920786,       -0.0007190532,
        -0.025485194448,  0.0000487491696,   0.00002719234152, -0.0653766255555556, -0.002278167,
        0.0002500254,     -0.0910565458,     0.00318176316,    0.000038621772,      -0.0034285382352,
        0.00000856589904, -0.000001516821552};
    const double liquidOverGas = waterShare / airShare;
    double approachK = 0.0;
    std::size_t term = 0;
    for (const double flow : {1.0, liquidOverGas, liquidOverGas * liquidOverGas}) {
        for (const double range : {1.0, rangeK, rangeK * rangeK}) {
            for (const double wet : {1.0, wetBulbC, wetBulbC * wetBulbC})
                approachK += c[term++] * wet * range * flow; // A = Σ c_ijk Twb^i R^j (L/G)^k
        }
    }
    return approachK;
}

} // namespace hallwright
