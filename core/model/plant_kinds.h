// What the kinds of plant units have in common.
#pragma once

#include "core/model/cooling_network.h"

namespace hallwright {

constexpr bool isChiller(PlantKind kind)
{
    return kind == PlantKind::AirCooledChiller || kind == PlantKind::WaterCooledChiller;
}

} // namespace hallwright
