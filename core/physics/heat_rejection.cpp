#include "core/physics/heat_rejection.h"

#include "core/physics/heat_exchanger.h"
#include "core/physics/water_use.h"

#include <algorithm>

namespace hallwright {

namespace {

// All units as one coil.
struct Coil {
    double perK = 0.0;     // Σ Cu/Ir
    double liquidWK = 0.0; // of the rating
    double airWK = 0.0;    // of the rating, at full speed
    double padEffectiveness = 0.0;
};

Coil joined(std::span<const Cooler> units)
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

// The speed at which the coil takes `perK` of heat for each K of difference: φ(s) = perK / Σ(Cu/Ir).
double speedFor(const Coil& coil, double perK)
{
    const RatedExchanger exchanger = exchangerOf(coil);
    const double airWK = coldStreamFor(exchanger, perK, coil.liquidWK, 1.0, 0.0, coil.airWK);
    return std::min(airWK / coil.airWK, 1.0);
}

// φ(s) Σ(Cu/Ir)
double heatPerK(const Coil& coil, double speed)
{
    if (speed >= 1.0)
        return coil.perK;
    return exchangeAt(exchangerOf(coil), coil.liquidWK, 1.0, speed * coil.airWK, 0.0).heatW;
}

double coldestAirC(const Coil& coil, double airC, double wetBulbC)
{
    return airC - coil.padEffectiveness * (airC - std::min(wetBulbC, airC)); // z = 1
}

double evaporationKgS(const Coil& coil, double speed, double sprayedK, double coldestC)
{
    return speed * coil.airWK * sprayedK / heatOfVaporisationJkg(coldestC); // E = s Ca (Tdb - Ta) / hfg
}

} // namespace

double coolerFanPowerW(const Cooler& unit, double speed)
{
    return unit.fanPowerW * speed * speed * speed;
}

double coolerCapacityW(const Cooler& unit, double differenceK)
{
    if (!(unit.capacityW > 0.0) || !(unit.ratedDifferenceK > 0.0) || !(differenceK > 0.0))
        return 0.0;
    return unit.capacityW * differenceK / unit.ratedDifferenceK; // Cu I/Ir
}

CoolerState coolersAt(std::span<const Cooler> units, double heatW, double setPointC, double rangeK,
                      double airC, double wetBulbC)
{
    CoolerState state;
    state.leavingC = setPointC;
    const Coil coil = joined(units);
    const double coldestC = coldestAirC(coil, airC, wetBulbC);
    const double enteringC = setPointC + rangeK;
    // No cooler brings liquid below the air it is cooled by, however warm it comes.
    if (setPointC > coldestC)
        state.capacityW = coil.perK * (enteringC - coldestC);
    if (heatW <= 0.0)
        return state;
    // At full speed air of `neededC` is cold enough; warmer outdoor air is cooled down to it.
    const double neededC = coil.perK > 0.0 ? enteringC - heatW / coil.perK : coldestC;
    const double coilAirC = std::clamp(std::min(neededC, setPointC), coldestC, airC);
    if (heatW > state.capacityW) {
        state.speed = 1.0;
        state.shortOfCapacity = true;
        if (coil.perK > 0.0)
            state.leavingC = std::max(coldestC + heatW / coil.perK - rangeK, coldestC); // I = Q / Σ(Cu/Ir)
    } else {
        state.speed = coilAirC >= neededC ? 1.0 : speedFor(coil, heatW / (enteringC - coilAirC));
    }
    const double sprayedK = airC - (state.shortOfCapacity ? coldestC : coilAirC);
    state.evaporationKgS = evaporationKgS(coil, state.speed, sprayedK, coldestC);
    return state;
}

PreCooling coolersPreCool(std::span<const Cooler> units, double speed, double padsUsed, double enteringC,
                          double liquidWK, double airC, double wetBulbC)
{
    const Coil coil = joined(units);
    const double coilAirC = airC - padsUsed * (airC - coldestAirC(coil, airC, wetBulbC));
    if (!(coil.perK > 0.0) || !(speed > 0.0) || !(enteringC > coilAirC))
        return {};
    // Q = min(φ(s) Σ Cu/Ir, L) (Tr - Ta)
    return {std::min(heatPerK(coil, speed), liquidWK) * (enteringC - coilAirC),
            evaporationKgS(coil, speed, airC - coilAirC, coilAirC)};
}

} // namespace hallwright
