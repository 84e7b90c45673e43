// Lines of equal value through a heatmap's grid.
#pragma once

#include "core/simulation/heatmap.h"

#include <vector>

namespace hallwright::fields {

struct Isoline {
    double level = 0.0;
    std::vector<Point2> points; // at least two; hall's frame; a closed line repeats its first point
};

// Needs no screen. Between the outermost cell centres and the walls the values stay the same.
std::vector<Isoline> isolinesOf(const HeatmapGrid& grid, const std::vector<double>& levels);

} // namespace hallwright::fields
