// What stands on the sheets for the engineer: cooling plant and loops, and where the power goes.
#pragma once

#include "views/report/table_sheet.h"

namespace hallwright::report {

// Loops with their margins, and the plant; units that carry the same are one line. No sections without loops and plant.
TableSheet coolingTables(const Snapshot& snapshot);

// Overhead by cause and the usage metrics, each with formula and source; the power chain by stage and its least
// margins. No sections in a site without power.
TableSheet powerTables(const Snapshot& snapshot);

} // namespace hallwright::report
