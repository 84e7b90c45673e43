#include "core/simulation/hall_rear_doors.h"

#include "core/physics/rear_door.h"

namespace hallwright {

HallRearDoors::HallRearDoors(const HallResult& hall, std::span<const RackType* const> types,
                             double airHeatPerVolume)
    : door_(types.size(), nullptr)
{
    for (std::size_t i = 0; i < types.size(); ++i) {
        const Rack& rack = hall.hall->racks[i];
        const LoopWater* water = rack.rearDoorLoop.valid() ? hall.inputs.find(rack.rearDoorLoop) : nullptr;
        if (water && types[i] && types[i]->rearDoorEffectiveness > 0.0)
            door_[i] = &doorFor(*types[i], *water, airHeatPerVolume);
    }
}

const RearDoor& HallRearDoors::doorFor(const RackType& type, const LoopWater& water, double airHeatPerVolume)
{
    for (const std::unique_ptr<RearDoor>& door : doors_) {
        if (door->type == &type && door->water == &water)
            return *door;
    }
    doors_.push_back(std::make_unique<RearDoor>(
        RearDoor{&type, &water, rearDoorOf(type, airHeatPerVolume, water.heatPerVolume)}));
    return *doors_.back();
}

} // namespace hallwright
