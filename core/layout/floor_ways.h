// Ways over a hall's floor: how far it is from its doors to a place, for something of a given width.
//
// What moves is a square, upright as the room is; its centre stays half its width clear of walls and of what stands
// there. Shortest ways between upright rectangles run along their sides, so they are sought on the lines through these:
// exact to a tenth of a millimetre, whatever the tiles. Straight in from the middle of a door they count up to half its
// width more, for no line runs there. What is turned by other than right angles counts as the upright rectangle around it.
#pragma once

#include "core/layout/obstacles.h"

#include <cstdint>
#include <vector>

namespace hallwright {

class FloorWays
{
public:
    // From any of `doors`, which are of the hall, for what is `widthM` wide.
    FloorWays(const Hall& hall, const std::vector<Obstacle>& obstacles, double widthM,
              const std::vector<const Door*>& doors);

    // Whether it has room there, with its centre at a point of the hall's frame.
    bool hasRoomAt(Point2 inHall) const;
    // How far it is to the nearest door [m], walked along x and y; infinite if no way leads there.
    double lengthTo(Point2 inHall) const;

private:
    // In tenths of a millimetre, so that sides that should meet do.
    using Tenths = std::int64_t;
    struct Block {
        Tenths x0, x1, y0, y1;
    };
    // Lines and the spaces between them in turn: line i is at 2 i.
    struct Place {
        std::size_t column, row;
    };

    std::vector<Block> blocksOf(const std::vector<Obstacle>& obstacles) const;
    void makeLines(const std::vector<Block>& blocks, const std::vector<Block>& entries);
    void close(const Block& block);
    void measureFrom(const std::vector<Block>& entries);
    Block entryOf(const Hall& hall, const Door& door) const;
    Place placeOf(Point2 inHall) const;
    bool isClosed(std::size_t column, std::size_t row) const
    {
        return closed_[row * columns() + column] != 0;
    }
    std::size_t columns() const { return xs_.empty() ? 0 : 2 * xs_.size() - 1; }
    std::size_t rows() const { return ys_.empty() ? 0 : 2 * ys_.size() - 1; }

    Tenths half_ = 0; // of the width
    Block room_{};    // where centres may be
    std::vector<Tenths> xs_,
        ys_; // the lines, in ascending order; none if nothing of the width fits into the room
    std::vector<char> closed_;    // by row and column, lines and spaces
    std::vector<double> lengthM_; // at the crossings of lines, by row
};

} // namespace hallwright
