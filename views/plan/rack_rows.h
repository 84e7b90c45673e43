// Rows of racks as a reader of the plan sees them, and the short names within a row.
#pragma once

#include "core/model/site.h"

#include <QString>

#include <vector>

namespace hallwright::plan {

// Racks side by side on one line, facing one way.
struct RackRow {
    std::vector<std::size_t> racks; // positions in hall.racks, along the row
    QString name;                   // what the racks' names share; empty for a single rack
    qsizetype prefixLength = 0;     // of that in each rack's name: the rest tells the racks of a row apart
};

// The rows of a hall: racks with the same yaw whose centres lie on a line, split at gaps of more than a metre
// and where their names belong to another series.
std::vector<RackRow> rackRows(const Site& site, const Hall& hall);

} // namespace hallwright::plan
