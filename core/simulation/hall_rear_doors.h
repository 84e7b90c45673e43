// The rear-door heat exchangers of a hall's racks and the water they are fed with.
#pragma once

#include "core/physics/controlled_exchanger.h"
#include "core/simulation/hall_result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace hallwright {

struct RearDoor {
    const RackType* type = nullptr;
    const LoopWater* water = nullptr;
    RatedExchanger exchanger;
};

class HallRearDoors
{
public:
    // `types`: of each rack. Keeps pointers into `hall.inputs`.
    HallRearDoors(const HallResult& hall, std::span<const RackType* const> types, double airHeatPerVolume);

    bool none() const { return doors_.empty(); }
    const RearDoor* of(std::size_t rack) const { return door_[rack]; } // nullptr without one

private:
    const RearDoor& doorFor(const RackType& type, const LoopWater& water, double airHeatPerVolume);

    std::vector<const RearDoor*> door_;            // per rack
    std::vector<std::unique_ptr<RearDoor>> doors_; // one for each type and loop
};

} // namespace hallwright
