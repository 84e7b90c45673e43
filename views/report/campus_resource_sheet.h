// The campus once for each resource: halls coloured by how much of it is used, on one fixed scale, and by what stops
// the next rack.
#pragma once

#include "views/report/pages.h"

namespace hallwright::report {

// Of a content that has a capacity: one sheet, more where its maps would be too small; none where no hall has a share.
std::vector<ReportPage> campusResourcePages(const ReportContent& content);

} // namespace hallwright::report
