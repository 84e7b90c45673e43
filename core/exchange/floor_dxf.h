// A hall's floor plan as a drawing for CAD programs.
#pragma once

#include "core/model/site.h"

#include <string>

namespace hallwright {

// DXF of AutoCAD release 12, which all of them read, in metres of the hall's frame: x east and y north from its inner
// south-west corner. On layers of their own: ROOM, WALLS, DOORS, COLUMNS, AISLES, ROWS, TILES, RACKS, AIR_HANDLERS, CDUS,
// PATHWAYS and PIPES; the names of what stands there on RACKS_TEXT and so on. Of ways that lead through the hall the
// parts inside, level and upright alike as seen from above.
std::string floorDxf(const Site& site, const Hall& hall);

} // namespace hallwright
