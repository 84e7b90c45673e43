#include "core/physics/cold_plate.h"

#include "core/physics/rack_coolant.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

double statedOr(double stated, double usual)
{
    return stated > 0.0 ? stated : usual;
}

// T_j and P where they agree, at a share of the work. T_j = T_s + a P and P = u P_d [1 + λ (T_j - T_d)] are both
// straight:
//     T_j = [T_s + a u P_d (1 - λ T_d)]/(1 - λ a u P_d)
// Where the denominator is not above 0, each kelvin brings more heat than its flow takes: the chips run away.
double agreedJunctionC(double supplyC, double kelvinPerW, double workW, double ratedJunctionC)
{
    constexpr double lambda = coldPlateLeakagePerK;
    const double perK = lambda * kelvinPerW * workW;
    if (!(perK < 1.0))
        return std::numeric_limits<double>::infinity();
    return (supplyC + kelvinPerW * workW * (1.0 - lambda * ratedJunctionC)) / (1.0 - perK);
}

} // namespace

ColdPlates coldPlatesOf(const RackType* type, double heatW)
{
    ColdPlates plates;
    plates.heatW = std::max(heatW, 0.0);
    plates.flowM3s = rackDesignCoolant(type, heatW).flowM3s;
    if (!type)
        return plates;
    plates.riseK = statedOr(type->junctionRiseK, usualJunctionRiseK);
    plates.ratedSupplyC = statedOr(type->ratedCoolantC, usualRatedCoolantC);
    plates.limitC = statedOr(type->junctionLimitC, usualJunctionLimitC);
    plates.tripC = std::max(statedOr(type->junctionTripC, usualJunctionTripC), plates.limitC);
    plates.heldReturnC = type->coolantReturnC;
    return plates;
}

double askedFlowM3s(const ColdPlates& plates, double heatW, double supplyC, double heatPerVolume)
{
    if (plates.heldReturnC <= 0.0)
        return plates.flowM3s;
    const double perKelvin = heatW / heatPerVolume; // Q = P/(ρc (T_h - T_s))
    const double riseK = plates.heldReturnC - supplyC;
    return perKelvin < plates.flowM3s * riseK ? perKelvin / riseK : plates.flowM3s;
}

ChipState chipsAt(const ColdPlates& plates, double supplyC, double flowM3s, double heatPerVolume)
{
    ChipState state;
    if (!(plates.heatW > 0.0))
        return {0.0, supplyC};
    const bool flows = flowM3s > 0.0 && heatPerVolume > 0.0;
    if (!flows)
        return {plates.heatW, std::numeric_limits<double>::infinity(), 1.0, 0.0, true};
    const double slower =
        flowM3s == plates.flowM3s ? 1.0 : std::pow(plates.flowM3s / flowM3s, coldPlateExponent);
    const double resistanceKW = plates.riseK / plates.heatW * (solidShare + (1.0 - solidShare) * slower); // R
    const double kelvinPerW = 0.5 / (heatPerVolume * flowM3s) + resistanceKW;
    const double ratedJunctionC =
        plates.ratedSupplyC + 0.5 * plates.heatW / (heatPerVolume * plates.flowM3s) + plates.riseK; // T_d
    const auto leaking = [&](double junctionC) {
        const double followedC = std::min(junctionC, plates.tripC);
        return plates.heatW * (1.0 + coldPlateLeakagePerK * (followedC - ratedJunctionC));
    };
    state.junctionC = agreedJunctionC(supplyC, kelvinPerW, plates.heatW, ratedJunctionC);
    if (state.junctionC > plates.limitC) {
        // P = (T_lim - T_s)/a holds the limit
        const double heldShare = (plates.limitC - supplyC) / kelvinPerW / leaking(plates.limitC);
        state.workShare = std::clamp(heldShare, leastWorkShare, 1.0);
        state.junctionC =
            heldShare >= leastWorkShare
                ? plates.limitC
                : agreedJunctionC(supplyC, kelvinPerW, leastWorkShare * plates.heatW, ratedJunctionC);
    }
    state.tooHot = state.junctionC > plates.tripC;
    state.heatW = state.workShare * leaking(state.junctionC);
    state.withheldW = (1.0 - state.workShare) * leaking(state.junctionC);
    return state;
}

} // namespace hallwright
