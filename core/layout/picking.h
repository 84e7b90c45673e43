// What lies under a point of a floor.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

namespace hallwright {

// The rack whose footprint holds a point of the hall's frame; null if there is none.
const Rack* rackAt(const Site& site, const Hall& hall, Point2 inHall);

// An opening through a wall of this thickness, outside the room whose frame it is in.
Rect openingOf(const Hall& hall, const Door& door, double thicknessM);

// The door nearest to a point of the hall's frame, at most `withinM` from its opening through a wall of this thickness;
// none if there is none.
ObjectRef doorAt(const Hall& hall, Point2 inHall, double thicknessM, double withinM);

// The hall's power node nearest to a point of the hall's frame, at most `withinM` away: a busway by its run, others by
// where they stand. None if there is none.
ObjectRef powerNodeAt(const Site& site, const Hall& hall, Point2 inHall, double withinM);

// Whether a point of a way is between this hall's ground and what is above it.
bool isInStorey(const Hall& hall, double elevationM);

// The hall whose room holds a point of the campus frame; none outside all rooms. Of halls above each other the first.
HallId hallAt(const Site& site, Point2 inCampus);

} // namespace hallwright
