// Where things go that come from another hall: racks into free places of rows, all else, and racks where the rows are
// full, onto free floor beside the aisles.
#pragma once

#include "core/layout/standing.h"

#include <optional>
#include <vector>

namespace hallwright::design {

// As near as can be to the poses that `group` says, which are meant for this hall. Racks go to these very poses where
// all are free and lie in rows; else each to the free place of a row that is nearest, faced as the row; else all as
// they stand to each other. Nothing if that would put one of them into an aisle, or in the way of something.
std::optional<std::vector<Standing>> placesInHall(const SitePtr& site, HallId hall,
                                                  const std::vector<Standing>& group);

} // namespace hallwright::design
