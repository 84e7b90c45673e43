#include "core/design/equip.h"

#include "core/design/air_handlers.h"
#include "core/design/building_supply.h"
#include "core/design/catalogue_types.h"
#include "core/design/cdus.h"
#include "core/design/choose_types.h"
#include "core/design/design_heat.h"
#include "core/design/liquid_cooling.h"
#include "core/design/rule_error.h"
#include "core/model/names.h"
#include "core/model/number_text.h"
#include "core/physics/chiller_group.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace hallwright::design {

namespace {

// Servers draw more air where it is warmer than at their rating.
constexpr double airReserve = 1.1;
constexpr double usualAirOverWaterK = 5.0;
constexpr double leastOverDewPointK = 2.0; // so that coils stay dry
constexpr double coldestWaterC = 6.0;
constexpr double warmWaterC = 40.0; // racks accept 45 °C, and a CDU's approach is some 4 K

struct LoopRule {
    const char* name;
    double supplyC = 0.0;
    double designDeltaTK = 0.0;
};

// --- loops ---

// The loop that units of this kind are on, in this hall or in another of the building.
template <auto Units>
CoolantLoopId loopInUse(const Building& building, const Hall& hall)
{
    if (const CoolantLoopId own = firstLoop(hall.*Units); own.valid())
        return own;
    for (const HallPtr& other : building.halls) {
        if (const CoolantLoopId loop = firstLoop((*other).*Units); loop.valid())
            return loop;
    }
    return {};
}

// Whether the curves of all its chillers hold at its water.
bool isCharted(const Site& site, const CoolantLoop& loop)
{
    return std::ranges::all_of(site.cooling->plant, [&](const PlantUnit& unit) {
        return unit.loop != loop.id || isChartedFor(unit, loop.supplyC);
    });
}

// The first loop of the building whose supply lies in this range, rather one whose chillers are charted for it.
CoolantLoopId loopWithin(const Site& site, BuildingId building, double leastC, double mostC)
{
    CoolantLoopId first;
    for (const CoolantLoop& loop : site.cooling->loops) {
        if (loop.building != building || loop.supplyC < leastC || loop.supplyC > mostC)
            continue;
        if (isCharted(site, loop))
            return loop.id;
        first = first.valid() ? first : loop.id;
    }
    return first;
}

CoolantLoopId addLoop(SiteEdit& edit, const Building& building, const LoopRule& rule, Choices& choices)
{
    CoolantLoop loop;
    loop.name = fmt::format("{} {}", building.name, rule.name);
    loop.building = building.id;
    loop.supplyC = rule.supplyC;
    loop.designDeltaTK = rule.designDeltaTK;
    loop.pumpHeadPa = 260e3;
    loop.pumpEfficiency = 0.72;
    choices.push_back(fmt::format("{} is a new loop, {:.0f} °C out and {:.0f} °C back.", loop.name,
                                  loop.supplyC, loop.supplyC + loop.designDeltaTK));
    return edit.add(std::move(loop));
}

// The water of the hall's air handlers; a new one also cools the building's rooms.
CoolantLoopId airLoop(SiteEdit& edit, HallId id, Choices& choices)
{
    const Building& building = edit.site().buildingOf(id);
    const Hall& hall = edit.site().hall(id);
    const double warmestC = hall.supplyC - leastAirOverWaterK;
    CoolantLoopId loop = loopInUse<&Hall::airHandlers>(building, hall);
    if (!loop.valid())
        loop = building.roomLoop;
    if (!loop.valid())
        loop = loopWithin(edit.site(), building.id, coldestWaterC, warmestC);
    if (loop.valid()) {
        const CoolantLoop& found = *edit.site().cooling->find(loop);
        if (found.supplyC > warmestC)
            throw RuleError(
                fmt::format("hall {} is to be supplied with air of {:.1f} °C, but {} has {:.1f} °C, "
                            "and coils need {:.0f} K between them; raise the hall's supply or lower "
                            "the loop's.",
                            hall.name, hall.supplyC, found.name, found.supplyC, leastAirOverWaterK));
        return loop;
    }
    if (warmestC < coldestWaterC)
        throw RuleError(
            fmt::format("hall {} is to be supplied with air of {:.1f} °C, for which water would have "
                        "to be colder than {:.0f} °C; raise the hall's supply.",
                        hall.name, hall.supplyC, coldestWaterC));
    const double dryC = std::min(warmestC, hall.dewPointC + leastOverDewPointK);
    const double supplyC = std::max({coldestWaterC, dryC, std::floor(hall.supplyC - usualAirOverWaterK)});
    const BuildingId buildingId = building.id;
    loop = addLoop(edit, building, {"chilled water", supplyC, 10.0}, choices);
    edit.change(buildingId).roomLoop = loop;
    return loop;
}

CoolantLoopId liquidLoop(SiteEdit& edit, HallId id, Choices& choices)
{
    const Building& building = edit.site().buildingOf(id);
    CoolantLoopId loop = loopInUse<&Hall::cdus>(building, edit.site().hall(id));
    if (!loop.valid())
        loop = loopWithin(edit.site(), building.id, 25.0, warmWaterC);
    return loop.valid() ? loop : addLoop(edit, building, {"warm water", warmWaterC, 8.0}, choices);
}

// --- CDUs ---

void coolRacksByLiquid(SiteEdit& edit, HallId id, Steps& steps)
{
    if (lacksLiquidCooling(edit.site(), edit.site().hall(id)))
        coolByLiquid(
            edit, id, [&] { return liquidLoop(edit, id, steps.choices); }, steps);
}

// --- rear doors ---

// On the water of those that the hall has, else on that of its air handlers.
void coolByDoors(SiteEdit& edit, HallId id, Choices& choices)
{
    const std::vector<Rack>& racks = edit.site().hall(id).racks;
    if (std::ranges::none_of(racks, [&](const Rack& rack) { return lacksDoorWater(edit.site(), rack); }))
        return;
    const auto onWater =
        std::ranges::find_if(racks, [](const Rack& rack) { return rack.rearDoorLoop.valid(); });
    const CoolantLoopId loop = onWater != racks.end() ? onWater->rearDoorLoop : airLoop(edit, id, choices);
    const int tied = tieRearDoors(edit, id, loop);
    choices.push_back(fmt::format("The rear doors of {} in hall {} are on {}.",
                                  counted(static_cast<std::size_t>(tied), "rack"), edit.site().hall(id).name,
                                  edit.site().cooling->find(loop)->name));
}

// --- air handlers ---

struct AirNeed {
    double heatW = 0.0;      // of the racks, and what busways lose in the hall
    double airflowM3s = 0.0; // through the racks
};

AirNeed airNeedOf(const Site& site, const Hall& hall)
{
    constexpr double losses = 1.05; // of busways and PDUs, and servers' fans in warm air
    AirNeed need;
    need.heatW = losses * rackHeatToAirW(site, hall);
    for (const Rack& rack : hall.racks)
        need.airflowM3s += airReserve * rack.airflowM3s;
    return need;
}

// Whether the hall's units and `more` of this type do with the largest out of service.
bool suffices(const Hall& hall, const AirHandler& model, int more, const AirNeed& need)
{
    double heatW = 0.0, airflowM3s = 0.0, largestW = 0.0, largestM3s = 0.0;
    const auto add = [&](const AirHandler& unit, int count) {
        heatW += count * (unit.capacityW - unit.fanPowerW);
        airflowM3s += count * unit.airflowM3s;
        largestW = std::max(largestW, count > 0 ? unit.capacityW - unit.fanPowerW : 0.0);
        largestM3s = std::max(largestM3s, count > 0 ? unit.airflowM3s : 0.0);
    };
    for (const AirHandler& unit : hall.airHandlers)
        add(unit, 1);
    add(model, more);
    return heatW - largestW >= need.heatW && airflowM3s - largestM3s >= need.airflowM3s;
}

int handlersNeeded(const Hall& hall, const AirHandler& model, const AirNeed& need)
{
    constexpr int most = 1000; // of which no hall has the room
    int more = 0;
    while (more < most && !suffices(hall, model, more, need))
        ++more;
    return more;
}

// At the ends of the rows first, so that units blow along the aisles.
std::vector<WallSide> wallsOf(const Hall& hall)
{
    const bool alongY = !hall.rows.empty() && std::abs(frontDirection(hall.rows.front().yawDeg).x) > 0.5;
    if (alongY)
        return {WallSide::South, WallSide::North, WallSide::West, WallSide::East};
    return {WallSide::West, WallSide::East, WallSide::South, WallSide::North};
}

struct HandlersChoice {
    const AirHandlerType* type = nullptr;
    int count = 0;
    WallPlaces places;

