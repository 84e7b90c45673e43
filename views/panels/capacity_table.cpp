#include "views/panels/capacity_table.h"

#include "core/model/object_names.h"
#include "views/panels/capacity_words.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTreeWidgetItemIterator>

#include <algorithm>
#include <map>
#include <set>

namespace hallwright::panels {

namespace {

constexpr int placeRole = Qt::UserRole + 2;

ObjectRef refOf(const QTreeWidgetItem& line)
{
    return line.data(CapacityTable::PlaceColumn, placeRole).value<ObjectRef>();
}

QString nameText(const PlaceCapacity& place)
{
    return place.place.kind == ObjectKind::Row ? CapacityTable::tr("Row %1").arg(text(place.name))
                                               : text(place.name);
}

} // namespace

CapacityTable::CapacityTable(QWidget* parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("capacityPlaces"));
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("Place"), tr("Racks"), tr("Free"), tr("Fit"), tr("Stopped by"), tr("Used"),
                     tr("Reserved"), tr("Usable"), tr("Stranded"), tr("Design")});
    const std::pair<Column, QString> tips[] = {
        {RacksColumn, tr("That stand on its floor, whatever their status")},
        {FreeColumn, tr("Positions in its rows at which no rack stands")},
        {FitColumn, tr("Racks of the type that fit, one for each position that takes one")},
        {BindingColumn, tr("What keeps most of its free positions empty")},
        {UsedColumn, tr("What its racks in service draw")},
        {ReservedColumn, tr("What racks draw that stand there but are not in service yet")},
        {UsableColumn, tr("The racks that fit, at their type's power")},
        {StrandedColumn, tr("Design that nothing can use, because something else is short there")},
        {DesignColumn, tr("What its feeds bring to racks with either side lost")}};
    for (const auto& [column, tip] : tips)
        headerItem()->setToolTip(column, tip);
    for (int column = RacksColumn; column < ColumnCount; ++column)
        headerItem()->setTextAlignment(
            column, Qt::AlignVCenter | (column == BindingColumn ? Qt::AlignLeft : Qt::AlignRight));
    setAlternatingRowColors(true);
    setUniformRowHeights(true);
    setIndentation(14);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(24);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder); // as the site has them, until the reader asks for more
    connect(this, &QTreeWidget::currentItemChanged, this, [this] {
        if (!filling_)
            emit placeChanged();
    });
    connect(this, &QTreeWidget::itemClicked, this, &CapacityTable::choose);
    connect(this, &QTreeWidget::itemActivated, this, &CapacityTable::choose); // by Enter
}

void CapacityTable::choose(const QTreeWidgetItem* line, int column)
{
    const PlaceCapacity* place = placeOf(line);
    if (!place)
        return;
    const ObjectRef by = place->binding.object;
    const bool isThere = place->blocked > 0 && by.valid() && exists(*capacity_->asked.site, by);
    emit chosen(column == BindingColumn && isThere ? by : place->place);
}

const PlaceCapacity* CapacityTable::placeOf(const QTreeWidgetItem* line) const
{
    if (!capacity_ || !line)
        return nullptr;
    const auto found = std::ranges::find(capacity_->places, refOf(*line), &PlaceCapacity::place);
    return found != capacity_->places.end() ? &*found : nullptr;
}

const PlaceCapacity* CapacityTable::current() const
{
    return placeOf(currentItem());
}

void CapacityTable::setCurrent(ObjectRef place)
{
    for (QTreeWidgetItemIterator line(this); *line; ++line) {
        if (refOf(**line) == place)
            setCurrentItem(*line);
    }
}

QTreeWidgetItem* CapacityTable::addLine(const PlaceCapacity& place, QTreeWidgetItem* parent)
{
    auto* line = parent ? new NumberLine(parent) : new NumberLine(this);
    line->setText(PlaceColumn, nameText(place));
    line->setData(PlaceColumn, placeRole, QVariant::fromValue(place.place));
    const auto count = [&](Column column, std::size_t number) {
        line->setNumber(column, static_cast<double>(number),
                        style::formatCount(static_cast<long long>(number)));
    };
    count(RacksColumn, place.racks);
    count(FreeColumn, place.free);
    count(FitColumn, place.fits);
    line->setText(BindingColumn, bindingText(*capacity_->asked.site, place));
    line->setToolTip(BindingColumn, style::sentence(place.binding.sentence));
    const std::pair<Column, double> powers[] = {{UsedColumn, place.usedW},
                                                {ReservedColumn, place.reservedW},
                                                {UsableColumn, place.usableW},
                                                {StrandedColumn, place.strandedW()},
                                                {DesignColumn, place.designW}};
    for (const auto& [column, watts] : powers)
        line->setNumber(column, watts, style::formatPower(watts));
    if (place.overW() > 0.0)
        line->setToolTip(
            DesignColumn,
            tr("%1 are used, reserved or usable beyond it").arg(style::formatPower(place.overW())));
    return line;
}

void CapacityTable::setCapacity(const CapacityPtr& capacity)
{
    const QScopedValueRollback filling(filling_, true);
    const bool isFirst = !capacity_ || !capacity || capacity_->whole().place != capacity->whole().place;
    std::set<ObjectRef> open;
    for (QTreeWidgetItemIterator line(this); *line; ++line) {
        if ((*line)->isExpanded())
            open.insert(refOf(**line));
    }
    const ObjectRef before = currentItem() ? refOf(*currentItem()) : ObjectRef{};
    clear();
    capacity_ = capacity;
    if (!capacity)
        return;
    setSortingEnabled(false);
    std::map<ObjectRef, QTreeWidgetItem*> lines;
    for (const PlaceCapacity& place : capacity->places) {
        const auto parent = lines.find(place.within);
        QTreeWidgetItem* line = addLine(place, parent != lines.end() ? parent->second : nullptr);
        lines[place.place] = line;
        const bool isHall = place.place.kind == ObjectKind::Hall;
        line->setExpanded(isFirst ? !isHall && (place.free > 0 || place.place == siteData())
                                  : open.contains(place.place));
    }
    if (isFirst && topLevelItemCount() > 0)
        topLevelItem(0)->setExpanded(true);
    setSortingEnabled(true);
    setCurrentItem(lines.contains(before) ? lines[before] : topLevelItem(0));
    if (isFirst)
        fitColumns();
}

void CapacityTable::fitColumns()
{
    constexpr int widestBinding = 260;
    for (int column = 0; column < ColumnCount; ++column)
        resizeColumnToContents(column);
    setColumnWidth(BindingColumn, std::min(widestBinding, columnWidth(BindingColumn)));
    const int ofRows = fontMetrics().horizontalAdvance(tr("Row %1").arg(QStringLiteral("AB")));
    constexpr int levels = 5; // a row's own, and those above it
    setColumnWidth(PlaceColumn, std::max(columnWidth(PlaceColumn), levels * indentation() + ofRows));
}

QString CapacityTable::asText() const
{
    QStringList rows;
    const auto add = [&](const QTreeWidgetItem& line, int depth) {
        QStringList fields;
        for (int column = 0; column < ColumnCount; ++column)
            fields << line.text(column);
        rows << QString(2 * depth, QLatin1Char(' ')) + fields.join(QLatin1Char('\t'));
    };
    add(*headerItem(), 0);
    for (QTreeWidgetItemIterator line(const_cast<CapacityTable*>(this)); *line; ++line) {
        int depth = 0;
        for (const QTreeWidgetItem* above = (*line)->parent(); above; above = above->parent())
            ++depth;
        add(**line, depth);
    }
    return rows.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace hallwright::panels
