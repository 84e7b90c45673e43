#include "views/elevation/roll_up_table.h"

#include <QHeaderView>

namespace hallwright::elevation {

namespace {

enum RollUpColumn { Title, Devices, Rack, Limit };

} // namespace

RollUpTable::RollUpTable(QWidget* parent) : QTreeWidget(parent)
{
    setColumnCount(4);
    setHeaderLabels({tr("Figure"), tr("Devices"), tr("Rack"), tr("Limit")});
    setRootIsDecorated(false);
    setAlternatingRowColors(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setWordWrap(true);
    setUniformRowHeights(false);
    setStyleSheet(QStringLiteral("QTreeView::item { padding: 1px 5px; }"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(Title, QHeaderView::Stretch);
    headerItem()->setToolTip(Devices, tr("The sum of what its devices state; ≥ where some state nothing"));
    headerItem()->setToolTip(
        Rack, tr("What the rack counts for in the site; bold where it has a value of its own"));
    for (const int column : {Devices, Rack, Limit})
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void RollUpTable::addLine(const QString& line, bool dim)
{
    auto* item = new QTreeWidgetItem(this, {line});
    item->setFirstColumnSpanned(true);
    item->setToolTip(Title, line);
    if (dim)
        item->setForeground(Title, palette().placeholderText());
}

void RollUpTable::show(const SitePtr& site, RackId rack, const SnapshotPtr& snapshot)
{
    clear();
    if (!site || !site->findRack(rack))
        return;
    const RollUp rollUp = rollUpOf(*site, rack, snapshot.get());
    for (const RollUpRow& row : rollUp.rows) {
        auto* item = new QTreeWidgetItem(this, {row.title, row.devices, row.rack, row.limit});
        for (const int column : {Devices, Rack, Limit})
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        QFont font = this->font();
        font.setBold(true);
        if (row.departs) {
            item->setFont(Rack, font);
            item->setToolTip(Rack, tr("Its own: its devices come to another value"));
        }
        if (row.over) {
            item->setFont(Limit, font);
            item->setText(Limit, tr("over %1").arg(row.limit));
        }
    }
    if (!rollUp.ports.isEmpty())
        addLine(tr("Ports"), true);
    for (const QString& port : rollUp.ports)
        addLine(port, false);
    for (const QString& remark : rollUp.remarks)
        addLine(remark, true);
}

QString RollUpTable::text() const
{
    QString all;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        const QTreeWidgetItem& item = *topLevelItem(i);
        QStringList cells;
        for (int column = 0; column < item.columnCount(); ++column)
            cells << item.text(column);
        all += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return all;
}

} // namespace hallwright::elevation
