#include "core/simulation/energy_balance.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

// Of less than a server gives off, as in a dark hall, to that much.
double relative(double inW, double outW)
{
    constexpr double leastW = 100.0;
    return (inW - outW) / std::max({std::abs(inW), std::abs(outW), leastW});
}

} // namespace

double worseResidual(double a, double b)
{
    if (!std::isfinite(a) || !std::isfinite(b))
        return std::numeric_limits<double>::infinity();
    return std::max(std::abs(a), std::abs(b));
}

double hallResidual(const HallResult& hall)
{
    double inW = hall.airHandlerPowerW + hall.cduPumpPowerW + hall.inputs.equipmentHeatW;
    for (const RackResult& rack : hall.racks)
        inW += rack.powerW;
    double outW = hall.unrejectedW;
    for (const LoopHeat& heat : hall.rejected)
        outW += heat.heatW;
    return worseResidual(relative(inW, outW), 0.0);
}

double loopResidual(const CampusLoops::Loop& loop, const LoopRun& run)
{
    double takenW = 0.0;        // from the loop
    double behindTowersW = 0.0; // condensers' heat, what an economiser hands to the towers, and their pumps'
    double towersW = 0.0;
    bool haveTowers = false;
    bool behind = false;
    for (std::size_t i = 0; i < loop.units.size(); ++i) {
        const PlantUnit& unit = *loop.units[i];
        const PlantUnitResult& result = run.plant[i];
        if (unit.kind == PlantKind::CoolingTower) {
            towersW += result.heatW;
            behindTowersW += result.pumpPowerW; // ends up in the water
            haveTowers |= unit.capacityW > 0.0 && run.inputs.inService[i] != 0;
            continue;
        }
        takenW += result.heatW;
        if (unit.kind == PlantKind::WaterCooledChiller || unit.kind == PlantKind::WatersideEconomiser) {
            behind = true;
            behindTowersW +=
                result.heatW + (unit.kind == PlantKind::WaterCooledChiller ? result.powerW : 0.0);
        }
    }
    const LoopResult& r = run.result;
    if (!behind)
        return worseResidual(relative(r.heatW, takenW + towersW + r.reusedHeatW + r.unrejectedW), 0.0);
    // Without towers the condensers' heat goes nowhere in particular, and a note says so.
    return worseResidual(relative(r.heatW, takenW + r.reusedHeatW + r.unrejectedW),
                         haveTowers ? relative(behindTowersW, towersW) : 0.0);
}

} // namespace hallwright
