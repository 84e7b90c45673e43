#include "views/elevation/device_list.h"

#include "views/elevation/elevation_view.h"

#include <QDrag>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace hallwright::elevation {

namespace {

constexpr int typeRole = Qt::UserRole;

class TypeTree : public QTreeWidget
{
public:
    using QTreeWidget::QTreeWidget;

protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override
    {
        auto* carried = new QMimeData;
        if (!items.isEmpty())
            carried->setData(QLatin1String(deviceTypeMime), items.first()->data(0, typeRole).toByteArray());
        return carried;
    }

    // Without a picture of the row over the units: the elevation shows where it would stand.
    void startDrag(Qt::DropActions) override
    {
        QPixmap nothing(1, 1);
        nothing.fill(Qt::transparent);
        auto* drag = new QDrag(this);
        drag->setMimeData(mimeData(selectedItems()));
        drag->setPixmap(nothing);
        drag->exec(Qt::CopyAction);
    }
};

} // namespace

DeviceList::DeviceList(QWidget* parent)
    : QWidget(parent), search_(new QLineEdit(this)), tree_(new TypeTree(this)), none_(new QLabel(this)),
      add_(new QPushButton(tr("Add where there is room"), this))
{
    search_->setPlaceholderText(tr("Search device types"));
    search_->setClearButtonEnabled(true);
    search_->installEventFilter(this);
    tree_->setHeaderHidden(true);
    tree_->setColumnCount(2);
    tree_->setDragEnabled(true);
    tree_->setDragDropMode(QAbstractItemView::DragOnly);
    tree_->setToolTip(
        tr("Drag a type onto the units of a rack; Enter adds it at the lowest place that is free"));
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree_->setIndentation(12);
    none_->setWordWrap(true);
    none_->setTextInteractionFlags(Qt::TextBrowserInteraction);
    none_->setContentsMargins(6, 4, 6, 4);
    connect(none_, &QLabel::linkActivated, this, &DeviceList::importWanted);
    connect(search_, &QLineEdit::textChanged, this, &DeviceList::filter);
    connect(search_, &QLineEdit::returnPressed, this, &DeviceList::take);
    connect(tree_, &QTreeWidget::itemActivated, this, &DeviceList::take);
    connect(add_, &QPushButton::clicked, this, &DeviceList::take);
    connect(tree_, &QTreeWidget::currentItemChanged, this, [this] { add_->setEnabled(current().valid()); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addWidget(search_);
    column->addWidget(none_);
    column->addWidget(tree_, 1);
    column->addWidget(add_);
    add_->setEnabled(false);
    fill();
}

void DeviceList::setCatalogue(const std::shared_ptr<const Catalogue>& catalogue)
{
    if (catalogue == catalogue_)
        return;
    catalogue_ = catalogue;
    fill();
}

void DeviceList::showOtherUnits()
{
    fill();
}

void DeviceList::focusSearch()
{
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

// By manufacturer, in the order of their names.
void DeviceList::fill()
{
    const DeviceTypeId chosen = current();
    tree_->clear();
    std::map<QString, std::map<QString, const DeviceType*>> makers;
    if (catalogue_) {
        for (const DeviceType& type : catalogue_->deviceTypes)
            makers[QString::fromStdString(type.manufacturer)].emplace(QString::fromStdString(type.name),
                                                                      &type);
    }
    for (const auto& [maker, types] : makers) {
        auto* group = new QTreeWidgetItem(tree_, {maker.isEmpty() ? tr("No manufacturer") : maker});
        group->setFlags(Qt::ItemIsEnabled);
        group->setFirstColumnSpanned(true);
        QFont bold = font();
        bold.setBold(true);
        group->setFont(0, bold);
        for (const auto& [name, type] : types) {
            const QString figures = deviceFigures(*type, type->powerW);
            auto* item = new QTreeWidgetItem(
                group, {name, type->heightU > 0.0 ? figures : tr("no unit · %1").arg(figures)});
            item->setData(0, typeRole, QByteArray::number(static_cast<qlonglong>(type->id.value)));
            item->setForeground(1, palette().placeholderText());
            item->setToolTip(0, QStringLiteral("%1 %2").arg(maker, name));
            if (type->id == chosen)
                tree_->setCurrentItem(item);
        }
    }
    tree_->expandAll();
    filter();
}

void DeviceList::filter()
{
    const QStringList words = search_->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    int seen = 0;
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = tree_->topLevelItem(i);
        int here = 0;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem* item = group->child(j);
            const QString all = group->text(0) + QLatin1Char(' ') + item->text(0);
            const bool fits = std::ranges::all_of(
                words, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
            item->setHidden(!fits);
            here += fits ? 1 : 0;
            first = fits && !first ? item : first;
        }
        group->setHidden(here == 0);
        seen += here;
    }
    const bool none = !catalogue_ || catalogue_->deviceTypes.empty();
    none_->setVisible(seen == 0);
    none_->setText(none ? tr("The catalogue has no device types yet. <a href=\"import\">Import a device-type "
                             "library …</a>")
                        : tr("No device type has these words in its name."));
    tree_->setVisible(seen > 0);
    if (first && (!words.isEmpty()) && (!tree_->currentItem() || tree_->currentItem()->isHidden()))
        tree_->setCurrentItem(first);
    add_->setEnabled(current().valid() && seen > 0);
}

DeviceTypeId DeviceList::current() const
{
    const QTreeWidgetItem* item = tree_->currentItem();
    return {item ? item->data(0, typeRole).toByteArray().toLongLong() : 0};
}

void DeviceList::take()
{
    const QTreeWidgetItem* item = tree_->currentItem();
    if (item && !item->isHidden() && current().valid())
        emit wanted(current());
}

bool DeviceList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == search_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
            QCoreApplication::sendEvent(tree_, event);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hallwright::elevation
