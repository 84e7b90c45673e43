// What `solve` prints for people: units on every number.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"

#include <string>

namespace hallwright::cli {

std::string solveText(const Snapshot& snapshot, const Findings& findings);

} // namespace hallwright::cli
