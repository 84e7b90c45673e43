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

bool isInStorey(const Hall& hall, double elevationM)
{
    constexpr double aroundM = 1.0; // under a raised floor, over a ceiling
    return elevationM >= hall.floorElevationM - aroundM &&
           elevationM <= hall.floorElevationM + hall.heightM + aroundM;
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
