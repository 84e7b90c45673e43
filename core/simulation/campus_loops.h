// The campus' coolant loops made ready for solving: what stands on each, in which order, and the network of its pipes.
#pragma once

#include "core/physics/coolant_properties.h"
#include "core/simulation/loop_network.h"
#include "core/simulation/loop_result.h"

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace hallwright {

class CampusLoops
{
public:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    // Networks of `previous` whose equipment is the same are kept.
    explicit CampusLoops(const Site& site, const CampusLoops* previous = nullptr);

    // Whether these are still the loops of this version: the same network, and the same equipment in the same places.
    bool serve(const Site& site) const;

    struct Loop {
        std::vector<LoopConnection> connections; // terminals, the rooms last
        std::vector<LoopConnection> plant; // units that take the loop's heat, towers behind chillers left out
        std::vector<const PlantUnit*> units; // all of them, as plantIndex
        std::vector<std::size_t> plantIndex; // in cooling->plant
        std::vector<std::size_t> inPlant;    // position of plant[i] in units
        std::shared_ptr<const LoopNetwork> network;
        CoolantProperties coolant; // at the set point
        double designRangeK = 0.0;
        double waterM3 = 0.0; // in pipes and buffer tank
        PowerNodeId pumpFeed;
    };
    std::size_t size() const { return loops_.size(); }
    const Loop& operator[](std::size_t loop) const { return loops_[loop]; }
    std::size_t indexOf(CoolantLoopId id) const; // none if there is no such loop

    // Where a hall's demand goes: HallResult::demands in order, on the loops that exist.
    struct Slot {
        std::size_t loop = 0;
        std::size_t terminal = 0; // in Loop::connections
    };
    std::span<const Slot> slotsOf(std::size_t hall) const { return slots_[hall]; }

    // The loop whose water cools what this power node gives off; none outdoors, in a hall or where the building names none.
    std::size_t roomLoopOfNode(std::size_t node) const { return nodeRoom_[node]; }
    // The hall, counted over all buildings, whose air it warms; none of a node elsewhere, or in a hall without air handlers.
    std::size_t hallOfNode(std::size_t node) const { return nodeHall_[node]; }
    std::size_t roomLoopOfBuilding(std::size_t building) const { return buildingRoom_[building]; }

    // The loops that a hall's equipment names, for its inputs.
    std::span<const std::size_t> loopsOfHall(std::size_t hall) const { return hallLoops_[hall]; }

private:
    void connectHall(const Site& site, const Building& building, const Hall& hall);
    void connectRooms(const Site& site);
    void connectPlant(std::span<const std::vector<const PipeRun*>> pipes); // of each loop
    void findRooms(const Site& site);

    std::shared_ptr<const Catalogue> catalogue_;
    std::shared_ptr<const CoolingNetwork> cooling_;
    std::shared_ptr<const PowerNetwork> power_;
    std::vector<BuildingPtr> buildings_;
    std::vector<Loop> loops_;
    std::unordered_map<CoolantLoopId, std::size_t> index_;
    std::vector<std::vector<Slot>> slots_;
    std::vector<std::vector<std::size_t>> hallLoops_;
    std::vector<std::size_t> nodeRoom_;
    std::vector<std::size_t> nodeHall_;
    std::vector<std::size_t> buildingRoom_;
};

// The loops of a hall's rear doors, each once, in the order of their first rack; those whose type has no door left out.
std::vector<CoolantLoopId> rearDoorLoopsOf(const Hall& hall, const Catalogue& catalogue);

} // namespace hallwright
