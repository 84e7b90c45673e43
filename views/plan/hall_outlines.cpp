#include "views/plan/hall_outlines.h"

#include "core/layout/feed_reach.h"
#include "core/layout/picking.h"
#include "core/layout/standing.h"
#include "core/model/object_names.h"
#include "views/plan/hall_plan.h"
#include "views/shared/hall_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace hallwright::plan {

namespace {

// What of a line lies over the hall's floor.
std::optional<QLineF> overFloor(const Hall& hall, Point2 from, Point2 to)
{
    double first = 0.0, last = 1.0;
    const auto clip = [&](double start, double along, double most) {
        if (along == 0.0)
            return start >= 0.0 && start <= most;
        const double a = -start / along, b = (most - start) / along;
        first = std::max(first, std::min(a, b));
        last = std::min(last, std::max(a, b));
        return first < last;
    };
    const Point2 way = to - from;
    if (!clip(from.x, way.x, hall.widthM) || !clip(from.y, way.y, hall.depthM))
        return std::nullopt;
    const Point2 a = from + way * first, b = from + way * last;
    return QLineF(a.x, a.y, b.x, b.y);
}

} // namespace

WaysOver::WaysOver(const Building& building, const Hall& hall)
    : building_(building), hall_(hall), least_(hallToCampus(building, hall, {0.0, 0.0})), most_(least_)
{
    for (const Point2 corner :
         {Point2{hall.widthM, 0.0}, Point2{hall.widthM, hall.depthM}, Point2{0.0, hall.depthM}}) {
        const Point2 at = hallToCampus(building, hall, corner);
        least_ = {std::min(least_.x, at.x), std::min(least_.y, at.y)};
        most_ = {std::max(most_.x, at.x), std::max(most_.y, at.y)};
    }
}

std::vector<QLineF> WaysOver::lines(const std::vector<Point3>& pathM) const
{
    std::vector<QLineF> lines;
    for (std::size_t i = 1; i < pathM.size(); ++i) {
        const Point3 &a = pathM[i - 1], &b = pathM[i];
        if (std::max(a.x, b.x) < least_.x || std::min(a.x, b.x) > most_.x || std::max(a.y, b.y) < least_.y ||
            std::min(a.y, b.y) > most_.y || !isInStorey(hall_, (a.z + b.z) / 2))
            continue;
        const Point2 from = campusToHall(building_, hall_, {a.x, a.y});
        const Point2 to = campusToHall(building_, hall_, {b.x, b.y});
        if (const auto line = overFloor(hall_, from, to); line && line->length() > 0.0)
            lines.push_back(*line);
    }
    return lines;
}

ObjectRef drawnWayAt(const Site& site, const Hall& hall, Point2 inHall, double withinM)
{
    const WaysOver over(site.buildingOf(hall.id), hall);
    ObjectRef nearest;
    double nearestM = std::numeric_limits<double>::infinity();
    const auto look = [&](ObjectRef object, const std::vector<Point3>& pathM, double widthM) {
        for (const QLineF& line : over.lines(pathM)) {
            const QPointF way = line.p2() - line.p1(), away = QPointF(inHall.x, inHall.y) - line.p1();
            const double t =
                std::clamp(QPointF::dotProduct(away, way) / QPointF::dotProduct(way, way), 0.0, 1.0);
            const QPointF rest = away - t * way;
            const double awayM = std::hypot(rest.x(), rest.y());
            if (awayM <= std::max(withinM, widthM / 2) && awayM < nearestM) {
                nearest = object;
                nearestM = awayM;
            }
        }
    };
    for (const Pathway& pathway : site.pathways->pathways)
        look(refTo(pathway.id), pathway.pathM, pathway.widthM);
    for (const PipeRun& pipe : site.cooling->pipes)
        look(refTo(pipe.id), pipe.pathM, pipe.diameterM);
    return nearest;
}

