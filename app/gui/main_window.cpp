#include "app/gui/main_window.h"

#include "app/gui/start_page.h"
#include "core/layout/placement.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "views/panels/hall_table.h"
#include "views/panels/inspector_panel.h"
#include "views/panels/key_figures_bar.h"
#include "views/panels/site_tree_panel.h"
#include "views/style/format.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

constexpr int messageMs = 8000;

QString text(const std::string& s)
{
    return QString::fromStdString(s);
}

// A label and a combo box of choices for the tool bar.
QComboBox* addChoice(QToolBar* bar, const QString& caption, const QStringList& choices)
{
    auto* label = new QLabel(caption + QStringLiteral(" "), bar);
    label->setContentsMargins(8, 0, 0, 0);
    bar->addWidget(label);
    auto* combo = new QComboBox(bar);
    combo->addItems(choices);
    bar->addWidget(combo);
    return combo;
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent), recovery_(&document_), files_(new FileActions(&document_, &recent_, this)),
      drag_(new RackDrag(&document_, this)), stack_(new QStackedWidget(this))
{
    setWindowTitle(QStringLiteral("Hallwright"));
    resize(1600, 960);
    setAcceptDrops(true);

    auto* start = new StartPage(&recent_, this);
    connect(start, &StartPage::openRequested, files_, &FileActions::chooseAndOpen);
    connect(start, &StartPage::fileChosen, files_, &FileActions::open);
    stack_->addWidget(start);

    auto* opening = new QWidget(this);
    auto* openingColumn = new QVBoxLayout(opening);
    openingLabel_ = new QLabel(opening);
    auto* busy = new QProgressBar(opening);
    busy->setRange(0, 0);
    busy->setMaximumWidth(320);
    openingColumn->addStretch(1);
    openingColumn->addWidget(openingLabel_, 0, Qt::AlignHCenter);
    openingColumn->addWidget(busy, 0, Qt::AlignHCenter);
    openingColumn->addStretch(1);
    stack_->addWidget(opening);

    workspace_ = new Workspace(&selection_, this);
    stack_->addWidget(workspace_);
    setCentralWidget(stack_);

    buildDocks();
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildToolBar();
    buildStatusBar();
    joinDocument();
    joinDrag();
    joinPanels();
    setTheme(QSettings().value(QStringLiteral("theme")).toString() == QStringLiteral("dark")
                 ? style::Theme::Dark
                 : style::Theme::Light);
    showDocument();
}

MainWindow::~MainWindow()
{
    // A field completes what is half typed as it is hidden, and by then the document is gone.
    inspector_->disconnect(this);
}

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
    addDock(tr("Halls"), "hallsDock", hallTable_, Qt::BottomDockWidgetArea)->hide();
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    resizeDocks({treeDock, inspectorDock}, {290, 320}, Qt::Horizontal);
}

void MainWindow::buildFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&Open …"), QKeySequence::Open, files_, &FileActions::chooseAndOpen);
    recentMenu_ = menu->addMenu(tr("Open &recent"));
    connect(recentMenu_, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    menu->addSeparator();
    siteActions_ << menu->addAction(tr("&Save"), QKeySequence::Save, files_, &FileActions::save)
                 << menu->addAction(tr("Save &as …"), QKeySequence(tr("Ctrl+Shift+S")), files_,
                                    &FileActions::saveAs)
                 << menu->addAction(tr("&Export floor-plan report …"), QKeySequence(tr("Ctrl+E")), this,
                                    &MainWindow::exportReport)
                 << menu->addAction(tr("&Close site"), QKeySequence::Close, this, [this] {
                        if (files_->mayClose())
                            document_.close();
                    });
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::buildEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = document_.undoStack()->createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = document_.undoStack()->createRedoAction(this, tr("&Redo"));
    redo->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
    menu->addActions({undo, redo});
    menu->addSeparator();
    rackActions_ << menu->addAction(tr("&Turn rack by 90°"), QKeySequence(tr("Ctrl+R")), this,
                                    &MainWindow::turnRack)
                 << menu->addAction(tr("&Duplicate rack"), QKeySequence(tr("Ctrl+D")), this,
                                    &MainWindow::duplicateRack)
                 << menu->addAction(tr("&Remove rack"), QKeySequence::Delete, this, &MainWindow::removeRack);
    menu->addSeparator();
    siteActions_ << menu->addAction(tr("&Find …"), QKeySequence::Find, tree_,
                                    &panels::SiteTreePanel::focusSearch);
}

