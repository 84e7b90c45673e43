#include "views/panels/findings_panel.h"

#include "views/panels/finding_card.h"
#include "views/panels/findings_model.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/severity_mark.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::panels {

namespace {

constexpr std::array allSeverities = {Severity::Critical, Severity::Major, Severity::Minor};

QString counted(std::size_t count)
{
    return style::formatCount(static_cast<long long>(count));
}

// Enter chooses a row as a double click does, and a single click never, whatever the platform takes for activation.
class FindingsTree : public QTreeView
{
public:
    using QTreeView::QTreeView;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
            emit doubleClicked(currentIndex());
        else
            QTreeView::keyPressEvent(event);
    }
};

void setUp(QTreeView& tree, FindingsModel* model)
{
    tree.setObjectName(QStringLiteral("findings"));
    tree.setModel(model);
    tree.setUniformRowHeights(true);
    tree.setAlternatingRowColors(true);
    tree.setExpandsOnDoubleClick(false);
    tree.setSortingEnabled(true);
    tree.sortByColumn(FindingsModel::WhatColumn, Qt::AscendingOrder);
    QHeaderView* header = tree.header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(FindingsModel::WhatColumn, QHeaderView::Stretch);
    const auto widthOf = [&](const char* sample) {
        return tree.fontMetrics().horizontalAdvance(QString::fromLatin1(sample)) + 24;
    };
    tree.setColumnWidth(FindingsModel::PlaceColumn, widthOf("B1-H4-North in Building 1"));
    tree.setColumnWidth(FindingsModel::CountColumn, widthOf("Count 00"));
    tree.setColumnWidth(FindingsModel::ValueColumn, widthOf("0,000.0 kW together"));
    tree.setColumnWidth(FindingsModel::LimitColumn, widthOf("0,000.0 kW"));
}

} // namespace

FindingsPanel::FindingsPanel(QWidget* parent)
    : QWidget(parent), model_(new FindingsModel(this)), text_(new QLineEdit(this)),
      place_(new QComboBox(this)), summary_(new QLabel(this)), stack_(new QStackedWidget(this)),
      tree_(new FindingsTree(this)), none_(new QLabel(this)), card_(new FindingCard(this))
{
    setUp(*tree_, model_);
    none_->setAlignment(Qt::AlignCenter);
    none_->setForegroundRole(QPalette::PlaceholderText);
    none_->setObjectName(QStringLiteral("noFindings"));
    summary_->setObjectName(QStringLiteral("findingsSummary"));
    summary_->setForegroundRole(QPalette::PlaceholderText);
    stack_->addWidget(tree_);
    stack_->addWidget(none_);
    auto* halves = new QSplitter(Qt::Horizontal, this);
    halves->addWidget(stack_);
    halves->addWidget(card_);
    halves->setChildrenCollapsible(false);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    card_->setMinimumWidth(260);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->setSpacing(4);
    column->addWidget(buildFilters());
    column->addWidget(halves, 1);

    connect(model_, &QAbstractItemModel::modelAboutToBeReset, this, &FindingsPanel::keepPlace);
    connect(model_, &QAbstractItemModel::modelReset, this, &FindingsPanel::restorePlace);
    connect(model_, &QAbstractItemModel::dataChanged, tree_->viewport(), qOverload<>(&QWidget::update));
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this, &FindingsPanel::showCard);
    connect(tree_, &QTreeView::doubleClicked, this, &FindingsPanel::choose);
    connect(card_, &FindingCard::showWanted, this, [this] { choose(tree_->currentIndex()); });
    connect(card_, &FindingCard::waiveWanted, this, [this] {
        if (const Finding* finding = model_->findingAt(tree_->currentIndex()))
            emit waiveWanted(*finding);
    });
    connect(card_, &FindingCard::endOfWaiverWanted, this, [this] {
        if (const Finding* finding = model_->findingAt(tree_->currentIndex()))
            emit endOfWaiverWanted(*finding);
    });
    fill();
}

QWidget* FindingsPanel::buildFilters()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    text_->setPlaceholderText(tr("Filter by word, rack or rule"));
    text_->setClearButtonEnabled(true);
    text_->setMinimumWidth(fontMetrics().horizontalAdvance(text_->placeholderText()) + 40);
    text_->setMaximumWidth(280);
    row->addWidget(text_, 1);
    for (const Severity severity : allSeverities) {
        auto* button = new QToolButton(bar);
        button->setObjectName(style::severityText(severity).toLower());
        button->setIcon(style::severityIcon(severity));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setCheckable(true);
        button->setChecked(true);
        button->setToolTip(tr("Show those that are %1").arg(style::severityText(severity).toLower()));
        connect(button, &QToolButton::toggled, this, &FindingsPanel::filter);
        severities_[static_cast<std::size_t>(severity)] = button;
        row->addWidget(button);
    }
    place_->setToolTip(tr("Where"));
    place_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(place_);
    row->addStretch(1);
    row->addWidget(summary_);
    connect(text_, &QLineEdit::textChanged, this, &FindingsPanel::filter);
    connect(place_, &QComboBox::currentIndexChanged, this, &FindingsPanel::filter);
    return bar;
}

