// What `solve --explain` prints.
#pragma once

#include "core/simulation/explain.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>

namespace hallwright::cli {

inline constexpr std::string_view everyKey = "list"; // instead of a key

// Of the keys in their order; `everyKey` is a line for each there is. Throws UsageError for an unknown key, telling the
// nearest ones.
std::string explainedText(const Snapshot& snapshot, std::span<const std::string> keys);

// An array of one object for each key; for `everyKey`, of one with key and title for each there is.
nlohmann::ordered_json explainedJson(const Snapshot& snapshot, std::span<const std::string> keys);

} // namespace hallwright::cli
