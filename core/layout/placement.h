// Where a rack may stand: snapping to the tile grid, and what is in the way.
#pragma once

#include "core/layout/free_floor.h"
#include "core/model/site.h"

#include <optional>
#include <string>

namespace hallwright {

// The pose nearest to `wanted` at which the rack's least corner lies on a tile crossing of the hall's grid.
// The yaw is kept. The footprint is not clamped to the room.
Pose snappedToTiles(const Hall& hall, const RackType& type, const Pose& wanted);

// The one sentence that says why `rack` (with its pose, in this hall of this site) cannot stand there: another rack,
// a wall, a column, an air handler or CDU. Nothing if it can. The rack itself, found by id, is not in its own way.
std::optional<std::string> obstruction(const Site& site, const Hall& hall, const Rack& rack);

// The free tile-snapped pose nearest to the one that `wanted` has, to which a straight way leads from a point of the
// floor that crosses nothing standing there: on this side of a row, never through it. Nothing if there is none.
std::optional<Pose> nearestFree(const FreeFloor& floor, const Standing& wanted, Point2 from,
                                double reachM = 3.0);

} // namespace hallwright
