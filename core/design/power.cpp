#include "core/design/power.h"

#include "core/design/catalogue_types.h"
#include "core/design/next_name.h"
#include "core/design/rule_error.h"
#include "core/model/names.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

// Places the blocks of one side: UPS and switchgear in two lines along the electrical room, the transformers outside
// the wall in line with them, standby generators in a line beyond those.
class SideLayout
{
public:
    SideLayout(const Building& building, const ElectricalSide& side, int blocks)
        : building_(building), room_(roomOf(building, side.room)), yardX_(side.transformersX),
          blocks_(std::max(blocks, 1))
    {
    }

    Point3 transformer(int block) const { return campus({yardX_, along(block)}); }
    Point3 switchgear(int block) const { return campus({room_.x + 0.25 * room_.width, along(block)}); }
    Point3 ups(int block) const { return campus({room_.x + 0.65 * room_.width, along(block)}); }
    Point3 entrance() const { return campus({room_.centre().x, room_.y + 1.5}); }
    Point3 generator(int index, int count) const
    {
        const double outward = yardX_ < building_.widthM / 2 ? -1.0 : 1.0;
        const double pitch = std::max(leastGeneratorPitchM, room_.depth / count);
        return campus(
            {yardX_ + outward * generatorLineM, room_.centre().y + (index - (count - 1) / 2.0) * pitch});
    }

private:
    static constexpr double generatorLineM = 12.0; // from the transformers to the containers' centres
    static constexpr double leastGeneratorPitchM = 5.0;

    static Rect roomOf(const Building& building, RoomId id)
    {
        const auto room = std::find_if(building.rooms.begin(), building.rooms.end(),
                                       [&](const Room& r) { return r.id == id; });
        if (room == building.rooms.end())
            throw RuleError(
                fmt::format("building {} lacks the room that is to hold its switchgear.", building.name));
        return room->area;
    }

    // The entrance switchgear takes the room's first 3 m.
    double along(int block) const
    {
        const double usable = room_.depth - 3.0;
        return room_.y + 3.0 + usable * (block + 0.5) / blocks_;
    }
    Point3 campus(Point2 p) const { return toCampus(building_, p, 0.0); }

    const Building& building_;
    Rect room_;
    double yardX_;
    double blocks_;
};

const Building& buildingIn(const SiteEdit& edit, BuildingId id)
{
    const Building* building = edit.site().findBuilding(id);
    if (!building)
        throw std::logic_error("building id not in this site version");
    return *building;
}

// A node of a type, named by building and side.
PowerNode nodeOf(const SiteEdit& edit, PowerTypeId type, const Building& building, const std::string& name,
                 FeedSide side)
{
    PowerNode node = ofType(edit.site(), type);
    node.name = fmt::format("{} {} {}", building.name, name, nameOf(side));
    node.side = side;
    node.building = building.id;
    return node;
}

std::vector<PowerNodeId> sourcesOf(const Site& site, FeedSide side)
{
    std::vector<PowerNodeId> sources;
    for (const PowerNode& node : site.power->nodes) {
        if (isSource(node.kind) && node.side == side && !node.building.valid())
            sources.push_back(node.id);
    }
    return sources;
}

PowerNodeId addEntrance(SiteEdit& edit, const Building& building, const ElectricalRule& rule, FeedSide side)
{
    const SideLayout layout(building, side == FeedSide::A ? rule.a : rule.b, rule.blocks);
    std::vector<PowerNodeId> fedBy = sourcesOf(edit.site(), side);
    if (fedBy.empty())
        throw RuleError(fmt::format("building {} needs a utility of side {}, but the site has none; add one.",
                                    building.name, nameOf(side)));
    for (int i = 0; rule.standby && i < rule.standby->perSide; ++i) {
        PowerNode node =
            nodeOf(edit, rule.standby->generator, building, fmt::format("generator {}", i + 1), side);
        node.standby = true;
        node.positionM = layout.generator(i, rule.standby->perSide);
        fedBy.push_back(edit.add(std::move(node)));
    }
    PowerNode node = nodeOf(edit, rule.entrance, building, "MV", side);
    node.fedBy = std::move(fedBy);
    node.positionM = layout.entrance();
    return edit.add(std::move(node));
}

PowerNodeId addSideBlock(SiteEdit& edit, const Building& building, const Supply& supply,
                         const BlockTypes& types, const std::string& name, FeedSide side)
{
    const SideLayout layout(building, side == FeedSide::A ? supply.a : supply.b, supply.blocks);
    const auto addInSeries = [&](PowerTypeId type, const char* suffix, PowerNodeId from, Point3 position) {
        PowerNode node = nodeOf(edit, type, building, name + suffix, side);
        node.fedBy = {from};
        node.positionM = position;
        return edit.add(std::move(node));
    };
    const int block = supply.nextBlock;
    const PowerNodeId entrance = side == FeedSide::A ? supply.entranceA : supply.entranceB;
    const PowerNodeId transformer =
        addInSeries(types.transformer, " TX", entrance, layout.transformer(block));
    const PowerNodeId switchgear =
        addInSeries(types.switchgear, " SWG", transformer, layout.switchgear(block));
    return addInSeries(types.ups, " UPS", switchgear, layout.ups(block));
}

