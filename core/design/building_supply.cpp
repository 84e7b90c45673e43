#include "core/design/building_supply.h"

#include "core/design/choose_types.h"
#include "core/design/rule_error.h"
#include "core/model/names.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

constexpr double blockPitchM = 4.0;   // along an electrical room
constexpr double entrancePartM = 3.0; // of the room, kept for the entrance switchgear
constexpr double transformersOutM = 5.0;
constexpr std::array bothSides{FeedSide::A, FeedSide::B};

struct Sides {
    ElectricalSide a, b;
    int blocks = 0; // that the smaller of both rooms has room for
};

Sides sidesOf(const Building& building)
{
    std::vector<const Room*> rooms;
    for (const Room& room : building.rooms) {
        if (room.kind == RoomKind::Electrical)
            rooms.push_back(&room);
    }
    if (rooms.size() < 2)
        throw RuleError(fmt::format("building {} has {} electrical room{}, but sides A and B need one each; "
                                    "draw {}.",
                                    building.name, rooms.size(), rooms.size() == 1 ? "" : "s",
                                    rooms.empty() ? "two" : "another"));
    const auto sideIn = [&](const Room& room) {
        const bool west = room.area.centre().x < building.widthM / 2;
        return ElectricalSide{room.id, west ? -transformersOutM : building.widthM + transformersOutM};
    };
    const double depthM = std::min(rooms[0]->area.depth, rooms[1]->area.depth);
    return {sideIn(*rooms[0]), sideIn(*rooms[1]),
            static_cast<int>(std::max(0.0, depthM - entrancePartM) / blockPitchM)};
}

bool hasSource(const Site& site, FeedSide side)
{
    return std::ranges::any_of(site.power->nodes, [&](const PowerNode& node) {
        return isSource(node.kind) && node.side == side && !node.building.valid();
    });
}

// Of a quarter more than the building's capacity, so that a second one finds room, in whole megawatts.
void addUtility(SiteEdit& edit, const Building& building, FeedSide side, Choices& choices)
{
    PowerNode node;
    node.name = fmt::format("Utility {}", nameOf(side));
    node.kind = PowerNodeKind::Utility;
    node.side = side;
    node.ratedW = std::ceil(1.25 * building.capacityW / 1e6) * 1e6;
    const double y = building.depthM / 2 + (side == FeedSide::A ? 20.0 : -20.0);
    node.positionM = toCampus(building, {-60.0, y}, 0.0);
    choices.push_back(
        fmt::format("{} of {:.0f} MW supplies side {}: at least a quarter more than the {:.1f} MW of "
                    "building {}.",
                    node.name, node.ratedW / 1e6, nameOf(side), building.capacityW / 1e6, building.name));
    edit.add(std::move(node));
}

// Medium-voltage gear carries more than any transformer behind it.
PowerTypeId entranceType(const Site& site, const Building& building)
{
    const double aboveTransformersW = 1.001 * largestRatingW(site, PowerNodeKind::Transformer);
    return leastPowerType(site, PowerNodeKind::Switchgear, std::max(building.capacityW, aboveTransformersW),
                          fmt::format("the entrance of building {}", building.name))
        .id;
}

// As many as carry the building's capacity; none if the catalogue has no generator.
std::optional<StandbyRule> standbyFor(const Site& site, const Building& building)
{
    const double largestW = largestRatingW(site, PowerNodeKind::Generator);
    if (largestW <= 0.0)
        return std::nullopt;
    const PowerType& type =
        leastPowerType(site, PowerNodeKind::Generator, std::min(largestW, building.capacityW), "");
    return StandbyRule{type.id, static_cast<int>(std::ceil(building.capacityW / type.values.ratedW))};
}

Supply newSupply(SiteEdit& edit, const Building& building, const Sides& sides, int blocks, Choices& choices)
{
    if (building.capacityW <= 0.0)
        throw RuleError(fmt::format("building {} has no electrical capacity; say how much its supply is to "
                                    "carry.",
                                    building.name));
    for (const FeedSide side : bothSides) {
        if (!hasSource(edit.site(), side))
            addUtility(edit, building, side, choices);
    }
    const ElectricalRule rule{sides.a, sides.b, entranceType(edit.site(), building),
                              standbyFor(edit.site(), building), std::max(sides.blocks, blocks)};
    const Supply supply = addEntrances(edit, building.id, rule);
    choices.push_back(fmt::format("Building {} has an entrance of {:.0f} MW on each side{}.", building.name,
                                  edit.site().power->find(supply.entranceA)->ratedW / 1e6,
                                  rule.standby ? fmt::format(", with {} standby generators for its {:.1f} MW",
                                                             rule.standby->perSide, building.capacityW / 1e6)
                                               : std::string()));
    return supply;
}

double unitPowerOn(const Site& site, PowerNodeId panel)
{
    double powerW = 0.0;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const AirHandler& unit : hall->airHandlers)
                powerW += unit.feed == panel ? unit.fanPowerW : 0.0;
            for (const Cdu& cdu : hall->cdus)
                powerW += cdu.feed == panel ? cdu.pumpPowerW : 0.0;
        }
    }
    return powerW;
}

