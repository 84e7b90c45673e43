#include "views/charts/duration_chart.h"

#include "views/charts/year_text.h"
#include "views/shared/format.h"

#include <QObject>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace hallwright::charts {

DurationChart::DurationChart(QWidget* parent) : Chart(QObject::tr("Duration curve"), parent) {}

void DurationChart::draw()
{
    std::vector<double> values(year()->hours());
    hours_.clear();
    rank_.assign(values.size(), -1);
    for (std::size_t h = 0; h < values.size(); ++h) {
        values[h] = quantity().si(*year(), h);
        if (std::isfinite(values[h]))
            hours_.push_back(h);
    }
    std::ranges::stable_sort(hours_, [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    unit_ = axisUnitOf(quantity().kind, hours_.empty() ? 0.0 : values[hours_.front()]);
    curve_ = plot().addGraph();
    QVector<double> ranks, inUnit;
    for (std::size_t r = 0; r < hours_.size(); ++r) {
        rank_[hours_[r]] = static_cast<std::ptrdiff_t>(r);
        ranks << static_cast<double>(r + 1);
        inUnit << unit_.of(values[hours_[r]]);
    }
    curve_->setData(ranks, inUnit, true);
    QColor fill = colours().accent;
    constexpr double pale = 0.15;
    fill.setAlphaF(pale);
    curve_->setPen(QPen(colours().accent, 2.0));
    curve_->setBrush(fill);
    plot().xAxis->setLabel(QObject::tr("Hours of the year at the value or above [h]"));
    plot().xAxis->setRange(0.0, static_cast<double>(year()->hours()));
    plot().yAxis->setLabel(unit_.label(quantity().title));
    plot().yAxis->rescale();
    constexpr double room = 1.06; // so that the curve does not lie on the frame
    plot().yAxis->scaleRange(room);
    if (plot().yAxis->range().size() <= 0.0)
        plot().yAxis->setRange(0.0, 1.0);
}

std::optional<std::size_t> DurationChart::rankAt(QPointF pixel) const
{
    const double x = plot().xAxis->pixelToCoord(pixel.x());
    if (hours_.empty() || !plot().axisRect()->rect().contains(pixel.toPoint()) ||
        x > static_cast<double>(hours_.size()))
        return std::nullopt;
    return static_cast<std::size_t>(std::clamp(std::round(x), 1.0, static_cast<double>(hours_.size()))) - 1;
}

std::optional<std::size_t> DurationChart::hourAt(QPointF pixel) const
{
    const auto rank = rankAt(pixel);
    return rank ? std::optional(hours_[*rank]) : std::nullopt;
}

QString DurationChart::readingAt(QPointF pixel) const
{
    const auto rank = year() ? rankAt(pixel) : std::nullopt;
    if (!rank)
        return {};
    return hourReading(
        *year(), hours_[*rank],
        QObject::tr("%1 or above in %2 h")
            .arg(valueAt(hours_[*rank]), style::formatCount(static_cast<long long>(*rank + 1))));
}

std::optional<QPointF> DurationChart::placeOf(std::size_t hour) const
{
    if (!curve_ || hour >= rank_.size() || rank_[hour] < 0)
        return std::nullopt;
    const QCPGraphData& at = *curve_->data()->at(static_cast<int>(rank_[hour]));
    return QPointF(at.key, at.value);
}

QString DurationChart::table() const
{
    QString text = QObject::tr("hours at or above [h],hour,%1\n").arg(csvCell(unit_.label(quantity().title)));
    for (std::size_t r = 0; r < hours_.size(); ++r) {
        const QCPGraphData& at = *curve_->data()->at(static_cast<int>(r));
        text += QStringLiteral("%1,%2,%3\n")
                    .arg(static_cast<int>(at.key))
                    .arg(csvCell(hourName(*year(), hours_[r])), QString::number(at.value, 'g', 10));
    }
    return text;
}

} // namespace hallwright::charts
