// Ways between a hall's doors and its racks: for people, and for the racks themselves on their casters.
#include "core/rules/rule_checks.h"

#include "core/layout/floor_ways.h"
#include "core/model/number_text.h"
#include "core/physics/pipe_friction.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace hallwright {

namespace {

constexpr double escapeWidthM = 0.9;
// NFPA 101 allows 200 ft in business occupancies without sprinklers; walked along x and y.
constexpr double longestEscapeM = 60.0;
// What a rack's packaging and the hands beside it take; judgement.
constexpr double besideRackM = 0.1;
constexpr double aboveRackM = 0.05;

// What a rack needs to be rolled along its depth.
struct Passage {
    double widthM = 0.0;
    double heightM = 0.0;

    auto operator<=>(const Passage&) const = default;
    bool through(const Door& door) const
    {
        return !exceeds(widthM, door.widthM) && !exceeds(heightM, door.heightM);
    }
};

Passage passageOf(const RackType& type)
{
    return {std::min(type.widthM, type.depthM) + besideRackM, type.heightM + aboveRackM};
}

// Of the widest and the highest rack of the hall.
Passage passageOfAll(const CheckedLayout& at)
{
    Passage all;
    for (const Rack& rack : at.hall.racks) {
        const Passage one = passageOf(at.site.typeOf(rack));
        all = {std::max(all.widthM, one.widthM), std::max(all.heightM, one.heightM)};
    }
    return all;
}

// Ways are sought among upright rectangles: a rack turned by other than right angles stands in its own way.
template <class Visit>
void forEachUprightRack(const CheckedLayout& at, Visit&& visit)
{
    for (std::size_t i = 0; i < at.hall.racks.size(); ++i) {
        if (at.obstacles[i].footprint.axisAligned)
            visit(at.hall.racks[i]);
    }
}

// The middle of what is `widthM` wide and stands before a rack's front.
Point2 beforeFront(const CheckedLayout& at, const Rack& rack, double widthM)
{
    const double depthM = at.site.typeOf(rack).depthM;
    return rack.pose.position() + frontDirection(rack.pose.yawDeg) * (depthM / 2 + widthM / 2);
}

std::string rackOf(const CheckedLayout& at, const Rack& rack)
{
    return fmt::format("rack {} in hall {}", rack.name, at.hall.name);
}

} // namespace

void checkHallDoors(const CheckedLayout& at, FindingSink& sink)
{
    const Hall& hall = at.hall;
    if (hall.racks.empty())
        return;
    const Passage needed = passageOfAll(at);
    if (std::ranges::any_of(hall.doors, [&](const Door& door) { return needed.through(door); }))
        return;
    const std::string remedy = fmt::format("Give hall {} a door of at least {:.2f} m by {:.2f} m.", hall.name,
                                           needed.widthM, needed.heightM);
    if (hall.doors.empty()) {
        sink.add(refTo(hall.id), {}, fmt::format("Hall {} has racks and no door.", hall.name), remedy);
        return;
    }
    const Door& widest = *std::ranges::max_element(hall.doors, {}, &Door::widthM);
    const bool narrow = exceeds(needed.widthM, widest.widthM);
    sink.add(
            refTo(hall.id),
            narrow ? Figure{widest.widthM, needed.widthM, "m"} : Figure{widest.heightM, needed.heightM, "m"},
            fmt::format("No door of hall {} lets its racks through: the widest, {}, is {:.2f} m by {:.2f} m, "
                        "and they need {:.2f} m by {:.2f} m.",
                        hall.name, widest.name, widest.widthM, widest.heightM, needed.widthM, needed.heightM),
            remedy)
        .other = refTo(widest.id);
}

