// The keys a recipe may do without: what each makes of the site.
#include "core/exchange/recipe.h"
#include "core/model/errors.h"
#include "recipe_text.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const Site& site()
{
    static const SitePtr built = buildSiteFromText(fullRecipe(), "full.yaml");
    return *built;
}

const PowerNode& node(const std::string& name)
{
    const std::vector<PowerNode>& nodes = site().power->nodes;
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [&](const PowerNode& n) { return n.name == name; });
    if (found == nodes.end())
        throw std::logic_error("no power node " + name);
    return *found;
}

const CoolantLoop& loop(const std::string& name)
{
    const std::vector<CoolantLoop>& loops = site().cooling->loops;
    const auto found =
        std::find_if(loops.begin(), loops.end(), [&](const CoolantLoop& l) { return l.name == name; });
    if (found == loops.end())
        throw std::logic_error("no loop " + name);
    return *found;
}

std::vector<const PlantUnit*> unitsOf(const CoolantLoop& of, PlantKind kind)
{
    std::vector<const PlantUnit*> units;
    for (const PlantUnit& unit : site().cooling->plant) {
        if (unit.loop == of.id && unit.kind == kind)
            units.push_back(&unit);
    }
    return units;
}

std::set<std::string> feedersOf(const PowerNode& of)
{
    std::set<std::string> names;
    for (const PowerNodeId id : of.fedBy)
        names.insert(site().power->find(id)->name);
    return names;
}

std::string refusal(const std::string& from, const std::string& to)
{
    try {
        buildSiteFromText(fullRecipeWith(from, to), "full.yaml");
    } catch (const InputError& error) {
        return error.what();
    }
    return "(accepted)";
}

} // namespace

