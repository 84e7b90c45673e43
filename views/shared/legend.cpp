#include "views/shared/legend.h"

#include "views/shared/rack_marks.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QLocale>
#include <QObject>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright::style {

namespace {

constexpr int rampSteps = 32;

QString tickText(double value)
{
    return QLocale().toString(value, 'g', 4);
}

// Round values inside the scale: the steps that give the most ticks, but at most `mostSteps`.
std::vector<double> ticksOf(const ColourScale& scale, double mostSteps)
{
    const double span = scale.maximum - scale.minimum;
    if (!(span > 0.0))
        return {scale.minimum};
    const double decade = std::pow(10.0, std::floor(std::log10(span / mostSteps)));
    double step = 10.0 * decade;
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (span / (nice * decade) <= mostSteps + 1e-9) {
            step = nice * decade;
            break;
        }
    }
    std::vector<double> ticks;
    const double slack = step * 1e-6;
    for (double k = std::ceil((scale.minimum - slack) / step); k * step <= scale.maximum + slack; k += 1.0)
        ticks.push_back(k * step);
    return ticks;
}

// As many as there is room for, seven at most.
double stepsWithin(double width, const ColourScale& scale, const QFontMetricsF& metrics)
{
    constexpr double most = 7.0;
    constexpr double apart = 1.3; // label widths from one to the next
    const double label = std::max(metrics.horizontalAdvance(tickText(scale.minimum)),
                                  metrics.horizontalAdvance(tickText(scale.maximum)));
    const double unit = metrics.horizontalAdvance(scale.unit); // beside the last
    return std::clamp((width - unit) / (apart * label + metrics.averageCharWidth()), 1.0, most);
}

void paintRamp(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const QRectF ramp(area.left(), area.top(), area.width(), area.height() - metrics.height());
    QLinearGradient gradient(ramp.topLeft(), ramp.topRight());
    for (int i = 0; i <= rampSteps; ++i) {
        const double t = static_cast<double>(i) / rampSteps;
        gradient.setColorAt(t, scale.map->colour(t));
    }
    painter.fillRect(ramp, gradient);
    painter.setPen(text);
    const std::vector<double> ticks = ticksOf(scale, stepsWithin(ramp.width(), scale, metrics));
    double free = area.right(); // from here on something is written
    for (auto tick = ticks.rbegin(); tick != ticks.rend(); ++tick) {
        QString label = tickText(*tick);
        if (tick == ticks.rbegin())
            label += QChar(0x00a0) + scale.unit;
        const double width = metrics.horizontalAdvance(label);
        const double middle = ramp.left() + scale.position(*tick) * ramp.width();
        const double left = std::clamp(middle - width / 2, area.left(), area.right() - width);
        if (left + width > free)
            continue;
        painter.drawText(QPointF(left, area.bottom() - metrics.descent()), label);
        free = left - metrics.averageCharWidth() / 2;
    }
}

double categoryWidth(const LegendEntry& entry, const QFontMetricsF& metrics)
{
    return metrics.horizontalAdvance(entry.text) + metrics.ascent() * 3.0;
}

// Where each category's swatch begins, in as many lines as the area has.
struct PlacedCategories {
    std::vector<QPointF> at; // the swatch's left, the line's middle; of those that have room
    QPointF more;            // where what counts the others begins
};

QString moreText(std::size_t left)
{
    return QObject::tr("and %1 more").arg(left);
}