// Where there is less than the width before a rack already, checkColdAisles tells.
void checkEgress(const CheckedLayout& at, FindingSink& sink)
{
    if (at.hall.racks.empty() || at.hall.doors.empty())
        return;
    std::vector<const Door*> doors;
    for (const Door& door : at.hall.doors)
        doors.push_back(&door);
    const FloorWays ways(at.hall, at.obstacles, escapeWidthM, doors);
    forEachUprightRack(at, [&](const Rack& rack) {
        const Point2 front = beforeFront(at, rack, escapeWidthM);
        const double lengthM = ways.hasRoomAt(front) ? ways.lengthTo(front) : 0.0;
        if (!exceeds(lengthM, longestEscapeM))
            return;
        const auto [length, longest] = groupedApart(lengthM, longestEscapeM, 1);
        if (std::isfinite(lengthM))
            sink.add(refTo(rack.id), Figure{lengthM, longestEscapeM, "m"},
                     fmt::format("From the front of {} it is {} m to the nearest door; at most {} m is "
                                 "allowed.",
                                 rackOf(at, rack), length, longest),
                     fmt::format("Add a door to hall {} nearer to rack {}, or a cross aisle on the way.",
                                 at.hall.name, rack.name));
        else
            sink.add(
                refTo(rack.id), {},
                fmt::format("From the front of {} no way {:.2f} m wide leads to a door.", rackOf(at, rack),
                            escapeWidthM),
                fmt::format("Clear a way {:.2f} m wide from rack {} to a door.", escapeWidthM, rack.name));
    });
}

// Where no door lets it through, checkHallDoors tells; where it cannot be before its own place, checkColdAisles, unless
// the rack is wider than these ask for.
void checkRollingPaths(const CheckedLayout& at, FindingSink& sink)
{
    std::map<Passage, FloorWays> waysFor;
    std::map<Passage, bool> comesIn;
    forEachUprightRack(at, [&](const Rack& rack) {
        const Passage needed = passageOf(at.site.typeOf(rack));
        auto ways = waysFor.find(needed);
        if (ways == waysFor.end()) {
            std::vector<const Door*> doors;
            for (const Door& door : at.hall.doors) {
                if (needed.through(door))
                    doors.push_back(&door);
            }
            comesIn[needed] = !doors.empty();
            ways = waysFor.try_emplace(needed, at.hall, at.obstacles, needed.widthM, doors).first;
        }
        const Point2 front = beforeFront(at, rack, needed.widthM);
        const bool toldAlready =
            !comesIn[needed] || (needed.widthM <= escapeWidthM && !ways->second.hasRoomAt(front));
        if (toldAlready || std::isfinite(ways->second.lengthTo(front)))
            return;
        sink.add(refTo(rack.id), {},
                 fmt::format("To the front of {} no way {:.2f} m wide leads from a door that lets it through "
                             "({:.2f} m by {:.2f} m).",
                             rackOf(at, rack), needed.widthM, needed.widthM, needed.heightM),
                 fmt::format("Clear a way {:.2f} m wide to rack {}, or widen the door it leads to.",
                             needed.widthM, rack.name));
    });
}

// Of four casters two, side by side, roll over one panel of a raised floor: half the rack's weight. A panel is taken to
// bear at one place what its rating lets it bear spread over its area. Makers state concentrated and rolling loads
// besides (CISCA, EN 12825), which the site does not hold; for panels of 12 kPa they state 4.4 kN, and this gives 4.3 kN.
void checkRollingLoads(const CheckedLayout& at, FindingSink& sink)
{
    if (at.hall.floor != FloorKind::RaisedFloor)
        return;
    const double limitN = at.hall.floorRatingPa * at.hall.tilePitchM * at.hall.tilePitchM;
    for (const Rack& rack : at.hall.racks) {
        const double loadN = rack.massKg * standardGravity / 2.0;
        if (!exceeds(loadN, limitN))
            continue;
        const auto [load, limit] = groupedApart(loadN / 1e3, limitN / 1e3, 2);
        sink.add(refTo(rack.id), Figure{loadN, limitN, "N"},
                 fmt::format("Rolling in, rack {} in hall {} loads a panel of the raised floor with {} kN "
                             "on two of its casters ({} kg in all); a panel bears {} kN.",
                             rack.name, at.hall.name, load, grouped(rack.massKg), limit),
                 fmt::format("Roll rack {} in over plates that spread its load, or at {} kg or less.",
                             rack.name, grouped(2.0 * limitN / standardGravity)));
    }
}

} // namespace hallwright
