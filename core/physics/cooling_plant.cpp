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
constexpr std::size_t fanSteps = 20;         // to full speed
constexpr std::size_t slowestFanStep = 2;

enum class Means { DryCoolers, Towers, Chillers };

// The water side at one fan speed and number of water-cooled chillers.
struct WetState {
    double powerW = never; // chillers of both kinds, tower fans and the pumps between
    double speed = 0.0;
    std::size_t running = 0;
    double towerC = 0.0;
    double economiserW = 0.0;
    double waterChillersW = 0.0; // heat
    double airChillersW = 0.0;   // heat
    double rejectedW = 0.0;      // with what the pumps bring
    double pumpPowerW = 0.0;
};

double totalPowerW(const PlantState& state)
{
    double sum = 0.0;
    for (const PlantUnitState& unit : state.units)
        sum += unit.powerW;
    return sum;
}

// How dry coolers run that others follow: at a fan speed of their own, or, without one, as fast as the set point needs.
struct CoolerFans {
    std::optional<double> speed{};
    double padsUsed = 0.0;
};

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
        towersBehind_ = std::any_of(units.begin(), units.end(), [](const PlantUnit* unit) {
            return unit->kind == PlantKind::WaterCooledChiller ||
                   unit->kind == PlantKind::WatersideEconomiser;
        });
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
            return !towers_.empty() && !towersBehind_;
        case Means::Chillers:
            return !airCooled_.empty() || !waterCooled_.empty() || !economisers_.empty();
        }
        return false;
    }

    // With the given means in turn: each takes what it can at the set point, the last all that remains. Dry coolers
    // before others run as is cheapest, and at full speed where even that leaves the others too much.
    PlantState solve(std::span<const Means> turn)
    {
        const bool ahead = turn.size() > 1 && turn.front() == Means::DryCoolers;
        fans_ = ahead ? CoolerFans{1.0, 1.0} : CoolerFans{};
        PlantState state = solveWith(turn, 0.0);
        if (turn.size() > 1 && turn.back() == Means::Chillers && riseK(state) > 0.0)
            return warmed(turn, std::move(state));
        if (!ahead || state.shortOfCapacity)
            return state;
        // Pads are worth their water where the coolers could reach the set point with them, or the others need it.
        if (setPointCapacityW() > 0.0 || state.waterKgS <= 0.0)
            return cheapestFans(turn, std::move(state));
        return withFewestPads(turn);
    }

