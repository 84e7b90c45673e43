// Finds the obstacles near a rectangle without looking at all of them.
#pragma once

#include "core/layout/obstacles.h"

#include <cstdint>
#include <vector>

namespace hallwright {

// Square cells over everything given; each knows the obstacles whose bounds touch it.
class CellGrid
{
public:
    explicit CellGrid(const std::vector<Obstacle>& obstacles);

    // Positions, in ascending order and without repetition, of the obstacles that may touch `area`.
    void findNear(const Rect& area, std::vector<std::uint32_t>& found) const;

private:
    struct Span {
        std::size_t firstColumn, lastColumn, firstRow, lastRow;
    };
    Span spanOf(const Rect& area) const;

    Rect extent_;
    double cellM_ = 1.0;
    std::size_t columns_ = 1;
    std::size_t rows_ = 1;
    std::vector<std::vector<std::uint32_t>> cells_;
};

} // namespace hallwright
