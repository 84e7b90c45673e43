#include "app/gui/evaluation_status.h"

#include <QLabel>
#include <QMessageBox>
#include <QStatusBar>
#include <QToolButton>

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
    : QObject(bar), balances_(new QLabel(bar)), unsettled_(new QLabel(bar)), notices_(new QToolButton(bar))
{
    notices_->setAutoRaise(true);
    connect(notices_, &QToolButton::clicked, this, &EvaluationStatus::showNotices);
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
    for (QWidget* part : std::initializer_list<QWidget*>{unsettled_, notices_, balances_})
        bar->addPermanentWidget(part);
    setSnapshot(nullptr);
}

void EvaluationStatus::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    const auto notices = snapshot ? static_cast<int>(snapshot->warnings.size()) : 0;
    balances_->setText(snapshot ? balancesText(*snapshot) : QString());
    unsettled_->setVisible(snapshot && !snapshot->converged);
    unsettled_->setText(snapshot ? tr("Not converged after %1 rounds").arg(snapshot->rounds) : QString());
    notices_->setVisible(notices > 0);
    notices_->setText(notices == 1 ? tr("1 notice") : tr("%1 notices").arg(notices));
}

void EvaluationStatus::showNotices()
{
    if (!snapshot_)
        return;
    QStringList lines;
    for (const std::string& warning : snapshot_->warnings)
        lines << QString::fromStdString(warning);
    constexpr int most = 20;
    QMessageBox box(QMessageBox::Information, tr("What the figures depend on"),
                    lines.mid(0, most).join(QLatin1Char('\n')), QMessageBox::Close, notices_->window());
    if (lines.size() > most)
        box.setInformativeText(tr("and %1 more").arg(lines.size() - most));
    box.exec();
}

} // namespace hallwright::app
