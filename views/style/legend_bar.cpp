#include "views/style/legend_bar.h"

#include <QLinearGradient>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright::style {

namespace {

constexpr int rampSteps = 32;

// Round values inside the scale: the steps that give the most ticks, but at most eight.
std::vector<double> ticksOf(const ColourScale& scale)
{
    constexpr double mostSteps = 7.0;
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
    const std::vector<double> ticks = ticksOf(scale);
    for (const double value : ticks) {
        const double t = scale.position(value);
        QString label = QLocale().toString(value, 'g', 4);
        if (value == ticks.back())
            label += QChar(0x00a0) + scale.unit;
        const double width = metrics.horizontalAdvance(label);
        const double left =
            std::clamp(ramp.left() + t * ramp.width() - width / 2, area.left(), area.right() - width);
        painter.drawText(QPointF(left, area.bottom() - metrics.descent()), label);
    }
}

// The categories side by side, in as many lines as the area has; what still does not fit is shortened.
void paintCategories(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double swatch = metrics.ascent();
    const auto widthOf = [&](const LegendEntry& entry) {
        return metrics.horizontalAdvance(entry.text) + swatch * 3.0;
    };
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
        painter.fillRect(QRectF(x, middle - swatch / 2, swatch, swatch), entry.colour);
        painter.setPen(text);
        const double room = area.right() - x - swatch * 1.5;
        painter.drawText(QPointF(x + swatch * 1.5, middle + metrics.ascent() / 2 - metrics.descent() / 2),
                         metrics.elidedText(entry.text, Qt::ElideRight, room));
        x += widthOf(entry);
    }
}

} // namespace

void paintLegend(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    // A narrow legend keeps its scale and leaves the title to the tooltip.
    constexpr double largestTitleShare = 0.5;
    double titleWidth = metrics.horizontalAdvance(scale.title) + metrics.averageCharWidth() * 2;
    if (titleWidth > area.width() * largestTitleShare)
        titleWidth = 0.0;
    if (titleWidth > 0.0) {
        painter.setPen(text);
        painter.drawText(QRectF(area.left(), area.top(), titleWidth, area.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, scale.title);
    }
    const QRectF rest = area.adjusted(titleWidth, 0, 0, 0);
    if (scale.map)
        paintRamp(painter, rest, scale, text);
    else
        paintCategories(painter, rest, scale, text);
}

LegendBar::LegendBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LegendBar::setScale(const ColourScale& scale)
{
    scale_ = scale;
    setToolTip(scale.unit.isEmpty() ? scale.title : QStringLiteral("%1 [%2]").arg(scale.title, scale.unit));
    update();
}

QSize LegendBar::sizeHint() const
{
    return {420, fontMetrics().height() * 2 + 12};
}

void LegendBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr double widest = 640.0;
    QRectF area = QRectF(rect()).adjusted(10, 6, -10, -4);
    area.setWidth(std::min(area.width(), widest));
    paintLegend(painter, area, scale_, palette().color(QPalette::WindowText));
}

} // namespace hallwright::style
