// Own generation and purchases beside the facility's energy, month by month: how much of it is matched in the hour in which it
// is used, and how much only over the month.
#pragma once

#include "core/studies/year/year_carbon.h"
#include "views/charts/chart.h"

#include <array>

class QCPBars;

namespace hallwright::charts {

class MatchingChart : public Chart
{
public:
    explicit MatchingChart(QWidget* parent = nullptr);

    void setMatched(const std::array<MatchedEnergy, monthsOfYear>& months);

    bool shows(const ChartQuantity&) const override { return false; }
    std::optional<std::size_t> hourAt(QPointF) const override { return std::nullopt; }
    QString readingAt(QPointF pixel) const override;

protected:
    void draw() override;
    QString table() const override; // a line a month
    std::optional<QPointF> placeOf(std::size_t) const override { return std::nullopt; }

private:
    QCPBars* addBars(const QString& name, QRgb colour, double (*part)(const MatchedEnergy&));

    std::array<MatchedEnergy, monthsOfYear> months_{};
    AxisUnit unit_;
};

} // namespace hallwright::charts
