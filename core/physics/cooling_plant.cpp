#include "core/physics/cooling_plant.h"

#include "core/physics/chiller_group.h"
#include "core/physics/cooling_tower.h"
#include "core/physics/economiser.h"
#include "core/physics/heat_rejection.h"
#include "core/physics/water_use.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace hallwright {

namespace {

using Indices = std::vector<std::size_t>;

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double leastApproachK = 1.0;
constexpr double waterHeatCapacity = 4186.0; // J/(kg K)
constexpr double leastSaving = 1e-12;        // relative: rounding switches no machine on
constexpr std::size_t fanSteps = 20;

enum class Means { DryCoolers, Towers, Chillers };

// The water side at one fan speed and number of water-cooled chillers.
struct WetState {
    double powerW = never; // chillers of both kinds and tower fans
    double speed = 0.0;
    std::size_t running = 0;
    double towerC = 0.0;
    double economiserW = 0.0;
    double waterChillersW = 0.0; // heat
    double airChillersW = 0.0;   // heat
    double rejectedW = 0.0;
};

// The count from `least` to `most` that draws the least, of machines whose every one more saves less than the one
// before: the first that saves nothing ends the search.
template <typename Power>
std::size_t cheapestOfAlike(std::size_t least, std::size_t most, Power powerW)
{
    while (least < most) {
        const std::size_t middle = least + (most - least) / 2;
        if (powerW(middle + 1) < powerW(middle) * (1.0 - leastSaving))
            least = middle + 1;
        else
            most = middle;
    }
    return least;
}

template <typename Power>
std::size_t cheapest(std::size_t least, std::size_t most, Power powerW)
{
    std::size_t best = least;
    double bestW = powerW(least);
    for (std::size_t count = least + 1; count <= most; ++count) {
        const double countW = powerW(count);
        if (countW < bestW * (1.0 - leastSaving)) {
            best = count;
            bestW = countW;
        }
    }
    return best;
}

// One loop's plant; each step of a solve adds to the state and takes from `left_`.
class Plant
{
public:
    Plant(std::span<const PlantUnit* const> units, const PlantDemand& demand, std::span<const char> available)
        : units_(units), demand_(demand), dryCoolers_(ofKind(PlantKind::DryCooler, available)),
          towers_(ofKind(PlantKind::CoolingTower, available)),
          economisers_(ofKind(PlantKind::WatersideEconomiser, available)),
          airCooled_(units, available, PlantKind::AirCooledChiller, demand.setPointC),
          waterCooled_(units, available, PlantKind::WaterCooledChiller, demand.setPointC),
          tower_(towerRating(), demand.wetBulbC, demand.pressurePa)
    {
        if (tower_.waterWK() <= 0.0) {
            towers_.clear();
            economisers_.clear(); // plates need tower water
        }
        if (towers_.empty())
            economisers_.clear();
        for (const std::size_t i : dryCoolers_)
            coolers_.push_back(coolerOf(*units_[i]));
        plates_ = joinedPlates();
    }

    bool has(Means means) const
    {
        switch (means) {
        case Means::DryCoolers:
            return !dryCoolers_.empty();
        case Means::Towers:
            return !towers_.empty() && waterCooled_.empty() && economisers_.empty();
        case Means::Chillers:
            return !airCooled_.empty() || !waterCooled_.empty() || !economisers_.empty();
        }
        return false;
    }

    // With the given means in turn: each takes what it can at the set point, the last all that remains.
    PlantState solve(std::span<const Means> turn)
    {
        state_ = {};
        state_.units.resize(units_.size());
        state_.supplyC = demand_.setPointC;
        left_ = demand_.heatW > 0.0 ? demand_.heatW : 0.0;
        for (const Means means : turn) {
            const bool last = means == turn.back();
            if (means == Means::DryCoolers)
                runDryCoolers(last);
            else if (means == Means::Towers)
                runTowersAlone(last);
            else
                runChillers();
        }
        state_.unrejectedW = left_;
        state_.shortOfCapacity |= left_ > 0.0;
        finish();
        return std::move(state_);
    }

private:
    Indices ofKind(PlantKind kind, std::span<const char> available) const
    {
        Indices found;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            const PlantUnit& unit = *units_[i];
            const bool inService = i >= available.size() || available[i] != 0;
            if (unit.kind == kind && inService && unit.capacityW > 0.0 && std::isfinite(unit.capacityW))
                found.push_back(i);
        }
        return found;
    }

