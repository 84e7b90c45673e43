#include "views/plan/campus_axonometry.h"

#include "views/plan/campus_plan.h"
#include "views/plan/canvas.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>
#include <numbers>
#include <set>
#include <vector>

namespace hallwright::plan {

namespace {

using BaseCorners = std::array<Point2, 4>; // counter-clockwise, in the campus frame

constexpr int leftShade = 118, rightShade = 150; // of a box's sides, as QColor::darker has it

double inRadians(double degrees)
{
    return degrees * std::numbers::pi / 180.0;
}

BaseCorners campusCorners(const Building& building, const Rect& inBuilding)
{
    const auto at = [&](double x, double y) { return buildingToCampus(building, {x, y}); };
    return {at(inBuilding.x, inBuilding.y), at(inBuilding.right(), inBuilding.y),
            at(inBuilding.right(), inBuilding.top()), at(inBuilding.x, inBuilding.top())};
}

Point3 raised(Point2 point, double z)
{
    return {point.x, point.y, z};
}

struct SolidBox {
    BaseCorners base;
    double fromZ = 0.0;
    double toZ = 0.0;
    QColor colour;
    bool isOutline = false; // what stands on a roof that is left out
};

Point3 middleOf(const SolidBox& box)
{
    return {(box.base[0].x + box.base[2].x) / 2, (box.base[0].y + box.base[2].y) / 2, box.fromZ};
}

class AxonometricPicture
{
public:
    AxonometricPicture(QPainter& painter, const QRectF& target, const Site& site, const Snapshot* snapshot,
                       const PlanOptions& options, const ParallelView& view)
        : site_(site), snapshot_(snapshot), view_(view), canvas_(painter, target, unused_, options),
          scale_(style::colourScale(options.colouring, site, options.scaleEnds))
    {
        fit(target);
    }

    void paint()
    {
        paintPaths();
        std::vector<const Building*> buildings;
        for (const BuildingPtr& building : site_.buildings)
            buildings.push_back(building.get());
        std::ranges::sort(buildings, std::greater{}, [this](const Building* building) {
            return view_.distance(
                raised(buildingToCampus(*building, {building->widthM / 2, building->depthM / 2}), 0.0));
        });
        for (const Building* building : buildings) {
            paintBoxes(yardBoxes(building, YardSide::Behind));
            paintBuilding(*building);
            paintBoxes(yardBoxes(building, YardSide::Before));
        }
        if (buildings.empty())
            paintBoxes(yardBoxes(nullptr, YardSide::Behind));
        paintBoxes(roofBoxes());
        for (const Building* building : buildings)
            nameBuilding(*building);
    }

private:
    // Everything that is drawn, in the middle of the target.
    void fit(const QRectF& target)
    {
        QRectF bounds;
        const auto add = [&](const BaseCorners& base, double toZ) {
            for (const Point2& corner : base) {
                const std::array ends{view_.projected(raised(corner, 0.0)),
                                      view_.projected(raised(corner, toZ))};
                const QRectF around(QPointF(ends[0].x(), std::min(ends[0].y(), ends[1].y())),
                                    QPointF(ends[0].x() + 1e-3, std::max(ends[0].y(), ends[1].y()) + 1e-3));
                bounds = bounds.isNull() ? around : bounds.united(around);
            }
        };
        for (const BuildingPtr& building : site_.buildings)
            add(campusCorners(*building, {0.0, 0.0, building->widthM, building->depthM}), building->heightM);
        for (const PlantUnit& unit : site_.cooling->plant)
            add(footprintCorners(unit.pose, unit.widthM, unit.depthM), unit.elevationM + unit.heightM);
        if (bounds.isNull())
            bounds = {0.0, 0.0, 1.0, 1.0};
        const double margin = canvas_.mm(canvas_.options.textMm) * 2.0; // for names
        const QRectF inner = target.adjusted(margin, margin, -margin, -margin);
        unitsPerMetre_ = std::min(inner.width() / bounds.width(), inner.height() / bounds.height());
        origin_ = inner.center() - bounds.center() * unitsPerMetre_;
    }

    QPointF at(const Point3& point) const { return origin_ + view_.projected(point) * unitsPerMetre_; }

    QPolygonF flat(const BaseCorners& base, double z) const
    {
        QPolygonF polygon;
        for (const Point2& corner : base)
            polygon << at(raised(corner, z));
        return polygon;
    }

    QPolygonF side(Point2 from, Point2 to, double fromZ, double toZ) const
    {
        return QPolygonF(
            {at(raised(from, fromZ)), at(raised(to, fromZ)), at(raised(to, toZ)), at(raised(from, toZ))});
    }

    // Of a wall from one corner to the next, counter-clockwise: whether its outside is seen.
    bool isSeen(Point2 from, Point2 to) const
    {
        const Point2 along = to - from;
        const Point2 outward{along.y, -along.x};
        const double looking = inRadians(view_.lookingDeg);
        return outward.x * std::cos(looking) + outward.y * std::sin(looking) < 0.0;
    }

