#include "core/studies/capacity/capacity_unlocks.h"

#include "core/design/by_hand.h"
#include "core/design/enlarge_power.h"
#include "core/layout/rows.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/physics/floor_load.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace hallwright {

namespace {

// The positions that one thing keeps empty.
struct Blocked {
    Blocker blocker;
    std::vector<const PositionCapacity*> positions;
};

// What keeps the most positions empty first.
std::vector<Blocked> blockedBy(const Capacity& capacity)
{
    std::vector<Blocked> all;
    for (const PositionCapacity& position : capacity.positions) {
        if (!position.blocker)
            continue;
        const auto same = std::ranges::find_if(
            all, [&](const Blocked& each) { return each.blocker.isSame(*position.blocker); });
        if (same != all.end())
            same->positions.push_back(&position);
        else
            all.push_back({*position.blocker, {&position}});
    }
    std::ranges::stable_sort(all, std::greater(), [](const Blocked& each) { return each.positions.size(); });
    return all;
}

// What is asked of everything once the racks it keeps out stand there.
struct Demand {
    CheckedVersion with;

    // How much more than its limit the rule finds, at the worst; 1 where it finds nothing.
    double shareOf(std::string_view rule, ObjectRef subject) const
    {
        double share = 1.0;
        for (const Finding* finding : with.findings->open) {
            if (finding->rule == rule && finding->subject == subject && finding->value && finding->limit &&
                *finding->limit > 0.0)
                share = std::max(share, *finding->value / *finding->limit);
        }
        return share;
    }
};

Demand demandOf(const Capacity& capacity, const Blocked& blocked)
{
    SiteEdit edit(capacity.filled.site);
    for (const PositionCapacity* position : blocked.positions)
        placeRack(edit, position->hall, capacity.question.type, position->position);
    return {checkedVersion(edit.done(), capacity.filled.snapshot->conditions, &capacity.filled)};
}

// A little more than is asked for, as equipment is bought: a power to the next 50 kW, anything else by whole percents.
double rounded(double valueW)
{
    constexpr double stepW = 50e3;
    return std::ceil(valueW / stepW) * stepW;
}

double roundedShare(double share)
{
    return std::ceil(100.0 * share) / 100.0;
}

// All nodes of the blocker's kind that the racks overload: of a pair on two sides either binds when the other is enlarged.
std::string enlargeNodes(SiteEdit& edit, const Blocked& blocked, const Demand& demand)
{
    std::vector<design::PowerLoad> loads;
    const std::vector<PowerNode>& nodes = edit.site().power->nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const PowerNodeResult& asked = demand.with.snapshot->powerNodes[i];
        const double neededW = std::max(asked.outputW, asked.outputOtherSideLostW);
        if (resourceOf(nodes[i].kind) == blocked.blocker.resource && neededW > nodes[i].ratedW)
            loads.push_back({nodes[i].id, neededW});
    }
    return fmt::format("{}", fmt::join(design::enlargePower(edit, loads).choices, " "));
}

// As far from the row's end as another row of the hall has its own; one of the hall's last type, or the catalogue's.
std::string addCdu(SiteEdit& edit, const Blocked& blocked)
{
    const PositionCapacity& at = *blocked.positions.front();
    const Hall& hall = edit.site().hall(at.hall);
    const auto row = std::ranges::find(hall.rows, at.row, &Row::id);
    const CduType* type = nullptr;
    std::optional<Pose> pose;
    for (const Cdu& cdu : hall.cdus) {
        const CduType* its = edit.site().catalogue->find(cdu.type);
        type = its ? its : type;
        for (const Row& other : hall.rows) {
            const Point2 off = cdu.pose.position() - other.area.centre();
            if (std::abs(off.y) <= other.area.depth / 2 && other.area.width >= other.area.depth &&
                row->area.width >= row->area.depth) {
                const double alongM = off.x > 0 ? cdu.pose.x - other.area.right() : cdu.pose.x - other.area.x;
                pose = Pose{(off.x > 0 ? row->area.right() : row->area.x) + alongM,
                            row->area.centre().y + off.y, row->yawDeg};
            }
        }
    }
    if (!type && !edit.site().catalogue->cduTypes.empty() && !hall.cdus.empty())
        type = &edit.site().catalogue->cduTypes.front();
    if (!type || !pose)
        return {};
    const std::string name = type->name, rowName = row->name, hallName = hall.name;
    design::putCdu(edit, at.hall, type->id, *pose);
    return fmt::format("Put a {} at the end of row {} of {}.", name, rowName, hallName);
}

std::string enlargeCdu(SiteEdit& edit, CduId id, const Demand& demand)
{
    const ObjectRef ref = refTo(id);
    const double share =
        roundedShare(std::max(demand.shareOf("cdu-capacity", ref), demand.shareOf("cdu-flow", ref)));
    Cdu& cdu = edit.change(id);
    cdu.capacityW *= share;
    cdu.flowM3s *= share;
    cdu.facilityFlowM3s *= share;
    cdu.pumpPowerW *= share;
    return fmt::format("Enlarge {} to {}.", cdu.name, kilowatts(cdu.capacityW, 0));
}

std::string enlargeAir(SiteEdit& edit, HallId id, const Demand& demand)
{
    const ObjectRef ref = refTo(id);
    const double share =
        roundedShare(std::max(demand.shareOf("air-cooling-capacity", ref), demand.shareOf("air-flow", ref)));
    if (share <= 1.0)
        return {};
    Hall& hall = edit.change(id);
    for (AirHandler& unit : hall.airHandlers) {
        unit.capacityW *= share;
        unit.airflowM3s *= share;
        unit.fanPowerW *= share;
    }
    return fmt::format("Give {} {:.0f} % more air handling.", hall.name, 100.0 * (share - 1.0));
}

