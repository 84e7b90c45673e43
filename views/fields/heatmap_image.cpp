#include "views/fields/heatmap_scale.h"
#include "views/fields/heatmap_view.h"

namespace hallwright::fields {

QImage heatmapImage(const HeatmapGrid& grid, const style::ColourMap& map, double minimum, double maximum,
                    int alpha)
{
    if (grid.nx <= 0 || grid.ny <= 0)
        return {};
    const ColourTable table(map, minimum, maximum);
    QImage image(grid.nx, grid.ny, alpha < 255 ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    const QRgb opacity = qRgba(0, 0, 0, alpha);
    for (int j = 0; j < grid.ny; ++j) {
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(grid.ny - 1 - j));
        const float* values = grid.values.data() + static_cast<std::ptrdiff_t>(j) * grid.nx;
        for (int i = 0; i < grid.nx; ++i)
            row[i] = (table.at(values[i]) & 0x00ffffffU) | opacity;
    }
    return image;
}

std::pair<double, double> heatmapRange(const HallResult& result, HeatmapQuantity quantity)
{
    const HeatmapGrid grid = heatmapOf(result, quantity);
    return roundEnds(quantity, grid.minimum, grid.maximum);
}

const style::ColourMap& heatmapColours(HeatmapQuantity quantity)
{
    return quantity == HeatmapQuantity::InletTemperature ? style::ColourMap::thermal()
                                                         : style::ColourMap::viridis();
}

} // namespace hallwright::fields
