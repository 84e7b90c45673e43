// Two versions of a site side by side: figures and what they have gained, findings that come and go, halls that differ, and what
// was added, moved, changed and removed.
#pragma once

#include "core/rules/findings.h"
#include "views/report/table_sheet.h"

namespace hallwright::report {

// Of a content that has a comparison. `before` and `after`: the findings of its two versions.
TableSheet comparisonTables(const Comparison& comparison, const Findings& before, const Findings& after);

} // namespace hallwright::report
