// The window: joins document, simulation, selection, workspace and panels, and holds the menus.
#pragma once

#include "app/gui/document.h"
#include "app/gui/file_actions.h"
#include "app/gui/rack_drag.h"
#include "app/gui/recent_files.h"
#include "app/gui/recovery_writer.h"
#include "app/gui/selection.h"
#include "app/gui/simulation_session.h"
#include "app/gui/site_commands.h"
#include "app/gui/workspace.h"

#include <QMainWindow>

class QActionGroup;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace hallwright::panels {
class HallTable;
class InspectorPanel;
class KeyFiguresBar;
class SiteTreePanel;
} // namespace hallwright::panels

namespace hallwright::app {

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    void openFile(const QString& path) { files_->open(path); }
    bool offerUnsavedSite() { return files_->offerUnsavedSite(); }
    void setTheme(style::Theme theme);

    Document* document() { return &document_; }
    Selection* selection() { return &selection_; }
    SimulationSession* session() { return &session_; }
    Workspace* workspace() { return workspace_; }
    panels::KeyFiguresBar* keyFigures() { return keyFigures_; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildDocks();
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildToolBar();
    void buildStatusBar();
    void joinDocument();
    void joinDrag();
    void joinPanels();

    void showDocument(); // another one, or none
    void showSite();
    void showSnapshot(const SnapshotPtr& snapshot);
    void showFigures();
    void showSelection();
    void showTitle();
    void showRackTip(RackId rack, QPoint globalPos);
    void showNotices();
    void fillRecentMenu();

    void zoomToSelection();
    void goToRack(RackId id);
    void exportReport();
    void say(const QString& message);

    Document document_;
    Selection selection_;
    RecentFiles recent_;
    SimulationSession session_;
    RecoveryWriter recovery_;
    FileActions* files_;
    RackDrag* drag_;
    SiteCommands* commands_;

    SnapshotPtr shown_;     // newest, of whatever version
    SnapshotPtr committed_; // of the committed version
    SnapshotPtr baseline_;  // of the version before the last commit: what changes are counted from

    QStackedWidget* stack_;
    Workspace* workspace_ = nullptr;
    panels::KeyFiguresBar* keyFigures_ = nullptr;
    panels::SiteTreePanel* tree_ = nullptr;
    panels::InspectorPanel* inspector_ = nullptr;
    panels::HallTable* hallTable_ = nullptr;
    QMenu* recentMenu_ = nullptr;
    QLabel* openingLabel_ = nullptr;
    QLabel* solved_ = nullptr;
    QToolButton* notices_ = nullptr;
    QList<QAction*> siteActions_; // need an open site
    QList<QAction*> rackActions_; // need a selected rack
    QList<QDockWidget*> docks_;
    QList<QToolBar*> siteBars_;
};

} // namespace hallwright::app
