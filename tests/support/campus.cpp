#include "tests/support/campus.h"

#include "tests/support/site_parts.h"

#include <fmt/format.h>

namespace hallwright::test {

LossCurve lossOf(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Transformer:
        return {0.001, 0.0, 0.006};
    case PowerNodeKind::Switchgear:
        return {0.0, 0.001, 0.0};
    case PowerNodeKind::Ups:
        return {0.005, 0.006, 0.014};
    case PowerNodeKind::SolidStateTransformer:
    case PowerNodeKind::Rectifier:
        return {0.004, 0.008, 0.008};
    case PowerNodeKind::Pdu:
    case PowerNodeKind::Busway:
        return {0.0005, 0.0, 0.005};
    case PowerNodeKind::Utility:
    case PowerNodeKind::Generator:
    case PowerNodeKind::Battery:
    case PowerNodeKind::MechanicalPanel:
        break;
    }
    return {};
}

PowerNodeId PowerBuilder::add(PowerNodeKind kind, std::string name, FeedSide side, double ratedW,
                              std::vector<PowerNodeId> fedBy, BuildingId building, HallId hall, Point3 at)
{
    PowerNode node;
    node.id = {++ids_.node};
    node.name = std::move(name);
    node.kind = kind;
    node.side = side;
    node.building = building;
    node.hall = hall;
    node.positionM = at;
    node.ratedW = ratedW;
    node.loss = lossOf(kind);
    node.fedBy = std::move(fedBy);
    network_.nodes.push_back(std::move(node));
    return {ids_.node};
}

RackType dgxH100x2()
{
    return {{1}, "DGX H100 x2", 0.6, 1.2, 2.2, 391.0, 20.4e3, 0.0, 1.13, 30.0, 16};
}

RackType nvl72()
{
    RackType type{{2}, "NVL72", 0.6, 1.2, 2.24, 1360.0, 132e3, 0.87, 0.95, 35.0, 72};
    type.ratedCoolantC = 36.0; // what its CDU supplies
    return type;
}

void addRow(Hall& hall, const RowSpec& row, const RackType& type, Ids& ids)
{
    hall.rows.push_back({{++ids.row},
                         row.name,
                         {row.westX, row.centreY - type.depthM / 2, row.count * type.widthM, type.depthM},
                         row.yawDeg});
    for (int i = 0; i < row.count; ++i) {
        Rack rack;
        rack.id = {++ids.rack};
        rack.name = fmt::format("{}{:02}", row.name, i + 1);
        rack.type = type.id;
        rack.pose = {row.westX + (i + 0.5) * type.widthM, row.centreY, row.yawDeg};
        rack.powerW = type.powerW;
        rack.liquidShare = type.liquidShare;
        rack.airflowM3s = type.airflowM3s;
        rack.massKg = type.massKg;
        rack.gpuCount = type.gpuCount;
        rack.feedA = row.feedA;
        rack.feedB = row.feedB;
        rack.cdu = row.cdu;
        hall.racks.push_back(std::move(rack));
    }
}

