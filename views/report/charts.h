// Bars on a sheet, as vectors: each chart has a heading, a unit at every tick, its limit as a line, and every bar its figure in
// words; what is beyond a limit is red and says so.
#pragma once

#include "views/report/sheets.h"

#include <cmath>
#include <optional>
#include <vector>

namespace hallwright::report {

// A step of a waterfall of powers [W]. A total stands on the axis; a change goes on from where the step before it ended.
struct WaterfallStep {
    QString name;
    double powerW = 0.0; // of a change: signed
    bool isTotal = false;
    QColor colour;
    bool alarming = false;
};

void paintWaterfall(Sheet& sheet, const QRectF& area, const QString& heading,
                    const std::vector<WaterfallStep>& steps);

// How much of its limit something uses.
struct ShareBar {
    QString name;
    QString value;      // "12.3 MW of 15.0 MW"
    double share = 0.0; // of the limit; not a number where it is not known
    bool exceeded = false;

    bool isKnown() const { return !std::isnan(share); }
};

constexpr double shareRowMm = 6.4; // of one bar, at most
constexpr double chartHeadMm = 8.0;
constexpr double chartAxisMm = 7.5;

// Below each other, in as much of the area as they need. The axis goes to the limit, or as far as a bar does, up to twice it.
void paintShareBars(Sheet& sheet, const QRectF& area, const QString& heading,
                    const std::vector<ShareBar>& bars);

struct StackPart {
    QString name; // in the legend
    QColor colour;
};

struct StackedBar {
    QString name;
    std::vector<double> powersW;    // as the parts, none negative
    std::optional<double> limitW{}; // drawn across the bar; none: its sum is told instead
    bool exceeded = false;          // they go beyond it

    double sumW() const;
};

// Below each other on one axis that begins at zero, with a legend of the parts.
void paintStackedBars(Sheet& sheet, const QRectF& area, const QString& heading,
                      const std::vector<StackPart>& parts, const std::vector<StackedBar>& bars);

// What a chart may be painted on: the sheet above its foot.
QRectF chartBody(const Sheet& sheet);
// Beside the title block, what the charts mean; the frame.
void paintChartFoot(Sheet& sheet, const Page& page, const QString& title, const QStringList& notes);

// The distance of ticks, 1, 2 or 5 times a power of ten, that parts `most` into at most this many; 1 for what is not above 0.
double tickStep(double most, int steps);

} // namespace hallwright::report
