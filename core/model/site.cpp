#include "core/model/site.h"

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

template <class T>
bool samePointees(const std::vector<std::shared_ptr<const T>>& a,
                  const std::vector<std::shared_ptr<const T>>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return x == y || *x == *y; });
}

template <class T>
bool samePointee(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b)
{
    return a == b || *a == *b;
}

} // namespace

double wetBulbAt(const SiteInfo& info, double outdoorC)
{
    const double depressionK = std::max(info.outdoorC - info.wetBulbC, 0.0);
    return outdoorC - depressionK;
}

const Rack* Hall::findRack(RackId rackId) const
{
    return findById(racks, rackId);
}

const RackType* RackCatalogue::find(RackTypeId id) const
{
    return findById(types, id);
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

bool Building::operator==(const Building& o) const
{
    return id == o.id && name == o.name && originM == o.originM && yawDeg == o.yawDeg && widthM == o.widthM &&
           depthM == o.depthM && heightM == o.heightM && capacityW == o.capacityW &&
           otherPowerW == o.otherPowerW && rooms == o.rooms && samePointees(halls, o.halls);
}

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

Site::Site()
    : catalogue(std::make_shared<RackCatalogue>()), power(std::make_shared<PowerNetwork>()),
      cooling(std::make_shared<CoolingNetwork>()), pathways(std::make_shared<PathwayNetwork>())
{
}

bool Site::operator==(const Site& o) const
{
    return info == o.info && samePointee(catalogue, o.catalogue) && samePointees(buildings, o.buildings) &&
           samePointee(power, o.power) && samePointee(cooling, o.cooling) &&
           samePointee(pathways, o.pathways);
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
