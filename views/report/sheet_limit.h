// Whether the sheets that were asked for can be there, before the studies that a report rests on have been made.
#pragma once

#include "views/report/report.h"

namespace hallwright::report {

// Throws InputError for sheets beyond all that the report can have, whatever the studies of `content` find: those that it
// has without them, and a table's line for each place and for each element that may be lost. What lies within that is
// refused before the first sheet is painted.
void requireSheets(const ReportContent& content, const ReportOptions& options);

} // namespace hallwright::report
