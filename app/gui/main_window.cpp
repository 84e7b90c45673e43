#include "app/gui/main_window.h"

#include "app/gui/branch_comparison.h"
#include "app/gui/design_report.h"
#include "app/gui/diagram_docks.h"
#include "app/gui/elevation_dock.h"
#include "app/gui/evaluation_status.h"
#include "app/gui/failure_dock.h"
#include "app/gui/findings_dock.h"
#include "app/gui/pane_ring.h"
#include "app/gui/preferences_dialog.h"
#include "app/gui/rack_tip.h"
#include "app/gui/reliability_dock.h"
#include "app/gui/start_page.h"
#include "app/gui/work_list_dock.h"
#include "app/gui/year_dock.h"
#include "core/layout/standing.h"
#include "core/model/object_names.h"
#include "views/panels/explanation_card.h"
#include "views/panels/fields_panel.h"
#include "views/panels/findings_panel.h"
#include "views/panels/hall_table.h"
#include "views/panels/inspector_panel.h"
#include "views/panels/key_figures_bar.h"
#include "views/panels/site_tree_panel.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QPainter>
#include <QProgressBar>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <utility>

namespace hallwright::app {

namespace {

constexpr int messageMs = 8000;

// A device has no page of its own: it is looked at with its rack.
SelectionSet withRacksOfDevices(const SitePtr& site, SelectionSet selection)
{
    for (ObjectRef& object : selection.objects) {
        if (const auto device = idIn<DeviceId>(object); device.valid() && site)
            object = refTo(rackWith(*site, device));
    }
    return selection;
}

// The button for what a tool bar has no room for: the style's own arrow is dark on dark.
void drawMoreButton(const QToolBar& bar, const QColor& ink)
{
    constexpr int side = 12;
    auto* more = bar.findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button"));
    if (!more)
        return;
    QPixmap arrows(side, side);
    arrows.fill(Qt::transparent);
    QPainter painter(&arrows);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.6));
    for (const double x : {2.0, 6.0})
        painter.drawPolyline(QPolygonF{{x, 3.0}, {x + 3.5, 6.0}, {x, 9.0}});
    painter.end();
    more->setIcon(arrows);
    more->setToolTip(MainWindow::tr("More: what the bar has no room for"));
    more->setAccessibleName(more->toolTip());
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent), document_(*project_.document()), results_(&document_),
      basis_(&document_, &results_), recovery_(&project_), watch_(&project_),
      files_(new FileActions(&project_, &recent_, this)), report_(new ReportActions(&project_, this)),
      editor_(new Editor(&document_, &selection_, this)),
      layout_(new LayoutCommands(&document_, &selection_, this)),
      choosing_(new SelectionCommands(&document_, &selection_, this)),
      clipboard_(new ClipboardCommands(&document_, &selection_, this)),
      commands_(new SiteCommands(&document_, &selection_, this)),
      contents_(new ContentsCommands(&document_, &selection_, this)),
      types_(new CatalogueCommands(&document_, this)),
      design_(new DesignCommands(&document_, &selection_, &results_, this)),
      templates_(new TemplateCommands(&document_, &selection_, &results_, this)),
      library_(new LibraryImportCommands(&document_, this)), branches_(new BranchActions(&project_, this)),
      stack_(new QStackedWidget(this)), ring_(new PaneRing(this))
{
    setWindowTitle(QStringLiteral("Hallwright"));
    resize(QSize(1600, 960).boundedTo(screen()->availableSize()));
    restoreGeometry(QSettings().value(QStringLiteral("geometry")).toByteArray());
    if (QSettings().contains(QStringLiteral("units"))) // before anything is made that shows them
        style::setUnitSystem(QSettings().value(QStringLiteral("units")) == QStringLiteral("ip")
                                 ? style::UnitSystem::Ip
                                 : style::UnitSystem::Si);
    setAcceptDrops(true);

    buildPages();
    buildDocks();
    buildFileMenu();
    buildEditMenu();
    buildBranchMenu();
    buildViewMenu();
    buildHelpMenu();
    buildToolBar();
    buildRing();
    status_ = new EvaluationStatus(statusBar());
    joinDocument();
    joinEditor();
    joinPanels();
    joinDiagrams();
    joinWhatIf();
    joinFindings();
    joinCapacity();
    joinYear();
    joinFailure();
    joinReliability();
    joinDesign();
    joinElevation();
    joinWorkList();
    joinBranches();
    QList<QAction*> panes;
    for (int pane = 0; pane < 4; ++pane)
        panes << findChild<QAction*>(QStringLiteral("pane%1").arg(pane));
    windowLayout_ = std::make_unique<WindowLayout>(this, panes);
    setTheme(themeOf(themeChoice()));
    workspace_->sceneView()->setLook(lookChoice());
    showDocument();
}

