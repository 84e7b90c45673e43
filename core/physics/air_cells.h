// The cells of a hall's air: what is solid, how easily air passes between neighbours, where it enters and leaves.
//
//     t = A / d        t = A / (d + D (1/s - 1)) with a panel        t_r = A / (w/2)
//
// t: conductance of the face between two cells [m], stored over the cell's size [-]; A: the face's area [m²]; d:
// between the cells' centres [m]; s: the panel's open share [-], 0..1; D: depth of still air with the resistance of a
// panel that is half open [m]; t_r: from a cell to the return opening at its side, w its width there [m].
//
// D is long beside any hall. The potential is not a pressure: it falls by as much along an open room as the air's speed
// says, where the pressure hardly does, and must not drive air through a panel for that. Behind panels that resist far
// more, it is the balance of flows that decides what passes, evenly over their area.
//
// Range: any room on a grid of at least one cell that is no wider than twice the room. Source: finite volumes on a
// uniform grid, two-point fluxes (Patankar, Numerical Heat Transfer and Fluid Flow, ch. 4); D is judgement. Nothing is
// thrown.
#pragma once

#include "core/physics/air_grid.h"
#include "core/physics/air_report.h"
#include "core/physics/work_team.h"

#include <cstdint>

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

    // Area of a cell's face across the axis, over that of a whole cell's.
    float faceShare(std::size_t axis, const CellPlace& at) const;
};

inline constexpr double panelDepthM = 100.0; // D, by judgement

// What cannot be computed is added to the report's problems; the cells are then not to be used. What is left out or
// passes elsewhere is added to its notices. Air that no return can be reached from counts as solid. `cells` may be of
// another room: its memory is used again.
void voxelise(const AirRoom& room, const AirGrid& grid, WorkTeam& team, AirCells& cells,
              AirFieldReport& report);

} // namespace hallwright