namespace {

template <class Points>
QPolygonF mapped(const PlanTransform& transform, const Points& points)
{
    QPolygonF polygon;
    for (const Point2& point : points)
        polygon << transform.map(point);
    return polygon;
}

QPolygonF rectOutline(const PlanTransform& transform, const Rect& area)
{
    return mapped(transform, std::array{Point2{area.x, area.y}, Point2{area.right(), area.y},
                                        Point2{area.right(), area.top()}, Point2{area.x, area.top()}});
}

// Over all the racks that it feeds, in the direction of their rows: for one that hangs over no row.
std::optional<BuswayRun> runOverFed(const Hall& hall, const PowerNode& busway, const Site& site, Point2 at)
{
    std::optional<Rect> over;
    std::size_t fed = 0, inRowsAlongX = 0;
    for (const Rack& rack : hall.racks) {
        if (rack.feedA != busway.id && rack.feedB != busway.id)
            continue;
        const RackType& type = site.typeOf(rack);
        const Rect bounds = footprintBounds(rack.pose, type.widthM, type.depthM);
        over = over ? style::united(*over, bounds) : bounds;
        ++fed;
        inRowsAlongX += std::abs(frontDirection(rack.pose.yawDeg).x) < 0.5;
    }
    if (!over)
        return std::nullopt;
    if (2 * inRowsAlongX >= fed)
        return BuswayRun{{over->centre().x, std::clamp(at.y, over->y, over->top()), 0.0}, over->width};
    return BuswayRun{{std::clamp(at.x, over->x, over->right()), over->centre().y, 90.0}, over->depth};
}

std::vector<QPolygonF> alongWay(const PlanTransform& transform, const Building& building, const Hall& hall,
                                const std::vector<Point3>& pathM)
{
    std::vector<QPolygonF> stretches;
    for (const QLineF& line : WaysOver(building, hall).lines(pathM))
        stretches.push_back(
            mapped(transform, std::array{Point2{line.x1(), line.y1()}, Point2{line.x2(), line.y2()}}));
    return stretches;
}

QPolygonF aroundNode(const PlanTransform& transform, const Site& site, const Hall& hall,
                     const PowerNode& node, double symbolSize)
{
    if (const auto busway = buswayOutline(transform, site, hall, node, symbolSize / 3.0))
        return *busway;
    const QPointF at =
        transform.map(campusToHall(site.buildingOf(hall.id), hall, {node.positionM.x, node.positionM.y}));
    const double half = symbolSize / 2;
    return QPolygonF(QRectF(at.x() - half, at.y() - half, symbolSize, symbolSize));
}

} // namespace

std::optional<QPolygonF> buswayOutline(const PlanTransform& transform, const Site& site, const Hall& hall,
                                       const PowerNode& node, double leastAcross)
{
    constexpr double sectionM = 0.12; // as wide as a busway's section
    if (node.kind != PowerNodeKind::Busway)
        return std::nullopt;
    const Building& building = site.buildingOf(hall.id);
    std::optional<BuswayRun> run = buswayRun(building, hall, node);
    if (!run)
        run =
            runOverFed(hall, node, site, campusToHall(building, hall, {node.positionM.x, node.positionM.y}));
    if (!run)
        return std::nullopt;
    const double acrossM = std::max(sectionM, leastAcross / transform.unitsPerMetre);
    return mapped(transform, footprintCorners(run->pose, run->lengthM, acrossM));
}

std::vector<QPolygonF> outlinesOf(const PlanTransform& transform, const Site& site, const Hall& hall,
                                  ObjectRef object, double symbolSize)
{
    const Building& building = site.buildingOf(hall.id);
    if (const auto standing = standingOf(site, object)) {
        if (standing->isArea() || hallWith(site, object) != hall.id)
            return {};
        return {mapped(transform, footprintCorners(standing->pose, standing->widthM, standing->depthM))};
    }
    switch (object.kind) {
    case ObjectKind::Door:
        for (const Door& door : hall.doors) {
            if (refTo(door.id) == object)
                return {rectOutline(transform, openingOf(hall, door, wallThicknessM))};
        }
        return {};
    case ObjectKind::PowerNode:
        if (const PowerNode* node = site.power->find(PowerNodeId{object.id}); node && node->hall == hall.id)
            return {aroundNode(transform, site, hall, *node, symbolSize)};
        return {};
    case ObjectKind::PipeRun:
        if (const PipeRun* pipe = find(site, PipeRunId{object.id}))
            return alongWay(transform, building, hall, pipe->pathM);
        return {};
    case ObjectKind::Pathway:
        if (const Pathway* pathway = find(site, PathwayId{object.id}))
            return alongWay(transform, building, hall, pathway->pathM);
        return {};
    default:
        return {};
    }
}

} // namespace hallwright::plan
