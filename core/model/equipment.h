// One piece of equipment of a site, whatever its kind.
#pragma once

#include "core/model/ids.h"

#include <cstdint>

namespace hallwright {

enum class EquipmentKind { None, PowerNode, CoolantLoop, PlantUnit, AirHandler, Cdu };

struct EquipmentRef {
    EquipmentKind kind = EquipmentKind::None;
    std::int64_t id = 0;

    bool valid() const { return kind != EquipmentKind::None; }
    bool operator==(const EquipmentRef&) const = default;
};

} // namespace hallwright
