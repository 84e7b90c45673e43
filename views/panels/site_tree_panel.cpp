#include "views/panels/site_tree_panel.h"

#include "views/panels/site_search.h"
#include "views/panels/site_tree_model.h"
#include "views/panels/still_tree.h"
#include "views/shared/format.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <utility>

namespace hallwright::panels {

namespace {

// Lines beside each other become one range: a hall of a thousand racks is selected in a few.
QItemSelection selectionOfLines(const QModelIndexList& lines)
{
    std::map<QModelIndex, std::vector<QModelIndex>> byParent;
    for (const QModelIndex& line : lines)
        byParent[line.parent()].push_back(line);
    QItemSelection selection;
    for (auto& [parent, children] : byParent) {
        std::ranges::sort(children, {}, &QModelIndex::row);
        for (std::size_t first = 0, i = 0; i < children.size(); ++i) {
            if (i + 1 < children.size() && children[i + 1].row() == children[i].row() + 1)
                continue;
            selection.append({children[first], children[i].siblingAtColumn(SiteTreeModel::ColumnCount - 1)});
            first = i + 1;
        }
    }
    return selection;
}

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

ObjectRef objectOf(const QTreeWidgetItem* found)
{
    return found ? found->data(0, Qt::UserRole).value<ObjectRef>() : ObjectRef{};
}

} // namespace

SiteTreePanel::SiteTreePanel(QWidget* parent)
    : QWidget(parent), model_(new SiteTreeModel(this)), search_(std::make_unique<SiteSearch>()),
      searchField_(new QLineEdit(this)), stack_(new QStackedWidget(this)), tree_(new StillTree(this)),
      found_(new QTreeWidget(this)), foundCount_(new QLabel(this)), searchAgain_(new QTimer(this))
{
    buildTree();
    buildSearch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(searchField_);
    column->addWidget(foundCount_);
    column->addWidget(stack_, 1);
    joinTree();
    joinSearch();
}

SiteTreePanel::~SiteTreePanel() = default;

void SiteTreePanel::buildTree()
{
    constexpr int openUnderDragMs = 700;
    constexpr int indentationPx = 14; // five levels deep there is still room for a name
    tree_->setObjectName(QStringLiteral("siteTree"));
    tree_->setModel(model_);
    tree_->setUniformRowHeights(true);
    tree_->setItemDelegate(new EvenRows(tree_));
    tree_->setAlternatingRowColors(true);
    tree_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    tree_->setIndentation(indentationPx);
    tree_->setDragDropMode(QAbstractItemView::DragDrop);
    tree_->setDropIndicatorShown(true);
    tree_->setAutoExpandDelay(openUnderDragMs);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(SiteTreeModel::NameColumn, QHeaderView::Stretch);
    const auto setWidth = [this](int column, const QString& widest) {
        columnWidths_[column] = fontMetrics().horizontalAdvance(widest) + 14;
        tree_->setColumnWidth(column, columnWidths_[column]);
    };
    setWidth(SiteTreeModel::PowerColumn, QStringLiteral("000.00 MW"));
    setWidth(SiteTreeModel::InletColumn, QStringLiteral("000.0 °C"));
    setWidth(SiteTreeModel::FindingsColumn, QStringLiteral("Findings"));
    tree_->setMinimumWidth(nameWidth());
    tree_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    stack_->addWidget(tree_);
}

// That a name takes, a few levels deep.
int SiteTreePanel::nameWidth() const
{
    constexpr int levels = 4;
    return fontMetrics().horizontalAdvance(QStringLiteral("B1-H1-A01-copy")) + levels * tree_->indentation();
}

// In a narrow dock names go before figures, and findings before those that the inspector has too.
void SiteTreePanel::fitColumns()
{
    int left = tree_->viewport()->width() - nameWidth();
    for (const int column :
         {SiteTreeModel::FindingsColumn, SiteTreeModel::InletColumn, SiteTreeModel::PowerColumn}) {
        left -= columnWidths_[column];
        tree_->setColumnHidden(column, left < 0);
    }
}

void SiteTreePanel::buildSearch()
{
    searchField_->setPlaceholderText(tr("Search by name, type or kind"));
    searchField_->setToolTip(tr("Everything in the site, by words in any order: “cdu”, “busway A”, “GB200”"));
    searchField_->setClearButtonEnabled(true);
    searchField_->installEventFilter(this);
    foundCount_->setForegroundRole(QPalette::PlaceholderText);
    foundCount_->setWordWrap(true);
    foundCount_->hide();
    found_->setObjectName(QStringLiteral("siteTreeHits"));
    found_->setHeaderLabels({tr("Name"), tr("Kind"), tr("Place")});
    found_->setRootIsDecorated(false);
    found_->setUniformRowHeights(true);
    found_->setAlternatingRowColors(true);
    found_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    found_->setContextMenuPolicy(Qt::CustomContextMenu);
    stack_->addWidget(found_);
}

void SiteTreePanel::joinTree()
{
    connect(tree_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        chosenByPress_ = true;
        chooseSelected();
    });
    connect(tree_, &QTreeView::clicked, this, [this] {
        if (!chosenByPress_) // a click on what is selected already goes there again
            chooseSelected();
    });
    tree_->viewport()->installEventFilter(this);
    connect(tree_, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const ObjectRef object = model_->objectAt(index);
            object.valid() && index.column() == SiteTreeModel::FindingsColumn)
            emit findingsWanted(object);
    });
    connect(tree_, &QTreeView::customContextMenuRequested, this, [this](QPoint at) {
        emit menuWanted(model_->objectAt(tree_->indexAt(at)), tree_->viewport()->mapToGlobal(at));
    });
    connect(tree_, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        opened_.insert(model_->lineAt(index));
        spanNames(index, 0, model_->rowCount(index) - 1);
    });
    connect(tree_, &QTreeView::collapsed, this,
            [this](const QModelIndex& index) { opened_.erase(model_->lineAt(index)); });
    connect(model_, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex& parent, int first, int last) {
                spanNames(parent, first, last);
                for (int row = first; row <= last; ++row)
                    open(model_->index(row, 0, parent));
            });
    connect(model_, &QAbstractItemModel::modelReset, this, [this] {
        opened_.clear();
        spanNames({}, 0, model_->rowCount() - 1);
        for (int row = 0; row < model_->rowCount(); ++row) {
            if (model_->objectAt(model_->index(row, 0)).kind == ObjectKind::Building)
                tree_->expand(model_->index(row, 0));
        }
    });
    // The model tells of its buildings alone, and a view would paint only those again, not what hangs on the last.
    connect(model_, &QAbstractItemModel::dataChanged, tree_->viewport(), qOverload<>(&QWidget::update));
    // Not while the view is still at its drop: what is moved leaves its line.
    connect(model_, &SiteTreeModel::moveWanted, this, &SiteTreePanel::moveWanted, Qt::QueuedConnection);
}

