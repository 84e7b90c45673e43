#include "core/simulation/energy_balance.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

double relative(double inW, double outW)
{
    const double larger = std::max(std::abs(inW), std::abs(outW));
    return larger == 0.0 ? 0.0 : (inW - outW) / larger;
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
    double inW = hall.airHandlerPowerW + hall.cduPumpPowerW;
    for (const RackResult& rack : hall.racks)
        inW += rack.powerW;
    double outW = hall.unrejectedW;
    for (const LoopHeat& heat : hall.rejected)
        outW += heat.heatW;
    return worseResidual(relative(inW, outW), 0.0);
}

double loopResidual(const CampusNetworks& networks, const Snapshot& snapshot, std::size_t k)
{
    double takenW = 0.0;
    double condensersW = 0.0;
    double towersW = 0.0;
    bool waterCooled = false;
    const std::vector<const PlantUnit*>& units = networks.plantOf(k);
    for (std::size_t u = 0; u < units.size(); ++u) {
        const PlantUnitResult& result = snapshot.plant[networks.plantIndicesOf(k)[u]];
        if (units[u]->kind == PlantKind::CoolingTower) {
            towersW += result.heatW;
            continue;
        }
        takenW += result.heatW;
        if (units[u]->kind != PlantKind::WaterCooledChiller || units[u]->capacityW <= 0.0)
            continue;
        waterCooled = true;
        condensersW += result.heatW + result.powerW;
    }
    const LoopResult& loop = snapshot.loops[k];
    if (!waterCooled)
        return worseResidual(relative(loop.heatW, takenW + towersW + loop.unrejectedW), 0.0);
    // Without towers the condensers' heat goes nowhere in particular, and a warning says so.
    const bool haveTowers = std::any_of(units.begin(), units.end(), [](const PlantUnit* unit) {
        return unit->kind == PlantKind::CoolingTower && unit->capacityW > 0.0;
    });
    return worseResidual(relative(loop.heatW, takenW + loop.unrejectedW),
                         haveTowers ? relative(condensersW, towersW) : 0.0);
}

} // namespace hallwright
