// The findings of the open site in the window: the panel and its dock.
#pragma once

#include "core/rules/findings.h"

#include <QDockWidget>

namespace hallwright::panels {
class FindingsPanel;
}

namespace hallwright::app {

class FindingsDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit FindingsDock(QWidget* parent);

    void setFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings); // null: nothing is open
    void open();                                                                // in front of its neighbours

    panels::FindingsPanel* panel() { return panel_; }
    const SnapshotPtr& snapshot() const { return snapshot_; }
    const FindingsPtr& findings() const { return findings_; }

signals:
    void chosen(hallwright::ObjectRef subject); // select it and go there
    void openWanted();

private:
    SnapshotPtr snapshot_;
    FindingsPtr findings_;
    panels::FindingsPanel* panel_;
};

} // namespace hallwright::app
