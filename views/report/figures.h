// The figures a report states, as names and values with their units.
#pragma once

#include "core/rules/findings.h"
#include "views/report/tables.h"

namespace hallwright::report {

std::vector<Figure> campusFigures(const Site& site, const Snapshot& snapshot);
std::vector<Figure> hallFigures(const HallResult& result, const Conditions& conditions);

// What a hall's inlets rest on and what their ± means, in one line.
QString inletCaption(const HallResult& result);

std::vector<TableRow> buildingRows(const Site& site,
                                   const Snapshot& snapshot); // name, halls, racks, IT, load, capacity

// "Findings: 1 critical, 12 major, 3 minor, 2 waived"
QString findingCounts(const Findings& findings);

// What a reader must know to trust the figures: conditions, the kind of model, what is not to scale.
QStringList assumptions(const Snapshot& snapshot);

} // namespace hallwright::report
