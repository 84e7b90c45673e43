// The contents of the selected rack in the window: its elevation, what it comes to, the device types to put in, and the
// properties of what is chosen. Another rack may be shown beside it, to move devices over.
#pragma once

#include "app/editing/contents_commands.h"
#include "app/editing/site_commands.h"
#include "core/simulation/snapshot.h"
#include "views/shared/theme.h"

#include <QDockWidget>

class QComboBox;
class QLabel;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace hallwright::elevation {
class DeviceList;
class ElevationView;
class RollUpTable;
} // namespace hallwright::elevation

namespace hallwright::panels {
class FieldsPanel;
}

namespace hallwright::app {

class ElevationDock : public QDockWidget
{
    Q_OBJECT

public:
    ElevationDock(Document* document, Selection* selection, ContentsCommands* contents,
                  SiteCommands* commands,
                  QWidget* parent); // all outlive it

    // Hidden it does no work.
    void showSite();
    void setSnapshot(const SnapshotPtr& snapshot);
    void setTheme(style::Theme theme);
    void showOtherUnits();

    void addDevice(); // opens the list of types, to be searched
    void open();      // in front of its neighbours

    const std::vector<RackId>& racks() const { return racks_; } // that are shown
    elevation::ElevationView* view() { return view_; }
    elevation::DeviceList* devices() { return devices_; }
    elevation::RollUpTable* figures() { return figures_; }

signals:
    void openWanted();
    void importWanted();
    void said(const QString& message);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildSide();
    void joinView();
    void refresh();
    void chooseRacks();
    void fillBeside();
    void choose(DeviceId device, bool beside);
    void turnTo(DeviceFace face);
    void showMenu(QPoint at);
    void fitPicture();
    RackId primaryRack() const;

    Document* document_;
    Selection* selection_;
    ContentsCommands* contents_;
    SnapshotPtr snapshot_;
    std::vector<RackId> racks_; // from left to right
    RackId beside_;             // that the reader wants to see too
    bool besideBySelection_ = false;
    bool seen_ = false;                // behind another tab it is not, and counts as visible all the same
    SitePtr besideSite_;               // whose hall's racks are offered
    const Hall* besideHall_ = nullptr; // of it
    QStackedWidget* stack_;
    QLabel* none_;
    QToolButton* add_;
    QToolButton* remove_;
    QComboBox* besideChoice_;
    QSplitter* splitter_;
    QScrollArea* scroll_;
    elevation::ElevationView* view_;
    QTabWidget* side_;
    elevation::RollUpTable* figures_;
    elevation::DeviceList* devices_;
    panels::FieldsPanel* fields_;
};

} // namespace hallwright::app
