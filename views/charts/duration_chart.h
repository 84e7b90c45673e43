// How many hours of the year a quantity is at a value or above it.
#pragma once

#include "views/charts/chart.h"

#include <vector>

class QCPGraph;

namespace hallwright::charts {

class DurationChart : public Chart
{
public:
    explicit DurationChart(QWidget* parent = nullptr);

    bool shows(const ChartQuantity& quantity) const override { return quantity.kind != QuantityKind::Mode; }
    std::optional<std::size_t> hourAt(QPointF pixel) const override;
    QString readingAt(QPointF pixel) const override;

protected:
    void draw() override;
    QString table() const override;
    std::optional<QPointF> placeOf(std::size_t hour) const override;

private:
    std::optional<std::size_t> rankAt(QPointF pixel) const;

    QCPGraph* curve_ = nullptr;        // the plot's
    std::vector<std::size_t> hours_;   // that have a value, the highest first
    std::vector<std::ptrdiff_t> rank_; // of each hour; -1 without a value
    AxisUnit unit_;
};

} // namespace hallwright::charts
