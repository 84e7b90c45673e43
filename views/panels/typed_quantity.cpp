#include "views/panels/typed_quantity.h"

#include "views/shared/units.h"

#include <QLocale>

#include <cmath>
#include <map>

namespace hallwright::panels {

namespace {

struct Term {
    double value = 0.0;
    bool hasUnit = false; // then it is in SI units
};

// expression: product { (+|-) product }; product: factor { (*|/) factor }; factor: [-] (number [unit [number unit]] | "(" expression ")")
class Reader
{
public:
    Reader(const QString& text, const std::vector<TypedUnit>& units, double shownSi)
        : text_(text), units_(units), shownSi_(shownSi)
    {
    }

    std::optional<double> read()
    {
        const auto value = expression();
        skipSpace();
        if (!value || at_ != text_.size())
            return std::nullopt;
        return inSi(*value);
    }

private:
    double inSi(const Term& term) const { return term.hasUnit ? term.value : term.value * shownSi_; }

    void skipSpace()
    {
        while (at_ < text_.size() && text_[at_].isSpace())
            ++at_;
    }

    bool take(QChar sign)
    {
        skipSpace();
        const bool there = at_ < text_.size() && text_[at_] == sign;
        at_ += there ? 1 : 0;
        return there;
    }

    std::optional<Term> expression()
    {
        auto sum = product();
        while (sum) {
            const bool adds = take(QLatin1Char('+'));
            if (!adds && !take(QLatin1Char('-')))
                return sum;
            const auto next = product();
            if (!next)
                return std::nullopt;
            const double sign = adds ? 1.0 : -1.0;
            if (!sum->hasUnit && !next->hasUnit)
                sum->value += sign * next->value;
            else
                sum = Term{inSi(*sum) + sign * inSi(*next), true};
        }
        return sum;
    }

    std::optional<Term> product()
    {
        auto result = factor();
        while (result) {
            const bool times = take(QLatin1Char('*'));
            if (!times && !take(QLatin1Char('/')))
                return result;
            const auto next = factor();
            if (!next || (next->hasUnit && (result->hasUnit || !times)) || (!times && next->value == 0.0))
                return std::nullopt; // no squares, nothing through a length
            result = Term{times ? result->value * next->value : result->value / next->value,
                          result->hasUnit || next->hasUnit};
        }
        return result;
    }

    std::optional<Term> factor()
    {
        if (take(QLatin1Char('-'))) {
            auto negative = factor();
            if (negative)
                negative->value = -negative->value;
            return negative;
        }
        if (take(QLatin1Char('('))) {
            const auto inner = expression();
            return take(QLatin1Char(')')) ? inner : std::nullopt;
        }
        return number();
    }

    std::optional<Term> number()
    {
        skipSpace();
        const qsizetype from = at_;
        while (at_ < text_.size() &&
               (text_[at_].isDigit() || text_[at_] == QLatin1Char('.') || text_[at_] == QLatin1Char(',')))
            ++at_;
        bool isNumber = false;
        const double value = QLocale::c().toDouble(
            text_.mid(from, at_ - from).replace(QLatin1Char(','), QLatin1Char('.')), &isNumber);
        if (!isNumber)
            return std::nullopt;
        skipSpace();
        const TypedUnit* unit = nullptr; // the longest that is there: "mm" before "m"
        for (const TypedUnit& known : units_) {
            const bool there = QStringView(text_).mid(at_).startsWith(known.name, Qt::CaseInsensitive);
            if (there && (!unit || known.name.size() > unit->name.size()))
                unit = &known;
        }
        if (!unit)
            return Term{value, false};
        at_ += unit->name.size();
        return withPart({value * unit->si, true});
    }

    // "6 ft 3 in": a number that follows at once is a part of it, and has its own unit.
    std::optional<Term> withPart(Term whole)
    {
        skipSpace();
        if (at_ == text_.size() || !text_[at_].isDigit())
            return whole;
        const auto part = number();
        if (!part || !part->hasUnit)
            return std::nullopt;
        return Term{whole.value + part->value, true};
    }