// What feeds a row on one side.
class RowFeed
{
public:
    RowFeed(SiteEdit& edit, HallId hall, const Row& row, const FeedRule& rule, FeedSide side)
        : edit_(edit), building_(edit.site().buildingOf(hall)), hall_(edit.site().hall(hall)), row_(row),
          rule_(rule), side_(side)
    {
    }

    // Side by side over the row, above the trays of the racks' tops.
    PowerNodeId addBusway(PowerNodeId ups)
    {
        const Point2 offset{0.0, buswaySideM(side_)};
        return add(rule_.busway, "busway", rule_.pdu ? addPdu(ups) : ups, row_.area.centre() + offset,
                   hall_.floorElevationM + buswayHeightM);
    }

private:
    PowerNodeId addPdu(PowerNodeId ups)
    {
        const bool east = rule_.pduEnd == WallSide::East;
        const Point2 at{east ? row_.area.right() + 0.6 : row_.area.x - 0.6,
                        row_.area.centre().y + (side_ == FeedSide::A ? -0.4 : 0.4)};
        return add(*rule_.pdu, "PDU", ups, at, hall_.floorElevationM);
    }

    PowerNodeId add(PowerTypeId type, const char* what, PowerNodeId from, Point2 inHall, double z)
    {
        PowerNode node = nodeOf(edit_, type, building_, "", side_);
        node.name = fmt::format("{}-{} {} {}", hall_.name, row_.name, what, nameOf(side_));
        node.hall = hall_.id;
        node.fedBy = {from};
        node.positionM = toCampus(building_, toBuilding(hall_, inHall), z);
        return edit_.add(std::move(node));
    }

    SiteEdit& edit_;
    const Building& building_;
    const Hall& hall_;
    const Row& row_;
    const FeedRule& rule_;
    FeedSide side_;
};

Feeds feedRow(SiteEdit& edit, HallId hallId, const RowOfRacks& racks, const FeedRule& rule, const Feeds& ups)
{
    Hall& hall = edit.change(hallId);
    const Row& row = rowIn(hall, racks.row);
    const Feeds busways{RowFeed(edit, hallId, row, rule, FeedSide::A).addBusway(ups.a),
                        RowFeed(edit, hallId, row, rule, FeedSide::B).addBusway(ups.b)};
    for (const RackId id : racks.racks) {
        Rack& rack = rackIn(hall, id);
        rack.feedA = busways.a;
        rack.feedB = busways.b;
    }
    return busways;
}

bool hasNodeNamed(const Site& site, const std::string& name)
{
    return std::any_of(site.power->nodes.begin(), site.power->nodes.end(),
                       [&](const PowerNode& node) { return node.name == name; });
}

std::string freeNodeName(const Site& site, const std::string& like)
{
    std::vector<std::string_view> taken;
    for (const PowerNode& node : site.power->nodes)
        taken.push_back(node.name);
    return nextName(taken, like);
}

// The number of a hall's next block: rows that are fed later go on from those fed before.
std::size_t nextBlockNumber(const Site& site, const Building& building, const std::string& hall)
{
    std::size_t number = 1;
    while (hasNodeNamed(site, fmt::format("{} {} block {} UPS A", building.name, hall, number)))
        ++number;
    return number;
}

double rackPowerW(const Hall& hall, const RowOfRacks& row)
{
    double powerW = 0.0;
    for (const RackId id : row.racks)
        powerW += hall.findRack(id)->powerW;
    return powerW;
}

} // namespace

Supply addEntrances(SiteEdit& edit, BuildingId id, const ElectricalRule& rule)
{
    const Building& building = buildingIn(edit, id);
    Supply supply{id, rule.a, rule.b, rule.blocks, 0, {}, {}};
    supply.entranceA = addEntrance(edit, building, rule, FeedSide::A);
    supply.entranceB = addEntrance(edit, building, rule, FeedSide::B);
    return supply;
}

std::optional<Supply> supplyOf(const Site& site, BuildingId building, const ElectricalSide& a,
                               const ElectricalSide& b, int more)
{
    Supply supply{building, a, b, 0, 0, {}, {}};
    int upsOfB = 0;
    for (const PowerNode& node : site.power->nodes) {
        if (node.building != building || (node.side != FeedSide::A && node.side != FeedSide::B))
            continue;
        const bool isA = node.side == FeedSide::A;
        if (node.kind == PowerNodeKind::Ups)
            ++(isA ? supply.nextBlock : upsOfB);
        const bool fedBySource = std::any_of(node.fedBy.begin(), node.fedBy.end(), [&](PowerNodeId from) {
            const PowerNode* source = site.power->find(from);
            return source && isSource(source->kind);
        });
        PowerNodeId& entrance = isA ? supply.entranceA : supply.entranceB;
        if (node.kind == PowerNodeKind::Switchgear && fedBySource && !entrance.valid())
            entrance = node.id;
    }
    if (!supply.entranceA.valid() || !supply.entranceB.valid())
        return std::nullopt;
    supply.nextBlock = std::max(supply.nextBlock, upsOfB);
    supply.blocks = supply.nextBlock + more;
    return supply;
}

