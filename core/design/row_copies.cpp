#include "core/design/row_copies.h"

#include "core/design/copies.h"
#include "core/layout/free_places.h"
#include "core/layout/obstacles.h"
#include "core/layout/row_objects.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>

namespace hallwright::design {

namespace {

bool runsLevel(const Row& row)
{
    return row.area.width >= row.area.depth;
}

bool faceAlike(const Row& a, const Row& b)
{
    return std::abs(std::remainder(a.yawDeg - b.yawDeg, 360.0)) < 1.0;
}

double acrossM(const Row& row)
{
    return runsLevel(row) ? row.area.centre().y : row.area.centre().x;
}

double depthM(const Row& row)
{
    return runsLevel(row) ? row.area.depth : row.area.width;
}

// Width of the aisle at the row's side of less or more y (x of an upright one); two tiles where there is none.
double aisleBesideM(const Hall& hall, const Row& row, bool more)
{
    constexpr double touchingM = 0.05;
    const double sideM = acrossM(row) + (more ? 0.5 : -0.5) * depthM(row);
    for (const Aisle& aisle : hall.aisles) {
        const double low = runsLevel(row) ? aisle.area.y : aisle.area.x;
        const double high = runsLevel(row) ? aisle.area.top() : aisle.area.right();
        if (std::abs((more ? low : high) - sideM) <= touchingM)
            return high - low;
    }
    return 2.0 * hall.tilePitchM;
}

Footprint floorOfArea(const Rect& area)
{
    return {{area.centre().x, area.centre().y, 0.0}, area.width, area.depth};
}

// Whether a row among those that are put lies on one of the hall's.
bool lieOnRows(const Hall& hall, const std::vector<Standing>& put)
{
    return std::ranges::any_of(put, [&](const Standing& standing) {
        return standing.object.kind == ObjectKind::Row && std::ranges::any_of(hall.rows, [&](const Row& row) {
                   return overlap(floorOfArea(standing.bounds()), floorOfArea(row.area));
               });
    });
}

// Whether racks have the room in front, and the distance from others' exhausts, that they have where they stand.
class RoomOfRacks
{
public:
    RoomOfRacks(const Site& site, const Hall& hall)
        : hall_(hall), obstacles_(obstaclesIn(site, hall)), grid_(obstacles_),
          places_(hall_, obstacles_, grid_)
    {
    }

    bool isKept(const std::vector<Standing>& group, const std::vector<Standing>& put) const
    {
        for (std::size_t i = 0; i < group.size(); ++i) {
            const auto rack = std::ranges::find(hall_.racks, RackId{group[i].object.id}, &Rack::id);
            if (group[i].object.kind != ObjectKind::Rack || rack == hall_.racks.end())
                continue;
            const auto index = static_cast<std::size_t>(rack - hall_.racks.begin());
            if (places_.suits(index, group[i].pose) && !places_.suits(index, put[i].pose))
                return false;
        }
        return true;
    }

private:
    const Hall& hall_;
    std::vector<Obstacle> obstacles_;
    CellGrid grid_;
    FreePlaces places_;
};

} // namespace

double rowPitchM(const Hall& hall, const Row& row)
{
    constexpr double sameM = 0.05; // rows behind each other are one line
    double leastM = 0.0;
    bool alternate = false;
    for (const Row& other : hall.rows) {
        const double awayM = std::abs(acrossM(other) - acrossM(row));
        if (runsLevel(other) != runsLevel(row) || awayM <= sameM)
            continue;
        if (!faceAlike(other, row))
            alternate = true;
        else if (leastM == 0.0 || awayM < leastM)
            leastM = awayM;
    }
    if (leastM > 0.0)
        return leastM;
    const double southM = aisleBesideM(hall, row, false), northM = aisleBesideM(hall, row, true);
    return alternate ? 2.0 * depthM(row) + southM + northM : depthM(row) + std::min(southM, northM);
}

std::optional<Point2> nextRowMove(const Site& site, const FreeFloor& floor,
                                  const std::vector<Standing>& group)
{
    const Hall& hall = floor.hall();
    const auto first = std::ranges::find_if(
        group, [](const Standing& standing) { return standing.object.kind == ObjectKind::Row; });
    const Row* row = nullptr;
    for (const Row& candidate : hall.rows) {
        if (first != group.end() && refTo(candidate.id) == first->object)
            row = &candidate;
    }
    if (!row)
        return std::nullopt;
    const bool onAisles = lieOnAisles(hall, group);
    const RoomOfRacks room(site, hall);
    const double pitchM = rowPitchM(hall, *row);
    const int most = static_cast<int>(std::max(hall.widthM, hall.depthM) / pitchM);
    for (int pitches = 1; pitches <= most; ++pitches) {
        for (const double byM : {pitches * pitchM, -pitches * pitchM}) {
            const Point2 by = runsLevel(*row) ? Point2{0.0, byM} : Point2{byM, 0.0};
            std::vector<Standing> put = group;
            for (Standing& standing : put) {
                standing.pose.x += by.x;
                standing.pose.y += by.y;
            }
            if (floor.isFree(put) && !lieOnRows(hall, put) && (onAisles || !lieOnAisles(hall, put)) &&
                room.isKept(group, put))
                return by;
        }
    }
    return std::nullopt;
}

std::vector<ObjectRef> buswaysOfRows(const SitePtr& site, const std::vector<ObjectRef>& objects)
{
    SiteEdit trial(site);
    trial.remove(objects);
    std::vector<ObjectRef> busways;
    for (const ObjectRef object : objects) {
        const auto row = idIn<RowId>(object);
        for (const PowerNodeId id : row.valid() ? buswaysOver(*site, row) : std::vector<PowerNodeId>()) {
            try {
                trial.remove(refTo(id));
                busways.push_back(refTo(id));
            } catch (const InputError&) { // something else refers to it
                continue;
            }
        }
    }
    return busways;
}

} // namespace hallwright::design
