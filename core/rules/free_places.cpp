#include "core/rules/free_places.h"

#include "core/layout/clearances.h"
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

Footprint standingArea(const Footprint& rack)
{
    const Point2 centre =
        rack.pose.position() + frontDirection(rack.pose.yawDeg) * (rack.depthM / 2 + leastColdAisleM / 2);
    return {{centre.x, centre.y, rack.pose.yawDeg}, rack.widthM, leastColdAisleM};
}

double reachThroughWall(const Footprint& area, const Hall& hall)
{
    constexpr double toleranceM = 1e-6;
    const double reachM = std::max({-area.bounds.x, -area.bounds.y, area.bounds.right() - hall.widthM,
                                    area.bounds.top() - hall.depthM, 0.0});
    return reachM > toleranceM ? reachM : 0.0;
}

const Aisle* aisleAt(const Hall& hall, Point2 inHall)
{
    const auto found = std::ranges::find_if(hall.aisles, [&](const Aisle& aisle) {
        const Rect& area = aisle.area;
        return inHall.x > area.x && inHall.x < area.right() && inHall.y > area.y && inHall.y < area.top();
    });
    return found != hall.aisles.end() ? &*found : nullptr;
}

std::string placeText(const Pose& pose)
{
    const auto coordinate = [](double metres) { return fmt::format("{}", std::round(metres * 1e3) / 1e3); };
    return fmt::format("x {} m, y {} m", coordinate(pose.x), coordinate(pose.y));
}

FreePlaces::Thing FreePlaces::thing(std::size_t obstacle) const
{
    const Footprint& own = at_.obstacles[obstacle].footprint;
    return {own.widthM, own.depthM, own.pose.yawDeg, obstacle < at_.hall.racks.size()};
}

bool FreePlaces::isClear(const Footprint& footprint, std::size_t self) const
{
    at_.grid.findNear(footprint.bounds, near_);
    return std::ranges::none_of(near_, [&](std::uint32_t other) {
        return other != self && overlap(footprint, at_.obstacles[other].footprint);
    });
}

// In front of the racks about it.
bool FreePlaces::leavesRoom(const Footprint& footprint, std::size_t self) const
{
    const Rect& bounds = footprint.bounds;
    at_.grid.findNear({bounds.x - leastColdAisleM, bounds.y - leastColdAisleM,
                       bounds.width + 2 * leastColdAisleM, bounds.depth + 2 * leastColdAisleM},
                      near_);
    return std::ranges::none_of(near_, [&](std::uint32_t other) {
        return other != self && other < at_.hall.racks.size() &&
               overlap(standingArea(at_.obstacles[other].footprint), footprint);
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
    at_.grid.findNear(
        {bounds.x - reachM, bounds.y - reachM, bounds.width + 2 * reachM, bounds.depth + 2 * reachM}, near_);
    return std::ranges::any_of(near_, [&](std::uint32_t other) {
        const Footprint& its = at_.obstacles[other].footprint;
        return other != self && other < at_.hall.racks.size() &&
               (blowsAt(its, footprint) || blowsAt(footprint, its));
    });
}

bool FreePlaces::suits(const Thing& thing, const Pose& pose, std::size_t self) const
{
    const Footprint footprint(pose, thing.widthM, thing.depthM);
    const auto meets = [&](const Footprint& area) { return overlap(area, footprint); };
    if (reachThroughWall(footprint, at_.hall) > 0.0 || !isClear(footprint, self) ||
        !leavesRoom(footprint, self) ||
        std::ranges::any_of(at_.hall.aisles,
                            [&](const Aisle& aisle) { return meets(upright(aisle.area)); }) ||
        std::ranges::any_of(at_.hall.doors,
                            [&](const Door& door) { return meets(clearAreaOf(at_.hall, door)); }))
        return false;
    const Footprint before = standingArea(footprint);
    return !thing.isRack || (reachThroughWall(before, at_.hall) == 0.0 && isClear(before, self) &&
                             !isBlownAt(footprint, self));
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
    return snappedToTiles(at_.hall, size, {near.x, near.y, thing.yawDeg});
}

// With everything where it stands. Searched once for all things of one size that face one way: a hall full of findings
// has hundreds of them.
const std::vector<Pose>& FreePlaces::everywhere(const Thing& thing)
{
    const auto known = std::ranges::find(known_, thing, &Places::of);
    if (known != known_.end())
        return known->poses;
    const double pitchM = at_.hall.tilePitchM;
    std::vector<Pose> poses;
    for (double y = pitchM / 2; y < at_.hall.depthM; y += pitchM) {
        for (double x = pitchM / 2; x < at_.hall.widthM; x += pitchM) {
            const Pose pose = onTiles(thing, {x, y});
            if (suits(thing, pose, nobody))
                poses.push_back(pose);
        }
    }
    return known_.emplace_back(Places{thing, std::move(poses)}).poses;
}

std::optional<Pose> FreePlaces::nearestTo(std::size_t obstacle)
{
    const Thing own = thing(obstacle);
    const Pose& stands = at_.obstacles[obstacle].footprint.pose;
    const auto nearer = [&](const Pose& a, const Pose& b) { return apartM(a, stands) < apartM(b, stands); };
    // Places that it takes itself are free for it alone.
    constexpr int steps = 3;
    const double pitchM = at_.hall.tilePitchM;
    std::vector<Pose> about;
    for (int row = -steps; row <= steps; ++row) {
        for (int column = -steps; column <= steps; ++column) {
            const Pose pose = onTiles(own, {stands.x + column * pitchM, stands.y + row * pitchM});
            if (suits(own, pose, obstacle))
                about.push_back(pose);
        }
    }
    if (!about.empty())
        return *std::ranges::min_element(about, nearer);
    const std::vector<Pose>& all = everywhere(own);
    return all.empty() ? std::nullopt : std::optional(*std::ranges::min_element(all, nearer));
}

} // namespace hallwright
