#include "app/gui/action_table.h"

#include <QMap>
#include <QMenu>
#include <QWidget>

namespace hallwright::app {

ActionTable::ActionTable(QWidget* parent, const QList<ActionEntry>& entries)
{
    for (const ActionEntry& entry : entries) {
        auto* action = new QAction(entry.text, parent);
        action->setShortcut(entry.shortcut);
        QObject::connect(action, &QAction::triggered, parent, [run = entry.run] { run(); });
        rows_.append({entry, action});
    }
    setEnabled({});
}

void ActionTable::fill(QMenu* menu, const QString& name) const
{
    QMap<QString, QMenu*> menus{{name, menu}};
    for (const Row& row : rows_) {
        QString place = row.entry.menu;
        const bool newPart = place.startsWith(QLatin1Char('-'));
        place.remove(0, newPart ? 1 : 0);
        if (place != name && !place.startsWith(name + QLatin1Char('/')))
            continue;
        if (newPart)
            menu->addSeparator();
        if (!menus.contains(place))
            menus.insert(place, menu->addMenu(place.section(QLatin1Char('/'), -1)));
        menus[place]->addAction(row.action);
    }
}

void ActionTable::fillContextMenu(QMenu* menu) const
{
    for (const Row& row : rows_) {
        const Needs needs = row.entry.needs;
        const bool notForAll = needs == Needs::Locked || needs == Needs::Unlocked || needs == Needs::Rack ||
                               needs == Needs::Equipment;
        if (row.entry.inContextMenu && (!notForAll || row.action->isEnabled()))
            menu->addAction(row.action);
    }
}

namespace {

bool isMet(Needs needs, const ActionSubjects& subjects)
{
    switch (needs) {
    case Needs::Nothing:
        break;
    case Needs::Site:
        return subjects.site;
    case Needs::Hall:
        return subjects.hall;
    case Needs::Selection:
        return subjects.selected > 0;
    case Needs::Two:
        return subjects.selected > 1;
    case Needs::Rack:
        return subjects.racks > 0;
    case Needs::Equipment:
        return subjects.equipment > 0;
    case Needs::Unlocked:
        return subjects.selected > subjects.locked;
    case Needs::Locked:
        return subjects.locked > 0;
    case Needs::RackTable:
        return subjects.hall && subjects.rackTable;
    }
    return true;
}

} // namespace

void ActionTable::setEnabled(const ActionSubjects& subjects)
{
    for (const Row& row : rows_)
        row.action->setEnabled(isMet(row.entry.needs, subjects));
}

} // namespace hallwright::app
