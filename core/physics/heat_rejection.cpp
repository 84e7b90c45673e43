#include "core/physics/heat_rejection.h"

#include "core/physics/heat_exchanger.h"
#include "core/physics/water_use.h"

#include <algorithm>

namespace hallwright {

namespace {

// All units as one coil.
struct Coil {
    double perK = 0.0;     // Σ Cu/Ir, at the streams of the rating
    double liquidWK = 0.0; // of the rating
    double airWK = 0.0;    // of the rating, at full speed
    double fullAirWK = 0.0; // at full speed, of this density
    double padEffectiveness = 0.0;
};

Coil joined(std::span<const Cooler> units, double densityRatio)
{
    Coil coil;
    for (const Cooler& unit : units) {
        const double perK = coolerCapacityW(unit, 1.0);
        if (perK <= 0.0)
            continue;
        const double rangeK = unit.ratedRangeK > 0.0 ? std::min(unit.ratedRangeK, unit.ratedDifferenceK)
                                                     : 0.5 * unit.ratedDifferenceK;
        coil.perK += perK;
        coil.liquidWK += unit.capacityW / rangeK;
        coil.airWK += unit.capacityW / (unit.ratedDifferenceK - 0.5 * rangeK);
        coil.padEffectiveness += perK * std::clamp(unit.adiabaticEffectiveness, 0.0, 1.0);
    }
    if (coil.perK > 0.0)
        coil.padEffectiveness /= coil.perK;
    coil.fullAirWK = densityRatio * coil.airWK;
    return coil;
}

RatedExchanger exchangerOf(const Coil& coil)
{
    RatedExchanger exchanger;
    exchanger.arrangement = FlowArrangement::CrossflowUnmixed;
    exchanger.uaWK = uaFromRating(exchanger.arrangement, coil.perK, coil.liquidWK, 1.0, coil.airWK, 0.0);
    exchanger.hotWK = coil.liquidWK;
    exchanger.coldWK = coil.airWK;
    exchanger.hotExponent = 0.8;
    exchanger.coldExponent = 0.6;
    exchanger.hotResistance = 0.25;
    return exchanger;
}

// Heat for each K between entering liquid and air: ε Cmin.
double heatPerK(const Coil& coil, double liquidWK, double speed)
{
    if (!(coil.perK > 0.0))
        return 0.0;
    return exchangeAt(exchangerOf(coil), liquidWK, 1.0, std::min(speed, 1.0) * coil.fullAirWK, 0.0).heatW;
}

// The speed at which it is `perK`; 1 where none suffices.
double speedFor(const Coil& coil, double liquidWK, double perK)
{
    const double airWK = coldStreamFor(exchangerOf(coil), perK, liquidWK, 1.0, 0.0, coil.fullAirWK);
    return std::min(airWK / coil.fullAirWK, 1.0);
}

// The Q that a stream Q/R brings and full fans take: ε Cmin (Tset + R - Ta) = Q. The coil cools the less the more flows.
double mostAtRangeW(const Coil& coil, double setPointC, double rangeK, double airC)
{
    if (!(coil.perK > 0.0) || !(setPointC > airC))
        return 0.0;
    const double differenceK = setPointC + rangeK - airC;
    if (!(rangeK > 0.0))
        return heatPerK(coil, coil.liquidWK, 1.0) * differenceK;
    const RatedExchanger exchanger = exchangerOf(coil);
    double enough = 0.0;
    double tooMuch = coil.fullAirWK * differenceK / rangeK;
    constexpr int halvings = 52;
    for (int step = 0; step < halvings; ++step) {
        const double liquidWK = 0.5 * (enough + tooMuch);
        const double heatW = exchangeAt(exchanger, liquidWK, differenceK, coil.fullAirWK, 0.0).heatW;
        (heatW >= liquidWK * rangeK ? enough : tooMuch) = liquidWK;
    }
    return enough * rangeK;
}

double coldestAirC(const Coil& coil, const OutdoorAir& air)
{
    // z = 1
    return air.dryBulbC - coil.padEffectiveness * (air.dryBulbC - std::min(air.wetBulbC, air.dryBulbC));
}

double evaporationKgS(const Coil& coil, double speed, double sprayedK, double coldestC)
{
    return speed * coil.fullAirWK * sprayedK / heatOfVaporisationJkg(coldestC); // E = Ca (Tdb - Ta) / hfg
}

} // namespace

double coolerCapacityW(const Cooler& unit, double differenceK)
{
    if (!(unit.capacityW > 0.0) || !(unit.ratedDifferenceK > 0.0) || !(differenceK > 0.0))
        return 0.0;
    return unit.capacityW * differenceK / unit.ratedDifferenceK; // Cu I/Ir
}

CoolerState coolersAt(std::span<const Cooler> units, double heatW, double setPointC, double rangeK,
                      const OutdoorAir& air)
{
    constexpr double rounding = 1e-12;
    CoolerState state;
    state.leavingC = setPointC;
    const Coil coil = joined(units, air.densityRatio);
    const double coldestC = coldestAirC(coil, air);
    const double enteringC = setPointC + rangeK;
    state.capacityW = mostAtRangeW(coil, setPointC, rangeK, coldestC);
    if (heatW <= 0.0)
        return state;
    const double liquidWK = rangeK > 0.0 ? heatW / rangeK : coil.liquidWK; // L = Q/R
    const double perK = heatPerK(coil, liquidWK, 1.0);
    // At full speed air of `neededC` is cold enough; warmer outdoor air is cooled down to it.
    const double neededC = perK > 0.0 ? enteringC - heatW / perK : coldestC;
    const double coilAirC = std::clamp(std::min(neededC, setPointC), coldestC, air.dryBulbC);
    state.shortOfCapacity = heatW > state.capacityW * (1.0 + rounding);
    if (state.shortOfCapacity) {
        state.speed = 1.0;
        if (perK > 0.0)
            state.leavingC = std::max(coldestC + heatW / perK - rangeK, setPointC); // Tr = Ta + Q/(ε Cmin)
    } else {
        state.capacityW = std::max(state.capacityW, heatW);
        state.speed = coilAirC >= neededC ? 1.0 : speedFor(coil, liquidWK, heatW / (enteringC - coilAirC));
    }
    const double sprayedK = air.dryBulbC - (state.shortOfCapacity ? coldestC : coilAirC);
    state.evaporationKgS = evaporationKgS(coil, state.speed, sprayedK, coldestC);
    return state;
}

double coolersMostW(std::span<const Cooler> units, double supplyC, double liquidWK, const OutdoorAir& air)
{
    const Coil coil = joined(units, air.densityRatio);
    const double differenceK = supplyC - coldestAirC(coil, air);
    const double streamWK = liquidWK > 0.0 ? liquidWK : coil.liquidWK;
    const double perK = heatPerK(coil, streamWK, 1.0);
    if (!(differenceK > 0.0) || !(perK > 0.0))
        return 0.0;
    if (perK >= streamWK)
        return std::numeric_limits<double>::infinity();  // no stream leaves above its air
    return perK / (1.0 - perK / streamWK) * differenceK; // L e/(1 - e) (Ts - Ta)
}

PreCooling coolersPreCool(std::span<const Cooler> units, double speed, double padsUsed, double enteringC,
                          double liquidWK, const OutdoorAir& air)
{
    const Coil coil = joined(units, air.densityRatio);
    const double coilAirC = air.dryBulbC - padsUsed * (air.dryBulbC - coldestAirC(coil, air));
    if (!(coil.perK > 0.0) || !(speed > 0.0) || !(enteringC > coilAirC))
        return {};
    return {heatPerK(coil, liquidWK, speed) * (enteringC - coilAirC), // Q = ε Cmin (Tr - Ta)
            evaporationKgS(coil, speed, air.dryBulbC - coilAirC, coilAirC)};
}

} // namespace hallwright
