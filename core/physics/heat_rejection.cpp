#include "core/physics/heat_rejection.h"

#include "core/physics/heat_exchanger.h"
#include "core/physics/water_use.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double largestHeatW = 1e15; // of any plant, by far

// Units as one coil.
struct Coil {
    double perK = 0.0;      // Σ Cu/Ir, at the streams of the rating
    double liquidWK = 0.0;  // of the rating
    double airWK = 0.0;     // of the rating, at full speed
    double fullAirWK = 0.0; // at full speed, of this density
    RatedExchanger exchanger;

    void add(const Cooler& unit);
    void join(double densityRatio);
    double heatPerK(double flowWK, double speed) const; // for each K between entering liquid and air: ε Cmin
    double speedFor(double flowWK, double wantedPerK) const; // 1 where none suffices
};

void Coil::add(const Cooler& unit)
{
    const double rangeK = unit.ratedRangeK > 0.0 ? std::min(unit.ratedRangeK, unit.ratedDifferenceK)
                                                 : 0.5 * unit.ratedDifferenceK;
    perK += coolerCapacityW(unit, 1.0);
    liquidWK += unit.capacityW / rangeK;
    airWK += unit.capacityW / (unit.ratedDifferenceK - 0.5 * rangeK);
}

void Coil::join(double densityRatio)
{
    fullAirWK = densityRatio * airWK;
    exchanger.arrangement = FlowArrangement::CrossflowUnmixed;
    exchanger.uaWK = uaFromRating(exchanger.arrangement, perK, liquidWK, 1.0, airWK, 0.0);
    exchanger.hotWK = liquidWK;
    exchanger.coldWK = airWK;
    exchanger.hotExponent = 0.8;
    exchanger.coldExponent = 0.6;
    exchanger.hotResistance = 0.25;
}

double Coil::heatPerK(double flowWK, double speed) const
{
    if (!(perK > 0.0))
        return 0.0;
    return exchangeAt(exchanger, flowWK, 1.0, std::min(speed, 1.0) * fullAirWK, 0.0).heatW;
}

double Coil::speedFor(double flowWK, double wantedPerK) const
{
    return std::min(coldStreamFor(exchanger, wantedPerK, flowWK, 1.0, 0.0, fullAirWK) / fullAirWK, 1.0);
}

// The share from 0 to 1 at which a function that rises and then falls is greatest, by golden section. Its value there
// is far nearer to the greatest than the share is to its place.
template <typename Function>
double highest(Function f)
{
    constexpr double golden = 0.6180339887498949;
    constexpr int steps = 24;
    double low = 0.0;
    double high = 1.0;
    double left = high - golden;
    double right = low + golden;
    double atLeft = f(left);
    double atRight = f(right);
    for (int step = 0; step < steps; ++step) {
        if (atLeft < atRight) {
            low = left;
            left = right;
            atLeft = atRight;
            right = low + golden * (high - low);
            atRight = f(right);
        } else {
            high = right;
            right = left;
            atRight = atLeft;
            left = high - golden * (high - low);
            atLeft = f(left);
        }
    }
    return 0.5 * (low + high);
}

// Where a function that is positive at `enough` and negative at `tooMuch` is 0, to rounding: regula falsi,
// with the value at an end that stays halved (Illinois).
template <typename Function>
double zeroBetween(double enough, double tooMuch, Function f)
{
    constexpr int most = 60;
    constexpr double found = 1e-13;
    double atEnough = f(enough);
    double atTooMuch = f(tooMuch);
    int stayed = 0; // above 0: tooMuch
    for (int step = 0; step < most; ++step) {
        if (!(atEnough > 0.0) || std::abs(tooMuch - enough) <= found * std::abs(tooMuch))
            break;
        const double middle = enough + (tooMuch - enough) * atEnough / (atEnough - atTooMuch);
        const double value = f(middle);
        if (value >= 0.0) {
            stayed = std::max(stayed, 0) + 1;
            atTooMuch *= stayed > 1 ? 0.5 : 1.0;
            if (value == 0.0 || middle == enough)
                return middle;
            enough = middle;
            atEnough = value;
        } else {
            stayed = std::min(stayed, 0) - 1;
            atEnough *= stayed < -1 ? 0.5 : 1.0;
            if (middle == tooMuch)
                return middle;
            tooMuch = middle;
            atTooMuch = value;
        }
    }
    return enough;
}

// What a loop's units do at one weather: those with pads draw another air than those without, once these are wet.
class Coils
{
public:
    Coils(std::span<const Cooler> units, const OutdoorAir& air);

