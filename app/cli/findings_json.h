// The findings of a site as JSON: what check and solve print alike.
#pragma once

#include "core/rules/findings.h"

#include <nlohmann/json_fwd.hpp>

namespace hallwright::cli {

// One entry for each finding, those waived at the end.
nlohmann::ordered_json findingsJson(const Site& site, const Findings& findings);

} // namespace hallwright::cli
