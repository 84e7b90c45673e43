#include "core/design/nearest.h"

#include "core/layout/feed_reach.h"
#include "core/layout/rows.h"
#include "core/model/names.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <unordered_map>
#include <vector>

namespace hallwright::design {

namespace {

// Something that could serve the rack.
template <class IdType>
struct Candidate {
    IdType id;
    std::string name;
    double distanceM = 0.0;
    double ratedW = 0.0;
    double takenW = 0.0; // by other racks
};

// The nearest that can carry it; `what` is the kind and where they were looked for.
template <class IdType>
Nearest<IdType> chooseNearest(std::vector<Candidate<IdType>> candidates, double neededW,
                              const std::string& what)
{
    if (candidates.empty())
        return {{}, 0.0, fmt::format("There is no {}.", what)};
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.distanceM < b.distanceM; });
    const auto able = std::find_if(candidates.begin(), candidates.end(), [&](const auto& candidate) {
        return candidate.takenW + neededW <= candidate.ratedW;
    });
    const auto& chosen = able != candidates.end() ? *able : candidates.front();
    const std::string far =
        fmt::format("{}, {:.1f} m away, with {} of {} taken", chosen.name, chosen.distanceM,
                    grouped(chosen.takenW / 1e3), kilowatts(chosen.ratedW, 0));
    if (able == candidates.end())
        return {chosen.id, chosen.distanceM,
                fmt::format("None of the {} {} has {} left; the nearest is {}.", candidates.size(), what,
                            kilowatts(neededW, 0), far)};
    const auto passed = able - candidates.begin();
    return {chosen.id, chosen.distanceM,
            passed == 0 ? fmt::format("The nearest {} is {}.", what, far)
                        : fmt::format("The nearest {} with {} left is {}; {} nearer {} not.", what,
                                      kilowatts(neededW, 0), far, passed, passed == 1 ? "has" : "have")};
}

bool feedsBusways(const PowerNetwork& network, PowerNodeId pdu)
{
    return std::ranges::any_of(network.nodes, [&](const PowerNode& node) {
        return node.kind == PowerNodeKind::Busway && std::ranges::find(node.fedBy, pdu) != node.fedBy.end();
    });
}

bool feedsRacks(const PowerNetwork& network, const PowerNode& node)
{
    return node.kind == PowerNodeKind::Busway ||
           (node.kind == PowerNodeKind::Pdu && !feedsBusways(network, node.id));
}

// What the racks of a building draw from each feed, in one pass over them; from one that is both feeds of a rack once.
using TakenW = std::unordered_map<PowerNodeId, double>;

TakenW takenIn(const Building& building, RackId without)
{
    TakenW takenW;
    for (const HallPtr& hall : building.halls) {
        for (const Rack& rack : hall->racks) {
            if (rack.id == without)
                continue;
            takenW[rack.feedA] += rack.powerW;
            if (rack.feedB != rack.feedA)
                takenW[rack.feedB] += rack.powerW;
        }
    }
    return takenW;
}

Nearest<PowerNodeId> nearestFeed(const Site& site, HallId hallId, const Rack& rack, FeedSide side,
                                 const TakenW& takenW)
{
    const Building& building = site.buildingOf(hallId);
    const Hall& hall = site.hall(hallId);
    const Point2 at = hallToCampus(building, hall, rack.pose.position());
    std::vector<Candidate<PowerNodeId>> inHall, inBuilding;
    for (const PowerNode& node : site.power->nodes) {
        if (node.side != side || node.building != building.id || !feedsRacks(*site.power, node))
            continue;
        const Hall& there = node.hall.valid() ? site.hall(node.hall) : hall;
        const double distanceM =
            feedPlaceOf(building, there, node).distanceTo(campusToHall(building, there, at));
        const auto taken = takenW.find(node.id);
        Candidate<PowerNodeId> candidate{node.id, node.name, distanceM, node.ratedW,
                                         taken != takenW.end() ? taken->second : 0.0};
        (node.hall == hallId ? inHall : inBuilding).push_back(std::move(candidate));
    }
    const bool here = !inHall.empty();
    return chooseNearest(here ? std::move(inHall) : std::move(inBuilding), rack.powerW,
                         fmt::format("feed of side {} in {}", nameOf(side),
                                     here ? "hall " + hall.name : "building " + building.name));
}

} // namespace

NearestFeeds nearestFeeds(const Site& site, HallId hall, const Rack& rack)
{
    const TakenW takenW = takenIn(site.buildingOf(hall), rack.id);
    return {nearestFeed(site, hall, rack, FeedSide::A, takenW),
            nearestFeed(site, hall, rack, FeedSide::B, takenW)};
}

namespace {

template <class Serves>
Nearest<CduId> nearestCduThat(const Hall& hall, const Rack& rack, const std::string& what, Serves&& serves)
{
    std::unordered_map<CduId, double> takenW;
    for (const Rack& other : hall.racks) {
        if (other.id != rack.id)
            takenW[other.cdu] += other.powerW * other.liquidShare;
    }
    std::vector<Candidate<CduId>> candidates;
    for (const Cdu& cdu : hall.cdus) {
        if (!serves(cdu.id))
            continue;
        const Point2 between = cdu.pose.position() - rack.pose.position();
        candidates.push_back(
            {cdu.id, cdu.name, std::hypot(between.x, between.y), cdu.capacityW, takenW[cdu.id]});
    }
    return chooseNearest(std::move(candidates), rack.powerW * rack.liquidShare, what);
}

// Whether its centre lies between the row's long sides, beyond them lengthwise or not.
bool standsInLine(const Cdu& cdu, const Row& row)
{
    const Point2 off = cdu.pose.position() - row.area.centre();
    return row.area.width >= row.area.depth ? std::abs(off.y) <= row.area.depth / 2
                                            : std::abs(off.x) <= row.area.width / 2;
}

} // namespace

Nearest<CduId> nearestCdu(const Site& site, HallId hallId, const Rack& rack)
{
    const Hall& hall = site.hall(hallId);
    return nearestCduThat(hall, rack, "CDU in hall " + hall.name, [](CduId) { return true; });
}

std::vector<CduId> cdusOfRow(const Hall& hall, std::size_t row)
{
    std::set<CduId> cooling, coolingThis;
    for (const Rack& rack : hall.racks) {
        const auto at = rack.cdu.valid() ? rowAt(hall, rack.pose.position()) : std::nullopt;
        if (!at)
            continue;
        cooling.insert(rack.cdu);
        if (*at == row)
            coolingThis.insert(rack.cdu);
    }
    std::vector<CduId> serving;
    for (const Cdu& cdu : hall.cdus) {
        const auto inLine = [&](const Row& other) { return standsInLine(cdu, other); };
        const bool isFree = !cooling.contains(cdu.id) && std::ranges::none_of(hall.rows, inLine);
        if (isFree || coolingThis.contains(cdu.id) || inLine(hall.rows[row]))
            serving.push_back(cdu.id);
    }
    return serving;
}

Nearest<CduId> nearestCduOfRow(const Site& site, HallId hallId, const Rack& rack)
{
    const Hall& hall = site.hall(hallId);
    const auto row = rowAt(hall, rack.pose.position());
    if (!row)
        return nearestCdu(site, hallId, rack);
    const std::vector<CduId> serving = cdusOfRow(hall, *row);
    return nearestCduThat(hall, rack,
                          fmt::format("CDU that serves row {} of hall {}", hall.rows[*row].name, hall.name),
                          [&](CduId id) { return std::ranges::find(serving, id) != serving.end(); });
}

} // namespace hallwright::design
