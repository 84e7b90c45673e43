// Lines of equal value through a heatmap's grid, for paper: by marching squares (in space: Lorensen and Cline, 1987),
// between the centres of four cells each, linear along their sides. The command line has no VTK, which finds them for
// the screen (views/fields/isolines.h).
#pragma once

#include "core/simulation/heatmap.h"

#include <vector>

namespace hallwright::report {

struct ContourLine {
    double level = 0.0;
    std::vector<Point2> points; // at least two; hall's frame; a closed line repeats its first point
};

// Between the outermost cell centres and the walls the values stay the same. None through cells without a value. Where a
// level could part four cells in two ways, their mean decides.
std::vector<ContourLine> contourLinesOf(const HeatmapGrid& grid, const std::vector<double>& levels);

// Round values above `minimum` and below `maximum`, 1, 2 or 5 times a power of ten apart; at most `most`.
std::vector<double> roundLevels(double minimum, double maximum, int most);

} // namespace hallwright::report
