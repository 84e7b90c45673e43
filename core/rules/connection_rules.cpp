// What racks are connected to: feeds, sides, reach, coolant.
#include "core/rules/feed_reach.h"
#include "core/rules/rule_checks.h"

#include "core/layout/feed_reach.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unordered_map>

namespace hallwright {

namespace {

std::string rackIn(const CheckedLayout& at, const Rack& rack)
{
    return fmt::format("Rack {} in hall {}", rack.name, at.hall.name);
}

const PowerNode* nodeAt(const CheckedLayout& at, std::uint32_t position)
{
    return position != noPowerNode ? &at.power.network().nodes[position] : nullptr;
}

// A rack's feeds as positions in the network.
struct RackFeeds {
    std::uint32_t a, b;
};

RackFeeds feedsOf(const CheckedLayout& at, const Rack& rack)
{
    return {at.power.chain().positionOf(rack.feedA), at.power.chain().positionOf(rack.feedB)};
}

bool lives(const CheckedLayout& at, std::uint32_t node)
{
    return node != noPowerNode && at.power.alive(node);
}

} // namespace

void checkFeeds(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks) {
        if (rack.powerW <= 0.0)
            continue;
        const std::string draws =
            fmt::format("{} draws {} and has", rackIn(at, rack), kilowatts(rack.powerW));
        const Figure lost{rack.powerW, {}, "W"};
        if (!rack.feedA.valid() && !rack.feedB.valid()) {
            sink.add(refTo(rack.id), lost, fmt::format("{} neither an A nor a B feed.", draws),
                     fmt::format("Connect rack {} to a feed of each side.", rack.name));
        } else if (!rack.feedA.valid() || !rack.feedB.valid()) {
            const char* side = rack.feedA.valid() ? "B" : "A";
            sink.add(refTo(rack.id), lost, fmt::format("{} no {} feed.", draws, side),
                     fmt::format("Connect rack {} to a feed of side {}.", rack.name, side));
        } else if (rack.feedA == rack.feedB) {
            const PowerNode* node = at.site.power->find(rack.feedA);
            sink.add(refTo(rack.id), lost,
                     fmt::format("{} has its A and its B feed from the same {}.", rackIn(at, rack),
                                 node ? node->name : "node"),
                     fmt::format("Connect one feed of rack {} to the other side.", rack.name))
                .other = node ? refTo(node->id) : ObjectRef{};
        }
    }
}

FeedReach::FeedReach(const CheckedLayout& at, const Rack& rack)
{
    const RackFeeds feeds = feedsOf(at, rack);
    for (const std::uint32_t position : {feeds.a, feeds.b}) {
        const PowerNode* node = nodeAt(at, position);
        if (node && node->hall == at.hall.id)
            feeds_.push_back(feedPlaceOf(at.building, at.hall, *node));
    }
}

bool FeedReach::covers(Point2 inHall) const
{
    return std::ranges::all_of(feeds_, [&](const FeedPlace& feed) { return feed.reaches(inHall); });
}

namespace {

// The nearest other feed of the same side that reaches the rack; null if none does.
const PowerNode* feedWithinReach(const CheckedLayout& at, const Rack& rack, const PowerNode& instead)
{
    const PowerNode* nearest = nullptr;
    double leastM = 0.0;
    for (const PowerNode& node : at.power.network().nodes) {
        const bool feedsRacks = node.kind == PowerNodeKind::Busway || node.kind == PowerNodeKind::Pdu;
        if (!feedsRacks || node.hall != at.hall.id || node.side != instead.side || node.id == instead.id)
            continue;
        const FeedPlace place = feedPlaceOf(at.building, at.hall, node);
        const double distanceM = place.distanceTo(rack.pose.position());
        if (distanceM <= place.reachM && (!nearest || distanceM < leastM)) {
            nearest = &node;
            leastM = distanceM;
        }
    }
    return nearest;
}

std::string reachRemedy(const CheckedLayout& at, const Rack& rack, const PowerNode& node)
{
    const PowerNode* near = feedWithinReach(at, rack, node);
    return near ? fmt::format("Connect rack {} to {}, which reaches it, instead of {}.", rack.name,
                              near->name, node.name)
                : fmt::format(
                      "Move rack {} towards {}, or give it a feed of that side where it stands: none of "
                      "the hall reaches it there.",
                      rack.name, node.name);
}

} // namespace

void checkFeedReach(const CheckedLayout& at, FindingSink& sink)
{
    std::unordered_map<std::uint32_t, FeedPlace> places;
    const auto check = [&](const Rack& rack, std::uint32_t position) {
        const PowerNode* node = nodeAt(at, position);
        if (!node || node->hall != at.hall.id)
            return;
        const auto [place, isNew] = places.try_emplace(position);
        if (isNew)
            place->second = feedPlaceOf(at.building, at.hall, *node);
        const double distanceM = place->second.distanceTo(rack.pose.position());
        const double reachM = place->second.reachM;
        if (distanceM <= reachM)
            return;
        const auto [distance, reach] = groupedApart(distanceM, reachM, 2);
        sink.add(refTo(rack.id), Figure{distanceM, reachM, "m"},
                 fmt::format("{} is {} m away from {} that feeds it; its reach is {} m.", rackIn(at, rack),
                             distance, node->name, reach),
                 reachRemedy(at, rack, *node))
            .other = refTo(node->id);
    };
    for (const Rack& rack : at.hall.racks) {
        const RackFeeds feeds = feedsOf(at, rack);
        check(rack, feeds.a);
        if (feeds.b != feeds.a)
            check(rack, feeds.b);
    }
}

