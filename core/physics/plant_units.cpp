#include "core/physics/plant_units.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

double PlantDemand::loopWK() const
{
    if (flowM3s > 0.0 && heatPerVolume > 0.0)
        return flowM3s * heatPerVolume;
    return rangeK > 0.0 ? heatW / rangeK : 0.0;
}

double PlantState::powerW() const
{
    double sum = 0.0;
    for (const PlantUnitState& unit : units)
        sum += unit.powerW;
    return sum;
}

void PlantState::warmTo(double temperatureC)
{
    supplyC = std::max(supplyC, temperatureC);
}

std::vector<std::size_t> PlantUnits::ofKind(PlantKind kind) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const PlantUnit& unit = *all[i];
        const bool inService = i >= available.size() || available[i] != 0;
        if (unit.kind == kind && inService && unit.capacityW > 0.0 && std::isfinite(unit.capacityW))
            found.push_back(i);
    }
    return found;
}

double PlantUnits::statedCapacityW(std::span<const std::size_t> of) const
{
    double sum = 0.0;
    for (const std::size_t i : of)
        sum += all[i]->capacityW;
    return sum;
}

} // namespace hallwright