    double statedCapacityW(const Indices& of) const
    {
        double sum = 0.0;
        for (const std::size_t i : of)
            sum += units_[i]->capacityW;
        return sum;
    }

    Cooler coolerOf(const PlantUnit& unit) const
    {
        const double rangeK = std::max(demand_.designRangeK, 0.0);
        return {unit.capacityW, std::max(unit.ratedApproachK, leastApproachK) + rangeK, unit.ratedPowerW,
                rangeK, unit.adiabaticEffectiveness};
    }

    // All cells as one: their heat for each K of approach adds up.
    TowerRating towerRating() const
    {
        TowerRating joint;
        double perK = 0.0;
        double wetBulb = 0.0;
        for (const std::size_t i : towers_) {
            const PlantUnit& unit = *units_[i];
            const double ratedC = unit.ratedOutdoorC > 0.0 ? unit.ratedOutdoorC : assumedTowerWetBulbC;
            joint.capacityW += unit.capacityW;
            joint.fanPowerW += std::max(unit.ratedPowerW, 0.0);
            perK += unit.capacityW / std::max(unit.ratedApproachK, leastApproachK);
            wetBulb += unit.capacityW * std::min(ratedC, hottestTowerWetBulbC);
        }
        if (joint.capacityW > 0.0) {
            joint.approachK = joint.capacityW / perK;
            joint.wetBulbC = wetBulb / joint.capacityW;
        }
        return joint;
    }

    PlateEconomiser joinedPlates() const
    {
        PlateEconomiser joint;
        double perK = 0.0;
        for (const std::size_t i : economisers_) {
            joint.capacityW += units_[i]->capacityW;
            perK += units_[i]->capacityW / std::max(units_[i]->ratedApproachK, leastApproachK);
        }
        if (joint.capacityW > 0.0) {
            joint.approachK = joint.capacityW / perK;
            joint.rangeK = demand_.designRangeK > 0.0 ? demand_.designRangeK : demand_.rangeK;
        }
        return joint;
    }

    // Dry coolers take all that is left if they are the last.
    void runDryCoolers(bool last)
    {
        const auto at = [&](double heatW) {
            return coolersAt(coolers_, heatW, demand_.setPointC, demand_.rangeK, demand_.outdoorC,
                             demand_.wetBulbC);
        };
        const double atSetPointW = at(0.0).capacityW;
        const double heatW = last ? left_ : std::min(left_, atSetPointW);
        const CoolerState run = at(heatW);
        double perK = 0.0;
        double padsPerK = 0.0;
        for (const Cooler& cooler : coolers_) {
            perK += coolerCapacityW(cooler, 1.0);
            padsPerK += coolerCapacityW(cooler, 1.0) * std::max(cooler.adiabaticEffectiveness, 0.0);
        }
        for (std::size_t k = 0; k < dryCoolers_.size(); ++k) {
            const double unitPerK = coolerCapacityW(coolers_[k], 1.0);
            PlantUnitState& unit = state_.units[dryCoolers_[k]];
            unit.capacityW = atSetPointW * (unitPerK / perK);
            if (heatW <= 0.0)
                continue;
            unit.heatW = heatW * (unitPerK / perK);
            unit.powerW = coolerFanPowerW(coolers_[k], run.speed);
            unit.leavingC = run.leavingC;
            unit.approachK = run.leavingC - demand_.outdoorC;
            if (run.evaporationKgS > 0.0 && padsPerK > 0.0) {
                const double share = unitPerK * std::max(coolers_[k].adiabaticEffectiveness, 0.0) / padsPerK;
                unit.waterKgS =
                    waterWithBlowdown(run.evaporationKgS * share, demand_.cyclesOfConcentration).sumKgS();
            }
        }
        state_.capacityW += atSetPointW;
        state_.economiserW += heatW;
        warmTo(run.leavingC);
        state_.shortOfCapacity |= run.shortOfCapacity;
        left_ = std::max(left_ - heatW, 0.0);
    }

