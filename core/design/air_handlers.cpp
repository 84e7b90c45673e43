#include "core/design/air_handlers.h"

#include "core/design/catalogue_types.h"
#include "core/design/placing.h"
#include "core/design/rule_error.h"
#include "core/design/unit_floor.h"
#include "core/model/names.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

std::string_view abbreviationOf(AirHandlerKind kind)
{
    return kind == AirHandlerKind::Crah ? "CRAH" : "FW";
}

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
        name = fmt::format("{}-{}{:02}", hall.name, abbreviationOf(kind), ++number);
    } while (hasHandlerNamed(hall, name));
    return name;
}

constexpr double tolerance = 1e-9;

bool runsAlongX(WallSide wall)
{
    return wall == WallSide::South || wall == WallSide::North;
}

double lengthOf(const Hall& hall, WallSide wall)
{
    return runsAlongX(wall) ? hall.widthM : hall.depthM;
}

// Where `count` units stand in the middle of equal parts of the wall.
std::vector<Pose> posesAlong(const Hall& hall, WallSide wall, int count, double depthM)
{
    const double pitch = lengthOf(hall, wall) / count;
    std::vector<Pose> poses;
    poses.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        poses.push_back(poseAtWall(hall, wall, (i + 0.5) * pitch, depthM));
    return poses;
}

// Of those that keep units from an even spread, so that a sentence stays one.
constexpr std::size_t mostNamed = 3;

// Units along one wall, on a floor that those of other walls have taken.
class WallOfUnits
{
public:
    WallOfUnits(const UnitFloor& floor, const Hall& hall, const AirHandler& unit, WallSide wall)
        : floor_(floor), hall_(hall), unit_(unit), wall_(wall)
    {
    }

    UnitsAtWall most(int count, std::vector<std::string>& inTheWay) const
    {
        UnitsAtWall even{wall_, {}, true};
        for (int units = count; units > 0 && even.poses.empty(); --units)
            even.poses = evenly(units, units == count ? &inTheWay : nullptr);
        if (static_cast<int>(even.poses.size()) == count)
            return even;
        UnitsAtWall packed{wall_, sideBySide(count), false};
        return packed.poses.size() > even.poses.size() ? packed : even;
    }

private:
    // None unless all of them stand clear.
    std::vector<Pose> evenly(int count, std::vector<std::string>* inTheWay) const
    {
        if (count * unit_.widthM > lengthOf(hall_, wall_) + tolerance)
            return {};
        std::vector<Pose> poses = posesAlong(hall_, wall_, count, unit_.depthM);
        bool clear = true;
        for (const Pose& pose : poses) {
            const auto blocker = floor_.blockedBy(unit_.widthM, unit_.depthM, pose);
            clear = clear && !blocker;
            if (blocker && inTheWay)
                addOnce(*inTheWay, *blocker);
        }
        return clear ? poses : std::vector<Pose>();
    }

    std::vector<Pose> sideBySide(int count) const
    {
        constexpr double stepM = 0.05;
        std::vector<Pose> poses;
        double along = unit_.widthM / 2;
        while (static_cast<int>(poses.size()) < count &&
               along + unit_.widthM / 2 <= lengthOf(hall_, wall_) + tolerance) {
            const Pose pose = poseAtWall(hall_, wall_, along, unit_.depthM);
            const bool clear = !floor_.blockedBy(unit_.widthM, unit_.depthM, pose);
            if (clear)
                poses.push_back(pose);
            along += clear ? unit_.widthM : stepM;
        }
        return poses;
    }

    static void addOnce(std::vector<std::string>& names, const std::string& name)
    {
        if (names.size() < mostNamed && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }

    const UnitFloor& floor_;
    const Hall& hall_;
    const AirHandler& unit_;
    WallSide wall_;
};

std::vector<AirHandlerId> addAt(SiteEdit& edit, HallId hallId, AirHandler unit,
                                const std::vector<Pose>& poses)
{
    std::vector<AirHandlerId> added;
    for (const Pose& pose : poses) {
        const Hall& hall = edit.site().hall(hallId);
        unit.name = freeName(hall, unit.kind);
        unit.pose = pose;
        requireInside("air handler " + unit.name, footprintBounds(unit.pose, unit.widthM, unit.depthM),
                      "hall " + hall.name, hall.widthM, hall.depthM);
        added.push_back(edit.addTo(hallId, unit));
    }
    return added;
}

} // namespace

int WallPlaces::count() const
{
    std::size_t units = 0;
    for (const UnitsAtWall& at : walls)
        units += at.poses.size();
    return static_cast<int>(units);
}

WallPlaces placesFor(const Site& site, HallId hallId, AirHandlerTypeId type, int count,
                     const std::vector<WallSide>& walls)
{
    const Hall& hall = site.hall(hallId);
    const AirHandler unit = ofType(site, type);
    UnitFloor floor(site, hall);
    WallPlaces places;
    for (const WallSide wall : walls) {
        const int left = count - places.count();
        if (left <= 0)
            break;
        UnitsAtWall here = WallOfUnits(floor, hall, unit, wall).most(left, places.inTheWay);
        for (const Pose& pose : here.poses)
            floor.take(unit.widthM, unit.depthM, pose);
        if (!here.poses.empty())
            places.walls.push_back(std::move(here));
    }
    return places;
}

HandlersReport standAirHandlers(SiteEdit& edit, HallId hall, AirHandlerTypeId type, CoolantLoopId loop,
                                const UnitsAtWall& at)
{
    const int count = static_cast<int>(at.poses.size());
    if (at.even)
        return placeAirHandlers(edit, hall, {type, at.wall, count, loop});
    AirHandler unit = ofType(edit.site(), type);
    unit.loop = loop;
    HandlersReport report{addAt(edit, hall, unit, at.poses), {}};
    report.reasons.push_back(
        fmt::format("{} units stand along the {} wall of hall {}, clear of what is in the way there, and "
                    "move {:g} m³/s.",
                    count, nameOf(at.wall), edit.site().hall(hall).name, count * unit.airflowM3s));
    return report;
}

HandlersReport placeAirHandlers(SiteEdit& edit, HallId hallId, const HandlerRule& rule)
{
    HandlersReport report;
    AirHandler unit = ofType(edit.site(), rule.type);
    unit.loop = rule.loop;
    const Hall& before = edit.site().hall(hallId);
    const double wallM = lengthOf(before, rule.wall);
    const double pitch = wallM / rule.count;
    if (pitch < unit.widthM - tolerance) {
        throw RuleError(
            fmt::format("{} units of {:g} m need {:g} m of wall, but the {} wall is {:g} m long; take "
                        "fewer units.",
                        rule.count, unit.widthM, rule.count * unit.widthM, nameOf(rule.wall), wallM));
    }
    report.added = addAt(edit, hallId, unit, posesAlong(before, rule.wall, rule.count, unit.depthM));
    report.reasons.push_back(
        fmt::format("{} units stand every {:g} m along the {} wall of hall {}, and move {:g} m³/s.",
                    rule.count, std::round(100.0 * pitch) / 100.0, nameOf(rule.wall),
                    edit.site().hall(hallId).name, rule.count * unit.airflowM3s));
    return report;
}

} // namespace hallwright::design
