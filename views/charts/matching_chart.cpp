#include "views/charts/matching_chart.h"

#include "views/charts/year_text.h"
#include "views/shared/format.h"

#include <QObject>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace hallwright::charts {

namespace {

constexpr double matchedBarWidth = 0.72; // of a month
constexpr double wattHoursPerKwh = 1000.0;

// Told apart by colour-blind readers (M. Okabe, K. Ito, Color Universal Design, 2008).
constexpr QRgb matchedColour = 0xff009e73, monthColour = 0xff56b4e9, gridColour = 0xff8c96a0;

// The parts of a month's energy, from below; their sum is what the facility uses.
double inTheHour(const MatchedEnergy& month)
{
    return month.matchedKwh;
}

double inTheMonth(const MatchedEnergy& month)
{
    return std::min(month.generationKwh, month.facilityKwh) - month.matchedKwh;
}

double fromTheGrid(const MatchedEnergy& month)
{
    return std::max(month.facilityKwh - month.generationKwh, 0.0);
}

} // namespace

MatchingChart::MatchingChart(QWidget* parent) : Chart(QObject::tr("Own power by month"), parent)
{
    putLegendBeside();
}

void MatchingChart::setMatched(const std::array<MatchedEnergy, monthsOfYear>& months)
{
    months_ = months;
    setYear(year());
}

QCPBars* MatchingChart::addBars(const QString& name, QRgb colour, double (*part)(const MatchedEnergy&))
{
    auto* bars = new QCPBars(plot().xAxis, plot().yAxis);
    bars->setName(name);
    bars->setWidth(matchedBarWidth);
    bars->setBrush(QColor(colour));
    bars->setPen(Qt::NoPen);
    for (std::size_t m = 0; m < monthsOfYear; ++m)
        bars->addData(static_cast<double>(m), unit_.of(wattHoursPerKwh * part(months_[m])));
    return bars;
}

void MatchingChart::draw()
{
    double largestKwh = 0.0;
    for (const MatchedEnergy& month : months_)
        largestKwh = std::max(largestKwh, month.facilityKwh);
    unit_ = energyUnitOf(wattHoursPerKwh * largestKwh);
    QCPBars* hour = addBars(QObject::tr("Own, in its hour"), matchedColour, inTheHour);
    QCPBars* month = addBars(QObject::tr("Own, in its month"), monthColour, inTheMonth);
    QCPBars* grid = addBars(QObject::tr("From the grid"), gridColour, fromTheGrid);
    month->moveAbove(hour);
    grid->moveAbove(month);
    plot().legend->clearItems();
    for (QCPBars* bars : {grid, month, hour}) // the uppermost first
        bars->addToLegend(plot().legend);
    showMonthBars();
    constexpr double room = 1.08;
    plot().yAxis->setRange(0.0, largestKwh > 0.0 ? room * unit_.of(wattHoursPerKwh * largestKwh) : 1.0);
    plot().yAxis->setLabel(unit_.label(QObject::tr("Energy of the facility")));
}

QString MatchingChart::readingAt(QPointF pixel) const
{
    const double x = plot().xAxis->pixelToCoord(pixel.x());
    const double at = std::round(x);
    if (!year() || at < 0.0 || at >= static_cast<double>(monthsOfYear) ||
        std::abs(x - at) > matchedBarWidth / 2.0)
        return {};
    const MatchedEnergy& month = months_[static_cast<std::size_t>(at)];
    if (month.facilityKwh <= 0.0)
        return {};
    const double covered = std::min(1.0, month.generationKwh / month.facilityKwh);
    return QObject::tr("%1  ·  facility %2  ·  own power %3: %4 of it over the month, %5 hour by hour")
        .arg(monthName(static_cast<std::size_t>(at)), energyText(wattHoursPerKwh * month.facilityKwh),
             energyText(wattHoursPerKwh * month.generationKwh), style::formatShare(covered),
             style::formatShare(month.matchedKwh / month.facilityKwh));
}

QString MatchingChart::table() const
{
    QString text =
        QObject::tr("month,facility energy [kWh],own power [kWh],used in its hour [kWh]") + QLatin1Char('\n');
    for (std::size_t m = 0; m < monthsOfYear; ++m)
        text += QStringLiteral("%1,%2,%3,%4\n")
                    .arg(monthName(m), QString::number(months_[m].facilityKwh, 'g', 10),
                         QString::number(months_[m].generationKwh, 'g', 10),
                         QString::number(months_[m].matchedKwh, 'g', 10));
    return text;
}

} // namespace hallwright::charts
