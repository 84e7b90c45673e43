#include "views/fields/value_scale.h"

#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hallwright::fields {

namespace {

constexpr double wattsPerKilowatt = 1000.0;
constexpr double percent = 100.0;
constexpr int mostTicks = 10;
constexpr double pascalPerInchOfWater = 249.089; // at 4 °C

// Lines across the range. The power density falls off steeply beside a row, the speed beside a tile: more lines would
// hide the racks.
int mostLevels(ValueUnit unit)
{
    switch (unit) {
    case ValueUnit::Temperature:
        return 7;
    case ValueUnit::TemperatureDifference:
    case ValueUnit::Pressure:
        return 8; // as many on either side of none
    case ValueUnit::Share:
        return 5;
    case ValueUnit::PowerDensity:
    case ValueUnit::Speed:
    case ValueUnit::Mixing:
        return 4;
    }
    return 4;
}

int decimalsOf(double step)
{
    for (int decimals = 0; decimals < 6; ++decimals) {
        const double scaled = step * std::pow(10.0, decimals);
        if (std::abs(scaled - std::round(scaled)) < 1e-6)
            return decimals;
    }
    return 6;
}

} // namespace

bool isSigned(ValueUnit unit)
{
    return unit == ValueUnit::TemperatureDifference || unit == ValueUnit::Pressure;
}

double inReadersUnit(ValueUnit unit, double value)
{
    const bool si = style::unitSystem() == style::UnitSystem::Si;
    switch (unit) {
    case ValueUnit::Temperature:
        return style::temperatureInUserUnit(value);
    case ValueUnit::TemperatureDifference:
        return si ? value : value * style::fahrenheitPerKelvin;
    case ValueUnit::PowerDensity:
        return si ? value : value * wattsPerKilowatt / (style::feetPerMetre * style::feetPerMetre);
    case ValueUnit::Speed:
        return si ? value : value * style::feetPerMetre;
    case ValueUnit::Pressure:
        return si ? value : value / pascalPerInchOfWater;
    case ValueUnit::Mixing:
        return si ? value : value * style::feetPerMetre * style::feetPerMetre;
    case ValueUnit::Share:
        return value * percent;
    }
    return value;
}

double fromReadersUnit(ValueUnit unit, double value)
{
    const bool si = style::unitSystem() == style::UnitSystem::Si;
    switch (unit) {
    case ValueUnit::Temperature:
        return style::celsiusFromUserUnit(value);
    case ValueUnit::TemperatureDifference:
        return si ? value : value / style::fahrenheitPerKelvin;
    case ValueUnit::PowerDensity:
        return si ? value : value * style::feetPerMetre * style::feetPerMetre / wattsPerKilowatt;
    case ValueUnit::Speed:
        return si ? value : value / style::feetPerMetre;
    case ValueUnit::Pressure:
        return si ? value : value * pascalPerInchOfWater;
    case ValueUnit::Mixing:
        return si ? value : value / (style::feetPerMetre * style::feetPerMetre);
    case ValueUnit::Share:
        return value / percent;
    }
    return value;
}

QString readersUnit(ValueUnit unit)
{
    const bool si = style::unitSystem() == style::UnitSystem::Si;
    switch (unit) {
    case ValueUnit::Temperature:
        return style::temperatureUnit();
    case ValueUnit::TemperatureDifference:
        return si ? QStringLiteral("K") : QStringLiteral("°F");
    case ValueUnit::PowerDensity:
        return si ? QStringLiteral("kW/m²") : QStringLiteral("W/ft²");
    case ValueUnit::Speed:
        return si ? QStringLiteral("m/s") : QStringLiteral("ft/s");
    case ValueUnit::Pressure:
        return si ? QStringLiteral("Pa") : QStringLiteral("in. w.g.");
    case ValueUnit::Mixing:
        return si ? QStringLiteral("m²/s") : QStringLiteral("ft²/s");
    case ValueUnit::Share:
        return QStringLiteral("%");
    }
    return {};
}

double roundStep(double atLeast)
{
    const double decade = std::pow(10.0, std::floor(std::log10(atLeast)));
    constexpr double rounding = 1.0 - 1e-9; // 0.5 must stay 0.5, whatever the logarithm made of it
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * decade >= atLeast * rounding)
            return factor * decade;
    return 10.0 * decade;
}

Range roundEnds(ValueUnit unit, double minimum, double maximum)
{
    if (isSigned(unit)) {
        constexpr double least = 1.0; // K or Pa: small differences must look small
        const double most = std::max({least, -minimum, maximum});
        const double step = roundStep(most / 5.0);
        const double end = step * std::ceil(most / step - 1e-9);
        return {-end, end};
    }
    if (unit != ValueUnit::Temperature) {
        if (!(maximum > 0.0))
            return {0.0, 1.0};
        const double step = roundStep(maximum / 10.0);
        return {0.0, step * std::ceil(maximum / step - 1e-9)};
    }
    constexpr double leastSpanK = 1.0; // an even hall must not look hot and cold
    const double step = roundStep(std::max((maximum - minimum) / 10.0, 1.0));
    const double low = step * std::floor(minimum / step + 1e-9);
    const double high = step * std::ceil(maximum / step - 1e-9);
    return {low, std::max(high, low + leastSpanK)};
}

