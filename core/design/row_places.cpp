#include "core/design/row_places.h"

#include "core/design/by_hand.h"
#include "core/design/copies.h"
#include "core/design/rack_contents.h"
#include "core/layout/clearances.h"
#include "core/layout/free_floor.h"
#include "core/layout/free_places.h"
#include "core/layout/rows.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hallwright::design {

namespace {

bool isLevel(const Row& row)
{
    return row.area.width >= row.area.depth;
}

struct Span {
    double from = 0.0;
    double to = 0.0;
};

Span spanAlong(const Row& row, const Rect& area)
{
    return isLevel(row) ? Span{area.x, area.right()} : Span{area.y, area.top()};
}

Footprint footprintOf(const Standing& standing)
{
    return {standing.pose, standing.widthM, standing.depthM};
}

class RowPlaces
{
public:
    RowPlaces(const Site& site, const Hall& hall)
        : hall_(hall), obstacles_(obstaclesIn(site, hall)), grid_(obstacles_),
          places_(hall_, obstacles_, grid_), racksOfRows_(racksByRow(hall))
    {
    }

    // The nearest that no other copy has; it is taken from then on.
    std::optional<Standing> take(const Standing& rack)
    {
        const std::size_t own = rowAt(hall_, rack.pose.position()).value();
        std::optional<Taken> best;
        std::tuple<bool, double> least;
        for (std::size_t row = 0; row < hall_.rows.size(); ++row) {
            if (isLevel(hall_.rows[row]) != isLevel(hall_.rows[own]))
                continue;
            for (const Standing& place : placesAlong(rack, own, row)) {
                const Point2 way = place.pose.position() - rack.pose.position();
                const std::tuple further(row != own, std::hypot(way.x, way.y));
                if (!best || further < least) {
                    best = Taken{place, row};
                    least = further;
                }
            }
        }
        if (!best)
            return std::nullopt;
        taken_.push_back(*best);
        return best->standing;
    }

private:
    struct Taken {
        Standing standing;
        std::size_t row = 0;
    };

    // As the rack stands in its own row, so in the other: as far from its middle, faced the same way by it.
    Standing inRow(const Standing& rack, const Row& own, const Row& row, double alongM) const
    {
        const Point2 off = rotated(rack.pose.position() - own.area.centre(), -own.yawDeg);
        const Point2 across = rotated({0.0, off.y}, row.yawDeg);
        const Point2 middle = row.area.centre();
        Standing put = rack;
        put.pose.x = isLevel(row) ? alongM : middle.x + across.x;
        put.pose.y = isLevel(row) ? middle.y + across.y : alongM;
        put.pose.yawDeg = std::fmod(rack.pose.yawDeg - own.yawDeg + row.yawDeg + 360.0, 360.0);
        return put;
    }

    bool makesRowLonger(const Row& row, const Standing& put) const
    {
        constexpr double roundingM = 1e-6;
        const Span area = spanAlong(row, row.area), rack = spanAlong(row, put.bounds());
        return rack.from < area.from - roundingM || rack.to > area.to + roundingM;
    }

    bool inLine(const Row& row, const Standing& put) const
    {
        constexpr double touchingM = 0.05; // as lengthenRow
        const Point2 off = put.pose.position() - row.area.centre();
        return std::abs(isLevel(row) ? off.y : off.x) <= touchingM;
    }

    // Filters, fans and pumps come out of the front of air handlers and CDUs.
    bool standsBeforeAUnit(const Footprint& place) const
    {
        return std::ranges::any_of(obstacles_, [&](const Obstacle& unit) {
            const bool isServiced =
                unit.object.kind == ObjectKind::AirHandler || unit.object.kind == ObjectKind::Cdu;
            return isServiced && overlap(place, floorBefore(unit.footprint));
        });
    }

