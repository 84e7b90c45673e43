// A hall with its evaluated flows, as core/physics/air_field.h takes it.
#pragma once

#include "core/physics/air_room.h"
#include "core/simulation/snapshot.h"

namespace hallwright {

// The room of a hall with the flows, heats and supply temperature that were found for it. Air handlers supply over
// their front face and take back over their top or, with a ceiling return, through grilles over the hot aisles; with a
// raised floor the CRAHs' air comes up through the hall's fields of perforated tiles, shared by open area, or where it
// states none, through all of the cold aisles' floor as their racks draw; with a wall of in-room return at the
// CRAHs' tops. Thin walls and containment become panels. The latter's leakage is calibrated by definition: the racks of a closed aisle take the
// share containmentLeakage of their air from before their rear, so that their recirculation with a balanced supply is that
// share; the panels' open share only lets through what the supply is more or less than the racks draw. All tiles are on
// one plenum: what stands on some sends their air to the others.
//
// Bodies stand at the nearest quarter turn, and one that is off it by more than 5 degrees is named among the room's
// simplifications. As a staircase of cells a turned body would have sides of many patches along two normals, for the
// field, its pictures and the export alike, and its air would still not blow the way it faces.
AirRoom airRoomOf(const Hall& hall, const Catalogue& catalogue, const HallResult& flows, double elevationM);

} // namespace hallwright
