#include "core/model/site.h"

#include "core/model/fields.h"

#include <algorithm>
#include <stdexcept>

namespace hallwright {

namespace {

// The element with this id in a range ordered by id, or nullptr.
template <class Range, class IdType>
auto findById(const Range& range, IdType id) -> const typename Range::value_type*
{
    const auto it = std::lower_bound(range.begin(), range.end(), id,
                                     [](const auto& element, IdType wanted) { return element.id < wanted; });
    return it != range.end() && it->id == id ? &*it : nullptr;
}

} // namespace

const Rack* Hall::findRack(RackId rackId) const
{
    return findById(racks, rackId);
}

const RackType* Catalogue::find(RackTypeId id) const
{
    return findById(rackTypes, id);
}

const AirHandlerType* Catalogue::find(AirHandlerTypeId id) const
{
    return findById(airHandlerTypes, id);
}

const CduType* Catalogue::find(CduTypeId id) const
{
    return findById(cduTypes, id);
}

const PlantType* Catalogue::find(PlantTypeId id) const
{
    return findById(plantTypes, id);
}

const PowerType* Catalogue::find(PowerTypeId id) const
{
    return findById(powerTypes, id);
}

const PipeType* Catalogue::find(PipeTypeId id) const
{
    return findById(pipeTypes, id);
}

const PathwayType* Catalogue::find(PathwayTypeId id) const
{
    return findById(pathwayTypes, id);
}

const DeviceType* Catalogue::find(DeviceTypeId id) const
{
    return findById(deviceTypes, id);
}

bool Contents::operator==(const Contents& other) const
{
    return sameContent(racks, other.racks);
}

const RackContents* Contents::of(RackId rack) const
{
    const auto at = std::lower_bound(racks.begin(), racks.end(), rack,
                                     [](const auto& each, RackId wanted) { return each->id < wanted; });
    return at != racks.end() && (*at)->id == rack ? at->get() : nullptr;
}

const Record& Records::of(ObjectRef object) const
{
    static const Record none;
    const auto it = byObject.find(object);
    return it != byObject.end() ? it->second : none;
}

const PowerNode* PowerNetwork::find(PowerNodeId id) const
{
    return findById(nodes, id);
}

const CoolantLoop* CoolingNetwork::find(CoolantLoopId id) const
{
    return findById(loops, id);
}

const Pathway* PathwayNetwork::find(PathwayId id) const
{
    return findById(pathways, id);
}

double PathwayNetwork::cableLengthM(const FibreRun& run) const
{
    double routed = 0.0;
    for (const PathwayId id : run.route) {
        if (const Pathway* pathway = find(id))
            routed += pathway->lengthM();
    }
    return routed * (1.0 + run.slackFraction);
}

bool Building::operator==(const Building& other) const
{
    return equalByFields(*this, other);
}

template <class Thing, class IdType>
bool EquipmentType<Thing, IdType>::operator==(const EquipmentType& other) const
{
    return equalByFields(*this, other);
}

template struct EquipmentType<AirHandler, AirHandlerTypeId>;
template struct EquipmentType<Cdu, CduTypeId>;
template struct EquipmentType<PlantUnit, PlantTypeId>;
template struct EquipmentType<PowerNode, PowerTypeId>;
template struct EquipmentType<PipeRun, PipeTypeId>;
template struct EquipmentType<Pathway, PathwayTypeId>;

Point2 buildingToCampus(const Building& building, Point2 inBuilding)
{
    return building.originM + rotated(inBuilding, building.yawDeg);
}

Point2 campusToBuilding(const Building& building, Point2 inCampus)
{
    return rotated(inCampus - building.originM, -building.yawDeg);
}

Point2 hallToCampus(const Building& building, const Hall& hall, Point2 inHall)
{
    return buildingToCampus(building, hall.originM + inHall);
}

Point2 campusToHall(const Building& building, const Hall& hall, Point2 inCampus)
{
    return campusToBuilding(building, inCampus) - hall.originM;
}

bool Site::operator==(const Site& other) const
{
    return equalByFields(*this, other);
}

std::optional<RackRef> Site::findRack(RackId id) const
{
    for (std::size_t b = 0; b < buildings.size(); ++b) {
        const auto& halls = buildings[b]->halls;
        for (std::size_t h = 0; h < halls.size(); ++h) {
            if (const Rack* rack = halls[h]->findRack(id))
                return RackRef{b, h, static_cast<std::size_t>(rack - halls[h]->racks.data())};
        }
    }
    return std::nullopt;
}

std::optional<HallRef> Site::findHall(HallId id) const
{
    for (std::size_t b = 0; b < buildings.size(); ++b) {
        const auto& halls = buildings[b]->halls;
        for (std::size_t h = 0; h < halls.size(); ++h) {
            if (halls[h]->id == id)
                return HallRef{b, h};
        }
    }
    return std::nullopt;
}

const Building* Site::findBuilding(BuildingId id) const
{
    const auto it =
        std::find_if(buildings.begin(), buildings.end(), [id](const auto& b) { return b->id == id; });
    return it != buildings.end() ? it->get() : nullptr;
}

const Rack& Site::rack(RackId id) const
{
    const auto ref = findRack(id);
    if (!ref)
        throw std::logic_error("rack id not in this site version");
    return buildings[ref->building]->halls[ref->hall]->racks[ref->rack];
}

const Hall& Site::hallOf(RackId id) const
{
    const auto ref = findRack(id);
    if (!ref)
        throw std::logic_error("rack id not in this site version");
    return *buildings[ref->building]->halls[ref->hall];
}

const Hall& Site::hall(HallId id) const
{
    const auto ref = findHall(id);
    if (!ref)
        throw std::logic_error("hall id not in this site version");
    return *buildings[ref->building]->halls[ref->hall];
}

const Building& Site::buildingOf(HallId id) const
{
    const auto ref = findHall(id);
    if (!ref)
        throw std::logic_error("hall id not in this site version");
    return *buildings[ref->building];
}

const RackType& Site::typeOf(const Rack& rack) const
{
    const RackType* type = catalogue->find(rack.type);
    if (!type)
        throw std::logic_error("rack type not in this site's catalogue");
    return *type;
}

std::size_t Site::rackCount() const
{
    std::size_t count = 0;
    for (const auto& building : buildings) {
        for (const auto& hall : building->halls)
            count += hall->racks.size();
    }
    return count;
}

long long Site::gpuCount() const
{
    long long count = 0;
    for (const auto& building : buildings) {
        for (const auto& hall : building->halls) {
            for (const Rack& rack : hall->racks)
                count += rack.gpuCount;
        }
    }
    return count;
}

} // namespace hallwright
