#include "views/diagrams/power_groups.h"

#include "views/shared/format.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace hallwright::diagrams {

namespace {

QString counted(std::size_t count, const char* one, const char* many)
{
    return style::formatCount(static_cast<long long>(count)) + QLatin1Char(' ') +
           QString::fromUtf8(count == 1 ? one : many);
}

QString plantName(PlantKind kind, std::size_t count)
{
    switch (kind) {
    case PlantKind::AirCooledChiller:
    case PlantKind::WaterCooledChiller:
        return counted(count, "chiller", "chillers");
    case PlantKind::DryCooler:
        return counted(count, "dry cooler", "dry coolers");
    case PlantKind::CoolingTower:
        return counted(count, "tower", "towers");
    case PlantKind::WatersideEconomiser:
        return counted(count, "economiser", "economisers");
    }
    return {};
}

QString loadName(const GroupedLoad& load, const Site& site)
{
    switch (load.kind) {
    case LoadKind::Racks:
        return counted(load.members.size(), "rack", "racks");
    case LoadKind::AirHandlers:
        return counted(load.members.size(), "air handler", "air handlers");
    case LoadKind::Cdus:
        return counted(load.members.size(), "CDU", "CDUs");
    case LoadKind::Plant:
        return plantName(site.cooling->plant[load.members.front()].kind, load.members.size());
    case LoadKind::Pumps:
        return QStringLiteral("Loop pumps");
    case LoadKind::Services:
        return QStringLiteral("House services");
    }
    return {};
}

// Gathers equipment that is fed alike into one load.
class LoadCollector
{
public:
    LoadCollector(const Site& site, const PowerGroups& groups, std::vector<GroupedLoad>& loads)
        : site_(site), groups_(groups), loads_(loads)
    {
    }

    void add(LoadKind kind, int part, PowerPlace place, std::size_t hall, DiagramElement element,
             std::size_t member, PowerNodeId feedA, PowerNodeId feedB = {})
    {
        std::vector<std::size_t> feeders;
        for (const PowerNodeId feed : {feedA, feedB}) {
            const std::size_t at = groups_.position(feed);
            if (at != PowerGroups::none && (feeders.empty() || feeders.front() != at))
                feeders.push_back(at);
        }
        if (feeders.empty())
            return;
        const auto key = std::tuple(kind, part, place.building, place.hall, hall, feeders);
        const auto [entry, isNew] = index_.try_emplace(key, loads_.size());
        if (isNew)
            loads_.push_back({kind, place, element, feeders, hall, {}, {}});
        loads_[entry->second].members.push_back(member);
    }

    void name()
    {
        for (GroupedLoad& load : loads_)
            load.name = loadName(load, site_);
    }

private:
    const Site& site_;
    const PowerGroups& groups_;
    std::vector<GroupedLoad>& loads_;
    std::map<std::tuple<LoadKind, int, int, int, std::size_t, std::vector<std::size_t>>, std::size_t> index_;
};

void addHall(LoadCollector& collector, const Hall& hall, PowerPlace place, std::size_t ordinal)
{
    const std::int64_t hallId = hall.id.value;
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        collector.add(LoadKind::Racks, 0, place, ordinal, {ElementKind::Rack, rack.id.value}, i, rack.feedA,
                      rack.feedB);
    }
    for (std::size_t i = 0; i < hall.airHandlers.size(); ++i)
        collector.add(LoadKind::AirHandlers, 0, place, ordinal, {ElementKind::AirHandlers, hallId}, i,
                      hall.airHandlers[i].feed);
    for (std::size_t i = 0; i < hall.cdus.size(); ++i)
        collector.add(LoadKind::Cdus, 0, place, ordinal, {ElementKind::Cdus, hallId}, i, hall.cdus[i].feed);
}

PowerNodeId pumpFeedOf(const CoolingNetwork& cooling, const CoolantLoop& loop)
{
    if (loop.pumpFeed.valid())
        return loop.pumpFeed;
    const auto first = std::ranges::find(cooling.plant, loop.id, &PlantUnit::loop);
    return first == cooling.plant.end() ? PowerNodeId{} : first->feed;
}

int buildingPosition(const Site& site, BuildingId id)
{
    for (std::size_t i = 0; i < site.buildings.size(); ++i) {
        if (site.buildings[i]->id == id)
            return static_cast<int>(i);
    }
    return PowerPlace::campus;
}

