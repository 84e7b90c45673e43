// Where a key figure comes from: its formula, what went into it, and the source of the definition.
#pragma once

#include "core/simulation/snapshot.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

struct ExplainedInput {
    std::string name;
    double value = 0.0; // SI
    std::string unit;   // "W", "°C", "m³/s"; empty for a ratio
    std::string key;    // of its own explanation, empty if it has none
};

struct Explanation {
    std::string key;    // "pue"
    std::string title;  // "Power usage effectiveness (PUE)"
    double value = 0.0; // SI
    std::string unit;
    std::string formula;                // "PUE = P_facility / P_IT"
    std::vector<ExplainedInput> inputs; // in the order of the formula
    std::string source;                 // standard or publication
    std::string note;                   // boundary, assumptions; may be empty
};

// Every key that can be explained, in the order `solve --json` prints them.
std::span<const std::string_view> explainedKeys();

// None for an unknown key. The key of a building or hall is "building/NAME/pue", "hall/BUILDING/NAME/pue".
std::optional<Explanation> explain(const Snapshot& snapshot, std::string_view key);

} // namespace hallwright
