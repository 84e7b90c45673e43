// Asks for the rule of an array: how many, how far apart.
#pragma once

#include "core/layout/arrangement.h"

#include <QDialog>

#include <optional>

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
    ArrayDialog(const std::vector<Standing>& group, QWidget* parent);

    ArrayRule rule() const;

private:
    void showPitches();
    void showCount();

    Rect bounds_;
    std::size_t size_;
    QComboBox* axis_;
    QSpinBox* count_;
    panels::QuantityField* pitch_;
    QSpinBox* rows_;
    panels::QuantityField* rowPitch_;
    QCheckBox* mirror_;
    QLabel* outcome_;
};

} // namespace hallwright::app
