#include "views/plan/hall_layers.h"
#include "views/plan/hall_plan.h"
#include "views/shared/format.h"

#include <algorithm>
#include <cmath>

namespace hallwright::plan {

namespace {

constexpr double tickMm = 1.1;

// A line with an oblique tick at both ends, as building drawings have them.
void paintDimensionLine(Canvas& canvas, QPointF from, QPointF to)
{
    const double tick = canvas.mm(tickMm) / 2;
    canvas.painter.setPen(canvas.pen(canvas.colours.dimText, fineMm));
    canvas.painter.drawLine(from, to);
    canvas.painter.setPen(canvas.pen(canvas.colours.text, mediumMm));
    for (const QPointF& end : {from, to})
        canvas.painter.drawLine(end + QPointF(-tick, tick), end + QPointF(tick, -tick));
}

void paintExtension(Canvas& canvas, QPointF from, QPointF to)
{
    canvas.painter.setPen(canvas.pen(canvas.colours.dimText, fineMm));
    canvas.painter.drawLine(from, to);
}

} // namespace

// Inner sizes of the room: the width above the north wall, the depth right of the east wall.
void paintRoomDimensions(Canvas& canvas, const Hall& hall)
{
    const QRectF room = canvas.transform.map(hall.room());
    const QRectF walls = canvas.transform.map(hallExtent(hall));
    const double text = canvas.mm(canvas.options.textMm);
    const QFont font = canvas.font();
    const double y = walls.top() - 1.1 * text;
    paintExtension(canvas, {room.left(), walls.top()}, {room.left(), y - 0.4 * text});
    paintExtension(canvas, {room.right(), walls.top()}, {room.right(), y - 0.4 * text});
    paintDimensionLine(canvas, {room.left(), y}, {room.right(), y});
    canvas.text({room.center().x(), y - 0.9 * text}, style::formatLength(hall.widthM), font,
                canvas.colours.text);
    const double x = walls.right() + 1.1 * text;
    paintExtension(canvas, {walls.right(), room.top()}, {x + 0.4 * text, room.top()});
    paintExtension(canvas, {walls.right(), room.bottom()}, {x + 0.4 * text, room.bottom()});
    paintDimensionLine(canvas, {x, room.top()}, {x, room.bottom()});
    canvas.text({x + 0.9 * text, room.center().y()}, style::formatLength(hall.depthM), font,
                canvas.colours.text, 90.0);
}

// Across each aisle near its west or south end, with the width written beside the line.
void paintAisleWidths(Canvas& canvas, const Hall& hall)
{
    constexpr double leastLineMm = 2.5;
    const QFont font = canvas.font(0.9);
    for (const Aisle& aisle : hall.aisles) {
        const QRectF area = canvas.transform.map(aisle.area);
        const bool upright = area.height() > area.width();
        const double across = std::min(area.width(), area.height());
        const double length = std::max(area.width(), area.height());
        const QString text = style::formatLength(std::min(aisle.area.width, aisle.area.depth));
        const QSizeF size = canvas.textSize(text, font);
        const double offset = std::min(0.12 * length, canvas.mm(12.0));
        if (across < canvas.mm(leastLineMm) || length < 4 * size.width())
            continue;
        const double beside = size.height() / 2 + canvas.mm(0.5);
        if (upright) {
            const double y = area.bottom() - offset;
            if (canvas.label({area.center().x(), y - beside}, text, font, canvas.colours.dimText))
                paintDimensionLine(canvas, {area.left(), y}, {area.right(), y});
        } else {
            const double x = area.left() + offset;
            const double besideLine = size.width() / 2 + canvas.mm(0.8);
            if (canvas.label({x + besideLine, area.center().y()}, text, font, canvas.colours.dimText))
                paintDimensionLine(canvas, {x, area.top()}, {x, area.bottom()});
        }
    }
}

} // namespace hallwright::plan
