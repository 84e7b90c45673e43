#include "five_buildings.h"

#include "core/design/catalogue_types.h"
#include "core/design/fibre.h"
#include "five_building_rules.h"

#include <algorithm>
#include <map>

namespace hallwright::test {

using namespace design;

namespace {

struct MadeHall {
    HallId id;
    std::vector<RowOfRacks> rows;
    HallTrays trays;
};

struct MadeBuilding {
    BuildingRules rules;
    BuildingId id;
    std::size_t vault = 0;
    std::vector<CoolantLoopId> loops;
    std::vector<MadeHall> halls;
    PathwayId duct;
};

MadeHall makeHall(SiteEdit& edit, const MadeBuilding& building, const std::string& name,
                  const PlacedHall& placed, const std::map<RackTypeId, int>& atMost)
{
    MadeHall made;
    Hall shell = placed.rules.shell;
    shell.name = name + "-" + placed.name;
    shell.originM = placed.origin;
    made.id = edit.addTo(building.id, shell);
    RowRule rows = placed.rules.rows;
    rows.atMost = atMost;
    made.rows = layOutRows(edit, made.id, rows).rows;
    for (HandlerRule rule : placed.rules.handlers) {
        rule.loop = building.loops.front();
        placeAirHandlers(edit, made.id, rule);
    }
    return made;
}

MadeBuilding makeBuilding(SiteEdit& edit, BuildingRules rules, const Equipment& of, const char* name,
                          Point2 origin, double yawDeg, double capacityW, std::size_t vault)
{
    MadeBuilding made{std::move(rules), {}, vault, {}, {}, {}};
    Building shell = made.rules.shell;
    shell.name = name;
    shell.originM = origin;
    shell.yawDeg = yawDeg;
    shell.capacityW = capacityW;
    made.id = edit.add(shell);
    for (const PlacedLoop& placed : made.rules.loops) {
        CoolantLoop loop;
        loop.name = std::string(name) + " " + placed.name;
        loop.building = made.id;
        loop.supplyC = placed.supplyC;
        loop.designDeltaTK = placed.deltaTK;
        loop.pumpHeadPa = placed.headPa;
        loop.pumpEfficiency = placed.efficiency;
        made.loops.push_back(edit.add(loop));
    }
    edit.change(made.id).roomLoop = made.loops.front();
    for (const PlacedHall& hall : made.rules.halls) {
        const bool isLast = std::string(name) == "B5" && std::string(hall.name) == "H3";
        made.halls.push_back(makeHall(edit, made, name, hall,
                                      isLast ? std::map<RackTypeId, int>{{of.racks.liquid, 232}}
                                             : std::map<RackTypeId, int>{}));
    }
    return made;
}

Supply addPower(SiteEdit& edit, const MadeBuilding& building, const Equipment& of)
{
    const std::vector<Room> rooms = edit.site().findBuilding(building.id)->rooms;
    ElectricalRule rule;
    rule.a = {rooms[0].id, building.rules.yardAX};
    rule.b = {rooms[1].id, building.rules.yardBX};
    rule.entrance = of.mv;
    for (std::size_t i = 0; i < building.halls.size(); ++i)
        rule.blocks += blocksFor(building.halls[i].rows.size(), building.rules.halls[i].rules.feeds);
    Supply supply = addEntrances(edit, building.id, rule);
    for (std::size_t i = 0; i < building.halls.size(); ++i)
        feedRows(edit, building.halls[i].id, building.halls[i].rows, building.rules.halls[i].rules.feeds,
                 supply);
    const Feeds cooling = addBlock(edit, supply, {of.tx2500, of.lv, of.ups2000}, "cooling");
    for (const MadeHall& hall : building.halls)
        feedHallCooling(edit, hall.id, of.fanPanel, cooling);
    return supply;
}

void addCooling(SiteEdit& edit, const MadeBuilding& building, const Equipment& of, const Supply& supply)
{
    const PlantPanelRule panels{of.tx2500, of.lv, of.plantPanel, supply.entranceA, supply.entranceB};
    PowerNodeId first;
    for (std::size_t i = 0; i < building.loops.size(); ++i) {
        PipeRule pipes = building.rules.loops[i].pipes;
        for (std::size_t h = 0; h < building.halls.size(); ++h) {
            if (building.rules.halls[h].riserX)
                pipes.riserX[building.halls[h].id] = *building.rules.halls[h].riserX;
        }
        const PlantReport plant =
            addPlant(edit, building.loops[i], pipes.entryX, {building.rules.loops[i].plant}, panels);
        pipeLoop(edit, building.loops[i], pipes, plant);
        first = first.valid() ? first : plant.firstSwitchgear;
    }
    edit.change(building.id).otherFeed = first;
}

void addPathways(SiteEdit& edit, MadeBuilding& building, const std::vector<Vault>& vaults)
{
    const RoomId meetMe = edit.site().findBuilding(building.id)->rooms[building.rules.meetMe].id;
    for (std::size_t i = 0; i < building.halls.size(); ++i) {
        TrayRule rule = building.rules.halls[i].rules.tray;
        rule.exit = building.rules.halls[i].exit;
        rule.meetMe = meetMe;
        rule.corridorX = building.rules.corridorX;
        rule.level = static_cast<int>(i);
        building.halls[i].trays = addTrays(edit, building.halls[i].id, rule);
    }
    building.duct = addDuct(edit, building.id, {meetMe, vaults[building.vault].at, {0.9, 0.6, 1.0}, 1.2});
}

void addRuns(SiteEdit& edit, const std::vector<MadeBuilding>& buildings, const std::vector<Vault>& vaults)
{
    const std::vector<Trench> trenches =
        addTrenches(edit, vaults, {1.2, 0.9, 1.2},
                    {{0, 1, {}}, {1, 2, {}}, {3, 4, {}}, {0, 3, {{29.25, -25}}}, {2, 4, {{319.25, -25}}}});
    for (const MadeBuilding& building : buildings) {
        const MadeHall& spine = building.halls.back();
        for (const MadeHall& hall : building.halls) {
            if (hall.id != spine.id)
                addHallRun(edit, {250, 288, 1e-3 * 11, 0.1}, {hall.id, hall.trays}, {spine.id, spine.trays});
        }
    }
    const auto endOf = [](const MadeBuilding& building) {
        return BuildingEnd{building.id,
                           {building.halls.back().id, building.halls.back().trays},
                           building.duct,
                           building.vault};
    };
    for (std::size_t i = 0; i < buildings.size(); ++i) {
        for (std::size_t j = i + 1; j < buildings.size(); ++j)
            addBuildingRun(edit, {24, 1728, 1e-3 * 27, 0.05}, endOf(buildings[i]), endOf(buildings[j]),
                           trenches, vaults.size());
    }
}

SiteInfo infoOfCampus()
{
    SiteInfo info;
    info.name = "Five-building conversion";
    info.description = "Five data-centre buildings joined into one cluster of 129,000 H100 GPUs";
    info.place = "Cedar Fork, Middle Tennessee, USA";
    info.latitudeDeg = 36.21;
    info.longitudeDeg = -86.42;
    info.elevationM = 165;
    info.outdoorC = 35;
    info.wetBulbC = 25.5;
    return info;
}

void addSubstations(SiteEdit& edit)
{
    for (const FeedSide side : {FeedSide::A, FeedSide::B}) {
        PowerNode node;
        node.name = side == FeedSide::A ? "Substation A" : "Substation B";
        node.side = side;
        node.positionM = {-110, side == FeedSide::A ? 20.0 : -20.0, 0.0};
        node.ratedW = 260e6;
        edit.add(node);
    }
}

// One rack of a single node among those of four.
void changeOneRack(SiteEdit& edit, HallId hall, RackTypeId single)
{
    for (Rack& rack : edit.change(hall).racks) {
        if (rack.name != "B5-H3-I08")
            continue;
        Rack changed = ofType(*edit.site().catalogue->find(single));
        changed.id = rack.id;
        changed.name = rack.name;
        changed.pose = rack.pose;
        rack = changed;
    }
}

} // namespace

SitePtr fiveBuildings()
{
    SiteEdit edit(std::make_shared<Site>());
    edit.changeInfo() = infoOfCampus();
    const Equipment of = addEquipment(edit);
    const BuildingRules air = airBuilding(of);
    const BuildingRules liquid = liquidBuilding(of);
    std::vector<MadeBuilding> buildings;
    buildings.push_back(makeBuilding(edit, air, of, "B1", {0, 40}, 0, 50e6, 0));
    buildings.push_back(makeBuilding(edit, air, of, "B2", {145, 40}, 0, 49e6, 1));
    buildings.push_back(makeBuilding(edit, air, of, "B3", {290, 40}, 0, 49e6, 2));
    buildings.push_back(makeBuilding(edit, liquid, of, "B4", {150, -40}, 180, 45e6, 3));
    buildings.push_back(makeBuilding(edit, liquid, of, "B5", {350, -40}, 180, 44e6, 4));
    changeOneRack(edit, buildings.back().halls[2].id, of.racks.single);
    for (const MadeBuilding& building : buildings) {
        for (std::size_t i = 0; i < building.halls.size(); ++i) {
            if (const auto cdu = building.rules.halls[i].rules.cdu)
                addCdus(edit, building.halls[i].id, building.halls[i].rows,
                        {*cdu, WallSide::East, building.loops.back()});
        }
    }
    addSubstations(edit);
    const std::vector<Vault> vaults{{"V1", {29.25, 25}},
                                    {"V2", {174.25, 25}},
                                    {"V3", {319.25, 25}},
                                    {"V4", {90.15, -25}},
                                    {"V5", {290.15, -25}}};
    for (MadeBuilding& building : buildings) {
        const Supply supply = addPower(edit, building, of);
        addCooling(edit, building, of, supply);
        addPathways(edit, building, vaults);
    }
    addRuns(edit, buildings, vaults);
    return edit.done();
}

} // namespace hallwright::test