void FindingsPanel::setFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings)
{
    snapshot_ = findings ? snapshot : nullptr;
    findings_ = findings;
    filled_ = false;
    if (isVisible() || !findings)
        fill();
}

void FindingsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!filled_)
        fill();
}

void FindingsPanel::fill()
{
    filled_ = true;
    fillPlaces();
    model_->setFindings(snapshot_, findings_);
    filter();
}

// The halls in which something is wrong, in the order of the site.
void FindingsPanel::fillPlaces()
{
    const QSignalBlocker quiet(place_);
    const QVariant before = place_->currentData();
    place_->clear();
    place_->addItem(tr("Everywhere"), QVariant::fromValue(qlonglong{0}));
    if (snapshot_) {
        std::vector<HallId> halls;
        for (const Finding* finding : findings_->open)
            halls.push_back(finding->hall);
        std::ranges::sort(halls);
        for (const HallResultPtr& hall : snapshot_->halls) {
            if (std::ranges::binary_search(halls, hall->hall->id))
                place_->addItem(text(hall->hall->name),
                                QVariant::fromValue(static_cast<qlonglong>(hall->hall->id.value)));
        }
    }
    place_->setCurrentIndex(std::max(0, place_->findData(before)));
}

void FindingsPanel::filter()
{
    FindingsFilter wanted;
    wanted.text = text_->text().trimmed();
    for (const Severity severity : allSeverities)
        wanted.severities[static_cast<std::size_t>(severity)] =
            severities_[static_cast<std::size_t>(severity)]->isChecked();
    wanted.hall = HallId{place_->currentData().toLongLong()};
    if (!(wanted == model_->filter()))
        model_->setFilter(wanted);
    showCounts();
    showCard();
}

void FindingsPanel::showCounts()
{
    for (const Severity severity : allSeverities) {
        const std::size_t count = findings_ ? findings_->count(severity) : 0;
        severities_[static_cast<std::size_t>(severity)]->setText(
            tr("%1 %2").arg(counted(count), style::severityText(severity).toLower()));
    }
    if (!findings_) {
        summary_->clear();
        none_->setText(snapshot_ ? QString() : tr("Nothing has been checked yet."));
        stack_->setCurrentWidget(none_);
        return;
    }
    const QString all =
        tr("%1 findings, %2 rules, %3 objects")
            .arg(counted(findings_->open.size()), counted(rules().size()), counted(findings_->objectCount));
    const std::size_t shown = model_->shownCount();
    summary_->setText(shown < findings_->open.size() ? tr("%1 shown of %2").arg(counted(shown), all) : all);
    none_->setText(findings_->clean() ? all : tr("None of them is as asked for above."));
    stack_->setCurrentWidget(model_->rowCount() > 0 ? static_cast<QWidget*>(tree_) : none_);
}

QString FindingsPanel::summary() const
{
    return summary_->text();
}

void FindingsPanel::showCard()
{
    const QModelIndex current = tree_->currentIndex();
    const Finding* finding = model_->findingAt(current);
    const bool ofGroup = finding && model_->isGroup(current);
    card_->setFinding(model_->snapshot(), finding,
                      ofGroup ? current.siblingAtColumn(0).data(Qt::ToolTipRole).toString() : QString(),
                      model_->waiverAt(current));
}

void FindingsPanel::choose(const QModelIndex& index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    if (model_->isGroup(row))
        tree_->setExpanded(row, true);
    if (const Finding* finding = model_->findingAt(row))
        emit chosen(finding->subject);
}

void FindingsPanel::showOtherUnits()
{
    tree_->viewport()->update();
    showCard();
}

void FindingsPanel::keepPlace()
{
    current_ = model_->keyAt(tree_->currentIndex());
    expanded_.clear();
    for (int row = 0; row < model_->rowCount(); ++row) {
        if (tree_->isExpanded(model_->index(row, 0)))
            expanded_ << model_->keyAt(model_->index(row, 0));
    }
}

void FindingsPanel::restorePlace()
{
    for (const QString& key : std::as_const(expanded_)) {
        if (const QModelIndex group = model_->indexOfKey(key); group.isValid())
            tree_->setExpanded(group, true);
    }
    if (const QModelIndex row = model_->indexOfKey(current_); row.isValid())
        tree_->setCurrentIndex(row);
    showCard();
}

} // namespace hallwright::panels