    int missing() const { return count - places.count(); }
};

// Of the need, that those which find room do.
double shareOf(const HandlersChoice& choice, const AirNeed& need)
{
    const AirHandler& unit = choice.type->values;
    return choice.places.count() * std::min((unit.capacityW - unit.fanPowerW) / std::max(need.heatW, 1.0),
                                            unit.airflowM3s / std::max(need.airflowM3s, 1e-3));
}

// Fan walls on a slab and CRAHs on a raised floor, else the other; of those that find room the least capacity in all, else
// the type that does most of it.
HandlersChoice chooseHandlers(const Site& site, const Hall& hall, const AirNeed& need)
{
    const AirHandlerKind usual =
        hall.floor == FloorKind::RaisedFloor ? AirHandlerKind::Crah : AirHandlerKind::FanWall;
    HandlersChoice best, nearest;
    for (const AirHandlerType& type : site.catalogue->airHandlerTypes) {
        if (type.values.heightM > hall.ceilingHeightM || type.values.capacityW <= type.values.fanPowerW ||
            type.values.airflowM3s <= 0.0)
            continue;
        const int count = handlersNeeded(hall, type.values, need);
        HandlersChoice choice{&type, count, placesFor(site, hall.id, type.id, count, wallsOf(hall))};
        if (choice.missing() > 0) {
            if (!nearest.type || shareOf(choice, need) > shareOf(nearest, need))
                nearest = std::move(choice);
            continue;
        }
        const auto rank = [&](const HandlersChoice& of) {
            return std::pair(of.type->values.kind != usual, of.count * of.type->values.capacityW);
        };
        if (!best.type || rank(choice) < rank(best))
            best = std::move(choice);
    }
    if (best.type)
        return best;
    if (!nearest.type)
        throw RuleError(fmt::format(
            "the catalogue has no air handler that takes more heat than its fans give off and stands "
            "under the ceiling of hall {}, {:g} m high; add such a type.",
            hall.name, hall.ceilingHeightM));
    return nearest;
}

struct AirReserve {
    double heatW = 0.0;
    double airflowM3s = 0.0;
};

// With the unit of the most capacity, and that of the most air, out of service.
AirReserve withOneOut(const Hall& hall)
{
    AirReserve all, largest;
    for (const AirHandler& unit : hall.airHandlers) {
        const double heatW = unit.capacityW - unit.fanPowerW;
        all.heatW += heatW;
        all.airflowM3s += unit.airflowM3s;
        largest.heatW = std::max(largest.heatW, heatW);
        largest.airflowM3s = std::max(largest.airflowM3s, unit.airflowM3s);
    }
    return {all.heatW - largest.heatW, all.airflowM3s - largest.airflowM3s};
}

// "a, b and c"
std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 < names.size() ? ", " : " and ") + names[i];
    return text;
}

