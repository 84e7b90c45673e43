// What the devices of a rack come to, in words: beside what the rack counts for and its limits.
#pragma once

#include "core/model/site.h"
#include "core/simulation/snapshot.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace hallwright::elevation {

struct RollUpRow {
    QString title;   // "Power, planned"
    QString devices; // what the devices come to; "≥ 12.0 kW" where some state nothing
    QString rack;    // what the rack counts for
    QString limit;   // of the rack or its type; a dash where none is stated
    bool over = false;
    bool departs = false; // the rack's own value is another than the devices come to
};

struct RollUp {
    std::vector<RollUpRow> rows;
    QStringList ports;   // "64 × 800gbase-x-osfp, network, 800 Gb/s each"
    QStringList remarks; // what is not stated, and what stands in for it
};

// The snapshot's results of the rack are beside the planned figures, where it has some.
RollUp rollUpOf(const Site& site, RackId rack, const Snapshot* snapshot);

} // namespace hallwright::elevation
