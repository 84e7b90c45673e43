#include "views/panels/capacity_words.h"

#include <QTreeWidget>

#include <limits>

namespace hallwright::panels {

namespace {

constexpr int numberRole = Qt::UserRole + 1;

} // namespace

void NumberLine::setNumber(int column, const std::optional<double>& number, const QString& shown)
{
    setText(column, shown);
    setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    setData(column, numberRole, number.value_or(-std::numeric_limits<double>::infinity()));
}

bool NumberLine::operator<(const QTreeWidgetItem& other) const
{
    const int column = treeWidget() ? treeWidget()->sortColumn() : 0;
    const QVariant own = data(column, numberRole), others = other.data(column, numberRole);
    if (own.isValid() && others.isValid())
        return own.toDouble() < others.toDouble();
    return text(column).localeAwareCompare(other.text(column)) < 0;
}

} // namespace hallwright::panels
