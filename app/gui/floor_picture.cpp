#include "app/gui/floor_picture.h"

#include "views/fields/heatmap_scale.h"
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
style::ColourScale temperatureScale(const Site& site, const std::optional<style::ScaleEnds>& ends)
{
    style::ColourScale scale = style::colourScale(style::RackColouring::InletTemperature, site, ends);
    scale.minimum = style::celsiusFromUserUnit(scale.minimum);
    scale.maximum = style::celsiusFromUserUnit(scale.maximum);
    return scale;
}

style::ColourScale densityScale(const HallResult& result, const std::optional<style::ScaleEnds>& ends)
{
    style::ColourScale scale;
    scale.title = floorText("Floor: power density");
    scale.unit = QStringLiteral("kW/m²");
    scale.map = &fields::heatmapColours(HeatmapQuantity::PowerDensity);
    std::tie(scale.minimum, scale.maximum) =
        ends && ends->densestKwM2 ? fields::roundEnds(HeatmapQuantity::PowerDensity, 0.0, *ends->densestKwM2)
                                  : fields::heatmapRange(result, HeatmapQuantity::PowerDensity);
    return scale;
}

style::ColourScale temperatureLegend(const Site& site, const std::optional<style::ScaleEnds>& ends)
{
    style::ColourScale legend = style::colourScale(style::RackColouring::InletTemperature, site, ends);
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
                            style::RackColouring racks, const std::optional<style::ScaleEnds>& ends,
                            style::Theme theme)
{
    const bool temperatures = quantity == HeatmapQuantity::InletTemperature;
    const style::ColourScale scale = temperatures ? temperatureScale(site, ends) : densityScale(result, ends);
    const QImage colours =
        fields::heatmapImage(heatmapOf(result, quantity), *scale.map, scale.minimum, scale.maximum);
    FloorPicture picture{paled(colours, style::colours(theme).floor), std::nullopt};
    if (!temperatures)
        picture.legend = densityLegend(scale);
    else if (racks != style::RackColouring::InletTemperature)
        picture.legend = temperatureLegend(site, ends);
    return picture;
}

std::optional<std::pair<double, double>> floorRange(const Site& site, HeatmapQuantity quantity,
                                                    const std::optional<style::ScaleEnds>& ends)
{
    if (!ends)
        return std::nullopt;
    if (quantity == HeatmapQuantity::InletTemperature) {
        const style::ColourScale scale = temperatureScale(site, ends);
        return std::pair(scale.minimum, scale.maximum);
    }
    if (!ends->densestKwM2)
        return std::nullopt;
    return fields::roundEnds(quantity, 0.0, *ends->densestKwM2);
}

} // namespace hallwright::app
