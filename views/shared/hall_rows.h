// The rows of a hall as every picture names them.
#pragma once

#include "core/model/site.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace hallwright::style {

// Racks that stand side by side.
struct HallRow {
    QString name; // without the hall's; empty for a rack that stands beside all rows
    Rect bounds;  // of its racks' footprints
    bool alongX = true;
    std::vector<std::size_t> racks; // positions in hall.racks, from west to east or south to north
};

// Those of Hall::rows that racks stand in, then each rack that stands in none as a row of its own.
std::vector<HallRow> hallRows(const Site& site, const Hall& hall);

// What tells a rack from its neighbours: "07" of "B1-H1-A07" in the row "A". Its whole name in the hall where that
// does not begin with the row's.
QString nameInRow(const Hall& hall, const HallRow& row, std::size_t rack);

// The least rectangle around both.
Rect united(const Rect& a, const Rect& b);

} // namespace hallwright::style
