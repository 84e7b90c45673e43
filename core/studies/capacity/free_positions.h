// The positions of a hall's rows at which no rack stands yet.
//
// A position is as wide as the rack that is asked about. It lies in a row, side by side with what stands there, its front in
// line with the row's. Whether a rack may really stand there the rules decide (core/rules): a position before a door is a
// position that the door keeps free.
#pragma once

#include "core/model/site.h"

#include <string>
#include <vector>

namespace hallwright {

struct FreePosition {
    Pose pose;        // in the hall's frame
    std::string name; // of a rack there, as the row's racks are numbered; empty where they are not
};

struct RowPositions {
    std::size_t taken = 0; // racks that stand in the row
    std::vector<FreePosition> free;
};

// One per row of the hall, in its order; positions from west to east or south to north. Nothing is thrown.
std::vector<RowPositions> freePositions(const Site& site, const Hall& hall, const RackType& type);

} // namespace hallwright