class TestFullRecipe : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWaivedStandsInTheRecords()
    {
        const auto reasonFor = [](ObjectRef object, const char* rule) {
            const auto& waivers = site().records->of(object).waivers;
            const auto found = waivers.find(rule);
            return found != waivers.end() ? found->second : std::string();
        };
        const Hall& first = *site().buildings[0]->halls[0];
        const Hall& second = *site().buildings[0]->halls[1];
        QCOMPARE(reasonFor(refTo(site().buildings[1]->halls[0]->id), "hall-heat"),
                 std::string("Not handed over yet"));
        QCOMPARE(first.aisles[1].name, std::string("Hot 1"));
        QCOMPARE(reasonFor(refTo(first.aisles[1].id), "containment-gap"), std::string("Blanking panels"));
        QCOMPARE(reasonFor(refTo(second.racks[0].id), "rack-name"), std::string("Known"));
        QCOMPARE(site().records->byObject.size(), std::size_t{3});
    }

    void tagsStandInTheRecords()
    {
        const SitePtr tagged = buildSiteFromText(
            fullRecipeWith("waivers:\n",
                           "tags:\n  - {hall: B1-H2, tag: inference}\n  - {building: B2, tag: training}\n"
                           "  - {building: B2, tag: training}\nwaivers:\n"),
            "full.yaml");
        QCOMPARE(tagged->records->of(refTo(tagged->buildings[0]->halls[1]->id)).tags,
                 std::vector<std::string>{"inference"});
        QCOMPARE(tagged->records->of(refTo(tagged->buildings[1]->id)).tags,
                 std::vector<std::string>{"training"});
        const QString unknown = QString::fromStdString(
            refusal("waivers:\n", "tags:\n  - {hall: B1-H9, tag: inference}\nwaivers:\n"));
        QVERIFY2(unknown.contains("tags[1].hall is \"B1-H9\", which the campus does not have"),
                 qPrintable(unknown));
        const QString neither =
            QString::fromStdString(refusal("waivers:\n", "tags:\n  - {tag: inference}\nwaivers:\n"));
        QVERIFY2(neither.contains("tags[1] must name either a hall or a building."), qPrintable(neither));
    }

    void theSiteHasItsGridAndTowerWater()
    {
        QCOMPARE(site().info.carbonKgPerKwh, 0.41);
        QCOMPARE(site().info.cyclesOfConcentration, 6.0);
    }

    void aRackTypeHasItsLiquidSideDoorAndCircuits()
    {
        const RackType& doored = site().catalogue->rackTypes[0];
        QCOMPARE(doored.rearDoorEffectiveness, 0.7);
        QCOMPARE(doored.rearDoorFlowM3s, 1e-3); // 60 L/min
        QCOMPARE(doored.rearDoorDropPa, 40e3);
        QCOMPARE(doored.circuits, 0);
        const RackType& liquid = site().catalogue->rackTypes[1];
        QCOMPARE(liquid.coolantFlowM3s, 2e-3); // 120 L/min
        QCOMPARE(liquid.coolantDropPa, 70e3);
        QCOMPARE(liquid.circuits, 4);
        QCOMPARE(liquid.circuitVoltageV, 415.0);
        QCOMPARE(liquid.breakerA, 63.0);
        QCOMPARE(liquid.powerFactor, 0.97);
        QCOMPARE(liquid.psuRatedW, 264e3);
        QCOMPARE(liquid.rearDoorEffectiveness, 0.0);
    }

    void hallEquipmentHasItsWaterSide()
    {
        const Hall& hall = *site().buildings[0]->halls[0];
        QCOMPARE(hall.dewPointC, 12.0);
        QVERIFY(hall.airsideEconomiser);
        QCOMPARE(hall.airHandlers[0].coilApproachK, 2.5);
        QCOMPARE(hall.airHandlers[0].waterDropPa, 35e3);
        const Cdu& cdu = hall.cdus[0];
        QCOMPARE(cdu.supplyC, 40.0);
        QCOMPARE(cdu.facilityFlowM3s, 1100.0 / 60e3);
        QCOMPARE(cdu.facilityDropPa, 65e3);
        QVERIFY(cdu.coolant == Coolant::Water);
    }

    void racksWithADoorGetTheHallsLoopAndOthersNone()
    {
        for (const HallPtr& hall : site().buildings[0]->halls) {
            for (const Rack& rack : hall->racks) {
                const bool hasDoor = site().typeOf(rack).rearDoorEffectiveness > 0.0;
                QCOMPARE(rack.rearDoorLoop, hasDoor ? loop("B1 cold water").id : CoolantLoopId{});
            }
        }
    }

    void severalSourcesOfASideFeedEveryEntranceAndStandbyOnesWait()
    {
        QCOMPARE(feedersOf(node("B1 MV A")),
                 (std::set<std::string>{"Turbine 1", "Turbine 2", "Turbine 3", "Store", "B1 generator 1 A",
                                        "B1 generator 2 A"}));
        QCOMPARE(feedersOf(node("B2 MV B")),
                 (std::set<std::string>{"Grid", "B2 generator 1 B", "B2 generator 2 B"}));
        QCOMPARE(node("Turbine 3").kind, PowerNodeKind::Generator);
        QCOMPARE(node("Turbine 3").positionM, (Point3{-80.0, 24.0, 0.0}));
        QVERIFY(!node("Turbine 3").standby);
        QCOMPARE(node("Store").kind, PowerNodeKind::Battery);
        QCOMPARE(node("Store").storedJ, 20.0 * 3.6e9); // 20 MWh
        QVERIFY(node("Store").standby);
        QVERIFY(node("B1 generator 2 A").standby);
        QCOMPARE(node("B1 generator 2 A").ratedW, 3e6);
    }

    // Generators stand outside, clear of each other.
    void standbyGeneratorsStandBesideTheBuilding()
    {
        const Building& building = *site().buildings[0];
        const Point3 first = node("B1 generator 1 A").positionM;
        const Point3 second = node("B1 generator 2 A").positionM;
        QVERIFY(campusToBuilding(building, {first.x, first.y}).x < -4.0);
        QVERIFY(std::abs(first.y - second.y) >= 5.0);
    }

    void everyRowHasAPduOnEachSideBetweenUpsAndBusway()
    {
        const PowerNode& busway = node("B1-H2-B busway A");
        QCOMPARE(feedersOf(busway), std::set<std::string>{"B1-H2-B PDU A"});
        const PowerNode& pdu = node("B1-H2-B PDU A");
        QCOMPARE(pdu.kind, PowerNodeKind::Pdu);
        QCOMPARE(pdu.hall, busway.hall);
        QCOMPARE(site().power->find(pdu.fedBy.front())->kind, PowerNodeKind::Ups);
    }

    void aUpsHasItsModeAndBattery()
    {
        const PowerNode& ups = node("B1 cooling UPS A");
        QVERIFY(ups.upsMode == UpsMode::Eco);
        QCOMPARE(ups.storedJ, 130.0 * 3.6e6);
    }

    void otherPowerIsFedFromThePlantAndCooledByTheRoomLoop()
    {
        const Building& building = *site().buildings[0];
        const PowerNode* feed = site().power->find(building.otherFeed);
        QVERIFY(feed);
        QCOMPARE(feed->kind, PowerNodeKind::Switchgear);
        QCOMPARE(feedersOf(*feed).size(), std::size_t{2}); // a transformer of each side
        QCOMPARE(building.roomLoop, loop("B1 cold water").id);
    }

    void aLoopHasItsPumpsCoolantBufferAndReuse()
    {
        const CoolantLoop& cold = loop("B1 cold water");
        QCOMPARE(cold.pumps, 3);
        QCOMPARE(cold.sparePumps, 2);
        QCOMPARE(cold.heldHead, 0.4);
        QCOMPARE(cold.bufferM3, 25.0);
        QVERIFY(cold.coolant == Coolant::Water);
        const CoolantLoop& warm = loop("B1 warm water");
        QVERIFY(warm.coolant == Coolant::Pg25);
        QCOMPARE(warm.heatReuseW, 400e3);
        QCOMPARE(warm.pumps, CoolantLoop().pumps);
    }

    // Each hall: 8 x 30 kW and 6 x 17.16 kW to air, 3 fans of 6 kW, 6 x 114.84 kW to liquid, pumps of 9 kW. The doors
    // take part of the air's heat, so what both take is the same. Rooms: 40 kW and the losses inside at half rating.
    void loopsAreSizedForHallsAndRooms()
    {
        QCOMPARE(loop("B1 warm water").designHeatW, 2 * (6 * 132e3 * 0.87 + 9e3));
        const double hallsW = 2 * (8 * 30e3 + 6 * 132e3 * 0.13 + 3 * 6e3);
        const double mvW = 9e6 * 0.0005 / 4;
        const double lvW = 2e6 * 0.001 / 4;
        const double upsW = 1.6e6 * (0.005 + 0.006 / 2 + 0.014 / 4);
        const double roomsW =
            40e3 + 2 * (mvW + 3 * (lvW + upsW)); // two halls' blocks and the cooling's, A and B
        QVERIFY(std::abs(loop("B1 cold water").designHeatW - (hallsW + roomsW)) < 1e-3);
    }

    // Both loops of a building have chillers.
    void everyPlantUnitHasANameOfItsOwn()
    {
        std::set<std::string> names;
        for (const PlantUnit& unit : site().cooling->plant)
            QVERIFY2(names.insert(unit.name).second, unit.name.c_str());
    }

    void everyGroupOfPlantIsSizedByItsOwnRule()
    {
        const CoolantLoop& cold = loop("B1 cold water");
        QCOMPARE(unitsOf(cold, PlantKind::WatersideEconomiser).size(), std::size_t{2}); // as stated
        const double heatW = cold.designHeatW;
        QCOMPARE(unitsOf(cold, PlantKind::WaterCooledChiller).size(),
                 static_cast<std::size_t>(std::ceil(heatW / 500e3) + 1));
        QCOMPARE(unitsOf(cold, PlantKind::CoolingTower).size(),
                 static_cast<std::size_t>(std::ceil(1.25 * heatW / 700e3) + 1));
        const CoolantLoop& warm = loop("B1 warm water");
        QCOMPARE(unitsOf(warm, PlantKind::AirCooledChiller).size(), std::size_t{1}); // trim
        QCOMPARE(unitsOf(warm, PlantKind::AirCooledChiller).front()->elevationM, 6.0);
        QCOMPARE(unitsOf(warm, PlantKind::DryCooler).front()->adiabaticEffectiveness, 0.6);
        QCOMPARE(unitsOf(cold, PlantKind::WaterCooledChiller).front()->curves,
                 std::string("Carrier 19EX 5148kW/6.34COP/Vanes"));
        QCOMPARE(unitsOf(cold, PlantKind::WaterCooledChiller).front()->liquidDropPa, 70e3);
    }

    void platesDrawNothingAndThePumpsOfTheirLoopAreFedWithTheChillers()
    {
        const CoolantLoop& cold = loop("B1 cold water");
        QVERIFY(!unitsOf(cold, PlantKind::WatersideEconomiser).front()->feed.valid());
        QCOMPARE(cold.pumpFeed, unitsOf(cold, PlantKind::WaterCooledChiller).front()->feed);
        QVERIFY(!loop("B1 warm water").pumpFeed.valid()); // that of the first unit
    }

    void towersBehindChillersHaveNoPipesOfTheLoop()
    {
        const double towerY =
            74.0 - 4.0 / 2 - 1.5; // where their header would be, less half the pipes' distance
        for (const PipeRun& pipe : site().cooling->pipes) {
            for (const Point3& p : pipe.pathM)
                QVERIFY2(pipe.loop != loop("B1 cold water").id || p.y < towerY - 1.0, pipe.name.c_str());
        }
    }

    void aSlipIsToldWithItsPlace_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* from, const char* to, const char* sentence) {
            QTest::newRow(sentence) << from << to << QString::fromUtf8(sentence);
        };
        row("effectiveness: 0.7", "effectiveness: 1",
            "rack_types.Doored.rear_door.effectiveness is 1, but must lie within 0.05 and 0.95.");
        row("power_factor: 0.97", "power_factor: 1.2",
            "rack_types.Liquid.circuits.power_factor is 1.2, but must lie within 0.1 and 1.");
        row("cycles_of_concentration: 6", "cycles_of_concentration: 1",
            "site.cycles_of_concentration is 1, but must lie within 1.1 and 20.");
        row("curves: Carrier 19EX 5148kW/6.34COP/Vanes", "curves: Carrier 19EX 5148kW/6.34COP/Vane",
            "plant.Chiller.curves names the curves \"Carrier 19EX 5148kW/6.34COP/Vane\", but the catalogue "
            "of chillers "
            "has no such record; did you mean \"Carrier 19EX 5148kW/6.34COP/Vanes\"?");
        row("kind: air-cooled-chiller", "kind: air-cooled-chiller, curves: Carrier 19EX 5148kW/6.34COP/Vanes",
            "plant.Trim chiller.curves names \"Carrier 19EX 5148kW/6.34COP/Vanes\", the curves of a "
            "water-cooled machine, for a chiller that is air-cooled.");
        row("curves: Carrier 19EX 5148kW/6.34COP/Vanes", "curves: York YCAL0033EE 100.6kW/3.1COP/Air-cooled",
            "the curves of an air-cooled machine, for a chiller that is water-cooled.");
        row("racks: [{type: Liquid, count: 6}]", "racks: []",
            "is empty; list the racks of the row, or take the group out.");
        row("kind: battery", "kind: busway",
            "utilities.Store.kind is \"busway\", but must be one of: utility, generator, battery.");
        row("count: 3, step_m: [0, 12]", "count: 3", "utilities.Turbine lacks the key \"step_m\"; add it.");
        row("airside_economiser: 1", "airside_economiser: 2",
            "halls.front.airside_economiser is \"2\", but must be 1 or 0 (or true or false).");
        row("rear_doors: {loop: cold water}", "rear_doors: {loop: cold}",
            "halls.front.rear_doors is fed from the loop \"cold\", which buildings.shed does not have; ");
        row("room_loop: cold water", "room_loop: ice water",
            "is fed from the loop \"ice water\", which buildings.shed");
        row("other_feed: plant", "other_feed: grid", "buildings.shed.other_feed names the feed \"grid\"");
        row("standby: {type: Diesel", "standby: {type: UPS",
            "buildings.shed.electrical.standby.type must name a generator, but \"UPS\" is a UPS.");
        row("{type: Plates, units: 2", "{type: Plates, units: 2, spare: 1",
            "has both \"spare\" and \"units\"; remove one of the two.");
        row("buffer_m3: 25,", "buffer_m3: 25, plant: {},",
            "buildings.shed.loops.cold water has both \"plant\" and \"plants\"; remove one of the two.");
        row("coolant: pg25", "coolant: oil",
            "buildings.shed.loops.warm water.coolant is \"oil\", but must be one of: water, pg25.");
        row("ups_mode: eco", "ups_mode: on",
            "power.UPS.ups_mode is \"on\", but must be one of: double-conversion, eco.");
    }
    void aSlipIsToldWithItsPlace()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, sentence);
        const QString told = QString::fromStdString(refusal(from.toStdString(), to.toStdString()));
        QVERIFY2(told.contains(sentence), qPrintable(told));
        QVERIFY2(told.startsWith("full.yaml:"), qPrintable(told));
    }
};

QTEST_GUILESS_MAIN(TestFullRecipe)
#include "tst_full_recipe.moc"
