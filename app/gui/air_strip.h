// The line under the scene that says what the chosen hall shows: the heatmap on its floor or a quantity of its air, and at
// which height.
#pragma once

#include "app/gui/hall_air_layers.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace hallwright::app {

class AirStrip : public QWidget
{
    Q_OBJECT

public:
    // Both outlive the strip. It edits the air's options; whether air is shown at all its owner decides.
    AirStrip(HallAir* air, HallAirLayers* layers, QWidget* parent = nullptr);

    void setAirShown(bool shown);
    void refresh(); // after a change of hall, result or unit

signals:
    void airChosen(bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void chooseQuantity(int index);

    HallAir* air_;
    HallAirLayers* layers_;
    bool airShown_ = false;
    QBoxLayout* parts_;
    QComboBox* choice_;
    QLabel* at_;
    QDoubleSpinBox* height_;
    QLabel* caption_;
};

} // namespace hallwright::app
