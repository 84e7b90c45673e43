// A hall's results as a grid of values, for heatmaps: one grid, whoever draws it.
#pragma once

#include "core/simulation/snapshot.h"

#include <optional>
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

// `after` less `before`, cell by cell, of one quantity; nothing where the two halls are not of one size.
std::optional<HeatmapGrid> differenceOf(const HeatmapGrid& before, const HeatmapGrid& after);

} // namespace hallwright