// What the window begins with, waits with and works in.
void MainWindow::buildPages()
{
    auto* start = new StartPage(&recent_, this);
    connect(start, &StartPage::newRequested, files_, &FileActions::createSite);
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

    auto* open = new QWidget(this);
    auto* openColumn = new QVBoxLayout(open);
    openColumn->setContentsMargins(0, 0, 0, 0);
    openColumn->setSpacing(0);
    whatIf_ = new WhatIfBar(open);
    workspace_ = new Workspace(&selection_, open);
    openColumn->addWidget(whatIf_);
    openColumn->addWidget(workspace_, 1);
    stack_->addWidget(open);
    setCentralWidget(stack_);
}

MainWindow::~MainWindow()
{
    // A field completes what is half typed as it is hidden, and by then the document is gone: it does so now, to nobody.
    inspector_->disconnect();
    inspector_->completeEntry();
    hide(); // so do docks, which ask the document what to show: while there is one
}

void MainWindow::joinDesign()
{
    const auto report = [this](const QString& what, const QStringList& choices) {
        showDesignReport(this, what, choices);
    };
    const auto refuse = [this](const QString& what, const QString& reason) {
        showDesignReport(this, tr("%1: not possible").arg(what), {reason});
    };
    connect(design_, &DesignCommands::reported, this, report);
    connect(design_, &DesignCommands::refused, this, refuse);
    connect(templates_, &TemplateCommands::reported, this, report);
    connect(templates_, &TemplateCommands::refused, this, refuse);
    connect(templates_, &TemplateCommands::said, this, &MainWindow::say);
}

void MainWindow::showDocument()
{
    checked_ = nullptr;
    checkedFindings_ = nullptr;
    workspace_->setFindings(nullptr);
    findingsPanels_.ask(Pace::When::AtOnce);
    results_.clear();
    explanation_->hide();
    selection_.selectHall({});
    const bool open = document_.isOpen();
    stack_->setCurrentIndex(open ? 2 : 0);
    for (QAction* action : siteActions_)
        action->setEnabled(open);
    showDocks(open);
    tree_->setSite(nullptr); // with what was opened in it
    inspector_->setSnapshot(nullptr);
    hallTable_->setSnapshot(nullptr);
    elevation_->setSnapshot(nullptr);
    elevation_->showSite();
    workspace_->setSite(nullptr, style::VersionShown::Committed);
    diagrams_->setSite(nullptr);
    workList_->clear();
    showKeptWork();
    status_->setSnapshot(nullptr);
    showFigures();
    showSelection();
    showTitle();
}

void MainWindow::showSite()
{
    const SitePtr& site = document_.shownSite();
    selection_.keepWithin(site.get());
    workspace_->setSite(site, document_.isPreviewing() ? style::VersionShown::UnderTheHand
                                                       : style::VersionShown::Committed);
    sitePanels_.ask(panelsTime());
    diagrams_->setSite(site);
    results_.request();
}

// Beside the pictures, which follow the hand, panels are read while it rests.
Pace::When MainWindow::panelsTime() const
{
    return document_.isPreviewing() || editor_->isMoving() ? Pace::When::InTime : Pace::When::AtOnce;
}

std::vector<Pace::Part> MainWindow::siteInPanels()
{
    return {[this] {
                tree_->setSite(document_.shownSite());
                tree_->setSelection(selection_.set());
            },
            [this] { inspector_->setSite(document_.shownSite()); },
            [this] { fields_->setSite(document_.shownSite()); }, [this] { elevation_->showSite(); }};
}

void MainWindow::changeService(const ObjectRef& equipment, bool outOfService)
{
    setOutages(results_.outages().with(equipment, outOfService));
}

void MainWindow::showSnapshot(const SnapshotPtr& snapshot)
{
    workspace_->setSnapshot(snapshot, snapshot->site == document_.committedSite()
                                          ? style::VersionShown::Committed
                                          : style::VersionShown::UnderTheHand);
    failure_->tellMoment();
    diagrams_->setSnapshot(snapshot);
    snapshotPanels_.ask(panelsTime());
}

