#include "views/diagrams/quantities.h"

#include "views/shared/format.h"

#include <QLocale>

#include <cmath>

namespace hallwright::diagrams {

namespace {

constexpr QChar noBreak(0x00a0);

bool ip()
{
    return style::unitSystem() == style::UnitSystem::Ip;
}

// Three digits, as a reader compares them.
QString threeDigits(double value)
{
    const double size = std::abs(value);
    const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return QLocale().toString(value, 'f', decimals);
}

QString withUnit(double value, int decimals, const char* unit)
{
    const double least = std::pow(10.0, -decimals) / 2;
    return QLocale().toString(std::abs(value) < least ? 0.0 : value, 'f', decimals) + noBreak +
           QString::fromUtf8(unit);
}

struct PowerUnit {
    double watts;
    const char* name;
};

PowerUnit unitFor(double watts)
{
    const double size = std::abs(watts);
    return size >= 0.9995e6 ? PowerUnit{1e6, "MW"}
           : size >= 999.5  ? PowerUnit{1e3, "kW"}
                            : PowerUnit{1.0, "W"};
}

} // namespace

QString shortPower(double watts)
{
    const PowerUnit unit = unitFor(watts);
    if (unit.watts == 1.0)
        return withUnit(watts, 0, unit.name);
    return threeDigits(watts / unit.watts) + noBreak + QString::fromUtf8(unit.name);
}

QString powerOf(double watts, double ofWatts)
{
    const PowerUnit unit = unitFor(ofWatts);
    return threeDigits(watts / unit.watts) + QStringLiteral(" / ") + threeDigits(ofWatts / unit.watts) +
           noBreak + QString::fromUtf8(unit.name);
}

QString percent(double share)
{
    return withUnit(share * 100.0, 0, "%");
}

QString powerAndShare(double watts, double ratedW)
{
    const QString power = style::formatPower(watts);
    return ratedW > 0.0 ? QStringLiteral("%1 (%2)").arg(power, percent(watts / ratedW)) : power;
}

QString formatKelvin(double kelvin)
{
    return ip() ? withUnit(kelvin * 1.8, 1, "°F") : withUnit(kelvin, 1, "K");
}

Tip::Tip(const QString& heading) : head_(QStringLiteral("<b>%1</b>").arg(heading.toHtmlEscaped())) {}

void Tip::line(const QString& text)
{
    if (!text.isEmpty())
        head_ += QStringLiteral("<br>") + text.toHtmlEscaped();
}

void Tip::row(const QString& name, const QString& value)
{
    if (!value.isEmpty())
        rows_ += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                     .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString Tip::text() const
{
    return rows_.isEmpty() ? head_ : head_ + QStringLiteral("<table>%1</table>").arg(rows_);
}

} // namespace hallwright::diagrams
