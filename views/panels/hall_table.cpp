#include "views/panels/hall_table.h"

#include "views/shared/figure_text.h"
#include "views/shared/format.h"

#include <QHeaderView>

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace hallwright::panels {

namespace {

// Sorts by its number, what is not known first; shows its text.
class NumberItem : public QTableWidgetItem
{
public:
    NumberItem(double number, const QString& text) : QTableWidgetItem(text)
    {
        setData(Qt::UserRole, number);
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override { return number(*this) < number(other); }

private:
    static double number(const QTableWidgetItem& item)
    {
        const double shown = item.data(Qt::UserRole).toDouble();
        return std::isnan(shown) ? -std::numeric_limits<double>::infinity() : shown;
    }
};

constexpr int idRole = Qt::UserRole + 1;

// A column after those of the names.
struct NumberColumn {
    QString title;
    std::function<double(const HallResult&)> number;
    std::function<QString(const HallResult&)> text;
};

NumberColumn ofFigure(const char* key)
{
    const HallFigure& figure = hallFigure(key);
    return {style::titleText(figure.shortTitle), figure.value,
            [&figure](const HallResult& hall) { return style::valueText(figure, hall); }};
}

NumberColumn ofCount(const QString& title, const std::function<long long(const HallResult&)>& count)
{
    return {title, [count](const HallResult& hall) { return static_cast<double>(count(hall)); },
            [count](const HallResult& hall) { return style::formatCount(count(hall)); }};
}

double airHandlersLoad(const HallResult& hall)
{
    return hall.airHandlerCapacityW > 0.0 ? hall.heatToAirW / hall.airHandlerCapacityW : 0.0;
}

QString inletsBy(const HallResult& hall)
{
    switch (basisOf(hall.inletModel)) {
    case InletBasis::Field:
        return HallTable::tr("3D field");
    case InletBasis::Flow:
        return HallTable::tr("3D flow");
    case InletBasis::Estimate:
        break;
    }
    return HallTable::tr("estimate");
}

long long gpusIn(const HallResult& hall)
{
    long long gpus = 0;
    for (const Rack& rack : hall.hall->racks)
        gpus += rack.gpuCount;
    return gpus;
}

const std::vector<NumberColumn>& numberColumns()
{
    static const std::vector<NumberColumn> columns = {
        ofCount(HallTable::tr("Racks"),
                [](const HallResult& hall) { return static_cast<long long>(hall.racks.size()); }),
        ofCount(HallTable::tr("GPUs"), gpusIn),
        ofFigure("it_power_w"),
        ofFigure("supply_c"),
        ofFigure("return_c"),
        ofFigure("mean_inlet_c"),
        ofFigure("max_inlet_c"),
        ofFigure("racks_over_limit"),
        ofFigure("racks_undecided"),
        {HallTable::tr("Inlets"),
         [](const HallResult& hall) { return static_cast<double>(basisOf(hall.inletModel)); }, inletsBy},
        ofFigure("heat_to_air_w"),
        ofFigure("heat_to_liquid_w"),
        {HallTable::tr("Air handlers' load"), airHandlersLoad,
         [](const HallResult& hall) {
             return hall.airHandlerCapacityW > 0.0 ? style::formatShare(airHandlersLoad(hall))
                                                   : style::dash();
         }},
    };
    return columns;
}

constexpr int nameColumns = 2;

} // namespace

HallTable::HallTable(QWidget* parent) : QTableWidget(parent)
{
    QStringList titles = {tr("Hall"), tr("Building")};
    for (const NumberColumn& column : numberColumns())
        titles << column.title;
    setColumnCount(static_cast<int>(titles.size()));
    setHorizontalHeaderLabels(titles);
    verticalHeader()->hide();
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    const auto choose = [this](int row) {
        emit chosen(refTo(HallId{item(row, 0)->data(idRole).toLongLong()}));
    };
    connect(this, &QTableWidget::cellClicked, this, choose);
    connect(this, &QTableWidget::cellActivated, this, choose); // by Enter
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
        auto* name = new QTableWidgetItem(QString::fromStdString(hall.name));
        name->setData(idRole, static_cast<qlonglong>(hall.id.value));
        setItem(row, 0, name);
        setItem(row, 1,
                new QTableWidgetItem(QString::fromStdString(snapshot_->site->buildingOf(hall.id).name)));
        int at = nameColumns;
        for (const NumberColumn& column : numberColumns())
            setItem(row, at++, new NumberItem(column.number(result), column.text(result)));
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
