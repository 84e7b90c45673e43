// What a meeting wants to know, in words and in figures against their limits.
#pragma once

#include "core/rules/findings.h"
#include "views/report/table_sheet.h"

namespace hallwright::report {

// In short; key figures against limits; rules broken and how often; the racks nearest their limits; what binds in each
// building; what the inlets rest on.
TableSheet conclusions(const ReportContent& content, const Findings& findings);

// A quantity that has a limit.
struct LimitedFigure {
    QString name;
    QString value;
    QString limit;
    double share = 0.0; // of the limit; not a number where a share says nothing
    QString of;         // what has the least left
    bool exceeded = false;
    bool undecided = false; // within the limit, but by less than the uncertainty
};

// Each with the object that has the least left of it.
std::vector<LimitedFigure> limitedFigures(const Snapshot& snapshot);

} // namespace hallwright::report
