#include "tests/support/campus.h"
#include "tests/support/site_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::test {

namespace {

constexpr int racksPerHall = 500;
constexpr int hallsPerBuilding = 4;
constexpr int racksPerRow = 50;
constexpr double rowPitchM = 2.4; // 1.2 m rack, 1.2 m aisle
constexpr double firstRowY = 3.0;
constexpr double rowWestX = 4.2;
constexpr double hallWidthM = 38.4; // 50 racks of 0.6 m and 4.2 m at either end
constexpr double hallDepthM = 27.6; // 10 rows
constexpr double hallGapM = 6.0;
constexpr int airHandlersPerSide = 9;

void addRows(Hall& hall, int racks, const Building& building, PowerBuilder& power, PowerNodeId upsA,
             PowerNodeId upsB, Ids& ids)
{
    const double ratedW = racksPerRow * dgxH100x2().powerW;
    for (int row = 0; racks > 0; ++row, racks -= racksPerRow) {
        const double y = firstRowY + rowPitchM * row;
        const Point2 end = hallToCampus(building, hall, {rowWestX, y});
        const Point3 at{end.x, end.y, 3.0};
        const auto named = [&](char side) { return fmt::format("{} busway {}{}", hall.name, row + 1, side); };
        const auto a = power.add(PowerNodeKind::Busway, named('A'), FeedSide::A, ratedW, {upsA}, building.id,
                                 hall.id, at);
        const auto b = power.add(PowerNodeKind::Busway, named('B'), FeedSide::B, ratedW, {upsB}, building.id,
                                 hall.id, at);
        // Even rows face north into the cold aisle they share with the next row.
        addRow(hall,
               {fmt::format("R{}-", row + 1),
                rowWestX,
                y,
                row % 2 == 0 ? 180.0 : 0.0,
                std::min(racks, racksPerRow),
                a,
                b,
                {}},
               dgxH100x2(), ids);
        hall.aisles.push_back({fmt::format("{} aisle {}", row % 2 == 0 ? "Cold" : "Hot", row + 1),
                               row % 2 == 0 ? AisleKind::Cold : AisleKind::Hot,
                               {rowWestX, y + 0.6, racksPerRow * 0.6, 1.2},
                               false,
                               false,
                               {++ids.aisle}});
    }
}

Hall makeHall(const std::string& name, Point2 originM, int racks, const Building& building,
              PowerBuilder& power, PowerNodeId upsA, PowerNodeId upsB, PowerNodeId panel, CoolantLoopId loop,
              Ids& ids)
{
    Hall hall;
    hall.id = {++ids.hall};
    hall.name = name;
    hall.originM = originM;
    hall.widthM = hallWidthM;
    hall.depthM = hallDepthM;
    hall.heightM = 6.0;
    hall.ceilingHeightM = 6.0;
    hall.floorRatingPa = 17e3;
    hall.supplyC = 20.0;
    hall.inletLimitC = 27.0;
    hall.doors = {{"Delivery", WallSide::South, 1.5, 2.4, 2.7, {++ids.door}},
                  {"Exit", WallSide::North, hallWidthM - 3.0, 1.2, 2.4, {++ids.door}}};
    addRows(hall, racks, building, power, upsA, upsB, ids);
    for (int i = 0; i < 2 * airHandlersPerSide; ++i) {
        const bool west = i < airHandlersPerSide;
        AirHandler unit;
        unit.id = {++ids.airHandler};
        unit.name = fmt::format("{} fan wall {}", name, i + 1);
        unit.kind = AirHandlerKind::FanWall;
        unit.pose = {west ? 0.4 : hallWidthM - 0.4, 1.8 + 3.0 * (i % airHandlersPerSide),
                     west ? 90.0 : -90.0};
        unit.widthM = 3.0;
        unit.depthM = 0.8;
        unit.heightM = 5.0;
        unit.airflowM3s = 38.0;
        unit.capacityW = 650e3;
        unit.fanPowerW = 24e3;
        unit.feed = panel;
        unit.loop = loop;
        hall.airHandlers.push_back(std::move(unit));
    }
    return hall;
}

// Transformer and switchgear of one side; returns the switchgear.
PowerNodeId addSide(PowerBuilder& power, const Building& building, PowerNodeId utility, FeedSide side,
                    double ratedW)
{
    const char letter = side == FeedSide::A ? 'A' : 'B';
    const Point3 at{building.originM.x + 2.0, building.originM.y + (side == FeedSide::A ? 2.0 : 8.0), 0.0};
    const auto transformer =
        power.add(PowerNodeKind::Transformer, fmt::format("{} transformer {}", building.name, letter), side,
                  ratedW, {utility}, building.id, {}, at);
    return power.add(PowerNodeKind::Switchgear, fmt::format("{} switchgear {}", building.name, letter), side,
                     ratedW, {transformer}, building.id, {}, at);
}

void addChillers(CoolingNetwork& cooling, const Building& building, CoolantLoopId loop, PowerNodeId panel,
                 double heatW, Ids& ids)
{
    constexpr double capacityW = 2.0e6;
    const int count = static_cast<int>(heatW * 1.15 / capacityW) + 1;
    for (int i = 0; i < count; ++i) {
        PlantUnit unit;
        unit.id = {++ids.plant};
        unit.name = fmt::format("{} chiller {}", building.name, i + 1);
        unit.kind = PlantKind::AirCooledChiller;
        unit.building = building.id;
        unit.loop = loop;
        unit.pose = {building.originM.x + 4.0 + 6.0 * i, building.originM.y - 10.0, 0.0};
        unit.widthM = 2.4;
        unit.depthM = 12.0;
        unit.heightM = 2.6;
        unit.capacityW = capacityW;
        unit.ratedCop = 3.1;
        unit.ratedOutdoorC = 35.0;
        unit.feed = panel;
        cooling.plant.push_back(std::move(unit));
    }
}

void addBuilding(Site& site, PowerNetwork& network, CoolingNetwork& cooling, PowerNodeId utility, int racks,
                 Ids& ids)
{
    const double itW = racks * dgxH100x2().powerW;
    Building building;
    building.id = {++ids.building};
    building.name = fmt::format("Building {}", building.id.value);
    building.originM = {0.0, 60.0 * static_cast<double>(building.id.value - 1)};
    building.widthM = hallsPerBuilding * (hallWidthM + hallGapM) + 8.0;
    building.depthM = hallDepthM + 4.0;
    building.heightM = 8.0;
    building.capacityW = itW * 1.6 + 5e6;
    building.otherPowerW = 0.01 * itW;
    PowerBuilder power(network, ids);
    const PowerNodeId gearA = addSide(power, building, utility, FeedSide::A, building.capacityW);
    const PowerNodeId gearB = addSide(power, building, utility, FeedSide::B, building.capacityW);
    cooling.loops.push_back(
        {{++ids.loop}, building.name + " chilled water", building.id, 12.0, 8.0, 200e3, 0.7, itW * 1.1});
    const CoolantLoopId loop = cooling.loops.back().id;
    PowerNodeId panel;
    for (int h = 0; h < hallsPerBuilding && racks > 0; ++h, racks -= racksPerHall) {
        const std::string name = fmt::format("{} hall {}", building.name, h + 1);
        const auto ups = [&](char side, FeedSide feedSide, PowerNodeId gear) {
            return power.add(PowerNodeKind::Ups, fmt::format("{} UPS {}", name, side), feedSide,
                             racksPerHall * dgxH100x2().powerW, {gear}, building.id, {}, {});
        };
        const auto upsA = ups('A', FeedSide::A, gearA);
        const auto upsB = ups('B', FeedSide::B, gearB);
        panel = power.add(PowerNodeKind::MechanicalPanel, name + " mechanical panel", FeedSide::None, 30e6,
                          {gearA, gearB}, building.id, {}, {});
        building.halls.push_back(std::make_shared<Hall>(
            makeHall(name, {8.0 + h * (hallWidthM + hallGapM), 2.0}, std::min(racks, racksPerHall), building,
                     power, upsA, upsB, panel, loop, ids)));
    }
    addChillers(cooling, building, loop, panel, itW, ids);
    site.buildings.push_back(std::make_shared<Building>(std::move(building)));
}

} // namespace

SitePtr scaleCampus(int racks)
{
    Ids ids;
    racks = std::max(racks, 1);
    auto site = std::make_shared<Site>();
    site->info = {
        "Scale campus", "Generated for tests of size.", "Testville", 39.0, -77.5, 90.0, 0.0, 28.0, 21.0};
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->rackTypes = {dgxH100x2(), nvl72()};
    site->catalogue = std::move(catalogue);
    auto power = std::make_shared<PowerNetwork>();
    auto cooling = std::make_shared<CoolingNetwork>();
    const PowerNodeId utility =
        PowerBuilder(*power, ids)
            .add(PowerNodeKind::Utility, "Utility", FeedSide::None, 1e9, {}, {}, {}, {-40, -20, 0});
    constexpr int racksPerBuilding = racksPerHall * hallsPerBuilding;
    for (; racks > 0; racks -= racksPerBuilding)
        addBuilding(*site, *power, *cooling, utility, std::min(racks, racksPerBuilding), ids);
    site->power = std::move(power);
    site->cooling = std::move(cooling);
    return site;
}

} // namespace hallwright::test
