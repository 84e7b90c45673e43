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
            air ? unit.ratedOutdoorC : curves.referenceCondenserC};
}

bool areAlike(const PlantUnit& a, const PlantUnit& b)
{
    return a.capacityW == b.capacityW && a.ratedCop == b.ratedCop && a.ratedOutdoorC == b.ratedOutdoorC;
}

// Machines of one make and rating at equal part load are one machine of their joint capacity and power.
void join(std::vector<Chiller>& fleet, const Chiller& next)
{
    if (fleet.empty() || fleet.back().ratedCondenserC != next.ratedCondenserC) {
        fleet.push_back(next);
        return;
    }
    Chiller& joint = fleet.back();
    const double ratedPowerW = joint.capacityW / joint.cop + next.capacityW / next.cop;
    joint.capacityW += next.capacityW;
    joint.cop = joint.capacityW / ratedPowerW;
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
          waterCooled_(ofKind(units, PlantKind::WaterCooledChiller)),
          towerCells_(coolersOf(units, towers_, 0.0)), left_(std::max(demand.heatW, 0.0))
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
                runCoolers(coolersOf(units_, dryCoolers_, demand_.designRangeK), dryCoolers_, demand_.rangeK,
                           demand_.outdoorC, last);
            else if (means == Means::Towers)
                runCoolers(towerCells_, towers_, 0.0, demand_.wetBulbC, last);
            else
                runChillers();
        }
        state_.unrejectedW = left_;
        state_.shortOfCapacity |= left_ > 0.0;
        return std::move(state_);
    }

