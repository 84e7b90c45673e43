#include "core/layout/placement.h"

#include "core/layout/obstacles.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright {

namespace {

// As in checkRack: coordinates come from sums of decimal fractions.
constexpr double wallToleranceM = 1e-6;

// The centres at which a footprint's least corner lies on a tile crossing. Poses are made from whole tile
// numbers, so that snapping a snapped pose changes no bit of it.
class TileGrid
{
public:
    TileGrid(const Hall& hall, double widthM, double depthM, double yawDeg)
        : pitchM_(hall.tilePitchM), size_(footprintBounds({0.0, 0.0, yawDeg}, widthM, depthM)),
          yawDeg_(yawDeg)
    {
    }

    double nearestColumn(double x) const { return std::round((x - size_.width / 2) / pitchM_); }
    double nearestRow(double y) const { return std::round((y - size_.depth / 2) / pitchM_); }
    Pose pose(double column, double row) const
    {
        return {column * pitchM_ + size_.width / 2, row * pitchM_ + size_.depth / 2, yawDeg_};
    }

private:
    double pitchM_;
    Rect size_;
    double yawDeg_;
};

struct WallContact {
    const char* wall;
    double reachM; // through the wall
};

std::optional<WallContact> wallContact(const Hall& hall, const Rect& bounds)
{
    const WallContact contacts[] = {{"west", -bounds.x},
                                    {"east", bounds.right() - hall.widthM},
                                    {"south", -bounds.y},
                                    {"north", bounds.top() - hall.depthM}};
    const auto worst = std::max_element(std::begin(contacts), std::end(contacts),
                                        [](const auto& a, const auto& b) { return a.reachM < b.reachM; });
    return worst->reachM > wallToleranceM ? std::optional(*worst) : std::nullopt;
}

std::vector<Pose> candidatesByDistance(const TileGrid& grid, const Hall& hall, const Pose& wanted,
                                       double reachM)
{
    const double column = grid.nearestColumn(wanted.x);
    const double row = grid.nearestRow(wanted.y);
    const double steps = std::floor(reachM / hall.tilePitchM) + 1.0;
    std::vector<std::pair<double, Pose>> ranked;
    for (double dy = -steps; dy <= steps; ++dy) {
        for (double dx = -steps; dx <= steps; ++dx) {
            const Pose pose = grid.pose(column + dx, row + dy);
            const double distance = std::hypot(pose.x - wanted.x, pose.y - wanted.y);
            if (distance <= reachM)
                ranked.emplace_back(distance, pose);
        }
    }
    // Stable, so that equally near poses are always tried in the same order.
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Pose> candidates;
    candidates.reserve(ranked.size());
    for (const auto& [distance, pose] : ranked)
        candidates.push_back(pose);
    return candidates;
}

// The obstacles a footprint could meet anywhere within the reach.
std::vector<Footprint> obstaclesWithin(const Site& site, const Hall& hall, const Rack& rack,
                                       const Pose& wanted, double reachM)
{
    const RackType& type = site.typeOf(rack);
    const double sideM = 2.0 * reachM + std::hypot(type.widthM, type.depthM);
    const Rect searched{wanted.x - sideM / 2, wanted.y - sideM / 2, sideM, sideM};
    std::vector<Footprint> near;
    for (const Obstacle& obstacle : obstaclesIn(site, hall, searched)) {
        const bool isItself = rack.id.valid() && obstacle.object == refTo(rack.id);
        if (!isItself)
            near.push_back(obstacle.footprint);
    }
    return near;
}

} // namespace

Pose snappedToTiles(const Hall& hall, const RackType& type, const Pose& wanted)
{
    const TileGrid grid(hall, type.widthM, type.depthM, wanted.yawDeg);
    return grid.pose(grid.nearestColumn(wanted.x), grid.nearestRow(wanted.y));
}

std::optional<std::string> obstruction(const Site& site, const Hall& hall, const Rack& rack)
{
    const RackType& type = site.typeOf(rack);
    const Footprint footprint(rack.pose, type.widthM, type.depthM);
    const auto sentence = [&](const std::string& reason) {
        return fmt::format("Rack {} cannot stand at x {:.2f} m, y {:.2f} m in hall {}: {}.", rack.name,
                           rack.pose.x, rack.pose.y, hall.name, reason);
    };
    if (const auto contact = wallContact(hall, footprint.bounds))
        return sentence(
            fmt::format("it would reach {:.2f} m through the {} wall", contact->reachM, contact->wall));
    for (const Obstacle& obstacle : obstaclesIn(site, hall, footprint.bounds)) {
        const bool isItself = rack.id.valid() && obstacle.object == refTo(rack.id);
        if (!isItself && overlap(footprint, obstacle.footprint))
            return sentence(obstacle.text() + " is in the way");
    }
    return std::nullopt;
}

namespace {

// Whether the line from a to b goes through a rectangle: what is left of it after each side's cut (Liang and Barsky).
bool crosses(const Rect& area, Point2 a, Point2 b)
{
    double enters = 0.0, leaves = 1.0;
    const auto cut = [&](double from, double to, double least, double most) {
        const double way = to - from;
        if (way == 0.0)
            return from > least && from < most;
        const auto [first, last] = std::minmax({(least - from) / way, (most - from) / way});
        enters = std::max(enters, first);
        leaves = std::min(leaves, last);
        return true;
    };
    return cut(a.x, b.x, area.x, area.right()) && cut(a.y, b.y, area.y, area.top()) && enters < leaves;
}

} // namespace

std::optional<Pose> nearestFree(const FreeFloor& floor, const Standing& wanted, Point2 from, double reachM)
{
    const TileGrid grid(floor.hall(), wanted.widthM, wanted.depthM, wanted.pose.yawDeg);
    for (const Pose& candidate : candidatesByDistance(grid, floor.hall(), wanted.pose, reachM)) {
        Standing there = wanted;
        there.pose = candidate;
        const auto inTheWay = [&](const Obstacle& obstacle) {
            return crosses(obstacle.footprint.bounds, from, candidate.position());
        };
        if (floor.isFree({there}) &&
            std::none_of(floor.obstacles().begin(), floor.obstacles().end(), inTheWay))
            return candidate;
    }
    return std::nullopt;
}

std::optional<Pose> nearestFreePose(const Site& site, const Hall& hall, const Rack& rack, const Pose& wanted,
                                    double reachM)
{
    const RackType& type = site.typeOf(rack);
    const TileGrid grid(hall, type.widthM, type.depthM, wanted.yawDeg);
    const std::vector<Footprint> near = obstaclesWithin(site, hall, rack, wanted, reachM);
    for (const Pose& candidate : candidatesByDistance(grid, hall, wanted, reachM)) {
        const Footprint footprint(candidate, type.widthM, type.depthM);
        const bool taken = wallContact(hall, footprint.bounds) ||
                           std::any_of(near.begin(), near.end(),
                                       [&](const Footprint& other) { return overlap(footprint, other); });
        if (!taken)
            return candidate;
    }
    return std::nullopt;
}

} // namespace hallwright
