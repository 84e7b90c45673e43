#include "views/panels/quantity_field.h"

#include "views/shared/feet_and_inches.h"
#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolTip>

#include <cmath>

namespace hallwright::panels {

namespace {

bool ip()
{
    return style::unitSystem() == style::UnitSystem::Ip;
}

QString suffixed(const char* unit)
{
    return QChar(0x00a0) + QString::fromUtf8(unit);
}

} // namespace

FieldUnit powerField()
{
    return {suffixed("kW"), 1e-3, 0.0, 2, typedUnitsOf("W")};
}

FieldUnit temperatureField()
{
    return ip() ? FieldUnit{suffixed("°F"), style::fahrenheitPerKelvin, style::fahrenheitAtZeroC, 1}
                : FieldUnit{suffixed("°C"), 1.0, 0.0, 1};
}

FieldUnit lengthField()
{
    const std::vector<TypedUnit> typed = typedUnitsOf("m");
    return ip() ? FieldUnit{{}, 1.0 / style::metresPerInch, 0.0, 2, typed, true}
                : FieldUnit{suffixed("m"), 1.0, 0.0, 3, typed};
}

FieldUnit shareField()
{
    return {suffixed("%"), 100.0, 0.0, 1, {{QStringLiteral("%"), 0.01}}};
}

FieldUnit massField()
{
    const std::vector<TypedUnit> typed = typedUnitsOf("kg");
    return ip() ? FieldUnit{suffixed("lb"), 1.0 / style::kilogramsPerPound, 0.0, 0, typed}
                : FieldUnit{suffixed("kg"), 1.0, 0.0, 0, typed};
}

QuantityField::QuantityField(const FieldUnit& unit, double lowestSi, double highestSi, double stepSi,
                             QWidget* parent)
    : QDoubleSpinBox(parent), unit_(unit)
{
    setDecimals(unit.decimals);
    setRange(lowestSi * unit.factor + unit.offset, highestSi * unit.factor + unit.offset);
    setSingleStep(stepSi * unit.factor);
    setSuffix(unit.suffix);
    setAccelerated(true);
    setKeyboardTracking(false); // an edit is told when it is complete, not at every key
    connect(this, &QDoubleSpinBox::valueChanged, this, [this](double shown) {
        lineEdit()->setModified(false); // complete: what the edit leads to may be shown
        emit edited((shown - unit_.offset) / unit_.factor);
    });
    connect(this, &QDoubleSpinBox::editingFinished, this, [this] { lineEdit()->setModified(false); });
}

double FieldUnit::bareSi() const
{
    return inFeetAndInches ? style::metresPerFoot : 1.0 / factor;
}

double QuantityField::si() const
{
    return (value() - unit_.offset) / unit_.factor;
}

// Without the shown unit, which stands behind it with a no-break space that a person does not type.
QString QuantityField::typedIn(const QString& text) const
{
    return text.endsWith(suffix()) ? text.chopped(suffix().size()).trimmed() : text.trimmed();
}

// In the shown unit.
std::optional<double> QuantityField::shownFrom(const QString& text) const
{
    const QString typed = typedIn(text);
    if (unit_.typed.empty()) { // a temperature: its unit has an offset
        const auto celsius = typedTemperature(typed, unit_.offset != 0.0, si());
        return celsius ? std::optional(*celsius * unit_.factor + unit_.offset) : std::nullopt;
    }
    const auto typedSi = typedQuantity(typed, unit_.typed, unit_.bareSi(), si());
    return typedSi ? std::optional(*typedSi * unit_.factor) : std::nullopt;
}

// Without marks between thousands: what is shown is read again.
QString QuantityField::textFromValue(double value) const
{
    if (!unit_.inFeetAndInches)
        return QDoubleSpinBox::textFromValue(value);
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return style::feetAndInches(value, decimals(), plain);
}

double QuantityField::valueFromText(const QString& text) const
{
    // As many decimals as are shown: what was read and not changed is the same number.
    return QString::number(shownFrom(text).value_or(value()), 'f', decimals()).toDouble();
}

QValidator::State QuantityField::validate(QString& text, int&) const
{
    const auto shown = shownFrom(text);
    if (!shown)
        return QValidator::Intermediate; // may become something
    return *shown >= minimum() && *shown <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

QString QuantityField::refusal() const
{
    const QString name = accessibleName().isEmpty() ? tr("The value") : accessibleName();
    const QString typed = typedIn(lineEdit()->text());
    const auto shown = shownFrom(lineEdit()->text());
    if (!shown)
        return tr("%1 cannot be \"%2\"; enter a number, such as %3.")
            .arg(name, typed, textFromValue(value()) + suffix());
    if (*shown > maximum())
        return tr("%1 cannot be %2; at most %3.").arg(name, typed, textFromValue(maximum()) + suffix());
    if (*shown < minimum())
        return tr("%1 cannot be %2; at least %3.").arg(name, typed, textFromValue(minimum()) + suffix());
    return {};
}

bool QuantityField::refuse()
{
    const QString sentence = lineEdit()->isModified() ? refusal() : QString();
    if (sentence.isEmpty())
        return false;
    if (tipsRefusal_)
        QToolTip::showText(mapToGlobal(QPoint(0, height())), sentence, this);
    emit refused(sentence);
    return true;
}

void QuantityField::complete()
{
    refuse();
    interpretText();
}

void QuantityField::keyPressEvent(QKeyEvent* event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters && refuse())
        lineEdit()->selectAll();
    else
        QDoubleSpinBox::keyPressEvent(event);
}

bool QuantityField::focusNextPrevChild(bool next)
{
    if (!refuse())
        return QDoubleSpinBox::focusNextPrevChild(next);
    lineEdit()->selectAll();
    return true;
}

void QuantityField::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason)
        refuse();
    QDoubleSpinBox::focusOutEvent(event);
}

void QuantityField::setSi(double si)
{
    if (lineEdit()->isModified() && hasFocus())
        return;
    const QSignalBlocker quiet(this);
    setValue(si * unit_.factor + unit_.offset);
}

} // namespace hallwright::panels
