// The energy that the facility takes beside its IT, month by month, stacked by cause.
#pragma once

#include "views/charts/chart.h"

#include <vector>

class QCPBars;

namespace hallwright::charts {

class MonthChart : public Chart
{
public:
    explicit MonthChart(QWidget* parent = nullptr);

    bool shows(const ChartQuantity&) const override { return false; }
    std::optional<std::size_t> hourAt(QPointF) const override { return std::nullopt; }
    QString readingAt(QPointF pixel) const override;

    // Where a month's part of a cause is; nothing if it has none.
    std::optional<QPointF> pixelOf(std::size_t month, YearQuantity cause) const;

protected:
    void draw() override;
    QString table() const override; // a line a month
    std::optional<QPointF> placeOf(std::size_t) const override { return std::nullopt; }

private:
    struct Stack {
        YearQuantity cause;
        QCPBars* bars; // the plot's
    };
    void drawLegend();

    std::vector<Stack> stacks_; // from below
    AxisUnit unit_;
};

} // namespace hallwright::charts
