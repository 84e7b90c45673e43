// The campus' power and cooling networks, indexed once and used for every evaluation of sites that share
// them.
#pragma once

#include "core/model/site.h"
#include "core/physics/power_chain.h"

#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace hallwright {

class CampusNetworks
{
public:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    explicit CampusNetworks(const Site& site);

    // Whether these are still the networks, and the buildings in their order, of this version.
    bool serve(const Site& site) const;

    const PowerChain& chain() const { return chain_; }
    // Which way power takes with all nodes in service but those of one side; FeedSide::None: with all.
    const PowerPaths& pathsWithout(FeedSide side) const { return paths_[static_cast<std::size_t>(side)]; }
    std::vector<char> nodesOf(FeedSide side) const; // per power node: whether it is of that side
    std::size_t buildingOfNode(std::size_t node) const { return nodeBuilding_[node]; } // position, or none
    std::size_t buildingIndex(BuildingId id) const;                                    // position, or none
    std::optional<std::size_t> loopIndex(CoolantLoopId id) const;
    const std::vector<const PlantUnit*>& plantOf(std::size_t loop) const { return loopPlant_[loop]; }
    const std::vector<std::size_t>& plantIndicesOf(std::size_t loop) const { return loopPlantIndex_[loop]; }
    // Where a loop's pumps are fed: the first of its plant units that has a feed. None without one.
    PowerNodeId pumpFeed(std::size_t loop) const { return pumpFeed_[loop]; }

private:
    std::shared_ptr<const PowerNetwork> power_;
    std::shared_ptr<const CoolingNetwork> cooling_;
    std::vector<BuildingId> buildings_;
    PowerChain chain_;
    std::array<PowerPaths, 3> paths_; // by FeedSide
    std::vector<std::size_t> nodeBuilding_;
    std::unordered_map<CoolantLoopId, std::size_t> loops_;
    std::vector<std::vector<const PlantUnit*>> loopPlant_;
    std::vector<std::vector<std::size_t>> loopPlantIndex_;
    std::vector<PowerNodeId> pumpFeed_;
};

} // namespace hallwright
