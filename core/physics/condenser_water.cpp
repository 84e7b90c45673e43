#include "core/physics/condenser_water.h"

#include "core/physics/altitude.h"
#include "core/physics/psychrometrics.h"
#include "core/physics/water_use.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double waterHeatCapacity = 4186.0; // J/(kg K)

// All cells as one: their heat for each K of approach adds up.
TowerRating towerRating(const PlantUnits& units, std::span<const std::size_t> towers)
{
    TowerRating joint;
    double perK = 0.0;
    double wetBulb = 0.0;
    for (const std::size_t i : towers) {
        const PlantUnit& unit = *units.all[i];
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

PlateEconomiser joinedPlates(const PlantUnits& units, std::span<const std::size_t> economisers, double rangeK)
{
    PlateEconomiser joint;
    double perK = 0.0;
    for (const std::size_t i : economisers) {
        joint.capacityW += units.all[i]->capacityW;
        perK += units.all[i]->capacityW / std::max(units.all[i]->ratedApproachK, leastApproachK);
    }
    if (joint.capacityW > 0.0) {
        joint.approachK = joint.capacityW / perK;
        joint.rangeK = rangeK;
    }
    return joint;
}

// In service or not.
double designTowersW(const PlantUnits& units)
{
    const std::vector<std::size_t> towers = PlantUnits{units.all, {}}.ofKind(PlantKind::CoolingTower);
    return units.statedCapacityW(towers);
}

double condenserC(double towerC)
{
    return std::clamp(towerC, coldestCondenserWaterC, hottestCondenserWaterC);
}

} // namespace

CondenserWater::CondenserWater(const PlantUnits& units, const PlantDemand& demand)
    : units_(units), demand_(demand), towers_(units.ofKind(PlantKind::CoolingTower)),
      economisers_(units.ofKind(PlantKind::WatersideEconomiser)),
      airCooled_(units.all, units.available, PlantKind::AirCooledChiller, demand.setPointC),
      waterCooled_(units.all, units.available, PlantKind::WaterCooledChiller, demand.setPointC),
      tower_(towerRating(units, towers_), demand.wetBulbC, demand.pressurePa),
      condenserAirC_(condenserAirC(demand.outdoorC, airDensityRatio(demand.pressurePa))),
      designTowersW_(designTowersW(units))
{
    towersBehind_ = std::any_of(units.all.begin(), units.all.end(), [](const PlantUnit* unit) {
        return unit->kind == PlantKind::WaterCooledChiller || unit->kind == PlantKind::WatersideEconomiser;
    });
    if (tower_.waterWK() <= 0.0)
        towers_.clear();
    if (towers_.empty()) {
        economisers_.clear(); // plates need tower water
        if (designTowersW_ > 0.0)
            stopWaterCooled();
    }
    plates_ =
        joinedPlates(units, economisers_, demand.designRangeK > 0.0 ? demand.designRangeK : demand.rangeK);
}

// Nothing takes the heat of their condensers, so they trip.
void CondenserWater::stopWaterCooled()
{
    chillersLackTowers_ = !waterCooled_.empty();
    waterCooled_ = ChillerGroup({}, {}, PlantKind::WaterCooledChiller, demand_.setPointC);
}

bool CondenserWater::hasTowersAlone() const
{
    return !towers_.empty() && !towersBehind_;
}

bool CondenserWater::hasChillersOrPlates() const
{
    return !airCooled_.empty() || !waterCooled_.empty() || !economisers_.empty();
}

double CondenserWater::runChillersAndPlates(double heatW, PlantState& state) const
{
    const bool onlyPlates = airCooled_.empty() && waterCooled_.empty();
    if (heatW > 0.0 && onlyPlates)
        return runPlatesAlone(heatW, state);
    return run(heatW > 0.0 ? cheapest(heatW) : atRest(), heatW, state);
}

// Towers that cool the loop themselves.
double CondenserWater::runTowersAlone(double leftW, double heldC, bool last, PlantState& state) const
{
    const double atSetPointW = tower_.heatW(heldC, 1.0);
    const double hottestC = demand_.setPointC + highestFreeRiseK;
    const bool tooMuch = last && leftW > atSetPointW; // more at a warmer supply, up to the hottest
    const double heatW = std::min(leftW, tooMuch ? tower_.heatW(hottestC, 1.0) : atSetPointW);
    const double speed = tooMuch ? 1.0 : tower_.speedFor(heatW, heldC);
    const double leavingC = !tooMuch ? heldC : heatW < leftW ? hottestC : tower_.leavingC(heatW, 1.0);
    runTowers(heatW, speed, leavingC, 0.0, state);
    const double statedW = units_.statedCapacityW(towers_);
    for (const std::size_t i : towers_)
        state.units[i].capacityW = atSetPointW * (units_.all[i]->capacityW / statedW);
    state.capacityW += atSetPointW;
    state.economiserW += heatW;
    if (last)
        state.warmTo(leavingC);
    state.shortOfCapacity |= tooMuch;
    return std::max(leftW - heatW, 0.0);
}

void CondenserWater::runTowers(double rejectedW, double speed, double leavingC, double pumpPowerW,
                               PlantState& state) const
{
    const double statedW = units_.statedCapacityW(towers_);
    const double humidity = humidityRatioFromWetBulb(demand_.outdoorC, demand_.wetBulbC, demand_.pressurePa);
    const double evaporationKgS = tower_.evaporationKgS(rejectedW, speed, humidity);
    for (const std::size_t i : towers_) {
        PlantUnitState& unit = state.units[i];
        const double share = units_.all[i]->capacityW / statedW;
        unit.capacityW = units_.all[i]->capacityW;
        if (!(rejectedW > 0.0))
            continue;
        unit.heatW = rejectedW * share;
        unit.pumpPowerW = pumpPowerW * share;
        unit.powerW =
            fanPowerW(std::max(units_.all[i]->ratedPowerW, 0.0), speed, airDensityRatio(demand_.pressurePa)) +
            unit.pumpPowerW;
        unit.leavingC = leavingC;
        unit.approachK = leavingC - demand_.wetBulbC;
        unit.waterKgS = towerWater(evaporationKgS * share, tower_.waterWK() / waterHeatCapacity * share,
                                   demand_.cyclesOfConcentration)
                            .sumKgS();
    }
}

// Of the water that takes this heat from condensers and plates to the towers, at most what all towers are rated for:
// the pumps go on with a cell out of service.
double CondenserWater::pumpsW(double heatW) const
{
    return condenserPumpShare * std::min(heatW, designTowersW_); // Pp = p min(Qt, Q0) / (ρc R)
}

double CondenserWater::withPumpsW(double heatW) const
{
    return heatW + pumpsW(heatW);
}

// What still comes back to the plates after the means before them.
double CondenserWater::returnC(double heatW) const
{
    const double loop = demand_.loopWK();
    return demand_.setPointC + (loop > 0.0 ? heatW / loop : 0.0);
}

double CondenserWater::platesTakeW(double heatW, double towerC) const
{
    if (economisers_.empty())
        return 0.0;
    return plateHeatW(plates_, demand_.loopWK(), returnC(heatW), tower_.waterWK(),
                      std::max(towerC, coldestTowerWaterC));
}

// Tower water with which the plates take all the heat.
double CondenserWater::towerWaterForAllC(double heatW) const
{
    const double towerC = std::max(returnC(heatW) - 1.0, coldestTowerWaterC);
    const double takeW = platesTakeW(heatW, towerC); // in proportion to the difference
    return takeW > 0.0 ? returnC(heatW) - heatW * (returnC(heatW) - towerC) / takeW : -never;
}

// The plates carry everything, at the fan speed that just suffices.
std::optional<WetState> CondenserWater::allFree(double heatW) const
{
    if (economisers_.empty())
        return std::nullopt;
    const double neededC = towerWaterForAllC(heatW);
    WetState wet;
    wet.rejectedW = withPumpsW(heatW);
    if (!(neededC >= coldestTowerWaterC) || tower_.leavingC(wet.rejectedW, 1.0) > neededC)
        return std::nullopt;
    wet.speed = tower_.speedFor(wet.rejectedW, neededC);
    wet.pumpPowerW = pumpsW(heatW);
    wet.powerW = tower_.fanPowerW(wet.speed) + wet.pumpPowerW;
    wet.towerC = neededC;
    wet.economiserW = heatW;
    return wet;
}

double CondenserWater::runPlatesAlone(double broughtW, PlantState& state) const
{
    if (const std::optional<WetState> free = allFree(broughtW)) {
        run(*free, broughtW, state);
        return 0.0;
    }
    // Fans and pumps as for all the heat, and a loop so warm that the plates take it, or what they take at the
    // warmest.
    const double broughtPumpsW = pumpsW(broughtW);
    const bool tooMuch = platesRiseK(broughtW, broughtPumpsW) > highestFreeRiseK;
    const double heatW = tooMuch ? mostOfPlatesW(broughtW, broughtPumpsW) : broughtW;
    WetState wet;
    wet.speed = 1.0;
    wet.economiserW = heatW;
    wet.pumpPowerW = broughtPumpsW;
    wet.rejectedW = heatW + broughtPumpsW;
    wet.towerC = std::max(tower_.leavingC(wet.rejectedW, 1.0), coldestTowerWaterC);
    run(wet, heatW, state);
    state.warmTo(demand_.setPointC +
                 (heatW < broughtW ? highestFreeRiseK : platesRiseK(heatW, broughtPumpsW)));
    state.shortOfCapacity = true;
    return broughtW - heatW;
}

// By which the loop must be warmer for the plates to take what is left.
double CondenserWater::platesRiseK(double heatW, double pumpPowerW) const
{
    const double towerC = std::max(tower_.leavingC(heatW + pumpPowerW, 1.0), coldestTowerWaterC);
    return std::max(towerC - towerWaterForAllC(heatW), 0.0);
}

double CondenserWater::mostOfPlatesW(double broughtW, double pumpPowerW) const
{
    double lowW = 0.0;
    double highW = broughtW;
    constexpr int halvings = 50;
    for (int step = 0; step < halvings; ++step) {
        const double heatW = 0.5 * (lowW + highW);
        (platesRiseK(heatW, pumpPowerW) > highestFreeRiseK ? highW : lowW) = heatW;
    }
    return lowW;
}

double CondenserWater::waterShare() const
{
    const double statedW = airCooled_.statedCapacityW() + waterCooled_.statedCapacityW();
    return statedW > 0.0 ? waterCooled_.statedCapacityW() / statedW : 0.0;
}

double CondenserWater::airPowerW(double heatW) const
{
    return CheapestChillers(airCooled_, heatW, stagingLoad).powerW(condenserAirC_);
}

// The heat split at a temperature of the tower water; `chillersW(heatW, condenserC)` is the water-cooled chillers'
// power. Air-cooled chillers are not in its power yet.
template <typename Power>
WetState CondenserWater::splitAt(double heatW, double towerC, Power chillersW) const
{
    WetState wet;
    wet.towerC = towerC;
    wet.economiserW = std::min(platesTakeW(heatW, towerC), heatW);
    const double restW = heatW - wet.economiserW;
    wet.waterChillersW = restW * waterShare();
    wet.airChillersW = restW - wet.waterChillersW;
    wet.powerW = wet.waterChillersW > 0.0 ? chillersW(wet.waterChillersW, condenserC(towerC)) : 0.0;
    const double toTowersW = wet.economiserW + wet.waterChillersW + wet.powerW;
    wet.pumpPowerW = pumpsW(toTowersW);
    wet.rejectedW = toTowersW + wet.pumpPowerW;
    wet.powerW += wet.pumpPowerW;
    return wet;
}

// Where the water that the towers give and the heat that it brings them agree. By secants, which the weak
// dependence of the one on the other makes quick, inside a bracket that halves where they fail.
template <typename Power>
WetState CondenserWater::balanced(double heatW, double speed, Power chillersW, double startC) const
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
        wet = splitAt(heatW, atC, chillersW);
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

WetState CondenserWater::atRest() const
{
    WetState wet;
    wet.powerW = 0.0;
    wet.towerC = demand_.wetBulbC + assumedTowerApproachK;
    return wet;
}

WetState CondenserWater::cheapest(double heatW) const
{
    // Without towers the condenser water is assumed, and nothing is known of fans. Plates need towers.
    if (towers_.empty() || (waterCooled_.empty() && economisers_.empty())) {
        CheapestChillers chillers(waterCooled_, heatW * waterShare(), stagingLoad);
        WetState wet =
            splitAt(heatW, atRest().towerC, [&](double, double atC) { return chillers.powerW(atC); });
        wet.running = chillers.count(condenserC(wet.towerC));
        return wet;
    }
    return platesTakeW(heatW, demand_.wetBulbC) > 0.0 ? cheapestWithPlates(heatW) : cheapestOfChillers(heatW);
}

// The cheapest of the fan speeds. `at(speed, startC)` solves one, starting from a guess of the water.
template <typename At>
WetState CondenserWater::cheapestSpeed(WetState best, At at) const
{
    const double leastChillersW = at(1.0, demand_.wetBulbC).powerW - tower_.fanPowerW(1.0); // coldest water
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
WetState CondenserWater::cheapestOfChillers(double heatW) const
{
    CheapestChillers chillers(waterCooled_, heatW * waterShare(), stagingLoad);
    const auto powerW = [&](double, double atC) { return chillers.powerW(atC); };
    WetState best = cheapestSpeed(
        {}, [&](double speed, double startC) { return balanced(heatW, speed, powerW, startC); });
    best.running = chillers.count(condenserC(best.towerC));
    return best;
}

// What the plates leave depends on the tower water, and so does how many chillers must run. Each number of them is
// solved by itself; those too few for the heat then left to them are ruled out.
WetState CondenserWater::cheapestWithPlates(double heatW) const
{
    const auto of = [&](double speed, std::size_t count, double startC) {
        WetState wet = balanced(
            heatW, speed,
            [&](double chilledW, double atC) {
                return RunningChillers(waterCooled_, count, chilledW).powerW(atC);
            },
            startC);
        wet.running = count;
        if (wet.waterChillersW > 0.0 && waterCooled_.leastRunning(wet.waterChillersW, stagingLoad) > count)
            wet.powerW = never;
        return wet;
    };
    std::size_t near = 0; // the count of the speed before
    return cheapestSpeed(allFree(heatW).value_or(WetState{}), [&](double speed, double startC) {
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
        near = near > 0 && waterCooled_.alike() ? cheapestNear(waterCooled_, near, powerW)
                                                : cheapestCount(waterCooled_, leastAllowed(powerW), powerW);
        return at(near);
    });
}

// The least count that is not ruled out; all of them never are.
template <typename Power>
std::size_t CondenserWater::leastAllowed(Power powerW) const
{
    std::size_t tooFew = 0;
    std::size_t enough = waterCooled_.size();
    while (enough - tooFew > 1) {
        const std::size_t middle = tooFew + (enough - tooFew) / 2;
        (powerW(middle) < never ? enough : tooFew) = middle;
    }
    return enough;
}

double CondenserWater::run(const WetState& wet, double heatW, PlantState& state) const
{
    const double towerC = wet.towerC;
    CheapestChillers airChillers(airCooled_, wet.airChillersW, stagingLoad);
    const double airW =
        runGroup(airCooled_, airChillers.count(condenserAirC_), wet.airChillersW, condenserAirC_, state);
    const double waterW = runGroup(waterCooled_, wet.running, wet.waterChillersW, condenserC(towerC), state);
    double platesW = 0.0;
    const double statedW = units_.statedCapacityW(economisers_);
    const double takeW = platesTakeW(heatW, wet.rejectedW > 0.0 ? towerC : demand_.wetBulbC);
    for (const std::size_t i : economisers_) {
        const double share = units_.all[i]->capacityW / statedW;
        state.units[i].heatW = wet.economiserW * share;
        state.units[i].capacityW = takeW * share;
        platesW += state.units[i].heatW;
    }
    state.capacityW += takeW;
    state.economiserW += platesW;
    if (!towers_.empty() && (!waterCooled_.empty() || !economisers_.empty())) {
        double rejectedW = wet.economiserW + waterW;
        for (std::size_t k = 0; k < waterCooled_.size(); ++k)
            rejectedW += state.units[waterCooled_.unit(k)].powerW;
        runTowers(rejectedW + wet.pumpPowerW, wet.speed, towerC, wet.pumpPowerW, state);
    }
    state.lacksTowers = towers_.empty() && wet.waterChillersW > 0.0;
    state.shortOfCapacity |= wet.waterChillersW > 0.0 && towerC > hottestCondenserWaterC;
    return (wet.airChillersW - airW) + (wet.waterChillersW - waterW);
}

double CondenserWater::runGroup(const ChillerGroup& group, std::size_t running, double heatW, double atC,
                                PlantState& state) const
{
    if (group.empty())
        return 0.0;
    double capacityW = 0.0;
    for (std::size_t k = 0; k < group.size(); ++k) {
        PlantUnitState& unit = state.units[group.unit(k)];
        unit.capacityW = group.machine(k).reachableCapacityW(atC);
        capacityW += unit.capacityW;
    }
    state.capacityW += capacityW;
    if (!(heatW > 0.0) || running == 0)
        return 0.0;
    const double takenW = std::min(heatW, capacityW * (1.0 + capacityPerWaterK * highestSupplyRiseK));
    const RunningChillers machines(group, running, takenW);
    for (std::size_t k = 0; k < running; ++k) {
        PlantUnitState& unit = state.units[group.unit(k)];
        unit.heatW = machines.heatOfW(k);
        unit.powerW = machines.powerOfW(k, atC);
        unit.beyondFit = group.machine(k).beyondFit(atC);
    }
    if (heatW > capacityW) {
        state.shortOfCapacity = true;
        const double riseK = capacityW > 0.0 ? (heatW / capacityW - 1.0) / capacityPerWaterK : never;
        state.warmTo(demand_.setPointC + std::min(riseK, highestSupplyRiseK));
    }
    return takenW;
}

} // namespace hallwright
