// What `fail` and `sweep` found, for people and as JSON.
#pragma once

#include "core/studies/failure/pair_sweep.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace hallwright::cli {

std::string cascadeText(const Cascade& cascade);
nlohmann::ordered_json cascadeJson(const Cascade& cascade);
std::string sweepText(const Sweep& sweep, std::size_t shown);
nlohmann::ordered_json sweepJson(const Sweep& sweep);
std::string pairSweepText(const PairSweep& sweep, std::size_t shown);
nlohmann::ordered_json pairSweepJson(const PairSweep& sweep);

} // namespace hallwright::cli
