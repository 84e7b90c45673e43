#include "core/design/unit_floor.h"

#include "core/layout/clearances.h"
#include "core/layout/free_floor.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

// The unit's own floor, and enough before it to reach its filters, pumps and valves.
Footprint floorOf(double widthM, double depthM, const Pose& pose)
{
    const Point2 at = pose.position() + frontDirection(pose.yawDeg) * (leastServiceM / 2);
    return {{at.x, at.y, pose.yawDeg}, widthM, depthM + leastServiceM};
}

// A column has no name, and is told by its place.
std::string nameOf(const Obstacle& obstacle)
{
    const Pose& at = obstacle.footprint.pose;
    return obstacle.name ? obstacle.text()
                         : fmt::format("{} at x {:.1f} m, y {:.1f} m", obstacle.text(), at.x, at.y);
}

bool sharesFloor(const Footprint& unit, const Rect& area)
{
    const Point2 centre = area.centre();
    return overlap(unit, {{centre.x, centre.y, 0.0}, area.width, area.depth});
}

} // namespace

UnitFloor::UnitFloor(const Site& site, const Hall& hall) : hall_(hall), obstacles_(obstaclesIn(site, hall)) {}

std::optional<std::string> UnitFloor::blockedBy(double widthM, double depthM, const Pose& pose) const
{
    const Footprint floor = floorOf(widthM, depthM, pose);
    if (const auto wall = reachThroughWall(hall_, floor.bounds))
        return wall->wall;
    for (const Obstacle& obstacle : obstacles_) {
        if (overlap(floor, obstacle.footprint))
            return nameOf(obstacle);
    }
    for (const Door& door : hall_.doors) {
        if (overlap(floor, clearAreaOf(hall_, door)))
            return "door " + door.name;
    }
    if (std::ranges::any_of(taken_, [&](const Footprint& unit) { return overlap(floor, unit); }))
        return "the unit beside it";
    return std::nullopt;
}

bool UnitFloor::leavesAisles(const Footprint& unit) const
{
    const auto isBeside = [&](const Obstacle& obstacle) {
        const Footprint& rack = obstacle.footprint;
        return obstacle.object.kind == ObjectKind::Rack &&
               overlap(unit, {rack.pose, rack.widthM, rack.depthM + 2 * leastServiceM});
    };
    return std::ranges::none_of(hall_.rows, [&](const Row& row) { return sharesFloor(unit, row.area); }) &&
           std::ranges::none_of(hall_.aisles,
                                [&](const Aisle& aisle) { return sharesFloor(unit, aisle.area); }) &&
           std::ranges::none_of(obstacles_, isBeside);
}

std::optional<Pose> UnitFloor::nearestFree(double widthM, double depthM, const Pose& to) const
{
    constexpr double stepM = 0.3;
    std::vector<Pose> places;
    for (double y = depthM / 2; y <= hall_.depthM - depthM / 2; y += stepM) {
        for (double x = widthM / 2; x <= hall_.widthM - widthM / 2; x += stepM)
            places.push_back({x, y, to.yawDeg});
    }
    std::ranges::stable_sort(places, {},
                             [&](const Pose& at) { return std::hypot(at.x - to.x, at.y - to.y); });
    for (const Pose& at : places) {
        for (const double turnDeg : {0.0, 180.0, 90.0, 270.0}) {
            const Pose pose{at.x, at.y, std::fmod(at.yawDeg + turnDeg, 360.0)};
            if (leavesAisles({pose, widthM, depthM}) && !blockedBy(widthM, depthM, pose))
                return pose;
        }
    }
    return std::nullopt;
}

void UnitFloor::take(double widthM, double depthM, const Pose& pose)
{
    taken_.emplace_back(pose, widthM, depthM);
}

} // namespace hallwright::design
