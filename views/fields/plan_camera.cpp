#include "views/fields/plan_camera.h"

#include <algorithm>

namespace hallwright::fields {

QPointF PlanCamera::toScreen(Point2 inHall) const
{
    return {area_.center().x() + (inHall.x - centre_.x) / metresPerPixel_,
            area_.center().y() - (inHall.y - centre_.y) / metresPerPixel_};
}

Point2 PlanCamera::toHall(QPointF onScreen) const
{
    return {centre_.x + (onScreen.x() - area_.center().x()) * metresPerPixel_,
            centre_.y - (onScreen.y() - area_.center().y()) * metresPerPixel_};
}

QRectF PlanCamera::onScreen(const Rect& inHall) const
{
    return QRectF(toScreen(Point2{inHall.x, inHall.top()}), toScreen(Point2{inHall.right(), inHall.y}));
}

void PlanCamera::fit(const Rect& room, double marginM)
{
    centre_ = room.centre();
    metresPerPixel_ = std::max((room.width + 2 * marginM) / std::max(area_.width(), 1.0),
                               (room.depth + 2 * marginM) / std::max(area_.height(), 1.0));
}

void PlanCamera::pan(QPointF byPixels)
{
    centre_.x -= byPixels.x() * metresPerPixel_;
    centre_.y += byPixels.y() * metresPerPixel_;
}

void PlanCamera::zoom(double factor, QPointF anchor, const Rect& room)
{
    constexpr double nearestMetresPerPixel = 0.0005;
    constexpr double farthestRooms = 4.0; // rooms across the view
    const double farthest = farthestRooms * std::max(room.width, room.depth) / std::max(area_.width(), 1.0);
    const Point2 held = toHall(anchor);
    metresPerPixel_ = std::clamp(metresPerPixel_ / factor, nearestMetresPerPixel,
                                 std::max(farthest, nearestMetresPerPixel));
    centre_ = centre_ + (held - toHall(anchor));
}

} // namespace hallwright::fields
