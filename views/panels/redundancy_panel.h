// Each hall's verdict: what of it can fail, or be taken out for service, before a rack goes down, and by which elements it is
// broken. Those that do it by themselves unfold below the hall.
#pragma once

#include "core/studies/availability/redundancy.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::panels {

using RedundancyPtr = std::shared_ptr<const Redundancy>;

class RedundancyPanel : public QWidget
{
    Q_OBJECT

public:
    enum Column { HallColumn, RacksColumn, VerdictColumn, FewestColumn, BreaksColumn, ColumnCount };

    explicit RedundancyPanel(QWidget* parent = nullptr);

    void setRedundancy(const RedundancyPtr& redundancy); // null: nothing
    QString words() const;
    QTreeWidget* table() { return table_; }
    QString asText() const; // the halls, fields apart by tabulators

signals:
    // By a click or the keys: what breaks a hall's verdict, or the one element of a line. None: nothing that is modelled does.
    void chosen(const std::vector<hallwright::ObjectRef>& elements);

private:
    void addHall(const HallRedundancy& hall);
    void addElement(QTreeWidgetItem* hall, std::size_t element);
    std::vector<ObjectRef> objectsOf(const std::vector<std::size_t>& elements) const;

    RedundancyPtr redundancy_;
    bool filling_ = false;
    QLabel* words_;
    QLabel* meaning_;
    QTreeWidget* table_;
};

} // namespace hallwright::panels