Range steadyRange(const std::optional<Range>& shown, Range needed)
{
    if (!shown)
        return needed;
    const bool holds = shown->first <= needed.first && shown->second >= needed.second;
    const bool filled = needed.second - needed.first >= 0.5 * (shown->second - shown->first);
    return holds && filled ? *shown : needed;
}

ColourTable::ColourTable(const style::ColourMap& map, double minimum, double maximum)
    : minimum_(minimum), stepsPerUnit_((size - 1) / (maximum - minimum))
{
    for (int i = 0; i < size; ++i)
        colours_[static_cast<std::size_t>(i)] = map.at(static_cast<double>(i) / (size - 1));
}

ColourTable::ColourTable(std::span<const ValueBand> bands, double minimum, double maximum)
    : minimum_(minimum), stepsPerUnit_((size - 1) / (maximum - minimum))
{
    std::size_t band = 0;
    for (int i = 0; i < size; ++i) {
        const double value = minimum + i / stepsPerUnit_;
        while (band + 1 < bands.size() && value >= bands[band].upTo)
            ++band;
        colours_[static_cast<std::size_t>(i)] = bands[band].colour;
    }
}

QRgb ColourTable::at(double value) const
{
    if (std::isnan(value))
        return qRgb(128, 128, 128);
    const double step = std::clamp((value - minimum_) * stepsPerUnit_ + 0.5, 0.0, size - 1.0);
    return colours_[static_cast<std::size_t>(step)];
}

ValueScale::ValueScale(QString title, ValueUnit unit, const style::ColourMap& map, Range range)
    : title_(std::move(title)), unit_(unit), range_(range), colours_(map, range.first, range.second)
{
    const double span = std::abs(toReader(maximum()) - toReader(minimum()));
    const double tickStep = roundStep(span / mostTicks);
    decimals_ = decimalsOf(tickStep);
    ticks_ = multiplesOf(tickStep);
    levels_ = multiplesOf(roundStep(span / mostLevels(unit)));
    if (isSigned(unit)) // where two fields agree it would wander about
        std::erase_if(levels_, [span](double level) { return std::abs(level) < 1e-6 * span; });
}

ValueScale::ValueScale(QString title, ValueUnit unit, std::vector<ValueBand> bands, Range range)
    : title_(std::move(title)), unit_(unit), range_(range), bands_(std::move(bands)),
      colours_(bands_, range.first, range.second)
{
    for (const ValueBand& band : bands_)
        if (band.upTo > range.first && band.upTo < range.second)
            ticks_.push_back(band.upTo);
    levels_ = ticks_;
}

std::vector<double> ValueScale::multiplesOf(double step) const
{
    const double low = toReader(minimum());
    const double high = toReader(maximum());
    const double margin = 1e-6 * step;
    std::vector<double> values;
    for (double k = std::ceil((low + margin) / step); k * step < high - margin; ++k)
        values.push_back(fromReader(k * step));
    return values;
}

// A difference has its sign, and zero none.
QString ValueScale::numberText(double value, char format, int digits) const
{
    const double nothing = format == 'f' ? 0.5 * std::pow(10.0, -digits) : 1e-9; // is written as zero
    const double shown = std::abs(toReader(value)) < nothing ? 0.0 : toReader(value);
    const QString number = QLocale().toString(shown, format, digits);
    return isSigned(unit_) && shown > 0.0 ? QLatin1Char('+') + number : number;
}

QString ValueScale::tickText(double tick) const
{
    return numberText(tick, 'f', decimals_);
}

QString ValueScale::levelText(double level) const
{
    constexpr int digits = 6; // drops what converting units and back has left
    return numberText(level, 'g', digits);
}

QString ValueScale::valueText(double value) const
{
    constexpr int ofADifference = 2; // as style::formatTemperatureDifference
    const int decimals = unit_ == ValueUnit::Temperature             ? std::max(decimals_, 1)
                         : unit_ == ValueUnit::TemperatureDifference ? ofADifference
                                                                     : decimals_ + 1;
    return numberText(value, 'f', decimals) + QChar(0x00a0) + unit();
}

QRgb contrasting(QRgb background)
{
    // Relative luminance with the weights of ITU-R BT.709, on gamma-encoded values: good enough to choose of
    // two.
    const double luminance =
        0.2126 * qRed(background) + 0.7152 * qGreen(background) + 0.0722 * qBlue(background);
    constexpr double middle = 115.0;
    return luminance > middle ? qRgb(0, 0, 0) : qRgb(255, 255, 255);
}

QRgb blended(QRgb under, QRgb over, double part)
{
    const auto mix = [part](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * part)); };
    return qRgb(mix(qRed(under), qRed(over)), mix(qGreen(under), qGreen(over)),
                mix(qBlue(under), qBlue(over)));
}

} // namespace hallwright::fields
