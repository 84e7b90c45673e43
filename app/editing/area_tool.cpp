#include "app/editing/area_tool.h"

#include "core/design/by_hand.h"
#include "views/shared/format.h"

namespace hallwright::app {

namespace {

using style::PointerPhase;

QString nameOfArea(AreaKind kind)
{
    switch (kind) {
    case AreaKind::ColdAisle:
        return QObject::tr("Draw cold aisle");
    case AreaKind::HotAisle:
        return QObject::tr("Draw hot aisle");
    case AreaKind::ContainedColdAisle:
        return QObject::tr("Draw contained cold aisle");
    case AreaKind::ContainedHotAisle:
        return QObject::tr("Draw contained hot aisle");
    case AreaKind::Column:
        break;
    }
    return QObject::tr("Draw column");
}

} // namespace

QString AreaTool::name() const
{
    return nameOfArea(kind_);
}

QString AreaTool::hint() const
{
    return QObject::tr("%1: drag from corner to corner · Alt: no snapping · Esc: done").arg(name());
}

// Corners on tile crossings, inside the room.
Rect AreaTool::areaTo(const style::PointerEvent& event, const Hall& hall) const
{
    const bool free = event.modifiers.testFlag(Qt::AltModifier);
    return areaBetween(*from_, event.place, free ? 0.0 : hall.tilePitchM, hall.widthM, hall.depthM);
}

void AreaTool::pointer(const style::PointerEvent& event)
{
    const Hall* hall = hallOf(event.hall);
    if (event.phase == PointerPhase::Press && hall)
        from_ = event.place;
    if (!from_ || !hall)
        return;
    const Rect area = areaTo(event, *hall);
    if (event.phase == PointerPhase::Release) {
        from_.reset();
        show({});
        put(area, event.hall);
        return;
    }
    style::EditOverlay overlay;
    overlay.hall = event.hall;
    overlay.areas = {area};
    overlay.dimensions = {dimension({area.x, area.y}, {area.right(), area.y}),
                          dimension({area.x, area.y}, {area.x, area.top()})};
    show(std::move(overlay));
}

void AreaTool::put(const Rect& area, HallId hall)
{
    constexpr double leastM = 0.05;
    if (area.width < leastM || area.depth < leastM) {
        bench_.say(QObject::tr("Nothing was drawn: drag from one corner to the other, at least %1 each way.")
                       .arg(style::formatLength(leastM)));
        return;
    }
    ObjectRef added;
    const bool drawn = commit(name(), [&](const SitePtr& site) {
        SiteEdit edit(site);
        if (kind_ == AreaKind::Column) {
            added = refTo(edit.addTo(hall, Column{area}));
        } else {
            const bool cold = kind_ == AreaKind::ColdAisle || kind_ == AreaKind::ContainedColdAisle;
            const bool contained =
                kind_ == AreaKind::ContainedColdAisle || kind_ == AreaKind::ContainedHotAisle;
            added =
                refTo(design::putAisle(edit, hall, cold ? AisleKind::Cold : AisleKind::Hot, contained, area));
        }
        return edit.done();
    });
    if (drawn)
        bench_.selection.setTo({{added}, hall});
}

bool AreaTool::cancel()
{
    const bool drawing = from_.has_value();
    from_.reset();
    if (drawing)
        show({});
    return drawing;
}

} // namespace hallwright::app
