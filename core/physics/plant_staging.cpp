#include "core/physics/plant_staging.h"
#include "core/model/plant_kinds.h"

#include <algorithm>

namespace hallwright {

PlantStaging::PlantStaging(const PlantUnits& units, const PlantDemand& demand)
    : units_(units), demand_(demand), dryCoolers_(units, demand), water_(units, demand)
{
}

std::vector<PlantMeans> PlantStaging::present() const
{
    std::vector<PlantMeans> means;
    if (!dryCoolers_.empty())
        means.push_back(PlantMeans::DryCoolers);
    if (water_.hasTowersAlone())
        means.push_back(PlantMeans::Towers);
    if (water_.hasChillersOrPlates())
        means.push_back(PlantMeans::Chillers);
    return means;
}

// Dry coolers before others run as is cheapest, and at full speed where even that leaves the others too much.
PlantState PlantStaging::solve(Turn turn) const
{
    const bool ahead = turn.size() > 1 && turn.front() == PlantMeans::DryCoolers;
    const CoolerFans fans = ahead ? CoolerFans{1.0, 1.0} : CoolerFans{};
    PlantState state = solveWith(turn, fans, 0.0);
    if (turn.size() > 1 && turn.back() == PlantMeans::Chillers && riseK(state) > 0.0)
        return warmed(turn, fans, std::move(state));
    if (!ahead || state.shortOfCapacity)
        return state;
    return demand_.savesWater ? withFewestPads(turn) : cheapestFans(turn, std::move(state));
}

// Where the last are chillers and they cannot carry it, the supply warms, which lets the means before them take
// more: found by halving.
PlantState PlantStaging::warmed(Turn turn, const CoolerFans& fans, PlantState state) const
{
    constexpr double foundK = 1e-9;
    double lowK = 0.0;
    double highK = highestSupplyRiseK;
    while (highK - lowK > foundK) {
        const double middleK = 0.5 * (lowK + highK);
        (riseK(solveWith(turn, fans, middleK)) > middleK ? lowK : highK) = middleK;
    }
    const double atSetPointW = state.capacityW;
    state = solveWith(turn, fans, highK);
    state.capacityW = atSetPointW;
    state.supplyC = std::max(state.supplyC, demand_.setPointC + highK);
    state.shortOfCapacity = true;
    return state;
}

// Dry, or at full speed with as much water as lets the others carry the rest.
PlantState PlantStaging::withFewestPads(Turn turn) const
{
    const auto with = [&](double padsUsed) { return solveWith(turn, {1.0, padsUsed}, 0.0); };
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
PlantState PlantStaging::cheapestFans(Turn turn, PlantState full) const
{
    double bestW = full.powerW();
    const double leastOthersW = bestW - dryCoolers_.fansW(full);
    PlantState best = std::move(full);
    const auto consider = [&](const CoolerFans& fans) {
        PlantState state = solveWith(turn, fans, 0.0);
        const double powerW = state.powerW();
        if (state.shortOfCapacity || powerW > bestW)
            return;
        bestW = powerW;
        best = std::move(state);
    };
    const Pads pads = demand_.savesWater ? Pads::Dry : Pads::Wet;
    if (dryCoolers_.setPointCapacityW(pads) >= demand_.heatW)
        consider({});
    for (std::size_t step = slowestFanStep; step <= fanSteps; ++step) {
        const double speed = static_cast<double>(step) / fanSteps;
        if (dryCoolers_.fullFansW() * speed * speed * speed + leastOthersW >= bestW)
            break;
        consider({speed, 0.0});
    }
    return best;
}

// With the means before the last held at a supply `riseK` above the set point.
PlantState PlantStaging::solveWith(Turn turn, const CoolerFans& fans, double riseK) const
{
    PlantState state;
    state.units.resize(units_.all.size());
    state.supplyC = demand_.setPointC;
    state.towersAreOut = water_.chillersLackTowers();
    const double heldC = demand_.setPointC + riseK;
    double leftW = demand_.heatW > 0.0 ? demand_.heatW : 0.0;
    for (const PlantMeans means : turn) {
        const bool last = means == turn.back();
        if (means == PlantMeans::DryCoolers)
            leftW = fans.speed ? dryCoolers_.runAhead(leftW, heldC, fans, state)
                               : dryCoolers_.run(leftW, heldC, last, state);
        else if (means == PlantMeans::Towers)
            leftW = water_.runTowersAlone(leftW, heldC, last, state);
        else
            leftW = water_.runChillersAndPlates(leftW, state);
    }
    state.unrejectedW = leftW;
    state.shortOfCapacity |= leftW > 0.0;
    finish(state);
    return state;
}

// Sums, and the temperature of what chillers and plates deliver.
void PlantStaging::finish(PlantState& state) const
{
    for (std::size_t i = 0; i < units_.all.size(); ++i) {
        PlantUnitState& unit = state.units[i];
        state.waterKgS += unit.waterKgS;
        const PlantKind kind = units_.all[i]->kind;
        const bool deliversSupply = isChiller(kind) || kind == PlantKind::WatersideEconomiser;
        if (deliversSupply && unit.heatW > 0.0)
            unit.leavingC = state.supplyC;
    }
}

} // namespace hallwright
