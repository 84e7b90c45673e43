#include "views/panels/field_numbers.h"

#include "core/model/field_text.h"
#include "views/panels/quantity_field.h"
#include "views/shared/format.h"
#include "views/shared/mass_text.h"
#include "views/shared/units.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <vector>

namespace hallwright::panels {

namespace {

bool ip()
{
    return style::unitSystem() == style::UnitSystem::Ip;
}

bool isAirflow(std::string_view name)
{
    return name.find("air") != std::string_view::npos;
}

bool isFloorLoad(std::string_view name)
{
    return name.starts_with("floor");
}

bool isShare(std::string_view name)
{
    return name.ends_with("share") || name.ends_with("leakage") || name.ends_with("effectiveness");
}

// Lengths that metres with two decimals would hide: a pipe's bore, the roughness of its wall.
bool isFine(std::string_view name)
{
    return name.find("diameter") != std::string_view::npos || name.starts_with("roughness");
}

TypedUnit fineUnit()
{
    return ip() ? TypedUnit{QStringLiteral("in"), style::metresPerInch}
                : TypedUnit{QStringLiteral("mm"), 1e-3};
}

// Of heights only a wall's may be 0: it reaches up to the structure.
bool isFullHeight(std::string_view name, double value)
{
    return name == "height_m" && value == 0.0;
}

QString fullHeight()
{
    return QObject::tr("full height");
}

// As many figures, without an exponent and without zeros behind the point.
QString inFigures(double value, int figures)
{
    const int whole = value == 0.0 ? 1 : static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    QString text = QLocale().toString(value, 'f', std::max(0, figures - whole));
    if (text.contains(QLocale().decimalPoint())) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLocale().decimalPoint()))
            text.chop(1);
    }
    return text;
}

QString withUnit(const QString& number, const QString& unit)
{
    return number + QChar(0x00a0) + unit;
}

// What may be typed for a number of this name, and the size of the unit that is shown.
struct Typing {
    std::vector<TypedUnit> units;
    double shownSi = 1.0;
    double offset = 0.0; // shown = SI / shownSi + offset
};

constexpr double secondsPerHour = 3600.0;

Typing typingForFlow(std::string_view name)
{
    constexpr double cfmSi = 1.0 / style::cfmPerCubicMetrePerSecond;
    constexpr double gpmSi = 1.0 / style::gpmPerCubicMetrePerSecond;
    std::vector<TypedUnit> units{{QStringLiteral("m³/s"), 1.0},
                                 {QStringLiteral("m3/s"), 1.0},
                                 {QStringLiteral("m³/h"), 1.0 / secondsPerHour},
                                 {QStringLiteral("m3/h"), 1.0 / secondsPerHour}};
    if (isAirflow(name)) {
        units.push_back({QStringLiteral("CFM"), cfmSi});
        return {units, ip() ? cfmSi : 1.0};
    }
    units.push_back({QStringLiteral("L/s"), 1e-3});
    units.push_back({QStringLiteral("L/min"), 1e-3 / 60.0});
    units.push_back({QStringLiteral("gpm"), gpmSi});
    return {units, ip() ? gpmSi : 1e-3};
}

Typing typingForPressure(std::string_view name, double value)
{
    std::vector<TypedUnit> units{{QStringLiteral("Pa"), 1.0},
                                 {QStringLiteral("kPa"), 1e3},
                                 {QStringLiteral("bar"), 1e5},
                                 {QStringLiteral("psi"), style::pascalsPerPsi},
                                 {QStringLiteral("kN/m²"), 1e3},
                                 {QStringLiteral("lb/ft²"), 1.0 / style::poundsPerSquareFootPerPascal}};
    if (ip())
        return {units, isFloorLoad(name) ? 1.0 / style::poundsPerSquareFootPerPascal : style::pascalsPerPsi};
    return {units, std::abs(value) >= 1e3 ? 1e3 : 1.0};
}

Typing typingFor(std::string_view name, double value)
{
    const std::string_view unit = unitOf(name);
    if (unit == "W") {
        const double large = std::abs(value) >= 1e6 ? 1e6 : std::abs(value) >= 1e3 ? 1e3 : 1.0;
        return {powerField().typed, large};
    }
    if (isFine(name))
        return {lengthField().typed, fineUnit().si};
    if (unit == "m")
        return {lengthField().typed, lengthField().bareSi()};
    if (unit == "m³/s")
        return typingForFlow(name);
    if (unit == "kg")
        return {massField().typed, 1.0 / massField().factor};
    if (unit == "K")
        return {{{QStringLiteral("K"), 1.0}, {QStringLiteral("°F"), 1.0 / style::fahrenheitPerKelvin}},
                ip() ? 1.0 / style::fahrenheitPerKelvin : 1.0};
    if (unit == "°C") {
        const FieldUnit shown = temperatureField();
        return {{{QStringLiteral("°C"), 1.0}, {QStringLiteral("C"), 1.0}}, 1.0 / shown.factor, shown.offset};
    }
    if (unit == "Pa")
        return typingForPressure(name, value);
    if (isShare(name))
        return {shareField().typed, 0.01};
    const QString own = QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
    return {own.isEmpty() ? std::vector<TypedUnit>() : std::vector<TypedUnit>{{own, 1.0}}, 1.0};
}

QString pressureWords(std::string_view name, double pascals)
{
    constexpr int figures = 4;
    if (!ip())
        return QString::fromStdString(quantityText(name, pascals));
    if (isFloorLoad(name))
        return style::formatFloorLoad(pascals);
    return withUnit(inFigures(pascals / style::pascalsPerPsi, figures), QStringLiteral("psi"));
}

} // namespace

QString numberWords(std::string_view name, double value)
{
    constexpr int figures = 4;
    const std::string_view unit = unitOf(name);
    if (isFullHeight(name, value))
        return fullHeight();
    if (unit == "W")
        return style::formatPower(value);
    if (unit == "°C")
        return style::formatTemperature(value);
    if (isFine(name))
        return withUnit(inFigures(value / fineUnit().si, figures), fineUnit().name);
    if (unit == "m")
        return style::formatLength(value);
    if (unit == "m³/s")
        return isAirflow(name) ? style::formatAirflow(value) : style::formatLiquidFlow(value);
    if (unit == "kg")
        return style::formatMass(value);
    if (unit == "Pa")
        return pressureWords(name, value);
    if (unit == "K" && ip())
        return withUnit(inFigures(value * style::fahrenheitPerKelvin, figures), QStringLiteral("°F"));
    if (isShare(name))
        return style::formatShare(value);
    return QString::fromStdString(quantityText(name, value));
}

std::optional<double> typedNumber(std::string_view name, const QString& text, double now)
{
    if (name == "height_m" && text.trimmed().startsWith(QObject::tr("full"), Qt::CaseInsensitive))
        return 0.0;
    const Typing typing = typingFor(name, now);
    if (typing.offset != 0.0 && !text.contains(QLatin1Char('C'), Qt::CaseInsensitive)) {
        QString digits = text;
        digits.remove(style::temperatureUnit());
        bool isNumber = false;
        const double shown = digits.trimmed().toDouble(&isNumber);
        return isNumber ? std::optional(style::celsiusFromUserUnit(shown)) : std::nullopt;
    }
    QString plain = text;
    return typedQuantity(plain.replace(QChar(0x00a0), QLatin1Char(' ')), typing.units, typing.shownSi, now);
}

} // namespace hallwright::panels
