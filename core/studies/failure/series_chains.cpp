#include "core/studies/failure/series_chains.h"

#include <cstddef>
#include <ranges>

namespace hallwright {

namespace {

// Per node: what draws on it, nodes and all else.
std::vector<std::size_t> drawnOnBy(const Site& site, const PowerChain& chain)
{
    std::vector<std::size_t> count(chain.size(), 0);
    const auto add = [&](PowerNodeId feed) {
        if (const std::uint32_t node = chain.positionOf(feed); node != noPowerNode)
            ++count[node];
    };
    for (std::size_t i = 0; i < chain.size(); ++i) {
        for (const std::uint32_t feeder : chain.feeders(i))
            ++count[feeder];
    }
    for (const BuildingPtr& building : site.buildings) {
        add(building->otherFeed);
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                add(rack.feedA);
                add(rack.feedB);
            }
            for (const AirHandler& unit : hall->airHandlers)
                add(unit.feed);
            for (const Cdu& unit : hall->cdus)
                add(unit.feed);
        }
    }
    for (const PlantUnit& unit : site.cooling->plant)
        add(unit.feed);
    for (const CoolantLoop& loop : site.cooling->loops)
        add(loop.pumpFeed);
    return count;
}

bool carriesOn(const PowerNode& node)
{
    return isSource(node.kind) || node.kind == PowerNodeKind::Ups || node.storedJ > 0.0;
}

} // namespace

std::vector<std::uint32_t> firstInSeries(const Site& site, const PowerChain& chain)
{
    const std::vector<std::size_t> drawn = drawnOnBy(site, chain);
    std::vector<std::uint32_t> first(chain.size());
    for (const std::uint32_t node : std::views::reverse(chain.order())) { // those that feed it before it
        first[node] = node;
        const auto feeders = chain.feeders(node);
        if (feeders.size() == 1 && drawn[feeders[0]] == 1 && !carriesOn(site.power->nodes[node]))
            first[node] = first[feeders[0]];
    }
    return first;
}

} // namespace hallwright
