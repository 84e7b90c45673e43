// A heat customer's demand over a year from a CSV, by month or by hour:
//
//     month,demand_kw            hour,demand_kw
//     1,850                      0,912
//     ...                        ...
//     12,790                     8759,880
//
// Each month 1 to 12 or each hour from 0 on once, in any order; the column's title ends in the unit, w, kw or mw. At
// least 0.
#pragma once

#include "core/model/heat_demand.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace hallwright {

// Throws StorageError if it cannot be read, InputError with the line for what is no such table.
HeatDemand readHeatDemand(const std::filesystem::path& file);
HeatDemand readHeatDemand(std::string_view text, const std::string& origin);

} // namespace hallwright
