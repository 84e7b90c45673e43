#include "core/physics/cooling_plant.h"

#include "core/physics/chiller.h"
#include "core/physics/heat_rejection.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

using Indices = std::vector<std::size_t>;

Indices ofKind(std::span<const PlantUnit* const> units, PlantKind kind)
{
    Indices found;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i]->kind == kind && units[i]->capacityW > 0.0)
            found.push_back(i);
    }
    return found;
}

double statedCapacityW(std::span<const PlantUnit* const> units, const Indices& of)
{
    double sum = 0.0;
    for (const std::size_t i : of)
        sum += units[i]->capacityW;
    return sum;
}

Chiller chillerOf(const PlantUnit& unit)
{
    const bool air = unit.kind == PlantKind::AirCooledChiller;
    const ChillerCurves& curves = air ? airCooledYcal : waterCooledCarrier;
    return {curves, unit.capacityW, unit.ratedCop > 0.0 ? unit.ratedCop : curves.referenceCop,
            air ? unit.ratedOutdoorC : 0.0};
}

Cooler coolerOf(const PlantUnit& unit, double ratedRangeK)
{
    constexpr double leastApproachK = 1.0;
    return {unit.capacityW, std::max(unit.ratedApproachK, leastApproachK) + ratedRangeK, unit.ratedPowerW};
}

std::vector<Cooler> coolersOf(std::span<const PlantUnit* const> units, const Indices& of, double ratedRangeK)
{
    std::vector<Cooler> coolers;
    for (const std::size_t i : of)
        coolers.push_back(coolerOf(*units[i], ratedRangeK));
    return coolers;
}

enum class Means { DryCoolers, Towers, Chillers };

// One solve of one loop; each step adds to the state and takes from `left_`.
class Plant
{
public:
    Plant(std::span<const PlantUnit* const> units, const PlantDemand& demand)
        : units_(units), demand_(demand), dryCoolers_(ofKind(units, PlantKind::DryCooler)),
          towers_(ofKind(units, PlantKind::CoolingTower)),
          airCooled_(ofKind(units, PlantKind::AirCooledChiller)),
          waterCooled_(ofKind(units, PlantKind::WaterCooledChiller)), left_(std::max(demand.heatW, 0.0))
    {
        state_.units.resize(units.size());
        state_.supplyC = demand.setPointC;
    }

    // Whether the loop has means of this sort.
    bool has(Means means) const
    {
        switch (means) {
        case Means::DryCoolers:
            return !dryCoolers_.empty();
        case Means::Towers:
            return !towers_.empty() && waterCooled_.empty();
        case Means::Chillers:
            return !airCooled_.empty() || !waterCooled_.empty();
        }
        return false;
    }

    // With the given means in turn: each takes what it can at the set point, the last all that remains.
    PlantState solve(std::span<const Means> turn)
    {
        for (const Means means : turn) {
            const bool last = means == turn.back();
            if (means == Means::DryCoolers)
                runCoolers(dryCoolers_, demand_.rangeK, demand_.outdoorC, last);
            else if (means == Means::Towers)
                runCoolers(towers_, 0.0, demand_.wetBulbC, last);
            else
                runChillers();
        }
        state_.unrejectedW = left_;
        state_.shortOfCapacity |= left_ > 0.0;
        return std::move(state_);
    }

private:
    // Dry coolers, or towers that cool the loop themselves. The last in the order takes all that is left.
    void runCoolers(const Indices& of, double rangeK, double airC, bool last)
    {
        const std::vector<Cooler> coolers = coolersOf(units_, of, rangeK);
        const double atSetPointW = coolersAt(coolers, 0.0, demand_.setPointC, rangeK, airC).capacityW;
        const double heatW = last ? left_ : std::min(left_, atSetPointW);
        const CoolerState run = coolersAt(coolers, heatW, demand_.setPointC, rangeK, airC);
        double perK = 0.0;
        for (const Cooler& cooler : coolers)
            perK += coolerCapacityW(cooler, 1.0);
        for (std::size_t k = 0; k < of.size(); ++k) {
            const double share = coolerCapacityW(coolers[k], 1.0) / perK;
            state_.units[of[k]] = {heatW * share, coolerFanPowerW(coolers[k], run.speed),
                                   atSetPointW * share};
        }
        state_.capacityW += atSetPointW;
        state_.supplyC = std::max(state_.supplyC, run.leavingC);
        state_.shortOfCapacity |= run.shortOfCapacity;
        take(heatW);
    }

    void runChillers()
    {
        const double airStatedW = statedCapacityW(units_, airCooled_);
        const double waterStatedW = statedCapacityW(units_, waterCooled_);
        const double waterHeatW = left_ * (waterStatedW / (airStatedW + waterStatedW));
        const double airHeatW = left_ - waterHeatW;
        if (!airCooled_.empty())
            runGroup(airCooled_, airHeatW, demand_.outdoorC);
        if (!waterCooled_.empty())
            runGroup(waterCooled_, waterHeatW, condenserWaterC(waterHeatW));
        if (!waterCooled_.empty() && !towers_.empty())
            runTowers(waterHeatW);
        left_ = 0.0;
    }

    // The first so many of the group that carry the heat in any weather at 90 % of their capacity.
    Indices staged(const Indices& group, double heatW) const
    {
        Indices running;
        double capacityW = 0.0;
        for (const std::size_t i : group) {
            if (heatW <= 0.0 || (!running.empty() && stagingLoad * capacityW >= heatW))
                break;
            running.push_back(i);
            const Chiller chiller = chillerOf(*units_[i]);
            capacityW +=
                std::min(chillerCapacityW(chiller, demand_.setPointC, chiller.curves.leastCondenserC),
                         chillerCapacityW(chiller, demand_.setPointC, chiller.curves.mostCondenserC));
        }
        return running;
    }

