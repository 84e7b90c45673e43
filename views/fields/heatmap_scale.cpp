#include "views/fields/heatmap_scale.h"

#include "views/fields/heatmap_view.h"

namespace hallwright::fields {

ValueUnit unitOf(HeatmapQuantity quantity)
{
    return quantity == HeatmapQuantity::PowerDensity ? ValueUnit::PowerDensity : ValueUnit::Temperature;
}

Range roundEnds(HeatmapQuantity quantity, double minimum, double maximum)
{
    return roundEnds(unitOf(quantity), minimum, maximum);
}

HeatmapScale::HeatmapScale(HeatmapQuantity quantity, Range range)
    : ValueScale(quantity == HeatmapQuantity::PowerDensity ? QStringLiteral("Power density")
                                                           : QStringLiteral("Rack inlet temperature"),
                 unitOf(quantity), heatmapColours(quantity), range),
      quantity_(quantity)
{
}

} // namespace hallwright::fields
