// The pages of a report.
#pragma once

#include "core/rules/findings.h"
#include "views/report/sheet.h"

namespace hallwright::report {

// What every page is made from, and where it stands among them.
struct Page {
    const Site& site;
    const Snapshot& snapshot;
    int number = 1;
    int count = 1;
};

void paintCampusSheet(Sheet& sheet, const Page& page, const Findings& findings);
void paintHallSheet(Sheet& sheet, const Page& page, const Building& building, const HallResult& result);

} // namespace hallwright::report
