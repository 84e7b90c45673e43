// What a scenario comes to at a site: all that an evaluation depends on besides the site and its air.
//
// Temperatures in °C.
#pragma once

#include "core/model/scenario.h"
#include "core/model/site.h"

#include <optional>
#include <string>

namespace hallwright {

struct Conditions {
    double outdoorC = 0.0; // dry bulb
    double wetBulbC = 0.0; // coincident wet bulb, at most outdoorC
    Outages outages{};
    LoadBasis loadBasis = LoadBasis::ByStatus;
    std::string date{}; // on which the statuses of racks count; empty: as they stand

    bool operator==(const Conditions&) const = default;
};

// The site's design day, or another outdoor temperature with the wet bulb that goes with it (core/simulation/weather.h).
Conditions conditionsOf(const Site& site, std::optional<double> outdoorC = std::nullopt);

// Throws InputError for weather that no air has.
Conditions conditionsOf(const Site& site, const Scenario& scenario);

} // namespace hallwright
