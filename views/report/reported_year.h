// A year of the site to be reported beside its evaluation.
#pragma once

#include "core/studies/year/year_cost.h"

#include <optional>
#include <string>

namespace hallwright::report {

struct ReportedYear {
    YearReportPtr year;
    CarbonReport carbon;
    std::string carbonSource; // "the site's constant 0.39 kg/kWh"
    std::optional<CostReport> cost;
    std::string currency; // of the cost
};

} // namespace hallwright::report