void MainWindow::buildViewMenu()
{
    using scene::Layer;
    using scene::ViewPreset;
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    const std::pair<QString, ViewPreset> presets[] = {
        {tr("&Campus"), ViewPreset::Campus},        {tr("&Hall"), ViewPreset::Hall},
        {tr("&Top-down"), ViewPreset::TopDown},     {tr("&Inside the aisle"), ViewPreset::Inside},
        {tr("From the &south"), ViewPreset::South}, {tr("From the &east"), ViewPreset::East},
    };
    int number = 1;
    for (const auto& [name, preset] : presets)
        siteActions_ << menu->addAction(
            name, QKeySequence(QStringLiteral("Ctrl+%1").arg(number++)), this,
            [this, preset = preset] { workspace_->sceneView()->showPreset(preset); });
    siteActions_ << menu->addAction(tr("Zoom to &fit"), QKeySequence(tr("F")), this,
                                    &MainWindow::zoomToSelection);
    menu->addSeparator();
    const std::tuple<QString, Pane, bool> panes[] = {{tr("3D"), Pane::Scene, true},
                                                     {tr("Floor plan"), Pane::Plan, false},
                                                     {tr("Heatmap"), Pane::Heatmap, true}};
    for (const auto& [name, pane, visible] : panes) {
        QAction* action = menu->addAction(name);
        action->setObjectName(QStringLiteral("pane") + QString::number(static_cast<int>(pane)));
        action->setCheckable(true);
        action->setChecked(visible);
        connect(action, &QAction::toggled, this,
                [this, pane = pane](bool on) { workspace_->setPaneVisible(pane, on); });
        siteActions_ << action;
    }
    for (QDockWidget* dock : docks_)
        siteActions_ << dock->toggleViewAction();
    for (QDockWidget* dock : docks_)
        menu->addAction(dock->toggleViewAction());
    menu->addSeparator();
    QMenu* layers = menu->addMenu(tr("&Layers in 3D"));
    const std::pair<QString, Layer> layerNames[] = {{tr("Roofs"), Layer::Roofs},
                                                    {tr("Coolant loops"), Layer::CoolantLoops},
                                                    {tr("Fibre and trenches"), Layer::Fibre},
                                                    {tr("Power"), Layer::Power},
                                                    {tr("Labels"), Layer::Labels}};
    for (const auto& [name, layer] : layerNames) {
        QAction* action = layers->addAction(name);
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, this,
                [this, layer = layer](bool on) { workspace_->sceneView()->setLayerVisible(layer, on); });
    }
    QAction* floor = layers->addAction(tr("Heatmap on the floor"));
    floor->setCheckable(true);
    floor->setChecked(true);
    connect(floor, &QAction::toggled, workspace_, &Workspace::setFloorHeatmap);
    menu->addSeparator();
    QAction* dark = menu->addAction(tr("&Dark"));
    dark->setObjectName(QStringLiteral("darkAction"));
    dark->setCheckable(true);
    connect(dark, &QAction::triggered, this, [this](bool on) {
        setTheme(on ? style::Theme::Dark : style::Theme::Light);
        QSettings().setValue(QStringLiteral("theme"), on ? QStringLiteral("dark") : QStringLiteral("light"));
    });
    QAction* ip = menu->addAction(tr("IP &units (°F, ft, CFM, lb)"));
    ip->setCheckable(true);
    connect(ip, &QAction::toggled, this, [this](bool on) {
        style::setUnitSystem(on ? style::UnitSystem::Ip : style::UnitSystem::Si);
        inspector_->rebuild();
        workspace_->showOtherUnits();
        showSite();
        if (shown_)
            showSnapshot(shown_);
    });
    menu->addAction(tr("F&ull screen"), QKeySequence(Qt::Key_F11), this,
                    [this] { isFullScreen() ? showNormal() : showFullScreen(); });
}

