// How the capacity's table and card write what is left and what stops the next rack.
#pragma once

#include "core/studies/capacity/capacity_unlocks.h"
#include "views/shared/capacity_text.h"

#include <QString>
#include <QTreeWidgetItem>

#include <optional>

namespace hallwright::panels {

using style::amountText;
using style::answerText;
using style::bindingText;
using style::statusesText;

// A line whose columns sort by their numbers, where they have one, what is not known first.
class NumberLine : public QTreeWidgetItem
{
public:
    using QTreeWidgetItem::QTreeWidgetItem;

    void setNumber(int column, const std::optional<double>& number, const QString& shown);
    bool operator<(const QTreeWidgetItem& other) const override;
};

} // namespace hallwright::panels