    // Towers that cool the loop themselves.
    void runTowersAlone(bool last)
    {
        const double atSetPointW = tower_.heatW(demand_.setPointC, 1.0);
        const double heatW = last ? left_ : std::min(left_, atSetPointW);
        const bool tooMuch = heatW > atSetPointW;
        const double speed = tooMuch ? 1.0 : tower_.speedFor(heatW, demand_.setPointC);
        const double leavingC = tooMuch ? tower_.leavingC(heatW, 1.0) : demand_.setPointC;
        runTowers(heatW, speed, leavingC);
        const double statedW = statedCapacityW(towers_);
        for (const std::size_t i : towers_)
            state_.units[i].capacityW = atSetPointW * (units_[i]->capacityW / statedW);
        state_.capacityW += atSetPointW;
        state_.economiserW += heatW;
        warmTo(leavingC);
        state_.shortOfCapacity |= tooMuch;
        left_ = std::max(left_ - heatW, 0.0);
    }

    void runTowers(double rejectedW, double speed, double leavingC)
    {
        const double statedW = statedCapacityW(towers_);
        for (const std::size_t i : towers_) {
            PlantUnitState& unit = state_.units[i];
            const double share = units_[i]->capacityW / statedW;
            unit.capacityW = units_[i]->capacityW;
            if (!(rejectedW > 0.0))
                continue;
            unit.heatW = rejectedW * share;
            unit.powerW = std::max(units_[i]->ratedPowerW, 0.0) * speed * speed * speed;
            unit.leavingC = leavingC;
            unit.approachK = leavingC - demand_.wetBulbC;
            unit.waterKgS = towerWater(unit.heatW, leavingC, tower_.waterWK() / waterHeatCapacity * share,
                                       demand_.cyclesOfConcentration)
                                .sumKgS();
        }
    }

    void runChillers()
    {
        const bool onlyPlates = airCooled_.empty() && waterCooled_.empty();
        if (left_ > 0.0 && onlyPlates)
            runPlatesAlone();
        else
            runWet(left_ > 0.0 ? cheapestWet() : atRest());
        left_ = 0.0;
    }

    double loopWK() const
    {
        if (demand_.flowM3s > 0.0 && demand_.heatPerVolume > 0.0)
            return demand_.flowM3s * demand_.heatPerVolume;
        return demand_.rangeK > 0.0 ? demand_.heatW / demand_.rangeK : 0.0;
    }

    // What still comes back to the plates after the means before them.
    double returnC() const
    {
        const double loop = loopWK();
        return demand_.setPointC + (loop > 0.0 ? left_ / loop : 0.0);
    }

    double platesTakeW(double towerC) const
    {
        if (economisers_.empty())
            return 0.0;
        return plateHeatW(plates_, loopWK(), returnC(), tower_.waterWK(),
                          std::max(towerC, coldestTowerWaterC));
    }

    // Tower water with which the plates take all the heat.
    double towerWaterForAllC() const
    {
        const double towerC = std::max(returnC() - 1.0, coldestTowerWaterC);
        const double takeW = platesTakeW(towerC); // in proportion to the difference
        return takeW > 0.0 ? returnC() - left_ * (returnC() - towerC) / takeW : -never;
    }

    // The plates carry everything, at the fan speed that just suffices.
    std::optional<WetState> allFree() const
    {
        if (economisers_.empty())
            return std::nullopt;
        const double neededC = towerWaterForAllC();
        if (!(neededC >= coldestTowerWaterC) || tower_.leavingC(left_, 1.0) > neededC)
            return std::nullopt;
        WetState wet;
        wet.speed = tower_.speedFor(left_, neededC);
        wet.powerW = tower_.fanPowerW(wet.speed);
        wet.towerC = neededC;
        wet.economiserW = left_;
        wet.rejectedW = left_;
        return wet;
    }

