// A number field that shows the reader's unit and holds the SI value. Other units and arithmetic may be typed
// (views/panels/typed_quantity.h).
#pragma once

#include "views/panels/typed_quantity.h"

#include <QDoubleSpinBox>

namespace hallwright::panels {

// The reader's unit for one kind of quantity: shown = si * factor + offset.
struct FieldUnit {
    QString suffix;
    double factor = 1.0;
    double offset = 0.0;
    int decimals = 1;
    std::vector<TypedUnit> typed{}; // that may be typed; none: the shown one alone
    bool inFeetAndInches = false;   // then what is shown is written so, and held in inches

    double bareSi() const; // what 1 is that is typed without a unit
};

FieldUnit powerField();       // kW
FieldUnit temperatureField(); // °C or °F
FieldUnit lengthField();      // m, or feet and inches
FieldUnit shareField();       // %
FieldUnit massField();        // kg or lb

class QuantityField : public QDoubleSpinBox
{
    Q_OBJECT

public:
    QuantityField(const FieldUnit& unit, double lowestSi, double highestSi, double stepSi,
                  QWidget* parent = nullptr);

    // Shows a value without telling it as an edit. A field the reader is typing in is left alone.
    void setSi(double si);
    double si() const;

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;

    // Takes what is half typed as entered; what is no value of this field is said, and the value stays.
    void complete();

    // The page that it stands on shows what is refused; without one a tip does.
    void leaveRefusalToPage() { tipsRefusal_ = false; }

signals:
    void edited(double si); // the reader has entered or stepped to another value
    // What was entered is no value of this field: what, the value, the limit. It is shown at the field, too. On Return and
    // Tab the words stay to be mended, and the focus with them.
    void refused(const QString& sentence);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    QString typedIn(const QString& text) const;
    std::optional<double> shownFrom(const QString& text) const;
    QString refusal() const; // empty: what is typed will do
    bool refuse();

    FieldUnit unit_;
    bool tipsRefusal_ = true;
};

} // namespace hallwright::panels
