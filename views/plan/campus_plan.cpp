#include "views/plan/campus_plan.h"

#include "views/plan/campus_halls.h"
#include "views/plan/canvas.h"
#include "views/shared/format.h"
#include "views/shared/short_name.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace hallwright::plan {

namespace {

constexpr double fibreMm = 0.35;
constexpr double leastPipeMm = 0.22;
constexpr double powerSymbolMm = 1.8;
constexpr double largePlanMmPerMetre = 2.0; // 1:500

class Extent
{
public:
    void add(Point2 point)
    {
        low_ = {std::min(low_.x, point.x), std::min(low_.y, point.y)};
        high_ = {std::max(high_.x, point.x), std::max(high_.y, point.y)};
    }
    template <class Points>
    void addAll(const Points& points)
    {
        for (const auto& point : points)
            add({point.x, point.y});
    }
    bool empty() const { return low_.x > high_.x; }
    Rect rect() const { return {low_.x, low_.y, high_.x - low_.x, high_.y - low_.y}; }

private:
    static constexpr double far = std::numeric_limits<double>::max();
    Point2 low_{far, far};
    Point2 high_{-far, -far};
};

using Corners = std::array<Point2, 4>;

Corners cornersOf(const Building& building, const Rect& inBuilding)
{
    const auto at = [&](double x, double y) { return buildingToCampus(building, {x, y}); };
    return {at(inBuilding.x, inBuilding.y), at(inBuilding.right(), inBuilding.y),
            at(inBuilding.right(), inBuilding.top()), at(inBuilding.x, inBuilding.top())};
}

Corners shellOf(const Building& building)
{
    return cornersOf(building, {0.0, 0.0, building.widthM, building.depthM});
}

Rect roomInBuilding(const Hall& hall)
{
    return {hall.originM.x, hall.originM.y, hall.widthM, hall.depthM};
}

bool isOutside(const PowerNode& node)
{
    return !node.hall.valid() && (node.kind == PowerNodeKind::Utility ||
                                  node.kind == PowerNodeKind::Transformer || !node.building.valid());
}

// Text along the building's longer side that is never upside down.
double textTurn(const Building& building)
{
    const double turn = std::remainder(building.yawDeg, 180.0);
    return turn <= -89.999 ? turn + 180.0 : turn;
}

bool fits(const Canvas& canvas, const QString& text, const QFont& font, const Rect& area)
{
    const QSizeF size = canvas.textSize(text, font);
    return size.width() < area.width * canvas.transform.unitsPerMetre * 0.95 &&
           size.height() < area.depth * canvas.transform.unitsPerMetre * 0.95;
}

void paintGround(Canvas& canvas)
{
    if (canvas.options.fillGround)
        canvas.painter.fillRect(canvas.target, canvas.colours.ground);
}

QPen pathwayPen(const Canvas& canvas, PathwayKind kind)
{
    switch (kind) {
    case PathwayKind::Trench:
        return canvas.pen(canvas.colours.trench, 2 * thickMm);
    case PathwayKind::Duct:
        return canvas.pen(canvas.colours.trench, thickMm, Qt::DashLine);
    case PathwayKind::Tray:
        break;
    }
    return canvas.pen(canvas.colours.fibre, mediumMm, Qt::DashLine);
}

void paintPathways(Canvas& canvas, const Site& site)
{
    for (const Pathway& pathway : site.pathways->pathways) {
        const QPolygonF line = canvas.polygon(pathway.pathM);
        canvas.painter.setPen(pathwayPen(canvas, pathway.kind));
        canvas.painter.drawPolyline(line);
        for (qsizetype i = 1; i < line.size() && pathway.kind == PathwayKind::Trench; ++i)
            canvas.claim(QRectF(line[i - 1], line[i]).normalized().marginsAdded(QMarginsF(1, 1, 1, 1)));
    }
    for (const FibreRun& run : site.pathways->runs) {
        canvas.painter.setPen(canvas.pen(canvas.colours.fibre, fibreMm));
        for (const PathwayId id : run.route) {
            if (const Pathway* pathway = site.pathways->find(id))
                canvas.painter.drawPolyline(canvas.polygon(pathway->pathM));
        }
    }
}

void paintPipes(Canvas& canvas, const Site& site)
{
    for (const PipeRun& pipe : site.cooling->pipes) {
        QPen pen =
            canvas.pen(pipe.role == PipeRole::Supply ? canvas.colours.supplyPipe : canvas.colours.returnPipe,
                       leastPipeMm);
        pen.setWidthF(std::max(pen.widthF(), pipe.diameterM * canvas.transform.unitsPerMetre));
        pen.setJoinStyle(Qt::RoundJoin);
        canvas.painter.setPen(pen);
        canvas.painter.drawPolyline(canvas.polygon(pipe.pathM));
    }
}

void paintHall(Canvas& canvas, const Site& site, const Building& building, const Hall& hall,
               const Snapshot* snapshot)
{
    const HallResult* result = snapshot ? snapshot->hallResult(hall.id) : nullptr;
    const QColor fill = hallFloorColour(canvas, site, hall, result);
    canvas.painter.setPen(canvas.pen(canvas.colours.wall, thinMm));
    canvas.painter.setBrush(fill);
    const QPolygonF room = canvas.polygon(cornersOf(building, roomInBuilding(hall)));
    canvas.painter.drawPolygon(room);
    canvas.claim(room.boundingRect());
    paintRackStrokes(canvas, site, building, hall, snapshot, fill);
}

void paintRooms(Canvas& canvas, const Building& building)
{
    QColor fill = canvas.colours.floor;
    fill.setAlphaF(0.45f);
    canvas.painter.setPen(canvas.pen(canvas.colours.wall, fineMm));
    canvas.painter.setBrush(fill);
    for (const Room& room : building.rooms)
        canvas.painter.drawPolygon(canvas.polygon(cornersOf(building, room.area)));
}

void paintBuilding(Canvas& canvas, const Site& site, const Building& building, const Snapshot* snapshot)
{
    const QPolygonF shell = canvas.polygon(shellOf(building));
    canvas.painter.setPen(canvas.pen(canvas.colours.text, thickMm));
    canvas.painter.setBrush(canvas.colours.building);
    canvas.painter.drawPolygon(shell);
    paintRooms(canvas, building);
    for (const HallPtr& hall : building.halls)
        paintHall(canvas, site, building, *hall, snapshot);
}

// Roof units stand inside a building's outline and are drawn over it.
void paintPlant(Canvas& canvas, const Site& site)
{
    for (const PlantUnit& unit : site.cooling->plant) {
        const QPolygonF corners = canvas.polygon(footprintCorners(unit.pose, unit.widthM, unit.depthM));
        QColor fill = canvas.colours.plant;
        if (unit.elevationM > 0.0)
            fill.setAlphaF(0.55f);
        canvas.painter.setPen(canvas.pen(canvas.colours.text, fineMm));
        canvas.painter.setBrush(fill);
        canvas.painter.drawPolygon(corners);
        const double radius = 0.36 * std::min(unit.widthM, unit.depthM) * canvas.transform.unitsPerMetre;
        canvas.painter.setBrush(Qt::NoBrush);
        if (radius > canvas.mm(0.4))
            canvas.painter.drawEllipse(canvas.transform.map(unit.pose.position()), radius, radius);
        canvas.claim(corners.boundingRect());
    }
}

QRectF powerSymbol(const Canvas& canvas, QPointF centre)
{
    const double half = canvas.mm(powerSymbolMm) / 2;
    return {centre.x() - half, centre.y() - half, 2 * half, 2 * half};
}

void paintPowerSymbol(Canvas& canvas, QPointF centre)
{
    const QRectF symbol = powerSymbol(canvas, centre);
    canvas.painter.setPen(canvas.pen(canvas.colours.text, thinMm));
    canvas.painter.setBrush(canvas.colours.power);
    canvas.painter.drawRect(symbol);
    canvas.painter.drawLine(symbol.bottomLeft(), symbol.topRight());
}

void paintPower(Canvas& canvas, const Site& site)
{
    for (const PowerNode& node : site.power->nodes) {
        if (!isOutside(node))
            continue;
        const QPointF centre = canvas.transform.map(Point2{node.positionM.x, node.positionM.y});
        paintPowerSymbol(canvas, centre);
        canvas.claim(powerSymbol(canvas, centre));
    }
}

QFont buildingFont(const Canvas& canvas)
{
    return canvas.font(1.35, true);
}

QFont sizeFont(const Canvas& canvas)
{
    return canvas.font(0.95);
}

// Where a label of this size may stand: above a building, below or beside it, and last inside.
std::vector<QPointF> placesAround(const QRectF& shell, const QSizeF& label, double gap)
{
    const double up = shell.height() / 2 + label.height() / 2 + gap;
    const double aside = shell.width() / 2 + label.width() / 2 + gap;
    const double corner = std::max(0.0, shell.width() / 2 - label.width() / 2);
    const double inside = shell.height() / 2 - label.height() / 2 - gap;
    std::vector<QPointF> places;
    for (const QPointF& offset :
         {QPointF(0.0, -up), QPointF(-corner, -up), QPointF(corner, -up), QPointF(0.0, up),
          QPointF(-corner, up), QPointF(corner, up), QPointF(-aside, 0.0), QPointF(aside, 0.0),
          QPointF(0.0, inside), QPointF(0.0, -inside)})
        places.push_back(shell.center() + offset);
    return places;
}

QRectF around(QPointF centre, const QSizeF& size)
{
    return {centre - QPointF(size.width() / 2, size.height() / 2), size};
}

// The first place that nothing else has; above the left corner if all are taken.
std::pair<QPointF, bool> freePlace(const Canvas& canvas, const std::vector<QPointF>& places,
                                   const QSizeF& size)
{
    for (const QPointF& place : places) {
        if (canvas.isFree(around(place, size)))
            return {place, true};
    }
    return {places[1], false};
}

struct BuildingLabel {
    QString name;
    QString size;
    QRectF shell;
    QSizeF nameSize;
    QSizeF bothSize;
};

BuildingLabel labelOf(const Canvas& canvas, const Building& building)
{
    const double line = canvas.mm(canvas.options.textMm);
    const double margin = canvas.mm(1.0);
    BuildingLabel label;
    label.name = QString::fromStdString(building.name);
    label.size = QStringLiteral("%1 × %2").arg(style::formatLength(building.widthM),
                                               style::formatLength(building.depthM));
    label.shell = canvas.polygon(shellOf(building)).boundingRect();
    label.nameSize = {canvas.textSize(label.name, buildingFont(canvas)).width() + margin, 1.5 * line};
    label.bothSize = {
        std::max(label.nameSize.width(), canvas.textSize(label.size, sizeFont(canvas)).width() + margin),
        2.9 * line};
    return label;
}

// Every building's name, with its size below if there is room for that at all of them.
void nameBuildings(Canvas& canvas, const Site& site)
{
    const double line = canvas.mm(canvas.options.textMm);
    const double gap = 0.3 * line;
    std::vector<BuildingLabel> labels;
    for (const BuildingPtr& building : site.buildings)
        labels.push_back(labelOf(canvas, *building));
    const bool sizes =
        canvas.options.dimensions && std::all_of(labels.begin(), labels.end(), [&](const auto& label) {
            return freePlace(canvas, placesAround(label.shell, label.bothSize, gap), label.bothSize).second;
        });
    for (const BuildingLabel& label : labels) {
        const QSizeF& room = sizes ? label.bothSize : label.nameSize;
        const QPointF place = freePlace(canvas, placesAround(label.shell, room, gap), room).first;
        canvas.plate(place, room);
        canvas.claim(around(place, room));
        canvas.text(place - QPointF(0.0, sizes ? 0.65 * line : 0.0), label.name, buildingFont(canvas),
                    canvas.colours.text);
        if (sizes)
            canvas.text(place + QPointF(0.0, 0.75 * line), label.size, sizeFont(canvas),
                        canvas.colours.dimText);
    }
}

// Its name, and the value of its tint if there is room for both; else the value alone.
QString hallWords(const Canvas& canvas, const Building& building, const Hall& hall, const QFont& font)
{
    const QString name = style::shortName(hall.name, building.name);
    const QString value = hallValue(canvas, hall);
    if (value.isEmpty())
        return name;
    const QString both = QStringLiteral("%1 %2").arg(name, value);
    return fits(canvas, both, font, hall.room()) ? both : value;
}

void nameHalls(Canvas& canvas, const Site& site, const Snapshot* snapshot)
{
    const QFont font = canvas.font(1.0, true);
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const QString name = hallWords(canvas, *building, *hall, font);
            const QColor fill =
                hallFloorColour(canvas, site, *hall, snapshot ? snapshot->hallResult(hall->id) : nullptr);
            const QPointF centre =
                canvas.transform.map(hallToCampus(*building, *hall, hall->room().centre()));
            if (fits(canvas, name, font, hall->room()))
                canvas.label(centre, name, font, inkOn(fill), textTurn(*building), Overlap::Allow);
        }
    }
}

