#include "app/editing/wall_tool.h"

#include "core/design/by_hand.h"
#include "views/shared/format.h"

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

using style::PointerPhase;

// Where walls run already, along one axis.
std::vector<double> linesOfWalls(const Hall& hall, bool alongX)
{
    std::vector<double> lines{0.0, alongX ? hall.widthM : hall.depthM};
    for (const Wall& wall : hall.walls) {
        const Rect& a = wall.area;
        if (alongX)
            lines.insert(lines.end(), {a.x, a.centre().x, a.right()});
        else
            lines.insert(lines.end(), {a.y, a.centre().y, a.top()});
    }
    return lines;
}

// To a wall within reach, else to the tile grid.
double drawnTo(double at, const std::vector<double>& lines, double pitchM, double reachM)
{
    const auto away = [at](double line) { return std::abs(line - at); };
    const double nearest = *std::ranges::min_element(lines, {}, away);
    return away(nearest) <= reachM ? nearest : std::round(at / pitchM) * pitchM;
}

Point2 pointAt(const style::PointerEvent& event, const Hall& hall)
{
    Point2 p = event.place;
    if (!event.modifiers.testFlag(Qt::AltModifier)) {
        const double reachM = snapReachM(event.metresPerPixel);
        p = {drawnTo(p.x, linesOfWalls(hall, true), hall.tilePitchM, reachM),
             drawnTo(p.y, linesOfWalls(hall, false), hall.tilePitchM, reachM)};
    }
    return {std::clamp(p.x, 0.0, hall.widthM), std::clamp(p.y, 0.0, hall.depthM)};
}

Standing standingWall(const Rect& wall)
{
    return {{}, {wall.centre().x, wall.centre().y, 0.0}, wall.width, wall.depth};
}

} // namespace

QString WallTool::name() const
{
    return QObject::tr("Draw wall");
}

QString WallTool::hint() const
{
    return QObject::tr("Draw wall of %1: drag along it · R: another thickness · Alt: no snapping · Esc: done")
        .arg(style::formatLength(thicknessM_));
}

// Walls meet, and stand between columns; nothing else stands in them.
void WallTool::begin(const style::PointerEvent& event, const Hall& hall)
{
    const SitePtr& site = bench_.document.committedSite();
    std::vector<ObjectRef> joined;
    for (const Wall& wall : hall.walls)
        joined.push_back(refTo(wall.id));
    for (const Column& column : hall.columns)
        joined.push_back(refTo(column.id));
    begun_.emplace(
        Begun{hall.id, pointAt(event, hall), FreeFloor(site, hall.id, standingsOf(*site, joined))});
}

Rect WallTool::wallTo(const style::PointerEvent& event, const Hall& hall) const
{
    const Point2 a = begun_->from, b = pointAt(event, hall);
    const double along = std::abs(b.x - a.x), up = std::abs(b.y - a.y);
    const auto beside = [this](double line, double mostM) {
        return std::clamp(line - thicknessM_ / 2, 0.0, std::max(0.0, mostM - thicknessM_));
    };
    return along >= up ? Rect{std::min(a.x, b.x), beside(a.y, hall.depthM), along, thicknessM_}
                       : Rect{beside(a.x, hall.widthM), std::min(a.y, b.y), thicknessM_, up};
}

void WallTool::pointer(const style::PointerEvent& event)
{
    const Hall* hall = hallOf(event.hall);
    if (event.phase == PointerPhase::Press && hall)
        begin(event, *hall);
    if (!begun_ || !hall || hall->id != begun_->hall)
        return;
    const Rect wall = wallTo(event, *hall);
    if (event.phase != PointerPhase::Release) {
        showWall(wall, event.place, *hall);
        return;
    }
    const std::vector<Contact> contacts = begun_->floor.contacts({standingWall(wall)}, 1);
    begun_.reset();
    show({});
    put(wall, contacts, event.hall);
}

void WallTool::showWall(const Rect& wall, Point2 hand, const Hall& hall)
{
    const std::vector<Contact> contacts = begun_->floor.contacts({standingWall(wall)}, 1);
    style::EditOverlay overlay;
    overlay.hall = hall.id;
    overlay.ghosts = {{standingWall(wall), hall.heightM, contacts.empty()}};
    const Point2 middle = wall.centre();
    overlay.dimensions = {wall.width >= wall.depth ? dimension({wall.x, middle.y}, {wall.right(), middle.y})
                                                   : dimension({middle.x, wall.y}, {middle.x, wall.top()})};
    if (!contacts.empty()) {
        overlay.blockers = {contacts.front().blocker};
        overlay.words =
            QObject::tr("No room: %1 is in the way").arg(QString::fromStdString(contacts.front().what));
    }
    overlay.wordsAt = hand;
    show(std::move(overlay));
}

void WallTool::put(const Rect& wall, const std::vector<Contact>& contacts, HallId hall)
{
    constexpr double leastM = 0.2;
    if (std::max(wall.width, wall.depth) < leastM) {
        bench_.say(QObject::tr("Nothing was drawn: drag along the wall, at least %1.")
                       .arg(style::formatLength(leastM)));
        return;
    }
    if (!contacts.empty()) {
        bench_.say(QObject::tr("Nothing was drawn: %1 is in the way.")
                       .arg(QString::fromStdString(contacts.front().what)));
        return;
    }
    ObjectRef added;
    const bool drawn = commit(name(), [&](const SitePtr& site) {
        SiteEdit edit(site);
        added = refTo(design::putWall(edit, hall, wall));
        return edit.done();
    });
    if (drawn)
        bench_.selection.setTo({{added}, hall});
}

bool WallTool::cancel()
{
    const bool drawing = begun_.has_value();
    begun_.reset();
    if (drawing)
        show({});
    return drawing;
}

bool WallTool::key(int key)
{
    if (key != Qt::Key_R)
        return false;
    constexpr double thicknessesM[] = {0.1, 0.15, 0.2, 0.3};
    const auto now = std::find(std::begin(thicknessesM), std::end(thicknessesM), thicknessM_);
    thicknessM_ = now + 1 >= std::end(thicknessesM) ? thicknessesM[0] : *(now + 1);
    return true;
}

} // namespace hallwright::app
