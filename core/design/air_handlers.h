// Air handlers along a wall.
#pragma once

#include "core/model/site_edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright::design {

// In the names of units: "CRAH", "FW".
std::string_view abbreviationOf(AirHandlerKind kind);

struct HandlerRule {
    AirHandlerTypeId type;
    WallSide wall = WallSide::West;
    int count = 0;
    CoolantLoopId loop{}; // the water of their coils
};

struct HandlersReport {
    std::vector<AirHandlerId> added;
    std::vector<std::string> reasons;
};

// One in the middle of each of `count` equal parts of the wall, back to it; numbered on from those the hall has. Throws
// RuleError if the wall is too short for them or the hall too shallow.
HandlersReport placeAirHandlers(SiteEdit& edit, HallId hall, const HandlerRule& rule);

struct UnitsAtWall {
    WallSide wall = WallSide::West;
    int count = 0;
};

// How many of `count` units find room along each of the walls, the first ones first: spread evenly along it, clear of all
// that stands in the hall and of its doors, with 0.9 m of floor before them. Fewer than `count` where the walls are full.
std::vector<UnitsAtWall> placesFor(const Site& site, HallId hall, AirHandlerTypeId type, int count,
                                   const std::vector<WallSide>& walls);

} // namespace hallwright::design
