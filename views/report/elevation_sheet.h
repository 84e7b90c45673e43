// Racks from front and rear with what stands in them, those that hold the same drawn once.
#pragma once

#include "views/report/pages.h"

namespace hallwright::report {

// As many sheets as the racks whose contents are stated need; none without any.
std::vector<ReportPage> elevationPages(const Sheet& sheet, const Snapshot& snapshot);

} // namespace hallwright::report
