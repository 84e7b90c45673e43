#include "core/layout/placement.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

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

} // namespace

Pose snappedToTiles(const Hall& hall, const RackType& type, const Pose& wanted)
{
    const TileGrid grid(hall, type.widthM, type.depthM, wanted.yawDeg);
    return grid.pose(grid.nearestColumn(wanted.x), grid.nearestRow(wanted.y));
}

std::optional<std::string> obstruction(const Site& site, const Hall& hall, const Rack& rack)
{
    const RackType& type = site.typeOf(rack);
    const Standing put{refTo(rack.id), rack.pose, type.widthM, type.depthM};
    const auto contact = contactOf(site, hall, put);
    return contact ? std::optional(refusal("rack " + rack.name, hall, put, *contact)) : std::nullopt;
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

} // namespace hallwright