std::string airShortage(const Hall& hall, const HandlersChoice& choice, const AirNeed& need)
{
    const AirReserve has = withOneOut(hall);
    const std::string inTheWay =
        choice.places.inTheWay.empty()
            ? std::string()
            : fmt::format("; in the way {} {}", choice.places.inTheWay.size() == 1 ? "is" : "are",
                          joined(choice.places.inTheWay));
    return fmt::format(
        "With a unit out of service the air handlers of hall {} take {} of the {} to be taken and move "
        "{:.1f} m³/s of {:.1f} m³/s: its walls have room for {} of the {} that are missing{}. Keep its walls "
        "clear, widen the hall, or take heat out of its air.",
        hall.name, kilowatts(has.heatW, 0), kilowatts(need.heatW, 0), has.airflowM3s, need.airflowM3s,
        choice.places.count(),
        counted(static_cast<std::size_t>(choice.count), "unit") + " of " + choice.type->name, inTheWay);
}

void addHandlers(SiteEdit& edit, HallId id, const AirNeed& need, Steps& steps)
{
    const HandlersChoice choice = chooseHandlers(edit.site(), edit.site().hall(id), need);
    const CoolantLoopId loop = choice.places.count() > 0 ? airLoop(edit, id, steps.choices) : CoolantLoopId{};
    const AirHandlerTypeId type = choice.type->id;
    if (choice.missing() == 0)
        steps.choices.push_back(fmt::format("Hall {} gets {} of {}: with one out of service they take {} and "
                                            "move the {:.1f} m³/s that its racks draw in warm air.",
                                            edit.site().hall(id).name,
                                            counted(static_cast<std::size_t>(choice.count), "unit"),
                                            choice.type->name, kilowatts(need.heatW, 0), need.airflowM3s));
    for (const UnitsAtWall& at : choice.places.walls) {
        const HandlersReport stood = standAirHandlers(edit, id, type, loop, at);
        steps.choices.insert(steps.choices.end(), stood.reasons.begin(), stood.reasons.end());
    }
    if (choice.missing() > 0 && choice.places.count() > 0)
        addHandlers(edit, id, need, steps); // smaller units may find room yet
    else if (choice.missing() > 0)
        steps.shortages.push_back(airShortage(edit.site().hall(id), choice, need));
}

