#include "core/design/copies.h"

#include "core/design/by_hand.h"
#include "core/design/next_name.h"
#include "core/design/rack_contents.h"
#include "core/layout/rows.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <type_traits>
#include <utility>

namespace hallwright::design {

namespace {

// Of the racks whose row is copied: what their names begin with, before and afterwards.
using Series = std::map<RowId, std::pair<std::string, std::string>>;

std::string seriesOf(const Hall& hall, const Row& row)
{
    return hall.name + "-" + row.name;
}

std::string nameOfCopy(const Hall& from, const Hall& to, const Rack& rack, const Series& copiedRows)
{
    if (const auto at = rowAt(from, rack.pose.position())) {
        const auto series = copiedRows.find(from.rows[*at].id);
        if (series != copiedRows.end() && rack.name.starts_with(series->second.first))
            return series->second.second + rack.name.substr(series->second.first.size());
    }
    return nextName(to, rack.name);
}

void name(SiteEdit& edit, ObjectRef copy, std::string name)
{
    const std::string before = nameOf(edit.site(), copy);
    withObjectType(copy.kind, [&]<class T>() {
        if constexpr (requires(T & object) { object.name; })
            edit.change(IdOf<T>{copy.id}).name = std::move(name);
    });
    if (copy.kind == ObjectKind::Rack)
        renameDevices(edit, {copy.id}, before);
}

// Among those of its kind; a column has no name.
std::string nextOfItsKind(const Site& site, const Hall& hall, ObjectRef original)
{
    std::string next;
    withObjectType(original.kind, [&]<class T>() {
        if constexpr (std::is_same_v<ParentOf<T>, Hall> && requires(T & object) { object.name; })
            next = nextNameIn(hall.*ObjectType<T>::list, nameOf(site, original));
    });
    return next;
}

} // namespace

namespace {

std::string nameFor(const Site& site, const Hall& from, const Hall& to, ObjectRef original,
                    const Series& copiedRows)
{
    switch (original.kind) {
    case ObjectKind::Row:
        return freeRowLetter(to);
    case ObjectKind::Rack:
        return nameOfCopy(from, to, site.rack(RackId{original.id}), copiedRows);
    case ObjectKind::AirHandler:
    case ObjectKind::Cdu:
        return nextName(to, nameOf(site, original));
    default:
        return nextOfItsKind(site, to, original);
    }
}

ObjectRef addCopy(SiteEdit& edit, HallId hall, const Standing& standing, Series& copiedRows)
{
    const ObjectRef original = standing.object;
    const Hall& from = edit.site().hall(hallWith(edit.site(), original).value());
    const HallId home = from.id;
    const Hall& to = edit.site().hall(hall);
    const std::string named = nameFor(edit.site(), from, to, original, copiedRows);
    if (const auto row = idIn<RowId>(original); row.valid())
        copiedRows[row] = {seriesOf(from, *find(edit.site(), row)), to.name + "-" + named};
    Standing copy = standing;
    copy.object = edit.copyTo(hall, original); // from here on the references above are old
    name(edit, copy.object, named);
    place(edit, {copy});
    if (original.kind == ObjectKind::Rack && home != hall)
        connectToNearest(edit, hall, RackId{copy.object.id});
    return copy.object;
}

} // namespace

std::vector<ObjectRef> addCopies(SiteEdit& edit, HallId hall, const std::vector<Standing>& group)
{
    Series copiedRows;
    std::vector<ObjectRef> copies(group.size());
    for (const bool rows : {true, false}) { // rows first: racks are named after them
        for (std::size_t i = 0; i < group.size(); ++i) {
            if ((group[i].object.kind == ObjectKind::Row) == rows)
                copies[i] = addCopy(edit, hall, group[i], copiedRows);
        }
    }
    return copies;
}

namespace {

// What it is called in the hall that it comes to: a name that follows the hall it leaves takes on the other's, and one that
// is taken there goes on. `from` as it was before anything left it.
std::string nameInOtherHall(const Site& site, const Hall& from, const Hall& to, ObjectRef object,
                            Series& movedRows)
{
    const std::string before = nameOf(site, object);
    if (object.kind == ObjectKind::Row) {
        const bool taken = std::ranges::any_of(to.rows, [&](const Row& row) { return row.name == before; });
        const std::string now = taken ? freeRowLetter(to) : before;
        movedRows[RowId{object.id}] = {from.name + "-" + before, to.name + "-" + now};
        return now;
    }
    if (const Rack* rack = object.kind == ObjectKind::Rack ? from.findRack(RackId{object.id}) : nullptr) {
        const auto at = rowAt(from, rack->pose.position());
        const auto series = at ? movedRows.find(from.rows[*at].id) : movedRows.end();
        if (series != movedRows.end() && before.starts_with(series->second.first))
            return nameLike(to, series->second.second + before.substr(series->second.first.size()));
    }
    const bool hasAPattern = object.kind == ObjectKind::Rack || object.kind == ObjectKind::AirHandler ||
                             object.kind == ObjectKind::Cdu;
    return hasAPattern && before.starts_with(from.name + "-")
               ? nameLike(to, to.name + before.substr(from.name.size()))
               : before;
}

} // namespace

void moveToHall(SiteEdit& edit, HallId hall, const std::vector<Standing>& group)
{
    if (group.empty())
        return;
    const Hall from = edit.site().hall(hallWith(edit.site(), group.front().object).value());
    Series movedRows;
    for (const bool rows : {true, false}) { // rows first: racks are named after them
        for (const Standing& standing : group) {
            if ((standing.object.kind == ObjectKind::Row) != rows)
                continue;
            const std::string now =
                nameInOtherHall(edit.site(), from, edit.site().hall(hall), standing.object, movedRows);
            edit.moveTo(hall, standing.object);
            if (now != nameOf(edit.site(), standing.object))
                name(edit, standing.object, now);
        }
    }
    place(edit, group);
    for (const Standing& standing : group) {
        if (const auto rack = idIn<RackId>(standing.object); rack.valid())
            connectToNearest(edit, hall, rack);
    }
}

std::optional<Point2> nearestFreeMove(const FreeFloor& floor, const std::vector<Standing>& group,
                                      bool ownPlace, double reachM,
                                      const std::function<bool(const std::vector<Standing>&)>& also)
{
    const double tileM = floor.hall().tilePitchM;
    const int steps = static_cast<int>(reachM / tileM);
    std::vector<std::pair<double, Point2>> moves;
    for (int y = -steps; y <= steps; ++y) {
        for (int x = -steps; x <= steps; ++x) {
            const Point2 by{x * tileM, y * tileM};
            if (ownPlace || x != 0 || y != 0)
                moves.emplace_back(std::hypot(by.x, by.y), by);
        }
    }
    std::stable_sort(moves.begin(), moves.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [distance, by] : moves) {
        std::vector<Standing> put = group;
        for (Standing& standing : put) {
            standing.pose.x += by.x;
            standing.pose.y += by.y;
        }
        if (floor.isFree(put) && (!also || also(put)))
            return by;
    }
    return std::nullopt;
}

bool lieOnAisles(const Hall& hall, const std::vector<Standing>& group)
{
    const auto isOn = [&](const Aisle& aisle) {
        const Point2 middle = aisle.area.centre();
        const Footprint area({middle.x, middle.y, 0.0}, aisle.area.width, aisle.area.depth);
        return std::ranges::none_of(group, [&](const Standing& s) { return s.object == refTo(aisle.id); }) &&
               std::ranges::any_of(group, [&](const Standing& s) {
                   return !s.isArea() && overlap({s.pose, s.widthM, s.depthM}, area);
               });
    };
    return std::ranges::any_of(hall.aisles, isOn);
}

} // namespace hallwright::design
