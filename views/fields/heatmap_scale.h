// How a heatmap's values are read.
#pragma once

#include "core/simulation/heatmap.h"
#include "views/fields/value_scale.h"

namespace hallwright::fields {

ValueUnit unitOf(HeatmapQuantity quantity);
Range roundEnds(HeatmapQuantity quantity, double minimum, double maximum);

class HeatmapScale : public ValueScale
{
public:
    HeatmapScale(HeatmapQuantity quantity, Range range);

    HeatmapQuantity quantity() const { return quantity_; }

private:
    HeatmapQuantity quantity_;
};

} // namespace hallwright::fields