    // What lies in the ground.
    void paintPaths()
    {
        canvas_.painter.setPen(canvas_.pen(canvas_.colours.trench, thinMm));
        const auto line = [this](const std::vector<Point3>& path) {
            QPolygonF points;
            for (const Point3& point : path)
                points << at(raised({point.x, point.y}, 0.0));
            canvas_.painter.drawPolyline(points);
        };
        for (const Pathway& pathway : site_.pathways->pathways)
            line(pathway.pathM);
        for (const PipeRun& pipe : site_.cooling->pipes) {
            canvas_.painter.setPen(canvas_.pen(pipe.role == PipeRole::Supply ? canvas_.colours.supplyPipe
                                                                             : canvas_.colours.returnPipe,
                                               thinMm));
            line(pipe.pathM);
        }
    }

    // Before a building is what stands beyond one of its near walls.
    enum class YardSide { Behind, Before };

    // Of the units on the ground, those that stand nearest to this building.
    std::vector<SolidBox> yardBoxes(const Building* building, YardSide where) const
    {
        std::vector<SolidBox> boxes;
        for (const PlantUnit& unit : site_.cooling->plant) {
            if (unit.elevationM <= 0.0 && nearestBuilding(unit.pose.position()) == building &&
                sideOf(building, unit.pose.position()) == where)
                boxes.push_back({footprintCorners(unit.pose, unit.widthM, unit.depthM), 0.0, unit.heightM,
                                 canvas_.colours.plant});
        }
        return boxes;
    }

    const Building* nearestBuilding(Point2 place) const
    {
        const auto away = [&](const BuildingPtr& building) {
            const Point2 p = campusToBuilding(*building, place);
            return std::hypot(std::max({-p.x, p.x - building->widthM, 0.0}),
                              std::max({-p.y, p.y - building->depthM, 0.0}));
        };
        const auto nearest = std::ranges::min_element(site_.buildings, {}, away);
        return nearest == site_.buildings.end() ? nullptr : nearest->get();
    }

    YardSide sideOf(const Building* building, Point2 place) const
    {
        if (!building)
            return YardSide::Behind;
        const BaseCorners shell = campusCorners(*building, {0.0, 0.0, building->widthM, building->depthM});
        for (std::size_t i = 0; i < shell.size(); ++i) {
            const Point2 from = shell[i], to = shell[(i + 1) % shell.size()];
            const Point2 along = to - from, there = place - from;
            const bool isOutside = along.y * there.x - along.x * there.y > 0.0;
            if (isOutside && isSeen(from, to))
                return YardSide::Before;
        }
        return YardSide::Behind;
    }

    std::vector<SolidBox> roofBoxes() const
    {
        std::vector<SolidBox> boxes;
        for (const PlantUnit& unit : site_.cooling->plant) {
            if (unit.elevationM > 0.0)
                boxes.push_back({footprintCorners(unit.pose, unit.widthM, unit.depthM), unit.elevationM,
                                 unit.elevationM + unit.heightM, canvas_.colours.plant, true});
        }
        return boxes;
    }

    // Floor and far walls, what stands in the halls, and the edges of the near walls before that.
    void paintBuilding(const Building& building)
    {
        const BaseCorners shell = campusCorners(building, {0.0, 0.0, building.widthM, building.depthM});
        const QPen edge = canvas_.pen(canvas_.colours.text, thinMm);
        canvas_.painter.setPen(edge);
        canvas_.painter.setBrush(canvas_.colours.building);
        canvas_.painter.drawPolygon(flat(shell, 0.0));
        for (std::size_t i = 0; i < shell.size(); ++i) {
            const Point2 to = shell[(i + 1) % shell.size()];
            if (!isSeen(shell[i], to)) {
                canvas_.painter.setBrush(canvas_.colours.roof);
                canvas_.painter.drawPolygon(side(shell[i], to, 0.0, building.heightM));
            }
        }
        std::set<double> storeysZ;
        for (const HallPtr& hall : building.halls)
            storeysZ.insert(hall->floorElevationM);
        for (const double z : storeysZ)
            paintStorey(building, z);
        canvas_.painter.setPen(edge);
        for (std::size_t i = 0; i < shell.size(); ++i) {
            const Point2 to = shell[(i + 1) % shell.size()];
            if (isSeen(shell[i], to))
                canvas_.painter.drawLine(at(raised(shell[i], 0.0)), at(raised(to, 0.0)));
        }
    }

    void paintStorey(const Building& building, double z)
    {
        for (const HallPtr& hall : building.halls) {
            if (hall->floorElevationM != z)
                continue;
            canvas_.painter.setPen(canvas_.pen(canvas_.colours.wall, thinMm));
            canvas_.painter.setBrush(canvas_.colours.floor);
            canvas_.painter.drawPolygon(flat(
                campusCorners(building, {hall->originM.x, hall->originM.y, hall->widthM, hall->depthM}), z));
        }
        paintBoxes(rackBoxes(building, z));
    }

