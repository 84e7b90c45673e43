#include "core/layout/feed_reach.h"

#include "core/layout/rows.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

Point2 BuswayRun::from() const
{
    return pose.position() - rotated({lengthM / 2, 0.0}, pose.yawDeg);
}

Point2 BuswayRun::to() const
{
    return pose.position() + rotated({lengthM / 2, 0.0}, pose.yawDeg);
}

std::optional<BuswayRun> buswayRun(const Building& building, const Hall& hall, const PowerNode& node)
{
    if (node.kind != PowerNodeKind::Busway)
        return std::nullopt;
    const Point2 middle = campusToHall(building, hall, {node.positionM.x, node.positionM.y});
    if (node.runLengthM > 0.0)
        return BuswayRun{{middle.x, middle.y, node.runYawDeg - building.yawDeg}, node.runLengthM};
    const auto row = rowAt(hall, middle);
    if (!row)
        return std::nullopt;
    const Rect& area = hall.rows[*row].area;
    if (area.width >= area.depth)
        return BuswayRun{{area.centre().x, middle.y, 0.0}, area.width};
    return BuswayRun{{middle.x, area.centre().y, 90.0}, area.depth};
}

double FeedPlace::distanceTo(Point2 inHall) const
{
    const Point2 way = to - from;
    const Point2 towards = inHall - from;
    const double lengthM2 = way.x * way.x + way.y * way.y;
    const double along =
        lengthM2 > 0.0 ? std::clamp((towards.x * way.x + towards.y * way.y) / lengthM2, 0.0, 1.0) : 0.0;
    const Point2 left = towards - way * along;
    return std::hypot(left.x, left.y);
}

FeedPlace feedPlaceOf(const Building& building, const Hall& hall, const PowerNode& node)
{
    if (const auto run = buswayRun(building, hall, node))
        return {run->from(), run->to(), cordReachM};
    const Point2 at = campusToHall(building, hall, {node.positionM.x, node.positionM.y});
    return {at, at, cableReachM};
}

} // namespace hallwright
