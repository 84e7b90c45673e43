// What `sweep --maintenance` found, for people and as JSON.
#pragma once

#include "core/studies/availability/redundancy.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace hallwright::cli {

std::string redundancyText(const Redundancy& found);
nlohmann::ordered_json redundancyJson(const Redundancy& found);

} // namespace hallwright::cli