void MainWindow::buildToolBar()
{
    using scene::ViewPreset;
    QToolBar* bar = addToolBar(tr("Views"));
    bar->setObjectName(QStringLiteral("viewsBar"));
    bar->setMovable(false);
    const std::pair<QString, ViewPreset> presets[] = {{tr("Campus"), ViewPreset::Campus},
                                                      {tr("Hall"), ViewPreset::Hall},
                                                      {tr("Top-down"), ViewPreset::TopDown},
                                                      {tr("Inside"), ViewPreset::Inside}};
    auto* group = new QActionGroup(this);
    for (const auto& [name, preset] : presets) {
        QAction* action = bar->addAction(name);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, preset = preset] { workspace_->sceneView()->showPreset(preset); });
        connect(workspace_->sceneView(), &scene::SceneView::presetChanged, action,
                [action, preset = preset](ViewPreset now) { action->setChecked(now == preset); });
        siteActions_ << action;
    }
    QAction* fit = bar->addAction(tr("Fit"));
    fit->setToolTip(tr("Zoom to fit (F)"));
    connect(fit, &QAction::triggered, this, &MainWindow::zoomToSelection);
    siteActions_ << fit;
    bar->addSeparator();
    QComboBox* colouring =
        addChoice(bar, tr("Racks by"), {tr("Inlet temperature"), tr("Power"), tr("Status")});
    connect(colouring, &QComboBox::currentIndexChanged, this, [this](int i) {
        using enum style::RackColouring;
        workspace_->setColouring(i == 0 ? InletTemperature : i == 1 ? Power : Status);
    });
    QComboBox* quantity = addChoice(bar, tr("Heatmap of"), {tr("Inlet temperature"), tr("Power density")});
    connect(quantity, &QComboBox::currentIndexChanged, this, [this](int i) {
        workspace_->setQuantity(i == 0 ? HeatmapQuantity::InletTemperature : HeatmapQuantity::PowerDensity);
    });
    bar->addSeparator();
    for (int pane = 0; pane < 3; ++pane)
        bar->addAction(findChild<QAction*>(QStringLiteral("pane") + QString::number(pane)));

    // The key figures have the window's whole width, so that a longer one never moves the docks.
    addToolBarBreak();
    QToolBar* figures = addToolBar(tr("Key figures"));
    figures->setObjectName(QStringLiteral("keyFiguresBar"));
    figures->setMovable(false);
    keyFigures_ = new panels::KeyFiguresBar(figures);
    figures->addWidget(keyFigures_);
    siteBars_ = {bar, figures};
}

void MainWindow::buildStatusBar()
{
    notices_ = new QToolButton(this);
    notices_->setAutoRaise(true);
    notices_->hide();
    connect(notices_, &QToolButton::clicked, this, &MainWindow::showNotices);
    solved_ = new QLabel(this);
    solved_->setToolTip(tr("Time of the last evaluation and the largest relative residual of its balances."));
    statusBar()->addPermanentWidget(notices_);
    statusBar()->addPermanentWidget(solved_);
}

void MainWindow::joinDocument()
{
    connect(&document_, &Document::opened, this, &MainWindow::showDocument);
    connect(&document_, &Document::shownSiteChanged, this, &MainWindow::showSite);
    connect(&document_, &Document::committedSiteChanged, this, [this] {
        baseline_ = committed_;
        showTitle();
    });
    connect(&document_, &Document::stateChanged, this, &MainWindow::showTitle);
    connect(&session_, &SimulationSession::snapshotReady, this, &MainWindow::showSnapshot);
    connect(&selection_, &Selection::changed, this, &MainWindow::showSelection);
    connect(files_, &FileActions::said, this, &MainWindow::say);
    connect(files_, &FileActions::aboutToRead, inspector_, &panels::InspectorPanel::completeEntry);
    connect(files_, &FileActions::recoveryDeclined, &recovery_, &RecoveryWriter::forgetLeftover);
    connect(&recovery_, &RecoveryWriter::failed, this, [this](const QString& sentence) {
        say(tr("Unsaved changes are not protected against a crash: %1").arg(sentence));
    });
    connect(files_, &FileActions::openingStarted, this, [this](const QString& path) {
        openingLabel_->setText(tr("Opening %1 …").arg(path));
        stack_->setCurrentIndex(1);
    });
    connect(files_, &FileActions::openingEnded, this,
            [this] { stack_->setCurrentIndex(document_.isOpen() ? 2 : 0); });
}

