#include "app/gui/comparison_bar.h"

#include "views/shared/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright::app {

namespace {

// Share of the air's cells that the result has a value in.
double coverage(const fields::FieldData& data)
{
    std::size_t air = 0;
    std::size_t known = 0;
    for (std::size_t cell = 0; cell < data.temperatureC.size(); ++cell) {
        air += !data.solid[cell];
        known += !data.solid[cell] && !std::isnan((*data.reference->temperatureC)[cell]);
    }
    return air > 0 ? static_cast<double>(known) / static_cast<double>(air) : 0.0;
}

QString magnitude(double kelvin)
{
    return style::formatTemperatureDifference(std::abs(kelvin)).remove(QLatin1Char('+'));
}

} // namespace

ComparisonBar::ComparisonBar(HallAir* air, QWidget* parent)
    : QFrame(parent), air_(air), summary_(new QLabel(this)), basis_(new QLabel(this))
{
    summary_->setObjectName(QStringLiteral("comparisonSummary"));
    basis_->setObjectName(QStringLiteral("comparisonBasis"));
    basis_->setEnabled(false); // the lesser of the two
    auto* lines = new QVBoxLayout;
    lines->setSpacing(1);
    for (QLabel* line : {summary_, basis_}) {
        line->setWordWrap(true);
        lines->addWidget(line);
    }
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closeComparison"));
    close->setText(tr("Close"));
    close->setToolTip(tr("Close comparison"));
    close->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 2, 10, 4);
    row->addLayout(lines, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, air_, [this] { air_->setComparison(nullptr); });
    connect(air_, &HallAir::comparisonChanged, this, &ComparisonBar::refresh);
    connect(air_, &HallAir::fieldChanged, this, &ComparisonBar::refresh);
    refresh();
}

void ComparisonBar::refresh()
{
    setVisible(air_->comparison() != nullptr);
    summary_->setText(summary());
    basis_->setText(basis());
}

QString ComparisonBar::summary() const
{
    const CfdResultPtr result = air_->comparison();
    if (!result)
        return {};
    const fields::FieldDataPtr& air = air_->data();
    if (!air)
        return tr("Ours − %1: our air is being solved.").arg(result->name);
    if (!air->usable())
        return tr("Ours − %1: our air could not be solved.").arg(result->name);
    const InletDifference inlets = air_->inletDifference();
    if (!inlets.worst)
        return tr("Ours − %1: none of its racks stands here any more.").arg(result->name);
    const QString where = QString::fromStdString(air->room->racks[*inlets.worst].name);
    return tr("Ours − %1 at %2: mean %3, RMS %4, largest %5 at %6")
        .arg(result->name, inlets.racks == 1 ? tr("1 rack inlet") : tr("%1 rack inlets").arg(inlets.racks),
             style::formatTemperatureDifference(inlets.meanK), magnitude(inlets.rmsK),
             style::formatTemperatureDifference(inlets.worstK), where);
}

QString ComparisonBar::basis() const
{
    const CfdResultPtr result = air_->comparison();
    const HallResultPtr now = air_->result();
    if (!result || !now)
        return {};
    const int moved = now->hall == result->hall ? 0 : racksMoved(*result->hall, *now->hall);
    QStringList parts{tr("It holds for the layout it was made for")};
    if (moved == 1)
        parts << tr("1 rack has moved since it was opened");
    else if (moved > 1)
        parts << tr("%1 racks have moved since it was opened").arg(moved);
    const fields::FieldDataPtr& air = air_->data();
    if (air && air->usable() && air->hasReferenceCells()) {
        constexpr double nearlyAll = 0.995;
        const double share = coverage(*air);
        if (share < nearlyAll)
            parts << tr("it has %1 of the air, grey is the rest").arg(style::formatShare(share));
    } else if (!result->air) {
        parts << tr("it has rack inlets alone");
    }
    return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

} // namespace hallwright::app
