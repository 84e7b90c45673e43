// Planned maintenance from a CSV, a line for each element and time:
//
//     element,from,to
//     B1 chiller 2,2026-04-13 08:00,2026-04-15 18:00
//     Building 2/Hall B/CDU 1,10-05,10-06
//
// Times are of the weather's clock, in whole hours: year-month-day or month-day, with or without an hour; the year is
// not looked at. Without an hour `from` begins at 0:00 and `to` is the last day. `to` before `from` is in the next
// year.
#pragma once

#include "core/model/maintenance_plan.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace hallwright {

// Throws StorageError if it cannot be read, InputError with the line for what is no such table.
MaintenancePlan readMaintenance(const std::filesystem::path& file);
MaintenancePlan readMaintenance(std::string_view text, const std::string& origin);

} // namespace hallwright
