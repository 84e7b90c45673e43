// What stands, or is marked, on a hall's floor and can be laid out by hand: where it is, and putting it elsewhere.
#pragma once

#include "core/layout/obstacles.h"
#include "core/model/object_ref.h"
#include "core/model/site_edit.h"

#include <optional>
#include <vector>

namespace hallwright {

// Areas of the floor, on which others may stand.
constexpr bool isArea(ObjectKind kind)
{
    return kind == ObjectKind::Row || kind == ObjectKind::Aisle || kind == ObjectKind::TileField;
}

// A rack, air handler, CDU, column or wall; or an area of the floor: a row, an aisle, a field of tiles.
struct Standing {
    ObjectRef object;
    Pose pose;           // of its centre, in its hall's frame
    double widthM = 0.0; // in its own frame
    double depthM = 0.0;

    bool operator==(const Standing&) const = default;
    Rect bounds() const { return footprintBounds(pose, widthM, depthM); }
    bool isArea() const { return hallwright::isArea(object.kind); }
};

// Nothing for what has no place on a hall's floor of its own: a door, a power node, what the site does not have.
std::optional<Standing> standingOf(const Site& site, ObjectRef object);
// Of those that have one, in their order. All are of one hall if `hall` is given: others are left out.
std::vector<Standing> standingsOf(const Site& site, const std::vector<ObjectRef>& objects, HallId hall = {});

// The least upright rectangle around all; empty at the origin for none.
Rect boundsOf(const std::vector<Standing>& standings);

// Puts each where its pose says, its size as it is. With a row go the busways that hang over it and are not locked. A column, wall, aisle or field that is turned takes its size along, so it may
// be turned by right angles only (std::logic_error otherwise).
void place(SiteEdit& edit, const std::vector<Standing>& standings);

// What may be chosen with a hand that draws a rectangle over a hall's floor: racks, air handlers, CDUs, columns and
// walls of which any part lies in it; the areas that lie in it as a whole.
std::vector<ObjectRef> standingIn(const Site& site, const Hall& hall, const Rect& area);

// What lies under a point of the floor: what stands there, else the tiles, else the aisle, else the row; none on bare
// floor.
ObjectRef standingAt(const Site& site, const Hall& hall, Point2 inHall);

} // namespace hallwright
