// One level of the air's multigrid: its cells as they lie in memory, and how they are put together for the next.
#pragma once

#include "core/physics/air_multigrid.h"
#include "core/physics/air_multigrid_rows.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace hallwright {

// Cells of one colour lie together: cell (i, j, k) has colour (i + j + k) % 2 and is number i / 2 of its row. So the
// neighbours of a row's red cells are stretches of the black ones.
struct AirMultigrid::Level {
    struct Opening {
        std::array<int, 3> at{};
        std::size_t axis = 0;
        float t = 0.0F;
    };

    std::array<int, 3> n{};
    multigrid::Index half = 0;   // cells of a colour in a row, padded
    multigrid::Index plane = 0;  // n[1] rows
    multigrid::Index rows = 0;   // n[1] * n[2]
    multigrid::Index guard = 0;  // zeros before the first row and behind the last
    multigrid::Index stride = 0; // from a red cell to the black one
    std::array<std::vector<float>, 3> t;
    std::vector<float> inverse; // 1 / (Σ t + t_r), 0 in solid cells
    std::vector<float> b, x;
    std::vector<Opening> returns;

    // Along each axis: where walls are; the layers' widths, in cells of the finest grid; and how they are put together
    // for the next level: its layer for each of these, and the first of these for each of its layers.
    std::array<std::vector<int>, 3> walls;
    std::array<std::vector<float>, 3> widths;
    std::array<std::vector<int>, 3> parent, first;

    explicit Level(const std::array<int, 3>& cells) : n(cells)
    {
        half = ((n[0] + 1) / 2 + multigrid::lanes) / multigrid::lanes *
               multigrid::lanes; // at least one more, which no air reaches
        plane = half * n[1];
        rows = static_cast<multigrid::Index>(n[1]) * n[2];
        guard = plane + half + multigrid::lanes;
        stride = guard * 2 + rows * half;
        const std::size_t size = static_cast<std::size_t>(2 * stride);
        for (std::vector<float>& face : t)
            face.assign(size, 0.0F);
        inverse.assign(size, 0.0F);
        b.assign(size, 0.0F);
        x.assign(size, 0.0F);
    }

    // For another room of the same size: what is summed up begins with zero, the rest is written anew.
    void clear()
    {
        for (std::vector<float>& face : t)
            std::fill(face.begin(), face.end(), 0.0F);
        std::fill(inverse.begin(), inverse.end(), 0.0F);
        returns.clear();
        walls = {};
        widths = {};
    }

    std::size_t cellCount() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(n[0]); }
    // Where a colour's row begins.
    multigrid::Index start(int colour, multigrid::Index row) const
    {
        return colour * stride + guard + row * half;
    }
    int shift(int colour, multigrid::Index row) const // whether its first cell is the row's second
    {
        return (colour + static_cast<int>(row % n[1]) + static_cast<int>(row / n[1])) & 1;
    }
    multigrid::Index at(int i, int j, int k) const
    {
        return start((i + j + k) & 1, static_cast<multigrid::Index>(k) * n[1] + j) + (i >> 1);
    }
    // A row's values: of its even cells and of its odd ones.
    template <class T>
    std::pair<T*, T*> evenAndOdd(std::vector<T>& values, multigrid::Index row) const
    {
        const int ofFirst = shift(0, row);
        return {values.data() + start(ofFirst, row), values.data() + start(1 - ofFirst, row)};
    }
};

} // namespace hallwright
