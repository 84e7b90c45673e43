#include "app/gui/swap_type_dialog.h"

#include "app/editing/swap_type.h"
#include "app/gui/swap_figures.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/simulation/evaluate.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"
#include "views/shared/severity_mark.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <memory>

namespace hallwright::app {

namespace {

enum SwapColumn { SwapTitle, SwapBefore, SwapAfter, SwapGain };

QString typeLine(const RackType& type)
{
    return QStringLiteral("%1 — %2%3")
        .arg(QString::fromStdString(type.name), style::formatPower(type.powerW),
             type.gpuCount > 0 ? SwapTypeDialog::tr(", %1 GPUs").arg(type.gpuCount) : QString());
}

} // namespace

SwapTypeDialog::SwapTypeDialog(const SnapshotPtr& before, const FindingsPtr& findings,
                               const std::vector<RackId>& racks, QWidget* parent)
    : QDialog(parent), before_(before), findingsBefore_(findings), racks_(racks), type_(new QComboBox(this)),
      figures_(new QTreeWidget(this)), said_(new QLabel(this))
{
    setObjectName(QStringLiteral("swapTypeDialog"));
    setWindowTitle(tr("Swap rack type"));
    auto* which = new QLabel(racksText(), this);
    which->setWordWrap(true);
    auto* form = new QFormLayout;
    form->addRow(tr("Racks"), which);
    form->addRow(tr("&New type"), type_);
    figures_->setHeaderLabels({tr("Figure"), tr("Before"), tr("After"), tr("Change")});
    figures_->setRootIsDecorated(false);
    figures_->setAlternatingRowColors(true);
    figures_->header()->setStretchLastSection(false);
    figures_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    figures_->header()->setSectionResizeMode(SwapTitle, QHeaderView::Stretch);
    said_->setWordWrap(true);
    said_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    apply_ = buttons->button(QDialogButtonBox::Ok);
    apply_->setText(tr("&Swap"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(figures_, 1);
    column->addWidget(said_);
    column->addWidget(buttons);
    fillTypes();
    connect(type_, &QComboBox::currentIndexChanged, this, &SwapTypeDialog::compare);
    compare();
    resize(760, 540);
}

// "12 racks: 8 of DGX H100, 4 of Storage"
QString SwapTypeDialog::racksText() const
{
    const Site& site = *before_->site;
    std::map<RackTypeId, int> counts;
    for (const RackId rack : racks_)
        ++counts[site.rack(rack).type];
    QStringList parts;
    for (const auto& [type, count] : counts)
        parts << tr("%1 of %2").arg(count).arg(QString::fromStdString(site.catalogue->find(type)->name));
    return tr("%1: %2").arg(QString::fromStdString(counted(racks_.size(), "rack")),
                            parts.join(QStringLiteral(", ")));
}

void SwapTypeDialog::fillTypes()
{
    std::vector<const RackType*> types;
    for (const RackType& type : before_->site->catalogue->rackTypes)
        types.push_back(&type);
    std::ranges::sort(types, {}, &RackType::name);
    for (const RackType* type : types)
        type_->addItem(typeLine(*type), static_cast<qlonglong>(type->id.value));
    const RackTypeId now = before_->site->rack(racks_.front()).type;
    type_->setCurrentIndex(type_->findData(static_cast<qlonglong>(now.value)));
    type_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    type_->setMinimumContentsLength(30);
}

void SwapTypeDialog::choose(RackTypeId type)
{
    type_->setCurrentIndex(type_->findData(static_cast<qlonglong>(type.value)));
}

RackTypeId SwapTypeDialog::chosen() const
{
    return {type_->currentData().toLongLong()};
}

// Milliseconds: what did not change is used again.
void SwapTypeDialog::compare()
{
    swapped_.reset();
    figures_->clear();
    apply_->setEnabled(false);
    try {
        const SitePtr site = withRackType(before_->site, racks_, chosen());
        const SnapshotPtr snapshot = evaluate(site, before_->conditions);
        swapped_ = Swapped{site, snapshot, findingsOf(*snapshot, findingsBefore_.get())};
    } catch (const InputError& error) {
        said_->setText(tr("Not possible: %1").arg(style::sentence(std::string_view(error.what()))));
        return;
    }
    showFigures();
    const bool isOther = std::ranges::any_of(
        racks_, [this](RackId rack) { return before_->site->rack(rack).type != chosen(); });
    apply_->setEnabled(isOther);
    const auto solved = onlyIn(*findingsBefore_, *swapped_->findings).size();
    const std::vector<Finding> problems = caused();
    if (!isOther)
        said_->setText(tr("All of them are of this type already; choose another."));
    else if (problems.empty())
        said_->setText(solved > 0 ? tr("It causes no finding, and solves %1.").arg(solved)
                                  : tr("It causes no finding."));
    else
        said_->setText(tr("It causes %1, and solves %2. The worst: %3 Swapped, they are kept as a work list.")
                           .arg(QString::fromStdString(counted(problems.size(), "finding")))
                           .arg(solved)
                           .arg(style::sentence(problems.front().sentence)));
}

void SwapTypeDialog::showFigures()
{
    for (const SwapFigure& figure : swapFigures(*before_, *swapped_->snapshot, racks_)) {
        auto item = std::make_unique<QTreeWidgetItem>(
            QStringList{figure.title, figure.before, figure.after, figure.gain});
        for (const int column : {SwapBefore, SwapAfter, SwapGain})
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        if (figure.worse) {
            QFont bold = font();
            bold.setBold(true);
            item->setFont(SwapAfter, bold);
            item->setIcon(SwapTitle, style::severityIcon(Severity::Major));
        }
        figures_->addTopLevelItem(item.release());
    }
}

std::vector<Finding> SwapTypeDialog::caused() const
{
    std::vector<Finding> findings;
    if (swapped_) {
        for (const Finding* finding : onlyIn(*swapped_->findings, *findingsBefore_))
            findings.push_back(*finding);
    }
    return findings;
}

QString SwapTypeDialog::undoText() const
{
    const RackType* type = before_->site->catalogue->find(chosen());
    return tr("Swap the type of %1 to %2")
        .arg(QString::fromStdString(counted(racks_.size(), "rack")),
             type ? QString::fromStdString(type->name) : QString());
}

QString SwapTypeDialog::said() const
{
    return said_->text();
}

} // namespace hallwright::app
