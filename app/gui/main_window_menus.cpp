// The menus and tool bars of the main window.
#include "app/gui/main_window.h"

#include "app/gui/capacity_dock.h"
#include "app/gui/catalogue_dialog.h"
#include "app/gui/diagram_docks.h"
#include "app/gui/elevation_dock.h"
#include "app/gui/failure_dock.h"
#include "app/gui/findings_dock.h"
#include "app/gui/history_dock.h"
#include "app/gui/palette_dock.h"
#include "app/gui/pane_ring.h"
#include "app/gui/preferences_dialog.h"
#include "app/gui/reliability_dock.h"
#include "app/gui/scenario_bar.h"
#include "app/gui/work_list_dock.h"
#include "app/gui/year_dock.h"
#include "views/panels/findings_panel.h"
#include "views/panels/inspector_panel.h"
#include "views/panels/key_figures_bar.h"
#include "views/panels/site_tree_panel.h"
#include "views/shared/format.h"

#include <QActionGroup>
#include <QComboBox>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QSettings>
#include <QToolBar>

#include <algorithm>
#include <array>
#include <functional>

namespace hallwright::app {

namespace {

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

void MainWindow::buildFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&New site …"), QKeySequence::New, files_, &FileActions::createSite);
    menu->addAction(tr("&Open …"), QKeySequence::Open, files_, &FileActions::chooseAndOpen);
    recentMenu_ = menu->addMenu(tr("Open &recent"));
    connect(recentMenu_, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    menu->addSeparator();
    siteActions_ << menu->addAction(tr("&Save"), QKeySequence::Save, files_, &FileActions::save)
                 << menu->addAction(tr("Save &as …"), QKeySequence(tr("Ctrl+Shift+S")), files_,
                                    &FileActions::saveAs);
    buildExportMenu(menu->addMenu(tr("&Export")));
    QMenu* import = menu->addMenu(tr("&Import"));
    siteActions_ << import->addAction(tr("Device types of a &folder …"), library_,
                                      &LibraryImportCommands::importFolder)
                 << import->addAction(tr("Device types of f&iles …"), library_,
                                      &LibraryImportCommands::importFiles);
    compare_ = menu->addAction(tr("Compare with C&FD …"), this, [this] {
        files_->chooseCfdResult(workspace_->hallAir()->snapshot(), selection_.hall());
    });
    compare_->setObjectName(QStringLiteral("compareAction"));
    compare_->setToolTip(tr("The air of the chosen hall with another program's .vti, .vtk or rack inlets"));
    endComparison_ = menu->addAction(tr("Close com&parison"), this,
                                     [this] { workspace_->hallAir()->setComparison(nullptr); });
    siteActions_ << menu->addAction(tr("&Close site"), QKeySequence::Close, this, [this] {
        if (files_->mayClose())
            project_.close();
    });
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::buildExportMenu(QMenu* menu)
{
    siteActions_ << menu->addAction(tr("&Report (PDF or print) …"), QKeySequence(tr("Ctrl+P")), this, [this] {
        exportWhole([this](const SnapshotPtr& snapshot) { report_->ask(snapshot, results_.scenario()); });
    }) << menu->addAction(tr("Rack &table (CSV) …"), this, [this] {
        exportWhole([this](const SnapshotPtr& snapshot) { files_->exportRackTable(snapshot); });
    });
    exportPlan_ = menu->addAction(tr("Floor plan of this &hall (DXF) …"), this, [this] {
        inspector_->completeEntry();
        files_->exportFloorPlan(document_.committedSite(), selection_.hall());
    });
    exportPlan_->setToolTip(
        tr("The hall that is looked at, for CAD: walls, columns, racks, aisles, ways in layers"));
}

// What is done with the branch that is shown; the dock does it with any.
void MainWindow::buildBranchMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Branches"));
    siteActions_ << menu->addAction(tr("&New branch …"), QKeySequence(tr("Ctrl+B")), branches_,
                                    &BranchActions::create)
                 << menu->addAction(tr("Name this &version …"), branches_, &BranchActions::keepVersion)
                 << menu->addAction(tr("&Compare with Main …"), this, &MainWindow::compareWithMain);
    QMenu* go = menu->addMenu(tr("&Switch to"));
    QMenu* merge = menu->addMenu(tr("&Merge into this"));
    QMenu* rename = menu->addMenu(tr("&Rename"));
    QMenu* drop = menu->addMenu(tr("&Drop"));
    siteActions_ << go->menuAction() << merge->menuAction() << rename->menuAction() << drop->menuAction();
    const auto fill = [this](QMenu* list, bool withShown, void (BranchActions::*act)(std::int64_t),
                             bool withMain = true) {
        list->clear();
        const auto add = [&](std::int64_t line) {
            const bool shown = line == project_.activeBranch();
            if (shown && !withShown)
                return;
            QAction* action = list->addAction(project_.nameOf(line));
            action->setCheckable(withShown);
            action->setChecked(shown);
            connect(action, &QAction::triggered, branches_,
                    [this, act, line] { std::invoke(act, branches_, line); });
        };
        if (withMain)
            add(Project::mainLine);
        for (const Branch& branch : project_.branches()) {
            if (branch.info.kind == BranchKind::Branch)
                add(branch.info.id);
        }
        if (list->isEmpty())
            list->addAction(withShown ? tr("There is no branch") : tr("There is no other branch"))
                ->setEnabled(false);
    };
    connect(go, &QMenu::aboutToShow, this, [=] { fill(go, true, &BranchActions::switchTo); });
    connect(merge, &QMenu::aboutToShow, this, [=] { fill(merge, false, &BranchActions::merge); });
    connect(rename, &QMenu::aboutToShow, this, [=] { fill(rename, true, &BranchActions::rename, false); });
    connect(drop, &QMenu::aboutToShow, this, [=] { fill(drop, false, &BranchActions::drop, false); });
}

void MainWindow::buildViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    addPresets(menu);
    menu->addSeparator();
    addPanes(menu);
    menu->addSeparator();
    addLayers(menu->addMenu(tr("&Layers in 3D")));
    buildAirMenu(menu->addMenu(tr("&Air of the hall")));
    menu->addSeparator();
    addLooks(menu);
}

// Where 3D is not shown, the plan goes to the campus and back to the hall that was looked at.
void MainWindow::showPreset(scene::ViewPreset preset)
{
    workspace_->sceneView()->showPreset(preset);
    if (workspace_->sceneView()->isVisible())
        return;
    if (preset == scene::ViewPreset::Campus && selection_.hall().valid()) {
        hallBefore_ = selection_.hall();
        selection_.selectHall({});
    } else if (preset == scene::ViewPreset::Hall && !selection_.hall().valid() &&
               document_.shownSite()->findHall(hallBefore_)) {
        selection_.selectHall(hallBefore_);
    }
}

void MainWindow::addPresets(QMenu* menu)
{
    using scene::ViewPreset;
    const std::pair<QString, ViewPreset> presets[] = {
        {tr("&Campus"), ViewPreset::Campus},        {tr("&Hall"), ViewPreset::Hall},
        {tr("&Top-down"), ViewPreset::TopDown},     {tr("&Inside the aisle"), ViewPreset::Inside},
        {tr("From the &south"), ViewPreset::South}, {tr("From the &east"), ViewPreset::East},
    };
    int number = 1;
    for (const auto& [name, preset] : presets)
        siteActions_ << menu->addAction(name, QKeySequence(QStringLiteral("Ctrl+%1").arg(number++)), this,
                                        [this, preset = preset] { showPreset(preset); });
    siteActions_ << menu->addAction(tr("Zoom to &fit"), QKeySequence(tr("F")), this,
                                    &MainWindow::zoomToSelection);
}

// The panes of the workspace, then the docks.
void MainWindow::addPanes(QMenu* menu)
{
    const std::tuple<QString, Pane, bool> panes[] = {{tr("3D"), Pane::Scene, true},
                                                     {tr("Floor plan"), Pane::Plan, false},
                                                     {tr("Heatmap"), Pane::Heatmap, true},
                                                     {tr("Air in 3D"), Pane::Air, false}};
    for (const auto& [name, pane, visible] : panes) {
        QAction* action = menu->addAction(name);
        action->setObjectName(QStringLiteral("pane") + QString::number(static_cast<int>(pane)));
        action->setCheckable(true);
        action->setChecked(visible);
        connect(action, &QAction::toggled, this,
                [this, pane = pane](bool on) { workspace_->setPaneVisible(pane, on); });
        connect(action, &QAction::triggered, this, [this, pane = pane](bool on) {
            if (on)
                enter(workspace_->panes()[static_cast<qsizetype>(pane)]);
        });
        connect(workspace_, &Workspace::paneLeft, action, [action, pane = pane](Pane left) {
            if (left == pane)
                action->setChecked(false);
        });
        siteActions_ << action;
    }
    for (QDockWidget* dock : docks_) {
        siteActions_ << dock->toggleViewAction();
        menu->addAction(dock->toggleViewAction());
    }
    menu->addSeparator();
    siteActions_ << menu->addAction(tr("To the ne&xt part of the window"), QKeySequence(Qt::Key_F6), ring_,
                                    &PaneRing::next)
                 << menu->addAction(tr("To the pre&vious part"), QKeySequence(Qt::SHIFT | Qt::Key_F6), ring_,
                                    &PaneRing::previous)
                 << menu->addAction(tr("To the sce&nario (loads, weather, air)"), this,
                                    [this] { enter(siteBars_[1]); });
    year_->toggleViewAction()->setShortcut(QKeySequence(tr("Ctrl+Shift+Y")));
    failure_->toggleViewAction()->setShortcut(QKeySequence(tr("Ctrl+Shift+Q")));
    findings_->toggleViewAction()->setShortcut(QKeySequence(tr("Ctrl+0")));
    diagrams_->powerDock()->toggleViewAction()->setShortcut(QKeySequence(tr("Ctrl+7")));
    diagrams_->loopDock()->toggleViewAction()->setShortcut(QKeySequence(tr("Ctrl+8")));
    findChild<QDockWidget*>(QStringLiteral("hallsDock"))
        ->toggleViewAction()
        ->setShortcut(QKeySequence(tr("Ctrl+9")));
}

void MainWindow::addLayers(QMenu* layers)
{
    using scene::Layer;
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
                [this, layer = layer](bool on) { workspace_->setLayerVisible(layer, on); });
    }
    QAction* floor = layers->addAction(tr("Heatmap on the floor"));
    floor->setCheckable(true);
    floor->setChecked(true);
    connect(floor, &QAction::toggled, workspace_, &Workspace::setFloorHeatmap);
}

