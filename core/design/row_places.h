// Where copies of racks go: into rows, never into an aisle.
#pragma once

#include "core/layout/standing.h"

#include <optional>
#include <vector>

namespace hallwright::design {

// Whether all are racks that stand in rows of the hall.
bool standInRows(const Hall& hall, const std::vector<Standing>& standings);

// The free places nearest to racks that stand in rows: in their own rows, at the ends of these, and else in rows that run
// as theirs, faced as those. With the room that racks need (core/layout/free_places.h), where theirs have it. Nothing if
// there are too few.
std::optional<std::vector<Standing>> placesInRows(const Site& site, const Hall& hall,
                                                  const std::vector<Standing>& racks);

// Copies at such places. What comes to stand at a row's end makes the row longer, and what comes to another row is named
// and connected as that one's.
std::vector<ObjectRef> addCopiesInRows(SiteEdit& edit, HallId hall, const std::vector<Standing>& put);

} // namespace hallwright::design
