// Two years side by side: of two sites, of a site and a branch, of one site in two places.
#pragma once

#include "core/studies/year/year_cost.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hallwright {

// What a year came to.
struct YearOutcome {
    const YearReport& year;
    const CarbonReport& carbon;
    const CostReport* cost = nullptr; // null: without prices
};

struct ComparedFigure {
    std::string_view key; // "pue"
    std::string_view title;
    std::string_view unit; // empty: a ratio, or money
    int decimals = 0;
    std::optional<double> of, against; // none where not known
};

// PUE, WUE, CUE, energies [MWh], water [m³], carbon [t], peak [kW], hours of free cooling and beyond limits; where both
// have prices, the cost of a year and of an accelerator-hour, in the money of the list. Heat that is reused where one
// of them has some.
std::vector<ComparedFigure> comparedFigures(const YearOutcome& of, const YearOutcome& against);

} // namespace hallwright