namespace {

AirHandler airHandler(AirHandlerKind kind, std::string name, Pose pose, PowerNodeId feed, CoolantLoopId loop,
                      Ids& ids)
{
    AirHandler unit;
    unit.id = {++ids.airHandler};
    unit.name = std::move(name);
    unit.kind = kind;
    unit.pose = pose;
    const bool crah = kind == AirHandlerKind::Crah;
    unit.widthM = crah ? 2.6 : 3.0;
    unit.depthM = crah ? 1.0 : 0.6;
    unit.heightM = crah ? 2.0 : 3.6;
    unit.airflowM3s = crah ? 8.0 : 9.0;
    unit.capacityW = 180e3;
    unit.fanPowerW = crah ? 6.5e3 : 7.0e3;
    unit.feed = feed;
    unit.loop = loop;
    return unit;
}

Cdu coolantUnit(std::string name, Pose pose, PowerNodeId feed, CoolantLoopId loop, Ids& ids)
{
    Cdu cdu;
    cdu.id = {++ids.cdu};
    cdu.name = std::move(name);
    cdu.pose = pose;
    cdu.widthM = 0.9;
    cdu.depthM = 1.2;
    cdu.heightM = 2.2;
    cdu.capacityW = 800e3;
    cdu.flowM3s = 0.015;
    cdu.approachK = 4.0;
    cdu.pumpPowerW = 8e3;
    cdu.feed = feed;
    cdu.loop = loop;
    return cdu;
}

PlantUnit plantUnit(PlantKind kind, std::string name, BuildingId building, CoolantLoopId loop, Pose pose,
                    double capacityW, PowerNodeId feed, Ids& ids)
{
    PlantUnit unit;
    unit.id = {++ids.plant};
    unit.name = std::move(name);
    unit.kind = kind;
    unit.building = building;
    unit.loop = loop;
    unit.pose = pose;
    unit.widthM = 4.0;
    unit.depthM = 2.4;
    unit.heightM = 2.6;
    unit.capacityW = capacityW;
    unit.feed = feed;
    switch (kind) {
    case PlantKind::AirCooledChiller:
        unit.ratedCop = 3.1;
        unit.ratedOutdoorC = 35.0;
        break;
    case PlantKind::WaterCooledChiller:
        unit.ratedCop = 6.4;
        break;
    case PlantKind::DryCooler:
        unit.ratedOutdoorC = 35.0;
        unit.ratedPowerW = 0.04 * capacityW;
        unit.ratedApproachK = 6.0;
        break;
    case PlantKind::CoolingTower:
        unit.ratedOutdoorC = 24.0;
        unit.ratedPowerW = 0.012 * capacityW;
        unit.ratedApproachK = 4.0;
        break;
    case PlantKind::WatersideEconomiser:
        unit.ratedApproachK = 2.0;
        break;
    }
    return unit;
}

// Transformers, switchgear and UPS of one building, sides A and B, and its mechanical panel.
struct BuildingFeeds {
    PowerNodeId upsA, upsB, panel;
};

BuildingFeeds addBuildingFeeds(PowerBuilder& power, const Building& building, PowerNodeId utility,
                               double ratedW)
{
    BuildingFeeds feeds;
    std::vector<PowerNodeId> gear;
    double y = building.originM.y + 2.0;
    for (const FeedSide side : {FeedSide::A, FeedSide::B}) {
        const char letter = side == FeedSide::A ? 'A' : 'B';
        const auto named = [&](const char* what) {
            return fmt::format("{} {} {}", building.name, what, letter);
        };
        const auto at = [&](double x) { return Point3{building.originM.x + x, y, 0.0}; };
        const auto transformer = power.add(PowerNodeKind::Transformer, named("transformer"), side, ratedW,
                                           {utility}, building.id, {}, {building.originM.x - 6.0, y, 0.0});
        gear.push_back(power.add(PowerNodeKind::Switchgear, named("switchgear"), side, ratedW, {transformer},
                                 building.id, {}, at(1.5)));
        const auto ups = power.add(PowerNodeKind::Ups, named("UPS"), side, ratedW * 0.8, {gear.back()},
                                   building.id, {}, at(3.5));
        (side == FeedSide::A ? feeds.upsA : feeds.upsB) = ups;
        y += 4.0;
    }
    feeds.panel =
        power.add(PowerNodeKind::MechanicalPanel, building.name + " mechanical panel", FeedSide::None,
                  ratedW * 0.5, gear, building.id, {}, {building.originM.x + 1.5, y, 0.0});
    return feeds;
}

CoolantLoop coolantLoop(std::string name, BuildingId building, double supplyC, double designHeatW, Ids& ids)
{
    return {{++ids.loop}, std::move(name), building, supplyC, 8.0, 200e3, 0.65, designHeatW};
}

void addPipes(CoolingNetwork& cooling, const CoolantLoop& loop, Point2 fromPlant, Point2 toHall, Ids& ids)
{
    for (const PipeRole role : {PipeRole::Supply, PipeRole::Return}) {
        const double offset = role == PipeRole::Supply ? 0.0 : 0.6;
        PipeRun run;
        run.id = {++ids.pipe};
        run.name = loop.name + (role == PipeRole::Supply ? " supply" : " return");
        run.loop = loop.id;
        run.role = role;
        run.diameterM = 0.3;
        run.pathM = {{fromPlant.x, fromPlant.y + offset, 0.5},
                     {fromPlant.x, fromPlant.y + offset, 4.2},
                     {toHall.x, fromPlant.y + offset, 4.2},
                     {toHall.x, toHall.y + offset, 4.2}};
        cooling.pipes.push_back(std::move(run));
    }
}

Building emptyBuilding(std::string name, Point2 originM, Ids& ids)
{
    Building building;
    building.id = {++ids.building};
    building.name = std::move(name);
    building.originM = originM;
    building.widthM = 24.0;
    building.depthM = 18.0;
    building.heightM = 7.0;
    building.capacityW = 4e6;
    building.otherPowerW = 15e3;
    building.rooms = {{"Electrical room", RoomKind::Electrical, {0.5, 0.5, 5.0, 11.0}, {++ids.room}},
                      {"Mechanical room", RoomKind::Mechanical, {6.0, 12.5, 16.0, 5.0}, {++ids.room}},
                      {"Dock", RoomKind::Dock, {0.5, 12.5, 5.0, 5.0}, {++ids.room}}};
    return building;
}

Hall emptyHall(std::string name, Ids& ids)
{
    Hall hall;
    hall.id = {++ids.hall};
    hall.name = std::move(name);
    hall.originM = {6.6, 1.2};
    hall.widthM = 15.6;
    hall.depthM = 9.6;
    hall.heightM = 4.8;
    hall.ceilingHeightM = 4.8;
    hall.floorRatingPa = 17e3;
    hall.supplyC = 20.0;
    hall.inletLimitC = 27.0;
    hall.doors = {{"Main door", WallSide::North, 0.6, 1.8, 2.4, {++ids.door}}};
    return hall;
}

// Raised floor, two rows facing an open cold aisle, four CRAHs.
Hall openHall(const Building& building, PowerBuilder& power, const BuildingFeeds& feeds, CoolantLoopId loop,
              Ids& ids)
{
    Hall hall = emptyHall("Hall A", ids);
    hall.floor = FloorKind::RaisedFloor;
    hall.raisedFloorM = 0.6;
    hall.floorElevationM = 0.6;
    hall.heightM = 4.2;
    hall.ceilingReturn = true;
    hall.ceilingHeightM = 3.0;
    hall.aisles = {{"Cold aisle 1", AisleKind::Cold, {3.6, 4.2, 7.2, 1.2}, false, false, {++ids.aisle}},
                   {"Hot aisle 1", AisleKind::Hot, {3.6, 1.8, 7.2, 1.2}, false, false, {++ids.aisle}},
                   {"Hot aisle 2", AisleKind::Hot, {3.6, 6.6, 7.2, 1.2}, false, false, {++ids.aisle}}};
    hall.columns = {{{12.0, 4.5, 0.6, 0.6}, {++ids.column}}};
    const Point2 corner = hallToCampus(building, hall, {});
    for (int row = 0; row < 2; ++row) {
        const double y = row == 0 ? 3.6 : 6.0;
        const Point3 at{corner.x + 3.0, corner.y + y, 0.6};
        const auto pduA = power.add(PowerNodeKind::Pdu, fmt::format("Hall A PDU {}A", row + 1), FeedSide::A,
                                    300e3, {feeds.upsA}, building.id, hall.id, at);
        const auto pduB = power.add(PowerNodeKind::Pdu, fmt::format("Hall A PDU {}B", row + 1), FeedSide::B,
                                    300e3, {feeds.upsB}, building.id, hall.id, {at.x + 8.4, at.y, at.z});
        addRow(hall, {row == 0 ? "A" : "B", 3.6, y, row == 0 ? 180.0 : 0.0, 12, pduA, pduB, {}}, dgxH100x2(),
               ids);
    }
    for (int i = 0; i < 4; ++i) {
        const Pose pose{i < 2 ? 0.6 : 15.0, i % 2 == 0 ? 2.4 : 7.2, i < 2 ? 90.0 : -90.0};
        hall.airHandlers.push_back(
            airHandler(AirHandlerKind::Crah, fmt::format("CRAH {}", i + 1), pose, feeds.panel, loop, ids));
    }
    return hall;
}

// Slab floor, two rows back to back over a contained hot aisle, fan wall, two CDUs.
Hall containedHall(const Building& building, PowerBuilder& power, const BuildingFeeds& feeds,
                   CoolantLoopId chilled, CoolantLoopId warm, Ids& ids)
{
    Hall hall = emptyHall("Hall B", ids);
    hall.containmentLeakage = 0.05;
    hall.ceilingReturn = true;
    hall.ceilingHeightM = 3.6;
    hall.aisles = {{"Hot aisle 1", AisleKind::Hot, {3.6, 4.2, 6.0, 1.2}, true, false, {++ids.aisle}},
                   {"Cold aisle 1", AisleKind::Cold, {3.6, 1.2, 6.0, 1.8}, false, false, {++ids.aisle}},
                   {"Cold aisle 2", AisleKind::Cold, {3.6, 6.6, 6.0, 1.8}, false, false, {++ids.aisle}}};
    for (int i = 0; i < 2; ++i)
        hall.cdus.push_back(coolantUnit(fmt::format("CDU {}", i + 1),
                                        {10.2, i == 0 ? 3.6 : 6.0, i == 0 ? 0.0 : 180.0}, feeds.panel, warm,
                                        ids));
    const Point2 corner = hallToCampus(building, hall, {});
    for (int row = 0; row < 2; ++row) {
        const double y = row == 0 ? 3.6 : 6.0;
        const double yaw = row == 0 ? 0.0 : 180.0;
        const std::string letter = row == 0 ? "A" : "B";
        const Point3 at{corner.x + 3.6, corner.y + y, 3.0};
        const auto buswayA = power.add(PowerNodeKind::Busway, fmt::format("Hall B busway {}A", row + 1),
                                       FeedSide::A, 900e3, {feeds.upsA}, building.id, hall.id, at);
        const auto buswayB = power.add(PowerNodeKind::Busway, fmt::format("Hall B busway {}B", row + 1),
                                       FeedSide::B, 900e3, {feeds.upsB}, building.id, hall.id, at);
        addRow(hall, {letter, 3.6, y, yaw, 6, buswayA, buswayB, {}}, dgxH100x2(), ids);
        addRow(hall,
               {"L" + letter, 7.2, y, yaw, 4, buswayA, buswayB, hall.cdus[static_cast<std::size_t>(row)].id},
               nvl72(), ids);
    }
    for (int i = 0; i < 3; ++i)
        hall.airHandlers.push_back(airHandler(AirHandlerKind::FanWall, fmt::format("Fan wall bay {}", i + 1),
                                              {0.3, 1.8 + 3.0 * i, 90.0}, feeds.panel, chilled, ids));
    return hall;
}

void addFirstBuilding(Site& site, PowerNetwork& network, CoolingNetwork& cooling, PowerNodeId utility,
                      Ids& ids)
{
    Building building = emptyBuilding("Building 1", {0.0, 0.0}, ids);
    PowerBuilder power(network, ids);
    const BuildingFeeds feeds = addBuildingFeeds(power, building, utility, 1.5e6);
    const CoolantLoop loop = coolantLoop("Chilled water 1", building.id, 12.0, 700e3, ids);
    cooling.loops.push_back(loop);
    addPipes(cooling, loop, {10.0, 15.0}, {10.0, 6.0}, ids);
    for (int i = 0; i < 2; ++i) {
        cooling.plant.push_back(plantUnit(PlantKind::WaterCooledChiller, fmt::format("Chiller {}", i + 1),
                                          building.id, loop.id, {9.0 + 6.0 * i, 15.0, 0.0}, 600e3,
                                          feeds.panel, ids));
        cooling.plant.push_back(plantUnit(PlantKind::CoolingTower, fmt::format("Tower {}", i + 1),
                                          building.id, loop.id, {10.0 + 6.0 * i, 24.0, 0.0}, 750e3,
                                          feeds.panel, ids));
    }
    building.halls.push_back(std::make_shared<Hall>(openHall(building, power, feeds, loop.id, ids)));
    site.buildings.push_back(std::make_shared<Building>(std::move(building)));
}

void addSecondBuilding(Site& site, PowerNetwork& network, CoolingNetwork& cooling, PowerNodeId utility,
                       Ids& ids)
{
    Building building = emptyBuilding("Building 2", {60.0, 0.0}, ids);
    PowerBuilder power(network, ids);
    const BuildingFeeds feeds = addBuildingFeeds(power, building, utility, 2.5e6);
    const CoolantLoop chilled = coolantLoop("Chilled water 2", building.id, 12.0, 600e3, ids);
    const CoolantLoop warm = coolantLoop("Warm water 2", building.id, 32.0, 1.2e6, ids);
    cooling.loops.push_back(chilled);
    cooling.loops.push_back(warm);
    addPipes(cooling, chilled, {68.0, 22.0}, {68.0, 6.0}, ids);
    addPipes(cooling, warm, {76.0, 22.0}, {76.0, 6.0}, ids);
    for (int i = 0; i < 2; ++i) {
        cooling.plant.push_back(plantUnit(PlantKind::AirCooledChiller, fmt::format("Chiller {}", i + 3),
                                          building.id, chilled.id, {64.0 + 5.0 * i, 24.0, 0.0}, 500e3,
                                          feeds.panel, ids));
        cooling.plant.push_back(plantUnit(PlantKind::DryCooler, fmt::format("Dry cooler {}", i + 1),
                                          building.id, warm.id, {76.0 + 5.0 * i, 24.0, 0.0}, 900e3,
                                          feeds.panel, ids));
    }
    building.halls.push_back(
        std::make_shared<Hall>(containedHall(building, power, feeds, chilled.id, warm.id, ids)));
    site.buildings.push_back(std::make_shared<Building>(std::move(building)));
}

PathwayNetwork trenchBetween(BuildingId from, BuildingId to)
{
    PathwayNetwork network;
    network.pathways = {
        {{1}, "Tray 1", PathwayKind::Tray, 0.45, 0.1, {{16.0, 6.0, 3.4}, {24.0, 6.0, 3.4}}},
        {{2}, "Trench 1", PathwayKind::Trench, 0.6, 0.4, {{24.0, 6.0, -0.9}, {60.0, 6.0, -0.9}}},
        {{3}, "Duct 1", PathwayKind::Duct, 0.3, 0.3, {{60.0, 6.0, -0.9}, {67.0, 6.0, -0.9}}}};
    network.runs = {{{1}, "Backbone 1", from, to, 12, 288, 0.021, 0.1, {{1}, {2}, {3}}}};
    return network;
}

} // namespace

SitePtr smallCampus()
{
    Ids ids;
    auto site = std::make_shared<Site>();
    site->info = {
        "Small campus", "Two halls with one of everything.", "Testville", 39.0, -77.5, 90.0, 0.0, 28.0, 21.0};
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->rackTypes = {dgxH100x2(), nvl72()};
    site->catalogue = std::move(catalogue);
    auto power = std::make_shared<PowerNetwork>();
    auto cooling = std::make_shared<CoolingNetwork>();
    const PowerNodeId utility =
        PowerBuilder(*power, ids)
            .add(PowerNodeKind::Utility, "Utility", FeedSide::None, 10e6, {}, {}, {}, {40, -20, 0});
    addFirstBuilding(*site, *power, *cooling, utility, ids);
    addSecondBuilding(*site, *power, *cooling, utility, ids);
    site->power = std::move(power);
    site->cooling = std::move(cooling);
    site->pathways =
        std::make_shared<PathwayNetwork>(trenchBetween(site->buildings[0]->id, site->buildings[1]->id));
    return site;
}

} // namespace hallwright::test
