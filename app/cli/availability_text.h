// What `availability` found, for people and as JSON.
#pragma once

#include "core/studies/availability/availability.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace hallwright::cli {

std::string availabilityText(const SiteAvailability& found, std::size_t shown);
nlohmann::ordered_json availabilityJson(const SiteAvailability& found);

} // namespace hallwright::cli
