// The findings of the open site in the window: the panel, its dock, and what its buttons do to the records.
#pragma once

#include "app/editing/site_commands.h"
#include "core/rules/findings.h"

#include <QDockWidget>

#include <functional>
#include <optional>
#include <vector>

namespace hallwright::panels {
class FindingsPanel;
}

namespace hallwright::app {

class FindingsDock : public QDockWidget
{
    Q_OBJECT

public:
    FindingsDock(SiteCommands* commands, QWidget* parent); // `commands` outlives it

    void setFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings); // null: nothing is open
    void open();                                                                // in front of its neighbours
    void openAt(const Finding& finding); // the list, with this one chosen
    void openWith(Severity severity);    // only those
    void openWithWaived();
    void openOf(ObjectRef object); // only those about it; all, of none

    panels::FindingsPanel* panel() { return panel_; }
    const SnapshotPtr& snapshot() const { return snapshot_; }
    const FindingsPtr& findings() const { return findings_; }

    // Asks why findings are accepted; nothing if the reader thinks better of it. Replaced by tests.
    std::function<std::optional<QString>(const std::vector<Finding>&)> askReason;

signals:
    void chosen(hallwright::ObjectRef subject); // select it and go there
    void openWanted();

private:
    void waive(const std::vector<Finding>& findings);

    SiteCommands* commands_;
    SnapshotPtr snapshot_;
    FindingsPtr findings_;
    panels::FindingsPanel* panel_;
};

} // namespace hallwright::app