void nameRooms(Canvas& canvas, const Site& site)
{
    const QFont font = canvas.font(0.85);
    for (const BuildingPtr& building : site.buildings) {
        for (const Room& room : building->rooms) {
            const QString name = style::shortName(room.name, building->name);
            const bool across = !fits(canvas, name, font, room.area);
            const Rect turned{0.0, 0.0, room.area.depth, room.area.width};
            if (across && !fits(canvas, name, font, turned))
                continue;
            const QPointF centre = canvas.transform.map(buildingToCampus(*building, room.area.centre()));
            canvas.label(centre, name, font, canvas.colours.dimText,
                         textTurn(*building) + (across ? 90.0 : 0.0));
        }
    }
}

void namePower(Canvas& canvas, const Site& site)
{
    // A building's transformers stand close together: they are named when the plan is large enough to tell
    // them apart.
    const bool large = canvas.transform.unitsPerMetre >= canvas.mm(largePlanMmPerMetre);
    const QFont font = canvas.font(0.95);
    for (const PowerNode& node : site.power->nodes) {
        if (!isOutside(node) || (node.building.valid() && !large))
            continue;
        const QString name = QString::fromStdString(node.name);
        const QPointF centre = canvas.transform.map(Point2{node.positionM.x, node.positionM.y});
        const double below = canvas.mm(powerSymbolMm / 2 + 0.6) + canvas.textSize(name, font).height() / 2;
        canvas.label(centre + QPointF(0.0, below), name, font, canvas.colours.text);
    }
}

