#include "core/studies/capacity/capacity_head_room.h"

#include "core/design/nearest.h"
#include "core/layout/feed_reach.h"
#include "core/layout/rows.h"
#include "core/model/contents_figures.h"
#include "core/physics/floor_load.h"
#include "core/physics/rack_circuits.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace hallwright {

namespace {

// Adds an object to a sum and remembers the one with the least left.
class Summed
{
public:
    Summed(CapacityResource resource, std::string_view unit)
    {
        room_.resource = resource;
        room_.unit = unit;
    }

    void add(double used, double limit, ObjectRef object)
    {
        room_.used = room_.used.value_or(0.0) + used;
        room_.limit = room_.limit.value_or(0.0) + limit;
        ++room_.objects;
        if (limit - used < least_) {
            least_ = limit - used;
            room_.tightest = object;
        }
    }

    void addTo(std::vector<HeadRoom>& rooms) const
    {
        if (room_.objects > 0)
            rooms.push_back(room_);
    }

private:
    HeadRoom room_;
    double least_ = std::numeric_limits<double>::infinity();
};

void makeSet(std::vector<std::uint32_t>& nodes)
{
    std::ranges::sort(nodes);
    const auto repeated = std::ranges::unique(nodes);
    nodes.erase(repeated.begin(), repeated.end());
}

long long networkPorts(const Catalogue& catalogue, const RackContents& contents)
{
    long long count = 0;
    for (const PortGroup& group : portsOf(catalogue, contents))
        count += group.kind == PortKind::Network ? group.count : 0;
    return count;
}

} // namespace

HeadRooms::HeadRooms(const Snapshot& snapshot, const RackType& type) : snapshot_(snapshot), type_(type)
{
    const PowerNetwork& network = *snapshot.site->power;
    feeders_.resize(network.nodes.size());
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        for (const PowerNodeId id : network.nodes[i].fedBy) {
            if (const PowerNode* feeder = network.find(id))
                feeders_[i].push_back(static_cast<std::uint32_t>(feeder - network.nodes.data()));
        }
    }
    findFeeds();
}

// A row is fed by what its racks name, and by the busways and PDUs of its hall that reach its middle where it has no racks.
void HeadRooms::findFeeds()
{
    const Site& site = *snapshot_.site;
    const PowerNetwork& network = *site.power;
    std::map<HallId, Nodes> inHall; // what could feed racks
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const PowerNode& node = network.nodes[i];
        if (node.hall.valid() && (node.kind == PowerNodeKind::Busway || node.kind == PowerNodeKind::Pdu))
            inHall[node.hall].push_back(static_cast<std::uint32_t>(i));
    }
    const auto addFeed = [&](PowerNodeId id, Nodes& nodes) {
        if (const PowerNode* node = id.valid() ? network.find(id) : nullptr)
            nodes.push_back(static_cast<std::uint32_t>(node - network.nodes.data()));
    };
    for (const HallResultPtr& result : snapshot_.halls) {
        const Hall& hall = *result->hall;
        std::vector<Nodes> rows(hall.rows.size());
        Nodes all;
        for (const Rack& rack : hall.racks) {
            const auto row = rowAt(hall, rack.pose.position());
            for (const PowerNodeId feed : {rack.feedA, rack.feedB}) {
                addFeed(feed, all);
                if (row)
                    addFeed(feed, rows[*row]);
            }
        }
        const Building& building = site.buildingOf(hall.id);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            makeSet(rows[r]);
            for (const std::uint32_t node : rows[r].empty() ? inHall[hall.id] : Nodes{}) {
                if (feedPlaceOf(building, hall, network.nodes[node]).reaches(hall.rows[r].area.centre()))
                    rows[r].push_back(node);
            }
            all.insert(all.end(), rows[r].begin(), rows[r].end());
        }
        makeSet(all);
        feedsOfRows_.push_back(std::move(rows));
        feedsOfHalls_.push_back(std::move(all));
    }
}

// With the feeds themselves.
HeadRooms::Nodes HeadRooms::upstreamOf(const Nodes& feeds) const
{
    std::vector<char> seen(feeders_.size());
    Nodes found, open = feeds;
    while (!open.empty()) {
        const std::uint32_t node = open.back();
        open.pop_back();
        if (std::exchange(seen[node], 1))
            continue;
        found.push_back(node);
        open.insert(open.end(), feeders_[node].begin(), feeders_[node].end());
    }
    std::ranges::sort(found);
    return found;
}

