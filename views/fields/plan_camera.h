// Where the plan stands on the screen: the hall's frame in metres against the widget's logical pixels.
#pragma once

#include "core/model/geometry.h"

#include <QPointF>
#include <QRectF>

namespace hallwright::fields {

class PlanCamera
{
public:
    const QRectF& area() const { return area_; }
    Point2 centre() const { return centre_; }
    double metresPerPixel() const { return metresPerPixel_; }

    QPointF toScreen(Point2 inHall) const;
    Point2 toHall(QPointF onScreen) const;
    QRectF onScreen(const Rect& inHall) const;

    void setArea(const QRectF& area) { area_ = area; }
    void fit(const Rect& room, double marginM);
    void pan(QPointF byPixels);
    // Factors above 1 come nearer; what is under `anchor` stays there. Kept between a hand's breadth and a
    // few times the room.
    void zoom(double factor, QPointF anchor, const Rect& room);

private:
    QRectF area_;
    Point2 centre_;
    double metresPerPixel_ = 1.0;
};

} // namespace hallwright::fields