void nameTrenches(Canvas& canvas, const Site& site)
{
    const QFont font = canvas.font(0.95);
    for (const Pathway& pathway : site.pathways->pathways) {
        if (pathway.kind != PathwayKind::Trench || pathway.pathM.size() < 2)
            continue;
        const QString name = QStringLiteral("%1, %2").arg(QString::fromStdString(pathway.name),
                                                          style::formatLength(pathway.lengthM()));
        // Over the middle of the longest stretch.
        const QPolygonF line = canvas.polygon(pathway.pathM);
        QLineF longest;
        for (qsizetype i = 1; i < line.size(); ++i) {
            if (QLineF(line[i - 1], line[i]).length() >= longest.length())
                longest = QLineF(line[i - 1], line[i]);
        }
        const double away = canvas.mm(0.9) + canvas.textSize(name, font).height() / 2;
        const bool upright = std::abs(longest.dy()) > std::abs(longest.dx());
        const QPointF offset = upright ? QPointF(-away, 0.0) : QPointF(0.0, -away);
        if (canvas.textSize(name, font).width() < longest.length())
            canvas.label(longest.center() + offset, name, font, canvas.colours.text, upright ? 90.0 : 0.0);
    }
}

} // namespace

QMarginsF campusMargins(const PlanOptions& options)
{
    const double text = options.mm(options.textMm);
    return {3.0 * text, 4.0 * text, 3.0 * text, 2.5 * text};
}

