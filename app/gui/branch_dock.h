// Which branches and named versions the open site has, and what can be done with them.
#pragma once

#include "app/gui/branch_actions.h"

#include <QDockWidget>

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::app {

class BranchDock : public QDockWidget
{
    Q_OBJECT

public:
    BranchDock(Project* project, BranchActions* actions, QWidget* parent); // both outlive it

signals:
    void comparisonWanted(std::int64_t before, std::int64_t after);

private:
    void makeButtons(QLayout* column);
    void fill();
    void enableButtons();
    void showMenu(QPoint at);
    QTreeWidgetItem* addLine(std::int64_t line, const QString& kind, const QString& changes);
    std::int64_t chosen() const; // the one in the list; the one shown if there is none

    Project* project_;
    BranchActions* actions_;
    QTreeWidget* list_;
    std::int64_t shown_ = 0;   // the branch that was, when the list was filled last
    QList<QAction*> ofChosen_; // switch, branch from, compare, merge, rename, drop
};

} // namespace hallwright::app
