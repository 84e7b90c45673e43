// What is left of the campus, what stops the next rack and what would make room, as the capacity study found it.
#pragma once

#include "views/report/table_sheet.h"

namespace hallwright::report {

// All three of a content that has a capacity.

// How many more racks fit, what stops the next, the change that frees most.
QStringList capacitySentences(const ReportContent& content);

// The campus and each building with what binds there.
TableSection bindingSection(const ReportContent& content);

// Places down to the rows that have a free position, head-room by resource, unlocks.
std::vector<TableSheet> capacityTables(const ReportContent& content);

} // namespace hallwright::report
