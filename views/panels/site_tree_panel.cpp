#include "views/panels/site_tree_panel.h"

#include "views/panels/site_tree_model.h"
#include "views/shared/format.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hallwright::panels {

namespace {

// Rows with room for a mark, whether they have one or not: the tree stays where it is as findings come and go.
class EvenRows : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return size.expandedTo({0, option.decorationSize.height() + 2});
    }
};

} // namespace

SiteTreePanel::SiteTreePanel(QWidget* parent)
    : QWidget(parent), model_(new SiteTreeModel(this)), searchField_(new QLineEdit(this)),
      stack_(new QStackedWidget(this)), tree_(new QTreeView(this)), found_(new QListWidget(this)),
      foundCount_(new QLabel(this))
{
    searchField_->setPlaceholderText(tr("Search racks and halls"));
    searchField_->setClearButtonEnabled(true);
    tree_->setModel(model_);
    tree_->setUniformRowHeights(true);
    tree_->setItemDelegate(new EvenRows(tree_));
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
    connect(tree_, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() == SiteTreeModel::FindingsColumn)
            emit findingsWanted(objectAt(index));
    });
    connect(model_, &QAbstractItemModel::modelAboutToBeReset, this, &SiteTreePanel::keepPlace);
    connect(model_, &QAbstractItemModel::modelReset, this, &SiteTreePanel::restorePlace);
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

ObjectRef SiteTreePanel::objectAt(const QModelIndex& index) const
{
    if (const RackId rack = model_->rackAt(index); rack.valid())
        return refTo(rack);
    if (const HallId hall = model_->hallAt(index); hall.valid())
        return refTo(hall);
    return refTo(model_->buildingAt(index));
}

void SiteTreePanel::choose(const QModelIndex& index)
{
    if (!selecting_ && index.isValid())
        emit chosen(objectAt(index));
}

// Buildings and halls that are opened.
void SiteTreePanel::keepPlace()
{
    known_ = model_->rowCount() > 0;
    expanded_.clear();
    scrolled_ = tree_->verticalScrollBar()->value();
    for (int b = 0; b < model_->rowCount(); ++b) {
        const QModelIndex building = model_->index(b, 0);
        if (tree_->isExpanded(building))
            expanded_.push_back(objectAt(building));
        for (int h = 0; h < model_->rowCount(building); ++h) {
            if (const QModelIndex hall = model_->index(h, 0, building); tree_->isExpanded(hall))
                expanded_.push_back(objectAt(hall));
        }
    }
}

void SiteTreePanel::restorePlace()
{
    const auto wasOpen = [&](const QModelIndex& index) {
        return std::ranges::find(expanded_, objectAt(index)) != expanded_.end();
    };
    for (int b = 0; b < model_->rowCount(); ++b) {
        const QModelIndex building = model_->index(b, 0);
        tree_->setExpanded(building, !known_ || wasOpen(building));
        for (int h = 0; known_ && h < model_->rowCount(building); ++h) {
            if (const QModelIndex hall = model_->index(h, 0, building); wasOpen(hall))
                tree_->setExpanded(hall, true);
        }
    }
    tree_->verticalScrollBar()->setValue(scrolled_);
    if (!searchField_->text().isEmpty())
        search(searchField_->text());
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
