#include "app/gui/evaluation_status.h"

#include "views/shared/format.h"
#include "views/shared/sentence_units.h"
#include "views/shared/severity_mark.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

QString balancesText(const Snapshot& snapshot)
{
    const auto residual = [](double value) { return QString::number(value, 'g', 1); };
    return EvaluationStatus::tr("Evaluated in %1 ms · Balances: energy %2, mass %3, power %4")
        .arg(snapshot.solveMs, 0, 'f', 1)
        .arg(residual(snapshot.energyResidual), residual(snapshot.massResidual),
             residual(snapshot.powerResidual));
}

} // namespace

EvaluationStatus::EvaluationStatus(QStatusBar* bar)
    : QObject(bar), balances_(new QLabel(bar)), unsettled_(new QLabel(bar)),
      noFindings_(new QToolButton(bar)), waived_(new QToolButton(bar)), notes_(new QToolButton(bar))
{
    for (std::size_t i = 0; i < severities_.size(); ++i) {
        const auto severity = static_cast<Severity>(i);
        severities_[i] = new QToolButton(bar);
        severities_[i]->setObjectName(style::severityText(severity).toLower() + QStringLiteral("Count"));
        severities_[i]->setIcon(style::severityIcon(severity));
        connect(severities_[i], &QToolButton::clicked, this,
                [this, severity] { emit findingsWanted(severity); });
    }
    noFindings_->setText(tr("0 findings"));
    noFindings_->setObjectName(QStringLiteral("noFindingsCount"));
    connect(noFindings_, &QToolButton::clicked, this, &EvaluationStatus::allFindingsWanted);
    waived_->setObjectName(QStringLiteral("waivedCount"));
    waived_->setIcon(style::waivedIcon());
    waived_->setToolTip(tr("Findings that are accepted: click to see them and why"));
    connect(waived_, &QToolButton::clicked, this, &EvaluationStatus::waivedWanted);
    for (QToolButton* button : {severities_[0], severities_[1], severities_[2], noFindings_, waived_}) {
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        bar->addPermanentWidget(button);
    }
    notes_->setAutoRaise(true);
    notes_->setObjectName(QStringLiteral("notes"));
    notes_->setToolTip(tr("What the model could not do, and what it took instead"));
    connect(notes_, &QToolButton::clicked, this, &EvaluationStatus::showNotes);
    unsettled_->setObjectName(QStringLiteral("unsettled"));
    unsettled_->setForegroundRole(QPalette::BrightText);
    QFont bold = unsettled_->font();
    bold.setWeight(QFont::DemiBold);
    unsettled_->setFont(bold);
    unsettled_->setToolTip(
        tr("Air, coolant, plant and power did not agree: the figures are the last round's."));
    balances_->setObjectName(QStringLiteral("balances"));
    balances_->setToolTip(
        tr("Time of the last evaluation, and the largest relative residual of each balance: heat "
           "of halls and loops, coolant at every junction, electricity from source to load."));
    for (QWidget* part : std::initializer_list<QWidget*>{unsettled_, notes_, balances_})
        bar->addPermanentWidget(part);
    setSnapshot(nullptr);
    setFindings(nullptr);
}

void EvaluationStatus::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    const std::size_t notes = snapshot ? snapshot->notes.size() : 0;
    balances_->setText(snapshot ? balancesText(*snapshot) : QString());
    unsettled_->setVisible(snapshot && !snapshot->converged);
    unsettled_->setText(snapshot ? tr("Not converged after %1 rounds").arg(snapshot->rounds) : QString());
    notes_->setVisible(notes > 0);
    notes_->setText(notes == 1 ? tr("1 note") : tr("%1 notes").arg(notes));
}

void EvaluationStatus::setFindings(const FindingsPtr& findings)
{
    for (std::size_t i = 0; i < severities_.size(); ++i) {
        const auto severity = static_cast<Severity>(i);
        const std::size_t count = findings ? findings->count(severity) : 0;
        const QString number = style::formatCount(static_cast<long long>(count));
        severities_[i]->setVisible(count > 0);
        const QString word = style::severityText(severity).toLower();
        severities_[i]->setText(tr("%1 %2").arg(number, word));
        severities_[i]->setToolTip(count == 1
                                       ? tr("1 %1 finding: click to see it").arg(word)
                                       : tr("%1 %2 findings: click to see these alone").arg(number, word));
    }
    noFindings_->setVisible(findings && findings->clean());
    const std::size_t waived = findings ? findings->waived.size() : 0;
    waived_->setVisible(waived > 0);
    waived_->setText(tr("%1 waived").arg(style::formatCount(static_cast<long long>(waived))));
}

void EvaluationStatus::showNotes()
{
    if (!snapshot_)
        return;
    QDialog dialog(notes_->window());
    dialog.setWindowTitle(tr("What the figures depend on"));
    dialog.resize(720, 360);
    auto* list = new QListWidget(&dialog);
    list->setWordWrap(true);
    list->setAlternatingRowColors(true);
    list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    for (const std::string& note : snapshot_->notes)
        list->addItem(style::sentence(note));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto* column = new QVBoxLayout(&dialog);
    column->addWidget(list);
    column->addWidget(buttons);
    dialog.exec();
}

} // namespace hallwright::app
