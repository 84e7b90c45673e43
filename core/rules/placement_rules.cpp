// Where things stand in a hall, each rule beside what it holds things against.
#include "core/rules/rule_checks.h"

#include "core/layout/clearances.h"
#include "core/layout/free_places.h"
#include "core/layout/rows.h"
#include "core/model/names.h"
#include "core/model/number_text.h"
#include "core/physics/floor_load.h"
#include "core/rules/feed_reach.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string_view>
#include <utility>

namespace hallwright {

namespace {

// One rack under examination.
struct Place {
    const CheckedLayout& at;
    const Rack& rack;
    const RackType& type;
    std::size_t index; // among the obstacles

    const Footprint& footprint() const { return at.obstacles[index].footprint; }
};

template <class Visit>
void forEachRack(const CheckedLayout& at, Visit&& visit)
{
    for (std::size_t i = 0; i < at.hall.racks.size(); ++i) {
        const Rack& rack = at.hall.racks[i];
        visit(Place{at, rack, at.site.typeOf(rack), i});
    }
}

std::string rackIn(const Place& place)
{
    return fmt::format("Rack {} in hall {}", place.rack.name, place.at.hall.name);
}

} // namespace

namespace {

// Columns belong to the building, air handlers to their ducts.
bool isMovable(const CheckedLayout& at, std::size_t obstacle)
{
    const ObjectKind kind = at.obstacles[obstacle].object.kind;
    return kind == ObjectKind::Rack || kind == ObjectKind::Cdu;
}

struct Remedy {
    std::string sentence;
    std::optional<Relocation> move;
};

Finding& addTo(FindingSink& sink, ObjectRef subject, std::optional<Figure> figure, std::string sentence,
               Remedy remedy)
{
    Finding& finding = sink.add(subject, figure, std::move(sentence), std::move(remedy.sentence));
    finding.move = remedy.move;
    return finding;
}

FreePlaces placesIn(const CheckedLayout& at)
{
    return {at.hall, at.obstacles, at.grid};
}

// A place to which the feeds of a rack reach; where there is none, any, and what its feeds then need.
std::optional<Remedy> moveOf(const CheckedLayout& at, FreePlaces& places, std::size_t obstacle)
{
    const bool isRack = obstacle < at.hall.racks.size();
    const FeedReach reach = isRack ? FeedReach(at, at.hall.racks[obstacle]) : FeedReach();
    std::string why = "the nearest place that is free, with room before it, out of exhaust";
    if (reach.hasFeeds())
        why += ", within reach of its feeds";
    auto pose = places.nearestTo(obstacle, [&](const Pose& place) { return reach.covers(place.position()); });
    if (!pose && reach.hasFeeds()) {
        pose = places.nearestTo(obstacle, [](const Pose&) { return true; });
        why = "the nearest place that is free; its feeds do not reach there, so connect it to others";
    }
    if (!pose)
        return std::nullopt;
    return Remedy{fmt::format("Move {} to {}: {}.", at.obstacles[obstacle].text(), placeText(*pose), why),
                  Relocation{at.obstacles[obstacle].object, *pose}};
}

// Of things in each other's way: the first of those that can be moved for which there is a place.
Remedy remedyFor(const CheckedLayout& at, FreePlaces& places, std::initializer_list<std::size_t> movable)
{
    for (const std::size_t obstacle : movable) {
        auto move = isMovable(at, obstacle) ? moveOf(at, places, obstacle) : std::nullopt;
        if (move)
            return *std::move(move);
    }
    return {fmt::format("Take {} out, or make room for it: hall {} has no free place of its size.",
                        at.obstacles[*movable.begin()].text(), at.hall.name),
            {}};
}

} // namespace

// A pair is one finding, of the rack that comes first. To be moved is the one that stands in no row, else the later one.
void checkOverlaps(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    FreePlaces places = placesIn(at);
    forEachRack(at, [&](const Place& place) {
        at.grid.findNear(place.footprint().bounds, near);
        for (const std::uint32_t other : near) {
            if (other <= place.index || !overlap(place.footprint(), at.obstacles[other].footprint))
                continue;
            const bool moveFirst =
                !isMovable(at, other) || (!standsInRow(at, place.index) && standsInRow(at, other));
            addTo(sink, refTo(place.rack.id), {},
                  fmt::format("{} overlaps {}.", rackIn(place), at.obstacles[other].text()),
                  moveFirst ? remedyFor(at, places, {place.index, other})
                            : remedyFor(at, places, {other, place.index}))
                .other = at.obstacles[other].object;
        }
    });
}

namespace {

// Back where it is, if there is room behind it; else elsewhere, with what stands before it.
Remedy roomBefore(const Place& place, const Narrowing& before, FreePlaces& places)
{
    const CheckedLayout& at = place.at;
    const bool othersTurn = before.obstacle && isMovable(at, *before.obstacle) &&
                            standsInRow(at, place.index) && !standsInRow(at, *before.obstacle);
    if (othersTurn)
        return remedyFor(at, places, {*before.obstacle, place.index});
    const double backM = leastColdAisleM - before.clearM;
    Pose back = place.rack.pose;
    const Point2 to = back.position() + frontDirection(back.yawDeg) * -backM;
    back.x = to.x;
    back.y = to.y;
    if (places.suits(place.index, back))
        return {fmt::format("Move rack {} back by {:.2f} m, to {}.", place.rack.name, backM, placeText(back)),
                Relocation{refTo(place.rack.id), back}};
    return before.obstacle ? remedyFor(at, places, {place.index, *before.obstacle})
                           : remedyFor(at, places, {place.index});
}

// ", which stands in the contained hot aisle Hot 2,"; empty for a rack beside the aisles.
std::string standingIn(const Place& place)
{
    const Aisle* aisle = aisleAt(place.at.hall, place.rack.pose.position());
    return aisle ? fmt::format(", which stands in the {}{} aisle {},", aisle->contained ? "contained " : "",
                               nameOf(aisle->kind), aisle->name)
                 : std::string();
}

} // namespace

void checkColdAisles(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    FreePlaces places = placesIn(at);
    forEachRack(at, [&](const Place& place) {
        const auto before = narrowingBefore(at.hall, at.obstacles, at.grid, place.index,
                                            place.rack.pose.yawDeg, leastColdAisleM, near);
        if (!before)
            return;
        const auto [clear, least] = groupedApart(before->clearM, leastColdAisleM, 2);
        addTo(sink, refTo(place.rack.id), Figure{before->clearM, leastColdAisleM, "m"},
              fmt::format("{}{} has {} m clear in front of it, up to {}; at least {} m is needed.",
                          rackIn(place), standingIn(place), clear, before->what, least),
              roomBefore(place, *before, places))
            .other = before->obstacle ? at.obstacles[*before->obstacle].object : ObjectRef{};
    });
}

void checkFloorLoads(const CheckedLayout& at, FindingSink& sink)
{
    const double ratedPa = at.hall.floorRatingPa;
    forEachRack(at, [&](const Place& place) {
        const double areaM2 = place.type.widthM * place.type.depthM;
        const double pressurePa = floorLoadPa(place.rack.massKg, place.type.widthM, place.type.depthM);
        if (pressurePa <= ratedPa)
            return;
        sink.add(refTo(place.rack.id), Figure{pressurePa, ratedPa, "Pa"},
                 fmt::format("{} loads the floor with {:.2f} kN/m² ({} kg on {:.2f} m²); the floor is "
                             "rated for {:.2f} kN/m².",
                             rackIn(place), pressurePa / 1e3, grouped(place.rack.massKg), areaM2,
                             ratedPa / 1e3),
                 fmt::format("Keep rack {} at {} kg or less, or spread its load over more floor.",
                             place.rack.name, grouped(ratedPa * areaM2 / standardGravity)));
    });
}

namespace {

// From the door's wall to what stands before it.
double clearBefore(const Hall& hall, const Door& door, const Rect& bounds)
{
    switch (door.wall) {
    case WallSide::South:
        return bounds.y;
    case WallSide::North:
        return hall.depthM - bounds.top();
    case WallSide::West:
        return bounds.x;
    case WallSide::East:
        break;
    }
    return hall.widthM - bounds.right();
}

} // namespace

void checkDoors(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    FreePlaces places = placesIn(at);
    for (const Door& door : at.hall.doors) {
        const Footprint area = clearAreaOf(at.hall, door);
        at.grid.findNear(area.bounds, near);
        for (const std::uint32_t index : near) {
            const Obstacle& obstacle = at.obstacles[index];
            if (!isMovable(at, index) || !overlap(area, obstacle.footprint))
                continue;
            const double clearM = std::max(clearBefore(at.hall, door, obstacle.footprint.bounds), 0.0);
            const auto [clear, least] = groupedApart(clearM, clearBeforeDoorM, 2);
            addTo(sink, at.obstacles[index].object, Figure{clearM, clearBeforeDoorM, "m"},
                  fmt::format("Door {} of hall {} has {} m clear before it, up to {}; {} m over its width "
                              "is needed.",
                              door.name, at.hall.name, clear, obstacle.text(), least),
                  remedyFor(at, places, {index}))
                .other = refTo(door.id);
        }
    }
}

// Lists, labels and inventories find a rack by its name in its hall.
void checkNames(const CheckedLayout& at, FindingSink& sink)
{
    std::map<std::string_view, const Rack*> named;
    for (const Rack& rack : at.hall.racks) {
        const auto [first, isNew] = named.try_emplace(rack.name, &rack);
        if (isNew)
            continue;
        sink.add(refTo(rack.id), {},
                 fmt::format("Hall {} has more than one rack named {}.", at.hall.name, rack.name),
                 fmt::format("Give one of the racks named {} a name of its own.", rack.name))
            .other = refTo(first->second->id);
    }
}

} // namespace hallwright
