// Where things that move under a hand want to stand: on the tile grid, against a neighbour, in line with a row, in the
// middle of an aisle, off a wall.
#pragma once

#include "core/layout/free_floor.h"

#include <vector>

namespace hallwright {

enum class SnapKind { Tile, Edge, Centre, RowLine, AisleCentre, Wall };

// What a moved side or centre was drawn to: a line over the floor, across the way it moved.
struct Guide {
    SnapKind kind = SnapKind::Tile;
    Point2 from, to;

    bool operator==(const Guide&) const = default;
};

struct Snapped {
    Point2 byM;                // the move, with the snap
    std::vector<Guide> guides; // at most one each way; none for the tile grid
};

// The lines of a hall that things can be drawn to, gathered once when they begin to move.
class SnapLines
{
public:
    SnapLines(const FreeFloor& floor);

    // The move nearest to `byM` at which the thing held by the hand, as it stood at the start, meets a line that is no
    // further than `reachM` off; where there is none, with its least corner on a tile crossing. Each way by itself.
    Snapped snap(const Standing& held, Point2 byM, double reachM) const;

private:
    struct Line {
        double at;       // across
        double from, to; // along
        SnapKind kind;
        bool centre; // drawn to by centres; by sides otherwise
    };
    struct Found {
        double at = 0.0; // of the least side afterwards
        std::optional<Guide> guide;
    };
    static void add(std::vector<Line>& lines, double at, double from, double to, SnapKind kind, bool centre);
    Found snapAlong(const std::vector<Line>& lines, double least, double size, double crossFrom,
                    double crossTo, double reachM, bool alongX) const;

    double tilePitchM_;
    std::vector<Line> x_, y_; // upright lines, level lines: in ascending order
};

} // namespace hallwright
