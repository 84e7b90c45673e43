// What the rules of this folder have in common: frames, fits, and racks of a hall by their ids.
#pragma once

#include "core/model/site_edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright::design {

// The racks that a rule treats as one row: those it was laid out with, wherever they stand now.
struct RowOfRacks {
    RowId row;
    std::vector<RackId> racks;
};

// Each of a hall's rows with the racks that stand on it.
std::vector<RowOfRacks> rowsOf(const Hall& hall);

// Throws RuleError unless the area of `what` lies inside `where`, of this size.
void requireInside(const std::string& what, const Rect& area, const std::string& where, double widthM,
                   double depthM);

// From a building's or hall's frame to the campus.
Point3 toCampus(const Building& building, Point2 inBuilding, double z);
Point2 toBuilding(const Hall& hall, Point2 inHall);

// A rack of this hall (std::logic_error otherwise).
Rack& rackIn(Hall& hall, RackId id);
const Row& rowIn(const Hall& hall, RowId id);

// The hall's name without that of its building: "H1" of "B1-H1".
std::string shortName(const Building& building, const Hall& hall);

} // namespace hallwright::design
