#include "core/exchange/build_power.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright::recipe {

namespace {

PowerNode nodeOf(Draft& draft, std::size_t model, const std::string& name, FeedSide side)
{
    const PowerModel& from = draft.recipe.power[model];
    PowerNode node;
    node.id = draft.ids.power.next();
    node.name = name;
    node.kind = from.kind;
    node.side = side;
    node.ratedW = from.ratedW;
    node.loss = from.loss;
    node.standby = from.standby;
    node.upsMode = from.upsMode;
    node.storedJ = from.storedJ;
    return node;
}

// "Turbine 1", "Turbine 2" where there are several.
std::string nameOfSource(const UtilityRule& rule, int index)
{
    return rule.count > 1 ? fmt::format("{} {}", rule.name, index + 1) : rule.name;
}

// Places the blocks of one side: UPS and switchgear in two lines along the electrical room, the transformers outside
// the wall in line with them, standby generators in a line beyond those.
class SideLayout
{
public:
    SideLayout(const BuildingDraft& building, const ElectricalSide& side, std::size_t blocks)
        : building_(building.building), room_(building.rule->rooms[side.room].area), yardX_(side.yardX),
          blocks_(static_cast<double>(std::max<std::size_t>(blocks, 1)))
    {
    }

    Point3 transformer(std::size_t block) const { return campus({yardX_, along(block)}); }
    Point3 switchgear(std::size_t block) const
    {
        return campus({room_.x + 0.25 * room_.width, along(block)});
    }
    Point3 ups(std::size_t block) const { return campus({room_.x + 0.65 * room_.width, along(block)}); }
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

    // The entrance switchgear takes the room's first 3 m.
    double along(std::size_t block) const
    {
        const double usable = room_.depth - 3.0;
        return room_.y + 3.0 + usable * (static_cast<double>(block) + 0.5) / blocks_;
    }
    Point3 campus(Point2 p) const { return toCampus(building_, p, 0.0); }

    const Building& building_;
    Rect room_;
    double yardX_;
    double blocks_;
};

// Transformer, switchgear and UPS in series; returns the UPS.
struct BlockModels {
    std::size_t transformer = 0, switchgear = 0, ups = 0;
};

class SidePower
{
public:
    SidePower(Draft& draft, BuildingDraft& building, FeedSide side, std::size_t blocks)
        : draft_(draft), building_(building), side_(side),
          layout_(building, side == FeedSide::A ? building.rule->electrical.a : building.rule->electrical.b,
                  blocks)
    {
    }

    PowerNodeId addEntrance()
    {
        const std::vector<PowerNodeId> standby = addStandby();
        PowerNode node = make(building_.rule->electrical.entrance, "MV", HallId{});
        for (const PowerNode& utility : draft_.power.nodes) {
            if (isSource(utility.kind) && utility.side == side_ && utility.building == BuildingId{})
                node.fedBy.push_back(utility.id);
        }
        if (node.fedBy.empty()) {
            building_.placement->place.fail(fmt::format("building {} needs a utility of side {}, but the "
                                                        "recipe has none; add one under \"utilities\".",
                                                        building_.building.name, nameOf(side_)));
        }
        node.fedBy.insert(node.fedBy.end(), standby.begin(), standby.end());
        node.positionM = layout_.entrance();
        entrance_ = node.id;
        draft_.power.nodes.push_back(std::move(node));
        return entrance_;
    }

    PowerNodeId addBlock(const BlockModels& models, const std::string& name)
    {
        const PowerNodeId transformer =
            addInSeries(models.transformer, name + " TX", entrance_, layout_.transformer(nextBlock_));
        const PowerNodeId switchgear =
            addInSeries(models.switchgear, name + " SWG", transformer, layout_.switchgear(nextBlock_));
        const PowerNodeId ups = addInSeries(models.ups, name + " UPS", switchgear, layout_.ups(nextBlock_));
        ++nextBlock_;
        return ups;
    }

