// The year in the report: its figures with what they are, its months, its cost, and the months in bars.
#pragma once

#include "views/report/pages.h"
#include "views/report/reported_year.h"
#include "views/report/table_sheet.h"

namespace hallwright::report {

TableSheet yearTables(const ReportedYear& year);
std::vector<ReportPage> yearChartPages(const ReportedYear& year);

} // namespace hallwright::report
