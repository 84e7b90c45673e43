// What stands on the campus and in its buildings, and the cables between them.
#include "core/rules/rule_checks.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace hallwright {

namespace {

constexpr double touchingM = 1e-6; // as overlap of footprints allows

Footprint footprintOf(const Building& building)
{
    const Point2 centre = buildingToCampus(building, {building.widthM / 2, building.depthM / 2});
    return {{centre.x, centre.y, building.yawDeg}, building.widthM, building.depthM};
}

Footprint footprintOf(const PlantUnit& unit)
{
    return {unit.pose, unit.widthM, unit.depthM};
}

bool overlap(const Rect& a, const Rect& b)
{
    return a.x < b.right() - touchingM && b.x < a.right() - touchingM && a.y < b.top() - touchingM &&
           b.y < a.top() - touchingM;
}

bool within(const Rect& outer, const Rect& inner)
{
    return inner.x >= outer.x - touchingM && inner.right() <= outer.right() + touchingM &&
           inner.y >= outer.y - touchingM && inner.top() <= outer.top() + touchingM;
}

// A room or a hall.
struct Space {
    ObjectRef object;
    const std::string& name;
    Rect area; // in the building's frame
};

std::vector<Space> spacesIn(const Building& building)
{
    std::vector<Space> spaces;
    for (const Room& room : building.rooms)
        spaces.push_back({refTo(room.id), room.name, room.area});
    for (const HallPtr& hall : building.halls)
        spaces.push_back(
            {refTo(hall->id), hall->name, {hall->originM.x, hall->originM.y, hall->widthM, hall->depthM}});
    return spaces;
}

Finding& addOverlap(FindingSink& sink, ObjectRef object, const std::string& name, ObjectRef other,
                    const std::string& otherName)
{
    Finding& finding = sink.add(object, {}, fmt::format("{} overlaps {}.", name, otherName),
                                fmt::format("Move {} clear of {}.", name, otherName));
    finding.other = other;
    return finding;
}

} // namespace

// A pair is one finding, of that which comes first.
void checkBuildings(const CheckedGrounds& at, FindingSink& sink)
{
    const std::vector<BuildingPtr>& buildings = at.site.buildings;
    for (std::size_t i = 0; i < buildings.size(); ++i) {
        for (std::size_t j = i + 1; j < buildings.size(); ++j) {
            if (hallwright::overlap(footprintOf(*buildings[i]), footprintOf(*buildings[j])))
                addOverlap(sink, refTo(buildings[i]->id), buildings[i]->name, refTo(buildings[j]->id),
                           buildings[j]->name)
                    .building = buildings[i]->id;
        }
        const std::vector<Space> spaces = spacesIn(*buildings[i]);
        for (auto a = spaces.begin(); a != spaces.end(); ++a) {
            for (auto b = a + 1; b != spaces.end(); ++b) {
                if (overlap(a->area, b->area))
                    addOverlap(sink, a->object, a->name, b->object, b->name).building = buildings[i]->id;
            }
        }
    }
}

namespace {

// A unit on the ground stands clear of every building, or in one of its mechanical rooms.
void checkHoused(const PlantUnit& unit, const Building& building, FindingSink& sink)
{
    const Point2 centre = campusToBuilding(building, unit.pose.position());
    const Footprint own({centre.x, centre.y, unit.pose.yawDeg - building.yawDeg}, unit.widthM, unit.depthM);
    const Footprint shell({building.widthM / 2, building.depthM / 2, 0.0}, building.widthM, building.depthM);
    if (!hallwright::overlap(own, shell))
        return;
    const bool housed = std::ranges::any_of(building.rooms, [&](const Room& room) {
        return room.kind == RoomKind::Mechanical && within(room.area, own.bounds);
    });
    if (housed)
        return;
    Finding& finding = sink.add(
        refTo(unit.id), {},
        fmt::format("{} stands in {}, and in none of its mechanical rooms.", unit.name, building.name),
        fmt::format("Move {} into a mechanical room, or clear of {}.", unit.name, building.name));
    finding.other = refTo(building.id);
    finding.building = building.id;
}

} // namespace

void checkPlantPlaces(const CheckedGrounds& at, FindingSink& sink)
{
    const std::vector<PlantUnit>& units = at.site.cooling->plant;
    std::vector<Footprint> footprints;
    for (const PlantUnit& unit : units)
        footprints.push_back(footprintOf(unit));
    for (std::size_t i = 0; i < units.size(); ++i) {
        for (std::size_t j = i + 1; j < units.size(); ++j) {
            if (units[i].elevationM == units[j].elevationM &&
                overlap(footprints[i].bounds, footprints[j].bounds) &&
                hallwright::overlap(footprints[i], footprints[j]))
                addOverlap(sink, refTo(units[i].id), units[i].name, refTo(units[j].id), units[j].name)
                    .building = units[i].building;
        }
        if (units[i].elevationM > 0.0)
            continue;
        for (const BuildingPtr& building : at.site.buildings)
            checkHoused(units[i], *building, sink);
    }
}

namespace {

constexpr double joinM = 0.5; // the bend radius of a trunk cable

double distance(const Point3& a, const Point3& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

// The first pathway of a run's route that does not begin where the one before was left; a pathway may be followed
// either way, the first by `reversed`. None if all join.
const Pathway* unjoined(const PathwayNetwork& network, const FibreRun& run, bool reversed)
{
    const Pathway* first = network.find(run.route.front());
    Point3 at = reversed ? first->pathM.front() : first->pathM.back();
    for (std::size_t i = 1; i < run.route.size(); ++i) {
        const Pathway* next = network.find(run.route[i]);
        if (distance(at, next->pathM.front()) <= joinM)
            at = next->pathM.back();
        else if (distance(at, next->pathM.back()) <= joinM)
            at = next->pathM.front();
        else
            return next;
    }
    return nullptr;
}

} // namespace

void checkFibreRoutes(const CheckedGrounds& at, FindingSink& sink)
{
    const PathwayNetwork& network = *at.site.pathways;
    for (const FibreRun& run : network.runs) {
        const bool known = std::ranges::all_of(
            run.route, [&](PathwayId id) { return network.find(id) && !network.find(id)->pathM.empty(); });
        if (run.route.empty() || !known)
            continue;
        const Pathway* apart = unjoined(network, run, false);
        if (!apart || !(apart = unjoined(network, run, true)))
            continue;
        sink.add(refTo(run.id), {},
                 fmt::format("{} goes through {}, which does not join the pathway before.", run.name,
                             apart->name),
                 fmt::format("Route {} through pathways that join within {:.1f} m.", run.name, joinM))
            .other = refTo(apart->id);
    }
}

} // namespace hallwright
