#include "core/design/nearest.h"

#include "core/layout/feed_reach.h"
#include "core/model/names.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
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

bool feedsRacks(const PowerNode& node, const std::set<PowerNodeId>& upstreamOfBusways)
{
    return node.kind == PowerNodeKind::Busway ||
           (node.kind == PowerNodeKind::Pdu && !upstreamOfBusways.contains(node.id));
}

double takenFrom(const Hall& hall, PowerNodeId feed, RackId without)
{
    double powerW = 0.0;
    for (const Rack& rack : hall.racks) {
        if (rack.id != without && (rack.feedA == feed || rack.feedB == feed))
            powerW += rack.powerW;
    }
    return powerW;
}

Nearest<PowerNodeId> nearestFeed(const Site& site, HallId hallId, const Rack& rack, FeedSide side)
{
    const Building& building = site.buildingOf(hallId);
    const Hall& hall = site.hall(hallId);
    const Point2 at = hallToCampus(building, hall, rack.pose.position());
    std::set<PowerNodeId> upstream;
    for (const PowerNode& node : site.power->nodes) {
        if (node.kind == PowerNodeKind::Busway)
            upstream.insert(node.fedBy.begin(), node.fedBy.end());
    }
    std::vector<Candidate<PowerNodeId>> inHall, inBuilding;
    for (const PowerNode& node : site.power->nodes) {
        if (node.side != side || node.building != building.id || !feedsRacks(node, upstream))
            continue;
        const Hall& there = node.hall.valid() ? site.hall(node.hall) : hall;
        const double distanceM =
            feedPlaceOf(building, there, node).distanceTo(campusToHall(building, there, at));
        Candidate<PowerNodeId> candidate{node.id, node.name, distanceM, node.ratedW, 0.0};
        for (const HallPtr& other : building.halls)
            candidate.takenW += takenFrom(*other, node.id, rack.id);
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
    return {nearestFeed(site, hall, rack, FeedSide::A), nearestFeed(site, hall, rack, FeedSide::B)};
}

Nearest<CduId> nearestCdu(const Site& site, HallId hallId, const Rack& rack)
{
    const Hall& hall = site.hall(hallId);
    std::vector<Candidate<CduId>> candidates;
    for (const Cdu& cdu : hall.cdus) {
        const Point2 between = cdu.pose.position() - rack.pose.position();
        Candidate<CduId> candidate{cdu.id, cdu.name, std::hypot(between.x, between.y), cdu.capacityW, 0.0};
        for (const Rack& other : hall.racks)
            candidate.takenW +=
                other.id != rack.id && other.cdu == cdu.id ? other.powerW * other.liquidShare : 0.0;
        candidates.push_back(std::move(candidate));
    }
    return chooseNearest(std::move(candidates), rack.powerW * rack.liquidShare, "CDU in hall " + hall.name);
}

} // namespace hallwright::design
