// Where a key figure comes from: its formula, what went into it, and the source of the definition.
#pragma once

#include "core/simulation/snapshot.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// How the inputs make the value.
enum class Combine {
    Sum,
    Difference, // the first less all others
    Product,
    Ratio,   // the product of all but the last, over the last; unknown where the last is not above 0
    Maximum, // the inputs may leave out smaller ones
    Other    // by a model or a setting: the inputs say what it depends on
};

std::string_view nameOf(Combine);

struct ExplainedInput {
    std::string name;
    double value = 0.0; // SI; not a number where it is unknown
    std::string unit;   // "W", "°C", "m³/s"; empty for a ratio
    std::string key;    // of its own explanation, empty if it has none
};

struct Explanation {
    std::string key;    // "pue"
    std::string title;  // "Power usage effectiveness (PUE), momentary"
    double value = 0.0; // SI; not a number where it is unknown
    std::string unit;
    std::string formula;                // "PUE = P_facility / P_IT"
    std::vector<ExplainedInput> inputs; // in the order of the formula
    std::string source;                 // standard or publication
    std::string note;                   // boundary, assumptions; may be empty
    Combine combine = Combine::Other;
};

// Every key about the campus as a whole, in the order `solve --json` prints them; "overhead/chillers_w" is a member of
// its object "overhead".
std::span<const std::string_view> explainedKeys();

// Every key of this snapshot: those above, then those of its buildings and halls.
std::vector<std::string> explainedKeys(const Snapshot& snapshot);

// The key of a figure of one building or hall, by position in the snapshot: "building/NAME/pue",
// "hall/BUILDING/NAME/pue". Where a name is not the only one of its kind, "#id" follows it.
std::string buildingKey(const Snapshot& snapshot, std::size_t building, std::string_view figure);
std::string hallKey(const Snapshot& snapshot, std::size_t hall, std::string_view figure);

// None for an unknown key.
std::optional<Explanation> explain(const Snapshot& snapshot, std::string_view key);

} // namespace hallwright
