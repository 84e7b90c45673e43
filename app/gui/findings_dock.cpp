#include "app/gui/findings_dock.h"

#include "views/panels/findings_panel.h"

namespace hallwright::app {

FindingsDock::FindingsDock(QWidget* parent)
    : QDockWidget(tr("Findings"), parent), panel_(new panels::FindingsPanel(this))
{
    setObjectName(QStringLiteral("findingsDock"));
    setWidget(panel_);
    connect(panel_, &panels::FindingsPanel::chosen, this, &FindingsDock::chosen);
}

void FindingsDock::setFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings)
{
    snapshot_ = snapshot;
    findings_ = findings;
    panel_->setFindings(snapshot, findings);
}

void FindingsDock::open()
{
    show();
    raise();
    emit openWanted();
}

} // namespace hallwright::app
