#include "core/simulation/campus_networks.h"

#include <algorithm>

namespace hallwright {

CampusNetworks::CampusNetworks(const Site& site)
    : power_(site.power), cooling_(site.cooling),
      chain_(*site.power), paths_{chain_.pathsWithout(), chain_.pathsWithout(nodesOf(FeedSide::A)),
                                  chain_.pathsWithout(nodesOf(FeedSide::B))}
{
    for (const BuildingPtr& building : site.buildings)
        buildings_.push_back(building->id);
    nodeBuilding_.reserve(power_->nodes.size());
    for (const PowerNode& node : power_->nodes)
        nodeBuilding_.push_back(buildingIndex(node.building));

    for (std::size_t i = 0; i < cooling_->loops.size(); ++i)
        loops_.emplace(cooling_->loops[i].id, i);
    loopPlant_.resize(cooling_->loops.size());
    loopPlantIndex_.resize(cooling_->loops.size());
    pumpFeed_.resize(cooling_->loops.size());
    for (std::size_t u = 0; u < cooling_->plant.size(); ++u) {
        const PlantUnit& unit = cooling_->plant[u];
        const auto loop = loopIndex(unit.loop);
        if (!loop)
            continue;
        loopPlant_[*loop].push_back(&unit);
        loopPlantIndex_[*loop].push_back(u);
        if (!pumpFeed_[*loop].valid())
            pumpFeed_[*loop] = unit.feed;
    }
}

std::vector<char> CampusNetworks::nodesOf(FeedSide side) const
{
    std::vector<char> of;
    of.reserve(power_->nodes.size());
    for (const PowerNode& node : power_->nodes)
        of.push_back(node.side == side);
    return of;
}

bool CampusNetworks::serve(const Site& site) const
{
    return site.power == power_ && site.cooling == cooling_ &&
           std::equal(site.buildings.begin(), site.buildings.end(), buildings_.begin(), buildings_.end(),
                      [](const BuildingPtr& building, BuildingId id) { return building->id == id; });
}

std::size_t CampusNetworks::buildingIndex(BuildingId id) const
{
    const auto it = std::find(buildings_.begin(), buildings_.end(), id);
    return it != buildings_.end() ? static_cast<std::size_t>(it - buildings_.begin()) : none;
}

std::optional<std::size_t> CampusNetworks::loopIndex(CoolantLoopId id) const
{
    const auto it = loops_.find(id);
    return it != loops_.end() ? std::optional(it->second) : std::nullopt;
}

} // namespace hallwright
