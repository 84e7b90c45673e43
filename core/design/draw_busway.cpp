#include "core/design/draw_busway.h"

#include "core/design/catalogue_types.h"
#include "core/design/choose_types.h"
#include "core/design/next_name.h"
#include "core/design/placing.h"
#include "core/design/power.h"
#include "core/design/rule_error.h"
#include "core/layout/feed_reach.h"
#include "core/layout/rows.h"
#include "core/layout/standing.h"
#include "core/model/names.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

constexpr double besideRowM = 1.0;
constexpr double leastM = 0.6; // between two tap-off boxes

double distanceTo(const Rect& area, Point2 p)
{
    return std::hypot(std::max({area.x - p.x, p.x - area.right(), 0.0}),
                      std::max({area.y - p.y, p.y - area.top(), 0.0}));
}

const Row* rowNear(const Hall& hall, Point2 p)
{
    const auto nearest =
        std::ranges::min_element(hall.rows, {}, [&](const Row& row) { return distanceTo(row.area, p); });
    return nearest != hall.rows.end() && distanceTo(nearest->area, p) <= besideRowM ? &*nearest : nullptr;
}

std::vector<std::size_t> racksOn(const Hall& hall, RowId id)
{
    return racksByRow(hall)[static_cast<std::size_t>(&rowIn(hall, id) - hall.rows.data())];
}

// The ends of the row, and the sides of its racks along it.
std::vector<double> rackSides(const Site& site, const Hall& hall, const Row& row, bool level)
{
    std::vector<double> sides{level ? row.area.x : row.area.y, level ? row.area.right() : row.area.top()};
    for (const std::size_t i : racksOn(hall, row.id)) {
        const auto rack = standingOf(site, refTo(hall.racks[i].id));
        if (!rack)
            continue;
        const Rect bounds = rack->bounds();
        sides.push_back(level ? bounds.x : bounds.y);
        sides.push_back(level ? bounds.right() : bounds.top());
    }
    return sides;
}

double nearestOf(const std::vector<double>& values, double to)
{
    return *std::ranges::min_element(values, {}, [to](double value) { return std::abs(value - to); });
}

BuswayLine straight(Point2 from, Point2 to)
{
    const bool level = std::abs(to.x - from.x) >= std::abs(to.y - from.y);
    return {from, level ? Point2{to.x, from.y} : Point2{from.x, to.y}, std::nullopt};
}

BuswayLine overRow(const Site& site, const Hall& hall, const Row& row, Point2 from, Point2 to, FeedSide side)
{
    constexpr double clickM = 0.3;
    const bool level = row.area.width >= row.area.depth;
    const std::vector<double> sides = rackSides(site, hall, row, level);
    double a = level ? from.x : from.y;
    double b = level ? to.x : to.y;
    if (std::abs(b - a) < clickM) {
        a = sides[0];
        b = sides[1];
    }
    a = nearestOf(sides, a);
    b = nearestOf(sides, b);
    const double across = (level ? row.area.centre().y : row.area.centre().x) + buswaySideM(side);
    const auto at = [&](double along) { return level ? Point2{along, across} : Point2{across, along}; };
    return {at(std::min(a, b)), at(std::max(a, b)), row.id};
}

} // namespace

BuswayLine buswayAlong(const Site& site, HallId id, Point2 from, Point2 to, FeedSide side, bool free)
{
    const Hall& hall = site.hall(id);
    const Row* row = free ? nullptr : rowNear(hall, from);
    return row ? overRow(site, hall, *row, from, to, side) : straight(from, to);
}

namespace {

std::optional<int> feederRank(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Pdu:
        return 0;
    case PowerNodeKind::Rectifier:
        return 0;
    case PowerNodeKind::Ups:
    case PowerNodeKind::SolidStateTransformer:
        return 1;
    case PowerNodeKind::Switchgear:
        return 2;
    default:
        return std::nullopt;
    }
}

// It keeps fans and pumps running: a UPS of the cooling.
bool feedsMachinesAlone(const PowerNetwork& power, PowerNodeId id)
{
    bool feedsAny = false;
    for (const PowerNode& node : power.nodes) {
        if (std::ranges::find(node.fedBy, id) == node.fedBy.end())
            continue;
        if (node.kind != PowerNodeKind::MechanicalPanel)
            return false;
        feedsAny = true;
    }
    return feedsAny;
}

} // namespace

std::vector<PowerNodeId> feedersFor(const Site& site, HallId hall, Point2 inHall, FeedSide side)
{
    struct Candidate {
        int rank;
        double distanceM;
        PowerNodeId id;
    };
    const Building& building = site.buildingOf(hall);
    const Point2 at = hallToCampus(building, site.hall(hall), inHall);
    std::vector<Candidate> candidates;
    constexpr int last = 3;
    for (const PowerNode& node : site.power->nodes) {
        const auto rank = feederRank(node.kind);
        if (rank && node.building == building.id && (node.side == side || node.side == FeedSide::None))
            candidates.push_back({feedsMachinesAlone(*site.power, node.id) ? last : *rank,
                                  std::hypot(node.positionM.x - at.x, node.positionM.y - at.y), node.id});
    }
    std::ranges::stable_sort(candidates, {},
                             [](const Candidate& c) { return std::pair(c.rank, c.distanceM); });
    std::vector<PowerNodeId> feeders;
    for (const Candidate& candidate : candidates)
        feeders.push_back(candidate.id);
    return feeders;
}

