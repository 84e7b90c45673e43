#include "core/physics/pre_cooling.h"

#include "core/physics/altitude.h"
#include "core/physics/water_use.h"

#include <algorithm>

namespace hallwright {

namespace {

Cooler coolerOf(const PlantUnit& unit, const PlantDemand& demand)
{
    const double rangeK = std::max(demand.designRangeK, 0.0);
    return {unit.capacityW, std::max(unit.ratedApproachK, leastApproachK) + rangeK, unit.ratedPowerW, rangeK,
            unit.adiabaticEffectiveness};
}

} // namespace

DryCoolers::DryCoolers(const PlantUnits& units, const PlantDemand& demand)
    : demand_(demand), air_{demand.outdoorC, demand.wetBulbC, airDensityRatio(demand.pressurePa)},
      units_(units.ofKind(PlantKind::DryCooler))
{
    for (const std::size_t i : units_)
        coolers_.push_back(coolerOf(*units.all[i], demand));
}

double DryCoolers::setPointCapacityW(Pads pads) const
{
    OutdoorAir air = air_;
    if (pads == Pads::Dry)
        air.wetBulbC = air.dryBulbC;
    return coolersAt(coolers_, 0.0, demand_.setPointC, demand_.rangeK, air).capacityW;
}

double DryCoolers::fansW(const PlantState& state) const
{
    double sum = 0.0;
    for (const std::size_t i : units_)
        sum += state.units[i].powerW;
    return sum;
}

double DryCoolers::fullFansW() const
{
    double sum = 0.0;
    for (const Cooler& cooler : coolers_)
        sum += fanPowerW(cooler.fanPowerW, 1.0, air_.densityRatio);
    return sum;
}

// Dry coolers take all that is left if they are the last.
double DryCoolers::run(double leftW, double heldC, bool last, PlantState& state) const
{
    CoolerState run = coolersAt(coolers_, leftW, heldC, demand_.rangeK, air_);
    const bool overloaded = last && run.shortOfCapacity; // more at a warmer supply, up to the hottest
    double heatW = run.shortOfCapacity ? std::min(run.capacityW, leftW) : leftW;
    if (overloaded) {
        const double hottestC = demand_.setPointC + highestFreeRiseK;
        const double liquidWK = demand_.rangeK > 0.0 ? leftW / demand_.rangeK : 0.0;
        const double mostW = coolersMostW(coolers_, hottestC, liquidWK, air_);
        heatW = run.leavingC <= hottestC ? leftW : std::min(leftW, mostW);
        run.leavingC = std::min(run.leavingC, hottestC);
    }
    if (last)
        state.warmTo(run.leavingC);
    state.shortOfCapacity |= overloaded;
    const double speed = overloaded ? 1.0 : heatW > 0.0 ? run.speed : 0.0;
    write({heatW, heatW < leftW ? run.paddedW * heatW / leftW : run.paddedW, run.evaporationKgS}, speed,
          run.leavingC, run.capacityW, state);
    return std::max(leftW - heatW, 0.0);
}

// Ahead of others, which cool further what leaves them warmer than the supply.
double DryCoolers::runAhead(double leftW, double heldC, const CoolerFans& fans, PlantState& state) const
{
    const double enteringC = heldC + demand_.rangeK;
    const auto at = [&](double speed, double padsUsed) {
        return coolersPreCool(coolers_, speed, padsUsed, enteringC, demand_.loopWK(), air_);
    };
    PreCooling run = at(*fans.speed, fans.padsUsed);
    if (run.heatW > leftW)
        run = {leftW, run.paddedW * leftW / run.heatW, run.evaporationKgS};
    const double leavingC = demand_.loopWK() > 0.0 ? enteringC - run.heatW / demand_.loopWK() : enteringC;
    write(run, run.heatW > 0.0 ? *fans.speed : 0.0, leavingC, at(1.0, 1.0).heatW, state);
    return std::max(leftW - run.heatW, 0.0);
}

void DryCoolers::write(const PreCooling& run, double speed, double leavingC, double capacityW,
                       PlantState& state) const
{
    double barePerK = 0.0;
    double paddedPerK = 0.0;
    double padsPerK = 0.0;
    for (const Cooler& cooler : coolers_) {
        const double unitPerK = coolerCapacityW(cooler, 1.0);
        (cooler.adiabaticEffectiveness > 0.0 ? paddedPerK : barePerK) += unitPerK;
        padsPerK += unitPerK * std::max(cooler.adiabaticEffectiveness, 0.0);
    }
    for (std::size_t k = 0; k < units_.size(); ++k) {
        const double unitPerK = coolerCapacityW(coolers_[k], 1.0);
        const bool padded = coolers_[k].adiabaticEffectiveness > 0.0;
        PlantUnitState& unit = state.units[units_[k]];
        unit.capacityW = capacityW * (unitPerK / (paddedPerK + barePerK));
        if (speed <= 0.0)
            continue;
        unit.heatW = padded ? run.paddedW * (unitPerK / paddedPerK)
                            : (run.heatW - run.paddedW) * (unitPerK / barePerK);
        unit.powerW = fanPowerW(coolers_[k].fanPowerW, speed, air_.densityRatio);
        unit.leavingC = leavingC;
        unit.approachK = leavingC - demand_.outdoorC;
        if (run.evaporationKgS > 0.0 && padsPerK > 0.0) {
            const double share = unitPerK * std::max(coolers_[k].adiabaticEffectiveness, 0.0) / padsPerK;
            unit.waterKgS =
                waterWithBlowdown(run.evaporationKgS * share, demand_.cyclesOfConcentration).sumKgS();
        }
    }
    state.capacityW += capacityW;
    state.economiserW += run.heatW;
}

} // namespace hallwright
