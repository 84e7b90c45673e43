// What lies under a point of a floor.
#pragma once

#include "core/model/site.h"

namespace hallwright {

// The rack whose footprint holds a point of the hall's frame; null if there is none.
const Rack* rackAt(const Site& site, const Hall& hall, Point2 inHall);

// The hall whose room holds a point of the campus frame; none outside all rooms. Of halls above each other the first.
HallId hallAt(const Site& site, Point2 inCampus);

} // namespace hallwright
