// What can be done, said once: menus, tool bars and the context menu are made from this table.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>

class QMenu;
class QWidget;

namespace hallwright::app {

// When an action can be used.
enum class Needs {
    Nothing,
    Site,      // an open one
    Hall,      // one that is looked at
    Selection, // something in a hall
    Two,       // or more
    Rack,      // one, or a row
    Equipment, // that can fail: of power or cooling
    Unlocked,  // something in a hall that is not locked
    Locked,    // something that is
    RackTable  // in the clipboard, and a hall that is looked at
};

// What there is for actions to work on.
struct ActionSubjects {
    bool site = false;
    bool hall = false;
    qsizetype selected = 0;
    qsizetype locked = 0; // of them
    bool rackTable = false;
    qsizetype racks = 0; // of those selected, and rows
    qsizetype equipment = 0;
};

struct ActionEntry {
    QString menu; // "Edit", "Edit/Align": where it stands; a new part of a menu begins with "-"
    QString text;
    QKeySequence shortcut;
    Needs needs = Needs::Selection;
    bool inContextMenu = false;
    std::function<void()> run;
};

class ActionTable
{
public:
    // Makes an action of each entry; `parent` owns them.
    ActionTable(QWidget* parent, const QList<ActionEntry>& entries);

    // Adds those of this menu, its submenus included, in their order.
    void fill(QMenu* menu, const QString& name) const;
    // Of a pair of opposites, and of what is for racks or equipment alone, only those that can be used now.
    void fillContextMenu(QMenu* menu) const;
    void setEnabled(const ActionSubjects& subjects);

private:
    struct Row {
        ActionEntry entry;
        QAction* action;
    };
    QList<Row> rows_;
};

} // namespace hallwright::app
