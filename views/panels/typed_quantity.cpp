#include "views/panels/typed_quantity.h"

#include <QLocale>

#include <cmath>

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

} // namespace hallwright::panels