private:
    double riseK(const PlantState& state) const { return state.supplyC - demand_.setPointC; }

    // Where the last are chillers and they cannot carry it, the supply warms, which lets the means before them take
    // more: found by halving.
    PlantState warmed(std::span<const Means> turn, PlantState state)
    {
        constexpr double foundK = 1e-9;
        double lowK = 0.0;
        double highK = highestSupplyRiseK;
        while (highK - lowK > foundK) {
            const double middleK = 0.5 * (lowK + highK);
            (riseK(solveWith(turn, middleK)) > middleK ? lowK : highK) = middleK;
        }
        const double atSetPointW = state.capacityW;
        state = solveWith(turn, highK);
        state.capacityW = atSetPointW;
        state.supplyC = std::max(state.supplyC, demand_.setPointC + highK);
        state.shortOfCapacity = true;
        return state;
    }

    double setPointCapacityW() const
    {
        return coolersAt(coolers_, 0.0, demand_.setPointC, demand_.rangeK, demand_.outdoorC, demand_.wetBulbC)
            .capacityW;
    }

    // Dry, or at full speed with as much water as lets the others carry the rest.
    PlantState withFewestPads(std::span<const Means> turn)
    {
        const auto with = [&](double padsUsed) {
            fans_ = {1.0, padsUsed};
            return solveWith(turn, 0.0);
        };
        PlantState dry = with(0.0);
        if (!dry.shortOfCapacity)
            return cheapestFans(turn, std::move(dry));
        constexpr int halvings = 40;
        double tooFew = 0.0;
        double enough = 1.0;
        for (int step = 0; step < halvings; ++step) {
            const double middle = 0.5 * (tooFew + enough);
            (with(middle).shortOfCapacity ? tooFew : enough) = middle;
        }
        return with(enough);
    }

    // The cheapest of the dry coolers' fan speeds, and of the one that the set point needs; `full` is their most,
    // which leaves the others the least.
    PlantState cheapestFans(std::span<const Means> turn, PlantState full)
    {
        double bestW = totalPowerW(full);
        const double leastOthersW = bestW - coolerFansW(full);
        PlantState best = std::move(full);
        const auto consider = [&](CoolerFans fans) {
            fans_ = fans;
            PlantState state = solveWith(turn, 0.0);
            const double powerW = totalPowerW(state);
            if (state.shortOfCapacity || powerW > bestW)
                return;
            bestW = powerW;
            best = std::move(state);
        };
        if (setPointCapacityW() >= demand_.heatW)
            consider({});
        for (std::size_t step = slowestFanStep; step <= fanSteps; ++step) {
            const double speed = static_cast<double>(step) / fanSteps;
            if (fullCoolerFansW() * speed * speed * speed + leastOthersW >= bestW)
                break;
            consider({speed, 0.0});
        }
        return best;
    }

    double coolerFansW(const PlantState& state) const
    {
        double sum = 0.0;
        for (const std::size_t i : dryCoolers_)
            sum += state.units[i].powerW;
        return sum;
    }

    double fullCoolerFansW() const
    {
        double sum = 0.0;
        for (const Cooler& cooler : coolers_)
            sum += coolerFanPowerW(cooler, 1.0);
        return sum;
    }

    // With the means before the last held at a supply `riseK` above the set point.
    PlantState solveWith(std::span<const Means> turn, double riseK)
    {
        state_ = {};
        state_.units.resize(units_.size());
        state_.supplyC = demand_.setPointC;
        heldC_ = demand_.setPointC + riseK;
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
        if (fans_.speed) {
            runPreCooling();
            return;
        }
        const auto at = [&](double heatW) {
            return coolersAt(coolers_, heatW, heldC_, demand_.rangeK, demand_.outdoorC, demand_.wetBulbC);
        };
        const double atSetPointW = at(0.0).capacityW;
        const bool overloaded = last && left_ > atSetPointW; // more at a warmer supply, up to the hottest
        const double hottestC = demand_.setPointC + highestFreeRiseK;
        const double mostW = overloaded ? coolersAt(coolers_, 0.0, hottestC, demand_.rangeK, demand_.outdoorC,
                                                    demand_.wetBulbC)
                                              .capacityW
                                        : atSetPointW;
        const double heatW = std::min(left_, mostW);
        const CoolerState run = at(heatW);
        if (last)
            warmTo(heatW < left_ ? hottestC : run.leavingC);
        state_.shortOfCapacity |= overloaded;
        const double speed = overloaded ? 1.0 : heatW > 0.0 ? run.speed : 0.0;
        writeDryCoolers({heatW, run.evaporationKgS}, speed, run.leavingC, atSetPointW);
    }

    // Ahead of others, which cool further what leaves them warmer than the supply.
    void runPreCooling()
    {
        const double enteringC = heldC_ + demand_.rangeK;
        const auto at = [&](double speed, double padsUsed) {
            return coolersPreCool(coolers_, speed, padsUsed, enteringC, loopWK(), demand_.outdoorC,
                                  demand_.wetBulbC);
        };
        PreCooling run = at(*fans_.speed, fans_.padsUsed);
        run.heatW = std::min(run.heatW, left_);
        const double leavingC = loopWK() > 0.0 ? enteringC - run.heatW / loopWK() : enteringC;
        writeDryCoolers(run, run.heatW > 0.0 ? *fans_.speed : 0.0, leavingC, at(1.0, 1.0).heatW);
    }

    void writeDryCoolers(const PreCooling& run, double speed, double leavingC, double capacityW)
    {
        double perK = 0.0;
        double padsPerK = 0.0;
        for (const Cooler& cooler : coolers_) {
            perK += coolerCapacityW(cooler, 1.0);
            padsPerK += coolerCapacityW(cooler, 1.0) * std::max(cooler.adiabaticEffectiveness, 0.0);
        }
        for (std::size_t k = 0; k < dryCoolers_.size(); ++k) {
            const double unitPerK = coolerCapacityW(coolers_[k], 1.0);
            PlantUnitState& unit = state_.units[dryCoolers_[k]];
            unit.capacityW = capacityW * (unitPerK / perK);
            if (speed <= 0.0)
                continue;
            unit.heatW = run.heatW * (unitPerK / perK);
            unit.powerW = coolerFanPowerW(coolers_[k], speed);
            unit.leavingC = leavingC;
            unit.approachK = leavingC - demand_.outdoorC;
            if (run.evaporationKgS > 0.0 && padsPerK > 0.0) {
                const double share = unitPerK * std::max(coolers_[k].adiabaticEffectiveness, 0.0) / padsPerK;
                unit.waterKgS =
                    waterWithBlowdown(run.evaporationKgS * share, demand_.cyclesOfConcentration).sumKgS();
            }
        }
        state_.capacityW += capacityW;
        state_.economiserW += run.heatW;
        left_ = std::max(left_ - run.heatW, 0.0);
    }

    // Towers that cool the loop themselves.
    void runTowersAlone(bool last)
    {
        const double atSetPointW = tower_.heatW(heldC_, 1.0);
        const double hottestC = demand_.setPointC + highestFreeRiseK;
        const bool tooMuch = last && left_ > atSetPointW; // more at a warmer supply, up to the hottest
        const double heatW = std::min(left_, tooMuch ? tower_.heatW(hottestC, 1.0) : atSetPointW);
        const double speed = tooMuch ? 1.0 : tower_.speedFor(heatW, heldC_);
        const double leavingC = !tooMuch ? heldC_ : heatW < left_ ? hottestC : tower_.leavingC(heatW, 1.0);
        runTowers(heatW, speed, leavingC, 0.0);
        const double statedW = statedCapacityW(towers_);
        for (const std::size_t i : towers_)
            state_.units[i].capacityW = atSetPointW * (units_[i]->capacityW / statedW);
        state_.capacityW += atSetPointW;
        state_.economiserW += heatW;
        if (last)
            warmTo(leavingC);
        state_.shortOfCapacity |= tooMuch;
        left_ = std::max(left_ - heatW, 0.0);
    }

    void runTowers(double rejectedW, double speed, double leavingC, double pumpPowerW)
    {
        const double statedW = statedCapacityW(towers_);
        for (const std::size_t i : towers_) {
            PlantUnitState& unit = state_.units[i];
            const double share = units_[i]->capacityW / statedW;
            unit.capacityW = units_[i]->capacityW;
            if (!(rejectedW > 0.0))
                continue;
            unit.heatW = rejectedW * share;
            unit.pumpPowerW = pumpPowerW * share;
            unit.powerW = std::max(units_[i]->ratedPowerW, 0.0) * speed * speed * speed + unit.pumpPowerW;
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
        if (left_ > 0.0 && onlyPlates) {
            runPlatesAlone();
            return;
        }
        runWet(left_ > 0.0 ? cheapestWet() : atRest());
        left_ = 0.0;
    }

    double loopWK() const
    {
        if (demand_.flowM3s > 0.0 && demand_.heatPerVolume > 0.0)
            return demand_.flowM3s * demand_.heatPerVolume;
        return demand_.rangeK > 0.0 ? demand_.heatW / demand_.rangeK : 0.0;
    }

    // Of the water that takes this heat from condensers and plates to the towers, their rated flow at most.
    double condenserPumpsW(double heatW) const
    {
        const double ratedW = tower_.waterWK() * ratedTowerRangeK;
        return condenserPumpShare * std::min(heatW, ratedW); // Pp = p min(Qt, Q0) / (ρc R)
    }

    double withPumpsW(double heatW) const { return heatW + condenserPumpsW(heatW); }

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
        WetState wet;
        wet.rejectedW = withPumpsW(left_);
        if (!(neededC >= coldestTowerWaterC) || tower_.leavingC(wet.rejectedW, 1.0) > neededC)
            return std::nullopt;
        wet.speed = tower_.speedFor(wet.rejectedW, neededC);
        wet.pumpPowerW = condenserPumpsW(left_);
        wet.powerW = tower_.fanPowerW(wet.speed) + wet.pumpPowerW;
        wet.towerC = neededC;
        wet.economiserW = left_;
        return wet;
    }

    void runPlatesAlone()
    {
        if (const std::optional<WetState> free = allFree()) {
            runWet(*free);
            left_ = 0.0;
            return;
        }
        // Fans and pumps as for all the heat, and a loop so warm that the plates take it, or what they take at the
        // warmest.
        const double broughtW = left_;
        broughtPumpsW_ = condenserPumpsW(broughtW);
        if (platesRiseK() > highestFreeRiseK)
            left_ = mostOfPlatesW();
        WetState wet;
        wet.speed = 1.0;
        wet.economiserW = left_;
        wet.pumpPowerW = broughtPumpsW_;
        wet.rejectedW = left_ + broughtPumpsW_;
        wet.towerC = std::max(tower_.leavingC(wet.rejectedW, 1.0), coldestTowerWaterC);
        runWet(wet);
        warmTo(demand_.setPointC + (left_ < broughtW ? highestFreeRiseK : platesRiseK()));
        state_.shortOfCapacity = true;
        left_ = broughtW - left_;
    }

    // By which the loop must be warmer for the plates to take what is left.
    double platesRiseK() const
    {
        const double towerC = std::max(tower_.leavingC(left_ + broughtPumpsW_, 1.0), coldestTowerWaterC);
        return std::max(towerC - towerWaterForAllC(), 0.0);
    }

    double mostOfPlatesW()
    {
        double lowW = 0.0;
        double highW = left_;
        constexpr int halvings = 50;
        for (int step = 0; step < halvings; ++step) {
            left_ = 0.5 * (lowW + highW);
            (platesRiseK() > highestFreeRiseK ? highW : lowW) = left_;
        }
        return lowW;
    }

    double waterShare() const
    {
        const double statedW = airCooled_.statedCapacityW() + waterCooled_.statedCapacityW();
        return statedW > 0.0 ? waterCooled_.statedCapacityW() / statedW : 0.0;
    }

    double airPowerW(double heatW) const
    {
        return CheapestChillers(airCooled_, heatW, stagingLoad).powerW(demand_.outdoorC);
    }

    double condenserC(double towerC) const
    {
        return std::clamp(towerC, coldestCondenserWaterC, hottestCondenserWaterC);
    }

    // The heat split at a temperature of the tower water; `chillersW(heatW, condenserC)` is the water-cooled chillers'
    // power. Air-cooled chillers are not in its power yet.
    template <typename Power>
    WetState splitAt(double towerC, Power chillersW) const
    {
        WetState wet;
        wet.towerC = towerC;
        wet.economiserW = std::min(platesTakeW(towerC), left_);
        const double restW = left_ - wet.economiserW;
        wet.waterChillersW = restW * waterShare();
        wet.airChillersW = restW - wet.waterChillersW;
        wet.powerW = wet.waterChillersW > 0.0 ? chillersW(wet.waterChillersW, condenserC(towerC)) : 0.0;
        const double toTowersW = wet.economiserW + wet.waterChillersW + wet.powerW;
        wet.pumpPowerW = condenserPumpsW(toTowersW);
        wet.rejectedW = toTowersW + wet.pumpPowerW;
        wet.powerW += wet.pumpPowerW;
        return wet;
    }

    // Where the water that the towers give and the heat that it brings them agree. By secants, which the weak
    // dependence of the one on the other makes quick, inside a bracket that halves where they fail.
    template <typename Power>
    WetState balanced(double speed, Power chillersW, double startC) const
    {
        constexpr double stillK = 1e-10;
        constexpr int mostSteps = 100;
        double lowC = std::max(demand_.wetBulbC, coldestTowerWaterC); // the towers give no colder water
        double highC = never;
        double atC = std::max(startC, lowC);
        double beforeC = atC;
        double beforeGapK = 0.0;
        WetState wet;
        for (int step = 0; step < mostSteps; ++step) {
            wet = splitAt(atC, chillersW);
            const double gapK = std::max(tower_.leavingC(wet.rejectedW, speed), coldestTowerWaterC) - atC;
            if (std::abs(gapK) < stillK)
                break;
            (gapK > 0.0 ? lowC : highC) = atC;
            const double slope = step > 0 && atC != beforeC ? (gapK - beforeGapK) / (atC - beforeC) : -1.0;
            beforeC = atC;
            beforeGapK = gapK;
            atC = slope < 0.0 ? atC - gapK / slope : atC + gapK;
            if (!(atC > lowC && atC < highC))
                atC = highC < never ? 0.5 * (lowC + highC) : lowC + 2.0 * std::abs(gapK);
            if (highC - lowC < stillK)
                break;
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

    WetState cheapestWet() const
    {
        // Without towers the condenser water is assumed, and nothing is known of fans. Plates need towers.
        if (towers_.empty() || (waterCooled_.empty() && economisers_.empty())) {
            CheapestChillers chillers(waterCooled_, left_ * waterShare(), stagingLoad);
            WetState wet = splitAt(atRest().towerC,
                                   [&](double, double condenserC) { return chillers.powerW(condenserC); });
            wet.running = chillers.count(condenserC(wet.towerC));
            return wet;
        }
        return platesTakeW(demand_.wetBulbC) > 0.0 ? cheapestWithPlates() : cheapestOfChillers();
    }

    // The cheapest of the fan speeds. `at(speed, startC)` solves one, starting from a guess of the water.
    template <typename At>
    WetState cheapestSpeed(WetState best, At at) const
    {
        const double leastChillersW =
            at(1.0, demand_.wetBulbC).powerW - tower_.fanPowerW(1.0); // coldest water
        double startC = demand_.wetBulbC;
        for (std::size_t step = slowestFanStep; step <= fanSteps; ++step) {
            const double speed = static_cast<double>(step) / fanSteps;
            if (tower_.fanPowerW(speed) + leastChillersW >= best.powerW)
                break;
            const WetState wet = at(speed, startC);
            startC = wet.towerC;
            if (wet.powerW < best.powerW)
                best = wet;
        }
        return best;
    }

    // Plates take nothing, so the chillers' heat is known, and they are made ready once for all speeds.
    WetState cheapestOfChillers() const
    {
        CheapestChillers chillers(waterCooled_, left_ * waterShare(), stagingLoad);
        const auto powerW = [&](double, double condenserC) { return chillers.powerW(condenserC); };
        WetState best =
            cheapestSpeed({}, [&](double speed, double startC) { return balanced(speed, powerW, startC); });
        best.running = chillers.count(condenserC(best.towerC));
        return best;
    }

    // What the plates leave depends on the tower water, and so does how many chillers must run. Each number of them is
    // solved by itself; those too few for the heat then left to them are ruled out.
    WetState cheapestWithPlates() const
    {
        const auto of = [&](double speed, std::size_t count, double startC) {
            WetState wet = balanced(
                speed,
                [&](double heatW, double condenserC) {
                    return RunningChillers(waterCooled_, count, heatW).powerW(condenserC);
                },
                startC);
            wet.running = count;
            if (wet.waterChillersW > 0.0 &&
                waterCooled_.leastRunning(wet.waterChillersW, stagingLoad) > count)
                wet.powerW = never;
            return wet;
        };
        std::size_t near = 0; // the count of the speed before
        return cheapestSpeed(allFree().value_or(WetState{}), [&](double speed, double startC) {
            if (waterCooled_.empty())
                return of(speed, 0, startC);
            double fromC = startC;
            std::vector<std::optional<WetState>> solved(waterCooled_.size() + 1);
            const auto at = [&](std::size_t count) -> const WetState& {
                if (!solved[count]) {
                    solved[count] = of(speed, count, fromC);
                    fromC = solved[count]->towerC;
                }
                return *solved[count];
            };
            const auto powerW = [&](std::size_t count) { return at(count).powerW; };
            near = near > 0 && waterCooled_.alike()
                       ? cheapestNear(waterCooled_, near, powerW)
                       : cheapestCount(waterCooled_, leastAllowed(powerW), powerW);
            return at(near);
        });
    }

    // The least count that is not ruled out; all of them never are.
    template <typename Power>
    std::size_t leastAllowed(Power powerW) const
    {
        std::size_t tooFew = 0;
        std::size_t enough = waterCooled_.size();
        while (enough - tooFew > 1) {
            const std::size_t middle = tooFew + (enough - tooFew) / 2;
            (powerW(middle) < never ? enough : tooFew) = middle;
        }
        return enough;
    }

    void runWet(const WetState& wet)
    {
        const double towerC = wet.towerC;
        CheapestChillers airChillers(airCooled_, wet.airChillersW, stagingLoad);
        runGroup(airCooled_, airChillers.count(demand_.outdoorC), wet.airChillersW, demand_.outdoorC);
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
            runTowers(rejectedW + wet.pumpPowerW, wet.speed, towerC, wet.pumpPowerW);
        }
        state_.lacksTowers = towers_.empty() && wet.waterChillersW > 0.0;
        state_.shortOfCapacity |= wet.waterChillersW > 0.0 && towerC > hottestCondenserWaterC;
    }

    void runGroup(const ChillerGroup& group, std::size_t running, double heatW, double atC)
    {
        if (group.empty())
            return;
        double capacityW = 0.0;
        for (std::size_t k = 0; k < group.size(); ++k) {
            PlantUnitState& unit = state_.units[group.unit(k)];
            unit.capacityW = group.machine(k).capacityW(atC);
            state_.capacityW += unit.capacityW;
            capacityW += group.machine(k).reachableCapacityW(atC);
        }
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
    bool towersBehind_ = false; // chillers or plates stand between towers and loop, in service or not
    CoolerFans fans_;           // of dry coolers before others
    double heldC_ = 0.0;        // supply at which the means before the last are run
    double left_ = 0.0;
    double broughtPumpsW_ = 0.0; // of plates alone that cannot take all
    PlantState state_;
};

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
