#include "core/layout/obstacles.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

// Touching sides do not overlap; sums of decimal fractions may make them seem to, by far less than this.
constexpr double toleranceM = 1e-6;

bool boundsOverlap(const Rect& a, const Rect& b)
{
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > toleranceM &&
           std::min(a.top(), b.top()) - std::max(a.y, b.y) > toleranceM;
}

// No corner of a footprint is further from its centre than half its width plus half its depth.
bool mayTouch(const Rect& area, const Pose& pose, double width, double depth)
{
    const double reach = (width + depth) / 2;
    return pose.x + reach > area.x && pose.x - reach < area.right() && pose.y + reach > area.y &&
           pose.y - reach < area.top();
}

} // namespace

Footprint::Footprint(const Pose& at, double width, double depth)
    : pose(at), widthM(width), depthM(depth), bounds(footprintBounds(at, width, depth)),
      axisAligned(std::fmod(at.yawDeg, 90.0) == 0.0)
{
}

bool overlap(const Footprint& a, const Footprint& b)
{
    if (!boundsOverlap(a.bounds, b.bounds))
        return false;
    if (a.axisAligned && b.axisAligned)
        return true;
    return footprintsOverlap(a.pose, a.widthM, a.depthM, b.pose, b.widthM, b.depthM, toleranceM);
}

std::string Obstacle::text() const
{
    return name ? std::string(kind) + " " + *name : std::string("a ") + kind;
}

std::vector<Obstacle> obstaclesIn(const Site& site, const Hall& hall, const std::optional<Rect>& area)
{
    std::vector<Obstacle> obstacles;
    const auto add = [&](const Pose& pose, double width, double depth, const char* kind,
                         const std::string* name, ObjectRef object) {
        if (!area || mayTouch(*area, pose, width, depth))
            obstacles.push_back({{pose, width, depth}, kind, name, object});
    };
    for (const Rack& rack : hall.racks) {
        const RackType& type = site.typeOf(rack);
        add(rack.pose, type.widthM, type.depthM, "rack", &rack.name, refTo(rack.id));
    }
    for (const Column& column : hall.columns) {
        const Point2 centre = column.area.centre();
        add({centre.x, centre.y, 0.0}, column.area.width, column.area.depth, "column", nullptr,
            refTo(column.id));
    }
    for (const Wall& wall : hall.walls) {
        const Point2 centre = wall.area.centre();
        add({centre.x, centre.y, 0.0}, wall.area.width, wall.area.depth, "wall", &wall.name, refTo(wall.id));
    }
    for (const AirHandler& unit : hall.airHandlers)
        add(unit.pose, unit.widthM, unit.depthM, "air handler", &unit.name, refTo(unit.id));
    for (const Cdu& cdu : hall.cdus)
        add(cdu.pose, cdu.widthM, cdu.depthM, "CDU", &cdu.name, refTo(cdu.id));
    return obstacles;
}

} // namespace hallwright
