// What was done since the site was opened, step by step, with the figures after each: a click goes back or forth to there.
#pragma once

#include "app/gui/results.h"
#include "app/project/document.h"

#include <QDockWidget>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::app {

class HistoryDock : public QDockWidget
{
    Q_OBJECT

public:
    HistoryDock(Document* document, Results* results, QWidget* parent = nullptr); // both outlive it

    void showOtherUnits(); // the reader has chosen others

private:
    void fill();
    void keepFigures(const SnapshotPtr& snapshot);
    void keepFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings);
    void dropUndone();
    void describe(QTreeWidgetItem* item) const; // what the step changed, as a tip

    void goTo(QTreeWidgetItem* item);

    struct Figures {
        std::optional<double> pue, worstInletC;
        std::optional<std::size_t> findings;
        bool evaluated = false;
    };
    QStringList words(const Figures& figures) const; // by columns, after the step's
    std::vector<Figures>& figures() { return figures_[document_->undoStack()]; } // after as many steps
    Figures& figuresNow();

    Document* document_;
    QTreeWidget* list_;
    std::map<const QUndoStack*, std::vector<Figures>> figures_; // of each line of work
};

} // namespace hallwright::app
