#include "core/layout/standing.h"

#include "core/layout/picking.h"
#include "core/layout/row_objects.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hallwright {

namespace {

bool liesAcross(double yawDeg)
{
    return std::abs(std::remainder(yawDeg, 180.0)) > 45.0;
}

// An area as a footprint that faces `yawDeg`.
Standing standingArea(ObjectRef object, const Rect& area, double yawDeg)
{
    const Point2 centre = area.centre();
    const bool across = liesAcross(yawDeg);
    return {object,
            {centre.x, centre.y, yawDeg},
            across ? area.depth : area.width,
            across ? area.width : area.depth};
}

// To a micrometre: sums of decimal fractions leave a trace that nobody means.
double roundedM(double lengthM)
{
    constexpr double perM = 1e6;
    return std::round(lengthM * perM) / perM;
}

Pose rounded(const Pose& pose)
{
    return {roundedM(pose.x), roundedM(pose.y), pose.yawDeg};
}

Rect uprightArea(const Standing& standing)
{
    if (std::fmod(standing.pose.yawDeg, 90.0) != 0.0)
        throw std::logic_error("an area is turned by right angles only");
    const Rect area = standing.bounds();
    return {roundedM(area.x), roundedM(area.y), roundedM(area.width), roundedM(area.depth)};
}

template <class Unit>
std::optional<Standing> standingUnit(const Unit* unit)
{
    return unit ? std::optional(Standing{refTo(unit->id), unit->pose, unit->widthM, unit->depthM})
                : std::nullopt;
}

// A rack is found by bisection; the rest of a hall is short.
std::optional<Standing> standingRack(const Site& site, RackId id)
{
    if (!site.findRack(id))
        return std::nullopt;
    const Rack& rack = site.rack(id);
    const RackType& type = site.typeOf(rack);
    return Standing{refTo(id), rack.pose, type.widthM, type.depthM};
}

void placeOne(SiteEdit& edit, const Standing& standing)
{
    const ObjectRef object = standing.object;
    switch (object.kind) {
    case ObjectKind::Rack:
        edit.change(RackId{object.id}).pose = rounded(standing.pose);
        break;
    case ObjectKind::AirHandler:
        edit.change(AirHandlerId{object.id}).pose = rounded(standing.pose);
        break;
    case ObjectKind::Cdu:
        edit.change(CduId{object.id}).pose = rounded(standing.pose);
        break;
    case ObjectKind::Column:
        edit.change(ColumnId{object.id}).area = uprightArea(standing);
        break;
    case ObjectKind::Wall:
        edit.change(WallId{object.id}).area = uprightArea(standing);
        break;
    case ObjectKind::TileField:
        edit.change(TileFieldId{object.id}).area = uprightArea(standing);
        break;
    case ObjectKind::Aisle:
        edit.change(AisleId{object.id}).area = uprightArea(standing);
        break;
    case ObjectKind::Row: {
        Row& row = edit.change(RowId{object.id});
        row.area = uprightArea(standing);
        row.yawDeg = standing.pose.yawDeg;
        break;
    }
    default:
        throw std::logic_error("has no place on a floor");
    }
}

bool touches(const Rect& a, const Rect& b)
{
    return a.x < b.right() && b.x < a.right() && a.y < b.top() && b.y < a.top();
}

bool holds(const Rect& outer, const Rect& inner)
{
    return inner.x >= outer.x && inner.right() <= outer.right() && inner.y >= outer.y &&
           inner.top() <= outer.top();
}

bool holds(const Rect& area, Point2 p)
{
    return p.x >= area.x && p.x <= area.right() && p.y >= area.y && p.y <= area.top();
}

bool holds(const Footprint& footprint, Point2 p)
{
    const Point2 own = rotated(p - footprint.pose.position(), -footprint.pose.yawDeg);
    return std::abs(own.x) <= footprint.widthM / 2 && std::abs(own.y) <= footprint.depthM / 2;
}

} // namespace

