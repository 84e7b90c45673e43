#include "views/plan/hall_plan.h"

#include "views/plan/canvas.h"
#include "views/plan/hall_layers.h"
#include "views/shared/short_name.h"

#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::plan {

namespace {

constexpr double bubbleMm = 2.4;     // of the small text's height: diameter of a tile label
constexpr double leastTileMm = 0.9;  // tiles drawn smaller than this would be a grey wash
constexpr double leastLabelMm = 9.0; // between two tile labels
constexpr double doubleLeafM = 1.25; // a door wider than this has two leaves

double bubbleSize(const PlanOptions& options)
{
    return options.mm(bubbleMm * options.textMm);
}

// "A" to "Z", "AA", "AB", ... as columns are lettered.
QString letters(int index)
{
    QString result;
    for (int i = index + 1; i > 0; i = (i - 1) / 26)
        result.prepend(QChar('A' + (i - 1) % 26));
    return result;
}

int tilesAlong(double lengthM, double pitchM)
{
    return static_cast<int>(std::ceil(lengthM / pitchM - 1e-6));
}

int labelStep(const Canvas& canvas, double pitchM)
{
    const double tile = pitchM * canvas.transform.unitsPerMetre;
    for (const int step : {1, 2, 5, 10, 20, 50, 100, 200, 500}) {
        if (tile * step >= canvas.mm(leastLabelMm))
            return step;
    }
    return 1000;
}

void paintFloor(Canvas& canvas, const Hall& hall)
{
    canvas.painter.fillRect(canvas.transform.map(hall.room()), canvas.colours.floor);
}

void paintTiles(Canvas& canvas, const Hall& hall)
{
    const double tile = hall.tilePitchM * canvas.transform.unitsPerMetre;
    const int step = tile >= canvas.mm(leastTileMm) ? 1 : labelStep(canvas, hall.tilePitchM);
    QVector<QLineF> lines;
    for (int i = step; i * hall.tilePitchM < hall.widthM - 1e-6; i += step) {
        const double x = i * hall.tilePitchM;
        lines << QLineF(canvas.transform.map(Point2{x, 0.0}), canvas.transform.map(Point2{x, hall.depthM}));
    }
    for (int i = step; i * hall.tilePitchM < hall.depthM - 1e-6; i += step) {
        const double y = i * hall.tilePitchM;
        lines << QLineF(canvas.transform.map(Point2{0.0, y}), canvas.transform.map(Point2{hall.widthM, y}));
    }
    canvas.painter.setPen(canvas.pen(canvas.colours.grid, fineMm));
    canvas.painter.drawLines(lines);
}

void paintAisles(Canvas& canvas, const Hall& hall)
{
    for (const Aisle& aisle : hall.aisles) {
        const bool cold = aisle.kind == AisleKind::Cold;
        const QRectF area = canvas.transform.map(aisle.area);
        canvas.painter.fillRect(area, cold ? canvas.colours.coldAisle : canvas.colours.hotAisle);
        if (aisle.contained) {
            canvas.painter.setPen(canvas.pen(cold ? canvas.colours.supplyPipe : canvas.colours.returnPipe,
                                             mediumMm, Qt::DashLine));
            canvas.painter.setBrush(Qt::NoBrush);
            canvas.painter.drawRect(area);
        }
    }
}

// Hatched the denser, the more of them is open; grates both ways.
void paintTileFields(Canvas& canvas, const Hall& hall)
{
    constexpr double ofGratesOn = 0.4;
    for (const TileField& field : hall.tileFields) {
        const QRectF area = canvas.transform.map(field.area);
        const double step = canvas.mm(std::clamp(0.55 / field.openShare, 0.7, 4.0));
        QVector<QLineF> hatch; // each as far as it lies in the field
        const int lines = static_cast<int>(std::ceil((area.width() + area.height()) / step));
        for (int i = 0; i < lines; ++i) {
            const double x = area.left() - area.height() + i * step;
            const double from = std::max(0.0, area.left() - x),
                         to = std::min(area.height(), area.right() - x);
            hatch << QLineF(x + from, area.bottom() - from, x + to, area.bottom() - to);
            if (field.openShare >= ofGratesOn)
                hatch << QLineF(x + from, area.top() + from, x + to, area.top() + to);
        }
        canvas.painter.setPen(canvas.pen(canvas.colours.supplyPipe, fineMm));
        canvas.painter.drawLines(hatch);
        canvas.painter.setPen(canvas.pen(canvas.colours.supplyPipe, thinMm));
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.drawRect(area);
    }
}

void paintAisleNames(Canvas& canvas, const Hall& hall)
{
    const QFont font = canvas.font();
    for (const Aisle& aisle : hall.aisles) {
        const QRectF area = canvas.transform.map(aisle.area);
        QString name = style::shortName(aisle.name, hall.name);
        if (aisle.contained && canvas.textSize(name + QStringLiteral(", contained"), font).width() <
                                   0.5 * std::max(area.width(), area.height()))
            name += QStringLiteral(", contained");
        const QSizeF size = canvas.textSize(name, font);
        const bool upright = area.height() > area.width();
        if (size.width() > std::max(area.width(), area.height()) ||
            size.height() > std::min(area.width(), area.height()))
            continue;
        const QColor colour =
            aisle.kind == AisleKind::Cold ? canvas.colours.supplyPipe : canvas.colours.returnPipe;
        const QColor ink =
            canvas.options.theme == style::Theme::Light ? colour.darker(140) : colour.lighter(120);
        canvas.label(area.center(), name, font, ink, upright ? 90.0 : 0.0);
    }
}

void paintWalls(Canvas& canvas, const Hall& hall)
{
    QPainterPath walls;
    walls.addRect(canvas.transform.map(wallOutline(hall)));
    walls.addRect(canvas.transform.map(hall.room()));
    walls.setFillRule(Qt::OddEvenFill);
    canvas.painter.setPen(canvas.pen(canvas.colours.text, thinMm));
    canvas.painter.setBrush(canvas.colours.wall);
    canvas.painter.drawPath(walls);
}

void paintColumns(Canvas& canvas, const Hall& hall)
{
    for (const Column& column : hall.columns) {
        const QRectF area = canvas.transform.map(column.area);
        canvas.painter.setPen(canvas.pen(canvas.colours.text, thinMm));
        canvas.painter.setBrush(canvas.colours.column);
        canvas.painter.drawRect(area);
        canvas.painter.drawLine(area.topLeft(), area.bottomRight());
        canvas.painter.drawLine(area.topRight(), area.bottomLeft());
        canvas.claim(area);
    }
}

// What ends below the ceiling is dashed and not filled: one looks and air goes over it.
void paintInnerWalls(Canvas& canvas, const Hall& hall)
{
    for (const Wall& wall : hall.walls) {
        const QRectF area = canvas.transform.map(wall.area);
        const bool full = hall.isFullHeight(wall);
        canvas.painter.setPen(canvas.pen(canvas.colours.text, thinMm, full ? Qt::SolidLine : Qt::DashLine));
        canvas.painter.setBrush(full ? QBrush(canvas.colours.wall) : QBrush(canvas.colours.floor));
        canvas.painter.drawRect(area);
        canvas.claim(area);
    }
}

// A wall as its doors see it.
struct WallFrame {
    Point2 start;   // of the wall's inner face
    Point2 along;   // unit vector to its other end
    Point2 outward; // unit vector out of the room

