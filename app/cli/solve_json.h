// What `solve --json` prints. The keys are a contract: SI, with the unit in the name.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"

#include <nlohmann/json_fwd.hpp>

namespace hallwright::cli {

nlohmann::ordered_json solveJson(const Snapshot& snapshot, const Findings& findings);

} // namespace hallwright::cli
