#include "views/panels/quantity_field.h"

#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QLineEdit>
#include <QSignalBlocker>

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
    return {suffixed("kW"), 1e-3, 0.0, 2};
}

FieldUnit temperatureField()
{
    return ip() ? FieldUnit{suffixed("°F"), style::fahrenheitPerKelvin, style::fahrenheitAtZeroC, 1}
                : FieldUnit{suffixed("°C"), 1.0, 0.0, 1};
}

FieldUnit lengthField()
{
    return ip() ? FieldUnit{suffixed("ft"), style::feetPerMetre, 0.0, 3}
                : FieldUnit{suffixed("m"), 1.0, 0.0, 3};
}

FieldUnit shareField()
{
    return {suffixed("%"), 100.0, 0.0, 1};
}

FieldUnit massField()
{
    return ip() ? FieldUnit{suffixed("lb"), 1.0 / style::kilogramsPerPound, 0.0, 0}
                : FieldUnit{suffixed("kg"), 1.0, 0.0, 0};
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

void QuantityField::setSi(double si)
{
    if (lineEdit()->isModified() && hasFocus())
        return;
    const QSignalBlocker quiet(this);
    setValue(si * unit_.factor + unit_.offset);
}

} // namespace hallwright::panels
