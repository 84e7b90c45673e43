// What a reader chooses to see of a hall's air.
#pragma once

#include "core/model/ids.h"
#include "views/fields/field_data.h"

#include <optional>
#include <utility>

namespace hallwright::fields {

enum class StreamlinesFrom { Nowhere, Supplies, Supply, Rack };

struct FieldOptions {
    bool flow = false; // with momentum and buoyancy, rather than the potential flow
    FieldQuantity quantity = FieldQuantity::Temperature;
    bool plan = true;
    double planM = 1.5; // over the walking surface
    bool crossSection = false;
    double crossShare = 0.5; // of the hall's width, west to east: a cut of constant x
    bool longSection = false;
    double longShare = 0.5; // of the hall's depth, south to north: a cut of constant y
    bool isosurface = false;
    double isosurfaceC = 27.0;
    StreamlinesFrom streamlines = StreamlinesFrom::Nowhere;
    std::optional<Point3>
        supplyAt; // for StreamlinesFrom::Supply: the supply nearest to it; nothing: to the middle
    bool isolines = true;
    bool inletSources = false;                      // of `rack`, from the recirculation matrix
    std::optional<std::pair<double, double>> range; // in the quantity's unit; nothing: automatic
    RackId rack;                                    // for streamlines, share and sources

    bool operator==(const FieldOptions&) const = default;
};

} // namespace hallwright::fields
