// From metres on a floor to the units of a painter, north up.
#pragma once

#include "core/model/geometry.h"

#include <QMarginsF>
#include <QPointF>
#include <QRectF>

namespace hallwright::plan {

struct PlanTransform {
    double unitsPerMetre = 1.0;
    QPointF origin; // where (0, 0) of the frame lies

    QPointF map(Point2 metres) const
    {
        return {origin.x() + metres.x * unitsPerMetre, origin.y() - metres.y * unitsPerMetre};
    }
    QRectF map(const Rect& metres) const
    {
        return {map(Point2{metres.x, metres.top()}), map(Point2{metres.right(), metres.y})};
    }
    Point2 unmap(QPointF units) const
    {
        return {(units.x() - origin.x()) / unitsPerMetre, (origin.y() - units.y()) / unitsPerMetre};
    }
};

// The largest transform that shows `metres` inside `target` with the margins (in units) kept free, centred.
PlanTransform fitted(const Rect& metres, const QRectF& target, const QMarginsF& margins);

// The same with a given scale: the area is centred in what the margins leave, whether or not it fits.
PlanTransform centred(const Rect& metres, const QRectF& target, const QMarginsF& margins,
                      double unitsPerMetre);

} // namespace hallwright::plan
