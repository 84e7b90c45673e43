#include "views/panels/hall_table.h"

#include "views/shared/format.h"

#include <QHeaderView>

namespace hallwright::panels {

namespace {

// Sorts by its number, shows its text.
class NumberItem : public QTableWidgetItem
{
public:
    NumberItem(double number, const QString& text) : QTableWidgetItem(text)
    {
        setData(Qt::UserRole, number);
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override
    {
        return data(Qt::UserRole).toDouble() < other.data(Qt::UserRole).toDouble();
    }
};

constexpr int idRole = Qt::UserRole + 1;

} // namespace

HallTable::HallTable(QWidget* parent) : QTableWidget(parent)
{
    const QStringList titles = {tr("Hall"),       tr("Building"),
                                tr("Racks"),      tr("GPUs"),
                                tr("IT power"),   tr("Supply"),
                                tr("Return"),     tr("Mean inlet"),
                                tr("Max inlet"),  tr("Over limit"),
                                tr("Inlets"),     tr("To air"),
                                tr("To coolant"), tr("Air handlers' load")};
    setColumnCount(static_cast<int>(titles.size()));
    setHorizontalHeaderLabels(titles);
    verticalHeader()->hide();
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    connect(this, &QTableWidget::cellClicked, this,
            [this](int row, int) { emit chosen(refTo(HallId{item(row, 0)->data(idRole).toLongLong()})); });
}

void HallTable::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    filled_ = false;
    if (isVisible())
        fill();
}

void HallTable::showEvent(QShowEvent* event)
{
    QTableWidget::showEvent(event);
    if (!filled_)
        fill();
}

void HallTable::fill()
{
    using namespace style;
    filled_ = true;
    const auto count = snapshot_ ? static_cast<int>(snapshot_->halls.size()) : 0;
    const bool sameHalls = count == rowCount();
    const QTableWidgetItem* current = currentRow() >= 0 ? item(currentRow(), 0) : nullptr;
    const qlonglong chosen = current ? current->data(idRole).toLongLong() : 0;
    setSortingEnabled(false);
    setRowCount(count);
    for (int row = 0; row < count; ++row) {
        const HallResult& result = *snapshot_->halls[static_cast<std::size_t>(row)];
        const Hall& hall = *result.hall;
        long long gpus = 0;
        for (const Rack& rack : hall.racks)
            gpus += rack.gpuCount;
        auto* name = new QTableWidgetItem(QString::fromStdString(hall.name));
        name->setData(idRole, static_cast<qlonglong>(hall.id.value));
        setItem(row, 0, name);
        setItem(row, 1,
                new QTableWidgetItem(QString::fromStdString(snapshot_->site->buildingOf(hall.id).name)));
        int column = 2;
        const auto add = [&](double number, const QString& text) {
            setItem(row, column++, new NumberItem(number, text));
        };
        const auto racks = static_cast<double>(result.racks.size());
        const auto over = static_cast<double>(result.racksOverLimit);
        add(racks, formatCount(static_cast<long long>(result.racks.size())));
        add(static_cast<double>(gpus), formatCount(gpus));
        add(result.itPowerW, formatPower(result.itPowerW));
        add(result.supplyC, formatTemperature(result.supplyC));
        add(result.returnC, formatTemperature(result.returnC));
        add(result.meanInletC, formatTemperature(result.meanInletC));
        add(result.maxInletC, formatTemperature(result.maxInletC));
        add(over, formatCount(static_cast<long long>(result.racksOverLimit)));
        const bool hasField = result.inletModel != InletModel::Estimate;
        add(hasField ? 1.0 : 0.0, hasField ? tr("3D field") : tr("estimate"));
        add(result.heatToAirW, formatPower(result.heatToAirW));
        add(result.heatToLiquidW, formatPower(result.heatToLiquidW));
        const double share =
            result.airHandlerCapacityW > 0.0 ? result.heatToAirW / result.airHandlerCapacityW : 0.0;
        add(share, result.airHandlerCapacityW > 0.0 ? formatShare(share) : QStringLiteral("–"));
    }
    setSortingEnabled(true);
    for (int row = 0; row < count; ++row) {
        if (item(row, 0)->data(idRole).toLongLong() == chosen)
            selectRow(row);
    }
    if (!sameHalls)
        horizontalHeader()->resizeSections(QHeaderView::ResizeToContents);
}

} // namespace hallwright::panels
