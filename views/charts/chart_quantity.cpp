#include "views/charts/chart_quantity.h"

#include "views/charts/year_text.h"
#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace hallwright::charts {

namespace {

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();
constexpr double litresPerCubicMetre = 1000.0;

ChartQuantity ofPoint(YearQuantity quantity, const QString& title, QuantityKind kind)
{
    const std::string_view key = textOf(quantity).key;
    return {QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())), title, kind,
            [quantity](const YearReport& year, std::size_t hour) { return year.at(hour)[quantity]; }};
}

ChartQuantity ofWeather(const char* key, const QString& title, double WeatherHour::*value)
{
    return {QString::fromLatin1(key), title, QuantityKind::Temperature,
            [value](const YearReport& year, std::size_t hour) { return year.weather->hours[hour].*value; }};
}

std::vector<ChartQuantity> makeQuantities()
{
    std::vector<ChartQuantity> all;
    all.push_back(
        {QStringLiteral("pue"), QObject::tr("PUE"), QuantityKind::Ratio,
         [](const YearReport& year, std::size_t hour) { return pueOf(year.at(hour)).value_or(notKnown); }});
    all.push_back(
        {QStringLiteral("cooling_mode"), QObject::tr("Cooling mode"), QuantityKind::Mode,
         [](const YearReport& year, std::size_t hour) { return static_cast<double>(year.at(hour).mode); }});
    all.push_back(ofPoint(YearQuantity::FacilityW, QObject::tr("Facility power"), QuantityKind::Power));
    all.push_back({QStringLiteral("overhead_w"), QObject::tr("Overhead power"), QuantityKind::Power,
                   [](const YearReport& year, std::size_t hour) {
                       const OperatingPoint& point = year.at(hour);
                       return point[YearQuantity::FacilityW] - point[YearQuantity::ItW];
                   }});
    for (const YearQuantity cause : overheadCauses)
        all.push_back(ofPoint(cause, causeText(cause), QuantityKind::Power));
    all.push_back(ofPoint(YearQuantity::ItW, QObject::tr("IT power"), QuantityKind::Power));
    all.push_back(ofPoint(YearQuantity::WaterKgS, QObject::tr("Make-up water"), QuantityKind::WaterFlow));
    all.push_back(
        ofPoint(YearQuantity::HottestInletC, QObject::tr("Hottest rack inlet"), QuantityKind::Temperature));
    all.push_back(ofPoint(YearQuantity::FreeHeatW, QObject::tr("Heat rejected without compressors"),
                          QuantityKind::Power));
    all.push_back(ofPoint(YearQuantity::ReusedHeatW, QObject::tr("Reused heat"), QuantityKind::Power));
    all.push_back(ofWeather("dry_bulb_c", QObject::tr("Outdoor dry bulb"), &WeatherHour::dryBulbC));
    all.push_back(ofWeather("wet_bulb_c", QObject::tr("Outdoor wet bulb"), &WeatherHour::wetBulbC));
    return all;
}

AxisUnit bySize(double largest, const char* unit, const char* thousand, const char* million)
{
    if (largest >= 1e6)
        return {QString::fromLatin1(million), 1e-6, 0.0};
    if (largest >= 1e3)
        return {QString::fromLatin1(thousand), 1e-3, 0.0};
    return {QString::fromLatin1(unit), 1.0, 0.0};
}

} // namespace

const std::vector<ChartQuantity>& chartQuantities()
{
    static const std::vector<ChartQuantity> all = makeQuantities();
    return all;
}

const ChartQuantity& chartQuantity(const QString& key)
{
    const auto& all = chartQuantities();
    const auto found = std::ranges::find(all, key, &ChartQuantity::key);
    return found != all.end() ? *found : all.front();
}

QString AxisUnit::label(const QString& title) const
{
    return name.isEmpty() ? title : QStringLiteral("%1 [%2]").arg(title, name);
}

AxisUnit axisUnitOf(QuantityKind kind, double largestSi)
{
    const bool ip = style::unitSystem() == style::UnitSystem::Ip;
    switch (kind) {
    case QuantityKind::Power:
        return bySize(largestSi, "W", "kW", "MW");
    case QuantityKind::Temperature:
        return {style::temperatureUnit(),
                style::temperatureInUserUnit(1.0) - style::temperatureInUserUnit(0.0),
                style::temperatureInUserUnit(0.0)};
    case QuantityKind::WaterFlow: // 1 kg is taken as 1 L
        return ip ? AxisUnit{QStringLiteral("gpm"), style::gpmPerCubicMetrePerSecond / litresPerCubicMetre,
                             0.0}
                  : AxisUnit{QStringLiteral("L/s"), 1.0, 0.0};
    case QuantityKind::Ratio:
    case QuantityKind::Mode:
        break;
    }
    return {};
}

AxisUnit energyUnitOf(double largestWh)
{
    return largestWh >= 1e9 ? AxisUnit{QStringLiteral("GWh"), 1e-9, 0.0}
                            : bySize(largestWh, "Wh", "kWh", "MWh");
}

AxisUnit humidityUnit()
{
    constexpr double gramsPerKg = 1000.0, grainsPerPound = 7000.0;
    return style::unitSystem() == style::UnitSystem::Ip
               ? AxisUnit{QStringLiteral("gr/lb"), grainsPerPound, 0.0}
               : AxisUnit{QStringLiteral("g/kg"), gramsPerKg, 0.0};
}

QString valueText(QuantityKind kind, double si)
{
    if (!std::isfinite(si))
        return style::dash();
    switch (kind) {
    case QuantityKind::Power:
        return style::formatPower(si);
    case QuantityKind::Temperature:
        return style::formatTemperature(si);
    case QuantityKind::WaterFlow:
        return style::formatLiquidFlow(si / litresPerCubicMetre, 1);
    case QuantityKind::Mode:
        return modeText(static_cast<CoolingMode>(static_cast<int>(si)));
    case QuantityKind::Ratio:
        break;
    }
    return style::formatPue(si);
}

} // namespace hallwright::charts
