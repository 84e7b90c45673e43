// What a reader of the findings need not read again among the notes.
#pragma once

#include "core/rules/findings.h"

#include <string>
#include <vector>

namespace hallwright {

// The snapshot's notes without those of which a finding, open or waived, tells about the same hall, loop or campus.
std::vector<std::string> notesBeside(const Snapshot& snapshot, const Findings& findings);

} // namespace hallwright