// Theme, units, full screen.
void MainWindow::addLooks(QMenu* menu)
{
    QAction* dark = menu->addAction(tr("&Dark"));
    dark->setObjectName(QStringLiteral("darkAction"));
    dark->setCheckable(true);
    connect(dark, &QAction::triggered, this, [this](bool on) {
        keepThemeChoice(on ? ThemeChoice::Dark : ThemeChoice::Light);
        setTheme(on ? style::Theme::Dark : style::Theme::Light);
    });
    QAction* ip = menu->addAction(tr("IP &units (°F, ft, CFM, lb)"));
    ip->setObjectName(QStringLiteral("ipUnitsAction"));
    ip->setShortcut(tr("Ctrl+U"));
    ip->setCheckable(true);
    ip->setChecked(style::unitSystem() == style::UnitSystem::Ip); // as the reader left it
    connect(ip, &QAction::toggled, this, [this](bool on) {
        style::setUnitSystem(on ? style::UnitSystem::Ip : style::UnitSystem::Si);
        QSettings().setValue(QStringLiteral("units"), on ? QStringLiteral("ip") : QStringLiteral("si"));
        inspector_->rebuild();
        workspace_->showOtherUnits();
        findings_->panel()->showOtherUnits();
        capacity_->showOtherUnits();
        scenario_->showOtherUnits();
        findChild<PaletteDock*>()->showOtherUnits();
        findChild<HistoryDock*>()->showOtherUnits();
        elevation_->showOtherUnits();
        year_->showOtherUnits();
        failure_->showOtherUnits();
        reliability_->showOtherUnits();
        if (catalogue_)
            catalogue_->showOtherUnits();
        if (document_.isOpen())
            showSite();
        if (results_.shown())
            showSnapshot(results_.shown());
    });
    menu->addAction(tr("F&ull screen"), QKeySequence(Qt::Key_F11), this,
                    [this] { isFullScreen() ? showNormal() : showFullScreen(); });
    QAction* forget = menu->addAction(tr("&Forget the layout of panes"), this, [this] {
        windowLayout_->forget();
        say(tr("The next site opens with the panes as they are at first."));
        isShowingSite_ = false; // what is shown now is not remembered
    });
    menu->addAction(tr("Pre&ferences …"), QKeySequence(tr("Ctrl+,")), this, [this, ip, forget] {
        auto* dialog = new PreferencesDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &PreferencesDialog::unitsChosen, ip,
                [ip](style::UnitSystem units) { ip->setChecked(units == style::UnitSystem::Ip); });
        connect(dialog, &PreferencesDialog::themeChosen, this, &MainWindow::setTheme);
        connect(dialog, &PreferencesDialog::lookChosen, workspace_->sceneView(), &scene::SceneView::setLook);
        connect(dialog, &PreferencesDialog::layoutToBeForgotten, forget, &QAction::trigger);
        dialog->show();
    });
}

