// A place's capacity in full: how many racks fit, what stops the next and what would clear it, what is left of each
// resource, and which changes make room, the one that frees most power first.
#pragma once

#include "core/studies/capacity/capacity_unlocks.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QTabWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::panels {

using CapacityUnlocksPtr = std::shared_ptr<const std::vector<CapacityUnlock>>;

class CapacityCard : public QWidget
{
    Q_OBJECT

public:
    explicit CapacityCard(QWidget* parent = nullptr);

    // `unlocks` null: they are still being sought. No place: nothing.
    void setPlace(const CapacityPtr& capacity, const CapacityUnlocksPtr& unlocks, const PlaceCapacity* place);

    QString words() const; // of the answer, as rich text
    QTreeWidget* headRooms() { return headRooms_; }
    QTreeWidget* unlocks() { return unlocks_; }

protected:
    void changeEvent(QEvent* event) override; // links keep the colour that they were made with

signals:
    void chosen(hallwright::ObjectRef object); // that is short, or the tightest: by a click

private:
    void showWords(const Capacity& capacity, const PlaceCapacity& place);
    void showHeadRooms(const Site& site, const PlaceCapacity& place);
    void showUnlocks(const Capacity& capacity, const CapacityUnlocksPtr& unlocks, const PlaceCapacity& place);

    QLabel* words_;
    QTabWidget* tabs_;
    QTreeWidget* headRooms_;
    QTreeWidget* unlocks_;
    QLabel* noUnlocks_;
    ObjectRef stopped_; // what stops the next rack
};

} // namespace hallwright::panels
