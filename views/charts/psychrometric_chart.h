// The hours of the year by their outdoor air: dry bulb against humidity ratio, coloured by how heat is rejected,
// between lines of equal relative humidity at the pressure of the weather's place.
#pragma once

#include "views/charts/chart.h"

#include <vector>

class QCPItemText;

namespace hallwright::charts {

class PsychrometricChart : public Chart
{
public:
    explicit PsychrometricChart(QWidget* parent = nullptr);

    bool shows(const ChartQuantity&) const override { return false; }
    std::optional<std::size_t> hourAt(QPointF pixel) const override; // nearest to it
    QString readingAt(QPointF pixel) const override;

protected:
    void draw() override;
    QString table() const override; // a line an hour
    std::optional<QPointF> placeOf(std::size_t hour) const override;

private:
    void drawHumidities(double pressurePa, double coldestC, double hottestC, double wettest);
    void writeShare(double share, QPointF at);
    void drawHours();
    QString humidityText(std::size_t hour) const;

    std::vector<QPointF> places_;      // of each hour, in the axes' units
    std::vector<QCPItemText*> shares_; // the plot's
    AxisUnit temperature_, humidity_;
};

} // namespace hallwright::charts
