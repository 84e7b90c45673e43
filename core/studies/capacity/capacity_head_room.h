// What is left of each resource at a place, as an evaluation found it.
#pragma once

#include "core/simulation/snapshot.h"
#include "core/studies/capacity/capacity_resource.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hallwright {

struct HeadRoom {
    CapacityResource resource = CapacityResource::Space;
    std::optional<double> used{};  // none: not known
    std::optional<double> limit{}; // none: not known
    std::string_view unit{};       // of both, in SI; "positions" and "ports" are counts
    std::size_t objects = 0;       // that the sums are over
    ObjectRef tightest{};          // of them, the one with the least left

    // None where either is not known. Negative where the limit is exceeded.
    std::optional<double> left() const
    {
        return used && limit ? std::optional(*limit - *used) : std::nullopt;
    }
};

// Of one site and rack type, place by place. Refers to the snapshot.
class HeadRooms
{
public:
    HeadRooms(const Snapshot& snapshot, const RackType& type);

    // In the order of the resources; those that a place has nothing of are left out. Power with either side lost: a side's
    // nodes against what they would carry then. Of shared equipment all counts that the place hangs on, whoever else does.
    std::vector<HeadRoom> ofRow(std::size_t hall,
                                std::size_t row) const; // positions in Snapshot::halls, Hall::rows
    std::vector<HeadRoom>
    ofHalls(const std::vector<std::size_t>& halls) const; // of a hall, a building, the campus

    // What the feeds of a row or of halls bring to racks, with either side lost: the most that their ratings let through, up to
    // the sources [W].
    double designOfRowW(std::size_t hall, std::size_t row) const;
    double designOfHallsW(const std::vector<std::size_t>& halls) const;

private:
    using Nodes = std::vector<std::uint32_t>; // positions in the network, ascending, each once

    void findFeeds();
    Nodes upstreamOf(const Nodes& feeds) const;
    double designW(const Nodes& feeds) const;
    double deliveredW(const Nodes& feeds, FeedSide lost) const;
    void addPower(const Nodes& feeds, std::vector<HeadRoom>& rooms) const;
    void addAir(const std::vector<std::size_t>& halls, std::vector<HeadRoom>& rooms) const;
    void addCdus(const std::vector<const Cdu*>& cdus, const std::vector<const CduResult*>& results,
                 std::vector<HeadRoom>& rooms) const;
    void addLoops(const std::vector<std::size_t>& halls, std::vector<HeadRoom>& rooms) const;
    void addFloor(const std::vector<std::size_t>& halls, std::vector<HeadRoom>& rooms) const;
    void addNetwork(const std::vector<std::size_t>& halls, std::vector<HeadRoom>& rooms) const;
    std::optional<HeadRoom> nodesRoom(CapacityResource resource, const Nodes& nodes) const;
    double usedW(std::uint32_t node) const;
    double leftW(std::uint32_t node) const;

    const Snapshot& snapshot_;
    const RackType& type_;
    std::vector<std::vector<Nodes>> feedsOfRows_; // by hall and row
    std::vector<Nodes> feedsOfHalls_;
    std::vector<Nodes> feeders_; // of each node
};

} // namespace hallwright
