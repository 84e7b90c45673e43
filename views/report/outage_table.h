// The N-1 table: what the loss of one element of each kind brings about.
#pragma once

#include "views/report/table_sheet.h"

namespace hallwright::report {

TableSheet outageTables(const ReportContent& content); // no sections without outages

// "No loss of a single element takes a rack or breaks a rule anew." or which do.
QString outageSentence(const ReportContent& content);

} // namespace hallwright::report