    // A rack that itself lacks room, as in a hall whose rows all face one way, is not to be the first that has it.
    bool suits(const Standing& put, std::size_t index) const
    {
        const Footprint place = footprintOf(put);
        const auto meets = [&](const Footprint& other) { return overlap(place, other); };
        if (meets(obstacles_[index].footprint) || standsBeforeAUnit(place) ||
            std::ranges::any_of(taken_, [&](const Taken& copy) { return meets(footprintOf(copy.standing)); }))
            return false;
        if (places_.suits(index, obstacles_[index].footprint.pose))
            return places_.suits(index, put.pose);
        return !reachThroughWall(hall_, place.bounds) &&
               std::ranges::none_of(obstacles_,
                                    [&](const Obstacle& other) { return meets(other.footprint); }) &&
               std::ranges::none_of(hall_.aisles, [&](const Aisle& a) {
                   return meets({{a.area.centre().x, a.area.centre().y, 0.0}, a.area.width, a.area.depth});
               });
    }

    // Side by side with what stands in the row; all along an empty one.
    std::vector<Standing> placesAlong(const Standing& rack, std::size_t own, std::size_t at) const
    {
        const Row& row = hall_.rows[at];
        const auto index = static_cast<std::size_t>(
            std::ranges::find(hall_.racks, RackId{rack.object.id}, &Rack::id) - hall_.racks.begin());
        const auto putAt = [&](double alongM) { return inRow(rack, hall_.rows[own], row, alongM); };
        const Span size = spanAlong(row, putAt(0.0).bounds());
        const double widthM = size.to - size.from;
        std::vector<Standing> found;
        const auto add = [&](double alongM) {
            const Standing put = putAt(alongM);
            if ((!makesRowLonger(row, put) || inLine(row, put)) && suits(put, index))
                found.push_back(put);
        };
        const auto addBeside = [&](const Rect& neighbour) {
            const Span span = spanAlong(row, neighbour);
            add(span.from - widthM / 2);
            add(span.to + widthM / 2);
        };
        for (const std::size_t other : racksOfRows_[at])
            addBeside(obstacles_[other].footprint.bounds);
        for (const Taken& copy : taken_) {
            if (copy.row == at)
                addBeside(copy.standing.bounds());
        }
        if (racksOfRows_[at].empty()) {
            const Span area = spanAlong(row, row.area);
            for (double alongM = area.from + widthM / 2; alongM + widthM / 2 <= area.to; alongM += widthM)
                add(alongM);
        }
        return found;
    }

    const Hall& hall_;
    std::vector<Obstacle> obstacles_;
    CellGrid grid_;
    FreePlaces places_;
    std::vector<std::vector<std::size_t>> racksOfRows_;
    std::vector<Taken> taken_;
};

} // namespace

bool standInRows(const Hall& hall, const std::vector<Standing>& standings)
{
    return std::ranges::all_of(standings, [&](const Standing& standing) {
        return standing.object.kind == ObjectKind::Rack && rowAt(hall, standing.pose.position());
    });
}

std::optional<std::vector<Standing>> placesInRows(const Site& site, const Hall& hall,
                                                  const std::vector<Standing>& racks)
{
    RowPlaces places(site, hall);
    std::vector<Standing> put;
    for (const Standing& rack : racks) {
        const auto place = places.take(rack);
        if (!place)
            return std::nullopt;
        put.push_back(*place);
    }
    return put;
}

std::vector<ObjectRef> addCopiesInRows(SiteEdit& edit, HallId id, const std::vector<Standing>& put)
{
    for (const Standing& standing : put)
        lengthenRow(edit, id, standing.bounds());
    std::vector<ObjectRef> copies = addCopies(edit, id, put);
    for (std::size_t i = 0; i < put.size(); ++i) {
        const Hall& hall = edit.site().hall(id);
        const RackId copy{copies[i].id};
        const Pose was = edit.site().rack(RackId{put[i].object.id}).pose;
        if (rowAt(hall, was.position()) == rowAt(hall, put[i].pose.position()))
            continue;
        const std::string before = edit.site().rack(copy).name;
        std::string name =
            nameAt(hall, put[i].pose, {copies.begin() + static_cast<std::ptrdiff_t>(i), copies.end()});
        edit.change(copy).name = std::move(name);
        renameDevices(edit, copy, before);
        connectToNearest(edit, id, copy);
    }
    return copies;
}

} // namespace hallwright::design
