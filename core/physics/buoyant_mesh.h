// The cells of a hall's air as the buoyant flow sees them: which faces are open, by how much, and where air is driven.
//
//     φ = 1 - Σ (1 - s) A_p / h²        dp = ½ ρ K (1/φ² - 1) u²
//
// φ: open share of a face [-], 0..1; s: a panel's open share [-]; A_p: what the panel covers of the face [m²]; h: size
// of a cell [m]; dp: pressure that air needs to pass an opening [Pa]; u: its mean speed over the whole face [m/s]; K:
// 1.7 [-], which is a discharge coefficient of 0.62 less what the flow loses by itself where it widens.
//
// The cells are cubes: a wall of the room stands at the nearest boundary between layers, as do racks, patches and the
// planes of panels. Edges of panels stay where they are, so that a slot narrower than a cell is a face partly open;
// those that touch a body, a wall or another panel move with it, so that rounding opens no gap. What panels would close
// off from every return is given a leak of a hundredth of their area: no wall is tighter than its racks can blow
// through.
//
// A supply, a rack's front and its rear are faces of fixed speed; where such a side has no face of its own (it is
// covered, or free air lies behind it) its air enters or leaves the cells without a direction. Of a tile's flow Q
// through the open share σ the jets have the momentum ρ Q²/(A σ), of which the face brings ρ Q²/A: the rest is a force
// in the first layer.
//
// Range: as air_cells.h. Source of K: Idelchik, Handbook of Hydraulic Resistance, diagrams 4-9 to 4-18 (thin orifices).
// Nothing is thrown.
#pragma once

#include "core/physics/air_cells.h"
#include "core/physics/buoyant_lattice.h"

namespace hallwright::buoyant {

inline constexpr double panelLossK = 1.7;     // K
inline constexpr double leastOpen = 0.01;     // φ of panels round a space that is closed
inline constexpr double longestMixingM = 0.6; // l, at most
inline constexpr double leastJetOpen = 0.1;   // σ: below, a tile is a nozzle

struct ReturnOpening {
    std::size_t axis = 0;
    Index face = 0, cell = 0, ghost = 0; // the ghost stands for the air behind it
    Index inner = 0;                     // the face opposite, in the room
    float outward = 1.0F;                // +1 where air leaves along the axis
    float heightM = 0.0F;
};

struct PartOpening { // a face partly open
    std::size_t axis = 0;
    Index face = 0;
    float resistance = 0.0F; // K (1/φ² - 1) / (2 h) [1/m]
};

struct JetForce {
    std::size_t axis = 0;
    Index face = 0;
    float acceleration = 0.0F; // [m/s²]
};

struct FixedFace {
    std::size_t axis = 0;
    Index face = 0;
    float speed = 0.0F; // along the axis
};

// Air that enters (flow above 0) or leaves a cell without a direction [m³/s].
struct CellFlow {
    Index cell = 0;
    float flowM3s = 0.0F;
    std::size_t source = 0; // of what enters: a rack, or behind the racks a supply
};

struct RackAir {
    std::vector<Index> front, rear; // cells
    std::vector<float> frontShares, rearShares;
    std::vector<Index> ghosts; // hold the outlet's temperature
    double flowM3s = 0.0, riseK = 0.0, leakage = 0.0;
    bool leftOut = false;
};

struct SupplyAir {
    std::vector<Index> ghosts;
    double flowM3s = 0.0, temperatureC = 0.0;
};

struct BuoyantMesh {
    AirGrid grid;
    Lattice lattice;
    float cellM = 0.0F;
    Values fluid;               // 1 or 0
    std::array<Values, 3> open; // φ of the face below the cell; 0 where its speed is fixed
    std::array<Values, 3>
        walls;           // for momentum along an axis: how many of a cell's sides along the others are walls
    Values wallDistance; // l [m]
    std::vector<std::uint8_t> solid; // as AirField::solid
    std::vector<ReturnOpening> returns;
    std::vector<PartOpening> parts;
    std::vector<JetForce> jets;
    std::vector<FixedFace> fixed;
    std::vector<CellFlow> cellFlows;
    std::vector<RackAir> racks;
    std::vector<SupplyAir> supplies;
    double supplyM3s = 0.0;
    double meanSupplyC = 0.0;
    double returnC = 0.0; // of the heat balance
    std::size_t fluidCells = 0;

    Index at(std::uint32_t gridCell) const;
};

// The grid of cubes of `cellM`, or where that gives more than `mostCells`, of the least multiple that does not.
AirGrid cubeGridOf(const AirRoom& room, double cellM, std::size_t mostCells);

// What cannot be computed is added to the report's problems, and the mesh is then not to be used.
void buildMesh(const AirRoom& room, const AirGrid& grid, WorkTeam& team, BuoyantMesh& mesh,
               AirFieldReport& report);

} // namespace hallwright::buoyant
