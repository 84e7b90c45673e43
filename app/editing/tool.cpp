#include "app/editing/tool.h"

#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "views/shared/format.h"

#include <algorithm>
#include <cmath>

namespace hallwright::app {

const Hall* Tool::hallOf(HallId id) const
{
    const SitePtr& site = bench_.document.committedSite();
    return site && id.valid() && site->findHall(id) ? &site->hall(id) : nullptr;
}

void Tool::show(style::EditOverlay overlay)
{
    overlay_ = std::move(overlay);
    bench_.shown();
}

bool Tool::commit(const QString& what, const std::function<SitePtr(const SitePtr&)>& edit)
{
    try {
        bench_.document.commit(edit(bench_.document.committedSite()), what);
        bench_.say(what);
        return true;
    } catch (const InputError& error) {
        bench_.say(QString::fromUtf8(error.what()));
        return false;
    }
}

style::EditOverlay::Dimension dimension(Point2 from, Point2 to)
{
    return {from, to, style::formatLength(std::hypot(to.x - from.x, to.y - from.y))};
}

std::vector<style::EditOverlay::Dimension> roomAround(const FreeFloor& floor, const Rect& area)
{
    constexpr double worthSayingM = 6.0;
    constexpr double touchingM = 0.005;
    const FreeFloor::Room room = floor.roomAround(area);
    const Point2 centre = area.centre();
    const std::tuple<double, Point2, Point2> sides[] = {
        {room.westM, {area.x, centre.y}, {area.x - room.westM, centre.y}},
        {room.eastM, {area.right(), centre.y}, {area.right() + room.eastM, centre.y}},
        {room.southM, {centre.x, area.y}, {centre.x, area.y - room.southM}},
        {room.northM, {centre.x, area.top()}, {centre.x, area.top() + room.northM}}};
    std::vector<style::EditOverlay::Dimension> dimensions;
    for (const auto& [lengthM, from, to] : sides) {
        if (lengthM > touchingM && lengthM < worthSayingM)
            dimensions.push_back(dimension(from, to));
    }
    return dimensions;
}

Rect areaBetween(Point2 from, Point2 to, double gridM, double widthM, double depthM)
{
    const auto onGrid = [&](double at, double mostM) {
        return std::clamp(gridM > 0.0 ? std::round(at / gridM) * gridM : at, 0.0, mostM);
    };
    const Point2 a{onGrid(from.x, widthM), onGrid(from.y, depthM)};
    const Point2 b{onGrid(to.x, widthM), onGrid(to.y, depthM)};
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

double snapReachM(double metresPerPixel)
{
    constexpr double reachPx = 8.0;
    constexpr double mostM = 0.15; // a quarter of a tile: tiles are drawn to from half of one
    return std::min(mostM, reachPx * metresPerPixel);
}

double heightOf(const Site& site, const Standing& standing)
{
    constexpr double areaM = 0.02;
    const ObjectRef object = standing.object;
    if (object.kind == ObjectKind::Rack && site.findRack(RackId{object.id}))
        return site.typeOf(site.rack(RackId{object.id})).heightM;
    if (const AirHandler* unit = find(site, idIn<AirHandlerId>(object)))
        return unit->heightM;
    if (const Cdu* unit = find(site, idIn<CduId>(object)))
        return unit->heightM;
    if (object.kind == ObjectKind::Column)
        return site.hall(hallWith(site, object).value()).heightM;
    if (const Wall* wall = find(site, idIn<WallId>(object)))
        return site.hall(hallWith(site, object).value()).heightOf(*wall);
    return areaM;
}

} // namespace hallwright::app