void MainWindow::joinDrag()
{
    scene::SceneView* view = workspace_->sceneView();
    connect(view, &scene::SceneView::dragStarted, this, [this](RackId id) {
        QToolTip::hideText();
        selection_.selectRack(*document_.shownSite(), id);
        drag_->begin(id);
        baseline_ = committed_;
    });
    connect(view, &scene::SceneView::dragMoved, drag_, [this](RackId, Point2 to) { drag_->moveTo(to); });
    connect(view, &scene::SceneView::dragFinished, drag_, &RackDrag::finish);
    connect(view, &scene::SceneView::dragCancelled, drag_, &RackDrag::cancel);
    connect(drag_, &RackDrag::legalChanged, view, &scene::SceneView::setDragState);
    connect(drag_, &RackDrag::blocked, this, [this](const QString& reason) {
        if (reason.isEmpty())
            statusBar()->clearMessage();
        else
            statusBar()->showMessage(reason);
    });
}

void MainWindow::joinPanels()
{
    connect(workspace_, &Workspace::rackClicked, this, [this](RackId id) {
        if (document_.isOpen())
            selection_.selectRack(*document_.shownSite(), id);
    });
    connect(workspace_, &Workspace::hallChosen, this, [this](HallId id) {
        selection_.selectHall(id);
        workspace_->sceneView()->showPreset(scene::ViewPreset::Hall);
    });
    connect(workspace_, &Workspace::rackHovered, this, &MainWindow::showRackTip);
    connect(tree_, &panels::SiteTreePanel::rackChosen, this, &MainWindow::goToRack);
    const auto goToHall = [this](HallId id) {
        selection_.selectHall(id);
        workspace_->sceneView()->showPreset(scene::ViewPreset::Hall);
    };
    connect(tree_, &panels::SiteTreePanel::hallChosen, this, goToHall);
    connect(hallTable_, &panels::HallTable::hallChosen, this, goToHall);
    connect(tree_, &panels::SiteTreePanel::buildingChosen, this, [this] {
        selection_.selectHall({});
        workspace_->sceneView()->showPreset(scene::ViewPreset::Campus);
    });
    connect(inspector_, &panels::InspectorPanel::rackEdited, this, &MainWindow::applyRack);
    connect(keyFigures_, &panels::KeyFiguresBar::worstRackClicked, this, &MainWindow::goToRack);
    connect(inspector_, &panels::InspectorPanel::rackPowerEdited, this, [this](RackId id, double watts) {
        if (!document_.isOpen())
            return;
        applyEdit(tr("Set power of rack %1").arg(text(document_.committedSite()->rack(id).name)),
                  [&](const SitePtr& site) { return withRackPower(site, id, Power::fromSi(watts)); });
    });
    connect(inspector_, &panels::InspectorPanel::hallSupplyEdited, this, [this](HallId id, double c) {
        if (!document_.isOpen())
            return;
        applyEdit(tr("Set supply of hall %1").arg(text(document_.committedSite()->hall(id).name)),
                  [&](const SitePtr& site) { return withHallSupply(site, id, celsius(c)); });
    });
    connect(inspector_, &panels::InspectorPanel::outdoorEdited, this, [this](double c) {
        applyEdit(tr("Set outdoor temperature"),
                  [&](const SitePtr& site) { return withOutdoor(site, celsius(c)); });
    });
    connect(inspector_, &panels::InspectorPanel::siteNameEdited, this, [this](const QString& name) {
        applyEdit(tr("Rename site"),
                  [&](const SitePtr& site) { return withSiteName(site, name.toStdString()); });
    });
}

void MainWindow::showDocument()
{
    session_.clear();
    shown_ = committed_ = baseline_ = nullptr;
    selection_.selectHall({});
    const bool open = document_.isOpen();
    stack_->setCurrentIndex(open ? 2 : 0);
    for (QAction* action : siteActions_)
        action->setEnabled(open);
    for (QToolBar* bar : siteBars_)
        bar->setVisible(open);
    for (QDockWidget* dock : docks_) {
        if (!open)
            dock->hide();
        else if (dock->objectName() != QStringLiteral("hallsDock"))
            dock->show();
    }
    tree_->setSnapshot(nullptr);
    inspector_->setSnapshot(nullptr);
    hallTable_->setSnapshot(nullptr);
    workspace_->setSite(nullptr);
    solved_->clear();
    notices_->hide();
    showFigures();
    showSelection();
    showTitle();
}

