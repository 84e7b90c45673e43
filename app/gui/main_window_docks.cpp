// The docks round the workspace: which there are, where they stand, and when they are shown.
#include "app/gui/main_window.h"

#include "app/gui/branch_dock.h"
#include "app/gui/capacity_dock.h"
#include "app/gui/diagram_docks.h"
#include "app/gui/elevation_dock.h"
#include "app/gui/failure_dock.h"
#include "app/gui/findings_dock.h"
#include "app/gui/history_dock.h"
#include "app/gui/palette_dock.h"
#include "app/gui/pane_ring.h"
#include "app/gui/reliability_dock.h"
#include "app/gui/work_list_dock.h"
#include "app/gui/year_dock.h"
#include "views/panels/fields_panel.h"
#include "views/panels/hall_table.h"
#include "views/panels/inspector_panel.h"
#include "views/panels/site_tree_panel.h"

#include <QDockWidget>
#include <QResizeEvent>
#include <QToolBar>

#include <algorithm>
#include <utility>

namespace hallwright::app {

void MainWindow::buildDocks()
{
    tree_ = new panels::SiteTreePanel(this);
    inspector_ = new panels::InspectorPanel(this);
    hallTable_ = new panels::HallTable(this);
    const auto addDock = [this](const QString& title, const char* name, QWidget* content,
                                Qt::DockWidgetArea area) {
        auto* dock = new QDockWidget(title, this);
        dock->setObjectName(QString::fromLatin1(name));
        dock->setWidget(content);
        addDockWidget(area, dock);
        docks_ << dock;
        return dock;
    };
    auto* treeDock = addDock(tr("Site"), "siteDock", tree_, Qt::LeftDockWidgetArea);
    auto* inspectorDock = addDock(tr("Inspector"), "inspectorDock", inspector_, Qt::RightDockWidgetArea);
    fields_ = new panels::FieldsPanel(this);
    auto* fieldsDock = addDock(tr("Properties"), "fieldsDock", fields_, Qt::RightDockWidgetArea);
    connect(fieldsDock, &QDockWidget::visibilityChanged, fields_, &panels::FieldsPanel::setSeen);
    tabifyDockWidget(inspectorDock, fieldsDock);
    elevation_ = new ElevationDock(&document_, &selection_, contents_, commands_, this);
    addDockWidget(Qt::RightDockWidgetArea, elevation_);
    tabifyDockWidget(fieldsDock, elevation_);
    docks_ << elevation_;
    inspectorDock->raise();
    auto* hallsDock = addDock(tr("Halls"), "hallsDock", hallTable_, Qt::BottomDockWidgetArea);
    diagrams_ = new DiagramDocks(&selection_, this);
    findings_ = new FindingsDock(commands_, this);
    capacity_ = new CapacityDock(&document_, &results_, branches_, this);
    workList_ = new WorkListDock(this);
    year_ = new YearDock(&document_, &results_, this);
    report_->yearShown = [this] { return year_->reported(); };
    year_->whichSite = [this] { return QString::fromStdString(project_.file().string()); };
    year_->weatherOf = [this](const Site& site) { return findWeather(project_.weather(), site); };
    year_->keepWeather = [this](const KeptWeather& weather) { project_.keep(weather); };
    year_->otherVersions = [this] { return otherYearSides(project_); };
    failure_ = new FailureDock(&document_, &results_, this);
    reliability_ = new ReliabilityDock(&document_, &results_, this);
    const std::initializer_list<QDockWidget*> behindHalls{
        findings_, capacity_, diagrams_->powerDock(), diagrams_->loopDock(),
        year_,     failure_,  reliability_,           workList_};
    for (QDockWidget* dock : behindHalls) {
        addDockWidget(Qt::BottomDockWidgetArea, dock);
        tabifyDockWidget(hallsDock, dock);
        docks_ << dock;
    }
    QList<QDockWidget*> below(behindHalls);
    below.prepend(hallsDock);
    for (QDockWidget* dock : std::as_const(below)) {
        dock->hide();
        connect(dock->toggleViewAction(), &QAction::triggered, this, [this, dock](bool on) {
            if (on)
                showBelow(dock);
            if (on && (dock == year_ || dock == failure_ || dock == reliability_))
                giveHeight(dock);
        });
    }
    buildDocksBehindTheTree(treeDock);
    for (QDockWidget* dock : std::as_const(docks_)) {
        connect(dock->toggleViewAction(), &QAction::triggered, this, [this, dock](bool on) {
            if (on)
                enter(dock);
        });
    }
    shareCorners();
    // The tree with all its figures, where the pictures keep half of the window beside it.
    resizeDocks({treeDock, inspectorDock}, {std::min(440, 28 * width() / 100), std::min(320, width() / 4)},
                Qt::Horizontal);
}

void MainWindow::buildDocksBehindTheTree(QDockWidget* treeDock)
{
    auto* palette = new PaletteDock(&document_, editor_, this);
    addDockWidget(Qt::LeftDockWidgetArea, palette);
    tabifyDockWidget(treeDock, palette);
    treeDock->raise();
    docks_ << palette;
    auto* history = new HistoryDock(&document_, &results_, this);
    addDockWidget(Qt::LeftDockWidgetArea, history);
    tabifyDockWidget(palette, history);
    treeDock->raise();
    docks_ << history;
    auto* branches = new BranchDock(&project_, branches_, this);
    addDockWidget(Qt::LeftDockWidgetArea, branches);
    tabifyDockWidget(history, branches);
    treeDock->raise();
    docks_ << branches;
    connect(branches, &BranchDock::comparisonWanted, this, &MainWindow::compareBranches);
}

// Pictures first, then the docks from the left round to the bottom, then the bars above.
void MainWindow::buildRing()
{
    for (QWidget* pane : workspace_->panes())
        ring_->add(pane);
    for (const Qt::DockWidgetArea area :
         {Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea, Qt::BottomDockWidgetArea}) {
        for (QDockWidget* dock : std::as_const(docks_)) {
            if (dockWidgetArea(dock) == area)
                ring_->add(dock);
        }
    }
    ring_->add(whatIf_);
    for (QToolBar* bar : {siteBars_[1], siteBars_[0]}) // the scenario before the looks
        ring_->add(bar);
}

// The docks at the sides reach down to the status bar; in a narrow window those below have its whole width instead, where
// nothing could be read in what is left of it between them.
void MainWindow::shareCorners()
{
    constexpr int narrow = 1300;
    const bool below = width() < narrow;
    setCorner(Qt::BottomLeftCorner, below ? Qt::BottomDockWidgetArea : Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, below ? Qt::BottomDockWidgetArea : Qt::RightDockWidgetArea);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    shareCorners();
    constexpr int inspectorWidth = 320;
    if (auto* inspector = findChild<QDockWidget*>(QStringLiteral("inspectorDock"));
        event->oldSize().width() < event->size().width() && inspector->width() < inspectorWidth)
        resizeDocks({inspector}, {std::min(inspectorWidth, event->size().width() / 4)}, Qt::Horizontal);
    QMainWindow::resizeEvent(event);
}

// In front of its neighbours. The first of them takes a part of the window; after that its height is the reader's.
void MainWindow::showBelow(QDockWidget* dock)
{
    constexpr double share = 0.4; // in which a diagram or a finding can be read
    const bool isAlone = std::none_of(docks_.begin(), docks_.end(), [&](QDockWidget* other) {
        return other != dock && !other->isHidden() && dockWidgetArea(other) == Qt::BottomDockWidgetArea;
    });
    dock->raise();
    if (isAlone && !std::exchange(heightGiven_, true))
        resizeDocks({dock}, {static_cast<int>(share * height())}, Qt::Vertical);
    enter(dock);
}

// The keys go into what was just opened, once it is laid out: left where they were, they would change a value there.
void MainWindow::enter(QWidget* pane)
{
    QMetaObject::invokeMethod(
        ring_, [this, pane] { ring_->enter(pane, Qt::ShortcutFocusReason); }, Qt::QueuedConnection);
}

// As the reader had them when a site was open last.
void MainWindow::showDocks(bool open)
{
    if (isShowingSite_)
        windowLayout_->remember();
    isShowingSite_ = open;
    for (QToolBar* bar : siteBars_)
        bar->setVisible(open);
    for (QDockWidget* dock : docks_) {
        if (!open)
            dock->hide();
        else if (dockWidgetArea(dock) != Qt::BottomDockWidgetArea)
            dock->show();
    }
    if (open && windowLayout_->isKnown())
        windowLayout_->restore();
}

// The first time it takes a part of the window in which two faces can be read; after that its width is the reader's.
void MainWindow::showElevation()
{
    constexpr double share = 0.4;
    constexpr int widest = 640;
    enter(elevation_);
    if (std::exchange(elevationWidened_, true) || elevation_->isFloating())
        return;
    const int wanted = std::min(widest, static_cast<int>(share * width()));
    if (elevation_->width() < wanted)
        resizeDocks({elevation_}, {wanted}, Qt::Horizontal);
}

// The first time it takes a part of the window in which a chart can be read; after that its height is the reader's.
void MainWindow::giveHeight(QDockWidget* dock)
{
    const double share = dock == failure_ ? 0.48 : 0.42; // it has strips and a timeline
    if (heightened_.contains(dock) || dock->isFloating())
        return;
    heightened_.insert(dock);
    const int wanted = static_cast<int>(share * height());
    if (dock->height() < wanted)
        resizeDocks({dock}, {wanted}, Qt::Vertical);
}

} // namespace hallwright::app
