#include "core/design/air_handlers.h"

#include "core/design/catalogue_types.h"
#include "core/design/placing.h"
#include "core/design/rule_error.h"
#include "core/layout/clearances.h"
#include "core/model/names.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::design {

std::string_view abbreviationOf(AirHandlerKind kind)
{
    return kind == AirHandlerKind::Crah ? "CRAH" : "FW";
}

namespace {

// Back to the wall, front into the room; `along` is the unit's centre, measured from the wall's west or south end.
Pose poseAtWall(const Hall& hall, WallSide wall, double along, double depthM)
{
    switch (wall) {
    case WallSide::South:
        return {along, depthM / 2, 180.0};
    case WallSide::North:
        return {along, hall.depthM - depthM / 2, 0.0};
    case WallSide::West:
        return {depthM / 2, along, 90.0};
    case WallSide::East:
        return {hall.widthM - depthM / 2, along, 270.0};
    }
    return {};
}

bool hasHandlerNamed(const Hall& hall, const std::string& name)
{
    return std::any_of(hall.airHandlers.begin(), hall.airHandlers.end(),
                       [&](const AirHandler& unit) { return unit.name == name; });
}

std::string freeName(const Hall& hall, AirHandlerKind kind)
{
    std::size_t number = hall.airHandlers.size();
    std::string name;
    do {
        name = fmt::format("{}-{}{:02}", hall.name, abbreviationOf(kind), ++number);
    } while (hasHandlerNamed(hall, name));
    return name;
}

constexpr double tolerance = 1e-9;

bool runsAlongX(WallSide wall)
{
    return wall == WallSide::South || wall == WallSide::North;
}

double lengthOf(const Hall& hall, WallSide wall)
{
    return runsAlongX(wall) ? hall.widthM : hall.depthM;
}

// Where `count` units stand in the middle of equal parts of the wall.
std::vector<Pose> posesAlong(const Hall& hall, WallSide wall, int count, double depthM)
{
    const double pitch = lengthOf(hall, wall) / count;
    std::vector<Pose> poses;
    poses.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        poses.push_back(poseAtWall(hall, wall, (i + 0.5) * pitch, depthM));
    return poses;
}

// The units' own floor, and enough before them to reach their filters and the racks that they face.
Footprint floorOf(const AirHandler& unit, const Pose& pose)
{
    const Point2 at = pose.position() + frontDirection(pose.yawDeg) * (leastColdAisleM / 2);
    return {{at.x, at.y, pose.yawDeg}, unit.widthM, unit.depthM + leastColdAisleM};
}

bool isWithin(const Hall& hall, const Rect& area)
{
    return area.x >= -tolerance && area.y >= -tolerance && area.right() <= hall.widthM + tolerance &&
           area.top() <= hall.depthM + tolerance;
}

// Whether all `count` stand clear of what is in the hall and of its doors.
bool standClear(const Site& site, const Hall& hall, const AirHandler& unit, WallSide wall, int count)
{
    if (count * unit.widthM > lengthOf(hall, wall) + tolerance)
        return false;
    const std::vector<Obstacle> obstacles = obstaclesIn(site, hall);
    const std::vector<Pose> poses = posesAlong(hall, wall, count, unit.depthM);
    return std::all_of(poses.begin(), poses.end(), [&](const Pose& pose) {
        const Footprint floor = floorOf(unit, pose);
        return isWithin(hall, floor.bounds) &&
               std::none_of(obstacles.begin(), obstacles.end(),
                            [&](const Obstacle& obstacle) { return overlap(floor, obstacle.footprint); }) &&
               std::none_of(hall.doors.begin(), hall.doors.end(),
                            [&](const Door& door) { return overlap(floor, clearAreaOf(hall, door)); });
    });
}

int mostAlong(const Site& site, const Hall& hall, const AirHandler& unit, WallSide wall, int count)
{
    while (count > 0 && !standClear(site, hall, unit, wall, count))
        --count;
    return count;
}

void stand(Hall& hall, AirHandler unit, WallSide wall, int count)
{
    for (const Pose& pose : posesAlong(hall, wall, count, unit.depthM)) {
        unit.pose = pose;
        hall.airHandlers.push_back(unit);
    }
}

} // namespace

std::vector<UnitsAtWall> placesFor(const Site& site, HallId hallId, AirHandlerTypeId type, int count,
                                   const std::vector<WallSide>& walls)
{
    Hall hall = site.hall(hallId); // with the units placed so far
    const AirHandler unit = ofType(site, type);
    std::vector<UnitsAtWall> places;
    for (const WallSide wall : walls) {
        const int here = mostAlong(site, hall, unit, wall, count);
        if (here == 0)
            continue;
        stand(hall, unit, wall, here);
        places.push_back({wall, here});
        count -= here;
        if (count == 0)
            break;
    }
    return places;
}

HandlersReport placeAirHandlers(SiteEdit& edit, HallId hallId, const HandlerRule& rule)
{
    HandlersReport report;
    AirHandler unit = ofType(edit.site(), rule.type);
    unit.loop = rule.loop;
    const Hall& before = edit.site().hall(hallId);
    const double wallM = lengthOf(before, rule.wall);
    const double pitch = wallM / rule.count;
    if (pitch < unit.widthM - tolerance) {
        throw RuleError(
            fmt::format("{} units of {:g} m need {:g} m of wall, but the {} wall is {:g} m long; take "
                        "fewer units.",
                        rule.count, unit.widthM, rule.count * unit.widthM, nameOf(rule.wall), wallM));
    }
    const std::vector<Pose> poses = posesAlong(before, rule.wall, rule.count, unit.depthM);
    for (int i = 0; i < rule.count; ++i) {
        const Hall& hall = edit.site().hall(hallId);
        unit.name = freeName(hall, unit.kind);
        unit.pose = poses[static_cast<std::size_t>(i)];
        requireInside("air handler " + unit.name, footprintBounds(unit.pose, unit.widthM, unit.depthM),
                      "hall " + hall.name, hall.widthM, hall.depthM);
        report.added.push_back(edit.addTo(hallId, unit));
    }
    report.reasons.push_back(fmt::format(
        "{} units stand every {:g} m along the {} wall of hall {}, and move {:g} m³/s.", rule.count, pitch,
        nameOf(rule.wall), edit.site().hall(hallId).name, rule.count * unit.airflowM3s));
    return report;
}

} // namespace hallwright::design