    struct Taken {
        double heatW = 0.0;
        double paddedW = 0.0; // of it, by units with pads
    };

    const Coil& all() const { return all_; }
    bool empty() const { return !(all_.perK > 0.0); }
    double paddedAirC(double padsUsed) const { return dryBulbC_ - padsUsed * coolableK_; }
    double coldestC() const { return paddedAirC(1.0); }
    Taken taken(double liquidWK, double speed, double padsUsed, double enteringC) const;
    double paddedShare(double liquidWK, double speed, double padsUsed, double enteringC) const;
    // Least use of the pads with which full fans take the heat; 1 where none suffices.
    double padsFor(double heatW, double liquidWK, double enteringC) const;
    // Where the liquid enters with full fans and wet pads, if it is to leave this heat, from `leastC` up.
    double enteringFor(double heatW, double liquidWK, double leastC) const;
    double mostAtRangeW(double setPointC, double rangeK) const;
    double mostW(double supplyC, double liquidWK) const;
    double evaporationKgS(double speed, double padsUsed, double waterC) const
    {
        return speed * padded_.fullAirWK * padsUsed * coolableK_ /
               heatOfVaporisationJkg(waterC); // E = Ca (Tdb - Ta) / hfg
    }

private:
    bool unlike() const { return bare_.perK > 0.0 && padded_.perK > 0.0 && coolableK_ > 0.0; }

    Coil all_, bare_, padded_;
    double dryBulbC_ = 0.0;
    double coolableK_ = 0.0; // η (Tdb - Twb)
};

Coils::Coils(std::span<const Cooler> units, const OutdoorAir& air) : dryBulbC_(air.dryBulbC)
{
    double effectiveness = 0.0;
    for (const Cooler& unit : units) {
        const double perK = coolerCapacityW(unit, 1.0);
        if (perK <= 0.0)
            continue;
        const double ofUnit = std::clamp(unit.adiabaticEffectiveness, 0.0, 1.0);
        effectiveness += perK * ofUnit;
        all_.add(unit);
        (ofUnit > 0.0 ? padded_ : bare_).add(unit);
    }
    for (Coil* coil : {&all_, &bare_, &padded_})
        coil->join(air.densityRatio);
    if (padded_.perK > 0.0)
        coolableK_ = effectiveness / padded_.perK * (air.dryBulbC - std::min(air.wetBulbC, air.dryBulbC));
}

// Where both kinds work the liquid is split so that they take the most; a unit whose air is warmer than what enters is
// shut off.
Coils::Taken Coils::taken(double liquidWK, double speed, double padsUsed, double enteringC) const
{
    const double paddedK = std::max(enteringC - paddedAirC(padsUsed), 0.0);
    if (!unlike() || !(padsUsed > 0.0)) {
        const double heatW = all_.heatPerK(liquidWK, speed) * paddedK; // Q = ε Cmin (Tr - Ta)
        return {heatW, all_.perK > 0.0 ? heatW * padded_.perK / all_.perK : 0.0};
    }
    const double bareK = std::max(enteringC - dryBulbC_, 0.0);
    const auto at = [&](double share) {
        const double paddedW = padded_.heatPerK(share * liquidWK, speed) * paddedK;
        return Taken{paddedW + bare_.heatPerK((1.0 - share) * liquidWK, speed) * bareK, paddedW};
    };
    const Taken padsAlone = at(1.0);
    if (!(bareK > 0.0))
        return padsAlone;
    const Taken best = at(highest([&](double share) { return at(share).heatW; }));
    return best.heatW > padsAlone.heatW ? best : padsAlone;
}

double Coils::paddedShare(double liquidWK, double speed, double padsUsed, double enteringC) const
{
    const Taken of = taken(liquidWK, speed, padsUsed, enteringC);
    return of.heatW > 0.0 ? of.paddedW / of.heatW : 0.0;
}

double Coils::padsFor(double heatW, double liquidWK, double enteringC) const
{
    const auto lacksW = [&](double padsUsed) {
        return heatW - taken(liquidWK, 1.0, padsUsed, enteringC).heatW;
    };
    if (!(coolableK_ > 0.0) || lacksW(0.0) <= 0.0)
        return 0.0;
    if (lacksW(1.0) >= 0.0)
        return 1.0;
    if (unlike())
        return zeroBetween(1.0, 0.0, [&](double padsUsed) { return -lacksW(padsUsed); });
    const double neededC = enteringC - heatW / all_.heatPerK(liquidWK, 1.0);
    return std::clamp((dryBulbC_ - neededC) / coolableK_, 0.0, 1.0);
}

