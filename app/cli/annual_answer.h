// The answer of `annual`, as JSON, as text, and hour by hour.
#pragma once

#include "core/exchange/grid_series.h"
#include "core/studies/year/capital_phases.h"
#include "core/studies/year/maintenance.h"
#include "core/studies/year/year_carbon.h"
#include "core/studies/year/year_cost.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hallwright::cli {

// What planned maintenance comes to.
struct MaintainedYear {
    std::string source; // of the plan
    std::size_t works = 0;
    MaintenanceEffect effect;
    std::optional<double> runningCost; // more a year, where there are prices
};

struct AnnualAnswer {
    std::string name; // of the site or branch
    YearReportPtr year;
    std::string
        weatherFrom; // "kept in the site, from chicago.epw, 2026-12-01T12:00:00Z"; empty: of an option
    std::optional<MaintainedYear> maintained;
    std::string heatSource; // of the heat demand; empty: none
    GridQuestion grid;      // that of `carbon`
    CarbonReport carbon;
    std::string carbonSource; // where the grid's carbon comes from
    std::string price;        // title of its column; empty without prices
    std::optional<double> gridWaterLPerKwh;
    PriceList prices; // those of `cost`
    std::optional<CostReport> cost;
    std::vector<CapitalPhase> phases; // of what is built
    std::optional<BatchWork> batch;
    std::vector<std::string> notes; // full sentences
};

nlohmann::ordered_json annualJson(const AnnualAnswer& answer);
std::string annualText(const AnnualAnswer& answer);
// The figures of both in two columns, what each rests on above them.
std::string sideBySideText(const AnnualAnswer& of, const AnnualAnswer& against);
// A line an hour: time of the weather's clock, weather, and the quantities of core/studies/year/operating_point.h.
std::string hourlyCsv(const YearReport& year);

} // namespace hallwright::cli
