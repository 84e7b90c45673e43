// Numbers as a person reads them: with their unit, at a sensible precision, in SI or IP units.
#pragma once

#include <QString>

#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hallwright::style {

enum class UnitSystem { Si, Ip };

// One choice for the whole program, set from the GUI thread. Starts as SI.
void setUnitSystem(UnitSystem system);
UnitSystem unitSystem();

// Number and unit are joined by a no-break space: "40.8 kW". `moreDecimals` than are sensible tell close figures apart.
QString formatPower(double watts, int moreDecimals = 0); // W, kW or MW by size
QString formatPowerFixed(double watts, double scaleOf,
                         int moreDecimals = 0); // in the unit formatPower(scaleOf) would choose
QString formatTemperature(double celsius, int moreDecimals = 0);          // "23.4 °C", "74.1 °F"
QString formatTemperatureDifference(double kelvin);                       // "+1.2 K", always signed
QString formatUncertainty(double kelvin);                                 // "± 1.2 K", "± 2.2 °F"
QString formatAirflow(double cubicMetresPerSecond, int moreDecimals = 0); // m³/s, CFM
QString formatLength(double metres, int moreDecimals = 0);                // m, ft
QString formatDistance(double metres);   // m or km, ft or mi by size: routes and elevations
QString formatArea(double squareMetres); // m², ft²
QString formatFloorLoad(double pascals, int moreDecimals = 0);               // kN/m², lb/ft²
QString formatPowerDensity(double wattsPerSquareMetre);                      // kW/m², W/ft²
QString formatShare(double fraction, int moreDecimals = 0);                  // "12.5 %"
QString formatPue(double pue);                                               // "1.234"
QString formatWaterUsage(double litresPerKwh);                               // "0.42 L/kWh", "0.11 gal/kWh"
QString formatLiquidFlow(double cubicMetresPerSecond, int moreDecimals = 0); // L/s, gpm
QString formatWaterVolume(double kilograms); // "1,234 m³", "326,000 gal"; 1 kg is taken as 1 L
QString formatPressure(double pascals);      // kPa, psi
QString formatVelocity(double metresPerSecond, int moreDecimals = 0); // m/s, ft/s
QString formatMinutes(double seconds);                                // "12 min", "45 s", "3.2 h"

QString words(std::string_view name); // of an enumerator: "Air-cooled chiller", "UPS"

// A quantity that may be unknown, which is a dash.
QString dash();
template <class Format>
QString known(const std::optional<double>& value, Format format)
{
    if (!value)
        return dash();
    if constexpr (std::is_invocable_v<Format, double>)
        return format(*value);
    else
        return format(*value, 0); // a format named bare has no default for its decimals
}

// A value and its limit, each as its format writes it, with as many decimals more as it takes for the two to read
// differently: "27.003 °C" and "27.000 °C" rather than 27.0 twice. `format` takes what a format above does.
template <class Format>
std::pair<QString, QString> formatApart(double value, double limit, Format format)
{
    constexpr int most = 6;
    int more = 0;
    while (value != limit && more < most && format(value, more) == format(limit, more))
        ++more;
    return {format(value, more), format(limit, more)};
}

QString formatCount(long long count); // "129,000"

// The conversions behind them, for axes and input fields.
double temperatureInUserUnit(double celsius);
double celsiusFromUserUnit(double value);
QString temperatureUnit();
double metresPerLengthUnit();
QString lengthUnit();

} // namespace hallwright::style
