#include "views/plan/overlay_painter.h"

#include "views/shared/sentence_units.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace hallwright::plan {

namespace {

using style::EditOverlay;

constexpr int fillAlpha = 70;

QPolygonF outlineOf(const PlanTransform& transform, const Standing& standing)
{
    QPolygonF outline;
    for (const Point2& corner : footprintCorners(standing.pose, standing.widthM, standing.depthM))
        outline << transform.map(corner);
    return outline;
}

QColor washed(QColor colour)
{
    colour.setAlpha(fillAlpha);
    return colour;
}

class OverlayPainter
{
public:
    OverlayPainter(QPainter& painter, const PlanTransform& transform, const PlanOptions& options)
        : painter_(painter), transform_(transform), options_(options), colours_(style::colours(options.theme))
    {
        QFont font = painter.font();
        font.setPixelSize(std::max(9, static_cast<int>(options.mm(options.textMm))));
        painter.setFont(font);
    }

    void area(const Rect& area, double turnDeg, bool mayBe)
    {
        const QColor colour = mayBe ? colours_.accent : colours_.violation;
        const Point2 corner{area.x, area.y};
        QPolygonF outline;
        for (const Point2 way :
             {Point2{0, 0}, Point2{area.width, 0}, Point2{area.width, area.depth}, Point2{0, area.depth}})
            outline << transform_.map(corner + rotated(way, turnDeg));
        painter_.setPen(QPen(colour, 1.0, Qt::DashLine));
        painter_.setBrush(washed(colour));
        painter_.drawPolygon(outline);
    }

    // Its front is drawn thick.
    void ghost(const EditOverlay::Ghost& ghost)
    {
        const QColor colour = ghost.mayStand ? colours_.accent : colours_.violation;
        const QPolygonF outline = outlineOf(transform_, ghost.standing);
        painter_.setPen(QPen(colour, 1.5));
        painter_.setBrush(washed(colour));
        painter_.drawPolygon(outline);
        painter_.setPen(QPen(colour, 3.0));
        painter_.drawLine(outline[0], outline[1]);
    }

    void blocker(const Standing& standing)
    {
        painter_.setPen(QPen(colours_.violation, 2.5));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawPolygon(outlineOf(transform_, standing));
    }

    void guide(const Guide& guide)
    {
        painter_.setPen(QPen(colours_.selection, 1.2, Qt::DashLine));
        painter_.drawLine(transform_.map(guide.from), transform_.map(guide.to));
    }

    void path(const std::vector<Point2>& points)
    {
        QPolygonF line;
        for (const Point2& point : points)
            line << transform_.map(point);
        painter_.setPen(QPen(colours_.accent, 2.0));
        painter_.setBrush(colours_.accent);
        painter_.drawPolyline(line);
        for (const QPointF& point : line)
            painter_.drawEllipse(point, 3.0, 3.0);
    }

    // A disc with an arrow the way it is pulled.
    void handle(const EditOverlay::Handle& handle)
    {
        constexpr double radiusPx = 8.0, tipPx = 5.0;
        const QPointF centre = transform_.map(handle.at);
        const QPointF way(handle.way.x, -handle.way.y); // the picture's y runs down
        const QPointF across(-way.y(), way.x());
        painter_.setPen(QPen(colours_.background, 1.5));
        painter_.setBrush(colours_.accent);
        painter_.drawEllipse(centre, radiusPx, radiusPx);
        painter_.setBrush(colours_.background);
        painter_.drawPolygon(QPolygonF{centre + way * tipPx, centre + across * tipPx / 2 - way * tipPx / 2,
                                       centre - across * tipPx / 2 - way * tipPx / 2});
    }

    // A line with its length on it, where there is room for the words.
    void dimension(const EditOverlay::Dimension& dimension)
    {
        const QLineF line(transform_.map(dimension.from), transform_.map(dimension.to));
        painter_.setPen(QPen(colours_.accent, 1.2));
        painter_.drawLine(line);
        plate(line.center(), dimension.text, colours_.accent);
    }

    // Beside the hand, inside the picture, in lines that can be read.
    void words(const QString& text, QPointF hand)
    {
        constexpr double widest = 420.0, awayPx = 18.0, padding = 5.0, marginPx = 4.0;
        const QRectF view = painter_.clipBoundingRect().adjusted(marginPx, marginPx, -marginPx, -marginPx);
        const double width = std::max(1.0, std::min(widest, view.width() - 2.0 * padding));
        const QFontMetricsF metrics(painter_.font());
        QRectF box = metrics.boundingRect(QRectF(0, 0, width, 1e4), Qt::TextWordWrap, text);
        box.adjust(-padding, -padding, padding, padding);
        box.moveTopLeft(hand + QPointF(awayPx, awayPx));
        box.moveLeft(std::max(view.left(), std::min(box.left(), view.right() - box.width())));
        if (box.bottom() > view.bottom())
            box.moveBottom(hand.y() - awayPx);
        box.moveTop(std::max(view.top(), box.top()));
        painter_.setPen(QPen(colours_.dimText, 1.0));
        painter_.setBrush(colours_.background);
        painter_.drawRoundedRect(box, 3.0, 3.0);
        painter_.setPen(colours_.text);
        painter_.drawText(box.adjusted(padding, padding, -padding, -padding), Qt::TextWordWrap, text);
    }

private:
    void plate(QPointF centre, const QString& text, const QColor& ink)
    {
        const QFontMetricsF metrics(painter_.font());
        const QSizeF size(metrics.horizontalAdvance(text) + 8.0, metrics.height());
        const QRectF box(centre - QPointF(size.width() / 2, size.height() / 2), size);
        painter_.fillRect(box, colours_.background);
        painter_.setPen(ink);
        painter_.drawText(box, Qt::AlignCenter, text);
    }

    QPainter& painter_;
    const PlanTransform& transform_;
    const PlanOptions& options_;
    const style::Colours& colours_;
};

} // namespace

void paintOverlay(QPainter& painter, const PlanTransform& transform, const EditOverlay& overlay,
                  const PlanOptions& options)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    OverlayPainter paint(painter, transform, options);
    for (const Rect& area : overlay.areas)
        paint.area(area, overlay.turnDeg, overlay.areasMayBe);
    for (const EditOverlay::Ghost& ghost : overlay.ghosts)
        paint.ghost(ghost);
    for (const Standing& blocker : overlay.blockers)
        paint.blocker(blocker);
    for (const Guide& guide : overlay.guides)
        paint.guide(guide);
    if (!overlay.path.empty())
        paint.path(overlay.path);
    for (const EditOverlay::Handle& handle : overlay.handles)
        paint.handle(handle);
    for (const EditOverlay::Dimension& dimension : overlay.dimensions)
        paint.dimension(dimension);
    if (!overlay.words.isEmpty())
        paint.words(style::sentence(overlay.words), transform.map(overlay.wordsAt));
    painter.restore();
}

} // namespace hallwright::plan
