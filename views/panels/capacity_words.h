// How the capacity's table and card write what is left and what stops the next rack.
#pragma once

#include "core/studies/capacity/capacity_unlocks.h"

#include <QString>
#include <QTreeWidgetItem>

#include <optional>

namespace hallwright::panels {

// In the unit a person reads, which the resource tells: pressures are a floor's load or a pump's head.
QString amountText(CapacityResource resource, const std::optional<double>& value, std::string_view unit);

// "CDUs: row J of B5-H3"; "Nothing: all fit"; "No free position".
QString bindingText(const Site& site, const PlaceCapacity& place);

// "20 more racks fit on 48 free positions, 0.80 MW."
QString answerText(const PlaceCapacity& place);

// "Racks: 812 live (9.7 MW), 3 planned (0.1 MW)"
QString statusesText(const StatusCounts& counts);

// A line whose columns sort by their numbers, where they have one, what is not known first.
class NumberLine : public QTreeWidgetItem
{
public:
    using QTreeWidgetItem::QTreeWidgetItem;

    void setNumber(int column, const std::optional<double>& number, const QString& shown);
    bool operator<(const QTreeWidgetItem& other) const override;
};

} // namespace hallwright::panels