std::string enlargePlant(SiteEdit& edit, CoolantLoopId id, const Demand& demand)
{
    const auto& loops = edit.site().cooling->loops;
    const auto at = std::ranges::find(loops, id, &CoolantLoop::id);
    if (at == loops.end())
        return {};
    const LoopResult& asked = demand.with.snapshot->loops[static_cast<std::size_t>(at - loops.begin())];
    const double heatW = asked.heatW - asked.reusedHeatW; // as the rule holds it
    if (asked.plantCapacityW <= 0.0 || heatW <= asked.plantCapacityW)
        return {};
    const std::string name = at->name;
    const double share = roundedShare(heatW / asked.plantCapacityW);
    std::vector<PlantUnitId> units;
    for (const PlantUnit& unit : edit.site().cooling->plant) {
        if (unit.loop == id)
            units.push_back(unit.id);
    }
    for (const PlantUnitId unit : units) {
        edit.change(unit).capacityW *= share;
        edit.change(unit).ratedPowerW *= share;
    }
    return fmt::format("Give {} {} more heat rejection.", name,
                       kilowatts((share - 1.0) * asked.plantCapacityW, 0));
}

std::string raiseFloor(SiteEdit& edit, const Capacity& capacity, HallId id)
{
    const RackType& type = *edit.site().catalogue->find(capacity.question.type);
    Hall& hall = edit.change(id);
    hall.floorRatingPa = std::ceil(floorLoadPa(type.massKg, type.widthM, type.depthM) / 100.0) * 100.0;
    return fmt::format("Strengthen the floor of {} to {:.1f} kN/m².", hall.name, hall.floorRatingPa / 1e3);
}

std::string raiseSupply(SiteEdit& edit, BuildingId id, const Demand& demand)
{
    const BuildingResult* asked = demand.with.snapshot->buildingResult(id);
    if (!asked || asked->facilityPowerW <= asked->capacityW)
        return {};
    Building& building = edit.change(id);
    building.capacityW = rounded(asked->facilityPowerW);
    return fmt::format("Raise the supply of {} to {}.", building.name, kilowatts(building.capacityW, 0));
}

// The change that lifts it, as a sentence; empty where none is known.
std::string lift(SiteEdit& edit, const Capacity& capacity, const Blocked& blocked)
{
    const Blocker& by = blocked.blocker;
    const Demand demand = demandOf(capacity, blocked);
    switch (by.object.kind) {
    case ObjectKind::PowerNode:
        return enlargeNodes(edit, blocked, demand);
    case ObjectKind::Cdu:
        return enlargeCdu(edit, idIn<CduId>(by.object), demand);
    case ObjectKind::CoolantLoop:
        return enlargePlant(edit, idIn<CoolantLoopId>(by.object), demand);
    case ObjectKind::Building:
        return raiseSupply(edit, idIn<BuildingId>(by.object), demand);
    case ObjectKind::Row:
        return by.rule == "coolant" ? addCdu(edit, blocked) : std::string();
    case ObjectKind::Hall:
        if (by.resource == CapacityResource::FloorLoad)
            return raiseFloor(edit, capacity, idIn<HallId>(by.object));
        return by.resource == CapacityResource::Air ? enlargeAir(edit, idIn<HallId>(by.object), demand)
                                                    : std::string();
    default:
        return {};
    }
}

} // namespace

std::vector<CapacityUnlock> unlocksOf(const Capacity& capacity, std::size_t most, const std::stop_token& stop)
{
    std::vector<CapacityUnlock> unlocks;
    const double rackW = capacity.asked.site->catalogue->find(capacity.question.type)->powerW;
    std::vector<Blocked> all = blockedBy(capacity);
    all.resize(std::min(all.size(), most));
    for (const Blocked& blocked : all) {
        if (stop.stop_requested())
            break;
        SiteEdit edit(capacity.asked.site);
        CapacityUnlock unlock;
        unlock.lifted = blocked.blocker;
        unlock.change = lift(edit, capacity, blocked);
        if (unlock.change.empty())
            continue;
        unlock.site = edit.done();
        CapacityQuestion again = capacity.question;
        again.load = CapacityLoad::Evaluated; // nameplates are the loads of this version already
        const CapacityPtr then =
            capacityOf(unlock.site, capacity.asked.snapshot->conditions, again, &capacity);
        if (then->fits() <= capacity.fits())
            continue;
        unlock.racks = then->fits() - capacity.fits();
        unlock.powerW = static_cast<double>(unlock.racks) * rackW;
        unlock.next = then->whole().binding;
        unlocks.push_back(std::move(unlock));
    }
    std::ranges::stable_sort(unlocks, std::greater(), &CapacityUnlock::powerW);
    return unlocks;
}

std::vector<const CapacityUnlock*> unlocksAt(const Capacity& capacity,
                                             const std::vector<CapacityUnlock>& unlocks, ObjectRef place)
{
    std::vector<const CapacityUnlock*> there;
    for (const CapacityUnlock& unlock : unlocks) {
        if (std::ranges::any_of(capacity.positions, [&](const PositionCapacity& position) {
                return position.isIn(place) && position.blocker && position.blocker->isSame(unlock.lifted);
            }))
            there.push_back(&unlock);
    }
    return there;
}

} // namespace hallwright
