#include "views/charts/month_chart.h"

#include "core/studies/year/year_metrics.h"
#include "views/charts/year_text.h"
#include "views/shared/cause_colours.h"
#include "views/shared/format.h"

#include <QObject>

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

namespace hallwright::charts {

namespace {

constexpr double barWidth = 0.72; // of a month

double overheadWh(const YearSums& sums)
{
    return sumOf(sums, YearQuantity::FacilityW) - sumOf(sums, YearQuantity::ItW);
}

} // namespace

MonthChart::MonthChart(QWidget* parent) : Chart(QObject::tr("Overhead by month"), parent)
{
    putLegendBeside();
}

void MonthChart::draw()
{
    stacks_.clear();
    double largestWh = 0.0;
    for (const YearSums& month : year()->months)
        largestWh = std::max(largestWh, overheadWh(month));
    unit_ = energyUnitOf(largestWh);
    for (std::size_t c = 0; c < overheadCauses.size(); ++c) {
        const YearQuantity cause = overheadCauses[c];
        if (sumOf(year()->sums, cause) <= 0.0)
            continue;
        auto* bars = new QCPBars(plot().xAxis, plot().yAxis);
        bars->setName(causeText(cause));
        bars->setWidth(barWidth);
        bars->setBrush(QColor(style::causeColours[c]));
        bars->setPen(Qt::NoPen);
        for (std::size_t m = 0; m < monthsOfYear; ++m)
            bars->addData(static_cast<double>(m), unit_.of(sumOf(year()->months[m], cause)));
        if (!stacks_.empty())
            bars->moveAbove(stacks_.back().bars);
        stacks_.push_back({cause, bars});
    }
    drawLegend();
    showMonthBars();
    constexpr double room = 1.08;
    plot().yAxis->setRange(0.0, largestWh > 0.0 ? room * unit_.of(largestWh) : 1.0);
    plot().yAxis->setLabel(unit_.label(QObject::tr("Energy beside IT")));
}

// In the order of the stack, the uppermost first.
void MonthChart::drawLegend()
{
    plot().legend->clearItems();
    for (const Stack& stack : std::views::reverse(stacks_))
        stack.bars->addToLegend(plot().legend);
}

QString MonthChart::readingAt(QPointF pixel) const
{
    const double x = plot().xAxis->pixelToCoord(pixel.x());
    const double y = plot().yAxis->pixelToCoord(pixel.y());
    const double at = std::round(x);
    if (!year() || at < 0.0 || at >= static_cast<double>(monthsOfYear) || std::abs(x - at) > barWidth / 2.0 ||
        y < 0.0)
        return {};
    const auto month = static_cast<std::size_t>(at);
    const YearSums& sums = year()->months[month];
    const double overhead = overheadWh(sums);
    double below = 0.0;
    for (const Stack& stack : stacks_) {
        const double energy = sumOf(sums, stack.cause);
        below += unit_.of(energy);
        if (y <= below)
            return QObject::tr("%1  ·  %2: %3, %4 of the %5 beside IT  ·  PUE %6")
                .arg(monthName(month), causeText(stack.cause), energyText(energy),
                     style::formatShare(energy / overhead), energyText(overhead),
                     style::known(metricsOfMonth(*year(), month).pue, style::formatPue));
    }
    return {};
}

std::optional<QPointF> MonthChart::pixelOf(std::size_t month, YearQuantity cause) const
{
    double below = 0.0;
    for (const Stack& stack : stacks_) {
        const double energy = unit_.of(sumOf(year()->months[month], stack.cause));
        if (stack.cause == cause && energy > 0.0)
            return QPointF(plot().xAxis->coordToPixel(static_cast<double>(month)),
                           plot().yAxis->coordToPixel(below + 0.5 * energy));
        below += energy;
    }
    return std::nullopt;
}

QString MonthChart::table() const
{
    QString text = QObject::tr("month");
    for (const Stack& stack : stacks_)
        text += QLatin1Char(',') + csvCell(unit_.label(stack.bars->name()));
    text += QLatin1Char('\n');
    for (std::size_t m = 0; m < monthsOfYear && !stacks_.empty(); ++m) {
        text += monthName(m);
        for (const Stack& stack : stacks_)
            text += QLatin1Char(',') +
                    QString::number(stack.bars->data()->at(static_cast<int>(m))->value, 'g', 10);
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace hallwright::charts