    const QString& text_;
    const std::vector<TypedUnit>& units_;
    double shownSi_;
    qsizetype at_ = 0;
};

constexpr double wattsPerTon = 3516.8528421; // of refrigeration, 12,000 BTU/h; NIST SP 811
constexpr double wattsPerBtuH = 0.29307107;
constexpr double secondsPerHour = 3600.0;

TypedUnit unit(const char* name, double si)
{
    return {QString::fromUtf8(name), si};
}

const std::map<std::string_view, std::vector<TypedUnit>>& unitTable()
{
    static const std::map<std::string_view, std::vector<TypedUnit>> table{
        {"W",
         {unit("W", 1.0), unit("kW", 1e3), unit("MW", 1e6), unit("GW", 1e9), unit("ton", wattsPerTon),
          unit("tons", wattsPerTon), unit("BTU/h", wattsPerBtuH)}},
        {"J",
         {unit("J", 1.0), unit("kJ", 1e3), unit("MJ", 1e6), unit("GJ", 1e9), unit("Wh", secondsPerHour),
          unit("kWh", 1e3 * secondsPerHour), unit("MWh", 1e6 * secondsPerHour)}},
        {"m",
         {unit("m", 1.0), unit("cm", 1e-2), unit("mm", 1e-3), unit("km", 1e3),
          unit("ft", style::metresPerFoot), unit("in", style::metresPerInch), unit("'", style::metresPerFoot),
          unit("\"", style::metresPerInch), unit("′", style::metresPerFoot),
          unit("″", style::metresPerInch)}},
        {"m³/s",
         {unit("m³/s", 1.0), unit("m3/s", 1.0), unit("m³/h", 1.0 / secondsPerHour),
          unit("m3/h", 1.0 / secondsPerHour), unit("L/s", 1e-3), unit("L/min", 1e-3 / 60.0),
          unit("L/h", 1e-3 / secondsPerHour), unit("lpm", 1e-3 / 60.0),
          unit("gpm", 1.0 / style::gpmPerCubicMetrePerSecond),
          unit("cfm", 1.0 / style::cfmPerCubicMetrePerSecond)}},
        {"m³",
         {unit("m³", 1.0), unit("m3", 1.0), unit("L", 1e-3), unit("gal", 1e-3 * style::litresPerGallon)}},
        {"Pa",
         {unit("Pa", 1.0), unit("kPa", 1e3), unit("MPa", 1e6), unit("bar", 1e5), unit("mbar", 1e2),
          unit("psi", style::pascalsPerPsi), unit("lb/ft²", 1.0 / style::poundsPerSquareFootPerPascal),
          unit("psf", 1.0 / style::poundsPerSquareFootPerPascal), unit("kN/m²", 1e3)}},
        {"kg",
         {unit("kg", 1.0), unit("g", 1e-3), unit("t", 1e3), unit("lb", style::kilogramsPerPound),
          unit("lbs", style::kilogramsPerPound)}},
        {"K",
         {unit("K", 1.0), unit("°C", 1.0), unit("C", 1.0), unit("°F", 1.0 / style::fahrenheitPerKelvin),
          unit("F", 1.0 / style::fahrenheitPerKelvin)}},
        {"°", {unit("°", 1.0), unit("deg", 1.0)}},
        {"V", {unit("V", 1.0), unit("kV", 1e3)}},
        {"A", {unit("A", 1.0), unit("kA", 1e3)}},
    };
    return table;
}

} // namespace

std::optional<double> typedQuantity(const QString& text, const std::vector<TypedUnit>& units, double shownSi,
                                    double nowSi)
{
    QString typed = text.trimmed();
    const bool changes = typed.startsWith(QLatin1Char('+'));
    if (changes)
        typed.remove(0, 1);
    const auto value = Reader(typed, units, shownSi).read();
    if (!value || !std::isfinite(*value))
        return std::nullopt;
    return changes ? nowSi + *value : *value;
}

std::vector<TypedUnit> typedUnitsOf(std::string_view siUnit)
{
    if (siUnit.empty())
        return {};
    const auto known = unitTable().find(siUnit);
    if (known != unitTable().end())
        return known->second;
    return {{QString::fromUtf8(siUnit.data(), static_cast<qsizetype>(siUnit.size())), 1.0}};
}

std::optional<double> typedTemperature(const QString& text, bool inFahrenheit, double nowC)
{
    QString typed = text.trimmed();
    const bool changes = typed.startsWith(QLatin1Char('+'));
    bool fahrenheit = inFahrenheit;
    for (const QLatin1Char letter : {QLatin1Char('F'), QLatin1Char('C'), QLatin1Char('K')}) {
        const bool ofChange = letter == QLatin1Char('K');
        if (!typed.endsWith(letter, Qt::CaseInsensitive) || (ofChange && !changes))
            continue;
        fahrenheit = letter == QLatin1Char('F');
        typed.chop(1);
        if (typed.endsWith(QChar(0x00b0)))
            typed.chop(1);
        break;
    }
    const auto number = typedQuantity(changes ? typed.mid(1) : typed, {}, 1.0, 0.0);
    if (!number)
        return std::nullopt;
    const double kelvin = fahrenheit ? *number / style::fahrenheitPerKelvin : *number;
    if (changes)
        return nowC + kelvin;
    return fahrenheit ? (*number - style::fahrenheitAtZeroC) / style::fahrenheitPerKelvin : *number;
}

} // namespace hallwright::panels