PowerPlace plantOf(const Site& site, BuildingId id)
{
    const int at = buildingPosition(site, id);
    return at == PowerPlace::campus ? PowerPlace{} : PowerPlace{at, PowerPlace::plant};
}

PowerPlace joined(const PowerPlace& a, const PowerPlace& b)
{
    if (a == b)
        return a;
    return a.building == b.building ? PowerPlace{a.building, PowerPlace::shared} : PowerPlace{};
}

} // namespace

PowerGroups::PowerGroups(const Site& site)
{
    const auto& nodes = site.power->nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        positions_.emplace(nodes[i].id, i);
    feeders.resize(nodes.size());
    feeds.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const PowerNodeId id : nodes[i].fedBy) {
            if (const std::size_t from = position(id); from != none)
                feeders[i].push_back(from);
        }
        std::ranges::stable_sort(feeders[i], {}, [&](std::size_t from) {
            return nodes[from].side == FeedSide::B ? 2 : nodes[from].side == FeedSide::None ? 1 : 0;
        });
        for (const std::size_t from : feeders[i])
            feeds[from].push_back(i);
    }
    collectLoads(site);
    loadsOf.resize(nodes.size());
    for (std::size_t i = 0; i < loads.size(); ++i) {
        for (const std::size_t from : loads[i].feeders)
            loadsOf[from].push_back(i);
    }
    findPlaces(site);
}

std::size_t PowerGroups::position(PowerNodeId id) const
{
    const auto at = positions_.find(id);
    return at == positions_.end() ? none : at->second;
}

void PowerGroups::collectLoads(const Site& site)
{
    LoadCollector collector(site, *this, loads);
    std::size_t ordinal = 0;
    for (std::size_t b = 0; b < site.buildings.size(); ++b) {
        const Building& building = *site.buildings[b];
        const int at = static_cast<int>(b);
        for (std::size_t h = 0; h < building.halls.size(); ++h, ++ordinal)
            addHall(collector, *building.halls[h], {at, static_cast<int>(h)}, ordinal);
        collector.add(LoadKind::Services, 0, {at, PowerPlace::plant}, 0,
                      {ElementKind::BuildingServices, building.id.value}, b, building.otherFeed);
    }
    const CoolingNetwork& cooling = *site.cooling;
    for (std::size_t i = 0; i < cooling.plant.size(); ++i) {
        const PlantUnit& unit = cooling.plant[i];
        collector.add(LoadKind::Plant, static_cast<int>(unit.kind), plantOf(site, unit.building), 0,
                      {ElementKind::PlantUnit, unit.id.value}, i, unit.feed);
    }
    for (std::size_t i = 0; i < cooling.loops.size(); ++i) {
        const CoolantLoop& loop = cooling.loops[i];
        collector.add(LoadKind::Pumps, 0, plantOf(site, loop.building), 0,
                      {ElementKind::LoopPumps, loop.id.value}, i, pumpFeedOf(cooling, loop));
    }
    collector.name();
}

// From the loads upwards: a node is done when all it feeds is done. What hangs in a cycle stays with the campus.
void PowerGroups::findPlaces(const Site& site)
{
    const auto& nodes = site.power->nodes;
    std::vector<std::optional<PowerPlace>> found(nodes.size());
    const auto join = [&](std::size_t node, const PowerPlace& place) {
        found[node] = found[node] ? joined(*found[node], place) : place;
    };
    for (const GroupedLoad& load : loads) {
        for (const std::size_t from : load.feeders)
            join(from, load.place);
    }
    std::vector<std::size_t> waiting(nodes.size());
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        waiting[i] = feeds[i].size();
        if (waiting[i] == 0)
            ready.push_back(i);
    }
    places.assign(nodes.size(), {});
    for (std::size_t at = 0; at < ready.size(); ++at) {
        const std::size_t i = ready[at];
        const int building = buildingPosition(site, nodes[i].building);
        if (building != PowerPlace::campus)
            places[i] = found[i].value_or(PowerPlace{building, PowerPlace::shared});
        for (const std::size_t from : feeders[i]) {
            join(from, places[i]);
            if (--waiting[from] == 0)
                ready.push_back(from);
        }
    }
}

} // namespace hallwright::diagrams