    double groupPowerW(const Indices& running, double heatW, double condenserC) const
    {
        const double capacityW = groupCapacityW(running, condenserC);
        double powerW = 0.0;
        for (const std::size_t i : running) {
            const Chiller chiller = chillerOf(*units_[i]);
            const double share = chillerCapacityW(chiller, demand_.setPointC, condenserC) / capacityW;
            powerW += chillerAt(chiller, heatW * share, demand_.setPointC, condenserC).powerW;
        }
        return powerW;
    }

    double groupCapacityW(const Indices& of, double condenserC) const
    {
        double capacityW = 0.0;
        for (const std::size_t i : of)
            capacityW += chillerCapacityW(chillerOf(*units_[i]), demand_.setPointC, condenserC);
        return capacityW;
    }

    void runGroup(const Indices& group, double heatW, double condenserC)
    {
        const Indices running = staged(group, heatW);
        const double runningW = groupCapacityW(running, condenserC);
        const double capacityW = groupCapacityW(group, condenserC);
        for (const std::size_t i : group)
            state_.units[i].capacityW =
                chillerCapacityW(chillerOf(*units_[i]), demand_.setPointC, condenserC);
        for (const std::size_t i : running) {
            PlantUnitState& unit = state_.units[i];
            unit.heatW = heatW * (unit.capacityW / runningW); // equal part load
            const ChillerState at =
                chillerAt(chillerOf(*units_[i]), unit.heatW, demand_.setPointC, condenserC);
            unit.powerW = at.powerW;
            state_.outsideFit |= at.outsideFit;
        }
        state_.capacityW += capacityW;
        state_.takenW += heatW;
        if (heatW > capacityW) {
            state_.shortOfCapacity = true;
            const double riseK = std::min((heatW / capacityW - 1.0) / capacityPerWaterK, highestSupplyRiseK);
            state_.supplyC = std::max(state_.supplyC, demand_.setPointC + riseK);
        }
    }

    double towerSetPointC() const
    {
        double approachK = towers_.empty() ? assumedTowerApproachK : 0.0;
        for (const std::size_t i : towers_)
            approachK = std::max(approachK, coolerOf(*units_[i], 0.0).ratedDifferenceK);
        return std::max(demand_.wetBulbC + approachK, coldestCondenserWaterC);
    }

    // Tc, where the chillers' power and the towers' leaving water agree.
    double condenserWaterC(double heatW)
    {
        const double setPointC = towerSetPointC();
        state_.lacksTowers = towers_.empty() && heatW > 0.0;
        if (towers_.empty() || heatW <= 0.0)
            return setPointC;
        const std::vector<Cooler> towers = coolersOf(units_, towers_, 0.0);
        const Indices running = staged(waterCooled_, heatW);
        double condenserC = setPointC;
        constexpr int mostSteps = 50;
        for (int step = 0; step < mostSteps; ++step) {
            const double rejectedW = heatW + groupPowerW(running, heatW, condenserC);
            const double next = coolersAt(towers, rejectedW, setPointC, 0.0, demand_.wetBulbC).leavingC;
            const bool settled = std::abs(next - condenserC) < 1e-9;
            condenserC = next;
            if (settled)
                break;
        }
        return condenserC;
    }

    void runTowers(double chillerHeatW)
    {
        double rejectedW = chillerHeatW;
        for (const std::size_t i : waterCooled_)
            rejectedW += state_.units[i].powerW;
        const std::vector<Cooler> towers = coolersOf(units_, towers_, 0.0);
        const CoolerState run = coolersAt(towers, rejectedW, towerSetPointC(), 0.0, demand_.wetBulbC);
        double perK = 0.0;
        for (const Cooler& tower : towers)
            perK += coolerCapacityW(tower, 1.0);
        for (std::size_t k = 0; k < towers_.size(); ++k)
            state_.units[towers_[k]] = {rejectedW * coolerCapacityW(towers[k], 1.0) / perK,
                                        coolerFanPowerW(towers[k], run.speed), towers[k].capacityW};
    }

    void take(double heatW)
    {
        state_.takenW += heatW;
        left_ = std::max(left_ - heatW, 0.0);
    }

    std::span<const PlantUnit* const> units_;
    const PlantDemand& demand_;
    Indices dryCoolers_, towers_, airCooled_, waterCooled_;
    double left_;
    PlantState state_;
};

double totalPowerW(const PlantState& state)
{
    double sum = 0.0;
    for (const PlantUnitState& unit : state.units)
        sum += unit.powerW;
    return sum;
}

} // namespace

PlantState plantAt(std::span<const PlantUnit* const> units, const PlantDemand& demand)
{
    std::vector<Means> present;
    const Plant plant(units, demand);
    for (const Means means : {Means::DryCoolers, Means::Towers, Means::Chillers}) {
        if (plant.has(means))
            present.push_back(means);
    }
    PlantState best = Plant(units, demand).solve(present);
    if (present.size() < 2)
        return best;
    for (const Means& means : present) {
        PlantState alone = Plant(units, demand).solve({&means, 1});
        if (!alone.shortOfCapacity && (best.shortOfCapacity || totalPowerW(alone) < totalPowerW(best)))
            best = std::move(alone);
    }
    return best;
}

} // namespace hallwright