    PowerNodeId addBusway(const HallDraft& hall, const RowDraft& row, PowerNodeId ups)
    {
        const PowerNodeId from = hall.rule->power.pdu ? addPdu(hall, row, ups) : ups;
        PowerNode node = make(hall.rule->power.busway, "", hall.hall.id);
        node.name = fmt::format("{}-{} busway {}", hall.hall.name, row.letter, nameOf(side_));
        node.fedBy = {from};
        // Side by side over the row, above the trays of the racks' tops.
        const Point2 offset{0.0, side_ == FeedSide::A ? -0.2 : 0.2};
        node.positionM = toCampus(building_.building, toBuilding(hall.hall, row.area.centre() + offset),
                                  hall.hall.floorElevationM + 2.6);
        draft_.power.nodes.push_back(node);
        return node.id;
    }

private:
    std::vector<PowerNodeId> addStandby()
    {
        std::vector<PowerNodeId> added;
        const std::optional<StandbyRule>& rule = building_.rule->electrical.standby;
        for (int i = 0; rule && i < rule->perSide; ++i) {
            PowerNode node = make(rule->generator, fmt::format("generator {}", i + 1), HallId{});
            node.standby = true;
            node.positionM = layout_.generator(i, rule->perSide);
            added.push_back(node.id);
            draft_.power.nodes.push_back(std::move(node));
        }
        return added;
    }

    // At the row's end, where no CDU stands.
    PowerNodeId addPdu(const HallDraft& hall, const RowDraft& row, PowerNodeId ups)
    {
        PowerNode node = make(*hall.rule->power.pdu, "", hall.hall.id);
        node.name = fmt::format("{}-{} PDU {}", hall.hall.name, row.letter, nameOf(side_));
        node.fedBy = {ups};
        const bool east = hall.rule->cdus && hall.rule->cdus->end == WallSide::West;
        const Point2 at{east ? row.area.right() + 0.6 : row.area.x - 0.6,
                        row.area.centre().y + (side_ == FeedSide::A ? -0.4 : 0.4)};
        node.positionM = toCampus(building_.building, toBuilding(hall.hall, at), hall.hall.floorElevationM);
        draft_.power.nodes.push_back(node);
        return node.id;
    }

    PowerNode make(std::size_t model, const std::string& name, HallId hall)
    {
        PowerNode node = nodeOf(draft_, model,
                                fmt::format("{} {} {}", building_.building.name, name, nameOf(side_)), side_);
        node.building = building_.building.id;
        node.hall = hall;
        return node;
    }

    PowerNodeId addInSeries(std::size_t model, const std::string& name, PowerNodeId from, Point3 position)
    {
        PowerNode node = make(model, name, HallId{});
        node.fedBy = {from};
        node.positionM = position;
        draft_.power.nodes.push_back(node);
        return node.id;
    }

    Draft& draft_;
    BuildingDraft& building_;
    FeedSide side_;
    SideLayout layout_;
    PowerNodeId entrance_;
    std::size_t nextBlock_ = 0;
};

std::size_t blocksOf(const HallDraft& hall)
{
    const auto perUps = static_cast<std::size_t>(hall.rule->power.rowsPerUps);
    return (hall.rows.size() + perUps - 1) / perUps;
}

void feedRow(SidePower& a, SidePower& b, HallDraft& hall, const RowDraft& row, PowerNodeId upsA,
             PowerNodeId upsB)
{
    const PowerNodeId buswayA = a.addBusway(hall, row, upsA);
    const PowerNodeId buswayB = b.addBusway(hall, row, upsB);
    for (std::size_t i = row.firstRack; i < row.endRack; ++i) {
        hall.hall.racks[i].feedA = buswayA;
        hall.hall.racks[i].feedB = buswayB;
    }
}

void feedRows(SidePower& a, SidePower& b, HallDraft& hall)
{
    const HallPowerRule& rule = hall.rule->power;
    const BlockModels models{rule.transformer, rule.switchgear, rule.ups};
    const auto perUps = static_cast<std::size_t>(rule.rowsPerUps);
    for (std::size_t first = 0; first < hall.rows.size(); first += perUps) {
        const std::string name = fmt::format("{} block {}", hall.placement->name, first / perUps + 1);
        const PowerNodeId upsA = a.addBlock(models, name);
        const PowerNodeId upsB = b.addBlock(models, name);
        const std::size_t end = std::min(first + perUps, hall.rows.size());
        for (std::size_t row = first; row < end; ++row)
            feedRow(a, b, hall, hall.rows[row], upsA, upsB);
    }
}

// Fans and CDU pumps ride through a utility failure on their own UPSs.
void feedCooling(Draft& draft, const BuildingDraft& building, HallDraft& hall, PowerNodeId upsA,
                 PowerNodeId upsB)
{
    PowerNode panel = nodeOf(draft, hall.rule->power.panel, hall.hall.name + " fan panel", FeedSide::None);
    panel.building = building.building.id;
    panel.hall = hall.hall.id;
    panel.fedBy = {upsA, upsB};
    // On the hall's south wall, beside the first row.
    panel.positionM = toCampus(building.building, toBuilding(hall.hall, {hall.hall.widthM / 2, 0.2}),
                               hall.hall.floorElevationM);
    for (AirHandler& unit : hall.hall.airHandlers)
        unit.feed = panel.id;
    for (Cdu& cdu : hall.hall.cdus)
        cdu.feed = panel.id;
    draft.power.nodes.push_back(std::move(panel));
}

} // namespace

