#include "core/layout/picking.h"

#include "core/layout/feed_reach.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

const Rack* rackAt(const Site& site, const Hall& hall, Point2 inHall)
{
    const auto holds = [&](const Rack& rack) {
        const RackType& type = site.typeOf(rack);
        const Point2 local = rotated(inHall - rack.pose.position(), -rack.pose.yawDeg);
        return std::abs(local.x) <= type.widthM / 2 && std::abs(local.y) <= type.depthM / 2;
    };
    const auto found = std::find_if(hall.racks.begin(), hall.racks.end(), holds);
    return found != hall.racks.end() ? &*found : nullptr;
}

namespace {

double distanceTo(Point2 from, Point2 to, Point2 point)
{
    const Point2 way = to - from, away = point - from;
    const double length2 = way.x * way.x + way.y * way.y;
    const double t = length2 > 0.0 ? std::clamp((away.x * way.x + away.y * way.y) / length2, 0.0, 1.0) : 0.0;
    return std::hypot(away.x - t * way.x, away.y - t * way.y);
}

} // namespace

bool isInStorey(const Hall& hall, double elevationM)
{
    constexpr double aroundM = 1.0; // under a raised floor, over a ceiling
    return elevationM >= hall.floorElevationM - aroundM &&
           elevationM <= hall.floorElevationM + hall.heightM + aroundM;
}

ObjectRef wayAt(const Site& site, const Hall& hall, Point2 inHall, double withinM)
{
    const Point2 at = hallToCampus(site.buildingOf(hall.id), hall, inHall);
    ObjectRef nearest;
    double nearestM = std::numeric_limits<double>::infinity();
    const auto look = [&](ObjectRef object, const std::vector<Point3>& pathM, double widthM) {
        for (std::size_t i = 1; i < pathM.size(); ++i) {
            const Point3 &a = pathM[i - 1], &b = pathM[i];
            const double awayM = distanceTo({a.x, a.y}, {b.x, b.y}, at);
            if (awayM <= std::max(withinM, widthM / 2) && awayM < nearestM &&
                isInStorey(hall, (a.z + b.z) / 2)) {
                nearest = object;
                nearestM = awayM;
            }
        }
    };
    for (const Pathway& pathway : site.pathways->pathways)
        look(refTo(pathway.id), pathway.pathM, pathway.widthM);
    for (const PipeRun& pipe : site.cooling->pipes)
        look(refTo(pipe.id), pipe.pathM, pipe.diameterM);
    return nearest;
}

Rect openingOf(const Hall& hall, const Door& door, double thicknessM)
{
    switch (door.wall) {
    case WallSide::South:
        return {door.offsetM, -thicknessM, door.widthM, thicknessM};
    case WallSide::North:
        return {door.offsetM, hall.depthM, door.widthM, thicknessM};
    case WallSide::West:
        return {-thicknessM, door.offsetM, thicknessM, door.widthM};
    case WallSide::East:
        break;
    }
    return {hall.widthM, door.offsetM, thicknessM, door.widthM};
}

ObjectRef doorAt(const Hall& hall, Point2 inHall, double thicknessM, double withinM)
{
    ObjectRef nearest;
    double nearestM = std::numeric_limits<double>::infinity();
    for (const Door& door : hall.doors) {
        const Rect opening = openingOf(hall, door, thicknessM);
        const double awayM = std::hypot(inHall.x - std::clamp(inHall.x, opening.x, opening.right()),
                                        inHall.y - std::clamp(inHall.y, opening.y, opening.top()));
        if (awayM <= withinM && awayM < nearestM) {
            nearest = refTo(door.id);
            nearestM = awayM;
        }
    }
    return nearest;
}

ObjectRef powerNodeAt(const Site& site, const Hall& hall, Point2 inHall, double withinM)
{
    const Building& building = site.buildingOf(hall.id);
    ObjectRef nearest;
    double nearestM = std::numeric_limits<double>::infinity();
    for (const PowerNode& node : site.power->nodes) {
        if (node.hall != hall.id)
            continue;
        const double awayM = feedPlaceOf(building, hall, node).distanceTo(inHall);
        if (awayM <= withinM && awayM < nearestM) {
            nearest = refTo(node.id);
            nearestM = awayM;
        }
    }
    return nearest;
}

HallId hallAt(const Site& site, Point2 inCampus)
{
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const Point2 at = campusToHall(*building, *hall, inCampus);
            if (at.x >= 0.0 && at.y >= 0.0 && at.x <= hall->widthM && at.y <= hall->depthM)
                return hall->id;
        }
    }
    return {};
}

} // namespace hallwright