Rect campusExtent(const Site& site)
{
    Extent extent;
    for (const BuildingPtr& building : site.buildings)
        extent.addAll(shellOf(*building));
    for (const PlantUnit& unit : site.cooling->plant)
        extent.addAll(footprintCorners(unit.pose, unit.widthM, unit.depthM));
    for (const PipeRun& pipe : site.cooling->pipes)
        extent.addAll(pipe.pathM);
    for (const Pathway& pathway : site.pathways->pathways)
        extent.addAll(pathway.pathM);
    for (const PowerNode& node : site.power->nodes)
        extent.addAll(std::array{node.positionM});
    return extent.empty() ? Rect{0.0, 0.0, 100.0, 100.0} : extent.rect();
}

PlanTransform campusFittedTo(const QRectF& target, const Site& site, const PlanOptions& options)
{
    return fitted(campusExtent(site), target, campusMargins(options));
}

void paintCampusPlan(QPainter& painter, const QRectF& target, const PlanTransform& transform,
                     const Site& site, const Snapshot* snapshot, const PlanOptions& options)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(target, Qt::IntersectClip);
    Canvas canvas(painter, target, transform, options);
    paintGround(canvas);
    for (const BuildingPtr& building : site.buildings)
        paintBuilding(canvas, site, *building, snapshot);
    const bool isTinted = !options.hallTinting.tints.empty(); // then nothing else has a colour that tells
    if (!isTinted) {
        paintPathways(canvas, site);
        paintPipes(canvas, site);
        paintPlant(canvas, site);
        paintPower(canvas, site);
    }
    if (options.labels) {
        nameBuildings(canvas, site);
        nameHalls(canvas, site, snapshot);
        if (!isTinted) {
            nameRooms(canvas, site);
            nameTrenches(canvas, site);
        }
        if (options.equipmentLabels && !isTinted)
            namePower(canvas, site);
    }
    painter.restore();
}