// What the options of the air choose, for the pane and the scene alike.
void MainWindow::buildAirMenu(QMenu* menu)
{
    using fields::FieldOptions;
    using fields::StreamlinesFrom;
    HallAir* air = workspace_->hallAir();
    const auto add = [&](const QString& name, auto isOn, auto turn) {
        QAction* action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(isOn(air->options()));
        connect(action, &QAction::triggered, this, [air, turn](bool on) {
            FieldOptions options = air->options();
            turn(options, on);
            air->setOptions(options);
        });
        connect(air, &HallAir::optionsChanged, action,
                [action, isOn](const FieldOptions& options) { action->setChecked(isOn(options)); });
    };
    const std::pair<QString, bool FieldOptions::*> parts[] = {
        {tr("&Plan"), &FieldOptions::plan},
        {tr("Section &across the hall"), &FieldOptions::crossSection},
        {tr("Section a&long the hall"), &FieldOptions::longSection},
        {tr("&Isolines"), &FieldOptions::isolines},
        {tr("&Surface of one temperature"), &FieldOptions::isosurface}};
    for (const auto& [name, part] : parts)
        add(
            name, [part = part](const FieldOptions& options) { return options.*part; },
            [part = part](FieldOptions& options, bool on) { options.*part = on; });
    menu->addSeparator();
    const std::pair<QString, StreamlinesFrom> lines[] = {
        {tr("Streamlines &from all supplies"), StreamlinesFrom::Supplies},
        {tr("Streamlines from &one supply"), StreamlinesFrom::Supply},
        {tr("Streamlines &through the chosen rack"), StreamlinesFrom::Rack}};
    for (const auto& [name, from] : lines)
        add(
            name, [from = from](const FieldOptions& options) { return options.streamlines == from; },
            [from = from](FieldOptions& options, bool on) {
                options.streamlines = on ? from : StreamlinesFrom::Nowhere;
            });
}

