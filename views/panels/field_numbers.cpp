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

bool inIpUnits()
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

// Of an element's rating: tenths of a percent matter.
bool isLoss(std::string_view name)
{
    return name.starts_with("loss_k");
}

bool isShare(std::string_view name)
{
    return isLoss(name) || name.ends_with("share") || name.ends_with("leakage") ||
           name.ends_with("effectiveness");
}

// Lengths that metres with two decimals would hide: a pipe's bore, the roughness of its wall.
bool isFine(std::string_view name)
{
    return name.find("diameter") != std::string_view::npos || name.starts_with("roughness");
}

TypedUnit fineUnit()
{
    return inIpUnits() ? TypedUnit{QStringLiteral("in"), style::metresPerInch}
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
};

double shownFlowSi(std::string_view name)
{
    if (inIpUnits())
        return 1.0 / (isAirflow(name) ? style::cfmPerCubicMetrePerSecond : style::gpmPerCubicMetrePerSecond);
    return isAirflow(name) ? 1.0 : 1e-3;
}

double shownPressureSi(std::string_view name, double value)
{
    if (inIpUnits())
        return isFloorLoad(name) ? 1.0 / style::poundsPerSquareFootPerPascal : style::pascalsPerPsi;
    return std::abs(value) >= 1e3 ? 1e3 : 1.0;
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
        return {typedUnitsOf(unit), shownFlowSi(name)};
    if (unit == "kg")
        return {massField().typed, 1.0 / massField().factor};
    if (unit == "K")
        return {typedUnitsOf(unit), inIpUnits() ? 1.0 / style::fahrenheitPerKelvin : 1.0};
    if (unit == "Pa")
        return {typedUnitsOf(unit), shownPressureSi(name, value)};
    if (isShare(name))
        return {shareField().typed, 0.01};
    return {typedUnitsOf(unit), 1.0};
}

QString pressureWords(std::string_view name, double pascals)
{
    constexpr int figures = 4;
    if (!inIpUnits())
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
    if (unit == "K" && inIpUnits())
        return withUnit(inFigures(value * style::fahrenheitPerKelvin, figures), QStringLiteral("°F"));
    if (isLoss(name))
        return withUnit(inFigures(100.0 * value, figures), QStringLiteral("%"));
    if (isShare(name))
        return style::formatShare(value);
    return QString::fromStdString(quantityText(name, value));
}

std::optional<double> typedNumber(std::string_view name, const QString& text, double now)
{
    if (name == "height_m" && text.trimmed().startsWith(QObject::tr("full"), Qt::CaseInsensitive))
        return 0.0;
    const QString plain = QString(text).replace(QChar(0x00a0), QLatin1Char(' '));
    if (unitOf(name) == "°C")
        return typedTemperature(plain, inIpUnits(), now);
    const Typing typing = typingFor(name, now);
    return typedQuantity(plain, typing.units, typing.shownSi, now);
}

} // namespace hallwright::panels