bool isPanelIn(const PowerNode& node, BuildingId building)
{
    return node.kind == PowerNodeKind::MechanicalPanel && node.building == building && node.hall.valid();
}

double roomLeftW(const PowerNode& node, double takenW)
{
    return plannedShare * node.ratedW - takenW;
}

// The two UPS behind a panel of the building that can carry this much more; nothing if none can.
std::optional<Feeds> upsWithRoom(const Site& site, BuildingId building, double powerW)
{
    for (const PowerNode& panel : site.power->nodes) {
        if (!isPanelIn(panel, building) || panel.fedBy.size() != 2)
            continue;
        double takenW = 0.0;
        for (const PowerNode& other : site.power->nodes)
            takenW +=
                isPanelIn(other, building) && other.fedBy == panel.fedBy ? unitPowerOn(site, other.id) : 0.0;
        const auto hasRoom = [&](PowerNodeId id) {
            const PowerNode* ups = site.power->find(id);
            return ups->kind == PowerNodeKind::Ups && roomLeftW(*ups, takenW) >= powerW;
        };
        if (std::ranges::all_of(panel.fedBy, hasRoom))
            return Feeds{panel.fedBy[0], panel.fedBy[1]};
    }
    return std::nullopt;
}

struct UnfedUnits {
    std::size_t count = 0;
    double powerW = 0.0; // of their fans and pumps
};

UnfedUnits unfedUnits(const Hall& hall)
{
    UnfedUnits unfed;
    const auto add = [&](PowerNodeId feed, double powerW) {
        unfed.count += feed.valid() ? 0 : 1;
        unfed.powerW += feed.valid() ? 0.0 : powerW;
    };
    for (const AirHandler& unit : hall.airHandlers)
        add(unit.feed, unit.fanPowerW);
    for (const Cdu& cdu : hall.cdus)
        add(cdu.feed, cdu.pumpPowerW);
    return unfed;
}

// A panel of the hall that can carry this much more.
const PowerNode* panelWithRoom(const Site& site, HallId hall, double powerW)
{
    for (const PowerNode& node : site.power->nodes) {
        if (node.kind == PowerNodeKind::MechanicalPanel && node.hall == hall &&
            roomLeftW(node, unitPowerOn(site, node.id)) >= powerW)
            return &node;
    }
    return nullptr;
}

} // namespace

Supply supplyFor(SiteEdit& edit, BuildingId id, int blocks, Choices& choices)
{
    const Building& building = *edit.site().findBuilding(id);
    const Sides sides = sidesOf(building);
    std::optional<Supply> supply = supplyOf(edit.site(), id, sides.a, sides.b, blocks);
    if (!supply)
        return newSupply(edit, building, sides, blocks, choices);
    supply->blocks = std::max(supply->blocks, sides.blocks);
    return *supply;
}

BlockTypes blockFor(const Site& site, double loadW, const std::string& what)
{
    const PowerType& ups = leastPowerType(site, PowerNodeKind::Ups, loadW / plannedShare, what);
    const double inputW = fullInputW(ups);
    const PowerType& switchgear = leastPowerType(site, PowerNodeKind::Switchgear, inputW,
                                                 fmt::format("{} in front of {}", what, ups.name));
    const PowerType& transformer = leastPowerType(site, PowerNodeKind::Transformer, inputW,
                                                  fmt::format("{} in front of {}", what, ups.name));
    return {transformer.id, switchgear.id, ups.id};
}

void feedCoolingUnits(SiteEdit& edit, HallId hallId, Choices& choices)
{
    const auto [unfed, powerW] = unfedUnits(edit.site().hall(hallId));
    if (unfed == 0)
        return;
    const std::string name = edit.site().hall(hallId).name;
    if (const PowerNode* panel = panelWithRoom(edit.site(), hallId, powerW)) {
        feedFrom(edit.change(hallId), panel->id);
        choices.push_back(fmt::format("{} feeds {} more air handlers and CDUs of hall {}, {} of fans "
                                      "and pumps.",
                                      panel->name, unfed, name, kilowatts(powerW, 0)));
        return;
    }
    const BuildingId building = edit.site().buildingOf(hallId).id;
    std::optional<Feeds> ups = upsWithRoom(edit.site(), building, powerW);
    if (!ups) {
        const std::string what = fmt::format("the cooling of hall {}", name);
        Supply supply = supplyFor(edit, building, 1, choices);
        const BlockTypes block = blockFor(edit.site(), powerW, what);
        ups = addBlock(edit, supply, block,
                       shortName(*edit.site().findBuilding(building), edit.site().hall(hallId)) + " cooling");
    }
    const PowerType& type = leastPowerType(edit.site(), PowerNodeKind::MechanicalPanel, powerW / plannedShare,
                                           fmt::format("the fans and pumps of hall {}", name));
    choices.push_back(fmt::format("{} and {} of {} carry the {} of fans and pumps of hall {}, "
                                  "over a panel of {}.",
                                  edit.site().power->find(ups->a)->name,
                                  edit.site().power->find(ups->b)->name,
                                  kilowatts(edit.site().power->find(ups->a)->ratedW, 0), kilowatts(powerW, 0),
                                  name, kilowatts(type.values.ratedW, 0)));
    feedHallCooling(edit, hallId, type.id, *ups);
}

} // namespace hallwright::design