    Point2 at(double alongM, double outwardM) const { return start + along * alongM + outward * outwardM; }
};

WallFrame wallFrame(const Hall& hall, WallSide side)
{
    switch (side) {
    case WallSide::South:
        return {{0.0, 0.0}, {1.0, 0.0}, {0.0, -1.0}};
    case WallSide::North:
        return {{0.0, hall.depthM}, {1.0, 0.0}, {0.0, 1.0}};
    case WallSide::West:
        return {{0.0, 0.0}, {0.0, 1.0}, {-1.0, 0.0}};
    case WallSide::East:
        break;
    }
    return {{hall.widthM, 0.0}, {0.0, 1.0}, {1.0, 0.0}};
}

double leafLength(const Door& door)
{
    return door.widthM > doubleLeafM ? door.widthM / 2 : door.widthM;
}

// A leaf opened at a right angle out of the room, and the arc its edge swings through from the closed
// position.
void paintLeaf(Canvas& canvas, const WallFrame& wall, double hingeM, double tipM)
{
    constexpr int steps = 12;
    const double length = std::abs(tipM - hingeM);
    const double way = tipM > hingeM ? 1.0 : -1.0;
    QPolygonF arc;
    for (int i = 0; i <= steps; ++i) {
        const double angle = i * 1.57079632679489662 / steps;
        arc << canvas.transform.map(
            wall.at(hingeM + way * length * std::cos(angle), wallThicknessM + length * std::sin(angle)));
    }
    canvas.painter.setBrush(Qt::NoBrush);
    canvas.painter.setPen(canvas.pen(canvas.colours.dimText, fineMm));
    canvas.painter.drawPolyline(arc);
    canvas.painter.setPen(canvas.pen(canvas.colours.text, mediumMm));
    canvas.painter.drawLine(canvas.transform.map(wall.at(hingeM, wallThicknessM)), arc.last());
}

void paintDoors(Canvas& canvas, const Hall& hall)
{
    for (const Door& door : hall.doors) {
        const WallFrame wall = wallFrame(hall, door.wall);
        const double from = door.offsetM;
        const double to = door.offsetM + door.widthM;
        QPolygonF opening;
        for (const auto& [alongM, outwardM] :
             {std::pair{from, 0.0}, std::pair{to, 0.0}, std::pair{to, wallThicknessM},
              std::pair{from, wallThicknessM}})
            opening << canvas.transform.map(wall.at(alongM, outwardM));
        canvas.painter.setPen(canvas.pen(canvas.colours.text, thinMm));
        canvas.painter.setBrush(canvas.colours.floor);
        canvas.painter.drawPolygon(opening);
        if (leafLength(door) < door.widthM) {
            paintLeaf(canvas, wall, from, (from + to) / 2);
            paintLeaf(canvas, wall, to, (from + to) / 2);
        } else {
            paintLeaf(canvas, wall, from, to);
        }
    }
}

void paintBubble(Canvas& canvas, QPointF centre, const QString& text)
{
    const double radius = bubbleSize(canvas.options) / 2;
    canvas.painter.setPen(canvas.pen(canvas.colours.dimText, fineMm));
    canvas.painter.setBrush(canvas.options.fillGround ? canvas.colours.background : QColor(Qt::white));
    canvas.painter.drawEllipse(centre, radius, radius);
    canvas.text(centre, text, canvas.font(0.95), canvas.colours.text);
}

// Along the south and west walls; where these are out of sight, along the edge of what is seen.
void paintTileLabels(Canvas& canvas, const Hall& hall)
{
    const QRectF walls = canvas.transform.map(hallExtent(hall));
    const double size = bubbleSize(canvas.options);
    const int step = labelStep(canvas, hall.tilePitchM);
    const double y = std::min(walls.bottom() + size, canvas.target.bottom() - 0.6 * size);
    for (int i = 0; i < tilesAlong(hall.widthM, hall.tilePitchM); i += step) {
        const double x = canvas.transform.map(Point2{(i + 0.5) * hall.tilePitchM, 0.0}).x();
        if (x > canvas.target.left() + 2.0 * size && x < canvas.target.right())
            paintBubble(canvas, {x, y}, letters(i));
    }
    const double x = std::max(walls.left() - size, canvas.target.left() + 0.6 * size);
    for (int i = 0; i < tilesAlong(hall.depthM, hall.tilePitchM); i += step) {
        const double rowY = canvas.transform.map(Point2{0.0, (i + 0.5) * hall.tilePitchM}).y();
        if (rowY > canvas.target.top() && rowY < canvas.target.bottom() - 1.2 * size)
            paintBubble(canvas, {x, rowY}, QString::number(i + 1));
    }
}

} // namespace

