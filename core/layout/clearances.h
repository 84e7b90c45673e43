// The floor that stays free.
#pragma once

#include "core/layout/cell_grid.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

// In front of a rack: a person with a server lift passes; also the usual width of an escape route.
inline constexpr double leastColdAisleM = 0.9;
// Behind a rack and before the front of an air handler or CDU: its doors open and a person works there. TIA-942 asks for
// 0.6 m behind racks and prefers 1.0 m.
inline constexpr double leastServiceM = 0.9;
// In front of a rack, to draw a server out onto its lift: two tiles, which TIA-942 prefers.
inline constexpr double drawOutM = 1.2;
// Before a door, over its width: a rack on its pallet is 1.2 m deep and has to be turned there. Judgement.
inline constexpr double clearBeforeDoorM = 1.2;

// What a person needs in front of a rack.
Footprint floorBefore(const Footprint& rack);

// Inside a door, in the hall's frame.
Footprint clearAreaOf(const Hall& hall, const Door& door);

// How little floor there is before one side of something.
struct Narrowing {
    double clearM = 0.0;
    std::string what;                    // the nearest that stands there: "rack A07", "the wall"
    std::optional<std::size_t> obstacle; // its position; none: the wall
};

// What leaves less than `neededM` before the side of obstacles[index] that faces `yawDeg`, over its whole width; none if
// all of it is clear. `near` is the caller's to use again.
std::optional<Narrowing> narrowingBefore(const Hall& hall, const std::vector<Obstacle>& obstacles,
                                         const CellGrid& grid, std::size_t index, double yawDeg,
                                         double neededM, std::vector<std::uint32_t>& near);

} // namespace hallwright
