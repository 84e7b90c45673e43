// A list of prices, from YAML. Every price states its source and its date, so that none is hidden:
//
//     currency: USD
//     discount_rate: 0.07
//     energy_per_mwh: {value: 38, source: "ERCOT West, mean of 2025", date: 2026-01}
//     transmission_per_mwh, demand_per_kw_month, water_per_m3, carbon_per_t, other_per_year, rent_per_accelerator_hour: likewise
//     capital:
//       - {of: rack-type, type: "GB200 NVL72", each: 3400000, years: 5, source: ..., date: ...}
//       - {of: other-racks, per_kw: 25000, years: 5, source: ..., date: ...}
//       - {of: hall-floor, per_m2: 4000, years: 30, ...}
//       - {of: facility-power, per_kw: 2500, years: 20, ...}
//       - {of: heat-rejected, per_kw: 1800, years: 20, ...}
//
// A capital price may state lead_weeks, the weeks from its order to operation. What is left out has no price, and is
// said to have none.
#pragma once

#include "core/model/price_list.h"

#include <filesystem>
#include <string>

namespace hallwright {

// Throws StorageError if it cannot be read, InputError with file and line for what is no such list.
PriceList readPrices(const std::filesystem::path& file);
PriceList readPrices(const std::string& yaml, const std::string& origin);

} // namespace hallwright
