// What a hall's evaluation depends on besides the hall itself: as long as this stays the same, so does its result.
#pragma once

#include "core/model/ids.h"
#include "core/model/scenario.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hallwright {

class RecirculationMatrix; // core/physics/recirculation.h

// The coolant a loop offers to the hall's equipment.
struct LoopWater {
    CoolantLoopId id;
    double supplyC = 0.0;
    double designRangeK = 0.0;
    double heatPerVolume = 0.0; // ρ cp [J/(m³ K)]

    bool operator==(const LoopWater&) const = default;
};

// Of one of the lists below.
inline bool isOff(const std::vector<std::uint8_t>& off, std::size_t index)
{
    return index < off.size() && off[index] != 0;
}

struct HallInputs {
    double elevationM = 0.0;
    double equipmentHeatW = 0.0;  // losses of the busways, PDUs and panels that stand in it
    std::vector<LoopWater> loops; // those that the hall's equipment names and that exist

    // What does not run, for want of power or because it is out of service; empty where everything does.
    std::vector<std::uint8_t> racksOff;    // as Hall::racks, 1 for off
    std::vector<std::uint8_t> handlersOff; // as Hall::airHandlers
    std::vector<std::uint8_t> cdusOff;     // as Hall::cdus
    std::vector<std::uint8_t> racksIdle;   // as Hall::racks, 1 for not in service; empty where all are

    // Where its inlet air comes from, found by a field or flow of this hall or of one with a few racks elsewhere
    // (core/physics/air_field.h, buoyant_flow.h); null: estimated from geometry.
    std::shared_ptr<const RecirculationMatrix> air;
    InletBasis airBy = InletBasis::Field; // which of the two
    std::string airNote; // what is to be known of that field, or why there is none; a full sentence, or empty

    bool operator==(const HallInputs&) const = default;
    bool equalButForEquipmentHeat(const HallInputs& other) const;
    const LoopWater* find(CoolantLoopId id) const; // nullptr if the hall's equipment does not use it
};

} // namespace hallwright
