// Copies of what stands in a hall, named on in the pattern of the hall they come to, and moves to another hall.
#pragma once

#include "core/layout/free_floor.h"

#include <functional>
#include <vector>

namespace hallwright::design {

// One copy of each of a group, at the poses that `group` says. Racks of a row that is copied with them are named after
// their new row, with the same positions. In another hall than theirs racks are connected to what is nearest there.
// Returns the copies in the group's order.
std::vector<ObjectRef> addCopies(SiteEdit& edit, HallId hall, const std::vector<Standing>& group);

// All of one hall to another, at the poses that `group` says. Names that follow the hall they leave take on the other's,
// or go on where that is taken, and racks are connected to what is nearest there.
void moveToHall(SiteEdit& edit, HallId hall, const std::vector<Standing>& group);

// A group's least move on the tile grid, as tile counts by distance, at which all of it is free; nothing within the
// reach if there is none. `ownPlace`: it may stay where it is. `also`: what is asked of the places besides.
std::optional<Point2> nearestFreeMove(const FreeFloor& floor, const std::vector<Standing>& group,
                                      bool ownPlace, double reachM = 30.0,
                                      const std::function<bool(const std::vector<Standing>&)>& also = {});

// Whether one of them, other than an area, lies on an aisle that is none of them.
bool lieOnAisles(const Hall& hall, const std::vector<Standing>& group);

} // namespace hallwright::design
