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
    std::vector<Pose> poses; // not empty
    bool even = true;        // one in the middle of each of equal parts of the wall
};

struct WallPlaces {
    std::vector<UnitsAtWall> walls;
    std::vector<std::string>
        inTheWay; // of units that would have stood elsewhere: "a column at x 0.4 m, y 6.0 m"

    int count() const;
};

// Where up to `count` units find room along the walls, the first walls first: spread evenly, or where something is in the
// way of that, side by side on what is clear; clear of all that stands in the hall and of its doors, with 0.9 m of floor
// before them. Fewer than `count` where the walls are full.
WallPlaces placesFor(const Site& site, HallId hall, AirHandlerTypeId type, int count,
                     const std::vector<WallSide>& walls);

// Stands units of a type where `placesFor` has found room; numbered on from those the hall has.
HandlersReport standAirHandlers(SiteEdit& edit, HallId hall, AirHandlerTypeId type, CoolantLoopId loop,
                                const UnitsAtWall& at);

} // namespace hallwright::design
