#include "core/layout/clearances.h"

#include <algorithm>
#include <limits>

namespace hallwright {

Footprint floorBefore(const Footprint& rack)
{
    const Point2 centre =
        rack.pose.position() + frontDirection(rack.pose.yawDeg) * (rack.depthM / 2 + leastColdAisleM / 2);
    return {{centre.x, centre.y, rack.pose.yawDeg}, rack.widthM, leastColdAisleM};
}

Footprint clearAreaOf(const Hall& hall, const Door& door)
{
    const double along = door.offsetM + door.widthM / 2;
    const double in = clearBeforeDoorM / 2;
    switch (door.wall) {
    case WallSide::South:
        return {{along, in, 0.0}, door.widthM, clearBeforeDoorM};
    case WallSide::North:
        return {{along, hall.depthM - in, 0.0}, door.widthM, clearBeforeDoorM};
    case WallSide::West:
        return {{in, along, 0.0}, clearBeforeDoorM, door.widthM};
    case WallSide::East:
        break;
    }
    return {{hall.widthM - in, along, 0.0}, clearBeforeDoorM, door.widthM};
}

namespace {

// From a side at `halfDepthM` before a place to the nearest corner of what stands before it, the way it faces.
double clearUpTo(Point2 place, Point2 forward, double halfDepthM, const Footprint& other)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (const Point2 corner : footprintCorners(other.pose, other.widthM, other.depthM)) {
        const Point2 away = corner - place;
        nearest = std::min(nearest, away.x * forward.x + away.y * forward.y - halfDepthM);
    }
    return std::max(nearest, 0.0);
}

// How far an area reaches through a wall of the room.
double throughWall(const Rect& area, const Hall& hall)
{
    return std::max({-area.x, -area.y, area.right() - hall.widthM, area.top() - hall.depthM, 0.0});
}

} // namespace

std::optional<Narrowing> narrowingBefore(const Hall& hall, const std::vector<Obstacle>& obstacles,
                                         const CellGrid& grid, std::size_t index, double yawDeg,
                                         double neededM, std::vector<std::uint32_t>& near)
{
    constexpr double toleranceM = 1e-6;
    const Footprint& own = obstacles[index].footprint;
    const Point2 forward = frontDirection(yawDeg);
    const Point2 centre = own.pose.position() + forward * (own.depthM / 2 + neededM / 2);
    const Footprint area({centre.x, centre.y, yawDeg}, own.widthM, neededM);
    std::optional<Narrowing> found;
    if (const double throughM = throughWall(area.bounds, hall); throughM > toleranceM)
        found = {std::max(neededM - throughM, 0.0), "the wall", {}};
    grid.findNear(area.bounds, near);
    for (const std::uint32_t other : near) {
        if (other == index || !overlap(area, obstacles[other].footprint))
            continue;
        const double clearM =
            clearUpTo(own.pose.position(), forward, own.depthM / 2, obstacles[other].footprint);
        if (!found || clearM < found->clearM)
            found = {clearM, obstacles[other].text(), other};
    }
    return found;
}

} // namespace hallwright
