// What the charts show of a year's hours, and in which unit.
#pragma once

#include "core/studies/year/year.h"

#include <QString>

#include <functional>
#include <vector>

namespace hallwright::charts {

enum class QuantityKind { Power, Temperature, WaterFlow, Ratio, Mode };

struct ChartQuantity {
    QString key;   // "facility_w"
    QString title; // "Facility power"
    QuantityKind kind = QuantityKind::Power;
    std::function<double(const YearReport& year, std::size_t hour)> si; // not a number where there is none
};

// PUE, powers, water, temperatures, cooling mode: in the order of a list to choose from.
const std::vector<ChartQuantity>& chartQuantities();
const ChartQuantity& chartQuantity(const QString& key); // the first of them for one that there is not

// A value on an axis: the reader's unit, of a size that suits the largest value there is.
struct AxisUnit {
    QString name; // empty for a ratio
    double factor = 1.0;
    double offset = 0.0;

    double of(double si) const { return factor * si + offset; }
    QString label(const QString& title) const; // "Facility power [MW]"
};
AxisUnit axisUnitOf(QuantityKind kind, double largestSi);
AxisUnit energyUnitOf(double largestWh);
AxisUnit humidityUnit(); // of kg water per kg of dry air

QString valueText(QuantityKind kind, double si); // "12.34 MW", "1.234"

} // namespace hallwright::charts
