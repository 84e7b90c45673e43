// The cells of a hall's air: what is solid, how easily air passes between neighbours, where it enters and leaves.
//
//     t = A / d        t = A / (d + D (1/s - 1)) with a panel        t_r = A / (w/2)
//
// t: conductance of the face between two cells [m], stored over the cell's size [-]; A: the face's area [m²]; d: between
// the cells' centres [m]; s: the panel's open share [-]; D: depth of still air with the resistance of a panel that is
// half open [m]; t_r: from a cell to the return opening at its side, w its width there [m].
//
// D is long beside any hall. The potential is not a pressure: it falls by as much along an open room as the air's speed
// says, where the pressure hardly does, and must not drive air through a panel for that. Behind panels that resist far
// more, it is the balance of flows that decides what passes, evenly over their area.
//
// A gap narrower than half a cell is none here. A rack's side, or a unit's, that is wholly covered therefore still
// breathes: round its edges, through the cells beside the covered ones, or if none of them is free, beside its own body.
// Only where there are none either is it left out. A panel that stands against a side, less than half open, covers it
// too; and where one ends or runs along an edge, the air there is that of the space which the panel closes.
//
// Tiles on one plenum, of flows V_s and open shares o_s of their area, share its pressure:
//
//     V_s' = V_s o_s ΣV / Σ(V o)
//
// Every plane and edge is moved to the nearest layer boundary, so that what touches in the room touches here: neither a
// gap between two racks nor a leak at a panel's edge comes from rounding.
#pragma once

#include "core/physics/air_field.h"
#include "core/physics/work_team.h"

namespace hallwright {

// The cells at one patch and the share of its flow that each has; none where it is blocked.
struct PatchCells {
    std::vector<std::uint32_t> cells;
    std::vector<float> shares;
    std::vector<float> areasM2; // of their faces; none where the air passes round the edges
};

// A cell's share of a return opening.
struct ReturnFace {
    std::uint32_t cell = 0;
    Axis normal = Axis::X;
    bool towardsPositive = true;
    float conductance = 0.0F; // t_r over the cell's size
    float areaM2 = 0.0F;
};

struct AirCells {
    AirGrid grid;
    std::array<std::vector<float>, 3> widths; // of the layers, over cellM: 1 but for the last
    std::vector<std::uint8_t> solid;
    std::array<std::vector<float>, 3> conductance; // to the next cell along x, y, z; 0 at the end
    std::vector<ReturnFace> returns;
    std::array<std::vector<int>, 3> walls;           // boundaries with a panel on them, ascending
    std::vector<PatchCells> supplies, fronts, rears; // as in the room
    std::vector<double> supplyM3s, rackM3s;          // flows, as in the room but for what is covered
    std::vector<std::uint8_t> leftOut; // racks; a front without free cells is then the cells around
};

// The size the options ask for, or the finest of 0.15, 0.20 and 0.30 m, which all divide a floor tile, that keeps to
// mostCells.
AirGrid airGridOf(const AirRoom& room, const AirFieldOptions& options);

inline constexpr double panelDepthM = 100.0; // D, by judgement

std::string nameOf(const AirRack& rack); // "Rack A07", or by its number

// What cannot be computed is added to the report's problems; the cells are then not to be used. What is left out or
// passes elsewhere is added to its notices. Air that no return can be reached from counts as solid. `cells` may be of
// another room: its memory is used again.
void voxelise(const AirRoom& room, const AirGrid& grid, WorkTeam& team, AirCells& cells,
              AirFieldReport& report);

} // namespace hallwright
