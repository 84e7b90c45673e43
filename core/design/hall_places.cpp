#include "core/design/hall_places.h"

#include "core/design/copies.h"
#include "core/design/row_places.h"
#include "core/layout/free_floor.h"

#include <algorithm>
#include <cmath>

namespace hallwright::design {

namespace {

bool runsAlongX(const Row& row)
{
    return row.area.width >= row.area.depth;
}

bool meet(const Rect& a, const Rect& b)
{
    return a.x < b.right() && b.x < a.right() && a.y < b.top() && b.y < a.top();
}

struct Extent {
    double fromM = 0.0, toM = 0.0;
};

Extent extentAlong(const Row& row, const Rect& area)
{
    return runsAlongX(row) ? Extent{area.x, area.right()} : Extent{area.y, area.top()};
}

// Gives away the free places of the rows, each once.
class RowSlots
{
public:
    explicit RowSlots(const FreeFloor& floor) : floor_(floor) {}

    // The nearest; it is taken from then on.
    std::optional<Standing> take(const Standing& rack)
    {
        std::optional<Standing> nearest;
        double leastM = 0.0;
        for (const Row& row : floor_.hall().rows) {
            for (const Standing& put : placesIn(row, rack)) {
                const Point2 way = put.pose.position() - rack.pose.position();
                const double awayM = std::hypot(way.x, way.y);
                if ((!nearest || awayM < leastM) && isFree(put)) {
                    nearest = put;
                    leastM = awayM;
                }
            }
        }
        if (nearest)
            taken_.push_back(*nearest);
        return nearest;
    }

private:
    // At the ends of the row, and beside what stands in it.
    std::vector<Standing> placesIn(const Row& row, const Standing& rack) const
    {
        constexpr double roundingM = 1e-6;
        const Extent area = extentAlong(row, row.area);
        Standing put = rack;
        put.pose.yawDeg = row.yawDeg;
        const Extent own = extentAlong(row, put.bounds());
        const double halfM = (own.toM - own.fromM) / 2;
        std::vector<Standing> places;
        const auto add = [&](double alongM) {
            if (alongM - halfM < area.fromM - roundingM || alongM + halfM > area.toM + roundingM)
                return;
            put.pose.x = runsAlongX(row) ? alongM : row.area.centre().x;
            put.pose.y = runsAlongX(row) ? row.area.centre().y : alongM;
            places.push_back(put);
        };
        const auto addBeside = [&](const Rect& neighbour) {
            const Extent its = extentAlong(row, neighbour);
            add(its.fromM - halfM);
            add(its.toM + halfM);
        };
        add(area.fromM + halfM);
        add(area.toM - halfM);
        for (const Obstacle& obstacle : floor_.obstacles()) {
            if (meet(obstacle.footprint.bounds, row.area))
                addBeside(obstacle.footprint.bounds);
        }
        for (const Standing& other : taken_) {
            if (meet(other.bounds(), row.area))
                addBeside(other.bounds());
        }
        return places;
    }

    bool isFree(const Standing& put) const
    {
        const Footprint own(put.pose, put.widthM, put.depthM);
        return floor_.isFree({put}) && !lieOnAisles(floor_.hall(), {put}) &&
               std::ranges::none_of(taken_, [&](const Standing& other) {
                   return overlap(own, Footprint(other.pose, other.widthM, other.depthM));
               });
    }

    const FreeFloor& floor_;
    std::vector<Standing> taken_;
};

std::optional<std::vector<Standing>> slotsFor(const FreeFloor& floor, const std::vector<Standing>& racks)
{
    RowSlots slots(floor);
    std::vector<Standing> put;
    for (const Standing& rack : racks) {
        const auto slot = slots.take(rack);
        if (!slot)
            return std::nullopt;
        put.push_back(*slot);
    }
    return put;
}

} // namespace

std::optional<std::vector<Standing>> placesInHall(const SitePtr& site, HallId hall,
                                                  const std::vector<Standing>& group)
{
    const FreeFloor floor(site, hall, {});
    const bool areRacks = std::ranges::all_of(
        group, [](const Standing& standing) { return standing.object.kind == ObjectKind::Rack; });
    if (areRacks) {
        if (standInRows(floor.hall(), group) && !lieOnAisles(floor.hall(), group) && floor.isFree(group))
            return group;
        if (auto put = slotsFor(floor, group))
            return put;
    }
    const auto offAisles = [&](const std::vector<Standing>& put) { return !lieOnAisles(floor.hall(), put); };
    const auto by = nearestFreeMove(floor, group, true, 30.0, offAisles);
    if (!by)
        return std::nullopt;
    std::vector<Standing> put = group;
    for (Standing& standing : put) {
        standing.pose.x += by->x;
        standing.pose.y += by->y;
    }
    return put;
}

} // namespace hallwright::design
