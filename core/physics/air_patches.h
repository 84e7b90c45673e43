// Which cells give out the supplies' air, and at which the racks take theirs in and give it out.
//
// A gap narrower than half a cell is none here. A rack's side, or a unit's, that is wholly covered therefore still
// breathes: round its edges, through the cells beside the covered ones, or if none of them is free, beside its own
// body. Only where there are none either is it left out. A panel that stands against a side, less than half open,
// covers it too; and where one ends or runs along an edge, the air there is that of the space which the panel closes.
//
// Tiles on one plenum, of flows V_s [m³/s] and open shares o_s of their area [-], share its pressure:
//
//     V_s' = V_s o_s ΣV / Σ(V o)
//
// A supply of its own fan keeps its flow, whatever is open. Negative flows count as none.
//
// Range: any room on a grid of at least one cell. Source: tiles as equal orifices at one pressure, whose flow goes with
// their open area (ASHRAE Handbook HVAC Applications, data centres); which cells a patch breathes through is judgement.
// Nothing is thrown.
#pragma once

#include "core/physics/air_cells.h"

namespace hallwright {

std::string nameOf(const AirRack& rack); // "Rack A07", or by its number

// Fills in the cells' patches, flows and racks left out, as in the room. `pocket`, one per cell: those that no return
// can be reached from. What is left out or passes elsewhere is added to the report's notices, and with no supply left,
// they are its problems.
void placePatches(const AirRoom& room, const AirGridRanges& ranges, const std::vector<std::uint8_t>& pocket,
                  AirCells& cells, AirFieldReport& report);

} // namespace hallwright
