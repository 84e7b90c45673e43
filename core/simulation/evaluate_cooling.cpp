#include "core/simulation/evaluate_cooling.h"

#include "core/physics/coolant_loop.h"
#include "core/physics/cooling_plant.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

void warnOfLoop(const CoolantLoop& loop, double heatW, const LoopFlow& flow, const PlantState& plant,
                Snapshot& snapshot)
{
    const auto warn = [&](std::string sentence) {
        snapshot.warnings.push_back(loop.name + ": " + std::move(sentence));
    };
    const double outdoorC = snapshot.conditions.outdoorC;
    if (plant.unrejectedW > 0.0)
        warn(fmt::format("no plant rejects its {:.0f} kW of heat.", plant.unrejectedW / 1e3));
    else if (plant.shortOfCapacity)
        warn(fmt::format(
            "{:.0f} kW of heat exceed the {:.0f} kW its plant takes at {:.1f} °C outdoors; its supply "
            "would warm from {:.1f} to {:.1f} °C, which the halls' temperatures do not show.",
            heatW / 1e3, plant.capacityW / 1e3, outdoorC, loop.supplyC, plant.supplyC));
    if (plant.lacksTowers)
        warn(fmt::format(
            "its water-cooled chillers have no cooling tower; condenser water {:.0f} K above the wet "
            "bulb is assumed, and no tower fans.",
            assumedTowerApproachK));
    if (flow.beyondDesign)
        warn(fmt::format(
            "its heat is above the design heat of {:.0f} kW; the return rises instead of the flow.",
            loop.designHeatW / 1e3));
}

void warnOutsideFit(const std::vector<std::string>& loops, Snapshot& snapshot)
{
    if (loops.empty())
        return;
    const std::string which = loops.size() == 1
                                  ? loops.front()
                                  : fmt::format("{} loops, the first being {}", loops.size(), loops.front());
    snapshot.warnings.push_back(fmt::format(
        "Chillers of {} run outside the water and outdoor temperatures their curves were fitted on; the "
        "edge of the fit is used, scaled with the Carnot lift.",
        which));
}

} // namespace

void evaluateCooling(const CampusNetworks& networks, const std::vector<double>& heatW, Snapshot& snapshot)
{
    const CoolingNetwork& cooling = *snapshot.site->cooling;
    snapshot.loops.reserve(cooling.loops.size());
    for (const PlantUnit& unit : cooling.plant) {
        PlantUnitResult result;
        result.id = unit.id;
        result.capacityW = unit.capacityW;
        snapshot.plant.push_back(result);
    }
    std::vector<std::string> outsideFit;
    for (std::size_t k = 0; k < cooling.loops.size(); ++k) {
        const CoolantLoop& loop = cooling.loops[k];
        const LoopFlow flow = loopFlowAt(loop, heatW[k]);
        const double totalW = heatW[k] + flow.pumpPowerW;
        const PlantState plant =
            plantAt(networks.plantOf(k), {totalW, loop.supplyC, flow.rangeK, flow.designRangeK,
                                          snapshot.conditions.outdoorC, snapshot.conditions.wetBulbC});
        LoopResult found;
        found.id = loop.id;
        found.heatW = totalW;
        found.flowM3s = flow.flowM3s;
        found.supplyC = plant.supplyC;
        found.returnC = plant.supplyC + flow.rangeK;
        found.pumpPowerW = flow.pumpPowerW;
        found.unrejectedW = plant.unrejectedW;
        snapshot.loops.push_back(std::move(found));
        const auto& indices = networks.plantIndicesOf(k);
        for (std::size_t u = 0; u < indices.size(); ++u) {
            const PlantUnitState& unit = plant.units[u];
            PlantUnitResult& result = snapshot.plant[indices[u]];
            result.running = unit.heatW > 0.0;
            result.heatW = unit.heatW;
            result.powerW = unit.powerW;
            result.capacityW = unit.capacityW;
            result.cop = unit.powerW > 0.0 ? unit.heatW / unit.powerW : 0.0;
        }
        warnOfLoop(loop, totalW, flow, plant, snapshot);
        if (plant.outsideFit)
            outsideFit.push_back(loop.name);
    }
    warnOutsideFit(outsideFit, snapshot);
}

} // namespace hallwright
