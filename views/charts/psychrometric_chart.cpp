#include "views/charts/psychrometric_chart.h"

#include "core/physics/air.h"
#include "core/physics/psychrometrics.h"
#include "views/charts/mode_marks.h"
#include "views/charts/year_text.h"
#include "views/shared/format.h"

#include <QObject>

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hallwright::charts {

namespace {

// The shapes tell the modes apart where colours do not.
QCPScatterStyle markOf(CoolingMode mode, const QColor& colour)
{
    constexpr double size = 4.0;
    constexpr std::array shapes{QCPScatterStyle::ssDisc, QCPScatterStyle::ssTriangle,
                                QCPScatterStyle::ssSquare};
    QColor drawn = colour;
    constexpr double through = 0.55; // many hours lie on each other
    drawn.setAlphaF(through);
    return {shapes[static_cast<std::size_t>(mode)], drawn, drawn, size};
}

} // namespace

PsychrometricChart::PsychrometricChart(QWidget* parent) : Chart(QObject::tr("Psychrometric chart"), parent)
{
    plot().legend->setVisible(true);
    plot().axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignLeft | Qt::AlignTop);
    plot().yAxis->setTicks(false); // humidity stands on the right, as the trade draws it
    plot().yAxis2->setVisible(true);
}

void PsychrometricChart::draw()
{
    const WeatherSeries& weather = *year()->weather;
    const double pressurePa = pressureAtElevationPa(weather.elevationM);
    temperature_ = axisUnitOf(QuantityKind::Temperature, 0.0);
    humidity_ = humidityUnit();
    places_.clear();
    double wettest = 0.0;
    for (const WeatherHour& hour : weather.hours) {
        const double ratio = humidityRatioFromWetBulb(hour.dryBulbC, hour.wetBulbC, pressurePa);
        wettest = std::max(wettest, ratio);
        places_.emplace_back(temperature_.of(hour.dryBulbC), humidity_.of(ratio));
    }
    constexpr double roomK = 3.0, room = 1.12;
    const double coldestC = year()->coldestC.value - roomK, hottestC = year()->hottestC.value + roomK;
    wettest *= room;
    plot().xAxis->setRange(temperature_.of(coldestC), temperature_.of(hottestC));
    plot().xAxis->setLabel(temperature_.label(QObject::tr("Outdoor dry bulb")));
    for (QCPAxis* axis : {plot().yAxis, plot().yAxis2})
        axis->setRange(0.0, humidity_.of(wettest));
    plot().yAxis2->setLabel(humidity_.label(QObject::tr("Humidity ratio")));
    drawHumidities(pressurePa, coldestC, hottestC, wettest);
    drawHours();
}

void PsychrometricChart::drawHumidities(double pressurePa, double coldestC, double hottestC, double wettest)
{
    constexpr std::array shares{1.0, 0.8, 0.6, 0.4, 0.2};
    constexpr double stepK = 0.5;
    for (QCPItemText* words : std::exchange(shares_, {}))
        plot().removeItem(words);
    for (const double share : shares) {
        QCPGraph* line = plot().addGraph();
        const bool saturated = share == 1.0;
        line->setPen(QPen(saturated ? colours().dimText : colours().grid, saturated ? 1.5 : 1.0,
                          saturated ? Qt::SolidLine : Qt::DashLine));
        double celsius = coldestC, ratio = 0.0;
        for (; celsius <= hottestC && ratio <= wettest; celsius += stepK) {
            ratio = humidityRatioOfVapour(share * saturationPressurePa(celsius), pressurePa);
            line->addData(temperature_.of(celsius), humidity_.of(ratio));
        }
        writeShare(share, {temperature_.of(celsius - 2.0 * stepK), humidity_.of(std::min(ratio, wettest))});
    }
}

// Where its line leaves the chart, unless that is on the one before.
void PsychrometricChart::writeShare(double share, QPointF at)
{
    const double pixelsPerUnit = plot().width() / plot().xAxis->range().size();
    const double letters = QFontMetricsF(font()).horizontalAdvance(QStringLiteral("100 % "));
    if (!shares_.empty() && at.y() >= shares_.back()->position->value() &&
        pixelsPerUnit * (at.x() - shares_.back()->position->key()) < letters)
        return;
    auto* words = new QCPItemText(&plot());
    words->setText(style::formatShare(share, -1));
    words->setFont(font());
    words->setColor(colours().dimText);
    words->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    words->position->setCoords(at);
    words->setSelectable(false);
    shares_.push_back(words);
}

void PsychrometricChart::drawHours()
{
    plot().legend->clearItems();
    for (std::size_t m = 0; m < coolingModes; ++m) {
        const auto mode = static_cast<CoolingMode>(m);
        QCPGraph* hours = plot().addGraph();
        hours->setLineStyle(QCPGraph::lsNone);
        hours->setScatterStyle(markOf(mode, modeColour(mode, colours())));
        hours->setName(
            QObject::tr("%1, %2 h")
                .arg(modeText(mode), style::formatCount(static_cast<long long>(year()->modeHours[m]))));
        QVector<double> x, y;
        for (std::size_t h = 0; h < places_.size(); ++h) {
            if (year()->at(h).mode != mode)
                continue;
            x << places_[h].x();
            y << places_[h].y();
        }
        hours->setData(x, y);
        if (!x.isEmpty())
            hours->addToLegend();
    }
}

std::optional<std::size_t> PsychrometricChart::hourAt(QPointF pixel) const
{
    constexpr double reachPx = 8.0;
    double nearest = reachPx;
    std::optional<std::size_t> found;
    for (std::size_t h = 0; h < places_.size(); ++h) {
        const double px = std::hypot(plot().xAxis->coordToPixel(places_[h].x()) - pixel.x(),
                                     plot().yAxis->coordToPixel(places_[h].y()) - pixel.y());
        if (px < nearest) {
            nearest = px;
            found = h;
        }
    }
    return found;
}

QString PsychrometricChart::humidityText(std::size_t hour) const
{
    return QObject::tr("humidity ratio %1 %2")
        .arg(QLocale().toString(places_[hour].y(), 'f', 1), humidity_.name);
}

QString PsychrometricChart::readingAt(QPointF pixel) const
{
    const auto hour = year() ? hourAt(pixel) : std::nullopt;
    return hour ? hourReading(*year(), *hour, humidityText(*hour)) : QString();
}

std::optional<QPointF> PsychrometricChart::placeOf(std::size_t hour) const
{
    return hour < places_.size() ? std::optional(places_[hour]) : std::nullopt;
}

QString PsychrometricChart::table() const
{
    QString text = QStringLiteral("hour,%1,%2,%3\n")
                       .arg(temperature_.label(QObject::tr("dry bulb")),
                            humidity_.label(QObject::tr("humidity ratio")), QObject::tr("cooling mode"));
    for (std::size_t h = 0; h < places_.size(); ++h)
        text += QStringLiteral("%1,%2,%3,%4\n")
                    .arg(csvCell(hourName(*year(), h)), QString::number(places_[h].x(), 'g', 10),
                         QString::number(places_[h].y(), 'g', 10), modeText(year()->at(h).mode));
    return text;
}

} // namespace hallwright::charts