// With the other side lost, where it is of a side; what is of none is held against what it carries too.
double HeadRooms::usedW(std::uint32_t node) const
{
    return std::max(snapshot_.powerNodes[node].outputOtherSideLostW, snapshot_.powerNodes[node].outputW);
}

double HeadRooms::leftW(std::uint32_t node) const
{
    return snapshot_.site->power->nodes[node].ratedW - usedW(node);
}

std::optional<HeadRoom> HeadRooms::nodesRoom(CapacityResource resource, const Nodes& nodes) const
{
    if (nodes.empty())
        return std::nullopt;
    HeadRoom room;
    room.resource = resource;
    room.unit = "W";
    room.objects = nodes.size();
    room.used = 0.0;
    room.limit = 0.0;
    for (const std::uint32_t node : nodes) {
        *room.used += usedW(node);
        *room.limit += snapshot_.site->power->nodes[node].ratedW;
    }
    const std::uint32_t tightest =
        *std::ranges::min_element(nodes, {}, [&](std::uint32_t node) { return leftW(node); });
    room.tightest = refTo(snapshot_.site->power->nodes[tightest].id);
    return room;
}

// Stage by stage for the tighter side; of each side the tightest stage is that side's feed.
void HeadRooms::addPower(const Nodes& feeds, std::vector<HeadRoom>& rooms) const
{
    std::map<std::pair<CapacityResource, FeedSide>, Nodes> stages;
    for (const std::uint32_t node : upstreamOf(feeds)) {
        const PowerNode& of = snapshot_.site->power->nodes[node];
        if (!of.standby) // nothing is asked of it while the others live
            stages[{resourceOf(of.kind), of.side}].push_back(node);
    }
    std::map<CapacityResource, HeadRoom> tightest;
    const auto keepTighter = [&](CapacityResource resource, HeadRoom room) {
        room.resource = resource;
        const auto [it, isNew] = tightest.try_emplace(resource, room);
        if (!isNew && *room.left() < *it->second.left())
            it->second = room;
    };
    for (const auto& [stage, nodes] : stages) {
        const HeadRoom room = *nodesRoom(stage.first, nodes);
        keepTighter(stage.first, room);
        if (stage.second == FeedSide::A)
            keepTighter(CapacityResource::FeedA, room);
        if (stage.second == FeedSide::B)
            keepTighter(CapacityResource::FeedB, room);
    }
    for (const auto& [resource, room] : tightest)
        rooms.push_back(room);
}

void HeadRooms::addAir(const std::vector<std::size_t>& halls, std::vector<HeadRoom>& rooms) const
{
    Summed heat(CapacityResource::Air, "W"), flow(CapacityResource::Air, "m3/s");
    for (const std::size_t h : halls) {
        const HallResult& hall = *snapshot_.halls[h];
        if (hall.airHandlers.empty())
            continue;
        heat.add(hall.heatToAirW - hall.rearDoorHeatW, hall.airHandlerCapacityW, refTo(hall.hall->id));
        double movesM3s = 0.0; // at full speed
        for (std::size_t i = 0; i < hall.airHandlers.size(); ++i)
            movesM3s += hall.airHandlers[i].running ? hall.hall->airHandlers[i].airflowM3s : 0.0;
        flow.add(hall.rackAirflowM3s, movesM3s, refTo(hall.hall->id));
    }
    heat.addTo(rooms);
    flow.addTo(rooms);
}

void HeadRooms::addCdus(const std::vector<const Cdu*>& cdus, const std::vector<const CduResult*>& results,
                        std::vector<HeadRoom>& rooms) const
{
    Summed load(CapacityResource::Cdu, "W"), flow(CapacityResource::CoolantFlow, "m3/s");
    for (std::size_t i = 0; i < cdus.size(); ++i) {
        load.add(results[i]->loadW(), cdus[i]->capacityW, refTo(cdus[i]->id));
        flow.add(results[i]->flowM3s + results[i]->shortM3s, cdus[i]->flowM3s, refTo(cdus[i]->id));
    }
    load.addTo(rooms);
    flow.addTo(rooms);
}

