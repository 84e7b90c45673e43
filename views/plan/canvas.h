// Pens, letters and places for labels, in millimetres of the drawing: what the layers of a plan draw with.
#pragma once

#include "views/plan/plan_options.h"
#include "views/plan/plan_transform.h"

#include <QFont>
#include <QPainter>
#include <QPen>
#include <QPolygonF>

#include <array>
#include <vector>

namespace hallwright::plan {

// Line widths of the drawing, in millimetres.
constexpr double fineMm = 0.1;
constexpr double thinMm = 0.18;
constexpr double mediumMm = 0.3;
constexpr double thickMm = 0.5;

enum class Overlap { Refuse, Allow };

class Canvas
{
public:
    Canvas(QPainter& painter, const QRectF& target, const PlanTransform& transform,
           const PlanOptions& options);

    QPainter& painter;
    const QRectF& target;
    const PlanTransform& transform;
    const PlanOptions& options;
    const style::Colours& colours;

    QColor paper() const; // what a campus is drawn on
    double mm(double millimetres) const { return options.mm(millimetres); }
    QPen pen(const QColor& colour, double widthMm, Qt::PenStyle style = Qt::SolidLine) const;
    QPolygonF polygon(const std::array<Point2, 4>& corners) const;
    QPolygonF polygon(const std::vector<Point3>& path) const;

    // Letters `factor` times the small text.
    QFont font(double factor = 1.0, bool bold = false) const;
    QSizeF textSize(const QString& text, const QFont& font) const;

    // Text centred at a point, turned counter-clockwise.
    void text(QPointF centre, const QString& text, const QFont& font, const QColor& colour,
              double turnDeg = 0.0);

    // The same as a label, which stays inside the target and does not cover another: returns false, and draws
    // nothing, where one is already.
    bool label(QPointF centre, const QString& text, const QFont& font, const QColor& colour,
               double turnDeg = 0.0, Overlap overlap = Overlap::Refuse);

    // A calm ground behind words that cross lines.
    void plate(QPointF centre, const QSizeF& textSize);

    bool isFree(const QRectF& area) const;

    // Keeps labels off this place.
    void claim(const QRectF& area) { taken_.push_back(area); }

private:
    std::vector<QRectF> taken_;
};

// Black or white, whichever reads better on the colour.
QColor inkOn(const QColor& background);

} // namespace hallwright::plan
