#include "views/plan/campus_halls.h"

#include "views/plan/canvas.h"
#include "views/shared/format.h"
#include "views/shared/rack_marks.h"

#include <QPainterPath>

#include <algorithm>
#include <array>
#include <map>

namespace hallwright::plan {

namespace {

// Of racks that are fine: as in the scene, but for inlets, of which the hall's floor shows the warmest. None: all in ink.
std::vector<QRgb> rackInks(const Canvas& canvas, const Site& site, const Hall& hall, const HallResult* result)
{
    const style::RackColouring colouring = canvas.options.colouring;
    if (colouring == style::RackColouring::InletTemperature || colouring == style::RackColouring::Neutral)
        return {};
    return style::rackColours(colouring, style::colourScale(colouring, site, canvas.options.scaleEnds), hall,
                              *site.records, result);
}

} // namespace

QColor hallFloorColour(const Canvas& canvas, const Site& site, const Hall& hall, const HallResult* result)
{
    const std::vector<style::HallTint>& tints = canvas.options.hallTinting.tints;
    if (!tints.empty()) {
        const auto tint = std::ranges::find(tints, hall.id, &style::HallTint::hall);
        return tint == tints.end() ? canvas.colours.floor : tint->colour;
    }
    if (!result || !result->hottestRack || canvas.options.colouring != style::RackColouring::InletTemperature)
        return canvas.colours.floor;
    const style::ColourScale scale =
        style::colourScale(canvas.options.colouring, site, canvas.options.scaleEnds);
    return scale.map->colour(scale.position(style::temperatureInUserUnit(result->maxInletC)));
}

QString hallValue(const Canvas& canvas, const Hall& hall)
{
    const std::vector<style::HallTint>& tints = canvas.options.hallTinting.tints;
    const auto tint = std::ranges::find(tints, hall.id, &style::HallTint::hall);
    return tint == tints.end() ? QString() : tint->value;
}

void paintRackStrokes(Canvas& canvas, const Site& site, const Building& building, const Hall& hall,
                      const Snapshot* snapshot, const QColor& floor)
{
    if (!canvas.options.hallTinting.tints.empty())
        return; // the floor's colour is to be seen
    QColor ink = inkOn(floor);
    ink.setAlphaF(0.28f);
    const std::vector<RackState> states = style::rackStates(snapshot, hall);
    const std::vector<QRgb> inks =
        rackInks(canvas, site, hall, snapshot ? snapshot->hallResult(hall.id) : nullptr);
    std::map<QRgb, QPainterPath> racks; // a mark would be a dot: its colour has to do
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        const RackType& type = site.typeOf(rack);
        std::array<Point2, 4> corners = footprintCorners(rack.pose, type.widthM, type.depthM);
        for (Point2& corner : corners)
            corner = hallToCampus(building, hall, corner);
        const RackState state = states[i];
        const bool isFine = state == RackState::Fine || state == RackState::Undecided;
        const QRgb fill = isFine                     ? (inks.empty() ? ink.rgba() : inks[i])
                          : state == RackState::Dark ? QColor(style::darkRackColour).rgba()
                                                     : QColor(style::rackMarkColour(state)).rgba();
        racks[fill].addPolygon(canvas.polygon(corners));
    }
    canvas.painter.setPen(Qt::NoPen);
    for (auto& [fill, path] : racks) {
        path.setFillRule(Qt::WindingFill);
        canvas.painter.setBrush(QColor::fromRgba(fill));
        canvas.painter.drawPath(path);
    }
}

} // namespace hallwright::plan
