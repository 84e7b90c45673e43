#include "views/plan/plan_transform.h"

#include <algorithm>

namespace hallwright::plan {

PlanTransform centred(const Rect& metres, const QRectF& target, const QMarginsF& margins,
                      double unitsPerMetre)
{
    const QPointF middle = target.marginsRemoved(margins).center();
    const Point2 centre = metres.centre();
    return {unitsPerMetre, {middle.x() - centre.x * unitsPerMetre, middle.y() + centre.y * unitsPerMetre}};
}

PlanTransform fitted(const Rect& metres, const QRectF& target, const QMarginsF& margins)
{
    constexpr double leastUnits = 1.0; // a target smaller than its margins still gets a valid transform
    const QRectF free = target.marginsRemoved(margins);
    const double scale = std::min(std::max(free.width(), leastUnits) / std::max(metres.width, 1e-3),
                                  std::max(free.height(), leastUnits) / std::max(metres.depth, 1e-3));
    return centred(metres, target, margins, scale);
}

} // namespace hallwright::plan
