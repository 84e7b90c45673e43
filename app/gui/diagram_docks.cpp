#include "app/gui/diagram_docks.h"

#include "app/gui/focus_pane.h"
#include "views/panels/equipment_page.h"

#include <QDockWidget>
#include <QMenu>
#include <QScopedValueRollback>

#include <utility>

namespace hallwright::app {

DiagramDocks::DiagramDocks(Selection* selection, QWidget* window)
    : QObject(window), selection_(selection), docks_{makeDock(tr("Single-line diagram"), "powerDiagramDock",
                                                              diagrams::DiagramSubject::Power, window),
                                                     makeDock(tr("Coolant loops"), "loopDiagramDock",
                                                              diagrams::DiagramSubject::Loop, window)}
{
    for (Dock& dock : docks_)
        connect(dock.dock, &QDockWidget::visibilityChanged, this, [this, &dock] { refresh(dock); });
    connect(selection_, &Selection::changed, this, [this] {
        for (Dock& dock : docks_) {
            dock.isElsewhere = dock.panel != choosing_;
            refresh(dock);
        }
    });
}

DiagramDocks::Dock DiagramDocks::makeDock(const QString& title, const char* name,
                                          diagrams::DiagramSubject subject, QWidget* window)
{
    Dock made;
    made.dock = new QDockWidget(title, window);
    made.dock->setObjectName(QString::fromLatin1(name));
    made.panel = new diagrams::DiagramPanel(subject, made.dock);
    made.dock->setWidget(new FocusPane(made.panel, {}, made.dock));
    diagrams::DiagramPanel* panel = made.panel;
    connect(panel, &diagrams::DiagramPanel::clicked, this,
            [this, panel](ObjectRef object) { choose(panel, object); });
    panel->view()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(panel->view(), &QWidget::customContextMenuRequested, this,
            [this, panel](const QPoint& position) { offerMenu(panel, position); });
    return made;
}

void DiagramDocks::setSite(const SitePtr& site)
{
    const bool isFirst = !site_ || !site;
    site_ = site;
    if (!isFirst)
        return; // the next results bring the version they are of
    snapshot_ = nullptr;
    pace_.ask(Pace::When::AtOnce);
}

void DiagramDocks::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    pace_.ask(Pace::When::InTime);
}

void DiagramDocks::setTheme(style::Theme theme)
{
    for (Dock& dock : docks_)
        dock.panel->setTheme(theme);
}

void DiagramDocks::showResults(Dock& dock)
{
    dock.isStale = true;
    refresh(dock);
}

void DiagramDocks::refresh(Dock& dock)
{
    if (!dock.panel->isVisible())
        return;
    if (std::exchange(dock.isStale, false)) {
        if (snapshot_) {
            dock.panel->setSnapshot(snapshot_);
        } else {
            dock.panel->setSnapshot(nullptr);
            dock.panel->setSite(site_);
        }
    }
    if (std::exchange(dock.isElsewhere, false))
        dock.panel->setSelection(selection_->set());
}

void DiagramDocks::choose(diagrams::DiagramPanel* panel, ObjectRef object)
{
    if (!site_)
        return;
    const QScopedValueRollback choosing(choosing_, static_cast<const diagrams::DiagramPanel*>(panel));
    emit chosen(object);
}

void DiagramDocks::offerMenu(diagrams::DiagramPanel* panel, QPoint position)
{
    const ObjectRef equipment = diagrams::objectOf(panel->view()->elementAt(position));
    if (!site_)
        return;
    const panels::EquipmentSheet sheet = panels::equipmentSheet(*site_, snapshot_.get(), equipment);
    if (sheet.title.isEmpty()) // a rack, a hall or nothing
        return;
    auto* menu = new QMenu(panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show %1 in the inspector").arg(sheet.title), this,
                    [this, equipment] { emit chosen(equipment); });
    if (sheet.canBeTakenOut)
        menu->addAction(
            sheet.outOfService ? tr("Put %1 back into service").arg(sheet.title)
                               : tr("Take %1 out of service (what if)").arg(sheet.title),
            this, [this, equipment, out = !sheet.outOfService] { emit serviceChanged(equipment, out); });
    if (sheet.canBeTakenOut && !sheet.outOfService)
        menu->addAction(tr("Fail %1: what follows?").arg(sheet.title), this,
                        [this, equipment] { emit failureWanted(equipment); });
    menu->popup(panel->view()->mapToGlobal(position));
}

} // namespace hallwright::app
