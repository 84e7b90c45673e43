// Whole rows: where a copy of one goes, and what goes with one that is removed.
#pragma once

#include "core/layout/free_floor.h"

#include <optional>
#include <vector>

namespace hallwright::design {

// From row to row of those that run and face as `row`, across them [m]: the least distance in the hall. Where there is no
// second one but rows that face the other way, two rows' depths with the aisles on both sides; else the row's depth with
// the narrower of these. Where there is no aisle, two tiles count.
double rowPitchM(const Hall& hall, const Row& row);

// A move of rows with what stands in them, by whole pitches across the first of them, to the nearest places where all is
// free, nothing lies on an aisle or another row, and racks have the room that they have where they stand; nothing if there are
// none, or no row is among them. Where the group lies on aisles already, aisles are left out of it.
std::optional<Point2> nextRowMove(const Site& site, const FreeFloor& floor,
                                  const std::vector<Standing>& group);

// Busways that hang over rows among `objects` and serve nothing once all of `objects` are removed: neither racks nor
// anything else refers to them, and they are not locked. Throws InputError if `objects` themselves cannot be removed.
std::vector<ObjectRef> buswaysOfRows(const SitePtr& site, const std::vector<ObjectRef>& objects);

} // namespace hallwright::design
