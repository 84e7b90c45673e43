// Where things stand in a hall, each rule beside what it holds things against.
#include "core/rules/rule_checks.h"

#include "core/layout/clearances.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <string_view>

namespace hallwright {

namespace {

constexpr double gravityMs2 = 9.80665;

// One rack under examination.
struct Place {
    const CheckedLayout& at;
    const Rack& rack;
    const RackType& type;
    std::size_t index; // among the obstacles

    const Footprint& footprint() const { return at.obstacles[index].footprint; }
};

template <class Visit>
void forEachRack(const CheckedLayout& at, Visit&& visit)
{
    for (std::size_t i = 0; i < at.hall.racks.size(); ++i) {
        const Rack& rack = at.hall.racks[i];
        visit(Place{at, rack, at.site.typeOf(rack), i});
    }
}

std::string rackIn(const Place& place)
{
    return fmt::format("Rack {} in hall {}", place.rack.name, place.at.hall.name);
}

} // namespace

// A pair is one finding, of the rack that comes first.
void checkOverlaps(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    forEachRack(at, [&](const Place& place) {
        at.grid.findNear(place.footprint().bounds, near);
        for (const std::uint32_t other : near) {
            if (other <= place.index || !overlap(place.footprint(), at.obstacles[other].footprint))
                continue;
            const std::string what = at.obstacles[other].text();
            sink.add(refTo(place.rack.id), {}, fmt::format("{} overlaps {}.", rackIn(place), what),
                     fmt::format("Move rack {} clear of {}.", place.rack.name, what))
                .other = at.obstacles[other].object;
        }
    });
}

namespace {

// The floor a person needs in front of the rack.
Footprint standingArea(const Place& place)
{
    const Pose& pose = place.rack.pose;
    const Point2 forward = frontDirection(pose.yawDeg);
    const Point2 centre = pose.position() + forward * (place.type.depthM / 2 + leastColdAisleM / 2);
    return {{centre.x, centre.y, pose.yawDeg}, place.type.widthM, leastColdAisleM};
}

// From the rack's front to the nearest corner of what stands before it, along the way the rack faces.
double clearanceTo(const Place& place, const Footprint& other)
{
    const Point2 forward = frontDirection(place.rack.pose.yawDeg);
    double nearest = std::numeric_limits<double>::infinity();
    for (const Point2 corner : footprintCorners(other.pose, other.widthM, other.depthM)) {
        const Point2 away = corner - place.rack.pose.position();
        nearest = std::min(nearest, away.x * forward.x + away.y * forward.y - place.type.depthM / 2);
    }
    return std::max(nearest, 0.0);
}

// How far the standing area reaches through a wall, along the way the rack faces; 0 if it does not.
double reachThroughWall(const Footprint& area, const Hall& hall)
{
    constexpr double toleranceM = 1e-6;
    const double reach = std::max({-area.bounds.x, -area.bounds.y, area.bounds.right() - hall.widthM,
                                   area.bounds.top() - hall.depthM, 0.0});
    return reach > toleranceM ? std::min(reach, leastColdAisleM) : 0.0;
}

void checkColdAisle(const Place& place, std::vector<std::uint32_t>& near, FindingSink& sink)
{
    const CheckedLayout& at = place.at;
    const Footprint area = standingArea(place);
    double clearM = leastColdAisleM;
    std::string nearest;
    ObjectRef object;
    if (const double reach = reachThroughWall(area, at.hall); reach > 0.0) {
        clearM -= reach;
        nearest = "the wall";
    }
    at.grid.findNear(area.bounds, near);
    for (const std::uint32_t other : near) {
        if (other == place.index || !overlap(area, at.obstacles[other].footprint))
            continue;
        const double clearance = clearanceTo(place, at.obstacles[other].footprint);
        if (clearance < clearM) {
            clearM = clearance;
            nearest = at.obstacles[other].text();
            object = at.obstacles[other].object;
        }
    }
    if (nearest.empty())
        return;
    sink.add(refTo(place.rack.id), Figure{clearM, leastColdAisleM, "m"},
             fmt::format("{} has {:.2f} m clear in front of it, up to {}; at least {:.2f} m is needed.",
                         rackIn(place), clearM, nearest, leastColdAisleM),
             fmt::format("Move rack {} back by {:.2f} m, or what stands before it.", place.rack.name,
                         leastColdAisleM - clearM))
        .other = object;
}

} // namespace

void checkColdAisles(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    forEachRack(at, [&](const Place& place) { checkColdAisle(place, near, sink); });
}

void checkFloorLoads(const CheckedLayout& at, FindingSink& sink)
{
    const double ratedPa = at.hall.floorRatingPa;
    forEachRack(at, [&](const Place& place) {
        const double areaM2 = place.type.widthM * place.type.depthM;
        const double pressurePa = place.rack.massKg * gravityMs2 / areaM2;
        if (pressurePa <= ratedPa)
            return;
        sink.add(refTo(place.rack.id), Figure{pressurePa, ratedPa, "Pa"},
                 fmt::format("{} loads the floor with {:.2f} kPa ({} kg on {:.2f} m²); the floor is "
                             "rated for {:.2f} kPa.",
                             rackIn(place), pressurePa / 1e3, grouped(place.rack.massKg), areaM2,
                             ratedPa / 1e3),
                 fmt::format("Keep rack {} at {} kg or less, or spread its load over more floor.",
                             place.rack.name, grouped(ratedPa * areaM2 / gravityMs2)));
    });
}

namespace {

// From the door's wall to what stands before it.
double clearBefore(const Hall& hall, const Door& door, const Rect& bounds)
{
    switch (door.wall) {
    case WallSide::South:
        return bounds.y;
    case WallSide::North:
        return hall.depthM - bounds.top();
    case WallSide::West:
        return bounds.x;
    case WallSide::East:
        break;
    }
    return hall.widthM - bounds.right();
}

} // namespace

void checkDoors(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    for (const Door& door : at.hall.doors) {
        const Footprint area = clearAreaOf(at.hall, door);
        at.grid.findNear(area.bounds, near);
        for (const std::uint32_t index : near) {
            const Obstacle& obstacle = at.obstacles[index];
            const ObjectRef object = at.obstacles[index].object;
            // Columns and air handlers were there when the door was made.
            const bool movable = object.kind == ObjectKind::Rack || object.kind == ObjectKind::Cdu;
            if (!movable || !overlap(area, obstacle.footprint))
                continue;
            const double clearM = std::max(clearBefore(at.hall, door, obstacle.footprint.bounds), 0.0);
            std::string what = obstacle.text();
            sink.add(object, Figure{clearM, clearBeforeDoorM, "m"},
                     fmt::format("Door {} of hall {} has {:.2f} m clear before it, up to {}; {:.2f} m over "
                                 "its width is needed.",
                                 door.name, at.hall.name, clearM, what, clearBeforeDoorM),
                     fmt::format("Move {} away from the door by {:.2f} m.", what, clearBeforeDoorM - clearM))
                .other = refTo(door.id);
        }
    }
}

// Lists, labels and inventories find a rack by its name in its hall.
void checkNames(const CheckedLayout& at, FindingSink& sink)
{
    std::map<std::string_view, const Rack*> named;
    for (const Rack& rack : at.hall.racks) {
        const auto [first, isNew] = named.try_emplace(rack.name, &rack);
        if (isNew)
            continue;
        sink.add(refTo(rack.id), {},
                 fmt::format("Hall {} has more than one rack named {}.", at.hall.name, rack.name),
                 fmt::format("Give one of the racks named {} a name of its own.", rack.name))
            .other = refTo(first->second->id);
    }
}

} // namespace hallwright
