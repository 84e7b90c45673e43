// The single-line diagram and the coolant loops as docks: they follow site, results and selection, and pass on what is
// clicked in them. A dock nobody sees does nothing; one that is seen is brought up to date ten times a second at most,
// so that it costs a drag no frames.
#pragma once

#include "app/gui/pace.h"
#include "app/project/selection.h"
#include "core/simulation/snapshot.h"
#include "views/diagrams/diagram_panel.h"

#include <QObject>

#include <array>

class QDockWidget;

namespace hallwright::app {

class DiagramDocks : public QObject
{
    Q_OBJECT

public:
    DiagramDocks(Selection* selection, QWidget* window);

    QDockWidget* powerDock() const { return docks_[0].dock; }
    QDockWidget* loopDock() const { return docks_[1].dock; }
    diagrams::DiagramPanel* powerPanel() const { return docks_[0].panel; }
    diagrams::DiagramPanel* loopPanel() const { return docks_[1].panel; }

    void setSite(const SitePtr& site); // a null site also forgets the results
    void setSnapshot(const SnapshotPtr& snapshot);
    void setTheme(style::Theme theme);

signals:
    void chosen(hallwright::ObjectRef object); // none: beside all items, or a building
    void serviceChanged(hallwright::ObjectRef equipment, bool outOfService);
    void failureWanted(hallwright::ObjectRef equipment);

private:
    struct Dock {
        QDockWidget* dock = nullptr;
        diagrams::DiagramPanel* panel = nullptr;
        bool isStale = false;     // shows older results than there are
        bool isElsewhere = false; // shows another selection
    };

    Dock makeDock(const QString& title, const char* name, diagrams::DiagramSubject subject, QWidget* window);
    void showResults(Dock& dock);
    void refresh(Dock& dock);
    void choose(diagrams::DiagramPanel* panel, ObjectRef object);
    void offerMenu(diagrams::DiagramPanel* panel, QPoint position);

    Selection* selection_;
    SitePtr site_;
    SnapshotPtr snapshot_;
    std::array<Dock, 2> docks_;
    Pace pace_{{[this] { showResults(docks_[0]); }, [this] { showResults(docks_[1]); }}};
    const diagrams::DiagramPanel* choosing_ = nullptr; // the reader clicks in it: it shows that already
};

} // namespace hallwright::app
