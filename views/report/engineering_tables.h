// What stands on the sheets for the engineer: what is wrong, cooling plant and loops, and where the power goes.
#pragma once

#include "core/rules/findings.h"
#include "views/report/table_sheet.h"

namespace hallwright::report {

// Findings by rule and place, the worst severity first; those waived; the evaluation's notes. No sections without any.
TableSheet findingsTables(const Snapshot& snapshot, const Findings& findings);

// Loops with their margins, and the plant; units that carry the same are one line. No sections without loops and plant.
TableSheet coolingTables(const Snapshot& snapshot);

// Overhead by cause and the usage metrics, each with formula and source; the power chain by stage and its least
// margins. No sections in a site without power.
TableSheet powerTables(const Snapshot& snapshot);

} // namespace hallwright::report
