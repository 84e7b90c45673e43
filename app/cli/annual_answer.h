// The answer of `annual`, as JSON, as text, and hour by hour.
#pragma once

#include "core/exchange/grid_series.h"
#include "core/studies/year/year_carbon.h"
#include "core/studies/year/year_cost.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hallwright::cli {

struct AnnualAnswer {
    YearReportPtr year;
    CarbonReport carbon;
    std::string carbonSource; // where the grid's carbon comes from
    std::string price;        // title of its column; empty without prices
    std::optional<double> gridWaterLPerKwh;
    PriceList prices; // those of `cost`
    std::optional<CostReport> cost;
    std::optional<BatchWork> batch;
    std::vector<std::string> notes; // full sentences
};

nlohmann::ordered_json annualJson(const AnnualAnswer& answer);
std::string annualText(const AnnualAnswer& answer);
// A line an hour: time of the weather's clock, weather, and the quantities of core/studies/year/operating_point.h.
std::string hourlyCsv(const YearReport& year);

} // namespace hallwright::cli
