// What a study of capacity found, for people and as JSON.
#pragma once

#include "core/studies/capacity/capacity_unlocks.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace hallwright::cli {

std::string capacityText(const Capacity& capacity, const std::vector<CapacityUnlock>& unlocks);
nlohmann::ordered_json capacityJson(const Capacity& capacity, const std::vector<CapacityUnlock>& unlocks);

} // namespace hallwright::cli