PlanTransform paintCampusPlan(QPainter& painter, const QRectF& target, const Site& site,
                              const Snapshot* snapshot, const PlanOptions& options)
{
    const PlanTransform transform = campusFittedTo(target, site, options);
    paintCampusPlan(painter, target, transform, site, snapshot, options);
    return transform;
}

void paintCampusLegend(QPainter& painter, const QRectF& area, const PlanOptions& options)
{
    const PlanTransform unused;
    Canvas canvas(painter, area, unused, options);
    const QFont font = canvas.font();
    const double y = area.center().y();
    const double swatch = canvas.mm(5.0);
    double x = area.left();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto entry = [&](const QString& name, const auto& paintSwatch) {
        paintSwatch(QLineF(x, y, x + swatch, y));
        const double width = canvas.textSize(name, font).width();
        canvas.text({x + swatch + canvas.mm(1.0) + width / 2, y}, name, font, canvas.colours.text);
        x += swatch + width + canvas.mm(4.5);
    };
    const auto line = [&](const QPen& pen) {
        return [&canvas, pen](const QLineF& at) {
            canvas.painter.setPen(pen);
            canvas.painter.drawLine(at);
        };
    };
    entry(QStringLiteral("Trench with fibre"), [&](const QLineF& at) {
        line(pathwayPen(canvas, PathwayKind::Trench))(at);
        line(canvas.pen(canvas.colours.fibre, fibreMm))(at);
    });
    entry(QStringLiteral("Duct"), line(pathwayPen(canvas, PathwayKind::Duct)));
    entry(QStringLiteral("Tray"), line(pathwayPen(canvas, PathwayKind::Tray)));
    entry(QStringLiteral("Supply pipe"), line(canvas.pen(canvas.colours.supplyPipe, thickMm)));
    entry(QStringLiteral("Return pipe"), line(canvas.pen(canvas.colours.returnPipe, thickMm)));
    entry(QStringLiteral("Chiller, cooler, tower"), [&](const QLineF& at) {
        painter.setPen(canvas.pen(canvas.colours.text, fineMm));
        painter.setBrush(canvas.colours.plant);
        painter.drawRect(QRectF(at.x1(), y - canvas.mm(1.0), swatch, canvas.mm(2.0)));
    });
    entry(QStringLiteral("Power"), [&](const QLineF& at) { paintPowerSymbol(canvas, at.center()); });
    painter.restore();
}

} // namespace hallwright::plan
