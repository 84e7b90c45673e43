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
    setEnabled(false, false, 0);
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
        if (row.entry.inContextMenu)
            menu->addAction(row.action);
    }
}

void ActionTable::setEnabled(bool hasSite, bool hasHall, qsizetype selected)
{
    for (const Row& row : rows_) {
        switch (row.entry.needs) {
        case Needs::Nothing:
            row.action->setEnabled(true);
            break;
        case Needs::Site:
            row.action->setEnabled(hasSite);
            break;
        case Needs::Hall:
            row.action->setEnabled(hasHall);
            break;
        case Needs::Selection:
            row.action->setEnabled(selected > 0);
            break;
        case Needs::Two:
            row.action->setEnabled(selected > 1);
            break;
        }
    }
}

} // namespace hallwright::app
