#include "views/shared/figure_text.h"

#include "core/model/object_names.h"
#include "views/shared/format.h"

#include <QLocale>

#include <cmath>

namespace hallwright::style {

namespace {

// A ratio, or a residual that is next to nothing.
QString numberText(double value)
{
    constexpr double small = 1e-3;
    return value != 0.0 && std::abs(value) < small ? QLocale().toString(value, 'g', 2)
                                                   : QLocale().toString(value, 'f', 3);
}

} // namespace

QString figureText(double value, std::string_view unit)
{
    constexpr double waterKgM3 = 1000.0;
    if (std::isnan(value))
        return dash();
    if (unit == "W")
        return formatPower(value);
    if (unit == "°C")
        return formatTemperature(value);
    if (unit == "L/kWh")
        return formatWaterUsage(value);
    if (unit == "kg/s")
        return formatLiquidFlow(value / waterKgM3);
    if (unit == "racks")
        return formatCount(static_cast<long long>(value));
    const QString number = numberText(value);
    return unit.empty()
               ? number
               : number + QChar(0x00a0) + QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
}

QString gainText(double before, double after, std::string_view unit)
{
    if (std::isnan(before) || std::isnan(after) || figureText(before, unit) == figureText(after, unit))
        return {};
    if (unit == "°C")
        return formatTemperatureDifference(after - before);
    return (after > before ? QStringLiteral("+") : QStringLiteral("−")) +
           figureText(std::abs(after - before), unit);
}

QString titleText(std::string_view title)
{
    return QString::fromStdString(sentenceCase(std::string(title)));
}

} // namespace hallwright::style
