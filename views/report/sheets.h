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

void paintCoverSheet(Sheet& sheet, const Page& page, const Findings& findings);
void paintCampusSheet(Sheet& sheet, const Page& page, const Findings& findings);
void paintHallSheet(Sheet& sheet, const Page& page, const Building& building, const HallResult& result);

// Throws InputError, naming the hall, where the scale asked for leaves no room for one of the halls on this paper.
void requireScale(const Sheet& sheet, const Snapshot& snapshot);

// "Building 1, Hall A"; a hall whose name starts with its building's is named once.
QString subjectOf(const Building& building, const Hall& hall);

} // namespace hallwright::report
