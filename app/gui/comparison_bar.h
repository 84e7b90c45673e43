// The line that says how the air of a hall differs from another program's result, and ends the comparison.
#pragma once

#include "app/gui/hall_air.h"

#include <QFrame>

class QLabel;

namespace hallwright::app {

// Hidden without a comparison of the hall.
class ComparisonBar : public QFrame
{
    Q_OBJECT

public:
    explicit ComparisonBar(HallAir* air, QWidget* parent = nullptr); // which outlives it

    void refresh(); // after a change of field, layout or unit
    QString summary() const;
    QString basis() const; // the file's layout against this one

private:
    HallAir* air_;
    QLabel* summary_;
    QLabel* basis_;
};

} // namespace hallwright::app