    std::vector<SolidBox> rackBoxes(const Building& building, double z) const
    {
        std::vector<SolidBox> boxes;
        for (const HallPtr& hall : building.halls) {
            if (hall->floorElevationM != z)
                continue;
            const std::vector<QRgb> colours =
                style::rackColours(canvas_.options.colouring, scale_, *hall, *site_.records,
                                   snapshot_ ? snapshot_->hallResult(hall->id) : nullptr);
            for (std::size_t i = 0; i < hall->racks.size(); ++i) {
                const Rack& rack = hall->racks[i];
                const RackType& type = site_.typeOf(rack);
                BaseCorners base = footprintCorners(rack.pose, type.widthM, type.depthM);
                for (Point2& corner : base)
                    corner = hallToCampus(building, *hall, corner);
                boxes.push_back({base, z, z + type.heightM, QColor(colours[i])});
            }
        }
        return boxes;
    }

    // The farthest first: boxes of racks are small beside their distances, so the order of their middles is that in
    // which they hide each other.
    void paintBoxes(std::vector<SolidBox> boxes)
    {
        std::ranges::sort(boxes, std::greater{},
                          [this](const SolidBox& box) { return view_.distance(middleOf(box)); });
        for (const SolidBox& box : boxes)
            paintBox(box);
    }

    void paintBox(const SolidBox& box)
    {
        QColor edge = canvas_.colours.text;
        edge.setAlphaF(box.isOutline ? 0.5f : 0.35f);
        canvas_.painter.setPen(canvas_.pen(edge, fineMm / 2));
        canvas_.painter.setBrush(Qt::NoBrush);
        for (std::size_t i = 0; i < box.base.size(); ++i) {
            const Point2 from = box.base[i], to = box.base[(i + 1) % box.base.size()];
            if (!isSeen(from, to))
                continue;
            const bool isLeft = at(raised(from, 0.0)).y() < at(raised(to, 0.0)).y();
            if (!box.isOutline)
                canvas_.painter.setBrush(box.colour.darker(isLeft ? leftShade : rightShade));
            canvas_.painter.drawPolygon(side(from, to, box.fromZ, box.toZ));
        }
        if (!box.isOutline)
            canvas_.painter.setBrush(box.colour);
        canvas_.painter.drawPolygon(flat(box.base, box.toZ));
    }

    // Above the farthest corner.
    void nameBuilding(const Building& building)
    {
        const BaseCorners shell = campusCorners(building, {0.0, 0.0, building.widthM, building.depthM});
        const Point2 farthest = *std::ranges::max_element(
            shell, {}, [this](Point2 corner) { return view_.distance(raised(corner, 0.0)); });
        const QFont font = canvas_.font(1.2, true);
        const QString name = QString::fromStdString(building.name);
        const QSizeF size = canvas_.textSize(name, font);
        const QPointF centre =
            at(raised(farthest, building.heightM)) - QPointF(0.0, size.height() / 2 + canvas_.mm(0.6));
        canvas_.label(centre, name, font, canvas_.colours.text);
    }

    const Site& site_;
    const Snapshot* snapshot_;
    const ParallelView& view_;
    PlanTransform unused_;
    Canvas canvas_;
    style::ColourScale scale_;
    double unitsPerMetre_ = 1.0;
    QPointF origin_;
};

} // namespace

QPointF ParallelView::projected(const Point3& point) const
{
    const double looking = inRadians(lookingDeg), down = inRadians(downDeg);
    const double ahead = std::cos(looking) * point.x + std::sin(looking) * point.y; // d · p
    const double right = std::sin(looking) * point.x - std::cos(looking) * point.y; // r · p
    return {right, -(std::sin(down) * ahead + std::cos(down) * point.z)};
}

double ParallelView::distance(const Point3& point) const
{
    const double looking = inRadians(lookingDeg), down = inRadians(downDeg);
    const double ahead = std::cos(looking) * point.x + std::sin(looking) * point.y;
    return std::cos(down) * ahead - std::sin(down) * point.z;
}

QString placeSeenFrom(const Site& site, const ParallelView& view)
{
    static constexpr std::array<const char*, 8> names{"north", "north-east", "east", "south-east",
                                                      "south", "south-west", "west", "north-west"};
    // Clockwise from the frame's +y to where one stands, then from true north, which lies northDeg clockwise of +y.
    const double bearingDeg = 90.0 - view.lookingDeg + 180.0 - site.info.northDeg;
    const double eighths = std::round(bearingDeg / 45.0);
    const auto which = static_cast<std::size_t>(std::fmod(std::fmod(eighths, 8.0) + 8.0, 8.0));
    return QStringLiteral("Seen from the %1, %2° above the horizon")
        .arg(QLatin1String(names[which]))
        .arg(std::lround(view.downDeg));
}

void paintCampusAxonometry(QPainter& painter, const QRectF& target, const Site& site,
                           const Snapshot* snapshot, const PlanOptions& options, const ParallelView& view)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(target, Qt::IntersectClip);
    AxonometricPicture(painter, target, site, snapshot, options, view).paint();
    painter.restore();
}

} // namespace hallwright::plan
