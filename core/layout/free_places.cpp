#include "core/layout/free_places.h"

#include "core/layout/clearances.h"
#include "core/layout/free_floor.h"
#include "core/layout/placement.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace hallwright {

namespace {

constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

Footprint upright(const Rect& area)
{
    return {{area.centre().x, area.centre().y, 0.0}, area.width, area.depth};
}

double apartM(const Pose& a, const Pose& b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace

std::string placeText(const Pose& pose)
{
    const auto coordinate = [](double metres) { return fmt::format("{}", std::round(metres * 1e3) / 1e3); };
    return fmt::format("x {} m, y {} m", coordinate(pose.x), coordinate(pose.y));
}

FreePlaces::Thing FreePlaces::thing(std::size_t obstacle) const
{
    const Footprint& own = obstacles_[obstacle].footprint;
    return {own.widthM, own.depthM, own.pose.yawDeg, obstacle < hall_.racks.size()};
}

bool FreePlaces::isClear(const Footprint& footprint, std::size_t self) const
{
    grid_.findNear(footprint.bounds, near_);
    return std::ranges::none_of(near_, [&](std::uint32_t other) {
        return other != self && overlap(footprint, obstacles_[other].footprint);
    });
}

// In front of the racks about it.
bool FreePlaces::leavesRoom(const Footprint& footprint, std::size_t self) const
{
    const Rect& bounds = footprint.bounds;
    grid_.findNear({bounds.x - leastColdAisleM, bounds.y - leastColdAisleM,
                    bounds.width + 2 * leastColdAisleM, bounds.depth + 2 * leastColdAisleM},
                   near_);
    return std::ranges::none_of(near_, [&](std::uint32_t other) {
        return other != self && other < hall_.racks.size() &&
               overlap(floorBefore(obstacles_[other].footprint), footprint);
    });
}

namespace {

// As the estimate of recirculation sees it (core/physics/recirculation.h): straight from one's rear to another's front,
// no further than 3 m.
bool blowsAt(const Footprint& from, const Footprint& to)
{
    constexpr double reachM = 3.0;
    const Point2 blows = frontDirection(from.pose.yawDeg) * -1.0;
    const Point2 draws = frontDirection(to.pose.yawDeg);
    const Point2 way =
        to.pose.position() + draws * (to.depthM / 2) - (from.pose.position() + blows * (from.depthM / 2));
    return std::hypot(way.x, way.y) < reachM && way.x * blows.x + way.y * blows.y > 0.0 &&
           way.x * draws.x + way.y * draws.y < 0.0;
}

} // namespace

// Or blows at another.
bool FreePlaces::isBlownAt(const Footprint& footprint, std::size_t self) const
{
    constexpr double reachM = 4.0; // and half of a rack
    const Rect& bounds = footprint.bounds;
    grid_.findNear(
        {bounds.x - reachM, bounds.y - reachM, bounds.width + 2 * reachM, bounds.depth + 2 * reachM}, near_);
    return std::ranges::any_of(near_, [&](std::uint32_t other) {
        const Footprint& its = obstacles_[other].footprint;
        return other != self && other < hall_.racks.size() &&
               (blowsAt(its, footprint) || blowsAt(footprint, its));
    });
}

bool FreePlaces::suits(const Thing& thing, const Pose& pose, std::size_t self) const
{
    const Footprint footprint(pose, thing.widthM, thing.depthM);
    const auto meets = [&](const Footprint& area) { return overlap(area, footprint); };
    if (reachThroughWall(hall_, footprint.bounds) || !isClear(footprint, self) ||
        !leavesRoom(footprint, self) ||
        std::ranges::any_of(hall_.aisles, [&](const Aisle& aisle) { return meets(upright(aisle.area)); }) ||
        std::ranges::any_of(hall_.doors, [&](const Door& door) { return meets(clearAreaOf(hall_, door)); }))
        return false;
    const Footprint before = floorBefore(footprint);
    return !thing.isRack ||
           (!reachThroughWall(hall_, before.bounds) && isClear(before, self) && !isBlownAt(footprint, self));
}

bool FreePlaces::suits(std::size_t obstacle, const Pose& pose) const
{
    return suits(thing(obstacle), pose, obstacle);
}

Pose FreePlaces::onTiles(const Thing& thing, Point2 near) const
{
    RackType size;
    size.widthM = thing.widthM;
    size.depthM = thing.depthM;
    return snappedToTiles(hall_, size, {near.x, near.y, thing.yawDeg});
}

// With everything where it stands. Searched once for all things of one size that face one way: a hall full of findings
// has hundreds of them.
const std::vector<Pose>& FreePlaces::everywhere(const Thing& thing)
{
    const auto known = std::ranges::find(known_, thing, &Places::of);
    if (known != known_.end())
        return known->poses;
    const double pitchM = hall_.tilePitchM;
    std::vector<Pose> poses;
    for (double y = pitchM / 2; y < hall_.depthM; y += pitchM) {
        for (double x = pitchM / 2; x < hall_.widthM; x += pitchM) {
            const Pose pose = onTiles(thing, {x, y});
            if (suits(thing, pose, nobody))
                poses.push_back(pose);
        }
    }
    return known_.emplace_back(Places{thing, std::move(poses)}).poses;
}

// Places that it takes itself are free for it alone.
std::vector<Pose> FreePlaces::about(std::size_t obstacle) const
{
    const Thing own = thing(obstacle);
    const Pose& stands = obstacles_[obstacle].footprint.pose;
    constexpr int steps = 3;
    const double pitchM = hall_.tilePitchM;
    std::vector<Pose> about;
    for (int row = -steps; row <= steps; ++row) {
        for (int column = -steps; column <= steps; ++column) {
            const Pose pose = onTiles(own, {stands.x + column * pitchM, stands.y + row * pitchM});
            if (suits(own, pose, obstacle))
                about.push_back(pose);
        }
    }
    return about;
}

std::optional<Pose> FreePlaces::nearestTo(std::size_t obstacle, const Suits& also)
{
    const Pose& stands = obstacles_[obstacle].footprint.pose;
    const auto nearestOf = [&](const std::vector<Pose>& places) {
        std::optional<Pose> nearest;
        for (const Pose& place : places) {
            if ((!nearest || apartM(place, stands) < apartM(*nearest, stands)) && also(place))
                nearest = place;
        }
        return nearest;
    };
    const std::optional<Pose> near = nearestOf(about(obstacle));
    return near ? near : nearestOf(everywhere(thing(obstacle)));
}

} // namespace hallwright
