// What `goodput` found, for people and as JSON.
#pragma once

#include "core/studies/goodput/goodput.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace hallwright::cli {

std::string goodputText(const Goodput& found);
nlohmann::ordered_json goodputJson(const Goodput& found);

} // namespace hallwright::cli
