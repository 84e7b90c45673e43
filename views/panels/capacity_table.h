// The campus, its buildings, halls and rows with what is left of each: sorted by any column, copied as a table.
#pragma once

#include "core/studies/capacity/capacity.h"

#include <QTreeWidget>

namespace hallwright::panels {

class CapacityTable : public QTreeWidget
{
    Q_OBJECT

public:
    enum Column {
        PlaceColumn,
        RacksColumn,
        FreeColumn,
        FitColumn,
        BindingColumn,
        UsedColumn,
        ReservedColumn,
        UsableColumn,
        StrandedColumn,
        DesignColumn,
        ColumnCount
    };

    explicit CapacityTable(QWidget* parent = nullptr);

    // What was open and current stays so; the first time the halls with free positions are shown.
    void setCapacity(const CapacityPtr& capacity); // null: nothing
    const PlaceCapacity* current() const;          // null: none
    void setCurrent(ObjectRef place);
    // All lines that can be opened, in the order shown, fields apart by tabulators: as spreadsheets take it.
    QString asText() const;

signals:
    void placeChanged(); // that is current
    // By a click, or Enter: the place; in the column of what stops it, that.
    void chosen(hallwright::ObjectRef object);

private:
    void choose(const QTreeWidgetItem* line, int column);
    QTreeWidgetItem* addLine(const PlaceCapacity& place, QTreeWidgetItem* parent);
    const PlaceCapacity* placeOf(const QTreeWidgetItem* line) const;
    void fitColumns();

    CapacityPtr capacity_;
    bool filling_ = false;
};

} // namespace hallwright::panels
