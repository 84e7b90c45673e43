#include "tests/support/drawn_hall.h"

#include "core/design/air_handlers.h"
#include "core/design/cdus.h"
#include "core/design/loop_pipes.h"
#include "core/design/power.h"
#include "core/design/rack_rows.h"

namespace hallwright::test {

using namespace design;

namespace {

struct Types {
    RackTypeId air, liquid;
    AirHandlerTypeId fanWall;
    CduTypeId cdu;
    PlantTypeId chiller, cooler;
    PowerTypeId mv, transformer, switchgear, ups, busway, panel;
};

RackTypeId addRackType(SiteEdit& edit, const char* name, double liquidShare, double airflowM3s)
{
    RackType type;
    type.name = name;
    type.massKg = 700;
    type.powerW = 30e3;
    type.liquidShare = liquidShare;
    type.airflowM3s = airflowM3s;
    type.inletLimitC = 32;
    type.gpuCount = 32;
    return edit.add(type);
}

PowerTypeId addPowerType(SiteEdit& edit, const char* name, PowerNodeKind kind, double ratedW)
{
    PowerType type{{}, name, {}};
    type.values.kind = kind;
    type.values.ratedW = ratedW;
    type.values.loss = {0.001, 0.0, 0.005};
    return edit.add(type);
}

void addCooling(SiteEdit& edit, Types& types)
{
    AirHandlerType handler{{}, "Fan wall", {}};
    handler.values.kind = AirHandlerKind::FanWall;
    handler.values.widthM = 2.0;
    handler.values.depthM = 1.0;
    handler.values.heightM = 3.0;
    handler.values.airflowM3s = 12;
    handler.values.capacityW = 200e3;
    handler.values.fanPowerW = 4e3;
    types.fanWall = edit.add(handler);
    CduType cdu{{}, "CDU", {}};
    cdu.values.widthM = cdu.values.depthM = 1.0;
    cdu.values.heightM = 2.0;
    cdu.values.capacityW = 400e3;
    cdu.values.flowM3s = 400 * 1.5 / 60e3;
    cdu.values.approachK = 4;
    cdu.values.pumpPowerW = 4e3;
    types.cdu = edit.add(cdu);
    PlantType chiller{{}, "Chiller", {}};
    chiller.values.widthM = 2.4;
    chiller.values.depthM = 6.0;
    chiller.values.heightM = 2.6;
    chiller.values.capacityW = 300e3;
    chiller.values.ratedCop = 3.1;
    chiller.values.ratedOutdoorC = 35;
    types.chiller = edit.add(chiller);
    PlantType cooler = chiller;
    cooler.name = "Dry cooler";
    cooler.values.kind = PlantKind::DryCooler;
    cooler.values.ratedCop = 0;
    cooler.values.ratedPowerW = 9e3;
    cooler.values.ratedApproachK = 6;
    types.cooler = edit.add(cooler);
}

Types addTypes(SiteEdit& edit)
{
    Types types;
    types.air = addRackType(edit, "Air", 0.0, 1.7);
    types.liquid = addRackType(edit, "Liquid", 0.75, 0.5);
    addCooling(edit, types);
    types.mv = addPowerType(edit, "MV", PowerNodeKind::Switchgear, 5e6);
    types.transformer = addPowerType(edit, "Transformer", PowerNodeKind::Transformer, 1.5e6);
    types.switchgear = addPowerType(edit, "Switchgear", PowerNodeKind::Switchgear, 1.5e6);
    types.ups = addPowerType(edit, "UPS", PowerNodeKind::Ups, 1e6);
    types.busway = addPowerType(edit, "Busway", PowerNodeKind::Busway, 300e3);
    types.panel = addPowerType(edit, "Panel", PowerNodeKind::MechanicalPanel, 400e3);
    return types;
}

// An empty site with two utilities, a building with two electrical rooms and an empty hall.
void drawShell(SiteEdit& edit, DrawnHall& drawn)
{
    SiteInfo& info = edit.changeInfo();
    info.name = "Drawn";
    info.outdoorC = 30;
    info.wetBulbC = 20;
    for (const FeedSide side : {FeedSide::A, FeedSide::B}) {
        PowerNode utility;
        utility.name = side == FeedSide::A ? "Grid A" : "Grid B";
        utility.side = side;
        utility.positionM = {-50, side == FeedSide::A ? 10.0 : -10.0, 0};
        utility.ratedW = 10e6;
        edit.add(utility);
    }
    Building building;
    building.name = "B1";
    building.widthM = 40;
    building.depthM = 30;
    building.heightM = 8;
    building.capacityW = 3e6;
    building.rooms = {{"Electrical A", RoomKind::Electrical, {0.5, 0.5, 6, 29}},
                      {"Electrical B", RoomKind::Electrical, {33.5, 0.5, 6, 29}}};
    drawn.building = edit.add(building);
    Hall hall;
    hall.name = "B1-H1";
    hall.originM = {12, 8};
    hall.widthM = 15;
    hall.depthM = 10;
    hall.heightM = 5;
    hall.ceilingHeightM = 5;
    hall.floorRatingPa = 15e3;
    hall.containmentLeakage = 0.03;
    hall.supplyC = 22;
    hall.inletLimitC = 32;
    hall.doors = {{"Delivery", WallSide::South, 2.0, 1.8, 2.4}};
    drawn.hall = edit.addTo(drawn.building, hall);
}

CoolantLoopId addLoop(SiteEdit& edit, BuildingId building, const char* name, double supplyC)
{
    CoolantLoop loop;
    loop.name = name;
    loop.building = building;
    loop.supplyC = supplyC;
    loop.designDeltaTK = 8;
    loop.pumpHeadPa = 250e3;
    loop.pumpEfficiency = 0.7;
    return edit.add(loop);
}

void note(DrawnHall& drawn, const std::vector<std::string>& reasons)
{
    drawn.reasons.insert(drawn.reasons.end(), reasons.begin(), reasons.end());
}

Supply addPower(SiteEdit& edit, DrawnHall& drawn, const Types& types, const std::vector<RowOfRacks>& rows)
{
    const std::vector<Room> rooms = edit.site().findBuilding(drawn.building)->rooms;
    const BlockTypes block{types.transformer, types.switchgear, types.ups};
    Supply supply =
        addEntrances(edit, drawn.building, {{rooms[0].id, -4.0}, {rooms[1].id, 44.0}, types.mv, {}, 2});
    note(drawn, feedRows(edit, drawn.hall, rows, {2, block, types.busway}, supply).reasons);
    feedHallCooling(edit, drawn.hall, types.panel, addBlock(edit, supply, block, "cooling"));
    return supply;
}

void addPlantAndPipes(SiteEdit& edit, DrawnHall& drawn, const Types& types, const Supply& supply,
                      CoolantLoopId chilled, CoolantLoopId warm)
{
    const PlantPanelRule panels{types.transformer, types.switchgear, types.panel, supply.entranceA,
                                supply.entranceB};
    const auto equip = [&](CoolantLoopId loop, PlantTypeId type, const PipeRule& pipes, double firstRowY) {
        const PlantReport plant =
            addPlant(edit, loop, pipes.entryX, {{type, {}, 1, 6, 4, firstRowY, {5.0, 12.0}}}, panels);
        note(drawn, plant.reasons);
        note(drawn, pipeLoop(edit, loop, pipes, plant).reasons);
    };
    equip(chilled, types.chiller, {2.0, 20.0, 25.0, 4.5}, 42.0);
    equip(warm, types.cooler, {2.0, 20.0, 27.0, 3.5}, 60.0);
}

} // namespace

DrawnHall drawnHall()
{
    DrawnHall drawn;
    SiteEdit edit(std::make_shared<Site>());
    const Types types = addTypes(edit);
    drawn.airRack = types.air;
    drawn.liquidRack = types.liquid;
    drawShell(edit, drawn);
    const CoolantLoopId chilled = addLoop(edit, drawn.building, "B1 chilled water", 16);
    const CoolantLoopId warm = addLoop(edit, drawn.building, "B1 warm water", 38);
    const RowsReport rows = layOutRows(edit, drawn.hall,
                                       {{4.2, 2.0},
                                        AisleKind::Cold,
                                        1.8,
                                        1.8,
                                        {{1, {{types.air, 8}}}, {1, {{types.liquid, 8}}}},
                                        AisleKind::Hot});
    note(drawn, rows.reasons);
    note(drawn, placeAirHandlers(edit, drawn.hall, {types.fanWall, WallSide::West, 3, chilled}).reasons);
    note(drawn, addCdus(edit, drawn.hall, rows.rows, {types.cdu, WallSide::East, warm}).reasons);
    const Supply supply = addPower(edit, drawn, types, rows.rows);
    addPlantAndPipes(edit, drawn, types, supply, chilled, warm);
    drawn.site = edit.done();
    return drawn;
}

} // namespace hallwright::test