    void runPlatesAlone()
    {
        if (const std::optional<WetState> free = allFree()) {
            runWet(*free);
            return;
        }
        // Fans at full speed, and a loop so warm that the plates take it all.
        WetState wet;
        wet.speed = 1.0;
        wet.economiserW = left_;
        wet.rejectedW = left_;
        wet.towerC = std::max(tower_.leavingC(left_, 1.0), coldestTowerWaterC);
        const double neededC = towerWaterForAllC();
        runWet(wet);
        if (neededC > -never)
            warmTo(demand_.setPointC + std::max(wet.towerC - neededC, 0.0));
        else
            warmTo(demand_.setPointC + highestSupplyRiseK);
        state_.shortOfCapacity = true;
    }

    double waterShare() const
    {
        const double statedW = airCooled_.statedCapacityW() + waterCooled_.statedCapacityW();
        return statedW > 0.0 ? waterCooled_.statedCapacityW() / statedW : 0.0;
    }

    std::size_t airRunning(double heatW) const
    {
        const auto powerW = [&](std::size_t count) {
            return RunningChillers(airCooled_, count, heatW).powerW(demand_.outdoorC);
        };
        const std::size_t least = airCooled_.leastRunning(heatW, stagingLoad);
        return airCooled_.alike() ? cheapestOfAlike(least, airCooled_.size(), powerW)
                                  : cheapest(least, airCooled_.size(), powerW);
    }

    double airPowerW(double heatW) const
    {
        if (!(heatW > 0.0))
            return 0.0;
        return RunningChillers(airCooled_, airRunning(heatW), heatW).powerW(demand_.outdoorC);
    }

    double condenserC(double towerC) const { return std::max(towerC, coldestCondenserWaterC); }

    // Splits the heat at a temperature of the tower water; `machines`: those that carry `waterChillersW`, where it
    // does not depend on that temperature.
    WetState splitAt(double towerC, std::size_t running, const RunningChillers* machines) const
    {
        WetState wet;
        wet.running = running;
        wet.towerC = towerC;
        wet.economiserW = std::min(platesTakeW(towerC), left_);
        const double restW = left_ - wet.economiserW;
        wet.waterChillersW = restW * waterShare();
        wet.airChillersW = restW - wet.waterChillersW;
        wet.powerW = 0.0;
        if (wet.waterChillersW > 0.0 && machines != nullptr)
            wet.powerW = machines->powerW(condenserC(towerC));
        else if (wet.waterChillersW > 0.0)
            wet.powerW =
                RunningChillers(waterCooled_, running, wet.waterChillersW).powerW(condenserC(towerC));
        wet.rejectedW = wet.economiserW + wet.waterChillersW + wet.powerW;
        return wet;
    }

    // Where the water that the towers give and the heat that it brings them agree.
    WetState balanced(double speed, std::size_t running, const RunningChillers* machines, double startC) const
    {
        const auto givenC = [&](const WetState& at) {
            return std::max(tower_.leavingC(at.rejectedW, speed), coldestTowerWaterC);
        };
        constexpr double stillK = 1e-10;
        constexpr int mostSteps = 60;
        // Regula falsi (Illinois) on given minus assumed, which falls with the assumed temperature.
        double lowC = std::max(demand_.wetBulbC, coldestTowerWaterC);
        double low = givenC(splitAt(lowC, running, machines)) - lowC;
        double highC = std::max(startC, lowC) + 1.0;
        WetState wet = splitAt(highC, running, machines);
        double high = givenC(wet) - highC;
        for (int step = 0; high > 0.0 && step < mostSteps; ++step) {
            lowC = highC;
            low = high;
            highC += high + 1.0;
            wet = splitAt(highC, running, machines);
            high = givenC(wet) - highC;
        }
        double atC = lowC;
        for (int step = 0; step < mostSteps && highC - lowC > stillK; ++step) {
            atC = low - high > 0.0 ? lowC + (highC - lowC) * low / (low - high) : 0.5 * (lowC + highC);
            wet = splitAt(atC, running, machines);
            const double at = givenC(wet) - atC;
            if (std::abs(at) < stillK)
                break;
            if (at > 0.0) {
                lowC = atC;
                low = at;
                high *= 0.5;
            } else {
                highC = atC;
                high = at;
                low *= 0.5;
            }
        }
        wet.speed = speed;
        wet.powerW += tower_.fanPowerW(speed) + airPowerW(wet.airChillersW);
        return wet;
    }