void coolByAir(SiteEdit& edit, HallId id, Steps& steps)
{
    const AirNeed need = airNeedOf(edit.site(), edit.site().hall(id));
    const Hall& hall = edit.site().hall(id);
    const bool enough = suffices(hall, {}, 0, need);
    const bool unconnected =
        std::ranges::any_of(hall.airHandlers, [](const AirHandler& unit) { return !unit.loop.valid(); });
    if (enough && !unconnected)
        return;
    if (unconnected) {
        const CoolantLoopId loop = airLoop(edit, id, steps.choices);
        for (AirHandler& unit : edit.change(id).airHandlers)
            unit.loop = unit.loop.valid() ? unit.loop : loop;
    }
    if (!enough)
        addHandlers(edit, id, need, steps);
}

// The losses of what feeds its fans and pumps go to the loop of the rooms.
std::set<CoolantLoopId> loopsOf(const Building& building, const Hall& hall)
{
    std::set<CoolantLoopId> loops;
    loops.insert(building.roomLoop);
    for (const AirHandler& unit : hall.airHandlers)
        loops.insert(unit.loop);
    for (const Cdu& cdu : hall.cdus)
        loops.insert(cdu.loop);
    for (const Rack& rack : hall.racks)
        loops.insert(rack.rearDoorLoop);
    loops.erase(CoolantLoopId{}); // of what is on none
    return loops;
}

// A step that cannot be done leaves the others to be done.
template <class Step>
void attempt(Steps& steps, const Step& step)
{
    try {
        step();
    } catch (const RuleError& error) {
        steps.shortages.emplace_back(error.what());
    }
}

} // namespace

Choices told(const Steps& steps)
{
    if (steps.choices.empty() && !steps.shortages.empty())
        throw RuleError(fmt::format("{}", fmt::join(steps.shortages, " ")));
    Choices told;
    for (const std::string& shortage : steps.shortages)
        told.push_back(fmt::format("{}{}", shortageMark, shortage));
    told.insert(told.end(), steps.choices.begin(), steps.choices.end());
    return told;
}

Choices coolHall(SiteEdit& edit, HallId id)
{
    const Hall& hall = edit.site().hall(id);
    if (hall.racks.empty())
        throw RuleError(fmt::format("hall {} has no racks to cool; draw its rows first.", hall.name));
    Steps steps;
    attempt(steps, [&] { coolRacksByLiquid(edit, id, steps); });
    attempt(steps, [&] { coolByDoors(edit, id, steps.choices); });
    attempt(steps, [&] { coolByAir(edit, id, steps); });
    attempt(steps, [&] { feedCoolingUnits(edit, id, steps.choices); });
    for (const CoolantLoopId loop : loopsOf(edit.site().buildingOf(id), edit.site().hall(id)))
        attempt(steps, [&] {
            const Choices resized = resizeLoop(edit, loop);
            steps.choices.insert(steps.choices.end(), resized.begin(), resized.end());
        });
    return told(steps);
}

} // namespace hallwright::design
