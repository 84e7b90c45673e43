// Sheets of the single-line diagram and of the coolant loops, as views/diagrams draws them.
#pragma once

#include "views/report/pages.h"

namespace hallwright::report {

// How a drawing of this size, in units of its own, is put on sheets: as large as one sheet allows where its letters are large
// enough there, else side by side on several that overlap, so that each box stands whole on one of them.
struct DiagramFit {
    double scale = 1.0; // layout units of the sheet for one of the drawing
    int columns = 1;
    int rows = 1;
    QSizeF stepSize; // from one part to the next, in units of the drawing

    int parts() const { return columns * rows; }
};

DiagramFit fitOf(const QSizeF& drawing, const QSizeF& sheet, double leastScale, double mostScale);

// The campus, each building, each hall, with what feeds them; of halls of a building whose networks are alike the one that
// draws most, once. None of a site without a power network.
std::vector<ReportPage> singleLinePages(const Sheet& sheet, const Snapshot& snapshot);

// Each loop.
std::vector<ReportPage> coolantPages(const Sheet& sheet, const Snapshot& snapshot);

} // namespace hallwright::report