// Of the loops that the halls' equipment is on.
void HeadRooms::addLoops(const std::vector<std::size_t>& halls, std::vector<HeadRoom>& rooms) const
{
    std::set<CoolantLoopId> named;
    for (const std::size_t h : halls) {
        for (const LoopDemand& demand : snapshot_.halls[h]->demands)
            named.insert(demand.loop);
    }
    Summed head(CapacityResource::CoolantHead, "Pa"), rejection(CapacityResource::HeatRejection, "W");
    for (std::size_t i = 0; i < snapshot_.loops.size(); ++i) {
        const CoolantLoop& loop = snapshot_.site->cooling->loops[i];
        const LoopResult& result = snapshot_.loops[i];
        if (!named.contains(loop.id))
            continue;
        if (result.hydraulics && loop.pumpHeadPa > 0.0)
            head.add(result.hydraulics->headPa, loop.pumpHeadPa, refTo(loop.id));
        rejection.add(result.heatW - result.reusedHeatW, result.plantCapacityW, refTo(loop.id));
    }
    head.addTo(rooms);
    rejection.addTo(rooms);
}

// What one rack of the type asks of the weakest floor, of the widest door and of its own circuits.
void HeadRooms::addFloor(const std::vector<std::size_t>& halls, std::vector<HeadRoom>& rooms) const
{
    HeadRoom floor{CapacityResource::FloorLoad, {}, {}, "Pa"},
        door{CapacityResource::RollingPath, {}, {}, "m"};
    if (type_.massKg > 0.0)
        floor.used = floorLoadPa(type_.massKg, type_.widthM, type_.depthM);
    door.used = std::min(type_.widthM, type_.depthM);
    for (const std::size_t h : halls) {
        const Hall& hall = *snapshot_.halls[h]->hall;
        ++floor.objects;
        if (hall.floorRatingPa > 0.0 && (!floor.limit || hall.floorRatingPa < *floor.limit)) {
            floor.limit = hall.floorRatingPa;
            floor.tightest = refTo(hall.id);
        }
        double widestM = 0.0;
        for (const Door& each : hall.doors)
            widestM = std::max(widestM, each.heightM >= type_.heightM ? each.widthM : 0.0);
        ++door.objects;
        if (!door.limit || widestM < *door.limit) {
            door.limit = widestM;
            door.tightest = refTo(hall.id);
        }
    }
    rooms.push_back(floor);
    rooms.push_back(door);
    const CircuitLoad circuits = circuitLoad(type_, type_.powerW);
    HeadRoom breaker{CapacityResource::Breaker, type_.powerW, {}, "W", 1, refTo(type_.id)};
    if (circuits.stated)
        breaker.limit = circuitPowerW(type_) * (circuits.redundant ? type_.circuits - 1 : type_.circuits);
    rooms.push_back(breaker);
}

// Ports of switches against those of all else, where devices state them. What fibres carry no site says.
void HeadRooms::addNetwork(const std::vector<std::size_t>& halls, std::vector<HeadRoom>& rooms) const
{
    const Site& site = *snapshot_.site;
    HeadRoom ports{CapacityResource::Ports, {}, {}, "ports"};
    for (const std::size_t h : halls) {
        for (const Rack& rack : snapshot_.halls[h]->hall->racks) {
            const RackContents* contents = site.contents->of(rack.id);
            if (!contents)
                continue;
            std::optional<double>& sum = rack.role == RackRole::Network ? ports.limit : ports.used;
            sum = sum.value_or(0.0) + static_cast<double>(networkPorts(*site.catalogue, *contents));
            ++ports.objects;
        }
    }
    if (ports.objects > 0)
        rooms.push_back(ports);
}

std::vector<HeadRoom> HeadRooms::ofRow(std::size_t hall, std::size_t row) const
{
    std::vector<HeadRoom> rooms;
    addFloor({hall}, rooms);
    addPower(feedsOfRows_[hall][row], rooms);
    addAir({hall}, rooms);
    const HallResult& result = *snapshot_.halls[hall];
    const std::vector<CduId> serving = design::cdusOfRow(*result.hall, row);
    std::vector<const Cdu*> cdus;
    std::vector<const CduResult*> results;
    for (std::size_t i = 0; i < result.cdus.size(); ++i) {
        if (std::ranges::find(serving, result.cdus[i].id) == serving.end())
            continue;
        cdus.push_back(&result.hall->cdus[i]);
        results.push_back(&result.cdus[i]);
    }
    addCdus(cdus, results, rooms);
    addLoops({hall}, rooms);
    std::ranges::stable_sort(rooms, {}, &HeadRoom::resource);
    return rooms;
}

