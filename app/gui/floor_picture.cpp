#include "app/gui/floor_picture.h"

#include "views/fields/heatmap_view.h"
#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QCoreApplication>
#include <QPainter>

#include <tuple>

namespace hallwright::app {

namespace {

QString floorText(const char* source)
{
    return QCoreApplication::translate("hallwright::app::FloorPicture", source);
}

// Paler than the racks of the same temperature, so that they stand out on it.
QImage paled(const QImage& image, const QColor& floor)
{
    constexpr double strength = 0.6;
    QImage mixed(image.size(), QImage::Format_ARGB32_Premultiplied);
    mixed.fill(floor);
    QPainter painter(&mixed);
    painter.setOpacity(strength);
    painter.drawImage(0, 0, image);
    return mixed;
}

// Temperatures on the floor have the colours of temperatures on the racks: one picture, one meaning. Values are SI.
style::ColourScale temperatureScale(const Site& site)
{
    style::ColourScale scale = style::colourScale(style::RackColouring::InletTemperature, site);
    scale.minimum = style::celsiusFromUserUnit(scale.minimum);
    scale.maximum = style::celsiusFromUserUnit(scale.maximum);
    return scale;
}

style::ColourScale densityScale(const HallResult& result)
{
    style::ColourScale scale;
    scale.title = floorText("Floor: power density");
    scale.unit = QStringLiteral("kW/m²");
    scale.map = &fields::heatmapColours(HeatmapQuantity::PowerDensity);
    std::tie(scale.minimum, scale.maximum) = fields::heatmapRange(result, HeatmapQuantity::PowerDensity);
    return scale;
}

style::ColourScale temperatureLegend(const Site& site)
{
    style::ColourScale legend = style::colourScale(style::RackColouring::InletTemperature, site);
    legend.title = floorText("Floor: rack inlet temperature");
    return legend;
}

style::ColourScale densityLegend(style::ColourScale scale)
{
    if (style::unitSystem() == style::UnitSystem::Ip) {
        constexpr double wattsPerSquareFoot = 1e3 * style::squareMetresPerSquareFoot; // in one kW/m²
        scale.unit = QStringLiteral("W/ft²");
        scale.minimum *= wattsPerSquareFoot;
        scale.maximum *= wattsPerSquareFoot;
    }
    return scale;
}

} // namespace

FloorPicture floorPictureOf(const Site& site, const HallResult& result, HeatmapQuantity quantity,
                            style::RackColouring racks, style::Theme theme)
{
    const bool temperatures = quantity == HeatmapQuantity::InletTemperature;
    const style::ColourScale scale = temperatures ? temperatureScale(site) : densityScale(result);
    const QImage colours =
        fields::heatmapImage(heatmapOf(result, quantity), *scale.map, scale.minimum, scale.maximum);
    FloorPicture picture{paled(colours, style::colours(theme).floor), std::nullopt};
    if (!temperatures)
        picture.legend = densityLegend(scale);
    else if (racks != style::RackColouring::InletTemperature)
        picture.legend = temperatureLegend(site);
    return picture;
}

} // namespace hallwright::app