    WetState atRest() const
    {
        WetState wet;
        wet.powerW = 0.0;
        wet.towerC = demand_.wetBulbC + assumedTowerApproachK;
        return wet;
    }

    // Without towers the condenser water is assumed, and nothing is known of fans.
    WetState withoutTowers() const
    {
        const double towerC = atRest().towerC;
        const double heatW = left_ * waterShare();
        std::size_t running = 0;
        if (heatW > 0.0) {
            const auto powerW = [&](std::size_t count) {
                return RunningChillers(waterCooled_, count, heatW).powerW(condenserC(towerC));
            };
            const std::size_t least = waterCooled_.leastRunning(heatW, stagingLoad);
            running = waterCooled_.alike() ? cheapestOfAlike(least, waterCooled_.size(), powerW)
                                           : cheapest(least, waterCooled_.size(), powerW);
        }
        WetState wet = splitAt(towerC, running, nullptr);
        wet.powerW += airPowerW(wet.airChillersW);
        return wet;
    }

    WetState cheapestWet() const
    {
        if (towers_.empty() || (waterCooled_.empty() && economisers_.empty()))
            return withoutTowers();
        WetState best = allFree().value_or(WetState{});
        const bool platesWork = platesTakeW(demand_.wetBulbC) > 0.0;
        const double fixedHeatW =
            left_ * waterShare(); // of the water-cooled chillers, where plates take nothing
        // Without plates' help the machines' heat is known, and they are made ready once for all speeds.
        std::vector<std::optional<RunningChillers>> ready(waterCooled_.size() + 1);
        double startC = demand_.wetBulbC;
        for (std::size_t step = 2; step <= fanSteps; ++step) {
            const double speed = static_cast<double>(step) / fanSteps;
            if (tower_.fanPowerW(speed) >= best.powerW)
                break;
            const auto at = [&](std::size_t count) {
                const RunningChillers* machines = nullptr;
                if (!platesWork && count > 0) {
                    if (!ready[count])
                        ready[count].emplace(waterCooled_, count, fixedHeatW);
                    machines = &*ready[count];
                }
                WetState wet = balanced(speed, count, machines, startC);
                startC = wet.towerC;
                const bool allowed = wet.waterChillersW <= 0.0 || count == waterCooled_.size() ||
                                     waterCooled_.leastRunning(wet.waterChillersW, stagingLoad) <= count;
                if (!allowed)
                    wet.powerW = never;
                return wet;
            };
            const WetState wet =
                at(cheapestCount(at, platesWork ? 1 : waterCooled_.leastRunning(fixedHeatW, stagingLoad)));
            if (wet.powerW < best.powerW * (1.0 - leastSaving))
                best = wet;
        }
        return best;
    }

    // Among the counts from `least` that may carry the heat left to them.
    template <typename At>
    std::size_t cheapestCount(At at, std::size_t least) const
    {
        if (waterCooled_.empty())
            return 0;
        const auto powerW = [&](std::size_t count) { return at(count).powerW; };
        const std::size_t all = waterCooled_.size();
        if (!waterCooled_.alike())
            return cheapest(least, all, powerW);
        std::size_t tooFew = least - 1;
        std::size_t enough = powerW(least) < never ? least : all;
        while (enough - tooFew > 1) {
            const std::size_t middle = tooFew + (enough - tooFew) / 2;
            (powerW(middle) < never ? enough : tooFew) = middle;
        }
        return cheapestOfAlike(enough, all, powerW);
    }

