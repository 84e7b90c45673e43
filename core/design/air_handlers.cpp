#include "core/design/air_handlers.h"

#include "core/design/catalogue_types.h"
#include "core/design/placing.h"
#include "core/design/rule_error.h"
#include "core/model/names.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

// Back to the wall, front into the room; `along` is the unit's centre, measured from the wall's west or south end.
Pose poseAtWall(const Hall& hall, WallSide wall, double along, double depthM)
{
    switch (wall) {
    case WallSide::South:
        return {along, depthM / 2, 180.0};
    case WallSide::North:
        return {along, hall.depthM - depthM / 2, 0.0};
    case WallSide::West:
        return {depthM / 2, along, 90.0};
    case WallSide::East:
        return {hall.widthM - depthM / 2, along, 270.0};
    }
    return {};
}

bool hasHandlerNamed(const Hall& hall, const std::string& name)
{
    return std::any_of(hall.airHandlers.begin(), hall.airHandlers.end(),
                       [&](const AirHandler& unit) { return unit.name == name; });
}

std::string freeName(const Hall& hall, AirHandlerKind kind)
{
    std::size_t number = hall.airHandlers.size();
    std::string name;
    do {
        name = fmt::format("{}-{}{:02}", hall.name, kind == AirHandlerKind::Crah ? "CRAH" : "FW", ++number);
    } while (hasHandlerNamed(hall, name));
    return name;
}

} // namespace

HandlersReport placeAirHandlers(SiteEdit& edit, HallId hallId, const HandlerRule& rule)
{
    HandlersReport report;
    const bool alongX = rule.wall == WallSide::South || rule.wall == WallSide::North;
    AirHandler unit = ofType(edit.site(), rule.type);
    unit.loop = rule.loop;
    const Hall& before = edit.site().hall(hallId);
    const double wallM = alongX ? before.widthM : before.depthM;
    const double pitch = wallM / rule.count;
    if (pitch < unit.widthM - 1e-9) {
        throw RuleError(
            fmt::format("{} units of {:g} m need {:g} m of wall, but the {} wall is {:g} m long; take "
                        "fewer units.",
                        rule.count, unit.widthM, rule.count * unit.widthM, nameOf(rule.wall), wallM));
    }
    for (int i = 0; i < rule.count; ++i) {
        const Hall& hall = edit.site().hall(hallId);
        unit.name = freeName(hall, unit.kind);
        unit.pose = poseAtWall(hall, rule.wall, (i + 0.5) * pitch, unit.depthM);
        requireInside("air handler " + unit.name, footprintBounds(unit.pose, unit.widthM, unit.depthM),
                      "hall " + hall.name, hall.widthM, hall.depthM);
        report.added.push_back(edit.addTo(hallId, unit));
    }
    report.reasons.push_back(fmt::format(
        "{} units stand every {:g} m along the {} wall of hall {}, and move {:g} m³/s.", rule.count, pitch,
        nameOf(rule.wall), edit.site().hall(hallId).name, rule.count * unit.airflowM3s));
    return report;
}

} // namespace hallwright::design