PlacedCategories placed(const QRectF& area, const ColourScale& scale, const QFontMetricsF& metrics)
{
    const double swatch = metrics.ascent();
    double total = 0.0;
    for (const LegendEntry& entry : scale.entries)
        total += categoryWidth(entry, metrics);
    const int lines =
        total <= area.width() ? 1 : std::max(1, static_cast<int>(area.height() / metrics.height()));
    const double lineHeight = area.height() / lines;
    PlacedCategories all;
    double x = area.left();
    int line = 0;
    for (const LegendEntry& entry : scale.entries) {
        const double width = categoryWidth(entry, metrics);
        if (x > area.left() && x + width - swatch > area.right()) {
            x = area.left();
            if (++line == lines)
                break;
        }
        all.at.emplace_back(x, area.top() + (line + 0.5) * lineHeight);
        x += width;
    }
    // The last ones give way to what counts them.
    while (all.at.size() < scale.entries.size() && !all.at.empty()) {
        const double width = metrics.horizontalAdvance(moreText(scale.entries.size() - all.at.size()));
        const QPointF& last = all.at.back();
        const double after = last.x() + categoryWidth(scale.entries[all.at.size() - 1], metrics);
        if (after + width <= area.right()) {
            all.more = {after, last.y()};
            break;
        }
        all.more = last;
        all.at.pop_back();
    }
    return all;
}

// What does not fit even so is shortened.
void paintCategories(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double swatch = metrics.ascent();
    const double down =
        metrics.ascent() / 2 - metrics.descent() / 2; // from a line's middle to where letters stand
    const PlacedCategories all = placed(area, scale, metrics);
    for (std::size_t i = 0; i < all.at.size(); ++i) {
        const LegendEntry& entry = scale.entries[i];
        const QPointF at = all.at[i];
        const QRectF square(at.x(), at.y() - swatch / 2, swatch, swatch);
        painter.fillRect(square, entry.colour);
        if (entry.state != RackState::Fine) { // black on a dark ground, too
            painter.setPen(text);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(square);
        }
        paintRackMark(
            painter,
            QPolygonF({square.bottomLeft(), square.bottomRight(), square.topRight(), square.topLeft()}),
            entry.state);
        painter.setPen(text);
        const double room = area.right() - at.x() - swatch * 1.5;
        painter.drawText(QPointF(at.x() + swatch * 1.5, at.y() + down),
                         metrics.elidedText(entry.text, Qt::ElideRight, room));
    }
    if (all.at.size() < scale.entries.size()) {
        painter.setPen(text);
        painter.drawText(all.more + QPointF(0.0, down), moreText(scale.entries.size() - all.at.size()));
    }
}

double titleWidth(const ColourScale& scale, const QFontMetricsF& metrics)
{
    return metrics.horizontalAdvance(scale.title) + metrics.averageCharWidth() * 2;
}

constexpr double linesUnderTitle = 2.5;

} // namespace

bool titleFitsBeside(const ColourScale& scale, double width, const QFontMetricsF& metrics)
{
    constexpr double largestShare = 0.5;
    return titleWidth(scale, metrics) <= width * largestShare;
}

bool categoriesFit(const ColourScale& scale, double width, const QFontMetricsF& metrics)
{
    if (scale.map || scale.entries.empty() || !titleFitsBeside(scale, width, metrics))
        return false;
    double total = titleWidth(scale, metrics);
    for (const LegendEntry& entry : scale.entries)
        total += categoryWidth(entry, metrics);
    return total <= width;
}

namespace {

// What the title leaves for the scale.
QRectF besideTitle(const QRectF& area, const ColourScale& scale, const QFontMetricsF& metrics)
{
    QRectF rest = area;
    if (titleFitsBeside(scale, area.width(), metrics))
        rest.setLeft(area.left() + titleWidth(scale, metrics));
    else if (area.height() >= linesUnderTitle * metrics.height())
        rest.setTop(area.top() + metrics.height());
    return rest;
}

} // namespace

std::size_t categoriesShown(const ColourScale& scale, QSizeF size, const QFontMetricsF& metrics)
{
    return placed(besideTitle({QPointF(), size}, scale, metrics), scale, metrics).at.size();
}

void paintLegend(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    painter.setPen(text);
    const QRectF rest = besideTitle(area, scale, metrics);
    if (rest.left() > area.left())
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, scale.title);
    else if (rest.top() > area.top())
        painter.drawText(area, Qt::AlignTop | Qt::AlignLeft,
                         metrics.elidedText(scale.title, Qt::ElideRight, area.width()));
    // else it is left to the tooltip
    if (scale.map)
        paintRamp(painter, rest, scale, text);
    else
        paintCategories(painter, rest, scale, text);
}

} // namespace hallwright::style
