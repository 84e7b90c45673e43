#include "core/physics/air_grid.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr std::array<double, 3> chosenCellsM = {0.15, 0.20, 0.30};
constexpr double sliver = 0.05;              // of a cell: a last layer thinner than this joins the one before
constexpr double mostCellsEver = 20'000'000; // beyond memory's reach

// n = max(⌈L/h - 0.05⌉, 1)
std::array<double, 3> layersOf(const AirRoom& room, double cellM)
{
    std::array<double, 3> layers{};
    for (std::size_t a = 0; a < 3; ++a)
        layers[a] = std::max(std::ceil(extentM(room)[a] / cellM - sliver), 1.0);
    return layers;
}

} // namespace

std::array<double, 3> extentM(const AirRoom& room)
{
    return {room.widthM, room.depthM, room.heightM};
}

AirGrid airGridOf(const AirRoom& room, double cellM, std::size_t mostCells)
{
    AirGrid grid;
    grid.cellM = cellM;
    if (!(cellM > 0.0)) {
        for (const double cell : chosenCellsM) {
            const std::array<double, 3> n = layersOf(room, cell);
            grid.cellM = cell;
            if (n[0] * n[1] * n[2] <= static_cast<double>(mostCells))
                break;
        }
    }
    const std::array<double, 3> n = layersOf(room, grid.cellM);
    if (!(n[0] * n[1] * n[2] <= mostCellsEver))
        return grid;
    for (std::size_t a = 0; a < 3; ++a)
        grid.cells[a] = static_cast<int>(n[a]);
    return grid;
}

int AirGridRanges::boundary(std::size_t axis, double x) const
{
    constexpr double half = 0.5 + 1e-6; // halfway goes up, whatever the rounding of x
    const double cell = grid_.cellM;
    const int n = grid_.cells[axis];
    if (x >= (extentM_[axis] + (n - 1) * cell) / 2.0)
        return n;
    return std::clamp(static_cast<int>(std::floor(std::clamp(x / cell, -1.0, 1e9) + half)), 0, n - 1);
}

CellRange AirGridRanges::range(std::size_t axis, const AirBox& box) const
{
    return {boundary(axis, along(box.least, axis)), boundary(axis, along(box.most, axis))};
}

CellRange AirGridRanges::atLeastOne(std::size_t axis, const AirBox& box) const
{
    const CellRange found = range(axis, box);
    if (!found.empty())
        return found;
    const double middle = (along(box.least, axis) + along(box.most, axis)) / 2.0;
    const int layer =
        std::clamp(static_cast<int>(std::floor(middle / grid_.cellM)), 0, grid_.cells[axis] - 1);
    return {layer, layer + 1};
}

bool AirGridRanges::spansCells(const AirBox& box) const
{
    return !range(0, box).empty() && !range(1, box).empty() && !range(2, box).empty();
}

CellBox AirGridRanges::cellsAt(const AirPatch& patch, bool& coarse) const
{
    const std::size_t axis = static_cast<std::size_t>(patch.normal);
    CellBox at;
    coarse = false;
    for (std::size_t a = 0; a < 3; ++a) {
        if (a == axis) {
            const int face = boundary(a, along(patch.area.least, a));
            const int layer = patch.towardsPositive ? face : face - 1;
            if (layer >= 0 && layer < grid_.cells[a])
                at[a] = {layer, layer + 1};
            continue;
        }
        coarse = coarse || range(a, patch.area).empty();
        at[a] = atLeastOne(a, patch.area);
    }
    return at;
}

CellBox AirGridRanges::cellsBefore(const AirPanel& panel) const
{
    const std::size_t axis = static_cast<std::size_t>(panel.normal);
    const int face = boundary(axis, along(panel.area.least, axis));
    if (face <= 0 || face >= grid_.cells[axis])
        return {};
    CellBox at = {range(0, panel.area), range(1, panel.area), range(2, panel.area)};
    at[axis] = {face - 1, face};
    return at;
}

} // namespace hallwright
