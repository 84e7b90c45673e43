#include "app/gui/findings_dock.h"

#include "core/rules/rules.h"
#include "views/panels/findings_panel.h"

#include <QInputDialog>

namespace hallwright::app {

namespace {

std::optional<QString> reasonFromDialog(QWidget* parent, const Finding& finding)
{
    bool accepted = false;
    const QString reason =
        QInputDialog::getMultiLineText(
            parent, FindingsDock::tr("Waive a finding"),
            FindingsDock::tr("%1\n\nWhy is this accepted? The reason is kept in the site's records.")
                .arg(QString::fromStdString(finding.sentence)),
            {}, &accepted)
            .trimmed();
    return accepted && !reason.isEmpty() ? std::optional(reason) : std::nullopt;
}

} // namespace

FindingsDock::FindingsDock(SiteCommands* commands, QWidget* parent)
    : QDockWidget(tr("Findings"), parent), commands_(commands), panel_(new panels::FindingsPanel(this))
{
    setObjectName(QStringLiteral("findingsDock"));
    setWidget(panel_);
    askReason = [this](const Finding& finding) { return reasonFromDialog(this, finding); };
    connect(panel_, &panels::FindingsPanel::chosen, this, &FindingsDock::chosen);
    connect(panel_, &panels::FindingsPanel::waiveWanted, this, &FindingsDock::waive);
    connect(panel_, &panels::FindingsPanel::endOfWaiverWanted, commands_,
            [this](const Finding& finding) { commands_->endWaiver(finding.subject, finding.rule); });
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

void FindingsDock::waive(const Finding& finding)
{
    const Finding asked = finding; // the list may be made anew while the reader thinks
    if (const auto reason = askReason(asked))
        commands_->waive(asked.subject, asked.rule, *reason);
}

} // namespace hallwright::app
