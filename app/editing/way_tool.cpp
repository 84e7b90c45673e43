#include "app/editing/way_tool.h"

#include "core/layout/picking.h"
#include "core/model/errors.h"
#include "views/shared/format.h"

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

using style::PointerPhase;

constexpr double joinReachPx = 10.0;
constexpr double alignReachPx = 8.0;
constexpr double campusGridM = 0.5;

bool isInside(const Hall& hall, Point2 p)
{
    return p.x >= 0.0 && p.y >= 0.0 && p.x <= hall.widthM && p.y <= hall.depthM;
}

bool isInBuilding(const Site& site, Point2 onCampus)
{
    return std::ranges::any_of(site.buildings, [&](const BuildingPtr& building) {
        const Point2 p = campusToBuilding(*building, onCampus);
        return p.x >= 0.0 && p.y >= 0.0 && p.x <= building->widthM && p.y <= building->depthM;
    });
}

} // namespace

QString WayTool::hint() const
{
    return QObject::tr(
               "%1: click from point to point, in halls and between them (existing ones draw it near) · %2 · "
               "Page Up, Down: level · Enter or double click ends · Backspace: one point back · Esc: done")
        .arg(name(), keysHint());
}

Point2 WayTool::toCampus(const style::PointerEvent& event) const
{
    const Hall* hall = hallOf(event.hall);
    const Site& site = *bench_.document.committedSite();
    return hall ? hallToCampus(site.buildingOf(event.hall), *hall, event.place) : event.place;
}

Point2 WayTool::toFrame(const style::PointerEvent& event, const Point3& onCampus) const
{
    const Hall* hall = hallOf(event.hall);
    const Point2 p{onCampus.x, onCampus.y};
    return hall ? campusToHall(bench_.document.committedSite()->buildingOf(event.hall), *hall, p) : p;
}

WayTool::Ground WayTool::groundAt(const style::PointerEvent& event, Point2 onCampus) const
{
    const Site& site = *bench_.document.committedSite();
    const Hall* hall = hallOf(event.hall);
    if (!hall || !isInside(*hall, toFrame(event, {onCampus.x, onCampus.y, 0.0})))
        hall = hallOf(hallAt(site, onCampus));
    return hall ? Ground{hall->floorElevationM, true} : Ground{0.0, isInBuilding(site, onCampus)};
}

// Of the way it joined at first, else at its height above the floor that is there.
double WayTool::levelAt(const style::PointerEvent& event, Point2 onCampus) const
{
    if (levelM_)
        return *levelM_ + raisedM_;
    const Ground ground = groundAt(event, onCampus);
    return ground.levelM + heightM(ground.indoors) + raisedM_;
}

QString WayTool::levelText(const style::PointerEvent& event, const Point3& corner) const
{
    const Ground ground = groundAt(event, {corner.x, corner.y});
    const double aboveM = corner.z - ground.levelM;
    const QString height = style::formatLength(std::abs(aboveM));
    if (ground.indoors)
        return aboveM < 0.0 ? QObject::tr("%1 below the floor").arg(height)
                            : QObject::tr("%1 above the floor").arg(height);
    return aboveM < 0.0 ? QObject::tr("%1 below ground").arg(height)
                        : QObject::tr("%1 above ground").arg(height);
}

// The place under the hand, on the grid and in line with the last corner, in the event's frame.
Point2 WayTool::onGrid(const style::PointerEvent& event) const
{
    const Hall* hall = hallOf(event.hall);
    const double gridM = hall ? hall->tilePitchM : campusGridM;
    Point2 place{std::round(event.place.x / gridM) * gridM, std::round(event.place.y / gridM) * gridM};
    if (corners_.empty())
        return place;
    const Point2 last = toFrame(event, corners_.back().atM);
    const double reachM = std::max(alignReachPx * event.metresPerPixel, gridM / 2);
    if (std::abs(event.place.x - last.x) < reachM)
        place.x = last.x;
    if (std::abs(event.place.y - last.y) < reachM)
        place.y = last.y;
    return place;
}

