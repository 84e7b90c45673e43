#include "views/plan/canvas.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPaintDevice>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hallwright::plan {

namespace {

struct TextMeasure {
    double width = 0.0;
    double ascent = 0.0;
    double capHeight = 0.0;
};

struct TextKey {
    QString text;
    QFont font;
    int dpi = 0;

    bool operator==(const TextKey&) const = default;
    friend size_t qHash(const TextKey& key, size_t seed)
    {
        return qHashMulti(seed, key.text, key.font.pixelSize(), key.font.bold(), key.dpi);
    }
};

// Measured once: shaping its words is half of what drawing a plan takes, and while a rack is dragged they are the same.
TextMeasure measured(const QString& text, const QFont& font, const QPaintDevice* device)
{
    constexpr qsizetype mostKept = 5000;
    static thread_local QHash<TextKey, TextMeasure> kept;
    const TextKey key{text, font, device->logicalDpiY()};
    if (const auto found = kept.constFind(key); found != kept.constEnd())
        return *found;
    if (kept.size() >= mostKept)
        kept.clear();
    const QFontMetricsF metrics(font, device);
    return *kept.insert(key, {metrics.horizontalAdvance(text), metrics.ascent(), metrics.capHeight()});
}

} // namespace

Canvas::Canvas(QPainter& p, const QRectF& area, const PlanTransform& t, const PlanOptions& o)
    : painter(p), target(area), transform(t), options(o), colours(style::colours(o.theme))
{
}

QPen Canvas::pen(const QColor& colour, double widthMm, Qt::PenStyle style) const
{
    return QPen(colour, mm(widthMm), style, Qt::FlatCap, Qt::MiterJoin);
}

QPolygonF Canvas::polygon(const std::array<Point2, 4>& corners) const
{
    QPolygonF result;
    for (const Point2& corner : corners)
        result << transform.map(corner);
    return result;
}

QPolygonF Canvas::polygon(const std::vector<Point3>& path) const
{
    QPolygonF result;
    for (const Point3& point : path)
        result << transform.map(Point2{point.x, point.y});
    return result;
}

QFont Canvas::font(double factor, bool bold) const
{
    QFont result = painter.font();
    result.setPixelSize(std::max(
        1, static_cast<int>(std::lround(mm(std::max(options.textMm * factor, options.leastTextMm))))));
    result.setBold(bold);
    return result;
}

QSizeF Canvas::textSize(const QString& text, const QFont& font) const
{
    const TextMeasure measure = measured(text, font, painter.device());
    return {measure.width, measure.ascent};
}

void Canvas::text(QPointF centre, const QString& text, const QFont& font, const QColor& colour,
                  double turnDeg)
{
    const TextMeasure measure = measured(text, font, painter.device());
    painter.save();
    painter.translate(centre);
    painter.rotate(-turnDeg);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QPointF(-measure.width / 2, measure.capHeight / 2), text);
    painter.restore();
}

bool Canvas::label(QPointF centre, const QString& words, const QFont& font, const QColor& colour,
                   double turnDeg, Overlap overlap)
{
    const QSizeF size = textSize(words, font);
    const double turn = turnDeg * std::numbers::pi / 180.0;
    const double width = std::abs(size.width() * std::cos(turn)) + std::abs(size.height() * std::sin(turn));
    const double height = std::abs(size.width() * std::sin(turn)) + std::abs(size.height() * std::cos(turn));
    if (target.contains(centre) && width < target.width() && height < target.height())
        centre = {std::clamp(centre.x(), target.left() + width / 2, target.right() - width / 2),
                  std::clamp(centre.y(), target.top() + height / 2, target.bottom() - height / 2)};
    const double gap = mm(0.3); // that is read as one word with nothing beside it
    const QRectF box(centre.x() - width / 2 - gap, centre.y() - height / 2 - gap, width + 2 * gap,
                     height + 2 * gap);
    if (overlap == Overlap::Refuse && !isFree(box))
        return false;
    claim(box);
    if (box.intersects(target))
        text(centre, words, font, colour, turnDeg);
    return true;
}

bool Canvas::isFree(const QRectF& area) const
{
    return std::none_of(taken_.begin(), taken_.end(),
                        [&](const QRectF& other) { return area.intersects(other); });
}

void Canvas::plate(QPointF centre, const QSizeF& textSize)
{
    QColor ground = paper();
    ground.setAlphaF(0.82f);
    const QSizeF size = textSize + QSizeF(mm(1.2), mm(0.4));
    painter.fillRect(QRectF(centre - QPointF(size.width() / 2, size.height() / 2), size), ground);
}

QColor Canvas::paper() const
{
    return options.fillGround ? colours.ground : QColor(Qt::white);
}

QColor inkOn(const QColor& background)
{
    constexpr double middleLightness = 0.5; // of the perceived lightness below
    const double lightness =
        0.299 * background.redF() + 0.587 * background.greenF() + 0.114 * background.blueF();
    return lightness > middleLightness ? QColor(0x10161c) : QColor(Qt::white);
}

} // namespace hallwright::plan
