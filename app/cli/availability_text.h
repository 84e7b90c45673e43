// What `availability` found, for people and as JSON.
#pragma once

#include "core/studies/availability/availability.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace hallwright::cli {

std::string availabilityText(const SiteAvailability& found, std::size_t shown);
nlohmann::ordered_json availabilityJson(const SiteAvailability& found);

std::string
sharePercent(double unavailability);     // of time that is left, with as many nines as there are: "99.9937 %"
std::string minutesText(double minutes); // "52.6 min", "0.004 min"

} // namespace hallwright::cli