design::WayCorner WayTool::cornerAt(const style::PointerEvent& event) const
{
    const Point2 hand = toCampus(event);
    if (event.modifiers.testFlag(Qt::AltModifier))
        return {{hand.x, hand.y, levelAt(event, hand)}};
    const auto join = design::joinNear(joinable(*bench_.document.committedSite()), hand, levelAt(event, hand),
                                       joinReachPx * event.metresPerPixel);
    if (join)
        return {*join, true};
    style::PointerEvent snapped = event;
    snapped.place = onGrid(event);
    const Point2 at = toCampus(snapped);
    return {{at.x, at.y, levelAt(event, at)}};
}

void WayTool::add(const design::WayCorner& corner)
{
    constexpr double sameM = 1e-6;
    if (!corners_.empty() &&
        std::hypot(corner.atM.x - corners_.back().atM.x, corner.atM.y - corners_.back().atM.y) < sameM)
        return;
    if (corners_.empty() && corner.joins)
        levelM_ = corner.atM.z;
    corners_.push_back(corner);
}

void WayTool::pointer(const style::PointerEvent& event)
{
    if (event.phase == PointerPhase::Leave) {
        if (corners_.empty())
            show({});
        return;
    }
    if (event.hall.valid() && !hallOf(event.hall))
        return;
    last_ = event;
    switch (event.phase) {
    case PointerPhase::Press:
        pressed_ = event;
        add(cornerAt(event));
        break;
    case PointerPhase::Release: // drawn in one go to the next point
        if (pressed_ && pressed_->hall == event.hall &&
            std::hypot(event.place.x - pressed_->place.x, event.place.y - pressed_->place.y) >
                joinReachPx * event.metresPerPixel)
            add(cornerAt(event));
        pressed_.reset();
        break;
    case PointerPhase::DoubleClick:
        finish();
        return;
    default:
        break;
    }
    showTo(event);
}

void WayTool::showTo(const style::PointerEvent& event)
{
    constexpr double leastWrittenM = 0.05;
    std::vector<design::WayCorner> corners = corners_;
    corners.push_back(cornerAt(event));
    const std::vector<Point3> way = design::wayThrough(corners);
    style::EditOverlay overlay;
    overlay.hall = event.hall;
    for (const Point3& corner : way)
        overlay.path.push_back(toFrame(event, corner));
    for (std::size_t i = 1; i < way.size(); ++i) {
        const Point2 from = overlay.path[i - 1], to = overlay.path[i];
        if (std::hypot(to.x - from.x, to.y - from.y) > leastWrittenM)
            overlay.dimensions.push_back(dimension(from, to));
    }
    const double markM = joinReachPx * event.metresPerPixel;
    for (const design::WayCorner& corner : corners) {
        const Point2 p = toFrame(event, corner.atM);
        if (corner.joins)
            overlay.areas.push_back({p.x - markM / 2, p.y - markM / 2, markM, markM});
    }
    overlay.wordsAt = event.place;
    const QString level = levelText(event, way.back());
    try {
        overlay.words = way.size() < 2 ? level
                                       : QObject::tr("%1 in all, %2\n%3")
                                             .arg(style::formatLength(pathLength(way)), level, wordsOf(way));
    } catch (const InputError& error) {
        overlay.words = QString::fromUtf8(error.what());
    }
    show(std::move(overlay));
}

void WayTool::showAnew()
{
    if (last_)
        showTo(style::PointerEvent(*last_));
}

void WayTool::finish()
{
    const std::vector<Point3> way = design::wayThrough(corners_);
    if (way.size() < 2) {
        bench_.say(QObject::tr(
            "Nothing was drawn: click at least two points, one where it begins and one where it ends."));
        return;
    }
    if (put(way)) // refused: the points stay, and the last can be taken back
        clear();
}

void WayTool::clear()
{
    corners_.clear();
    levelM_.reset();
    raisedM_ = 0.0;
    pressed_.reset();
    show({});
}

bool WayTool::cancel()
{
    const bool drawing = !corners_.empty();
    if (drawing || !overlay().empty())
        clear();
    return drawing;
}

bool WayTool::key(int key)
{
    constexpr double stepM = 0.1;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (corners_.empty())
            return false;
        finish();
        return true;
    case Qt::Key_Backspace:
        if (corners_.empty())
            return false;
        corners_.pop_back();
        if (corners_.empty())
            levelM_.reset();
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        raisedM_ += key == Qt::Key_PageUp ? stepM : -stepM;
        break;
    default:
        return false;
    }
    showAnew();
    return true;
}

void WayTool::forget()
{
    last_.reset();
    clear();
}

} // namespace hallwright::app
