// Racks, rows, aisles and equipment put down by a hand: named in the hall's own pattern, connected to what is nearest.
#pragma once

#include "core/design/placing.h"
#include "core/layout/standing.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright::design {

// A rack of this type at a pose of the hall, with the name that comes next in its row (or hall), the nearest feeds of
// the hall with room for it on sides A and B that reach it, and the nearest CDU if its type is liquid-cooled. At the end of a
// row, side by side with its last rack, it makes the row longer.
RackId putRack(SiteEdit& edit, HallId hall, RackTypeId type, const Pose& pose);

// The name that comes next where a rack is put: in its row, or in the hall. Those of `newcomers` do not count.
std::string nameAt(const Hall& hall, const Pose& pose, const std::vector<ObjectRef>& newcomers = {});

// A rack that stands at a row's end, side by side with its last and in line, makes the row longer.
void lengthenRow(SiteEdit& edit, HallId hall, const Rect& rack);

// An air handler or CDU of this type, numbered on after those of its type or kind, with the loop and the feed of the hall's last one of its kind.
AirHandlerId putAirHandler(SiteEdit& edit, HallId hall, AirHandlerTypeId type, const Pose& pose);
CduId putCdu(SiteEdit& edit, HallId hall, CduTypeId type, const Pose& pose);

// Where racks or units of a width [m] stand side by side between two points, as many as fit and at least one, with their
// fronts in line with the first, which has its centre at `from`. Level or upright, whichever the points are nearer to; faced
// south or north, west or east: the way nearer to `yawDeg`.
std::vector<Pose> rowBetween(double widthM, Point2 from, Point2 to, double yawDeg);

// A row of such racks: an area of its own with the next free letter, its racks numbered from west or south. Throws
// RuleError for no poses.
RowOfRacks putRow(SiteEdit& edit, HallId hall, RackTypeId type, const std::vector<Pose>& poses);

// After the building's last hall; "B1-H1" for the first of B1.
std::string nextHallName(const Building& building);

// Why no hall can be put on this area of a building's frame, as a clause: another hall or a room is in the way, or it is too
// small. The hall that it takes the place of, if any, is not in the way.
std::optional<std::string> whyNoHall(const Building& building, const Rect& area, HallId instead = {});

// A hall on this area of a building's frame, at ground level, with the values of the building's last hall, or those of a
// new site's, and a door in the middle of its south wall. Throws RuleError where none can be put there.
HallId putHall(SiteEdit& edit, BuildingId building, const Rect& area);

// "Cold 3": the next of its kind.
AisleId putAisle(SiteEdit& edit, HallId hall, AisleKind kind, bool contained, const Rect& area);

// "Partition 3": a wall of full height.
WallId putWall(SiteEdit& edit, HallId hall, const Rect& area);

// "Tiles 3": a field of perforated tiles. The edit is refused as a whole on a slab.
TileFieldId putTiles(SiteEdit& edit, HallId hall, const Rect& area, double openShare);

// The letter of the next row.
std::string freeRowLetter(const Hall& hall);

// Feeds a rack of this hall from the nearest on sides A and B, and ties it to the nearest CDU if it is liquid-cooled.
void connectToNearest(SiteEdit& edit, HallId hall, RackId rack);

} // namespace hallwright::design
