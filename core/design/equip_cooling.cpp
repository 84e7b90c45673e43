#include "core/design/equip.h"

#include "core/design/air_handlers.h"
#include "core/design/building_supply.h"
#include "core/design/catalogue_types.h"
#include "core/design/cdus.h"
#include "core/design/choose_types.h"
#include "core/design/design_heat.h"
#include "core/design/nearest.h"
#include "core/design/rule_error.h"
#include "core/layout/obstacles.h"
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
// Between a hall's supply air and the water of its coils: their approach.
constexpr double leastAirOverWaterK = 3.0;
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

template <class Units>
CoolantLoopId loopOf(const Units& units)
{
    const auto found = std::ranges::find_if(units, [](const auto& unit) { return unit.loop.valid(); });
    return found != units.end() ? found->loop : CoolantLoopId{};
}

// The loop that units of this kind are on, in this hall or in another of the building.
template <auto Units>
CoolantLoopId loopInUse(const Building& building, const Hall& hall)
{
    if (const CoolantLoopId own = loopOf(hall.*Units); own.valid())
        return own;
    for (const HallPtr& other : building.halls) {
        if (const CoolantLoopId loop = loopOf((*other).*Units); loop.valid())
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

bool needsCdu(const Rack& rack)
{
    return rack.liquidShare > 0.0 && !rack.cdu.valid();
}

double liquidHeatW(const Hall& hall, const RowOfRacks& row)
{
    double heatW = 0.0;
    for (const RackId id : row.racks)
        heatW += hall.findRack(id)->powerW * hall.findRack(id)->liquidShare;
    return heatW;
}

bool hasCdu(const Hall& hall, const RowOfRacks& row)
{
    return std::ranges::any_of(row.racks, [&](RackId id) { return hall.findRack(id)->cdu.valid(); });
}

// The end of the row at which a CDU of this type has room; nothing if neither has.
std::optional<WallSide> freeEnd(const Site& site, const Hall& hall, const Row& row, const Cdu& cdu)
{
    const std::vector<Obstacle> obstacles = obstaclesIn(site, hall);
    for (const WallSide end : {WallSide::East, WallSide::West}) {
        const double x =
            end == WallSide::East ? row.area.right() + cdu.widthM / 2 : row.area.x - cdu.widthM / 2;
        const Footprint floor({x, row.area.centre().y, row.yawDeg}, cdu.widthM, cdu.depthM);
        const bool inside = floor.bounds.x >= 0.0 && floor.bounds.right() <= hall.widthM &&
                            floor.bounds.y >= 0.0 && floor.bounds.top() <= hall.depthM;
        if (inside && std::ranges::none_of(obstacles, [&](const Obstacle& obstacle) {
                return overlap(floor, obstacle.footprint);
            }))
            return end;
    }
    return std::nullopt;
}

void addCduTo(SiteEdit& edit, HallId id, const RowOfRacks& row, CoolantLoopId loop, Choices& choices)
{
    const Hall& hall = edit.site().hall(id);
    const Row& place = rowIn(hall, row.row);
    const CduType& type = leastCduType(edit.site(), liquidHeatW(hall, row) / plannedShare,
                                       fmt::format("row {} of hall {}", place.name, hall.name));
    const std::optional<WallSide> end = freeEnd(edit.site(), hall, place, type.values);
    if (!end)
        throw RuleError(
            fmt::format("row {} of hall {} has no room for {} of {:g} m at either end; move the row or "
                        "take a rack out of it.",
                        place.name, hall.name, type.name, type.values.widthM));
    const CdusReport report = addCdus(edit, id, {row}, {type.id, *end, loop});
    choices.insert(choices.end(), report.reasons.begin(), report.reasons.end());
}

void connectToCdu(SiteEdit& edit, HallId id, RackId rackId, Choices& choices)
{
    const Hall& hall = edit.site().hall(id);
    const Rack& rack = *hall.findRack(rackId);
    const Nearest<CduId> nearest = nearestCdu(edit.site(), id, rack);
    if (!nearest.id.valid())
        throw RuleError(
            fmt::format("rack {} of hall {} is liquid-cooled and stands on no row, and the hall has no "
                        "CDU; draw a row where it stands.",
                        rack.name, hall.name));
    choices.push_back(fmt::format("Rack {}: {}", rack.name, nearest.reason));
    rackIn(edit.change(id), rackId).cdu = nearest.id;
}

void coolByLiquid(SiteEdit& edit, HallId id, Choices& choices)
{
    const bool needed = std::ranges::any_of(edit.site().hall(id).racks, needsCdu);
    const bool unconnected =
        std::ranges::any_of(edit.site().hall(id).cdus, [](const Cdu& cdu) { return !cdu.loop.valid(); });
    if (!needed && !unconnected)
        return;
    const CoolantLoopId loop = liquidLoop(edit, id, choices);
    if (unconnected) {
        for (Cdu& cdu : edit.change(id).cdus)
            cdu.loop = cdu.loop.valid() ? cdu.loop : loop;
    }
    for (const RowOfRacks& row : rowsOf(edit.site().hall(id))) {
        if (liquidHeatW(edit.site().hall(id), row) > 0.0 && !hasCdu(edit.site().hall(id), row))
            addCduTo(edit, id, row, loop, choices);
    }
    std::vector<RackId> left;
    for (const Rack& rack : edit.site().hall(id).racks) {
        if (needsCdu(rack))
            left.push_back(rack.id);
    }
    for (const RackId rack : left)
        connectToCdu(edit, id, rack, choices);
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
    int more = 0;
    while (!suffices(hall, model, more, need))
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
    std::vector<UnitsAtWall> places;

    int placed() const
    {
        int sum = 0;
        for (const UnitsAtWall& at : places)
            sum += at.count;
        return sum;
    }
};

// Fan walls on a slab and CRAHs on a raised floor, else the other; of those that find room the least capacity in all.
HandlersChoice chooseHandlers(const Site& site, const Hall& hall, const AirNeed& need)
{
    const AirHandlerKind usual =
        hall.floor == FloorKind::RaisedFloor ? AirHandlerKind::Crah : AirHandlerKind::FanWall;
    HandlersChoice best, nearest;
    for (const AirHandlerType& type : site.catalogue->airHandlerTypes) {
        if (type.values.heightM > hall.ceilingHeightM)
            continue;
        const int count = handlersNeeded(hall, type.values, need);
        HandlersChoice choice{&type, count, placesFor(site, hall.id, type.id, count, wallsOf(hall))};
        if (choice.placed() < count) {
            if (!nearest.type || count - choice.placed() < nearest.count - nearest.placed())
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
        throw RuleError(
            fmt::format("the catalogue has no air handler that stands under the ceiling of hall {}, "
                        "{:g} m high; add such a type.",
                        hall.name, hall.ceilingHeightM));
    throw RuleError(fmt::format("hall {} needs {} of {} for the {} that its racks give to the air, but "
                                "its walls have room for {}; keep its walls clear or widen the hall.",
                                hall.name, counted(static_cast<std::size_t>(nearest.count), "unit"),
                                nearest.type->name, kilowatts(rackHeatToAirW(site, hall), 0),
                                nearest.placed()));
}

void coolByAir(SiteEdit& edit, HallId id, Choices& choices)
{
    const AirNeed need = airNeedOf(edit.site(), edit.site().hall(id));
    const Hall& hall = edit.site().hall(id);
    const bool enough = suffices(hall, {}, 0, need);
    const bool unconnected =
        std::ranges::any_of(hall.airHandlers, [](const AirHandler& unit) { return !unit.loop.valid(); });
    if (enough && !unconnected)
        return;
    const CoolantLoopId loop = airLoop(edit, id, choices);
    if (unconnected) {
        for (AirHandler& unit : edit.change(id).airHandlers)
            unit.loop = unit.loop.valid() ? unit.loop : loop;
    }
    if (enough)
        return;
    const HandlersChoice choice = chooseHandlers(edit.site(), edit.site().hall(id), need);
    choices.push_back(fmt::format("Hall {} gets {} of {}: with one out of service they take {} and "
                                  "move the {:.1f} m³/s that its racks draw in warm air.",
                                  edit.site().hall(id).name,
                                  counted(static_cast<std::size_t>(choice.count), "unit"), choice.type->name,
                                  kilowatts(need.heatW, 0), need.airflowM3s));
    const AirHandlerTypeId type = choice.type->id;
    for (const UnitsAtWall& at : choice.places) {
        const HandlersReport placed = placeAirHandlers(edit, id, {type, at.wall, at.count, loop});
        choices.insert(choices.end(), placed.reasons.begin(), placed.reasons.end());
    }
}

// The losses of what feeds its fans and pumps go to the loop of the rooms.
std::set<CoolantLoopId> loopsOf(const Building& building, const Hall& hall)
{
    std::set<CoolantLoopId> loops;
    if (building.roomLoop.valid())
        loops.insert(building.roomLoop);
    for (const AirHandler& unit : hall.airHandlers)
        loops.insert(unit.loop);
    for (const Cdu& cdu : hall.cdus)
        loops.insert(cdu.loop);
    for (const Rack& rack : hall.racks) {
        if (rack.rearDoorLoop.valid())
            loops.insert(rack.rearDoorLoop);
    }
    return loops;
}

} // namespace

Choices coolHall(SiteEdit& edit, HallId id)
{
    const Hall& hall = edit.site().hall(id);
    if (hall.racks.empty())
        throw RuleError(fmt::format("hall {} has no racks to cool; draw its rows first.", hall.name));
    Choices choices;
    coolByLiquid(edit, id, choices);
    coolByDoors(edit, id, choices);
    coolByAir(edit, id, choices);
    feedCoolingUnits(edit, id, choices);
    for (const CoolantLoopId loop : loopsOf(edit.site().buildingOf(id), edit.site().hall(id))) {
        const Choices resized = resizeLoop(edit, loop);
        choices.insert(choices.end(), resized.begin(), resized.end());
    }
    return choices;
}

} // namespace hallwright::design
