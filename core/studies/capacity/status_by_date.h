// Racks by status, day by day, as their records have the dates: what is planned for when.
#pragma once

#include "core/studies/capacity/capacity.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// The last days of the months ("2027-03-31", ISO 8601) from the one before the first in which a rack enters a status to
// the last such, in order and none left out: what a month brings is the difference to the one before. None where no rack
// has a date.
std::vector<std::string> statusMonths(const Site& site);

// Of the racks of a row, hall or building; none, or the site's data: of the campus. `date` empty: as they stand.
StatusCounts statusCountsOn(const Site& site, ObjectRef within, std::string_view date);

} // namespace hallwright