private:
    // Dry coolers, or towers that cool the loop themselves. The last in the order takes all that is left.
    void runCoolers(const std::vector<Cooler>& coolers, const Indices& of, double rangeK, double airC,
                    bool last)
    {
        const double atSetPointW = coolersAt(coolers, 0.0, demand_.setPointC, rangeK, airC).capacityW;
        const double heatW = last ? left_ : std::min(left_, atSetPointW);
        const CoolerState run = coolersAt(coolers, heatW, demand_.setPointC, rangeK, airC);
        double perK = 0.0;
        for (const Cooler& cooler : coolers)
            perK += coolerCapacityW(cooler, 1.0);
        for (std::size_t k = 0; k < of.size(); ++k) {
            const double share = coolerCapacityW(coolers[k], 1.0) / perK;
            state_.units[of[k]] = {.heatW = heatW * share,
                                   .powerW = coolerFanPowerW(coolers[k], run.speed),
                                   .capacityW = atSetPointW * share};
        }
        state_.capacityW += atSetPointW;
        state_.supplyC = std::max(state_.supplyC, run.leavingC);
        state_.shortOfCapacity |= run.shortOfCapacity;
        left_ = std::max(left_ - heatW, 0.0);
    }

    void runChillers()
    {
        const double airStatedW = statedCapacityW(units_, airCooled_);
        const double waterStatedW = statedCapacityW(units_, waterCooled_);
        const double waterHeatW = left_ * (waterStatedW / (airStatedW + waterStatedW));
        const double airHeatW = left_ - waterHeatW;
        if (!airCooled_.empty())
            runGroup(airCooled_, airHeatW);
        if (!waterCooled_.empty())
            runGroup(waterCooled_, waterHeatW);
        if (!waterCooled_.empty() && !towers_.empty())
            runTowers(waterHeatW);
        state_.lacksTowers = towers_.empty() && !waterCooled_.empty() && waterHeatW > 0.0;
        left_ = 0.0;
    }

    // The first `count` machines of a group, and what carrying the group's heat with them comes to.
    struct Staging {
        std::size_t count = 0;
        double condenserC = 0.0;
        double powerW = 0.0; // with the towers' fans
    };

    // How many of the group must run to carry the heat in any weather at 90 % of their capacity.
    std::size_t leastRunning(const Indices& group, double heatW) const
    {
        std::size_t count = 0;
        double capacityW = 0.0;
        while (count < group.size() && (count == 0 || stagingLoad * capacityW < heatW)) {
            const Chiller chiller = chillerOf(*units_[group[count++]]);
            capacityW +=
                std::min(chillerCapacityW(chiller, demand_.setPointC, chiller.curves.leastCondenserC),
                         chillerCapacityW(chiller, demand_.setPointC, chiller.curves.mostCondenserC));
        }
        return count;
    }

    // Of equal machines each one more saves less than the one before, so the first that saves nothing ends
    // the search.
    Staging cheapest(const Indices& group, double heatW) const
    {
        constexpr double leastSaving = 1e-12; // relative: rounding switches no machine on
        const bool alike = std::all_of(group.begin(), group.end(), [&](std::size_t i) {
            return areAlike(*units_[i], *units_[group.front()]);
        });
        const bool airCooled = units_[group.front()]->kind == PlantKind::AirCooledChiller;
        const std::size_t least = leastRunning(group, heatW);
        Staging best;
        std::vector<Chiller> fleet;
        for (std::size_t count = 1; count <= group.size(); ++count) {
            join(fleet, chillerOf(*units_[group[count - 1]]));
            if (count < least)
                continue;
            const Staging staging = stagingOf(fleet, airCooled, count, heatW);
            if (best.count == 0 || staging.powerW < best.powerW * (1.0 - leastSaving))
                best = staging;
            else if (alike)
                break;
        }
        return best;
    }

    Staging stagingOf(const std::vector<Chiller>& fleet, bool airCooled, std::size_t count,
                      double heatW) const
    {
        if (airCooled)
            return {count, demand_.outdoorC, fleetPowerW(fleet, heatW, demand_.outdoorC)};
        const double condenserC = condenserWaterC(fleet, heatW);
        const double chillersW = fleetPowerW(fleet, heatW, condenserC);
        const double speed = towersAt(heatW + chillersW).speed;
        double fansW = 0.0;
        for (const Cooler& tower : towerCells_)
            fansW += coolerFanPowerW(tower, speed);
        return {count, condenserC, chillersW + fansW};
    }

    double fleetPowerW(const std::vector<Chiller>& fleet, double heatW, double condenserC) const
    {
        double capacityW = 0.0;
        for (const Chiller& chiller : fleet)
            capacityW += chillerCapacityW(chiller, demand_.setPointC, condenserC);
        double powerW = 0.0;
        for (const Chiller& chiller : fleet) {
            const double share = chillerCapacityW(chiller, demand_.setPointC, condenserC) / capacityW;
            powerW += chillerAt(chiller, heatW * share, demand_.setPointC, condenserC).powerW;
        }
        return powerW;
    }

    void runGroup(const Indices& group, double heatW)
    {
        const Staging staging = cheapest(group, heatW);
        double capacityW = 0.0;
        double runningW = 0.0;
        for (std::size_t k = 0; k < group.size(); ++k) {
            PlantUnitState& unit = state_.units[group[k]];
            unit.capacityW =
                chillerCapacityW(chillerOf(*units_[group[k]]), demand_.setPointC, staging.condenserC);
            capacityW += unit.capacityW;
            if (k < staging.count)
                runningW += unit.capacityW;
        }
        for (std::size_t k = 0; heatW > 0.0 && k < staging.count; ++k) {
            PlantUnitState& unit = state_.units[group[k]];
            unit.heatW = heatW * (unit.capacityW / runningW); // equal part load
            const ChillerState at =
                chillerAt(chillerOf(*units_[group[k]]), unit.heatW, demand_.setPointC, staging.condenserC);
            unit.powerW = at.powerW;
            state_.outsideFit |= at.outsideFit;
        }
        state_.capacityW += capacityW;
        if (heatW > capacityW) {
            state_.shortOfCapacity = true;
            const double riseK = std::min((heatW / capacityW - 1.0) / capacityPerWaterK, highestSupplyRiseK);
            state_.supplyC = std::max(state_.supplyC, demand_.setPointC + riseK);
        }
    }

    double towerSetPointC() const
    {
        double approachK = towers_.empty() ? assumedTowerApproachK : 0.0;
        for (const Cooler& tower : towerCells_)
            approachK = std::max(approachK, tower.ratedDifferenceK);
        return std::max(demand_.wetBulbC + approachK, coldestCondenserWaterC);
    }

    CoolerState towersAt(double rejectedW) const
    {
        return coolersAt(towerCells_, rejectedW, towerSetPointC(), 0.0, demand_.wetBulbC);
    }

    // Tc, where the chillers' power and the towers' leaving water agree.
    double condenserWaterC(const std::vector<Chiller>& fleet, double heatW) const
    {
        double condenserC = towerSetPointC();
        if (towers_.empty() || heatW <= 0.0)
            return condenserC;
        constexpr int mostSteps = 50;
        constexpr double stillK = 1e-12;
        for (int step = 0; step < mostSteps; ++step) {
            const double next = towersAt(heatW + fleetPowerW(fleet, heatW, condenserC)).leavingC;
            const bool settled = std::abs(next - condenserC) < stillK;
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
        const CoolerState run = towersAt(rejectedW);
        double perK = 0.0;
        for (const Cooler& tower : towerCells_)
            perK += coolerCapacityW(tower, 1.0);
        for (std::size_t k = 0; k < towers_.size(); ++k) {
            const Cooler& tower = towerCells_[k];
            state_.units[towers_[k]] = {.heatW = rejectedW * coolerCapacityW(tower, 1.0) / perK,
                                        .powerW = coolerFanPowerW(tower, run.speed),
                                        .capacityW = tower.capacityW};
        }
    }

    std::span<const PlantUnit* const> units_;
    const PlantDemand& demand_;
    Indices dryCoolers_, towers_, airCooled_, waterCooled_;
    std::vector<Cooler> towerCells_;
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

PlantState plantAt(std::span<const PlantUnit* const> units, const PlantDemand& demand, std::span<const char>)
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
