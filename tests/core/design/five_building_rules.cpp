#include "five_building_rules.h"

namespace hallwright::test {

using namespace design;

namespace {

RackTypeId addRackType(SiteEdit& edit, const char* name, RackRole role, double massKg, double powerW,
                       double liquidShare, double airflowM3s, double inletLimitC, int gpus,
                       double ratedCoolantC = 0.0)
{
    RackType type;
    type.name = name;
    type.role = role;
    type.widthM = 0.6;
    type.depthM = 1.2;
    type.heightM = 2.2;
    type.massKg = massKg;
    type.powerW = powerW;
    type.liquidShare = liquidShare;
    type.airflowM3s = airflowM3s;
    type.inletLimitC = inletLimitC;
    type.gpuCount = gpus;
    type.ratedCoolantC = ratedCoolantC;
    return edit.add(type);
}

RackTypes addRackTypes(SiteEdit& edit)
{
    RackTypes types;
    types.air = addRackType(edit, "4x DGX H100, air", RackRole::Compute, 652, 1e3 * 40.8, 0, 2.26, 30, 32);
    types.liquid =
        addRackType(edit, "4x HGX H100, liquid", RackRole::Compute, 760, 40e3, 0.72, 0.62, 30, 32, 45);
    types.single =
        addRackType(edit, "1x HGX H100, liquid", RackRole::Compute, 290, 10e3, 0.72, 0.155, 30, 8, 45);
    types.network = addRackType(edit, "20x switch", RackRole::Network, 620, 20e3, 0, 1.11, 32, 0);
    types.storage = addRackType(edit, "Flash storage", RackRole::Storage, 780, 12e3, 0, 0.66, 32, 0);
    types.management = addRackType(edit, "Management", RackRole::Management, 540, 8e3, 0, 0.44, 32, 0);
    return types;
}

void addCoolingTypes(SiteEdit& edit, Equipment& all)
{
    AirHandlerType fanWall{{}, "Fan-wall bay 25", {}};
    fanWall.values.kind = AirHandlerKind::FanWall;
    fanWall.values.widthM = 3.0;
    fanWall.values.depthM = 1.2;
    fanWall.values.heightM = 4.2;
    fanWall.values.airflowM3s = 25;
    fanWall.values.capacityW = 450e3;
    fanWall.values.fanPowerW = 10e3;
    all.fanWall = edit.add(fanWall);
    AirHandlerType crah{{}, "CRAH 200", {}};
    crah.values.widthM = 2.55;
    crah.values.depthM = 0.9;
    crah.values.heightM = 2.0;
    crah.values.airflowM3s = 10.5;
    crah.values.capacityW = 200e3;
    crah.values.fanPowerW = 6.5e3;
    all.crah = edit.add(crah);
    CduType cdu{{}, "CDU 1000", {}};
    cdu.values.widthM = cdu.values.depthM = 1.2;
    cdu.values.heightM = 2.2;
    cdu.values.capacityW = 1000e3;
    cdu.values.flowM3s = 1250 / 60e3;
    cdu.values.approachK = 4;
    cdu.values.pumpPowerW = 9e3;
    all.cdu = edit.add(cdu);
    PlantType chiller{{}, "Chiller 1450", {}};
    chiller.values.widthM = 2.4;
    chiller.values.depthM = 12.2;
    chiller.values.heightM = 2.6;
    chiller.values.capacityW = 1450e3;
    chiller.values.ratedCop = 3.1;
    chiller.values.ratedOutdoorC = 35;
    all.chiller = edit.add(chiller);
    PlantType cooler{{}, "Dry cooler 1200", {}};
    cooler.values.kind = PlantKind::DryCooler;
    cooler.values.widthM = 2.4;
    cooler.values.depthM = 12.0;
    cooler.values.heightM = 2.6;
    cooler.values.capacityW = 1200e3;
    cooler.values.ratedPowerW = 40e3;
    cooler.values.ratedOutdoorC = 35;
    cooler.values.ratedApproachK = 6;
    all.dryCooler = edit.add(cooler);
}

void addPowerTypes(SiteEdit& edit, Equipment& all)
{
    const auto add = [&](const char* name, PowerNodeKind kind, double ratedW, LossCurve loss) {
        PowerType type{{}, name, {}};
        type.values.kind = kind;
        type.values.ratedW = ratedW;
        type.values.loss = loss;
        return edit.add(type);
    };
    all.mv = add("MV switchgear 60", PowerNodeKind::Switchgear, 60000e3, {0.0001, 0, 0.0005});
    all.tx2500 = add("Transformer 2500", PowerNodeKind::Transformer, 2450e3, {0.001, 0, 0.006});
    all.tx3000 = add("Transformer 3000", PowerNodeKind::Transformer, 2940e3, {0.001, 0, 0.006});
    all.lv = add("LV switchgear 3000", PowerNodeKind::Switchgear, 2940e3, {0, 0, 0.001});
    all.ups2000 = add("UPS 2000", PowerNodeKind::Ups, 2000e3, {0.005, 0.006, 0.014});
    all.ups2400 = add("UPS 2400", PowerNodeKind::Ups, 2400e3, {0.005, 0.006, 0.014});
    all.busway1600 = add("Busway 1600 A", PowerNodeKind::Busway, 1127e3, {0, 0, 0.005});
    all.busway2000 = add("Busway 2000 A", PowerNodeKind::Busway, 1409e3, {0, 0, 0.005});
    all.fanPanel = add("Fan panel 800", PowerNodeKind::MechanicalPanel, 800e3, {0, 0, 0.003});
    all.plantPanel = add("Plant panel 2000", PowerNodeKind::MechanicalPanel, 2000e3, {0, 0, 0.003});
}

HallRules airHall(const Equipment& of)
{
    HallRules hall;
    Hall& shell = hall.shell;
    shell.widthM = 21.0;
    shell.depthM = 33.0;
    shell.heightM = 6.8;
    shell.ceilingReturn = true;
    shell.ceilingHeightM = 5.0;
    shell.floorRatingPa = 1e3 * 14.4;
    shell.supplyC = 23;
    shell.inletLimitC = 27;
    shell.containmentLeakage = 0.06;
    shell.columns = columnsOf({{3.9, 6.0}, {13.2, 12.0}, 2, 3, 0.6});
    shell.doors = {{"South delivery", WallSide::South, 1.5, 2.4, 2.7},
                   {"North exit", WallSide::North, 18.0, 1.2, 2.4}};
    hall.rows = {{4.2, 2.4},
                 AisleKind::Cold,
                 1.8,
                 1.8,
                 {{10, {{of.racks.air, 10}, {of.racks.network, 1}, {of.racks.air, 10}}}},
                 AisleKind::Hot,
                 true};
    hall.handlers = {{of.fanWall, WallSide::West, 11}, {of.fanWall, WallSide::East, 11}};
    hall.feeds = {2, {of.tx2500, of.lv, of.ups2000}, of.busway1600};
    hall.tray = {3.0, 0.6, 0.15, 18.6};
    return hall;
}

HallRules liquidHall(const Equipment& of)
{
    HallRules hall;
    Hall& shell = hall.shell;
    shell.widthM = 25.2;
    shell.depthM = 30.0;
    shell.heightM = 6.0;
    shell.ceilingReturn = true;
    shell.ceilingHeightM = 4.8;
    shell.floorRatingPa = 1e3 * 14.4;
    shell.supplyC = 23;
    shell.inletLimitC = 27;
    shell.containmentLeakage = 0.03;
    shell.columns = columnsOf({{3.9, 5.4}, {19.2, 10.8}, 2, 3, 0.6});
    shell.doors = {{"South delivery", WallSide::South, 1.5, 2.4, 2.7},
                   {"North exit", WallSide::North, 1.5, 1.2, 2.4}};
    hall.rows = {{4.2, 2.4},
                 AisleKind::Cold,
                 1.8,
                 1.2,
                 {{10, {{of.racks.liquid, 14}, {of.racks.network, 1}, {of.racks.liquid, 14}}}},
                 AisleKind::Hot,
                 true};
    hall.handlers = {{of.fanWall, WallSide::West, 10}};
    hall.cdu = of.cdu;
    hall.feeds = {2, {of.tx3000, of.lv, of.ups2400}, of.busway2000};
    hall.tray = {3.0, 0.6, 0.15, 3.0};
    return hall;
}

HallRules networkHall(const Equipment& of)
{
    HallRules hall;
    Hall& shell = hall.shell;
    shell.widthM = 21.0;
    shell.depthM = 13.8;
    shell.heightM = 4.8;
    shell.ceilingReturn = true;
    shell.ceilingHeightM = 3.9;
    shell.floor = FloorKind::RaisedFloor;
    shell.raisedFloorM = 0.9;
    shell.floorElevationM = 0.9;
    shell.floorRatingPa = 12e3;
    shell.supplyC = 21;
    shell.inletLimitC = 27;
    shell.doors = {{"North door", WallSide::North, 1.2, 1.8, 2.4},
                   {"South door", WallSide::South, 18.0, 1.2, 2.4}};
    const RackTypes& racks = of.racks;
    hall.rows = {{3.6, 1.8},
                 AisleKind::Hot,
                 1.8,
                 1.8,
                 {{4, {{racks.network, 8}, {racks.storage, 5}, {racks.management, 2}, {racks.network, 8}}}},
                 {}};
    hall.handlers = {{of.crah, WallSide::West, 5}, {of.crah, WallSide::East, 5}};
    hall.feeds = {4, {of.tx2500, of.lv, of.ups2000}, of.busway1600};
    hall.tray = {2.7, 1.2, 0.3, 18.6};
    return hall;
}

Room room(const char* name, RoomKind kind, const Rect& area)
{
    return {name, kind, area};
}

} // namespace

BuildingRules airBuilding(const Equipment& of)
{
    BuildingRules building;
    Building& shell = building.shell;
    shell.widthM = 95.4;
    shell.depthM = 103.2;
    shell.heightM = 9.5;
    shell.otherPowerW = 260e3;
    shell.rooms = {
        room("Electrical A", RoomKind::Electrical, {0.6, 27.6, 18, 75}),
        room("Electrical B", RoomKind::Electrical, {76.8, 27.6, 18, 75}),
        room("Gallery west", RoomKind::Mechanical, {18.6, 10.8, 5.4, 85.8}),
        room("Gallery middle", RoomKind::Mechanical, {45, 10.8, 5.4, 85.8}),
        room("Gallery east", RoomKind::Mechanical, {71.4, 27.6, 5.4, 69}),
        room("Pipe corridor", RoomKind::Mechanical, {18.6, 96.6, 58.2, 6}),
        room("Front corridor west", RoomKind::Corridor, {24, 24.6, 21, 3}),
        room("Front corridor east", RoomKind::Corridor, {50.4, 24.6, 21, 3}),
        room("Cross corridor west", RoomKind::Corridor, {24, 60.6, 21, 3}),
        room("Cross corridor east", RoomKind::Corridor, {50.4, 60.6, 21, 3}),
        room("Offices", RoomKind::Office, {0.6, 0.6, 18, 27}),
        room("Reception", RoomKind::Office, {18.6, 0.6, 5.4, 10.2}),
        room("Meet-me", RoomKind::MeetMe, {24, 0.6, 10.5, 10.2}),
        room("Security", RoomKind::Office, {34.5, 0.6, 10.5, 10.2}),
        room("Lobby", RoomKind::Corridor, {45, 0.6, 5.4, 10.2}),
        room("Staging", RoomKind::Staging, {50.4, 0.6, 21, 24}),
        room("Dock", RoomKind::Dock, {71.4, 0.6, 23.4, 18}),
        room("Stores", RoomKind::Staging, {71.4, 18.6, 23.4, 9}),
    };
    building.meetMe = 12;
    const HallRules air = airHall(of);
    building.halls = {{"H1", air, {24.0, 27.6}},
                      {"H2", air, {50.4, 27.6}},
                      {"H3", air, {24.0, 63.6}},
                      {"H4", air, {50.4, 63.6}},
                      {"N1", networkHall(of), {24.0, 10.8}, WallSide::North}};
    building.yardAX = -5.0;
    building.yardBX = 100.4;
    building.loops = {{"chilled water",
                       18,
                       10,
                       260e3,
                       0.72,
                       {2.4, 47.7, 99.6, 5.4},
                       {of.chiller, {}, 3, 15, 4, 121.3, {6.6, 20.0}}}};
    building.corridorX = 47.7;
    return building;
}

BuildingRules liquidBuilding(const Equipment& of)
{
    BuildingRules building;
    Building& shell = building.shell;
    shell.widthM = 132.0;
    shell.depthM = 64.2;
    shell.heightM = 8.5;
    shell.otherPowerW = 220e3;
    shell.rooms = {
        room("Electrical A", RoomKind::Electrical, {0.6, 0.6, 18, 63}),
        room("Electrical B", RoomKind::Electrical, {113.4, 0.6, 18, 63}),
        room("Gallery west", RoomKind::Mechanical, {18.6, 24.6, 5.4, 33}),
        room("Gallery 2", RoomKind::Mechanical, {49.2, 10.8, 5.4, 46.8}),
        room("Gallery 3", RoomKind::Mechanical, {79.8, 24.6, 5.4, 33}),
        room("Network gallery", RoomKind::Mechanical, {75.6, 10.8, 4.2, 13.8}),
        room("Service lobby", RoomKind::Corridor, {79.8, 0.6, 5.4, 24}),
        room("East corridor", RoomKind::Corridor, {110.4, 24.6, 3, 33}),
        room("Pipe corridor", RoomKind::Mechanical, {18.6, 57.6, 94.8, 6}),
        room("Front corridor 1", RoomKind::Corridor, {24, 24.6, 25.2, 3}),
        room("Front corridor 2", RoomKind::Corridor, {54.6, 24.6, 25.2, 3}),
        room("Front corridor 3", RoomKind::Corridor, {85.2, 24.6, 25.2, 3}),
        room("Offices", RoomKind::Office, {18.6, 0.6, 30.6, 18}),
        room("Stores", RoomKind::Staging, {18.6, 18.6, 30.6, 6}),
        room("Lobby", RoomKind::Corridor, {49.2, 0.6, 5.4, 10.2}),
        room("Meet-me", RoomKind::MeetMe, {54.6, 0.6, 10.5, 10.2}),
        room("Security", RoomKind::Office, {65.1, 0.6, 14.7, 10.2}),
        room("Staging", RoomKind::Staging, {85.2, 0.6, 14, 24}),
        room("Dock", RoomKind::Dock, {99.2, 0.6, 14.2, 24}),
    };
    building.meetMe = 15;
    const HallRules liquid = liquidHall(of);
    building.halls = {{"H1", liquid, {24.0, 27.6}},
                      {"H2", liquid, {54.6, 27.6}},
                      {"H3", liquid, {85.2, 27.6}},
                      {"N1", networkHall(of), {54.6, 10.8}, WallSide::North, 52.0}};
    building.yardAX = -5.0;
    building.yardBX = 137.0;
    building.loops = {{"chilled water",
                       18,
                       10,
                       240e3,
                       0.72,
                       {2.4, 66.0, 59.1, 5.4},
                       {of.chiller, {}, 2, 12, 5, 42.0, {6.6, 20.0}, true}},
                      {"warm water",
                       41,
                       8,
                       220e3,
                       0.74,
                       {2.4, 66.0, 61.8, 4.4},
                       {of.dryCooler, {}, 3, 14, 14, 85.0, {5.6, 20.0}}}};
    building.corridorX = 51.9;
    return building;
}

Equipment addEquipment(SiteEdit& edit)
{
    Equipment all;
    all.racks = addRackTypes(edit);
    addCoolingTypes(edit, all);
    addPowerTypes(edit, all);
    return all;
}

} // namespace hallwright::test