void addUtilities(Draft& draft)
{
    for (const UtilityRule& rule : draft.recipe.utilities) {
        for (int i = 0; i < rule.count; ++i) {
            PowerNode node;
            node.id = draft.ids.power.next();
            node.name = nameOfSource(rule, i);
            node.kind = rule.kind;
            node.side = rule.side;
            node.positionM = {rule.position.x + i * rule.step.x, rule.position.y + i * rule.step.y, 0.0};
            node.ratedW = rule.ratedW;
            node.loss = rule.loss;
            node.standby = rule.standby;
            node.storedJ = rule.storedJ;
            draft.power.nodes.push_back(std::move(node));
        }
    }
}

void addBuildingPower(Draft& draft, BuildingDraft& building)
{
    std::size_t blocks = 1; // the continuous cooling's
    for (const HallDraft& hall : building.halls)
        blocks += blocksOf(hall);
    SidePower a(draft, building, FeedSide::A, blocks);
    SidePower b(draft, building, FeedSide::B, blocks);
    building.entranceA = a.addEntrance();
    building.entranceB = b.addEntrance();
    for (HallDraft& hall : building.halls)
        feedRows(a, b, hall);
    const ElectricalRule& rule = building.rule->electrical;
    const BlockModels cooling{rule.transformer, rule.switchgear, rule.ups};
    const PowerNodeId upsA = a.addBlock(cooling, "cooling");
    const PowerNodeId upsB = b.addBlock(cooling, "cooling");
    for (HallDraft& hall : building.halls)
        feedCooling(draft, building, hall, upsA, upsB);
}

PowerNodeId addPlantPanel(Draft& draft, BuildingDraft& building, const std::string& name, Point2 positionM,
                          double elevationM)
{
    const ElectricalRule& rule = building.rule->electrical;
    const auto add = [&](std::size_t model, const std::string& suffix, FeedSide side, double dx,
                         std::vector<PowerNodeId> fedBy) {
        PowerNode node = nodeOf(draft, model, name + suffix, side);
        node.building = building.building.id;
        node.fedBy = std::move(fedBy);
        node.positionM = toCampus(building.building, positionM + Point2{dx, 0.0}, elevationM);
        draft.power.nodes.push_back(node);
        return node.id;
    };
    const PowerNodeId a = add(rule.transformer, " TX A", FeedSide::A, -3.0, {building.entranceA});
    const PowerNodeId b = add(rule.transformer, " TX B", FeedSide::B, 3.0, {building.entranceB});
    const PowerNodeId switchgear = add(rule.switchgear, " SWG", FeedSide::None, -1.0, {a, b});
    if (!building.plantSwitchgear.valid())
        building.plantSwitchgear = switchgear;
    return add(rule.panel, " panel", FeedSide::None, 1.0, {switchgear});
}

} // namespace hallwright::recipe
