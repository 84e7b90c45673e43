#include "core/physics/cooling_plant.h"

#include "core/physics/plant_staging.h"

namespace hallwright {

PlantState plantAt(std::span<const PlantUnit* const> units, const PlantDemand& demand,
                   std::span<const char> available)
{
    const PlantStaging plant({units, available}, demand);
    const std::vector<PlantMeans> present = plant.present();
    PlantState best = plant.solve(present);
    if (present.size() < 2)
        return best;
    for (const PlantMeans& means : present) {
        PlantState alone = plant.solve({&means, 1});
        if (!alone.shortOfCapacity && (best.shortOfCapacity || alone.powerW() < best.powerW()))
            best = std::move(alone);
    }
    return best;
}

} // namespace hallwright
