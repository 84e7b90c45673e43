#include "views/panels/site_tree_panel.h"

#include "views/panels/site_tree_model.h"
#include "views/shared/format.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace hallwright::panels {

SiteTreePanel::SiteTreePanel(QWidget* parent)
    : QWidget(parent), model_(new SiteTreeModel(this)), searchField_(new QLineEdit(this)),
      stack_(new QStackedWidget(this)), tree_(new QTreeView(this)), found_(new QListWidget(this)),
      foundCount_(new QLabel(this))
{
    searchField_->setPlaceholderText(tr("Search racks and halls"));
    searchField_->setClearButtonEnabled(true);
    tree_->setModel(model_);
    tree_->setUniformRowHeights(true);
    tree_->setAlternatingRowColors(true);
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(SiteTreeModel::NameColumn, QHeaderView::Stretch);
    tree_->setColumnWidth(SiteTreeModel::PowerColumn,
                          fontMetrics().horizontalAdvance(QStringLiteral("000.00 MW")) + 14);
    tree_->setColumnWidth(SiteTreeModel::InletColumn,
                          fontMetrics().horizontalAdvance(QStringLiteral("Warmest inlet")) + 14);
    tree_->setColumnWidth(SiteTreeModel::FindingsColumn,
                          fontMetrics().horizontalAdvance(QStringLiteral("Findings")) + 14);
    tree_->setMinimumWidth(
        fontMetrics().horizontalAdvance(QStringLiteral("B1-H1-A01-copy Findings 000.00 MW Warmest inlet")) +
        60);
    tree_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    foundCount_->setForegroundRole(QPalette::PlaceholderText);
    foundCount_->hide();
    stack_->addWidget(tree_);
    stack_->addWidget(found_);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(searchField_);
    column->addWidget(foundCount_);
    column->addWidget(stack_, 1);

    connect(searchField_, &QLineEdit::textChanged, this, &SiteTreePanel::search);
    connect(searchField_, &QLineEdit::returnPressed, this, [this] {
        if (found_->count() > 0 && stack_->currentWidget() == found_)
            found_->setCurrentRow(qMax(0, found_->currentRow()));
    });
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                movedByClick_ = true;
                choose(current);
            });
    connect(tree_, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (!std::exchange(movedByClick_, false)) // a click on what is current already goes there again
            choose(index);
    });
    connect(model_, &QAbstractItemModel::modelReset, this, [this] {
        tree_->expandToDepth(0);
        if (!searchField_->text().isEmpty())
            search(searchField_->text());
    });
    // The model tells of its buildings alone, and a view would paint only those again, not what hangs on the last.
    connect(model_, &QAbstractItemModel::dataChanged, tree_->viewport(), qOverload<>(&QWidget::update));
    connect(found_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            choose(item->data(Qt::UserRole).value<QPersistentModelIndex>());
    });
}

void SiteTreePanel::setSite(const SitePtr& site)
{
    const QScopedValueRollback quiet(selecting_, true);
    model_->setSite(site);
}

void SiteTreePanel::setFindings(const FindingsPtr& findings)
{
    model_->setFindings(findings);
}

void SiteTreePanel::setSnapshot(const SnapshotPtr& snapshot)
{
    model_->setSnapshot(snapshot);
}

void SiteTreePanel::setSelection(const SelectionSet& selection)
{
    const QScopedValueRollback quiet(selecting_, true);
    const auto rack = selection.primaryOf<RackId>();
    const QModelIndex index = rack.valid() ? model_->indexOf(rack) : model_->indexOf(selection.hall);
    if (!index.isValid()) {
        if (model_->hallAt(tree_->currentIndex()).valid())
            tree_->setCurrentIndex({});
        return; // a building stays current: it is no selection of its own
    }
    tree_->setCurrentIndex(index);
    tree_->scrollTo(index);
}

void SiteTreePanel::focusSearch()
{
    searchField_->setFocus(Qt::ShortcutFocusReason);
    searchField_->selectAll();
}

void SiteTreePanel::choose(const QModelIndex& index)
{
    if (selecting_ || !index.isValid())
        return;
    if (const RackId rack = model_->rackAt(index); rack.valid())
        emit chosen(refTo(rack));
    else if (const HallId hall = model_->hallAt(index); hall.valid())
        emit chosen(refTo(hall));
    else
        emit chosen(refTo(model_->buildingAt(index)));
}

void SiteTreePanel::search(const QString& text)
{
    constexpr int mostShown = 500;
    const QString wanted = text.trimmed();
    stack_->setCurrentWidget(wanted.isEmpty() ? static_cast<QWidget*>(tree_) : found_);
    foundCount_->setVisible(!wanted.isEmpty());
    if (wanted.isEmpty())
        return;
    const QScopedValueRollback quiet(selecting_, true);
    found_->clear();
    int total = 0;
    for (const QModelIndex& index : model_->matching(wanted, mostShown, &total)) {
        auto* item = new QListWidgetItem(index.data(SiteTreeModel::FullNameRole).toString(), found_);
        item->setData(Qt::UserRole, QVariant::fromValue(QPersistentModelIndex(index)));
    }
    foundCount_->setText(total == 0 ? tr("Nothing is called “%1”").arg(wanted)
                         : total <= mostShown
                             ? tr("%1 found").arg(style::formatCount(total))
                             : tr("%1 found, the first %2 shown")
                                   .arg(style::formatCount(total), style::formatCount(mostShown)));
}

} // namespace hallwright::panels
