// How the parts of the window are joined: which signal of one leads to what of another.
#include "app/gui/main_window.h"

#include "app/gui/branch_comparison.h"
#include "app/gui/capacity_dock.h"
#include "app/gui/design_report.h"
#include "app/gui/diagram_docks.h"
#include "app/gui/elevation_dock.h"
#include "app/gui/evaluation_status.h"
#include "app/gui/failure_dock.h"
#include "app/gui/findings_dock.h"
#include "app/gui/move_consequences.h"
#include "app/gui/reliability_dock.h"
#include "app/gui/year_dock.h"
#include "core/exchange/capacity_csv.h"
#include "core/studies/failure/failure_moment.h"
#include "views/panels/explanation_card.h"
#include "views/panels/fields_panel.h"
#include "views/panels/findings_panel.h"
#include "views/panels/hall_table.h"
#include "views/panels/inspector_panel.h"
#include "views/panels/key_figures_bar.h"
#include "views/panels/site_tree_panel.h"
#include "views/shared/sentence_units.h"
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolTip>
#include <algorithm>
#include <utility>

namespace hallwright::app {

namespace {

// A tip breaks lines of rich text alone: a plain sentence would be as wide as the screen.
QString wrapping(const QString& words)
{
    return QStringLiteral("<p>%1</p>")
        .arg(words.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

} // namespace

void MainWindow::joinDocument()
{
    connect(&document_, &Document::opened, this, &MainWindow::showDocument);
    connect(&document_, &Document::shownSiteChanged, this, &MainWindow::showSite);
    connect(&document_, &Document::committedSiteChanged, this, &MainWindow::showTitle);
    connect(&document_, &Document::committedSiteChanged, this, &MainWindow::enableActions); // locks
    connect(&project_, &Project::stateChanged, this, &MainWindow::showTitle);
    connect(&results_, &Results::snapshotReady, this, &MainWindow::showSnapshot);
    connect(&results_, &Results::referenceChanged, this, &MainWindow::showWhatIf);
    connect(&selection_, &Selection::changed, this, &MainWindow::showSelection);
    connect(files_, &FileActions::said, this, &MainWindow::say);
    connect(report_, &ReportActions::said, this, &MainWindow::say);
    // Its hall, in the plan beside 3D, where it is drawn on.
    connect(files_, &FileActions::created, this, [this] {
        goTo(refTo(document_.committedSite()->buildings.front()->halls.front()->id));
        findChild<QAction*>(QStringLiteral("pane1"))->setChecked(true);
        findChild<QAction*>(QStringLiteral("pane2"))->setChecked(false);
    });
    connect(files_, &FileActions::cfdResultRead, this, &MainWindow::compareWith);
    connect(workspace_->hallAir(), &HallAir::comparisonChanged, this, &MainWindow::showComparison);
    connect(files_, &FileActions::aboutToRead, inspector_, &panels::InspectorPanel::completeEntry);
    connect(files_, &FileActions::recoveryDeclined, &recovery_, &RecoveryWriter::forgetLeftover);
    connect(files_, &FileActions::recoveryPutOff, &recovery_, &RecoveryWriter::keepLeftover);
    connect(&recovery_, &RecoveryWriter::keptAside, this,
            [this](const QString& file) { say(tr("The unsaved changes are kept as %1").arg(file)); });
    connect(&watch_, &FileWatch::changedOutside, files_, &FileActions::resolveConflict);
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

void MainWindow::joinEditor()
{
    connect(workspace_, &Workspace::pointer, editor_, &Editor::pointer);
    connect(workspace_, &Workspace::menuWanted, this, &MainWindow::showContextMenu);
    connect(editor_, &Editor::overlayChanged, this, [this] {
        workspace_->setOverlay(editor_->overlay());
        const QString words = style::sentence(editor_->overlay().words);
        const bool said = std::exchange(wordsShown_, !words.isEmpty());
        if (!words.isEmpty())
            statusBar()->showMessage(QString(words).replace(QLatin1Char('\n'), QStringLiteral(" · ")));
        else if (said && editor_->tool().takesAll())
            showHint();
        else if (said)
            statusBar()->clearMessage();
        // The plan writes them beside the hand, over the scene nothing can be written but a tip.
        if (!words.isEmpty() && editor_->isOverScene())
            QToolTip::showText(editor_->handPos() + QPoint(18, 18), wrapping(words), workspace_);
        else if (said)
            QToolTip::hideText();
        workspace_->holdLayout(editor_->isMoving());
    });
    connect(editor_, &Editor::toolChanged, this, [this] {
        const Tool& tool = editor_->tool();
        if (tool.ground() == style::ToolGround::Campus) { // there is one picture of it to draw in
            selection_.selectHall({});
            findChild<QAction*>(QStringLiteral("pane1"))->setChecked(true);
        }
        workspace_->setToolTakesAll(tool.takesAll(), tool.cursor(), tool.ground());
    });
    // Its keys are the picture's from now on, once the palette has done with the click.
    connect(editor_, &Editor::toolChanged, workspace_, &Workspace::takeFocus, Qt::QueuedConnection);
    connect(editor_, &Editor::hintChanged, this, &MainWindow::showHint);
    connect(editor_, &Editor::said, this, &MainWindow::say);
    new MoveConsequences(&results_, &selection_, editor_, this);
    connect(editor_, &Editor::moveBegan, this, [this] {
        QToolTip::hideText();
        basis_.beginDrag();
    });
    connect(editor_, &Editor::moveEnded, this, [this](bool committed) {
        if (!committed)
            basis_.cancelDrag();
    });
    connect(layout_, &LayoutCommands::done, this, &MainWindow::say);
    connect(layout_, &LayoutCommands::refused, this, &MainWindow::say);
    connect(choosing_, &SelectionCommands::said, this, &MainWindow::say);
    connect(clipboard_, &ClipboardCommands::done, this, &MainWindow::say);
    connect(clipboard_, &ClipboardCommands::refused, this, &MainWindow::say);
    connect(clipboard_, &ClipboardCommands::canPasteChanged, this, &MainWindow::enableActions);
}

void MainWindow::joinPanels()
{
    connect(workspace_, &Workspace::clicked, this, &MainWindow::select);
    connect(workspace_, &Workspace::hovered, this, &MainWindow::showTip);
    connect(workspace_->airPane(), &AirPane::saveFieldRequested, this, [this] {
        const HallAir& air = *workspace_->hallAir();
        if (const HallResultPtr hall = air.result())
            files_->chooseAndSaveField(air.field(), QString::fromStdString(hall->hall->name));
    });
    connect(tree_, &panels::SiteTreePanel::chosen, this, &MainWindow::goTo);
    connect(tree_, &panels::SiteTreePanel::chosenTogether, this, &MainWindow::chooseTogether);
    connect(tree_, &panels::SiteTreePanel::moveWanted, this, [this](HallId hall) {
        layout_->moveToHall(hall);
        if (selection_.hall() == hall) // not refused
            workspace_->sceneView()->showPreset(scene::ViewPreset::Hall);
    });
    connect(tree_, &panels::SiteTreePanel::menuWanted, this, &MainWindow::showContextMenu);
    connect(hallTable_, &panels::HallTable::chosen, this, &MainWindow::goTo);
    explanation_ = new panels::ExplanationCard(this);
    connect(keyFigures_, &panels::KeyFiguresBar::explanationWanted, this, &MainWindow::explain);
    connect(inspector_, &panels::InspectorPanel::explanationWanted, this, &MainWindow::explain);
    connect(keyFigures_, &panels::KeyFiguresBar::chosen, this, &MainWindow::goTo);
    using panels::InspectorPanel;
    connect(inspector_, &InspectorPanel::rackEdited, commands_, &SiteCommands::changeRack);
    connect(inspector_, &InspectorPanel::rackPowerEdited, commands_, &SiteCommands::setRackPower);
    connect(inspector_, &InspectorPanel::rackStatusEdited, commands_, &SiteCommands::setRackStatus);
    connect(inspector_, &InspectorPanel::hallSupplyEdited, commands_, &SiteCommands::setHallSupply);
    connect(inspector_, &InspectorPanel::outdoorEdited, commands_, &SiteCommands::setOutdoor);
    connect(inspector_, &InspectorPanel::fieldEdited, commands_, &SiteCommands::setField);
    connect(inspector_, &InspectorPanel::refused, this, &MainWindow::say);
    connect(fields_->model(), &panels::FieldsModel::edited, commands_, &SiteCommands::setField);
    connect(fields_->model(), &panels::FieldsModel::refused, this, &MainWindow::say);
    connect(inspector_, &InspectorPanel::siteNameEdited, commands_, &SiteCommands::renameSite);
    connect(commands_, &SiteCommands::done, this, &MainWindow::say);
    connect(commands_, &SiteCommands::refused, this, [this](const QString& reason) {
        say(reason);
        inspector_->setSite(document_.shownSite()); // the field shows again what holds
        inspector_->refuse(style::sentence(reason));
        fields_->refuse(style::sentence(reason));
    });
}

void MainWindow::joinDiagrams()
{
    connect(diagrams_, &DiagramDocks::chosen, this, &MainWindow::goTo);
}

void MainWindow::joinWhatIf()
{
    connect(inspector_, &panels::InspectorPanel::serviceChanged, this, &MainWindow::changeService);
    connect(diagrams_, &DiagramDocks::serviceChanged, this, &MainWindow::changeService);
    connect(whatIf_, &WhatIfBar::restoreWanted, this,
            [this](const ObjectRef& equipment) { changeService(equipment, false); });
    connect(whatIf_, &WhatIfBar::restoreAllWanted, this, [this] { setOutages({}); });
    connect(&results_, &Results::scenarioChanged, this, [this] {
        whatIf_->setOutages(document_.shownSite(), results_.outages());
        showWhatIf();
        fields::FieldOptions options = workspace_->hallAir()->options();
        if (results_.scenario().inletBasis !=
            InletBasis::Estimate) // pictures are of what the figures rest on
            options.flow = results_.scenario().inletBasis == InletBasis::Flow;
        workspace_->hallAir()->setOptions(options);
    });
}

void MainWindow::joinFindings()
{
    connect(results_.session(), &SimulationSession::findingsReady, this,
            [this](const SnapshotPtr& snapshot, const FindingsPtr& findings) {
                checked_ = snapshot;
                checkedFindings_ = findings;
                workspace_->setFindings(findings);
                findingsPanels_.ask(panelsTime());
            });
    connect(status_, &EvaluationStatus::findingsWanted, findings_, &FindingsDock::openWith);
    connect(status_, &EvaluationStatus::allFindingsWanted, findings_, &FindingsDock::open);
    connect(status_, &EvaluationStatus::waivedWanted, findings_, &FindingsDock::openWithWaived);
    connect(tree_, &panels::SiteTreePanel::findingsWanted, findings_, &FindingsDock::openOf);
    connect(inspector_, &panels::InspectorPanel::findingsWanted, findings_, &FindingsDock::openOf);
    connect(inspector_, &panels::InspectorPanel::findingChosen, findings_, &FindingsDock::openAt);
    connect(findings_, &FindingsDock::openWanted, this, [this] { showBelow(findings_); });
    connect(findings_, &FindingsDock::chosen, this, &MainWindow::flyTo);
    connect(findings_->panel(), &panels::FindingsPanel::remedyWanted, design_, &DesignCommands::remedy);
}

// What is asked about follows what is chosen in the site's tree alone: a click on a row of the answer goes there, and
// leaves the question as it is.
void MainWindow::joinCapacity()
{
    connect(tree_, &panels::SiteTreePanel::chosen, capacity_, &CapacityDock::askAbout);
    connect(capacity_, &CapacityDock::openWanted, this, [this] { showBelow(capacity_); });
    connect(capacity_, &CapacityDock::said, this, &MainWindow::say);
    connect(capacity_, &CapacityDock::positionsChanged, workspace_, &Workspace::setPositions);
    connect(capacity_, &CapacityDock::exportWanted, this, [this](const CapacityPtr& capacity) {
        files_->exportTable(tr("Export the table of capacity"), tr("-capacity"),
                            [capacity] { return capacityCsv(*capacity); });
    });
    connect(capacity_, &CapacityDock::chosen, this, &MainWindow::flyToPlace);
}

void MainWindow::flyToPlace(ObjectRef object)
{
    if (object != siteData()) {
        flyTo(object);
        return;
    }
    selection_.selectHall({});
    workspace_->sceneView()->showPreset(scene::ViewPreset::Campus);
}

void MainWindow::joinYear()
{
    connect(year_, &YearDock::said, this, &MainWindow::say);
    connect(files_, &FileActions::saved, year_, &YearDock::remember); // perhaps under another name
    connect(year_, &YearDock::openWanted, this, [this] {
        showBelow(year_);
        giveHeight(year_);
    });
}

void MainWindow::fail(const std::vector<ObjectRef>& elements)
{
    failure_->open();
    failure_->showPage(FailureDock::Page::Follows);
    failure_->fail(elements);
}

// What fails is opened from where it is: in pictures, diagrams, the inspector.
void MainWindow::joinFailure()
{
    const auto failOne = [this](ObjectRef element) { fail({element}); };
    connect(diagrams_, &DiagramDocks::failureWanted, this, failOne);
    connect(inspector_, &panels::InspectorPanel::failureWanted, this, failOne);
    connect(failure_, &FailureDock::said, this, &MainWindow::say);
    connect(failure_, &FailureDock::chosen, this, &MainWindow::flyTo);
    connect(failure_, &FailureDock::momentShown, this, [this](const CascadePtr& cascade, double timeS) {
        workspace_->setSnapshot(momentOf(*cascade, results_.shown(), timeS),
                                style::VersionShown::UnderTheHand);
    });
    connect(failure_, &FailureDock::momentLeft, this, [this] {
        if (results_.shown())
            showSnapshot(results_.shown());
    });
    connect(failure_, &FailureDock::openWanted, this, [this] {
        showBelow(failure_);
        giveHeight(failure_);
    });
}

void MainWindow::joinReliability()
{
    connect(reliability_, &ReliabilityDock::said, this, &MainWindow::say);
    connect(reliability_, &ReliabilityDock::chosen, this, &MainWindow::flyToPlace);
    connect(reliability_, &ReliabilityDock::openWanted, this, [this] {
        showBelow(reliability_);
        giveHeight(reliability_);
    });
}

void MainWindow::joinElevation()
{
    connect(contents_, &ContentsCommands::done, this, &MainWindow::say);
    connect(contents_, &ContentsCommands::refused, this, &MainWindow::say);
    connect(elevation_, &ElevationDock::said, this, &MainWindow::say);
    connect(elevation_, &ElevationDock::openWanted, this, &MainWindow::showElevation);
    connect(elevation_, &ElevationDock::importWanted, library_, &LibraryImportCommands::importFolder);
    connect(library_, &LibraryImportCommands::said, this, &MainWindow::say);
    connect(library_, &LibraryImportCommands::refused, this,
            [this](const QString& what, const QString& reason) {
                showDesignReport(this, tr("%1: not possible").arg(what), {reason});
            });
}

void MainWindow::joinBranches()
{
    branchComparison_ = new BranchComparison(&project_, &results_, this);
    connect(branchComparison_, &BranchComparison::chosen, this, &MainWindow::flyTo);
    connect(branches_, &BranchActions::aboutToLeave, inspector_, &panels::InspectorPanel::completeEntry);
    connect(branches_, &BranchActions::said, this, &MainWindow::say);
    connect(branches_, &BranchActions::refused, this, [this](const QString& title, const QString& sentence) {
        showDesignReport(this, title, {sentence});
    });
}

} // namespace hallwright::app