double Coils::enteringFor(double heatW, double liquidWK, double leastC) const
{
    if (!unlike())
        return coldestC() + heatW / all_.heatPerK(liquidWK, 1.0); // Tr = Ta + Q/(ε Cmin)
    const double mostC =
        coldestC() + heatW / padded_.heatPerK(liquidWK, 1.0); // as if the others were shut off
    return zeroBetween(mostC, std::min(leastC, mostC),
                       [&](double enteringC) { return taken(liquidWK, 1.0, 1.0, enteringC).heatW - heatW; });
}

// The Q that a stream Q/R brings and full fans take: ε Cmin (Tset + R - Ta) = Q. The coil cools the less the more
// flows.
double Coils::mostAtRangeW(double setPointC, double rangeK) const
{
    if (empty() || !(setPointC > coldestC()))
        return 0.0;
    const double enteringC = setPointC + rangeK;
    if (!(rangeK > 0.0))
        return taken(all_.liquidWK, 1.0, 1.0, enteringC).heatW;
    const double tooMuchWK = all_.fullAirWK * (enteringC - coldestC()) / rangeK;
    const auto spareK = [&](double liquidWK) {
        return taken(liquidWK, 1.0, 1.0, enteringC).heatW / liquidWK - rangeK;
    };
    constexpr double next = 1e-9; // to nothing, of which every cooler cools more than R
    return zeroBetween(next * tooMuchWK, tooMuchWK, spareK) * rangeK;
}

// The Q that lets a stream L leave at Ts: ε Cmin (Ts + Q/L - Ta) = Q.
double Coils::mostW(double supplyC, double liquidWK) const
{
    const double differenceK = supplyC - coldestC();
    const double perK = all_.heatPerK(liquidWK, 1.0);
    if (!(differenceK > 0.0) || !(perK > 0.0))
        return 0.0;
    if (perK >= liquidWK)
        return std::numeric_limits<double>::infinity(); // no stream leaves above its air
    if (!unlike())
        return perK / (1.0 - perK / liquidWK) * differenceK; // L e/(1 - e) (Ts - Ta)
    const auto spareW = [&](double heatW) {
        return taken(liquidWK, 1.0, 1.0, supplyC + heatW / liquidWK).heatW - heatW;
    };
    double tooMuchW = perK * differenceK;
    while (spareW(tooMuchW) >= 0.0 && tooMuchW < largestHeatW)
        tooMuchW *= 2.0;
    return zeroBetween(0.0, tooMuchW, spareW);
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
    const Coils coils(units, air);
    state.capacityW = coils.mostAtRangeW(setPointC, rangeK);
    if (heatW <= 0.0)
        return state;
    const double liquidWK = rangeK > 0.0 ? heatW / rangeK : coils.all().liquidWK; // L = Q/R
    double enteringC = setPointC + rangeK;
    double padsUsed = 1.0;
    state.speed = 1.0;
    state.shortOfCapacity = heatW > state.capacityW * (1.0 + rounding);
    if (!state.shortOfCapacity) {
        state.capacityW = std::max(state.capacityW, heatW);
        padsUsed = coils.padsFor(heatW, liquidWK, enteringC);
        if (!(padsUsed > 0.0))
            state.speed = coils.all().speedFor(liquidWK, heatW / (enteringC - air.dryBulbC));
    } else if (!coils.empty()) {
        enteringC = std::max(coils.enteringFor(heatW, liquidWK, enteringC), enteringC);
        state.leavingC = enteringC - rangeK;
    }
    state.paddedW = heatW * coils.paddedShare(liquidWK, state.speed, padsUsed, enteringC);
    state.evaporationKgS = coils.evaporationKgS(state.speed, padsUsed, coils.coldestC());
    return state;
}

double coolersMostW(std::span<const Cooler> units, double supplyC, double liquidWK, const OutdoorAir& air)
{
    const Coils coils(units, air);
    return coils.mostW(supplyC, liquidWK > 0.0 ? liquidWK : coils.all().liquidWK);
}

PreCooling coolersPreCool(std::span<const Cooler> units, double speed, double padsUsed, double enteringC,
                          double liquidWK, const OutdoorAir& air)
{
    const Coils coils(units, air);
    const double coilAirC = coils.paddedAirC(padsUsed);
    if (coils.empty() || !(speed > 0.0) || !(enteringC > coilAirC))
        return {};
    const Coils::Taken taken = coils.taken(liquidWK, speed, padsUsed, enteringC);
    return {taken.heatW, taken.paddedW, coils.evaporationKgS(speed, padsUsed, coilAirC)};
}

} // namespace hallwright
