#include "app/editing/hall_tool.h"

#include "core/design/by_hand.h"
#include "core/model/object_names.h"

#include <algorithm>

namespace hallwright::app {

namespace {

using style::PointerPhase;

constexpr double gridM = 0.6;

const Building* buildingAt(const Site& site, Point2 onCampus)
{
    for (const BuildingPtr& building : site.buildings) {
        const Point2 p = campusToBuilding(*building, onCampus);
        if (p.x >= 0.0 && p.y >= 0.0 && p.x <= building->widthM && p.y <= building->depthM)
            return building.get();
    }
    return nullptr;
}

const Building* buildingOf(const Site& site, BuildingId id)
{
    const auto at = std::find_if(site.buildings.begin(), site.buildings.end(),
                                 [id](const BuildingPtr& building) { return building->id == id; });
    return at == site.buildings.end() ? nullptr : at->get();
}

} // namespace

QString HallTool::name() const
{
    return QObject::tr("Draw hall");
}

QString HallTool::hint() const
{
    return QObject::tr("Draw hall: drag from corner to corner inside a building of the campus plan · Alt: no "
                       "snapping · Esc: done");
}

Rect HallTool::areaTo(const style::PointerEvent& event, const Building& building) const
{
    const bool free = event.modifiers.testFlag(Qt::AltModifier);
    return areaBetween(from_->inBuilding, campusToBuilding(building, event.place), free ? 0.0 : gridM,
                       building.widthM, building.depthM);
}

void HallTool::pointer(const style::PointerEvent& event)
{
    const SitePtr& site = bench_.document.committedSite();
    if (!site || event.hall.valid())
        return;
    if (event.phase == PointerPhase::Press) {
        const Building* building = buildingAt(*site, event.place);
        if (building)
            from_ = Corner{building->id, campusToBuilding(*building, event.place)};
        else
            bench_.say(QObject::tr("A hall is drawn inside a building; begin in one."));
    }
    const Building* building = from_ ? buildingOf(*site, from_->building) : nullptr;
    if (!building)
        return;
    const Rect area = areaTo(event, *building);
    if (event.phase != PointerPhase::Release) {
        showArea(area, *building, event.place);
        return;
    }
    const BuildingId id = building->id;
    from_.reset();
    show({});
    put(area, id);
}

// Red where it will be refused, with the reason at the hand: not only once it lets go.
void HallTool::showArea(const Rect& area, const Building& building, Point2 hand)
{
    style::EditOverlay overlay;
    const auto onCampus = [&](double x, double y) { return buildingToCampus(building, {x, y}); };
    const Point2 corner = onCampus(area.x, area.y);
    overlay.turnDeg = building.yawDeg;
    overlay.areas = {{corner.x, corner.y, area.width, area.depth}};
    overlay.dimensions = {dimension(corner, onCampus(area.right(), area.y)),
                          dimension(corner, onCampus(area.x, area.top()))};
    if (const auto reason = design::whyNoHall(building, area)) {
        overlay.areasMayBe = false;
        overlay.words = QString::fromStdString(sentenceCase(*reason));
        overlay.wordsAt = hand;
    }
    show(std::move(overlay));
}

void HallTool::put(const Rect& area, BuildingId building)
{
    HallId added;
    const bool drawn = commit(name(), [&](const SitePtr& site) {
        SiteEdit edit(site);
        added = design::putHall(edit, building, area);
        return edit.done();
    });
    if (drawn)
        bench_.selection.selectHall(added);
}

bool HallTool::cancel()
{
    const bool drawing = from_.has_value();
    from_.reset();
    if (drawing)
        show({});
    return drawing;
}

} // namespace hallwright::app
