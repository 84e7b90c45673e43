#include "views/shared/format.h"

#include "views/shared/feet_and_inches.h"
#include "views/shared/units.h"
#include "views/shared/units_here.h"

#include <QLocale>

#include <atomic>
#include <cmath>

namespace hallwright::style {

namespace {

std::atomic<UnitSystem> currentSystem = UnitSystem::Si; // read where pictures are made, too

thread_local std::optional<UnitSystem> systemHere; // instead of it

bool ip()
{
    return unitSystem() == UnitSystem::Ip;
}

QString text(double value, int decimals, const char* unit)
{
    if (std::isnan(value))
        return dash();
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

QString powerIn(PowerUnit unit, double watts, int more = 0)
{
    const int decimals = more + (unit.watts == 1e6 ? 2 : unit.watts == 1e3 ? 1 : 0);
    return text(watts / unit.watts, decimals, unit.name);
}

} // namespace

void setUnitSystem(UnitSystem system)
{
    currentSystem = system;
}

UnitSystem unitSystem()
{
    return systemHere.value_or(currentSystem);
}

UnitsHere::UnitsHere(UnitSystem system)
{
    systemHere = system;
}

UnitsHere::~UnitsHere()
{
    systemHere.reset();
}

QString formatPower(double watts, int moreDecimals)
{
    return powerIn(powerUnitFor(watts), watts, moreDecimals);
}

QString formatPowerFixed(double watts, double scaleOf, int moreDecimals)
{
    return powerIn(powerUnitFor(scaleOf), watts, moreDecimals);
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

QString formatTemperature(double celsius, int moreDecimals)
{
    return text(temperatureInUserUnit(celsius), 1 + moreDecimals, ip() ? "°F" : "°C");
}

QString formatTemperatureDifference(double kelvin)
{
    const double value = ip() ? kelvin * fahrenheitPerKelvin : kelvin;
    const QString number = text(value, ip() ? 1 : 2, ip() ? "°F" : "K");
    return value > 0.0 ? QLatin1Char('+') + number : number;
}

QString formatUncertainty(double kelvin)
{
    return QStringLiteral("±\u00a0") + (ip() ? text(kelvin * 1.8, 1, "°F") : text(kelvin, 1, "K"));
}

QString formatAirflow(double v, int moreDecimals)
{
    return ip() ? text(v * cfmPerCubicMetrePerSecond, moreDecimals, "CFM")
                : text(v, 2 + moreDecimals, "m³/s");
}

QString formatLength(double metres, int moreDecimals)
{
    return ip() ? feetAndInches(metres / metresPerInch, 1 + moreDecimals)
                : text(metres, 2 + moreDecimals, "m");
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
    constexpr double smallM2 = 10.0; // a few tiles
    const int decimals = squareMetres < smallM2 ? 2 : 0;
    return ip() ? text(squareMetres * feetPerMetre * feetPerMetre, decimals / 2, "ft²")
                : text(squareMetres, decimals, "m²");
}

QString formatFloorLoad(double pascals, int moreDecimals)
{
    return ip() ? text(pascals * poundsPerSquareFootPerPascal, moreDecimals, "lb/ft²")
                : text(pascals / 1e3, 1 + moreDecimals, "kN/m²");
}

QString formatPowerDensity(double wattsPerSquareMetre)
{
    return ip() ? text(wattsPerSquareMetre / (feetPerMetre * feetPerMetre), 0, "W/ft²")
                : text(wattsPerSquareMetre / 1e3, 2, "kW/m²");
}

QString formatShare(double fraction, int moreDecimals)
{
    return text(fraction * 100.0, 1 + moreDecimals, "%");
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

QString formatLiquidFlow(double v, int moreDecimals)
{
    constexpr double largeGpm = 100.0;
    const double gpm = v * gpmPerCubicMetrePerSecond;
    return ip() ? text(gpm, (std::abs(gpm) < largeGpm ? 1 : 0) + moreDecimals, "gpm")
                : text(v * 1e3, (v < 0.01 ? 2 : 1) + moreDecimals, "L/s");
}

QString formatWaterVolume(double kilograms)
{
    constexpr double kilogramsPerM3 = 1000.0;
    constexpr double few = 100.0;
    const double cubicMetres = kilograms / kilogramsPerM3;
    return ip() ? text(kilograms / litresPerGallon, 0, "gal")
                : text(cubicMetres, std::abs(cubicMetres) < few ? 1 : 0, "m³");
}

QString formatPressure(double pascals)
{
    return ip() ? text(pascals / pascalsPerPsi, 1, "psi") : text(pascals / 1e3, 1, "kPa");
}

QString formatVelocity(double v, int moreDecimals)
{
    return ip() ? text(v * feetPerMetre, 1 + moreDecimals, "ft/s") : text(v, 2 + moreDecimals, "m/s");
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
