// What equipment asks of a coolant loop.
//
// Heat in W, flows in m³/s, pressure drops in Pa.
#pragma once

#include "core/model/ids.h"

#include <cstdint>

namespace hallwright {

struct LoopHeat {
    CoolantLoopId loop;
    double heatW = 0.0;
};

// A connection of equipment to a loop: what flow it needs to give up its heat.
// Rooms: coolers of electrical rooms and offices, one for each building.
enum class TerminalKind { AirHandler, Cdu, RearDoors, Rooms, Plant };

struct LoopDemand {
    CoolantLoopId loop;
    TerminalKind kind = TerminalKind::AirHandler;
    std::int64_t id = 0; // of the air handler, CDU or plant unit; of the hall for its rear doors
    double heatW = 0.0;
    double flowM3s = 0.0;     // needed
    double fullFlowM3s = 0.0; // at the rating, where it drops fullDropPa
    double fullDropPa = 0.0;
};

} // namespace hallwright