namespace {

// The least type of the catalogue that carries it, or the largest; without types, like the site's last busway.
PowerNode buswayFor(const Site& site, double loadW, const std::string& what)
{
    const double largestW = largestRatingW(site, PowerNodeKind::Busway);
    if (largestW > 0.0)
        return ofType(
            leastPowerType(site, PowerNodeKind::Busway, std::min(loadW / plannedShare, largestW), what));
    const auto& nodes = site.power->nodes;
    const auto like = std::find_if(nodes.rbegin(), nodes.rend(),
                                   [](const PowerNode& node) { return node.kind == PowerNodeKind::Busway; });
    if (like == nodes.rend())
        throw RuleError("the catalogue has no busway and the site none to be like; add a busway type first.");
    PowerNode node;
    node.kind = PowerNodeKind::Busway;
    node.ratedW = like->ratedW;
    node.loss = like->loss;
    return node;
}

std::string buswayName(const Site& site, const Hall& hall, const BuswayLine& line, FeedSide side)
{
    std::vector<std::string_view> taken;
    for (const PowerNode& node : site.power->nodes)
        taken.push_back(node.name);
    const std::string over =
        line.row ? fmt::format("{}-{}", hall.name, rowIn(hall, *line.row).name) : hall.name;
    const std::string name = fmt::format("{} busway {}", over, nameOf(side));
    return std::ranges::find(taken, name) == taken.end() ? name : nextName(taken, name);
}

// Of its row, or of the hall, as far as its cords reach.
std::vector<RackId> racksInReach(const Hall& hall, const BuswayLine& line)
{
    const FeedPlace place{line.from, line.to, cordReachM};
    std::vector<RackId> racks;
    const auto consider = [&](const Rack& rack) {
        if (place.reaches(rack.pose.position()))
            racks.push_back(rack.id);
    };
    if (!line.row) {
        std::ranges::for_each(hall.racks, consider);
        return racks;
    }
    for (const std::size_t i : racksOn(hall, *line.row))
        consider(hall.racks[i]);
    return racks;
}

PowerNodeId Rack::*feedOf(FeedSide side)
{
    return side == FeedSide::B ? &Rack::feedB : &Rack::feedA;
}

PowerNodeId feederOf(const Site& site, const BuswayRule& rule, const Hall& hall)
{
    if (rule.feeder.valid())
        return rule.feeder;
    const std::vector<PowerNodeId> near = feedersFor(site, rule.hall, rule.line.from, rule.side);
    if (near.empty())
        throw RuleError(
            fmt::format("no PDU, UPS or switchgear of side {} stands in the building of hall {} that "
                        "could feed a busway; feed the hall's rows by rule, or choose another side.",
                        nameOf(rule.side), hall.name));
    return near.front();
}

} // namespace

PlannedBusway planBusway(const Site& site, const BuswayRule& rule)
{
    const Hall& hall = site.hall(rule.hall);
    const Building& building = site.buildingOf(rule.hall);
    const Point2 way = rule.line.to - rule.line.from;
    const double lengthM = std::hypot(way.x, way.y);
    if (lengthM < leastM)
        throw RuleError(fmt::format("a busway of {:.2f} m is too short; draw at least {:g} m along a row.",
                                    lengthM, leastM));
    PlannedBusway planned;
    planned.racks = racksInReach(hall, rule.line);
    planned.inReach = planned.racks.size();
    std::erase_if(planned.racks, [&](RackId id) {
        return rule.feeds == RacksToFeed::None ||
               (rule.feeds == RacksToFeed::Unfed && (hall.findRack(id)->*feedOf(rule.side)).valid());
    });
    for (const RackId id : planned.racks)
        planned.loadW += hall.findRack(id)->powerW;
    planned.node = buswayFor(site, planned.loadW, "the busway");
    planned.node.name = buswayName(site, hall, rule.line, rule.side);
    planned.node.side = rule.side;
    planned.node.building = building.id;
    planned.node.hall = rule.hall;
    planned.node.fedBy = {feederOf(site, rule, hall)};
    planned.node.positionM = toCampus(building, toBuilding(hall, (rule.line.from + rule.line.to) * 0.5),
                                      hall.floorElevationM + buswayHeightM);
    planned.node.runLengthM = lengthM;
    planned.node.runYawDeg =
        std::remainder(building.yawDeg + (std::abs(way.x) >= std::abs(way.y) ? 0.0 : 90.0), 360.0);
    return planned;
}

PowerNodeId putBusway(SiteEdit& edit, const PlannedBusway& planned)
{
    const PowerNodeId busway = edit.add(planned.node);
    for (const RackId rack : planned.racks)
        edit.change(rack).*feedOf(planned.node.side) = busway;
    return busway;
}

} // namespace hallwright::design
