#include "views/shared/format.h"

#include "views/shared/units.h"

#include <QLocale>

#include <atomic>
#include <cmath>

namespace hallwright::style {

namespace {

std::atomic<UnitSystem> currentSystem = UnitSystem::Si; // read where pictures are made, too

bool ip()
{
    return currentSystem == UnitSystem::Ip;
}

QString text(double value, int decimals, const char* unit)
{
    // Rounding must not leave "-0.0".
    const double step = std::pow(10.0, -decimals);
    if (std::abs(value) < step / 2)
        value = 0.0;
    return QLocale().toString(value, 'f', decimals) + QChar(0x00a0) + QString::fromUtf8(unit);
}

struct PowerUnit {
    double watts;
    const char* name;
};

PowerUnit powerUnitFor(double watts)
{
    const double size = std::abs(watts);
    if (size >= 1e6)
        return {1e6, "MW"};
    if (size >= 1e3)
        return {1e3, "kW"};
    return {1.0, "W"};
}

QString powerIn(PowerUnit unit, double watts)
{
    const int decimals = unit.watts == 1e6 ? 2 : unit.watts == 1e3 ? 1 : 0;
    return text(watts / unit.watts, decimals, unit.name);
}

} // namespace

void setUnitSystem(UnitSystem system)
{
    currentSystem = system;
}

UnitSystem unitSystem()
{
    return currentSystem;
}

QString formatPower(double watts)
{
    return powerIn(powerUnitFor(watts), watts);
}

QString formatPowerFixed(double watts, double scaleOf)
{
    return powerIn(powerUnitFor(scaleOf), watts);
}

double temperatureInUserUnit(double celsius)
{
    return ip() ? celsius * fahrenheitPerKelvin + fahrenheitAtZeroC : celsius;
}

double celsiusFromUserUnit(double value)
{
    return ip() ? (value - fahrenheitAtZeroC) / fahrenheitPerKelvin : value;
}

QString temperatureUnit()
{
    return ip() ? QStringLiteral("°F") : QStringLiteral("°C");
}

QString formatTemperature(double celsius)
{
    return text(temperatureInUserUnit(celsius), 1, ip() ? "°F" : "°C");
}

QString formatTemperatureDifference(double kelvin)
{
    const double value = ip() ? kelvin * fahrenheitPerKelvin : kelvin;
    const QString number = text(value, 2, ip() ? "°F" : "K");
    return value > 0.0 ? QLatin1Char('+') + number : number;
}

QString formatUncertainty(double kelvin)
{
    return QStringLiteral("±\u00a0") + (ip() ? text(kelvin * 1.8, 1, "°F") : text(kelvin, 1, "K"));
}

QString formatAirflow(double v)
{
    return ip() ? text(v * cfmPerCubicMetrePerSecond, 0, "CFM") : text(v, 2, "m³/s");
}

QString formatLength(double metres)
{
    return ip() ? text(metres * feetPerMetre, 1, "ft") : text(metres, 2, "m");
}

QString formatDistance(double metres)
{
    constexpr double feetPerMile = 5280.0;
    const double size = ip() ? metres * feetPerMetre : metres;
    const double large = ip() ? feetPerMile : 1e3;
    if (std::abs(size) >= large)
        return text(size / large, 1, ip() ? "mi" : "km");
    return text(size, 0, ip() ? "ft" : "m");
}

QString formatArea(double squareMetres)
{
    return ip() ? text(squareMetres * feetPerMetre * feetPerMetre, 0, "ft²") : text(squareMetres, 0, "m²");
}

QString formatFloorLoad(double pascals)
{
    return ip() ? text(pascals * poundsPerSquareFootPerPascal, 0, "lb/ft²") : text(pascals / 1e3, 1, "kN/m²");
}

QString formatPowerDensity(double wattsPerSquareMetre)
{
    return ip() ? text(wattsPerSquareMetre / (feetPerMetre * feetPerMetre), 0, "W/ft²")
                : text(wattsPerSquareMetre / 1e3, 2, "kW/m²");
}

QString formatShare(double fraction)
{
    return text(fraction * 100.0, 1, "%");
}

QString dash()
{
    return QStringLiteral("–");
}

QString formatPue(double pue)
{
    return QLocale().toString(pue, 'f', 3);
}

QString formatWaterUsage(double litresPerKwh)
{
    return ip() ? text(litresPerKwh / litresPerGallon, 3, "gal/kWh") : text(litresPerKwh, 2, "L/kWh");
}

QString formatLiquidFlow(double v)
{
    return ip() ? text(v * gpmPerCubicMetrePerSecond, 1, "gpm") : text(v * 1e3, v < 0.01 ? 2 : 1, "L/s");
}

QString formatPressure(double pascals)
{
    return ip() ? text(pascals / pascalsPerPsi, 1, "psi") : text(pascals / 1e3, 1, "kPa");
}

QString formatVelocity(double v)
{
    return ip() ? text(v * feetPerMetre, 1, "ft/s") : text(v, 2, "m/s");
}

QString formatMinutes(double seconds)
{
    constexpr double minute = 60.0;
    constexpr double hour = 3600.0;
    if (seconds < 2.0 * minute)
        return text(seconds, 0, "s");
    return seconds < 2.0 * hour ? text(seconds / minute, 0, "min") : text(seconds / hour, 1, "h");
}

// Names are lower case with hyphens; the trade's abbreviations are not words.
QString words(std::string_view name)
{
    QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    for (const char* abbreviation : {"ups", "pdu", "crah", "pg25"}) {
        if (text == QLatin1String(abbreviation))
            return text.toUpper();
    }
    text.replace(QLatin1String("-cooled-"), QLatin1String("-cooled "));
    if (!text.contains(QLatin1Char(' ')))
        text.replace(QLatin1Char('-'), QLatin1Char(' '));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString formatCount(long long count)
{
    return QLocale().toString(count);
}

double metresPerLengthUnit()
{
    return ip() ? metresPerFoot : 1.0;
}

QString lengthUnit()
{
    return ip() ? QStringLiteral("ft") : QStringLiteral("m");
}

} // namespace hallwright::style
