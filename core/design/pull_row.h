// A row that a hand makes longer or shorter by pulling one of its ends.
#pragma once

#include "core/model/site_edit.h"

#include <vector>

namespace hallwright::design {

// Where a row of racks ends, in its hall's frame.
struct RowEnd {
    HallId hall;
    RowId row;
    RackId rack;         // its last one
    Point2 side;         // the middle of that rack's outer side
    Point2 outward;      // unit vector along the row
    double pitchM = 0.0; // from rack to rack: as the last two of one type stand, else the last one's width
};

// West or south first; none for a row on which no rack stands.
std::vector<RowEnd> endsOf(const Site& site, HallId hall, RowId row);

// Where racks of the last one's type would stand beyond it, at the row's pitch, when the end is pulled to a point; none
// inwards.
std::vector<Pose> pulledTo(const Site& site, const RowEnd& end, Point2 to);

// The racks, the last first, that go when the end is pushed inwards to a point: those of which the half or more lies
// beyond it. One stays; none outwards.
std::vector<RackId> pushedTo(const Site& site, const RowEnd& end, Point2 to);

// Removes those, and the row ends with the last that stays.
void takeFromEnd(SiteEdit& edit, const RowEnd& end, const std::vector<RackId>& racks);

// Racks at those poses, named on in the row, which is as long as they need, each connected to what is nearest.
std::vector<RackId> putAtEnd(SiteEdit& edit, const RowEnd& end, const std::vector<Pose>& poses);

} // namespace hallwright::design
