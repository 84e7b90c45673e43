#include "core/simulation/snapshot.h"

#include <algorithm>

namespace hallwright {

const HallResult* Snapshot::hallResult(HallId id) const
{
    const auto it =
        std::find_if(halls.begin(), halls.end(), [id](const auto& h) { return h->hall->id == id; });
    return it != halls.end() ? it->get() : nullptr;
}

const RackResult* Snapshot::rackResult(RackId id) const
{
    for (const HallResultPtr& result : halls) {
        if (const Rack* rack = result->hall->findRack(id))
            return &result->racks[static_cast<std::size_t>(rack - result->hall->racks.data())];
    }
    return nullptr;
}

const BuildingResult* Snapshot::buildingResult(BuildingId id) const
{
    const auto it =
        std::find_if(buildings.begin(), buildings.end(), [id](const auto& b) { return b.id == id; });
    return it != buildings.end() ? &*it : nullptr;
}

} // namespace hallwright
