#include "core/simulation/hall_inputs.h"

#include <algorithm>

namespace hallwright {

bool HallInputs::equalButForEquipmentHeat(const HallInputs& other) const
{
    HallInputs like = other;
    like.equipmentHeatW = equipmentHeatW;
    return *this == like;
}

const LoopWater* HallInputs::find(CoolantLoopId id) const
{
    const auto it =
        std::find_if(loops.begin(), loops.end(), [id](const LoopWater& loop) { return loop.id == id; });
    return it != loops.end() ? &*it : nullptr;
}

} // namespace hallwright
