// The table of contents, each line a link to its sheet.
#pragma once

#include "views/report/pages.h"

namespace hallwright::report {

// The pages with their contents behind the first of them, on as many sheets as they need.
std::vector<ReportPage> withIndex(const Sheet& sheet, std::vector<ReportPage> pages);

} // namespace hallwright::report