std::vector<HeadRoom> HeadRooms::ofHalls(const std::vector<std::size_t>& halls) const
{
    std::vector<HeadRoom> rooms;
    Nodes feeds;
    std::vector<const Cdu*> cdus;
    std::vector<const CduResult*> results;
    for (const std::size_t h : halls) {
        feeds.insert(feeds.end(), feedsOfHalls_[h].begin(), feedsOfHalls_[h].end());
        const HallResult& result = *snapshot_.halls[h];
        for (std::size_t i = 0; i < result.cdus.size(); ++i) {
            cdus.push_back(&result.hall->cdus[i]);
            results.push_back(&result.cdus[i]);
        }
    }
    makeSet(feeds);
    addFloor(halls, rooms);
    addPower(feeds, rooms);
    addAir(halls, rooms);
    addCdus(cdus, results, rooms);
    addLoops(halls, rooms);
    addNetwork(halls, rooms);
    std::ranges::stable_sort(rooms, {}, &HeadRoom::resource);
    return rooms;
}

// What the nodes of one side, and those of none, hand on to racks: each no more than its rating, and what feeds several no
// more than all together take.
double HeadRooms::deliveredW(const Nodes& feeds, FeedSide lost) const
{
    const std::vector<PowerNode>& nodes = snapshot_.site->power->nodes;
    std::map<std::uint32_t, double> asked;     // by what it feeds
    std::map<std::uint32_t, std::size_t> open; // of these, those that are not known yet
    const Nodes all = upstreamOf(feeds);
    const auto isIn = [&](std::uint32_t node) {
        return std::ranges::binary_search(all, node) && nodes[node].side != lost && !nodes[node].standby;
    };
    const auto feedersOf = [&](std::uint32_t node) {
        Nodes in;
        std::ranges::copy_if(feeders_[node], std::back_inserter(in), isIn);
        return in;
    };
    Nodes ready;
    for (const std::uint32_t node : all) {
        for (const std::uint32_t feeder : isIn(node) ? feedersOf(node) : Nodes{})
            ++open[feeder];
    }
    std::ranges::copy_if(all, std::back_inserter(ready),
                         [&](std::uint32_t node) { return isIn(node) && !open.contains(node); });
    double deliveredW = 0.0;
    while (!ready.empty()) {
        const std::uint32_t node = ready.back();
        ready.pop_back();
        const double ratedW = isSource(nodes[node].kind) || nodes[node].ratedW <= 0.0
                                  ? std::numeric_limits<double>::infinity()
                                  : nodes[node].ratedW;
        const bool feedsRacks = std::ranges::binary_search(feeds, node);
        const double outW = feedsRacks ? ratedW : std::min(asked[node], ratedW);
        const Nodes feeders = feedersOf(node);
        if (feeders.empty())
            deliveredW += outW;
        for (const std::uint32_t feeder : feeders) {
            asked[feeder] += outW / static_cast<double>(feeders.size());
            if (--open[feeder] == 0)
                ready.push_back(feeder);
        }
    }
    return std::isfinite(deliveredW) ? deliveredW : 0.0;
}

// Of the weaker side; of the only one, where racks have no feed of the other.
double HeadRooms::designW(const Nodes& feeds) const
{
    const auto isOf = [&](FeedSide side) {
        return std::ranges::any_of(
            feeds, [&](std::uint32_t node) { return snapshot_.site->power->nodes[node].side == side; });
    };
    if (!isOf(FeedSide::A) || !isOf(FeedSide::B))
        return deliveredW(feeds, isOf(FeedSide::A) ? FeedSide::B : FeedSide::A);
    return std::min(deliveredW(feeds, FeedSide::A), deliveredW(feeds, FeedSide::B));
}

double HeadRooms::designOfRowW(std::size_t hall, std::size_t row) const
{
    return designW(feedsOfRows_[hall][row]);
}

double HeadRooms::designOfHallsW(const std::vector<std::size_t>& halls) const
{
    Nodes feeds;
    for (const std::size_t h : halls)
        feeds.insert(feeds.end(), feedsOfHalls_[h].begin(), feedsOfHalls_[h].end());
    makeSet(feeds);
    return designW(feeds);
}

} // namespace hallwright
