#include "app/editing/tile_tool.h"

#include "core/design/by_hand.h"
#include "views/shared/format.h"

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

using style::PointerPhase;

struct Span {
    double from = 0.0, to = 0.0;
};

// Whole tiles from that under one place to that under another; a tile that the wall cuts is as long as the room leaves it.
Span tilesBetween(double a, double b, double pitchM, double roomM)
{
    const double last = std::ceil(roomM / pitchM - 1e-6) - 1.0;
    const auto tile = [&](double at) {
        return std::clamp(std::floor(at / pitchM), 0.0, std::max(last, 0.0));
    };
    return {tile(std::min(a, b)) * pitchM, std::min((tile(std::max(a, b)) + 1.0) * pitchM, roomM)};
}

Rect tilesUnder(Point2 a, Point2 b, const Hall& hall)
{
    const Span x = tilesBetween(a.x, b.x, hall.tilePitchM, hall.widthM);
    const Span y = tilesBetween(a.y, b.y, hall.tilePitchM, hall.depthM);
    return {x.from, y.from, x.to - x.from, y.to - y.from};
}

} // namespace

QString TileTool::name() const
{
    return QObject::tr("Draw perforated tiles");
}

QString TileTool::hint() const
{
    return QObject::tr("Draw tiles that are %1 open: drag from tile to tile · R: perforated or grates · Esc: "
                       "done")
        .arg(style::formatShare(openShare_));
}

void TileTool::pointer(const style::PointerEvent& event)
{
    const Hall* hall = hallOf(event.hall);
    if (!hall || event.phase == PointerPhase::Leave || (from_ && from_->hall != hall->id)) {
        if (!from_)
            show({});
        return;
    }
    if (event.phase == PointerPhase::Press)
        from_ = Corner{hall->id, event.place};
    const Rect area = tilesUnder(from_ ? from_->place : event.place, event.place, *hall);
    if (event.phase != PointerPhase::Release) {
        showTiles(area, event.place, *hall);
        return;
    }
    const bool drawn = from_.has_value();
    from_.reset();
    show({});
    if (drawn)
        put(area, event.hall);
}

void TileTool::showTiles(const Rect& area, Point2 hand, const Hall& hall)
{
    style::EditOverlay overlay;
    overlay.hall = hall.id;
    overlay.areas = {area};
    overlay.dimensions = {dimension({area.x, area.y}, {area.right(), area.y}),
                          dimension({area.x, area.y}, {area.x, area.top()})};
    if (hall.floor != FloorKind::RaisedFloor)
        overlay.words = QObject::tr("No plenum: this hall's floor is a slab");
    else if (from_)
        overlay.words = QObject::tr("%1 open").arg(style::formatArea(area.area() * openShare_));
    overlay.wordsAt = hand;
    show(std::move(overlay));
}

void TileTool::put(const Rect& area, HallId hall)
{
    ObjectRef added;
    const bool drawn = commit(name(), [&](const SitePtr& site) {
        SiteEdit edit(site);
        added = refTo(design::putTiles(edit, hall, area, openShare_));
        return edit.done();
    });
    if (drawn)
        bench_.selection.setTo({{added}, hall});
}

bool TileTool::cancel()
{
    const bool drawing = from_.has_value();
    from_.reset();
    if (drawing)
        show({});
    return drawing;
}

bool TileTool::key(int key)
{
    if (key != Qt::Key_R)
        return false;
    constexpr double perforated = 0.25, grate = 0.56;
    openShare_ = openShare_ == perforated ? grate : perforated;
    return true;
}

} // namespace hallwright::app