void MainWindow::buildToolBar()
{
    using scene::ViewPreset;
    QToolBar* bar = addToolBar(tr("Views"));
    bar->setObjectName(QStringLiteral("viewsBar"));
    bar->setMovable(false);
    const std::tuple<QString, ViewPreset, QString> presets[] = {
        {tr("Campus"), ViewPreset::Campus, tr("The whole campus from a distance (Ctrl+1)")},
        {tr("Hall"), ViewPreset::Hall, tr("The chosen hall with its building's roof off (Ctrl+2)")},
        {tr("Top-down"), ViewPreset::TopDown, tr("Straight down on the chosen hall, north up (Ctrl+3)")},
        {tr("Inside"), ViewPreset::Inside, tr("From a person's eyes in an aisle (Ctrl+4)")}};
    auto* group = new QActionGroup(this);
    for (const auto& [name, preset, tip] : presets) {
        QAction* action = bar->addAction(name);
        action->setToolTip(tip);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, preset = preset] { showPreset(preset); });
        connect(workspace_->sceneView(), &scene::SceneView::presetChanged, action,
                [action, preset = preset](ViewPreset now) { action->setChecked(now == preset); });
        siteActions_ << action;
    }
    QAction* fit = bar->addAction(tr("Fit"));
    fit->setToolTip(tr("Zoom to fit (F)"));
    connect(fit, &QAction::triggered, this, &MainWindow::zoomToSelection);
    siteActions_ << fit;
    bar->addSeparator();
    QComboBox* colouring = addChoice(
        bar, tr("Racks by"),
        {tr("Inlet temperature"), tr("Power"), tr("Status"), tr("Role"), tr("Type"), tr("None (all alike)")});
    colouring->setItemData(5, tr("So that aisles and tiles stand out"), Qt::ToolTipRole);
    connect(colouring, &QComboBox::currentIndexChanged, this, [this](int i) {
        using enum style::RackColouring;
        static constexpr std::array choices{InletTemperature, Power, Status, Role, Type, Neutral};
        workspace_->setColouring(choices[static_cast<std::size_t>(std::max(0, i))]);
    });
    QComboBox* quantity = addChoice(bar, tr("Heatmap of"), {tr("Inlet temperature"), tr("Power density")});
    connect(quantity, &QComboBox::currentIndexChanged, this, [this](int i) {
        workspace_->setQuantity(i == 0 ? HeatmapQuantity::InletTemperature : HeatmapQuantity::PowerDensity);
    });
    bar->addSeparator();
    for (int pane = 0; pane < 4; ++pane)
        bar->addAction(findChild<QAction*>(QStringLiteral("pane") + QString::number(pane)));
    for (QDockWidget* dock : docks_) {
        if (dockWidgetArea(dock) == Qt::BottomDockWidgetArea && dock != workList_) // there is seldom one
            bar->addAction(dock->toggleViewAction());
    }

    // The key figures have the window's whole width, so that a longer one never moves the docks.
    addToolBarBreak();
    QToolBar* figures = addToolBar(tr("Key figures"));
    figures->setObjectName(QStringLiteral("keyFiguresBar"));
    figures->setMovable(false);
    auto* beside = new QWidget(figures); // together: a tool bar hides what it has no room for
    auto* row = new QHBoxLayout(beside);
    row->setContentsMargins(0, 0, 0, 0);
    scenario_ = new ScenarioBar(&project_, &results_, beside);
    keyFigures_ = new panels::KeyFiguresBar(beside);
    row->addWidget(scenario_);
    row->addWidget(keyFigures_, 1);
    figures->addWidget(beside);
    siteBars_ = {bar, figures};
}

} // namespace hallwright::app
