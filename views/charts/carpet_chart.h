// A quantity over the year as a carpet: days from left to right, hours of the day upwards, values as colours.
#pragma once

#include "views/charts/chart.h"

class QCPColorMap;
class QCPColorScale;

namespace hallwright::charts {

class CarpetChart : public Chart
{
public:
    explicit CarpetChart(QWidget* parent = nullptr);

    bool shows(const ChartQuantity&) const override { return true; }
    std::optional<std::size_t> hourAt(QPointF pixel) const override;

protected:
    void draw() override;
    QString table() const override; // a line a day
    std::optional<QPointF> placeOf(std::size_t hour) const override;

private:
    void drawScale(double smallest, double largest);

    QCPColorMap* map_ = nullptr; // the plot's
    QCPColorScale* scale_;
    AxisUnit unit_;
};

} // namespace hallwright::charts
