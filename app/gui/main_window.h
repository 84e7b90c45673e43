// The window: joins document, simulation, selection, workspace and panels, and holds the menus.
#pragma once

#include "app/editing/catalogue_commands.h"
#include "app/editing/clipboard_commands.h"
#include "app/editing/contents_commands.h"
#include "app/editing/editor.h"
#include "app/editing/layout_commands.h"
#include "app/editing/selection_commands.h"
#include "app/editing/site_commands.h"
#include "app/gui/action_table.h"
#include "app/gui/branch_actions.h"
#include "app/gui/change_basis.h"
#include "app/gui/design_commands.h"
#include "app/gui/file_actions.h"
#include "app/gui/library_import.h"
#include "app/gui/pace.h"
#include "app/gui/recent_files.h"
#include "app/gui/report_actions.h"
#include "app/gui/results.h"
#include "app/gui/template_commands.h"
#include "app/gui/what_if_bar.h"
#include "app/gui/window_layout.h"
#include "app/gui/workspace.h"
#include "app/project/file_watch.h"
#include "app/project/project.h"
#include "app/project/recovery_writer.h"
#include "app/project/selection.h"

#include <QMainWindow>
#include <QSet>

#include <functional>

class QActionGroup;
class QLabel;
class QStackedWidget;

namespace hallwright::panels {
class ExplanationCard;
class FieldsPanel;
class HallTable;
class InspectorPanel;
class KeyFiguresBar;
class SiteTreePanel;
} // namespace hallwright::panels

namespace hallwright::app {

class BranchComparison;
class CapacityDock;
class CatalogueDialog;
class ConditionDialog;
class DiagramDocks;
class ElevationDock;
class EvaluationStatus;
class FailureDock;
class FindingsDock;
class PaneRing;
class ReliabilityDock;
class ScenarioBar;
class SwapTypeDialog;
class WorkListDock;
class YearDock;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    void openFile(const QString& path) { files_->open(path); }
    bool offerUnsavedSite() { return files_->offerUnsavedSite(); }
    void setTheme(style::Theme theme);

    // What the site is asked about, which is no edit of it; another site begins with its design day.
    void setScenario(const Scenario& scenario) { results_.setScenario(scenario); }
    void setOutages(const Outages& outages) { results_.setOutages(outages); }
    const Outages& outages() const { return results_.outages(); }

    Project* project() { return &project_; }
    Document* document() { return &document_; }
    FileActions* files() { return files_; }
    ReportActions* report() { return report_; }
    DesignCommands* design() { return design_; }
    TemplateCommands* templates() { return templates_; }
    LibraryImportCommands* library() { return library_; }
    ElevationDock* elevation() { return elevation_; }
    CatalogueDialog* catalogue() { return catalogue_; }
    WorkListDock* workList() { return workList_; }
    BranchActions* branches() { return branches_; }
    BranchComparison* branchComparison() { return branchComparison_; }
    Selection* selection() { return &selection_; }
    SimulationSession* session() { return results_.session(); }
    const Results& results() const { return results_; }
    Workspace* workspace() { return workspace_; }
    panels::KeyFiguresBar* keyFigures() { return keyFigures_; }
    ChangeBasis* changeBasis() { return &basis_; }
    DiagramDocks* diagrams() { return diagrams_; }
    WhatIfBar* whatIfBar() { return whatIf_; }
    FindingsDock* findings() { return findings_; }
    CapacityDock* capacity() { return capacity_; }
    YearDock* year() { return year_; }
    FailureDock* failure() { return failure_; }
    ReliabilityDock* reliability() { return reliability_; }
    Editor* editor() { return editor_; }

    // Asks which type the selected racks are to have; false if the reader thinks better of it. Replaced by tests.
    std::function<bool(SwapTypeDialog&)> askForSwap;
    std::function<bool(ConditionDialog&)> askForRacks; // the same for racks by a condition

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildPages();
    void buildDocks();
    void buildDocksBehindTheTree(QDockWidget* treeDock);
    void shareCorners();
    void buildRing();
    void buildFileMenu();
    void buildExportMenu(QMenu* menu);
    void buildEditMenu();
    QList<ActionEntry> editEntries();
    QList<ActionEntry> hallEntries();
    QList<ActionEntry> selectEntries();
    QList<ActionEntry> arrangeEntries();
    QList<ActionEntry> toolEntries();
    void buildBranchMenu();
    void buildViewMenu();
    void addPresets(QMenu* menu);
    void addPanes(QMenu* menu);
    void addLayers(QMenu* layers);
    void addLooks(QMenu* menu);
    void buildAirMenu(QMenu* menu);
    void buildToolBar();
    void buildHelpMenu();
    void askToRemoveHall();
    void askForHall();
    void showHallMenu(ObjectRef hall, QPoint globalPos);
    void joinDocument();
    void joinEditor();
    void joinPanels();
    void joinDiagrams();
    void joinWhatIf();
    void joinFindings();
    void joinCapacity();
    void joinYear();
    void joinFailure();
    void joinReliability();
    void joinDesign();
    void joinElevation();
    void joinBranches();