void checkCoolant(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks) {
        const double liquidW = rack.powerW * rack.liquidShare;
        if (liquidW <= 0.0 || rack.cdu.valid())
            continue;
        sink.add(refTo(rack.id), Figure{liquidW, {}, "W"},
                 fmt::format("{} gives {} to coolant and has no CDU.", rackIn(at, rack), kilowatts(liquidW)),
                 at.hall.cdus.empty()
                     ? fmt::format("Cool hall {}, which gives its liquid-cooled racks CDUs, or place one.",
                                   at.hall.name)
                     : fmt::format("Connect rack {} to a CDU.", rack.name));
    }
}

namespace {

template <class Unit>
const Unit* firstOnLoop(const std::vector<Unit>& units)
{
    const auto found = std::ranges::find_if(units, [](const Unit& unit) { return unit.loop.valid(); });
    return found != units.end() ? &*found : nullptr;
}

// The remedy names a unit of the hall rather than its loop: a layout's rule looks at no cooling network.
template <class Unit>
void addWithoutLoop(const CheckedLayout& at, FindingSink& sink, const Unit& unit, const Unit* onLoop)
{
    sink.add(refTo(unit.id), Figure{unit.capacityW, {}, "W"},
             fmt::format("{} in hall {} is on no coolant loop: nothing takes up the {} that it is rated for.",
                         unit.name, at.hall.name, kilowatts(unit.capacityW)),
             onLoop ? fmt::format("Connect {} to the coolant loop that {} is on.", unit.name, onLoop->name)
                    : fmt::format("Connect {} to a coolant loop of its building.", unit.name));
}

} // namespace

// An air handler may reject by itself, as one with a condenser of its own does; not where the others of its hall are on
// a loop.
void checkUnitLoops(const CheckedLayout& at, FindingSink& sink)
{
    const Cdu* cduOnLoop = firstOnLoop(at.hall.cdus);
    for (const Cdu& cdu : at.hall.cdus) {
        if (!cdu.loop.valid())
            addWithoutLoop(at, sink, cdu, cduOnLoop);
    }
    const AirHandler* handlerOnLoop = firstOnLoop(at.hall.airHandlers);
    for (const AirHandler& unit : at.hall.airHandlers) {
        if (!unit.loop.valid() && handlerOnLoop)
            addWithoutLoop(at, sink, unit, handlerOnLoop);
    }
}

void checkMissingFeeds(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks) {
        const RackFeeds feeds = feedsOf(at, rack);
        if ((rack.feedA.valid() && feeds.a == noPowerNode) || (rack.feedB.valid() && feeds.b == noPowerNode))
            sink.add(refTo(rack.id), {},
                     fmt::format("{} names a power node that does not exist.", rackIn(at, rack)),
                     fmt::format("Connect rack {} to a power node of the site.", rack.name));
    }
}

void checkOrphanedRacks(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks) {
        const RackFeeds feeds = feedsOf(at, rack);
        const bool named = rack.feedA.valid() || rack.feedB.valid();
        if (!named || lives(at, feeds.a) || lives(at, feeds.b))
            continue;
        sink.add(refTo(rack.id), Figure{rack.powerW, {}, "W"},
                 fmt::format("{} is fed from no power node that a source reaches.", rackIn(at, rack)),
                 fmt::format("Feed what rack {} hangs on from a source.", rack.name));
    }
}

void checkSidesOfFeeds(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks) {
        const RackFeeds feeds = feedsOf(at, rack);
        if (feeds.a == feeds.b || !lives(at, feeds.a) || !lives(at, feeds.b))
            continue;
        const FeedSide side = nodeAt(at, feeds.a)->side;
        if (side == FeedSide::None || side != nodeAt(at, feeds.b)->side)
            continue;
        sink.add(refTo(rack.id), {},
                 fmt::format("{} has both feeds on side {}.", rackIn(at, rack),
                             side == FeedSide::A ? "A" : "B"),
                 fmt::format("Connect one feed of rack {} to the other side.", rack.name))
            .other = refTo(nodeAt(at, feeds.b)->id);
    }
}

void checkSharedFeeds(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks) {
        const RackFeeds feeds = feedsOf(at, rack);
        if (feeds.a == feeds.b || !lives(at, feeds.a) || !lives(at, feeds.b))
            continue; // one node twice is told by checkFeeds
        const std::uint32_t shared = at.power.nearestCommon(feeds.a, feeds.b);
        const PowerNode* node = nodeAt(at, shared);
        if (!node || node->kind == PowerNodeKind::Utility)
            continue;
        sink.add(refTo(rack.id), Figure{rack.powerW, {}, "W"},
                 fmt::format("Both feeds of rack {} in hall {} hang on {}; its failure takes both.",
                             rack.name, at.hall.name, node->name),
                 fmt::format("Feed one side of rack {} past {}.", rack.name, node->name))
            .other = refTo(node->id);
    }
}

} // namespace hallwright