void MainWindow::showSite()
{
    const SitePtr& site = document_.shownSite();
    selection_.keepWithin(site.get());
    workspace_->setSite(site);
    tree_->setSite(site);
    tree_->select(selection_.hall(), selection_.rack());
    inspector_->setSite(site);
    if (site)
        session_.request(site);
}

void MainWindow::showSnapshot(const SnapshotPtr& snapshot)
{
    shown_ = snapshot;
    if (snapshot->site == document_.committedSite())
        committed_ = snapshot;
    workspace_->setSnapshot(snapshot);
    tree_->setSnapshot(snapshot);
    inspector_->setSnapshot(snapshot);
    hallTable_->setSnapshot(snapshot);
    showFigures();
    solved_->setText(tr("Evaluated in %1 ms · energy balance closed to %2")
                         .arg(snapshot->solveMs, 0, 'f', 2)
                         .arg(snapshot->energyResidual, 0, 'g', 2));
    const auto count = static_cast<int>(snapshot->warnings.size());
    notices_->setVisible(count > 0);
    notices_->setText(count == 1 ? tr("1 notice") : tr("%1 notices").arg(count));
}

void MainWindow::showFigures()
{
    keyFigures_->setFigures(shown_, baseline_, selection_.rack(), selection_.hall());
}

void MainWindow::showSelection()
{
    tree_->select(selection_.hall(), selection_.rack());
    inspector_->setSelection(selection_.rack(), selection_.hall());
    for (QAction* action : rackActions_)
        action->setEnabled(selection_.rack().valid());
    showFigures();
}

void MainWindow::showTitle()
{
    setWindowModified(document_.isModified());
    setWindowTitle(document_.isOpen() ? document_.displayName() + QStringLiteral("[*] — Hallwright")
                                      : QStringLiteral("Hallwright"));
}

void MainWindow::showRackTip(RackId id, QPoint globalPos)
{
    const SitePtr& site = document_.shownSite();
    if (!id.valid() || !site || !site->findRack(id) || drag_->isActive()) {
        QToolTip::hideText();
        return;
    }
    const Rack& rack = site->rack(id);
    QStringList lines{QStringLiteral("<b>%1</b>").arg(text(rack.name).toHtmlEscaped()),
                      text(site->typeOf(rack).name).toHtmlEscaped()};
    if (const RackResult* result = shown_ ? shown_->rackResult(id) : nullptr) {
        lines << tr("Power %1").arg(style::formatPower(result->powerW))
              << tr("Inlet %1 (limit %2)")
                     .arg(style::formatTemperature(result->inletC),
                          style::formatTemperature(result->inletLimitC))
              << tr("Outlet %1").arg(style::formatTemperature(result->outletC))
              << tr("Airflow %1").arg(style::formatAirflow(result->airflowM3s));
        if (result->heatToLiquidW > 0.0)
            lines << tr("To coolant %1").arg(style::formatPower(result->heatToLiquidW));
    } else {
        lines << tr("Design power %1").arg(style::formatPower(rack.powerW));
    }
    QToolTip::showText(globalPos, lines.join(QStringLiteral("<br>")), workspace_);
}

void MainWindow::showNotices()
{
    if (!shown_)
        return;
    QStringList lines;
    for (const std::string& warning : shown_->warnings)
        lines << text(warning);
    QMessageBox box(QMessageBox::Information, tr("What the figures depend on"), lines.mid(0, 20).join("\n"),
                    QMessageBox::Close, this);
    if (lines.size() > 20)
        box.setInformativeText(tr("and %1 more").arg(lines.size() - 20));
    box.exec();
}

