#include "core/layout/picking.h"

#include <algorithm>
#include <cmath>

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
