#include "views/shared/legend.h"

#include "views/shared/rack_marks.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QLocale>
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

// The categories side by side, in as many lines as the area has; what still does not fit is shortened.
void paintCategories(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double swatch = metrics.ascent();
    const auto widthOf = [&](const LegendEntry& entry) { return categoryWidth(entry, metrics); };
    double total = 0.0;
    for (const LegendEntry& entry : scale.entries)
        total += widthOf(entry);
    const int lines =
        total <= area.width() ? 1 : std::max(1, static_cast<int>(area.height() / metrics.height()));
    const double lineHeight = area.height() / lines;
    double x = area.left();
    int line = 0;
    for (const LegendEntry& entry : scale.entries) {
        if (x > area.left() && x + widthOf(entry) - swatch > area.right()) {
            x = area.left();
            if (++line == lines)
                break;
        }
        const double middle = area.top() + (line + 0.5) * lineHeight;
        const QRectF square(x, middle - swatch / 2, swatch, swatch);
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
        const double room = area.right() - x - swatch * 1.5;
        painter.drawText(QPointF(x + swatch * 1.5, middle + metrics.ascent() / 2 - metrics.descent() / 2),
                         metrics.elidedText(entry.text, Qt::ElideRight, room));
        x += widthOf(entry);
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

void paintLegend(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    painter.setPen(text);
    QRectF rest = area;
    if (titleFitsBeside(scale, area.width(), metrics)) {
        rest.setLeft(area.left() + titleWidth(scale, metrics));
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, scale.title);
    } else if (area.height() >= linesUnderTitle * metrics.height()) {
        rest.setTop(area.top() + metrics.height());
        painter.drawText(area, Qt::AlignTop | Qt::AlignLeft,
                         metrics.elidedText(scale.title, Qt::ElideRight, area.width()));
    } // else it is left to the tooltip
    if (scale.map)
        paintRamp(painter, rest, scale, text);
    else
        paintCategories(painter, rest, scale, text);
}

} // namespace hallwright::style