void SiteTreePanel::joinSearch()
{
    connect(searchField_, &QLineEdit::textChanged, this, &SiteTreePanel::search);
    constexpr int afterDragMs = 400; // a version for every step of a drag is not searched
    searchAgain_->setSingleShot(true);
    searchAgain_->setInterval(afterDragMs);
    connect(searchAgain_, &QTimer::timeout, this, [this] { search(searchField_->text()); });
    connect(searchField_, &QLineEdit::returnPressed, this, [this] {
        if (found_->currentItem())
            chooseFound();
        else if (stack_->currentWidget() == found_)
            found_->setCurrentItem(found_->topLevelItem(0));
    });
    connect(found_, &QTreeWidget::currentItemChanged, this, &SiteTreePanel::chooseFound);
    connect(found_, &QTreeWidget::itemActivated, this, &SiteTreePanel::chooseFound);
    connect(found_, &QTreeWidget::customContextMenuRequested, this, [this](QPoint at) {
        if (const ObjectRef object = objectOf(found_->itemAt(at)); object.valid())
            emit menuWanted(object, found_->viewport()->mapToGlobal(at));
    });
}

// Without figures they have all the room for their names.
void SiteTreePanel::spanNames(const QModelIndex& parent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        if (model_->isNameAlone(model_->index(row, 0, parent)))
            tree_->setFirstColumnSpanned(row, parent, true);
    }
}

void SiteTreePanel::open(const QModelIndex& index)
{
    if (!opened_.contains(model_->lineAt(index)))
        return;
    tree_->expand(index);
    for (int row = 0; row < model_->rowCount(index); ++row)
        open(model_->index(row, 0, index));
}

void SiteTreePanel::setSite(const SitePtr& site)
{
    const QScopedValueRollback quiet(selecting_, true);
    if (!site)
        searchField_->clear(); // what was looked for was of another site
    model_->setSite(site);
    search_->setSite(site);
    if (stack_->currentWidget() == found_)
        searchAgain_->start();
}

void SiteTreePanel::setFindings(const FindingsPtr& findings)
{
    model_->setFindings(findings);
}

void SiteTreePanel::setSnapshot(const SnapshotPtr& snapshot)
{
    model_->setSnapshot(snapshot);
}

std::vector<ObjectRef> SiteTreePanel::selectedObjects() const
{
    std::vector<ObjectRef> objects;
    for (const QModelIndex& index : tree_->selectionModel()->selectedRows())
        objects.push_back(model_->objectAt(index));
    return objects;
}

