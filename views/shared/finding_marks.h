// Which objects have something wrong with them, for pictures that mark them.
#pragma once

#include "core/rules/findings.h"

#include <vector>

namespace hallwright::style {

struct FindingMark {
    ObjectRef object;
    Severity worst = Severity::Minor;
    std::size_t count = 0; // of its open findings
    HallId hall;           // that they are of

    bool operator==(const FindingMark&) const = default;
};

// One for each object with open findings, in ascending order of object.
std::vector<FindingMark> findingMarks(const Findings& findings);

} // namespace hallwright::style
