#include "views/shared/sentence_units.h"

#include "views/shared/feet_and_inches.h"
#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace hallwright::style {

namespace {

// value in `name` = value in SI * factor + offset, with `moreDecimals` than it had and `leastDecimals` at least.
struct CustomaryUnit {
    const char* si;
    double factor;
    double offset;
    int moreDecimals;
    int leastDecimals;
    const char* name;
};

constexpr double feet = feetPerMetre;
constexpr double litresPerCubicMetre = 1e3;
constexpr double secondsPerMinute = 60.0;
constexpr double feetPerKilometre = 1e3 * feetPerMetre;
constexpr double feetPerMile = 5280.0;
constexpr double newtonsPerPoundForce = 4.4482216152605; // NIST SP 811 (2008), appendix B
constexpr double poundsPerKilogram = 1.0 / kilogramsPerPound;

const std::array customaryUnits{
    CustomaryUnit{"m", feet, 0.0, 0, 0, "ft"}, // written as feet and inches
    CustomaryUnit{"km", feetPerKilometre / feetPerMile, 0.0, 0, 1, "mi"},
    CustomaryUnit{"m²", feet* feet, 0.0, -1, 0, "ft²"},
    CustomaryUnit{"m³", litresPerCubicMetre / litresPerGallon, 0.0, -2, 0, "gal"},
    CustomaryUnit{"m³/s", cfmPerCubicMetrePerSecond, 0.0, -3, 0, "CFM"},
    CustomaryUnit{"L/s", gpmPerCubicMetrePerSecond / litresPerCubicMetre, 0.0, -1, 0, "gpm"},
    CustomaryUnit{"L/min", gpmPerCubicMetrePerSecond / litresPerCubicMetre / secondsPerMinute, 0.0, 0, 0,
                  "gpm"},
    CustomaryUnit{"L/kWh", 1.0 / litresPerGallon, 0.0, 1, 0, "gal/kWh"},
    CustomaryUnit{"m/s", feet, 0.0, 0, 1, "ft/s"},
    CustomaryUnit{"kg", poundsPerKilogram, 0.0, 0, 0, "lb"},
    CustomaryUnit{"kN", 1e3 / newtonsPerPoundForce, 0.0, -2, 0, "lbf"},
    CustomaryUnit{"kN/m²", 1e3 * poundsPerSquareFootPerPascal, 0.0, -1, 0, "lb/ft²"},
    CustomaryUnit{"kPa", 1e3 / pascalsPerPsi, 0.0, 1, 0, "psi"},
    CustomaryUnit{"kW/m²", 1e3 / (feet * feet), 0.0, -1, 0, "W/ft²"},
    CustomaryUnit{"°C", fahrenheitPerKelvin, fahrenheitAtZeroC, 0, 1, "°F"},
    CustomaryUnit{"K", fahrenheitPerKelvin, 0.0, 0, 1, "°F"},
};

const CustomaryUnit* customaryFor(const QString& siUnit)
{
    const auto unit = std::ranges::find_if(
        customaryUnits, [&](const CustomaryUnit& each) { return siUnit == QString::fromUtf8(each.si); });
    return unit == customaryUnits.end() ? nullptr : unit;
}

// "1,120.5" and "1e-05", as the core writes numbers.
double valueOf(QString number)
{
    return number.remove(u',').toDouble();
}

int decimalsOf(const QString& number)
{
    const qsizetype point = number.indexOf(u'.');
    const qsizetype end = number.indexOf(u'e');
    return point < 0 ? 0 : static_cast<int>((end < 0 ? number.size() : end) - point - 1);
}

QString numberIn(const CustomaryUnit& unit, const QString& si)
{
    const int decimals = std::max(unit.leastDecimals, decimalsOf(si) + unit.moreDecimals);
    return QLocale().toString(valueOf(si) * unit.factor + unit.offset, 'f', decimals);
}

QString lengthIn(const QString& si)
{
    // A tenth of an inch is 2.5 mm: as fine as a length in centimetres.
    constexpr int inchDecimalsOfCentimetres = 1;
    constexpr int metreDecimalsOfCentimetres = 2;
    const int finer = std::max(0, decimalsOf(si) - metreDecimalsOfCentimetres);
    return feetAndInches(valueOf(si) / metresPerInch, inchDecimalsOfCentimetres + finer);
}

QString converted(const QRegularExpressionMatch& found)
{
    const QString unitText = found.captured(QStringLiteral("unit"));
    const CustomaryUnit* unit = customaryFor(unitText);
    if (!unit)
        return found.captured();
    const QString number = found.captured(QStringLiteral("number"));
    const QString upTo = found.captured(QStringLiteral("upTo"));
    if (unitText == QLatin1String("m"))
        return lengthIn(number) + (upTo.isEmpty() ? QString() : QStringLiteral(" to ") + lengthIn(upTo));
    return numberIn(*unit, number) +
           (upTo.isEmpty() ? QString() : QStringLiteral(" to ") + numberIn(*unit, upTo)) + QChar(0x00a0) +
           QString::fromUtf8(unit->name);
}

// No unit's name stands for the beginning of another's, and no part of a name (B1-5) for a number.
const QRegularExpression& quantities()
{
    static const QRegularExpression expression(
        QStringLiteral("(?<![\\w.,′″-])(?<number>-?\\d[\\d,]*(?:\\.\\d+)?(?:e[-+]?\\d+)?)"
                       "(?: to (?<upTo>-?\\d[\\d,]*(?:\\.\\d+)?(?:e[-+]?\\d+)?))?[ \\x{a0}]"
                       "(?<unit>m³/s|m/s|m²|m³|km|m|L/s|L/min|L/kWh|kg|kN/m²|kN|kPa|kW/m²|°C|K)"
                       "(?![\\w²³/·-])"),
        QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

} // namespace

QString sentence(const QString& si)
{
    if (unitSystem() == UnitSystem::Si)
        return si;
    QString text;
    qsizetype from = 0;
    for (QRegularExpressionMatchIterator all = quantities().globalMatch(si); all.hasNext();) {
        const QRegularExpressionMatch found = all.next();
        text += QStringView(si).mid(from, found.capturedStart() - from);
        text += converted(found);
        from = found.capturedEnd();
    }
    return text.append(QStringView(si).mid(from));
}

QString sentence(std::string_view si)
{
    return sentence(QString::fromUtf8(si.data(), static_cast<qsizetype>(si.size())));
}

} // namespace hallwright::style
