#include "core/physics/cooling_plant.h"

#include "core/physics/plant_staging.h"

#include <algorithm>

namespace hallwright {

namespace {

// What stands by has its capacity all the same.
void withCapacityOf(const PlantState& all, PlantState& alone)
{
    for (std::size_t i = 0; i < alone.units.size(); ++i)
        alone.units[i].capacityW = std::max(alone.units[i].capacityW, all.units[i].capacityW);
    alone.capacityW = std::max(alone.capacityW, all.capacityW);
}

} // namespace

PlantState plantAt(std::span<const PlantUnit* const> units, const PlantDemand& demand,
                   std::span<const char> available)
{
    const PlantStaging plant({units, available}, demand);
    const std::vector<PlantMeans> present = plant.present();
    PlantState best = plant.solve(present);
    if (present.size() < 2)
        return best;
    const PlantState all = best;
    for (const PlantMeans& means : present) {
        PlantState alone = plant.solve({&means, 1});
        withCapacityOf(all, alone);
        const bool spendsWater = demand.savesWater && means == PlantMeans::DryCoolers && alone.waterKgS > 0.0;
        const bool holds = !alone.shortOfCapacity && (!spendsWater || best.shortOfCapacity);
        if ((holds && (best.shortOfCapacity || alone.powerW() < best.powerW())) ||
            alone.unrejectedW < best.unrejectedW)
            best = std::move(alone);
    }
    return best;
}

} // namespace hallwright
