// The legends under the 3D scene, as many side by side as there is room for their titles.
#pragma once

#include "views/shared/legend_bar.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QGridLayout;

namespace hallwright::app {

enum class Legend { Racks, States, Floor, Air, Shapes, Coolant }; // in the order they stand in

class LegendStrip : public QWidget
{
    Q_OBJECT

public:
    explicit LegendStrip(QWidget* parent = nullptr);

    void setLegend(Legend which, const std::optional<style::ColourScale>& scale); // nothing: not shown

protected:
    bool event(QEvent* event) override;

private:
    void layOut();

    QGridLayout* grid_;
    std::array<style::LegendBar*, 6> bars_{};
    std::vector<style::LegendBar*> laidOut_;
    int columns_ = 0;
};

} // namespace hallwright::app