    void runWet(const WetState& wet)
    {
        const double towerC = wet.towerC;
        runGroup(airCooled_, wet.airChillersW > 0.0 ? airRunning(wet.airChillersW) : 0, wet.airChillersW,
                 demand_.outdoorC);
        runGroup(waterCooled_, wet.running, wet.waterChillersW, condenserC(towerC));
        double platesW = 0.0;
        const double statedW = statedCapacityW(economisers_);
        const double takeW = platesTakeW(wet.rejectedW > 0.0 ? towerC : demand_.wetBulbC);
        for (const std::size_t i : economisers_) {
            const double share = units_[i]->capacityW / statedW;
            state_.units[i].heatW = wet.economiserW * share;
            state_.units[i].capacityW = takeW * share;
            platesW += state_.units[i].heatW;
        }
        state_.capacityW += takeW;
        state_.economiserW += platesW;
        if (!towers_.empty() && (!waterCooled_.empty() || !economisers_.empty())) {
            double rejectedW = wet.economiserW + wet.waterChillersW;
            for (std::size_t k = 0; k < waterCooled_.size(); ++k)
                rejectedW += state_.units[waterCooled_.unit(k)].powerW;
            runTowers(rejectedW, wet.speed, towerC);
        }
        state_.lacksTowers = towers_.empty() && wet.waterChillersW > 0.0;
    }

    void runGroup(const ChillerGroup& group, std::size_t running, double heatW, double atC)
    {
        if (group.empty())
            return;
        double capacityW = 0.0;
        for (std::size_t k = 0; k < group.size(); ++k) {
            PlantUnitState& unit = state_.units[group.unit(k)];
            unit.capacityW = group.machine(k).capacityW(atC);
            capacityW += unit.capacityW;
        }
        state_.capacityW += capacityW;
        if (!(heatW > 0.0) || running == 0)
            return;
        const RunningChillers machines(group, running, heatW);
        for (std::size_t k = 0; k < running; ++k) {
            PlantUnitState& unit = state_.units[group.unit(k)];
            unit.heatW = machines.heatOfW(k);
            unit.powerW = machines.powerOfW(k, atC);
            unit.outsideFit = group.machine(k).outsideFit(atC);
            state_.outsideFit |= unit.outsideFit;
        }
        if (heatW > capacityW) {
            state_.shortOfCapacity = true;
            const double riseK = capacityW > 0.0 ? (heatW / capacityW - 1.0) / capacityPerWaterK : never;
            warmTo(demand_.setPointC + std::min(riseK, highestSupplyRiseK));
        }
    }

    void warmTo(double supplyC) { state_.supplyC = std::max(state_.supplyC, supplyC); }

    // Sums, and the temperature of what chillers and plates deliver.
    void finish()
    {
        for (std::size_t i = 0; i < units_.size(); ++i) {
            PlantUnitState& unit = state_.units[i];
            state_.waterKgS += unit.waterKgS;
            const PlantKind kind = units_[i]->kind;
            const bool deliversSupply = kind == PlantKind::AirCooledChiller ||
                                        kind == PlantKind::WaterCooledChiller ||
                                        kind == PlantKind::WatersideEconomiser;
            if (deliversSupply && unit.heatW > 0.0)
                unit.leavingC = state_.supplyC;
        }
    }

    std::span<const PlantUnit* const> units_;
    const PlantDemand& demand_;
    Indices dryCoolers_, towers_, economisers_;
    ChillerGroup airCooled_, waterCooled_;
    CoolingTower tower_;
    PlateEconomiser plates_;
    std::vector<Cooler> coolers_;
    double left_ = 0.0;
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

PlantState plantAt(std::span<const PlantUnit* const> units, const PlantDemand& demand,
                   std::span<const char> available)
{
    std::vector<Means> present;
    Plant plant(units, demand, available);
    for (const Means means : {Means::DryCoolers, Means::Towers, Means::Chillers}) {
        if (plant.has(means))
            present.push_back(means);
    }
    PlantState best = plant.solve(present);
    if (present.size() < 2)
        return best;
    for (const Means& means : present) {
        PlantState alone = plant.solve({&means, 1});
        if (!alone.shortOfCapacity && (best.shortOfCapacity || totalPowerW(alone) < totalPowerW(best)))
            best = std::move(alone);
    }
    return best;
}

} // namespace hallwright