void MainWindow::fillRecentMenu()
{
    recentMenu_->clear();
    const QStringList files = recent_.files();
    for (const QString& file : files)
        recentMenu_->addAction(file, this, [this, file] { files_->open(file); });
    if (files.isEmpty())
        recentMenu_->addAction(tr("None yet"))->setEnabled(false);
    recentMenu_->addSeparator();
    recentMenu_->addAction(tr("Forget these"), &recent_, &RecentFiles::clear)->setEnabled(!files.isEmpty());
}

void MainWindow::applyEdit(const QString& what, const std::function<SitePtr(const SitePtr&)>& edit)
{
    if (!document_.isOpen() || drag_->isActive())
        return;
    try {
        document_.commit(edit(document_.committedSite()), what);
        say(what);
    } catch (const InputError& error) {
        say(QString::fromUtf8(error.what()));
        inspector_->setSite(document_.shownSite()); // the field shows again what holds
    }
}

void MainWindow::applyRack(const Rack& changed, const QString& what)
{
    applyEdit(what, [&changed](const SitePtr& site) {
        const bool moved = !(changed.pose == site->rack(changed.id).pose);
        if (const auto reason = moved ? obstruction(*site, site->hallOf(changed.id), changed) : std::nullopt)
            throw InputError(*reason);
        return withRack(site, changed);
    });
}

void MainWindow::removeRack()
{
    const RackId id = selection_.rack();
    if (!id.valid())
        return;
    applyEdit(tr("Remove rack %1").arg(text(document_.committedSite()->rack(id).name)),
              [id](const SitePtr& site) { return withoutRack(site, id); });
}

void MainWindow::duplicateRack()
{
    if (!selection_.rack().valid())
        return;
    const Rack original = document_.committedSite()->rack(selection_.rack());
    RackId added;
    applyEdit(tr("Duplicate rack %1").arg(text(original.name)), [&](const SitePtr& site) {
        constexpr double reachM = 30.0;
        const Hall& hall = site->hallOf(original.id);
        Rack copy = original;
        copy.id = {};
        copy.name += "-copy";
        const auto pose = nearestFreePose(*site, hall, copy, original.pose, reachM);
        if (!pose)
            throw InputError("No free place for another rack within 30 m of " + original.name + ".");
        copy.pose = *pose;
        return withNewRack(site, hall.id, copy, &added);
    });
    if (added.valid())
        selection_.selectRack(*document_.committedSite(), added);
}

void MainWindow::turnRack()
{
    if (!selection_.rack().valid())
        return;
    Rack rack = document_.committedSite()->rack(selection_.rack());
    rack.pose.yawDeg = rack.pose.yawDeg >= 270.0 ? rack.pose.yawDeg - 270.0 : rack.pose.yawDeg + 90.0;
    rack.pose = snappedToTiles(document_.committedSite()->hallOf(rack.id),
                               document_.committedSite()->typeOf(rack), rack.pose);
    applyRack(rack, tr("Turn rack %1").arg(text(rack.name)));
}

void MainWindow::goToRack(RackId id)
{
    if (!document_.isOpen())
        return;
    const HallId before = selection_.hall();
    selection_.selectRack(*document_.shownSite(), id);
    if (selection_.hall() != before)
        workspace_->sceneView()->showPreset(scene::ViewPreset::Hall);
}

void MainWindow::exportReport()
{
    inspector_->completeEntry();
    if (committed_ && committed_->site == document_.committedSite())
        files_->exportReport(committed_);
    else
        say(tr("The site is still being evaluated; export again in a moment."));
}

void MainWindow::zoomToSelection()
{
    workspace_->sceneView()->zoomToFit();
    workspace_->planView()->zoomToFit();
    workspace_->heatmapView()->zoomToFit();
}

void MainWindow::setTheme(style::Theme theme)
{
    qApp->setPalette(style::palette(theme));
    qApp->setStyleSheet(style::styleSheet(theme));
    QToolTip::setPalette(style::palette(theme));
    workspace_->setTheme(theme);
    findChild<QAction*>(QStringLiteral("darkAction"))->setChecked(theme == style::Theme::Dark);
}

void MainWindow::say(const QString& message)
{
    statusBar()->showMessage(message, messageMs);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!files_->mayClose()) {
        event->ignore();
        return;
    }
    document_.close(); // in order: nothing is left to recover
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    files_->open(event->mimeData()->urls().first().toLocalFile());
}

} // namespace hallwright::app