std::vector<Pace::Part> MainWindow::snapshotInPanels()
{
    const auto part = [this](std::function<void(const SnapshotPtr&)> show) {
        return [this, show = std::move(show)] {
            if (results_.shown()) // the site was not closed meanwhile
                show(results_.shown());
        };
    };
    return {part([this](const SnapshotPtr& snapshot) { tree_->setSnapshot(snapshot); }),
            part([this](const SnapshotPtr& snapshot) { inspector_->setSnapshot(snapshot); }),
            part([this](const SnapshotPtr& snapshot) { hallTable_->setSnapshot(snapshot); }),
            part([this](const SnapshotPtr& snapshot) {
                elevation_->setSnapshot(snapshot);
                status_->setSnapshot(snapshot);
            }),
            part([this](const SnapshotPtr&) { showWhatIf(); })};
}

std::vector<Pace::Part> MainWindow::findingsInPanels()
{
    return {[this] { findings_->setFindings(checked_, checkedFindings_); },
            [this] {
                workList_->setFindings(checkedFindings_);
                status_->setFindings(checkedFindings_);
            },
            [this] { tree_->setFindings(checkedFindings_); },
            [this] { inspector_->setFindings(checked_, checkedFindings_); }};
}

void MainWindow::showWhatIf()
{
    whatIf_->setResult(results_.shown(), results_.committed());
    showFigures();
}

void MainWindow::showFigures()
{
    keyFigures_->setFigures(results_.shown(), basis_.now(), selection_.set());
}

std::vector<Pace::Part> MainWindow::selectionInPanels()
{
    return {[this] { tree_->setSelection(selection_.set()); },
            [this] { inspector_->setSelection(withRacksOfDevices(document_.shownSite(), selection_.set())); },
            [this] { fields_->setSelection(selection_.set()); },
            [this] {
                enableActions();
                showComparison();
                showFigures();
            }};
}

void MainWindow::showSelection()
{
    selectionPanels_.ask(panelsTime());
}

void MainWindow::showTitle()
{
    setWindowModified(project_.isModified());
    setWindowTitle(document_.isOpen() ? project_.displayName() + QStringLiteral("[*] — Hallwright")
                                      : QStringLiteral("Hallwright"));
}