QMarginsF hallMargins(const PlanOptions& options)
{
    const double labels = options.labels ? 1.7 * bubbleSize(options) : 0.0;
    const double dimensions = options.dimensions ? options.mm(3.2 * options.textMm) : 0.0;
    const double least = options.mm(1.5);
    return {std::max(labels, least), std::max(dimensions, least), std::max(dimensions, least),
            std::max(labels, least)};
}

Rect wallOutline(const Hall& hall)
{
    return {-wallThicknessM, -wallThicknessM, hall.widthM + 2 * wallThicknessM,
            hall.depthM + 2 * wallThicknessM};
}

Rect hallExtent(const Hall& hall)
{
    const Rect extent = wallOutline(hall);
    double south = 0.0;
    double north = 0.0;
    double west = 0.0;
    double east = 0.0;
    for (const Door& door : hall.doors) {
        double& side = door.wall == WallSide::South   ? south
                       : door.wall == WallSide::North ? north
                       : door.wall == WallSide::West  ? west
                                                      : east;
        side = std::max(side, leafLength(door));
    }
    return {extent.x - west, extent.y - south, extent.width + west + east, extent.depth + south + north};
}

PlanTransform hallFittedTo(const QRectF& target, const Hall& hall, const PlanOptions& options)
{
    return fitted(hallExtent(hall), target, hallMargins(options));
}

