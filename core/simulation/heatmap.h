// A hall's results as a grid of values, for heatmaps: one grid, whoever draws it.
#pragma once

#include "core/simulation/snapshot.h"

#include <string>
#include <vector>

namespace hallwright {

enum class HeatmapQuantity {
    PowerDensity, // kW/m², rack power spread over the rack's own service area; integrates to the hall's IT power
    InletTemperature, // °C, from the racks' inlets
};

// Cell-centred values over the hall's room. Cell (i, j) has its centre at ((i + 0.5) dx, (j + 0.5) dy) in the hall's
// frame and stands at values[j * nx + i].
struct HeatmapGrid {
    HallId hall;
    HeatmapQuantity quantity = HeatmapQuantity::PowerDensity;
    int nx = 0;
    int ny = 0;
    double dxM = 0.0;
    double dyM = 0.0;
    std::vector<float> values;
    std::string unit;     // "kW/m²", "°C"
    std::string label;    // "Power density", "Rack inlet temperature"
    float minimum = 0.0f; // of the values
    float maximum = 0.0f;
};

// Cells as near to `cellM` as fit the room evenly, at most 1e6 of them (coarser if need be). An empty hall gives a
// grid of zeros (power density) or of the supply temperature.
HeatmapGrid heatmapOf(const HallResult& result, HeatmapQuantity quantity, double cellM = 0.3);

// `after` less `before`, of one quantity, over the floor that both halls have from their south-west corners: in the cells of
// `after` whose centres stand in `before`, which is read in the cell around each. No cells where either has none. Throws
// std::invalid_argument for grids of two quantities.
HeatmapGrid differenceOf(const HeatmapGrid& before, const HeatmapGrid& after);

} // namespace hallwright