void MainWindow::showTip(ObjectRef object, QPoint globalPos)
{
    const SitePtr& site = document_.shownSite();
    const bool moving = editor_->isMoving();
    const QString tip = site && !moving ? objectTip(*site, results_.shown().get(), object) : QString();
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(globalPos, tip, workspace_);
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

// By a click in a picture: what stands in the hall is there to be seen already, and so is empty ground. With Ctrl or
// Shift it is chosen beside what was chosen before.
void MainWindow::select(ObjectRef object, Qt::KeyboardModifiers modifiers)
{
    if (!document_.isOpen())
        return;
    if ((modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) && standingOf(*document_.shownSite(), object))
        selection_.toggle(*document_.shownSite(), object);
    else if (!object.valid() || standingOf(*document_.shownSite(), object))
        selection_.select(*document_.shownSite(), object);
    else
        goTo(object);
}

// Several of one hall, in which the primary, the last, stands.
void MainWindow::chooseTogether(const std::vector<ObjectRef>& objects)
{
    if (!document_.isOpen())
        return;
    goTo(objects.back());
    selection_.setTo({objects, selection_.hall()});
}

// Selects it, and looks there. A building is no selection of its own: it shows the campus.
void MainWindow::goTo(ObjectRef object)
{
    if (!document_.isOpen())
        return;
    const HallId before = selection_.hall();
    if (object.kind == ObjectKind::Building)
        selection_.selectHall({});
    else
        selection_.select(*document_.shownSite(), object);
    if (object.kind == ObjectKind::Building)
        workspace_->sceneView()->showPreset(scene::ViewPreset::Campus);
    else if (object.kind == ObjectKind::Hall || selection_.hall() != before)
        workspace_->sceneView()->showPreset(scene::ViewPreset::Hall);
}

// Selects it and brings it into every view, wherever they were turned to.
void MainWindow::flyTo(ObjectRef object)
{
    if (!document_.isOpen())
        return;
    goTo(object);
    workspace_->planView()->zoomTo(object);
    workspace_->heatmapView()->zoomToFit();
    workspace_->sceneView()->flyTo(object);
}

void MainWindow::explain(const QString& key, QPoint below)
{
    explanation_->explainAt(results_.shown(), key, below);
}

void MainWindow::exportWhole(const std::function<void(const SnapshotPtr& snapshot)>& write)
{
    inspector_->completeEntry();
    if (results_.areComplete())
        write(results_.shown());
    else
        say(tr("The site is still being evaluated; export again in a moment."));
}

// The air pane shows it at once.
void MainWindow::compareWith(const CfdResultPtr& result)
{
    HallAir& air = *workspace_->hallAir();
    air.setComparison(result);
    if (!air.comparison())
        return; // another hall was chosen while it was read: it waits there
    findChild<QAction*>(QStringLiteral("pane3"))->setChecked(true);
    fields::FieldOptions options = air.options();
    options.quantity = fields::FieldQuantity::Difference;
    options.range.reset();
    air.setOptions(options);
}

void MainWindow::compareBranches(std::int64_t before, std::int64_t after)
{
    inspector_->completeEntry();
    branchComparison_->compare(before, after, selection_.hall());
    branchComparison_->show();
    branchComparison_->raise();
}

// On Main the other branch, the one made last: Main beside itself would say nothing.
void MainWindow::compareWithMain()
{
    std::int64_t other = project_.activeBranch();
    for (const Branch& branch : project_.branches()) {
        if (project_.activeBranch() == Project::mainLine && branch.info.kind != BranchKind::Start)
            other = branch.info.id;
    }
    if (other == Project::mainLine)
        say(tr("There is no other branch to compare with; make one (Branches > New branch)."));
    else
        compareBranches(Project::mainLine, other);
}

void MainWindow::showComparison()
{
    compare_->setEnabled(document_.isOpen() && selection_.hall().valid());
    endComparison_->setEnabled(workspace_->hallAir()->comparison() != nullptr);
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
    if (const QString sheet = style::styleSheet(theme);
        sheet != qApp->styleSheet()) // restyling every widget takes time
        qApp->setStyleSheet(sheet);
    QToolTip::setPalette(style::palette(theme));
    for (const QToolBar* bar : std::as_const(siteBars_))
        drawMoreButton(*bar, style::colours(theme).text);
    workspace_->setTheme(theme);
    diagrams_->setTheme(theme);
    elevation_->setTheme(theme);
    year_->setTheme(theme);
    failure_->setTheme(theme);
    reliability_->setTheme(theme);
    branchComparison_->setTheme(theme);
    inspector_->rebuild(); // its links keep the colour that they were made with
    findChild<QAction*>(QStringLiteral("darkAction"))->setChecked(theme == style::Theme::Dark);
}

namespace {

// What there is room for of a tool's hint, "Draw wall: drag along it · R: thicker · Esc: done": all of it, else its keys.
QString fitted(const QString& hint, int width, const QFontMetrics& metrics)
{
    const QString separator = QStringLiteral(" · ");
    if (metrics.horizontalAdvance(hint) <= width || !hint.contains(separator))
        return hint;
    const QString keys = hint.section(separator, 1);
    const QString name = hint.section(separator, 0, 0).section(QLatin1Char(':'), 0, 0);
    QStringList parts = keys.split(separator);
    const auto joined = [&] { return name + QStringLiteral(": ") + parts.join(separator); };
    while (parts.size() > 1 && metrics.horizontalAdvance(joined()) > width)
        parts.removeFirst(); // the last say how to leave it
    return metrics.elidedText(joined(), Qt::ElideRight, width);
}

// What the counts at its right end leave.
int roomForMessages(const QStatusBar& bar)
{
    constexpr int marginPx = 16;
    int left = bar.width();
    for (const QWidget* part : bar.findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        if (part->isVisible())
            left = std::min(left, part->x());
    }
    return left - marginPx;
}

} // namespace

// A tool in the hand keeps its hint behind what was done with it.
void MainWindow::say(const QString& si)
{
    const QString message = style::sentence(si);
    const Tool& tool = editor_->tool();
    if (!tool.takesAll() || message.isEmpty()) {
        statusBar()->showMessage(message, messageMs);
        return;
    }
    const bool isItsName = tool.hint().startsWith(message + QLatin1Char(':'));
    const QString said = (isItsName ? tr("Done") : message) + QStringLiteral("  —  ");
    const int room = roomForMessages(*statusBar()) - fontMetrics().horizontalAdvance(said);
    statusBar()->showMessage(said + fitted(tool.hint(), room, fontMetrics()));
}

void MainWindow::showHint()
{
    const Tool& tool = editor_->tool();
    const bool isMeant = tool.takesAll();
    statusBar()->setToolTip(isMeant ? tool.hint() : QString()); // all of it
    if (isMeant)
        statusBar()->showMessage(fitted(tool.hint(), roomForMessages(*statusBar()), fontMetrics()));
    else if (hintShown_) // what was said since of a move stays
        statusBar()->clearMessage();
    hintShown_ = isMeant;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!files_->mayClose()) {
        event->ignore();
        return;
    }
    QSettings().setValue(QStringLiteral("geometry"), saveGeometry());
    project_.close(); // in order: nothing is left to recover
    windowLayout_->save();
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
