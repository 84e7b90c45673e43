#include "app/gui/selection.h"

#include <algorithm>

namespace hallwright::app {

namespace {

template <class Part, class Id>
const Part* partOf(const std::vector<Part>& parts, Id id)
{
    const auto it =
        std::find_if(parts.begin(), parts.end(), [id](const Part& part) { return part.id == id; });
    return it != parts.end() ? &*it : nullptr;
}

template <class Member, class Id>
std::optional<HallId> hallWith(const Site& site, Member member, Id id)
{
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            if (partOf((*hall).*member, id))
                return hall->id;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<HallId> hallOf(const Site& site, const ObjectRef& equipment)
{
    const auto outside = [](const auto* part) { return part ? std::optional(HallId{}) : std::nullopt; };
    switch (equipment.kind) {
    case ObjectKind::PowerNode: {
        const PowerNode* node = site.power->find(PowerNodeId{equipment.id});
        return node ? std::optional(node->hall) : std::nullopt;
    }
    case ObjectKind::CoolantLoop:
        return outside(site.cooling->find(CoolantLoopId{equipment.id}));
    case ObjectKind::PlantUnit:
        return outside(partOf(site.cooling->plant, PlantUnitId{equipment.id}));
    case ObjectKind::AirHandler:
        return hallWith(site, &Hall::airHandlers, AirHandlerId{equipment.id});
    case ObjectKind::Cdu:
        return hallWith(site, &Hall::cdus, CduId{equipment.id});
    default:
        break;
    }
    return std::nullopt;
}

void Selection::selectRack(const Site& site, RackId id)
{
    if (id.valid() && site.findRack(id))
        set(id, site.hallOf(id).id);
    else
        set({}, hall_);
}

void Selection::selectHall(HallId id)
{
    set({}, id);
}

void Selection::selectEquipment(const Site& site, const ObjectRef& equipment)
{
    const auto hall = hallOf(site, equipment);
    set({}, hall && hall->valid() ? *hall : hall_, hall ? equipment : ObjectRef{});
}

void Selection::keepWithin(const Site* site)
{
    const bool rackStays = site && rack_.valid() && site->findRack(rack_);
    const bool hallStays = site && hall_.valid() && site->findHall(hall_);
    const bool equipmentStays = site && hallOf(*site, equipment_);
    set(rackStays ? rack_ : RackId{}, hallStays ? hall_ : HallId{},
        equipmentStays ? equipment_ : ObjectRef{});
}

void Selection::set(RackId rack, HallId hall, const ObjectRef& equipment)
{
    if (rack == rack_ && hall == hall_ && equipment == equipment_)
        return;
    rack_ = rack;
    hall_ = hall;
    equipment_ = equipment;
    emit changed();
}

} // namespace hallwright::app
