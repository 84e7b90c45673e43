// One thing that is wrong with an evaluated site: which rule, of what, by how much, and what would clear it.
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/object_ref.h"

#include <optional>
#include <string>
#include <string_view>

namespace hallwright {

enum class Severity {
    Critical, // something is dark or lost
    Major,    // a limit is exceeded or a rule broken
    Minor // redundancy is lost, a limit would be exceeded after the loss of a side, work on the floor is hindered
};

std::string_view nameOf(Severity severity); // "critical"

// Where something could stand instead of where it does.
struct Relocation {
    ObjectRef object;
    Pose pose; // in the hall's frame

    bool operator==(const Relocation&) const = default;
};

// About one object, so that it can be marked there and flown to: 28 dark racks are 28 findings.
struct Finding {
    std::string_view rule; // id of a rule of the table (core/rules/rules.h), which outlives every finding
    Severity severity = Severity::Major;
    ObjectRef subject;              // what it is about; site data for what is about the whole site
    ObjectRef other;                // the rack overlapped, the node shared; none where there is none
    BuildingId building;            // where: none for what stands outside
    HallId hall;                    // none for what is about no single hall
    std::optional<double> value;    // what was found; none where the rule compares no figure
    std::optional<double> limit;    // what it is held against
    std::string_view unit;          // of both: "W", "C", "m", "m3/s"; empty for a ratio
    std::string sentence;           // what, where, value with unit, limit
    std::string remedy;             // one sentence: what would clear it
    std::optional<Relocation> move; // what the remedy says to move, where it says so

    bool operator==(const Finding&) const = default;
};

} // namespace hallwright
