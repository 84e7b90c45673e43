#include "core/studies/failure/stored_site.h"

#include <algorithm>

namespace hallwright {

namespace {

double energyOf(const PowerNode& node, const FailureOptions& options)
{
    if (node.storedJ > 0.0)
        return node.storedJ;
    return node.kind == PowerNodeKind::Ups ? node.ratedW * options.upsStoredS : 0.0;
}

// Behind the UPS, and asked for only when all else that feeds it is dead: its losses are those of the UPS.
PowerNode batteryBehind(const PowerNode& node, PowerNodeId id)
{
    PowerNode battery;
    battery.id = id;
    battery.name = node.name;
    battery.kind = PowerNodeKind::Battery;
    battery.side = node.side;
    battery.building = node.building;
    battery.standby = true;
    return battery;
}

} // namespace

StoredSite withStores(const SitePtr& site, const FailureOptions& options)
{
    StoredSite stored;
    auto network = std::make_shared<PowerNetwork>(*site->power);
    const std::size_t count = network->nodes.size();
    std::int64_t last = count > 0 ? network->nodes.back().id.value : 0;
    network->nodes.reserve(2 * count + 1);
    for (std::size_t i = 0; i < count; ++i) {
        const double energyJ = energyOf(network->nodes[i], options);
        if (!(energyJ > 0.0))
            continue;
        if (network->nodes[i].kind == PowerNodeKind::Battery) {
            stored.stores.push_back(
                {network->nodes[i].id, network->nodes[i].id, energyJ, network->nodes[i].ratedW});
            continue;
        }
        const PowerNodeId source{++last};
        network->nodes[i].fedBy.push_back(source);
        network->nodes.push_back(batteryBehind(network->nodes[i], source));
        stored.stores.push_back({network->nodes[i].id, source, energyJ, network->nodes[i].ratedW});
    }
    PowerNode dead;
    dead.id = {++last};
    dead.kind = PowerNodeKind::Busway;
    network->nodes.push_back(dead);
    stored.dead = dead.id;
    auto next = std::make_shared<Site>(*site);
    next->power = std::move(network);
    stored.site = std::move(next);
    return stored;
}

SitePtr withRacksDown(const StoredSite& stored, const RacksDown& down)
{
    auto next = std::make_shared<Site>(*stored.site);
    std::size_t at = 0;
    for (BuildingPtr& building : next->buildings) {
        std::shared_ptr<Building> changed;
        for (std::size_t h = 0; h < building->halls.size(); ++h, ++at) {
            if (std::find(down[at].begin(), down[at].end(), 1) == down[at].end())
                continue;
            if (!changed)
                changed = std::make_shared<Building>(*building);
            auto hall = std::make_shared<Hall>(*building->halls[h]);
            for (std::size_t i = 0; i < hall->racks.size(); ++i) {
                if (down[at][i] == 0)
                    continue;
                hall->racks[i].feedA = stored.dead;
                hall->racks[i].feedB = {};
            }
            changed->halls[h] = std::move(hall);
        }
        if (changed)
            building = std::move(changed);
    }
    return next;
}

} // namespace hallwright
