#include "views/fields/field_scale.h"

#include "views/fields/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace hallwright::fields {

namespace {

// Inlet limits of ASHRAE TC 9.9's classes: recommended 18..27 °C; allowable A1 15..32, A2 10..35, A3 5..40, A4 5..45.
// Colours after C. Brewer's RdYlBu, a diverging scheme that colour-blind readers can use.
std::vector<ValueBand> classBands()
{
    return {{10.0, qRgb(0x31, 0x36, 0x95), text("below A2")},
            {15.0, qRgb(0x45, 0x75, 0xb4), text("A2 allowable")},
            {18.0, qRgb(0x91, 0xbf, 0xdb), text("A1 allowable")},
            {27.0, qRgb(0xe3, 0xf1, 0xe0), text("recommended")},
            {32.0, qRgb(0xfe, 0xe0, 0x90), text("A1 allowable")},
            {35.0, qRgb(0xfd, 0xae, 0x61), text("A2 allowable")},
            {40.0, qRgb(0xf4, 0x6d, 0x43), text("A3 allowable")},
            {45.0, qRgb(0xd7, 0x30, 0x27), text("A4 allowable")},
            {std::numeric_limits<double>::infinity(), qRgb(0x8c, 0x00, 0x26), text("beyond A4")}};
}

// In size not exceeded by nearly all of the air: a jet that one of the two lacks leaves the rest its colours.
double usualDifferenceK(const QuantityValues& values)
{
    constexpr double nearlyAll = 0.99;
    std::vector<float> sizes;
    sizes.reserve(values.data().temperatureC.size());
    for (std::size_t cell = 0; cell < values.data().temperatureC.size(); ++cell)
        if (const float value = values.at(cell); !std::isnan(value))
            sizes.push_back(std::abs(value));
    if (sizes.empty())
        return 0.0;
    const auto at =
        sizes.begin() + static_cast<std::ptrdiff_t>(nearlyAll * static_cast<double>(sizes.size() - 1));
    std::nth_element(sizes.begin(), at, sizes.end());
    return static_cast<double>(*at);
}

constexpr Range classRange{5.0, 50.0};

const style::ColourMap& colourMapOf(FieldQuantity quantity)
{
    if (unitOf(quantity) == ValueUnit::Temperature)
        return style::ColourMap::thermal();
    if (isSigned(unitOf(quantity)))
        return style::ColourMap::blueRed();
    return isShare(quantity) ? style::ColourMap::cividis() : style::ColourMap::viridis();
}

// The limits of each band and the class they allow, short enough to stand side by side: "15–18 A1".
std::vector<style::LegendEntry> entriesOf(const ValueScale& scale)
{
    const std::array<QString, 9> classes{QString(), "A2", "A1",     text("recommended"), "A1", "A2",
                                         "A3",      "A4", QString()};
    std::vector<style::LegendEntry> entries;
    QString low;
    for (const ValueBand& band : scale.bands()) {
        const QString high = std::isinf(band.upTo) ? QString() : scale.levelText(band.upTo);
        const QString limits = low.isEmpty() ? QStringLiteral("< %1").arg(high)
                               : high.isEmpty()
                                   ? QStringLiteral("> %1 %2").arg(low, scale.unit())
                                   : QStringLiteral("%1–%2 %3").arg(low, high, classes[entries.size()]);
        entries.push_back({limits, QColor(band.colour)});
        low = high;
    }
    return entries;
}

} // namespace

QString quantityName(FieldQuantity quantity)
{
    switch (quantity) {
    case FieldQuantity::Temperature:
        return text("Air temperature");
    case FieldQuantity::AshraeBands:
        return text("ASHRAE class limits");
    case FieldQuantity::Speed:
        return text("Airflow speed");
    case FieldQuantity::RecirculatedShare:
        return text("Recirculated share");
    case FieldQuantity::ShareFromRack:
        return text("Share from one rack");
    case FieldQuantity::PowerDensity:
        return text("Power density");
    case FieldQuantity::Pressure:
        return text("Pressure");
    case FieldQuantity::Mixing:
        return text("Turbulent mixing");
    case FieldQuantity::Difference:
        return text("Difference from CFD");
    }
    return {};
}

ValueUnit unitOf(FieldQuantity quantity)
{
    switch (quantity) {
    case FieldQuantity::Temperature:
    case FieldQuantity::AshraeBands:
        return ValueUnit::Temperature;
    case FieldQuantity::Speed:
        return ValueUnit::Speed;
    case FieldQuantity::RecirculatedShare:
    case FieldQuantity::ShareFromRack:
        return ValueUnit::Share;
    case FieldQuantity::PowerDensity:
        return ValueUnit::PowerDensity;
    case FieldQuantity::Pressure:
        return ValueUnit::Pressure;
    case FieldQuantity::Mixing:
        return ValueUnit::Mixing;
    case FieldQuantity::Difference:
        return ValueUnit::TemperatureDifference;
    }
    return ValueUnit::Temperature;
}

Range roundEndsOf(const QuantityValues& values)
{
    if (values.quantity() == FieldQuantity::AshraeBands)
        return classRange;
    auto [low, high] = extremesOf(values);
    if (values.quantity() == FieldQuantity::Difference) {
        high = usualDifferenceK(values);
        for (const double differenceK : inletDifferencesK(values.data()))
            high = std::fmax(high, std::abs(differenceK)); // which leaves NaN out
        low = -high;
    }
    Range ends = roundEnds(unitOf(values.quantity()), low, high);
    if (isShare(values.quantity()))
        ends.second = std::min(ends.second, 1.0);
    return ends;
}

SteadyRanges::Shown SteadyRanges::choose(HallId hall, const FieldOptions& options, Range ends,
                                         const FieldData* air)
{
    const bool otherHall = std::exchange(hall_, hall) != hall;
    if (otherHall)
        temperatures_.reset();
    if (std::exchange(quantity_, options.quantity) != options.quantity || otherHall)
        layerRange_.reset();
    layerRange_ = steadyRange(layerRange_, ends);
    Shown shown{options.range.value_or(*layerRange_), {0.0, 1.0}};
    if (air && unitOf(options.quantity) == ValueUnit::Temperature) {
        shown.temperatures = shown.quantity; // one scale explains both
    } else if (air) {
        temperatures_ =
            steadyRange(temperatures_, roundEndsOf(QuantityValues(*air, FieldQuantity::Temperature)));
        shown.temperatures = *temperatures_;
    }
    return shown;
}

ValueScale scaleOf(FieldQuantity quantity, Range range, const QString& ofRack)
{
    const ValueUnit unit = unitOf(quantity);
    if (quantity == FieldQuantity::AshraeBands)
        return ValueScale(quantityName(quantity), unit, classBands(), classRange);
    const bool named = quantity == FieldQuantity::ShareFromRack && !ofRack.isEmpty();
    return ValueScale(named ? text("Share from %1").arg(ofRack) : quantityName(quantity), unit,
                      colourMapOf(quantity), range);
}

style::ColourScale legendOf(FieldQuantity quantity, Range range, const QString& ofRack)
{
    const ValueScale scale = scaleOf(quantity, range, ofRack);
    style::ColourScale legend;
    legend.title = scale.title();
    legend.unit = scale.unit();
    legend.minimum = inReadersUnit(unitOf(quantity), scale.minimum());
    legend.maximum = inReadersUnit(unitOf(quantity), scale.maximum());
    if (scale.bands().empty())
        legend.map = &colourMapOf(quantity);
    else
        legend.entries = entriesOf(scale);
    return legend;
}

} // namespace hallwright::fields
