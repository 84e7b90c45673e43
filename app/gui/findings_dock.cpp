#include "app/gui/findings_dock.h"

#include "app/gui/waive_dialog.h"
#include "views/panels/findings_panel.h"

namespace hallwright::app {

FindingsDock::FindingsDock(SiteCommands* commands, QWidget* parent)
    : QDockWidget(tr("Findings"), parent), commands_(commands), panel_(new panels::FindingsPanel(this))
{
    setObjectName(QStringLiteral("findingsDock"));
    setWidget(panel_);
    askReason = [this](const std::vector<Finding>& findings) {
        WaiveDialog dialog(findings, this);
        return dialog.exec() == QDialog::Accepted ? std::optional(dialog.reason()) : std::nullopt;
    };
    connect(panel_, &panels::FindingsPanel::chosen, this, &FindingsDock::chosen);
    connect(panel_, &panels::FindingsPanel::moveWanted, commands_,
            [this](const Relocation& to) { commands_->moveRack(RackId{to.object.id}, to.pose); });
    connect(panel_, &panels::FindingsPanel::waiveWanted, this, &FindingsDock::waive);
    connect(panel_, &panels::FindingsPanel::endOfWaiverWanted, commands_, &SiteCommands::endWaiver);
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

void FindingsDock::openAt(const Finding& finding)
{
    open();
    panel_->showFinding(finding);
}

void FindingsDock::openWith(Severity severity)
{
    open();
    panel_->showOnly(severity);
}

void FindingsDock::openWithWaived()
{
    open();
    panel_->showOnlyWaived();
}

void FindingsDock::openOf(ObjectRef object)
{
    open();
    panel_->showOnlyOf(object);
}

void FindingsDock::waive(const std::vector<Finding>& findings)
{
    if (const auto reason = findings.empty() ? std::nullopt : askReason(findings))
        commands_->waive(findings, *reason);
}

} // namespace hallwright::app
