// Asks for the rule of an array: how many, how far apart.
#pragma once

#include "core/layout/arrangement.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace hallwright::panels {
class QuantityField;
}

namespace hallwright::app {

class ArrayDialog : public QDialog
{
    Q_OBJECT

public:
    // Begins with what stands beside each other without gaps, along the way that the group faces sideways.
    // `make` says why an array cannot be made, and nothing when it is.
    using Make = std::function<QString(const ArrayRule&)>;
    ArrayDialog(const std::vector<Standing>& group, Make make, QWidget* parent);

    ArrayRule rule() const;

protected:
    void accept() override; // stays open with its entries, and says why, for what cannot be made

private:
    void showPitches();
    void showCount();

    Rect bounds_;
    std::size_t size_;
    Make make_;
    QComboBox* axis_;
    QSpinBox* count_;
    panels::QuantityField* pitch_;
    QSpinBox* rows_;
    panels::QuantityField* rowPitch_;
    QCheckBox* mirror_;
    QLabel* outcome_;
};

} // namespace hallwright::app
