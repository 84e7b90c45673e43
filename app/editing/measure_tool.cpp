#include "app/editing/measure_tool.h"

#include "core/layout/obstacles.h"
#include "views/shared/format.h"

#include <cmath>

namespace hallwright::app {

namespace {

using style::PointerPhase;

double distance(Point2 a, Point2 b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

// By the shoelace formula.
double enclosedM2(const std::vector<Point2>& points)
{
    double twice = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point2 a = points[i], b = points[(i + 1) % points.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2.0;
}

// Of the last stretch its ways along the hall's axes, of several their sum too.
QString sumOf(const std::vector<Point2>& points)
{
    const Point2 way = points.back() - points[points.size() - 2];
    const QString last = QObject::tr("%1 (Δx %2, Δy %3)")
                             .arg(style::formatLength(std::hypot(way.x, way.y)),
                                  style::formatLength(std::abs(way.x)), style::formatLength(std::abs(way.y)));
    if (points.size() < 3)
        return last;
    double lengthM = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i)
        lengthM += distance(points[i - 1], points[i]);
    return QObject::tr("%1\n%2 in all, encloses %3")
        .arg(last, style::formatLength(lengthM), style::formatArea(enclosedM2(points)));
}

} // namespace

QString MeasureTool::name() const
{
    return QObject::tr("Measure");
}

QString MeasureTool::hint() const
{
    return QObject::tr(
        "Measure: click from point to point (corners draw it near) · double click ends · Esc: done");
}

Point2 MeasureTool::pointAt(const style::PointerEvent& event) const
{
    constexpr double reachPx = 10.0;
    const Hall& hall = *hallOf(event.hall);
    if (event.modifiers.testFlag(Qt::AltModifier))
        return event.place;
    Point2 nearest = event.place;
    double reachM = reachPx * event.metresPerPixel;
    const auto consider = [&](Point2 corner) {
        if (const double away = distance(corner, event.place); away < reachM) {
            nearest = corner;
            reachM = away;
        }
    };
    for (const Point2 corner :
         {Point2{0, 0}, Point2{hall.widthM, 0}, Point2{0, hall.depthM}, Point2{hall.widthM, hall.depthM}})
        consider(corner);
    const Rect near{event.place.x - reachM, event.place.y - reachM, 2 * reachM, 2 * reachM};
    for (const Obstacle& obstacle : obstaclesIn(*bench_.document.committedSite(), hall, near)) {
        const Footprint& f = obstacle.footprint;
        for (const Point2 corner : footprintCorners(f.pose, f.widthM, f.depthM))
            consider(corner);
    }
    return nearest;
}

void MeasureTool::pointer(const style::PointerEvent& event)
{
    if (!hallOf(event.hall))
        return;
    if (event.hall != hall_) {
        points_.clear();
        hall_ = event.hall;
    }
    if (event.phase == PointerPhase::Press) {
        if (std::exchange(ended_, false))
            points_.clear();
        points_.push_back(pointAt(event));
    } else if (event.phase == PointerPhase::DoubleClick) {
        ended_ = true;
    } else if (event.phase == PointerPhase::Release && points_.size() == 1 &&
               distance(points_.front(), pointAt(event)) > 4 * event.metresPerPixel) {
        points_.push_back(pointAt(event)); // drawn in one go
        ended_ = true;
    }
    showTo(event);
}

void MeasureTool::showTo(const style::PointerEvent& event)
{
    std::vector<Point2> points = points_;
    if (!ended_ && !points.empty() && distance(points.back(), pointAt(event)) > 0.0)
        points.push_back(pointAt(event));
    style::EditOverlay overlay;
    overlay.hall = hall_;
    overlay.path = points;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (distance(points[i - 1], points[i]) > 0.0)
            overlay.dimensions.push_back(dimension(points[i - 1], points[i]));
    }
    if (points.size() > 1) {
        overlay.words = sumOf(points);
        overlay.wordsAt = points.back();
    }
    show(std::move(overlay));
}

bool MeasureTool::cancel()
{
    const bool measuring = !points_.empty();
    points_.clear();
    ended_ = false;
    if (measuring)
        show({});
    return measuring;
}

} // namespace hallwright::app
