// Paints a diagram with any QPainter: on screen, into a picture, on paper.
#pragma once

#include "views/diagrams/diagram.h"
#include "views/shared/rack_colours.h"
#include "views/shared/theme.h"

#include <QPainter>

namespace hallwright::diagrams {

// From the diagram's own units to the painter's.
struct DiagramTransform {
    double scale = 1.0;
    QPointF origin;

    QPointF map(QPointF p) const { return p * scale + origin; }
    QPointF unmap(QPointF p) const { return (p - origin) / scale; }
    QRectF map(const QRectF& r) const { return {map(r.topLeft()), r.size() * scale}; }
};

constexpr double leastLetterPixels = 8.0; // high

struct DiagramPaint {
    style::Theme theme = style::Theme::Light;
    double unitsPerPixel = 1.0; // of the painter: letters never get smaller than a reader can bear
    std::optional<std::size_t> selected;
    std::optional<std::size_t> hovered;
    QString filter; // items whose names do not hold it are faint
};

// Paints what lies in `area`. Below a readable size letters give way to blocks of the same colours.
void paintDiagram(QPainter& painter, const QRectF& area, const Diagram& diagram, const Snapshot* snapshot,
                  const DiagramTransform& transform, const DiagramPaint& paint);

// A ring round an item, over what is painted already.
void paintRing(QPainter& painter, const QRectF& rect, const QColor& colour, double width);

DiagramTransform fittedTo(const QRectF& area, const Drawing& drawing);
// The same where its letters are then at least 9 pixels high; else so large, with its beginning in view where not all is.
DiagramTransform legibleIn(const QRectF& area, const Drawing& drawing);

// The scale at which most letters are this high, in the painter's units.
double scaleForLetters(double height);

// What the colours mean, in one line, with the painter's font.
void paintDiagramLegend(QPainter& painter, const QRectF& area, const Diagram& diagram, style::Theme theme,
                        double unitsPerPixel = 1.0);

// Grey below 80 %, amber below 100 %, red from there; also told by the length of the bar and in figures.
QColor loadingColour(double loading, style::Theme theme);
QColor sideColour(FeedSide side, style::Theme theme);

} // namespace hallwright::diagrams