Feeds addBlock(SiteEdit& edit, Supply& supply, const BlockTypes& types, const std::string& name)
{
    const Building& building = buildingIn(edit, supply.building);
    Feeds ups;
    ups.a = addSideBlock(edit, building, supply, types, name, FeedSide::A);
    ups.b = addSideBlock(edit, building, supply, types, name, FeedSide::B);
    ++supply.nextBlock;
    return ups;
}

int blocksFor(std::size_t rows, const FeedRule& rule)
{
    const auto perUps = static_cast<std::size_t>(rule.rowsPerUps);
    return static_cast<int>((rows + perUps - 1) / perUps);
}

FeedsReport feedRows(SiteEdit& edit, HallId hallId, const std::vector<RowOfRacks>& rows, const FeedRule& rule,
                     Supply& supply)
{
    FeedsReport report;
    const std::string hallName = edit.site().hall(hallId).name;
    const std::string name = shortName(buildingIn(edit, supply.building), edit.site().hall(hallId));
    const auto perUps = static_cast<std::size_t>(rule.rowsPerUps);
    std::size_t number = nextBlockNumber(edit.site(), buildingIn(edit, supply.building), name);
    for (std::size_t first = 0; first < rows.size(); first += perUps, ++number) {
        const Feeds ups = addBlock(edit, supply, rule.block, fmt::format("{} block {}", name, number));
        const std::size_t end = std::min(first + perUps, rows.size());
        double powerW = 0.0;
        for (std::size_t row = first; row < end; ++row) {
            report.rows.push_back(feedRow(edit, hallId, rows[row], rule, ups));
            powerW += rackPowerW(edit.site().hall(hallId), rows[row]);
        }
        report.ups.push_back(ups);
        report.reasons.push_back(fmt::format("Block {} of hall {} feeds {} rows of {} together, for "
                                             "which each side has a UPS of {}.",
                                             number, hallName, end - first, kilowatts(powerW, 0),
                                             kilowatts(edit.site().power->find(ups.a)->ratedW, 0)));
    }
    return report;
}

void feedFrom(Hall& hall, PowerNodeId panel)
{
    for (AirHandler& unit : hall.airHandlers)
        unit.feed = unit.feed.valid() ? unit.feed : panel;
    for (Cdu& cdu : hall.cdus)
        cdu.feed = cdu.feed.valid() ? cdu.feed : panel;
}

PowerNodeId feedHallCooling(SiteEdit& edit, HallId hallId, PowerTypeId type, const Feeds& ups)
{
    const Building& building = edit.site().buildingOf(hallId);
    const Hall& before = edit.site().hall(hallId);
    PowerNode panel = ofType(edit.site(), type);
    panel.name = before.name + " fan panel";
    if (hasNodeNamed(edit.site(), panel.name))
        panel.name = freeNodeName(edit.site(), panel.name);
    panel.building = building.id;
    panel.hall = hallId;
    panel.fedBy = {ups.a, ups.b};
    // On the hall's south wall, beside the first row.
    panel.positionM =
        toCampus(building, toBuilding(before, {before.widthM / 2, 0.2}), before.floorElevationM);
    const PowerNodeId id = edit.add(std::move(panel));
    feedFrom(edit.change(hallId), id);
    return id;
}

PlantPanel addPlantPanel(SiteEdit& edit, BuildingId id, const PlantPanelRule& rule, const std::string& name,
                         Point2 at)
{
    const Building& building = buildingIn(edit, id);
    const auto add = [&](PowerTypeId type, const char* suffix, FeedSide side, double dx,
                         std::vector<PowerNodeId> fedBy) {
        PowerNode node = ofType(edit.site(), type);
        node.name = name + suffix;
        node.side = side;
        node.building = id;
        node.fedBy = std::move(fedBy);
        node.positionM = toCampus(building, at + Point2{dx, 0.0}, 0.0);
        return edit.add(std::move(node));
    };
    const PowerNodeId a = add(rule.transformer, " TX A", FeedSide::A, -3.0, {rule.entranceA});
    const PowerNodeId b = add(rule.transformer, " TX B", FeedSide::B, 3.0, {rule.entranceB});
    const PowerNodeId switchgear = add(rule.switchgear, " SWG", FeedSide::None, -1.0, {a, b});
    return {switchgear, add(rule.panel, " panel", FeedSide::None, 1.0, {switchgear})};
}

} // namespace hallwright::design
