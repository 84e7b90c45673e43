#include "app/gui/diagram_docks.h"

#include "views/panels/equipment_page.h"

#include <QDockWidget>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>

namespace hallwright::app {

namespace {

using diagrams::DiagramElement;
using diagrams::ElementKind;

constexpr int leastMsBetweenResults = 100;

ObjectRef equipmentOf(ElementKind kind, qint64 id)
{
    switch (kind) {
    case ElementKind::PowerNode:
        return {ObjectKind::PowerNode, id};
    case ElementKind::PlantUnit:
        return {ObjectKind::PlantUnit, id};
    case ElementKind::AirHandler:
        return {ObjectKind::AirHandler, id};
    case ElementKind::Cdu:
        return {ObjectKind::Cdu, id};
    case ElementKind::Loop:
    case ElementKind::LoopPlant:
    case ElementKind::LoopPumps:
        return {ObjectKind::CoolantLoop, id};
    default:
        return {};
    }
}

DiagramElement elementOf(const ObjectRef& equipment)
{
    switch (equipment.kind) {
    case ObjectKind::PowerNode:
        return {ElementKind::PowerNode, equipment.id};
    case ObjectKind::PlantUnit:
        return {ElementKind::PlantUnit, equipment.id};
    case ObjectKind::AirHandler:
        return {ElementKind::AirHandler, equipment.id};
    case ObjectKind::Cdu:
        return {ElementKind::Cdu, equipment.id};
    case ObjectKind::CoolantLoop:
        return {ElementKind::LoopPlant, equipment.id};
    default:
        break;
    }
    return {};
}

template <class Part>
CoolantLoopId loopAmong(const std::vector<Part>& parts, std::int64_t id)
{
    const auto it =
        std::find_if(parts.begin(), parts.end(), [id](const Part& part) { return part.id.value == id; });
    return it != parts.end() ? it->loop : CoolantLoopId{};
}

// The loop a piece of equipment is or hangs on.
CoolantLoopId loopOf(const Site& site, const ObjectRef& equipment)
{
    if (equipment.kind == ObjectKind::CoolantLoop)
        return {equipment.id};
    if (equipment.kind == ObjectKind::PlantUnit)
        return loopAmong(site.cooling->plant, equipment.id);
    const auto hall = hallOf(site, equipment);
    if (!hall || !hall->valid())
        return {};
    return equipment.kind == ObjectKind::Cdu ? loopAmong(site.hall(*hall).cdus, equipment.id)
           : equipment.kind == ObjectKind::AirHandler
               ? loopAmong(site.hall(*hall).airHandlers, equipment.id)
               : CoolantLoopId{};
}

} // namespace

DiagramDocks::DiagramDocks(Selection* selection, QWidget* window)
    : QObject(window), selection_(selection), docks_{makeDock(tr("Single-line diagram"), "powerDiagramDock",
                                                              diagrams::DiagramSubject::Power, window),
                                                     makeDock(tr("Coolant loops"), "loopDiagramDock",
                                                              diagrams::DiagramSubject::Loop, window)}
{
    for (Dock& dock : docks_)
        connect(dock.dock, &QDockWidget::visibilityChanged, this, [this, &dock] { refresh(dock); });
    pause_.setSingleShot(true);
    pause_.setInterval(leastMsBetweenResults);
    connect(&pause_, &QTimer::timeout, this, [this] {
        if (std::exchange(waiting_, false))
            results();
    });
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
    made.dock->setWidget(made.panel);
    diagrams::DiagramPanel* panel = made.panel;
    connect(panel, &diagrams::DiagramPanel::elementClicked, this,
            [this, panel](ElementKind kind, qint64 id) { choose(panel, kind, id); });
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
    results();
}

void DiagramDocks::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    if (pause_.isActive())
        waiting_ = true;
    else
        results();
}

void DiagramDocks::setTheme(style::Theme theme)
{
    for (Dock& dock : docks_)
        dock.panel->setTheme(theme);
}

void DiagramDocks::results()
{
    for (Dock& dock : docks_) {
        dock.isStale = true;
        refresh(dock);
    }
    pause_.start();
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
        showSelection(dock);
}

void DiagramDocks::showSelection(Dock& dock)
{
    const ObjectRef& equipment = selection_->equipment();
    if (!site_ || !equipment.valid()) {
        dock.panel->setSelected(
            selection_->rack().valid()   ? DiagramElement{ElementKind::Rack, selection_->rack().value}
            : selection_->hall().valid() ? DiagramElement{ElementKind::Hall, selection_->hall().value}
                                         : DiagramElement{});
        return;
    }
    if (dock.panel == loopPanel())
        dock.panel->showLoop(loopOf(*site_, equipment));
    dock.panel->view()->reveal(elementOf(equipment));
}

void DiagramDocks::choose(diagrams::DiagramPanel* panel, ElementKind kind, qint64 id)
{
    if (!site_)
        return;
    const QScopedValueRollback choosing(choosing_, static_cast<const diagrams::DiagramPanel*>(panel));
    switch (kind) {
    case ElementKind::Rack:
        emit rackChosen(RackId{id});
        break;
    case ElementKind::Hall:
    case ElementKind::AirHandlers:
    case ElementKind::Cdus:
    case ElementKind::RearDoors:
        emit hallChosen(HallId{id});
        break;
    default: // a building is no selection of its own
        emit equipmentChosen(equipmentOf(kind, id));
        break;
    }
}

void DiagramDocks::offerMenu(diagrams::DiagramPanel* panel, QPoint position)
{
    const DiagramElement element = panel->view()->elementAt(position);
    const ObjectRef equipment = equipmentOf(element.kind, element.id);
    if (!site_ || !equipment.valid())
        return;
    const panels::EquipmentSheet sheet = panels::equipmentSheet(*site_, snapshot_.get(), equipment);
    auto* menu = new QMenu(panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show %1 in the inspector").arg(sheet.title), this,
                    [this, equipment] { emit equipmentChosen(equipment); });
    if (sheet.canBeTakenOut)
        menu->addAction(
            sheet.outOfService ? tr("Put %1 back into service").arg(sheet.title)
                               : tr("Take %1 out of service (what if)").arg(sheet.title),
            this, [this, equipment, out = !sheet.outOfService] { emit serviceChanged(equipment, out); });
    menu->popup(panel->view()->mapToGlobal(position));
}

} // namespace hallwright::app