std::optional<Standing> standingOf(const Site& site, ObjectRef object)
{
    switch (object.kind) {
    case ObjectKind::Rack:
        return standingRack(site, {object.id});
    case ObjectKind::AirHandler:
        return standingUnit(find(site, AirHandlerId{object.id}));
    case ObjectKind::Cdu:
        return standingUnit(find(site, CduId{object.id}));
    case ObjectKind::Column:
        if (const Column* column = find(site, ColumnId{object.id}))
            return standingArea(object, column->area, 0.0);
        break;
    case ObjectKind::Wall:
        if (const Wall* wall = find(site, WallId{object.id}))
            return standingArea(object, wall->area, 0.0);
        break;
    case ObjectKind::TileField:
        if (const TileField* field = find(site, TileFieldId{object.id}))
            return standingArea(object, field->area, 0.0);
        break;
    case ObjectKind::Aisle:
        if (const Aisle* aisle = find(site, AisleId{object.id}))
            return standingArea(object, aisle->area, 0.0);
        break;
    case ObjectKind::Row:
        if (const Row* row = find(site, RowId{object.id}))
            return standingArea(object, row->area, row->yawDeg);
        break;
    default:
        break;
    }
    return std::nullopt;
}

std::vector<Standing> standingsOf(const Site& site, const std::vector<ObjectRef>& objects, HallId hall)
{
    std::vector<Standing> standings;
    standings.reserve(objects.size());
    for (const ObjectRef object : objects) {
        const auto standing = standingOf(site, object);
        if (standing && (!hall.valid() || hallWith(site, object) == hall))
            standings.push_back(*standing);
    }
    return standings;
}

Rect boundsOf(const std::vector<Standing>& standings)
{
    if (standings.empty())
        return {};
    Rect all = standings.front().bounds();
    for (const Standing& standing : standings) {
        const Rect one = standing.bounds();
        const double x = std::min(all.x, one.x), y = std::min(all.y, one.y);
        all = {x, y, std::max(all.right(), one.right()) - x, std::max(all.top(), one.top()) - y};
    }
    return all;
}

namespace {

void carryBusways(SiteEdit& edit, const Standing& row)
{
    const Standing before = *standingOf(edit.site(), row.object);
    if (before.pose == row.pose)
        return;
    const HallId hallId = *hallWith(edit.site(), row.object);
    for (const PowerNodeId id : buswaysOver(edit.site(), RowId{row.object.id})) {
        PowerNode& node = edit.change(id);
        const Hall& hall = edit.site().hall(hallId);
        const Building& building = edit.site().buildingOf(hallId);
        const Point2 at = campusToHall(building, hall, {node.positionM.x, node.positionM.y});
        const double turnDeg = row.pose.yawDeg - before.pose.yawDeg;
        const Point2 put =
            hallToCampus(building, hall, row.pose.position() + rotated(at - before.pose.position(), turnDeg));
        node.positionM.x = put.x;
        node.positionM.y = put.y;
        node.runYawDeg += turnDeg;
    }
}

} // namespace

void place(SiteEdit& edit, const std::vector<Standing>& standings)
{
    for (const Standing& standing : standings) {
        if (standing.object.kind == ObjectKind::Row)
            carryBusways(edit, standing);
        placeOne(edit, standing);
    }
}

std::vector<ObjectRef> standingIn(const Site& site, const Hall& hall, const Rect& area)
{
    std::vector<ObjectRef> found;
    for (const Row& row : hall.rows) {
        if (holds(area, row.area))
            found.push_back(refTo(row.id));
    }
    for (const Aisle& aisle : hall.aisles) {
        if (holds(area, aisle.area))
            found.push_back(refTo(aisle.id));
    }
    for (const TileField& field : hall.tileFields) {
        if (holds(area, field.area))
            found.push_back(refTo(field.id));
    }
    for (const Obstacle& obstacle : obstaclesIn(site, hall, area)) {
        if (touches(area, obstacle.footprint.bounds))
            found.push_back(obstacle.object);
    }
    return found;
}

ObjectRef standingAt(const Site& site, const Hall& hall, Point2 inHall)
{
    if (const Rack* rack = rackAt(site, hall, inHall))
        return refTo(rack->id);
    for (const Obstacle& obstacle : obstaclesIn(site, hall, Rect{inHall.x, inHall.y, 0.0, 0.0})) {
        if (holds(obstacle.footprint, inHall))
            return obstacle.object;
    }
    for (const TileField& field : hall.tileFields) {
        if (holds(field.area, inHall))
            return refTo(field.id);
    }
    for (const Aisle& aisle : hall.aisles) {
        if (holds(aisle.area, inHall))
            return refTo(aisle.id);
    }
    for (const Row& row : hall.rows) {
        if (holds(row.area, inHall))
            return refTo(row.id);
    }
    return {};
}

} // namespace hallwright
