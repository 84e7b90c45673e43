// The uniform grid over a hall's air, and which of its cells a box, patch or panel of the room is.
//
//     n = max(⌈L/h - 0.05⌉, 1)        h_last = L - (n - 1) h
//
// L: width, depth or height of the room [m]; h: size of a cell [m], the same along all axes; n: layers along that axis
// [-]; h_last: width of the last one, 0.05 h to 1.05 h [m].
//
// Every plane and edge is moved to the nearest boundary between layers, so that what touches in the room touches here:
// neither a gap between two racks nor a leak at a panel's edge comes from rounding. What is moved is off by up to h/2.
//
// Range: rooms of 1 to 20 million cells; beyond, and where a size is no number, the grid has no cells. Source: a
// uniform Cartesian grid, as in any finite-volume method (Patankar, Numerical Heat Transfer and Fluid Flow, ch. 4); the
// 0.05 is judgement. Nothing is thrown.
#pragma once

#include "core/physics/air_room.h"

#include <array>
#include <cstddef>

namespace hallwright {

struct AirGrid {
    std::array<int, 3> cells{}; // along x, y, z
    double cellM = 0.0;         // h
    std::size_t count() const
    {
        return static_cast<std::size_t>(cells[0]) * static_cast<std::size_t>(cells[1]) *
               static_cast<std::size_t>(cells[2]);
    }
    std::size_t index(int i, int j, int k) const // x fastest
    {
        return static_cast<std::size_t>((k * cells[1] + j) * cells[0] + i);
    }
    bool operator==(const AirGrid&) const = default;
};

// Of cells of `cellM`; where that is not above 0, of the finest of 0.15, 0.20 and 0.30 m, which all divide a floor
// tile, that keeps to `mostCells`.
AirGrid airGridOf(const AirRoom& room, double cellM, std::size_t mostCells);

// The room's extent along x, y, z [m].
std::array<double, 3> extentM(const AirRoom& room);

// A point's coordinate along an axis.
inline double along(const Point3& p, std::size_t axis)
{
    return axis == 0 ? p.x : axis == 1 ? p.y : p.z;
}

// Layers along one axis: from, up to but without to.
struct CellRange {
    int from = 0, to = 0;

    bool empty() const { return from >= to; }
    bool holds(int layer) const { return from <= layer && layer < to; }
};

using CellBox = std::array<CellRange, 3>; // along x, y, z
using CellPlace = std::array<int, 3>;     // i, j, k

class AirGridRanges
{
public:
    AirGridRanges(const AirRoom& room, const AirGrid& grid) : extentM_(extentM(room)), grid_(grid) {}

    // The boundary between layers nearest to x [m], 0 to n.
    int boundary(std::size_t axis, double x) const;
    CellRange range(std::size_t axis, const AirBox& box) const;
    // The layer that holds the middle, where the range is empty.
    CellRange atLeastOne(std::size_t axis, const AirBox& box) const;
    bool spansCells(const AirBox& box) const;

    // The cells on the room's side of a patch; none where that is outside. `coarse`: it is narrower than a cell.
    CellBox cellsAt(const AirPatch& patch, bool& coarse) const;
    // The cells before a panel, which lies between each and the next along its normal; none where it lies on a wall.
    CellBox cellsBefore(const AirPanel& panel) const;

    // visit(i, j, k, index)
    template <class Visit>
    void forCells(const CellBox& at, const Visit& visit) const
    {
        for (int k = at[2].from; k < at[2].to; ++k)
            for (int j = at[1].from; j < at[1].to; ++j)
                for (int i = at[0].from; i < at[0].to; ++i)
                    visit(i, j, k, grid_.index(i, j, k));
    }

private:
    std::array<double, 3> extentM_;
    AirGrid grid_;
};

} // namespace hallwright
