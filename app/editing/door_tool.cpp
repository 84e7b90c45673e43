#include "app/editing/door_tool.h"

#include "core/design/next_name.h"
#include "views/shared/format.h"

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

using style::PointerPhase;

constexpr double drawnDepthM = 0.3;

// Where it is in the wall, as a strip inside the room.
Rect stripOf(const Door& door, const Hall& hall)
{
    switch (door.wall) {
    case WallSide::South:
        return {door.offsetM, 0.0, door.widthM, drawnDepthM};
    case WallSide::North:
        return {door.offsetM, hall.depthM - drawnDepthM, door.widthM, drawnDepthM};
    case WallSide::West:
        return {0.0, door.offsetM, drawnDepthM, door.widthM};
    case WallSide::East:
        break;
    }
    return {hall.widthM - drawnDepthM, door.offsetM, drawnDepthM, door.widthM};
}

} // namespace

QString DoorTool::name() const
{
    return QObject::tr("Draw door");
}

QString DoorTool::hint() const
{
    return QObject::tr("Draw door of %1: click near a wall · R: another width · Esc: done")
        .arg(style::formatLength(widthM_));
}

// In the nearest wall, its middle beside the hand, on the tile grid.
Door DoorTool::doorAt(const style::PointerEvent& event, const Hall& hall) const
{
    const Point2 p = event.place;
    const std::pair<double, WallSide> walls[] = {{std::abs(p.y), WallSide::South},
                                                 {std::abs(hall.depthM - p.y), WallSide::North},
                                                 {std::abs(p.x), WallSide::West},
                                                 {std::abs(hall.widthM - p.x), WallSide::East}};
    Door door;
    door.wall = std::min_element(std::begin(walls), std::end(walls))->second;
    door.widthM = widthM_;
    const bool level = door.wall == WallSide::South || door.wall == WallSide::North;
    const double lengthM = level ? hall.widthM : hall.depthM;
    double offsetM = (level ? p.x : p.y) - widthM_ / 2;
    if (!event.modifiers.testFlag(Qt::AltModifier))
        offsetM = std::round(offsetM / hall.tilePitchM) * hall.tilePitchM;
    door.offsetM = std::clamp(offsetM, 0.0, std::max(0.0, lengthM - widthM_));
    return door;
}

void DoorTool::showDoor(const style::PointerEvent& event, const Hall& hall)
{
    const Door door = doorAt(event, hall);
    const Rect strip = stripOf(door, hall);
    style::EditOverlay overlay;
    overlay.hall = hall.id;
    overlay.areas = {strip};
    const bool level = door.wall == WallSide::South || door.wall == WallSide::North;
    overlay.dimensions = {level ? dimension({strip.x, strip.y}, {strip.right(), strip.y})
                                : dimension({strip.x, strip.y}, {strip.x, strip.top()})};
    show(std::move(overlay));
}

void DoorTool::pointer(const style::PointerEvent& event)
{
    const Hall* hall = hallOf(event.hall);
    if (!hall) {
        show({});
        return;
    }
    if (event.phase != PointerPhase::Release) {
        showDoor(event, *hall);
        return;
    }
    Door door = doorAt(event, *hall);
    door.name = design::nextNameIn(hall->doors, "Door 0");
    door.heightM = std::min(door.heightM, hall->heightM);
    ObjectRef added;
    const HallId id = event.hall;
    const bool drawn = commit(name(), [&](const SitePtr& site) {
        SiteEdit edit(site);
        added = refTo(edit.addTo(id, door));
        return edit.done();
    });
    if (drawn)
        bench_.selection.setTo({{added}, id});
}

bool DoorTool::key(int key)
{
    if (key != Qt::Key_R)
        return false;
    constexpr double widthsM[] = {1.2, 1.8, 2.4};
    const auto now = std::find(std::begin(widthsM), std::end(widthsM), widthM_);
    widthM_ = now + 1 >= std::end(widthsM) ? widthsM[0] : *(now + 1);
    return true;
}

} // namespace hallwright::app
