// What two versions come to that matters to racks of another type, one figure a row.
#pragma once

#include "core/rules/findings.h"

#include <QString>

#include <vector>

namespace hallwright::app {

struct SwapFigure {
    QString title;
    QString before, after;
    QString gain;       // signed, with its unit; empty where both read the same
    bool worse = false; // beyond a limit, or nearer to one
};

// `racks` are in both versions: of their feeds and CDUs the least margin is taken.
std::vector<SwapFigure> swapFigures(const Snapshot& before, const Snapshot& after,
                                    const std::vector<RackId>& racks);

} // namespace hallwright::app