void SiteTreePanel::setSelection(const SelectionSet& selection)
{
    const QScopedValueRollback quiet(selecting_, true);
    std::vector<ObjectRef> wanted = selection.objects;
    if (wanted.empty() && selection.hall.valid())
        wanted.push_back(refTo(selection.hall));
    if (wanted.empty()) {
        if (model_->objectAt(tree_->currentIndex()).kind != ObjectKind::Building)
            tree_->setCurrentIndex({}); // a building stays current: it is no selection of its own
        return;
    }
    const std::vector<ObjectRef> shown = selectedObjects();
    if (std::set(shown.begin(), shown.end()) == std::set(wanted.begin(), wanted.end()))
        return;
    QModelIndexList lines;
    for (const ObjectRef object : wanted) {
        if (const QModelIndex index = model_->indexOf(object); index.isValid())
            lines << index;
    }
    if (lines.isEmpty())
        return;
    tree_->selectionModel()->setCurrentIndex(lines.back(), QItemSelectionModel::NoUpdate);
    tree_->selectionModel()->select(selectionOfLines(lines), QItemSelectionModel::ClearAndSelect);
    tree_->scrollTo(lines.back());
}

void SiteTreePanel::focusSearch()
{
    searchField_->setFocus(Qt::ShortcutFocusReason);
    searchField_->selectAll();
}

// Of several, those that stand where the one chosen last does.
void SiteTreePanel::chooseSelected()
{
    const QModelIndexList lines = tree_->selectionModel()->selectedRows();
    if (selecting_ || lines.isEmpty())
        return;
    const QModelIndex current = tree_->currentIndex().siblingAtColumn(SiteTreeModel::NameColumn);
    const QModelIndex last = lines.contains(current) ? current : lines.back();
    std::vector<ObjectRef> objects;
    for (const QModelIndex& line : lines) {
        const ObjectKind kind = model_->objectAt(line).kind;
        const bool isPlace = kind == ObjectKind::Building || kind == ObjectKind::Hall;
        if (line != last && !isPlace && model_->hallAt(line) == model_->hallAt(last))
            objects.push_back(model_->objectAt(line));
    }
    const ObjectRef primary = model_->objectAt(last);
    const bool alone =
        objects.empty() || primary.kind == ObjectKind::Building || primary.kind == ObjectKind::Hall;
    objects.push_back(primary);
    if (alone)
        emit chosen(primary);
    else
        emit chosenTogether(objects);
}

void SiteTreePanel::chooseFound()
{
    if (const ObjectRef object = objectOf(found_->currentItem()); object.valid() && !selecting_)
        emit chosen(object);
}

bool SiteTreePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == tree_->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    if (watched == tree_->viewport() && event->type() == QEvent::MouseButtonPress)
        chosenByPress_ = false;
    if (watched == searchField_ && event->type() == QEvent::KeyPress && stack_->currentWidget() == found_ &&
        found_->topLevelItemCount() > 0) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int by = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (by != 0) {
            const int at = found_->indexOfTopLevelItem(found_->currentItem());
            const int next = std::clamp(at + by, 0, found_->topLevelItemCount() - 1);
            found_->setCurrentItem(found_->topLevelItem(next));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SiteTreePanel::search(const QString& text)
{
    constexpr std::size_t mostShown = 500;
    const QString wanted = text.trimmed();
    stack_->setCurrentWidget(wanted.isEmpty() ? static_cast<QWidget*>(tree_) : found_);
    foundCount_->setVisible(!wanted.isEmpty());
    const QScopedValueRollback quiet(selecting_, true);
    const auto current = objectOf(found_->currentItem());
    found_->clear();
    if (wanted.isEmpty())
        return;
    const SiteSearch::Hits hits = search_->find(wanted, mostShown);
    QList<QTreeWidgetItem*> items;
    for (const SearchEntry& hit : hits.shown) {
        auto* item = new QTreeWidgetItem({hit.name, hit.kind, hit.place});
        item->setData(0, Qt::UserRole, QVariant::fromValue(hit.object));
        for (int column = 0; column < item->columnCount(); ++column)
            item->setToolTip(column, item->text(column));
        items << item;
    }
    found_->addTopLevelItems(items);
    const auto again = std::ranges::find(items, current, objectOf);
    found_->setCurrentItem(again != items.end() ? *again : nullptr);
    constexpr double nameShare = 0.42; // of the width at most, so that all three are seen
    constexpr double kindShare = 0.34;
    for (const auto& [column, share] : {std::pair(0, nameShare), std::pair(1, kindShare)}) {
        found_->resizeColumnToContents(column);
        found_->setColumnWidth(column, std::min(found_->columnWidth(column), int(share * stack_->width())));
    }
    const QString total = style::formatCount(static_cast<long long>(hits.total));
    foundCount_->setText(hits.total == 0 ? tr("Nothing here is called, or is, “%1”").arg(wanted)
                         : hits.total <= mostShown
                             ? tr("%1 found").arg(total)
                             : tr("%1 found, the first %2 shown")
                                   .arg(total, style::formatCount(static_cast<long long>(mostShown))));
}

} // namespace hallwright::panels