    void showDocument(); // another one, or none
    void showDocks(bool open);
    void showSite();
    void showSnapshot(const SnapshotPtr& snapshot);
    std::vector<Pace::Part> selectionInPanels();
    std::vector<Pace::Part> siteInPanels();
    std::vector<Pace::Part> snapshotInPanels();
    std::vector<Pace::Part> findingsInPanels();
    Pace::When panelsTime() const;
    void showFigures();
    void showWhatIf();
    void showSelection();
    void enableActions();
    void showTitle();
    void showTip(ObjectRef object, QPoint globalPos);
    void fillRecentMenu();

    void changeService(const ObjectRef& equipment, bool outOfService);
    void fail(const std::vector<ObjectRef>& elements);

    void zoomToSelection();
    void showPreset(scene::ViewPreset preset);
    void showHelp();
    void showBelow(QDockWidget* dock);
    void enter(QWidget* pane);
    void showElevation();
    void giveHeight(QDockWidget* dock);
    void showCatalogue();
    void swapRackType();
    void joinWorkList();
    void askForWorkList();
    void showKeptWork(); // the list that was left of what is shown, if one was
    void keepWork();
    void resumeWorkList(const SnapshotPtr& start, const FindingsPtr& before);
    void select(ObjectRef object, Qt::KeyboardModifiers modifiers);
    void showContextMenu(ObjectRef object, QPoint globalPos);
    void askForArray();
    void askForMove();
    void askForCondition();
    void chooseTogether(const std::vector<ObjectRef>& objects);
    void goTo(ObjectRef object);
    void flyTo(ObjectRef object);
    void flyToPlace(ObjectRef object); // as flyTo; the site's data: the campus
    void explain(const QString& key, QPoint below);
    void exportWhole(const std::function<void(const SnapshotPtr& snapshot)>& write);
    void compareWith(const CfdResultPtr& result);
    void compareBranches(std::int64_t before, std::int64_t after);
    void compareWithMain();
    void showComparison();
    void say(const QString& message);
    void showHint();

    Project project_;
    Document& document_; // of the project
    Selection selection_;
    RecentFiles recent_;
    Results results_;
    ChangeBasis basis_;
    RecoveryWriter recovery_;
    FileWatch watch_;
    FileActions* files_;
    ReportActions* report_;
    Editor* editor_;
    LayoutCommands* layout_;
    SelectionCommands* choosing_;
    ClipboardCommands* clipboard_;
    SiteCommands* commands_;
    ContentsCommands* contents_;
    CatalogueCommands* types_;
    DesignCommands* design_;
    TemplateCommands* templates_;
    LibraryImportCommands* library_;
    BranchActions* branches_;

    QStackedWidget* stack_;
    Workspace* workspace_ = nullptr;
    panels::KeyFiguresBar* keyFigures_ = nullptr;
    panels::SiteTreePanel* tree_ = nullptr;
    panels::InspectorPanel* inspector_ = nullptr;
    panels::HallTable* hallTable_ = nullptr;
    panels::FieldsPanel* fields_ = nullptr;
    DiagramDocks* diagrams_ = nullptr;
    FindingsDock* findings_ = nullptr;
    CapacityDock* capacity_ = nullptr;
    YearDock* year_ = nullptr;
    FailureDock* failure_ = nullptr;
    ReliabilityDock* reliability_ = nullptr;
    ElevationDock* elevation_ = nullptr;
    CatalogueDialog* catalogue_ = nullptr;
    WorkListDock* workList_ = nullptr;
    SimulationSession* startSession_ = nullptr; // of what the shown branch began from
    std::int64_t workOf_ = Project::mainLine;   // the branch that the work list is of
    WhatIfBar* whatIf_ = nullptr;
    ScenarioBar* scenario_ = nullptr;
    BranchComparison* branchComparison_ = nullptr;
    panels::ExplanationCard* explanation_ = nullptr;
    QMenu* recentMenu_ = nullptr;
    QAction* compare_ = nullptr;
    QAction* exportPlan_ = nullptr; // of the hall that is looked at
    QAction* endComparison_ = nullptr;
    QLabel* openingLabel_ = nullptr;
    EvaluationStatus* status_ = nullptr;
    QList<QAction*> siteActions_; // need an open site
    std::unique_ptr<ActionTable> editActions_;
    std::unique_ptr<WindowLayout> windowLayout_;
    PaneRing* ring_; // that F6 goes round
    bool isShowingSite_ = false;
    QList<QDockWidget*> docks_;
    SnapshotPtr checked_; // that the findings are of
    FindingsPtr checkedFindings_;
    Pace selectionPanels_{selectionInPanels()};
    Pace sitePanels_{siteInPanels()};
    Pace snapshotPanels_{snapshotInPanels()};
    Pace findingsPanels_{findingsInPanels()};
    bool wordsShown_ = false; // of a tool, in the status bar
    bool hintShown_ = false;
    HallId hallBefore_;        // looked at before the plan went to the campus
    bool heightGiven_ = false; // to the docks below the workspace
    bool elevationWidened_ = false;
    QSet<QDockWidget*> heightened_; // of those that are charts
    QList<QToolBar*> siteBars_;
};

} // namespace hallwright::app
