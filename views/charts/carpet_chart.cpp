#include "views/charts/carpet_chart.h"

#include "views/charts/mode_marks.h"
#include "views/charts/year_text.h"
#include "views/shared/colour_map.h"

#include <QObject>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace hallwright::charts {

namespace {

constexpr double half = 0.5; // of a cell, whose middle has its value

QCPColorGradient gradientOf(const style::ColourMap& map)
{
    constexpr int stops = 64;
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (int i = 0; i <= stops; ++i)
        gradient.setColorStopAt(static_cast<double>(i) / stops, map.colour(static_cast<double>(i) / stops));
    gradient.setNanHandling(QCPColorGradient::nhNanColor); // grey: an hour without a value is no low one
    gradient.setNanColor(map.colour(std::numeric_limits<double>::quiet_NaN()));
    return gradient;
}

// Each mode has a third, with edges between them that no eye sees the width of.
QCPColorGradient modeGradient(const style::Colours& colours)
{
    constexpr double edge = 1e-3;
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (std::size_t m = 0; m < coolingModes; ++m) {
        const QColor colour = modeColour(static_cast<CoolingMode>(m), colours);
        gradient.setColorStopAt(static_cast<double>(m) / coolingModes + edge, colour);
        gradient.setColorStopAt(static_cast<double>(m + 1) / coolingModes - edge, colour);
    }
    return gradient;
}

const style::ColourMap& mapOf(QuantityKind kind)
{
    switch (kind) {
    case QuantityKind::Temperature:
        return style::ColourMap::thermal();
    case QuantityKind::Ratio:
        return style::ColourMap::cividis();
    default:
        return style::ColourMap::viridis();
    }
}

} // namespace

CarpetChart::CarpetChart(QWidget* parent)
    : Chart(QObject::tr("Carpet of the year"), parent), scale_(new QCPColorScale(&plot()))
{
    plot().plotLayout()->addElement(0, 1, scale_);
    auto* margins = new QCPMarginGroup(&plot());
    plot().axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    scale_->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    scale_->setBarWidth(14);
    scale_->setType(QCPAxis::atRight);
}

void CarpetChart::draw()
{
    const auto days = static_cast<int>(year()->hours() / hoursOfDay);
    constexpr auto hours = static_cast<int>(hoursOfDay);
    double smallest = std::numeric_limits<double>::quiet_NaN(), largest = smallest;
    for (std::size_t h = 0; h < year()->hours(); ++h) {
        smallest = std::fmin(smallest, quantity().si(*year(), h));
        largest = std::fmax(largest, quantity().si(*year(), h));
    }
    unit_ = axisUnitOf(quantity().kind, largest);
    map_ = new QCPColorMap(plot().xAxis, plot().yAxis);
    map_->setInterpolate(false);
    map_->setTightBoundary(false);
    map_->data()->setSize(days, hours);
    map_->data()->setRange({half, days - half}, {half, hours - half});
    for (int d = 0; d < days; ++d) {
        for (int h = 0; h < hours; ++h)
            map_->data()->setCell(d, h,
                                  unit_.of(quantity().si(*year(), static_cast<std::size_t>(d * hours + h))));
    }
    drawScale(smallest, largest);
    showMonths();
    plot().xAxis->setTickLength(0);
    plot().xAxis->setLabel(QObject::tr("Day of the year"));
    const QSharedPointer<QCPAxisTickerFixed> ticker(new QCPAxisTickerFixed);
    constexpr double quarterDay = 6.0;
    ticker->setTickStep(quarterDay);
    plot().yAxis->setTicker(ticker);
    plot().yAxis->setSubTicks(false);
    plot().yAxis->setRange(0.0, hours);
    plot().yAxis->setLabel(QObject::tr("Hour of the day [h]"));
}

void CarpetChart::drawScale(double smallest, double largest)
{
    QCPAxis& axis = *scale_->axis();
    dress(axis);
    map_->setColorScale(scale_);
    if (quantity().kind == QuantityKind::Mode) {
        const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
        for (std::size_t m = 0; m < coolingModes; ++m)
            ticker->addTick(static_cast<double>(m), modeText(static_cast<CoolingMode>(m)));
        axis.setTicker(ticker);
        axis.setLabel({});
        scale_->setGradient(modeGradient(colours()));
        scale_->setDataRange({-half, coolingModes - half});
        return;
    }
    axis.setLabel(unit_.label(quantity().title));
    scale_->setGradient(gradientOf(mapOf(quantity().kind)));
    double low = std::isfinite(smallest) ? unit_.of(smallest) : 0.0;
    double high = std::isfinite(largest) ? unit_.of(largest) : 1.0;
    if (high - low < 1e-9 * std::abs(high) + 1e-12) { // the same at every hour: one colour, in the middle
        constexpr double share = 0.05;
        const double margin = share * std::max(std::abs(high), 1.0);
        low -= margin;
        high += margin;
    }
    scale_->setDataRange({low, high});
}

std::optional<std::size_t> CarpetChart::hourAt(QPointF pixel) const
{
    const double day = std::floor(plot().xAxis->pixelToCoord(pixel.x()));
    const double hour = std::floor(plot().yAxis->pixelToCoord(pixel.y()));
    if (hour < 0.0 || hour >= hoursOfDay || day < 0.0 ||
        day >= static_cast<double>(year()->hours() / hoursOfDay))
        return std::nullopt;
    return static_cast<std::size_t>(day) * hoursOfDay + static_cast<std::size_t>(hour);
}

std::optional<QPointF> CarpetChart::placeOf(std::size_t hour) const
{
    return QPointF(static_cast<double>(hour / hoursOfDay) + half,
                   static_cast<double>(hour % hoursOfDay) + half);
}

QString CarpetChart::table() const
{
    QString text = QObject::tr("day of the year");
    for (std::size_t h = 0; h < hoursOfDay; ++h)
        text +=
            QLatin1Char(',') + csvCell(QStringLiteral("%1 %2:00").arg(unit_.label(quantity().title)).arg(h));
    text += QLatin1Char('\n');
    for (int d = 0; d < map_->data()->keySize(); ++d) {
        text += QString::number(d + 1);
        for (int h = 0; h < map_->data()->valueSize(); ++h) {
            const double value = map_->data()->cell(d, h);
            text += QLatin1Char(',') + (std::isfinite(value) ? QString::number(value, 'g', 10) : QString());
        }
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace hallwright::charts