void paintHallPlan(QPainter& painter, const QRectF& target, const PlanTransform& transform, const Site& site,
                   const Hall& hall, const HallResult* result, const PlanOptions& options)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(target, Qt::IntersectClip);
    Canvas canvas(painter, target, transform, options);
    paintFloor(canvas, hall);
    paintTiles(canvas, hall);
    paintAisles(canvas, hall);
    paintTileFields(canvas, hall);
    paintWalls(canvas, hall);
    paintColumns(canvas, hall);
    paintInnerWalls(canvas, hall);
    paintDoors(canvas, hall);
    paintHallWays(canvas, site, hall);
    paintAirHandlers(canvas, hall);
    paintCdus(canvas, hall);
    paintPositions(canvas, hall);
    paintRacks(canvas, site, hall, result);
    paintChosenWays(canvas, site, hall);
    paintSelection(canvas, site, hall);
    paintFindings(canvas, site, hall);
    paintLocks(canvas, site, hall);
    if (options.labels)
        paintRowNames(canvas, site, hall);
    paintUnitNames(canvas, hall);
    paintHallPower(canvas, site, hall);
    paintSelectedOpenings(canvas, site, hall);
    if (options.labels) {
        paintRackNames(canvas, site, hall, result);
        paintAisleNames(canvas, hall);
    }
    if (options.dimensions) {
        paintAisleWidths(canvas, hall);
        paintRoomDimensions(canvas, hall);
    }
    if (options.labels)
        paintTileLabels(canvas, hall);
    painter.restore();
}

PlanTransform paintHallPlan(QPainter& painter, const QRectF& target, const Site& site, const Hall& hall,
                            const HallResult* result, const PlanOptions& options)
{
    const PlanTransform transform = hallFittedTo(target, hall, options);
    paintHallPlan(painter, target, transform, site, hall, result, options);
    return transform;
}

QString tileName(const Hall& hall, Point2 inHall)
{
    const auto tile = [&](double lengthM, double roomM) {
        const int last = tilesAlong(roomM, hall.tilePitchM) - 1;
        return std::clamp(static_cast<int>(std::floor(lengthM / hall.tilePitchM)), 0, std::max(last, 0));
    };
    return letters(tile(inHall.x, hall.widthM)) + QString::number(tile(inHall.y, hall.depthM) + 1);
}

} // namespace hallwright::plan
