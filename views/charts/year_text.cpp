#include "views/charts/year_text.h"

#include "core/exchange/weather_hours.h"
#include "views/charts/chart_quantity.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QLocale>
#include <QObject>
#include <QStringList>

namespace hallwright::charts {

namespace {

QString withUnit(double value, int decimals, const QString& unit)
{
    return QLocale().toString(value, 'f', decimals) + QChar(0x00a0) + unit;
}

} // namespace

QString hourName(const YearReport& year, std::size_t hour)
{
    return QString::fromStdString(hourText(hour, year.weather->leapYear));
}

QString monthName(std::size_t month)
{
    return QLocale(QLocale::English).monthName(static_cast<int>(month) + 1, QLocale::ShortFormat);
}

QString causeText(YearQuantity cause)
{
    return style::titleText(textOf(cause).title);
}

QString modeText(CoolingMode mode)
{
    switch (mode) {
    case CoolingMode::Free:
        return QObject::tr("Free cooling");
    case CoolingMode::Partial:
        return QObject::tr("Partly free cooling");
    case CoolingMode::Full:
        break;
    }
    return QObject::tr("Compressors alone");
}

QString limitText(YearLimit limit)
{
    const std::string_view title = textOf(limit).title;
    return QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
}

QString energyText(double wattHours)
{
    const AxisUnit unit = energyUnitOf(wattHours);
    const double value = unit.of(wattHours);
    return withUnit(value, value < 10.0 ? 3 : value < 100.0 ? 2 : 1, unit.name);
}

QString csvCell(const QString& text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')))
        return text;
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")) +
           QLatin1Char('"');
}

QString hourReading(const YearReport& year, std::size_t hour, const QString& value)
{
    const WeatherHour& weather = year.weather->hours[hour];
    const OperatingPoint& point = year.at(hour);
    QStringList parts{hourName(year, hour)};
    if (!value.isEmpty())
        parts << value;
    parts << QObject::tr("outdoors %1, wet bulb %2")
                 .arg(style::formatTemperature(weather.dryBulbC), style::formatTemperature(weather.wetBulbC));
    parts << modeText(point.mode).toLower();
    for (std::size_t l = 0; l < yearLimits; ++l) {
        if (point.beyond[l])
            parts << QObject::tr("beyond a limit: %1").arg(limitText(static_cast<YearLimit>(l)));
    }
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace hallwright::charts
