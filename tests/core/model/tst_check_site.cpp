// One broken thing per row, and the sentence it gives.
#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "tests/support/campus.h"

#include <QTest>
#include <functional>
#include <limits>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// A copy of the small campus whose every part may be changed.
struct Draft {
    Site site = *smallCampus();
    std::vector<std::shared_ptr<Building>> buildings;
    std::vector<std::shared_ptr<Hall>> halls; // one per building
    std::shared_ptr<Catalogue> catalogue = std::make_shared<Catalogue>(*site.catalogue);
    std::shared_ptr<PowerNetwork> power = std::make_shared<PowerNetwork>(*site.power);
    std::shared_ptr<CoolingNetwork> cooling = std::make_shared<CoolingNetwork>(*site.cooling);
    std::shared_ptr<PathwayNetwork> pathways = std::make_shared<PathwayNetwork>(*site.pathways);

    Draft()
    {
        for (auto& building : site.buildings) {
            halls.push_back(std::make_shared<Hall>(*building->halls[0]));
            buildings.push_back(std::make_shared<Building>(*building));
            buildings.back()->halls[0] = halls.back();
            building = buildings.back();
        }
        site.catalogue = catalogue;
        site.power = power;
        site.cooling = cooling;
        site.pathways = pathways;
    }

    Hall& hall() { return *halls[0]; }
    Rack& rack() { return halls[0]->racks[2]; }
    PowerNode& node(std::int64_t id) { return power->nodes[static_cast<std::size_t>(id - 1)]; }
};

using Break = std::function<void(Draft&)>;

QString refusalOf(const Site& site)
{
    try {
        checkSite(site);
    } catch (const InputError& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("(accepted)");
}

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

} // namespace

Q_DECLARE_METATYPE(Break)

class TestCheckSite : public QObject
{
    Q_OBJECT

private slots:
    void soundSitesAreAccepted()
    {
        QCOMPARE(refusalOf(*smallCampus()), QStringLiteral("(accepted)"));
        QCOMPARE(refusalOf(*scaleCampus(1200)), QStringLiteral("(accepted)"));
        QCOMPARE(refusalOf(Site()), QStringLiteral("(accepted)"));
    }

    void oneBrokenThingIsNamed_data()
    {
        QTest::addColumn<Break>("breakIt");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* sentence, const Break& breakIt) {
            QTest::newRow(sentence) << breakIt << QString::fromUtf8(sentence);
        };

        row("Rack A03 in hall Hall A: power -5 W is below 0 W.", [](Draft& d) { d.rack().powerW = -5.0; });
        row("Rack A03 in hall Hall A: power 20,000 kW is above 10,000 kW.",
            [](Draft& d) { d.rack().powerW = 20e6; });
        row("Power node UPS A: rating 0.5 W is below 1 W.", [](Draft& d) {
            d.node(2).name = "UPS A";
            d.node(2).ratedW = 0.5;
        });
        row("Coolant loop Chilled water 1: pump efficiency 1e-09 is below 0.01.",
            [](Draft& d) { d.cooling->loops[0].pumpEfficiency = 1e-9; });
        row("Rack A03 in hall Hall A: power is not a finite number.",
            [](Draft& d) { d.rack().powerW = notANumber; });
        row("Rack A03 in hall Hall A: liquid share 1.2 is above 1.",
            [](Draft& d) { d.rack().liquidShare = 1.2; });
        row("Rack A03 in hall Hall A: airflow -0.1 m³/s is below 0 m³/s.",
            [](Draft& d) { d.rack().airflowM3s = -0.1; });
        row("Rack A03 in hall Hall A: mass -1 kg is below 0 kg.", [](Draft& d) { d.rack().massKg = -1.0; });
        row("Rack A03 in hall Hall A: GPU count -8 is below 0.", [](Draft& d) { d.rack().gpuCount = -8; });
        row("Rack A03 in hall Hall A: rack type 9 does not exist in this site.",
            [](Draft& d) { d.rack().type = {9}; });
        row("Rack A03 in hall Hall A: feed A 99 does not exist in this site.",
            [](Draft& d) { d.rack().feedA = {99}; });
        row("Rack A03 in hall Hall A: feed B -1 does not exist in this site.",
            [](Draft& d) { d.rack().feedB = {-1}; });
        row("Rack A03 in hall Hall A: CDU 7 does not exist in this site.",
            [](Draft& d) { d.rack().cdu = {7}; });
        row("Rack A03 in hall Hall A: its footprint reaches y = 9.7 m, outside the room of 0 to 9.6 m.",
            [](Draft& d) { d.rack().pose.y = 9.1; });
        row("Rack A03 in hall Hall A: its footprint reaches x = -0.1 m, outside the room of 0 to 15.6 m.",
            [](Draft& d) {
                d.rack().pose = {0.5, 3.0, 90.0};
            });
        row("Rack A03 in hall Hall A: yaw 400 ° is above 360 °.",
            [](Draft& d) { d.rack().pose.yawDeg = 400.0; });
        row("Rack A03 in hall Hall A: x is not a finite number.",
            [](Draft& d) { d.rack().pose.x = notANumber; });
        row("Rack A03 in hall Hall A: id 2 is also that of A02.", [](Draft& d) { d.rack().id = {2}; });
        row("Rack A04: id 4 follows id 50, but ids must ascend and be unique.",
            [](Draft& d) { d.rack().id = {50}; });
        row("Rack A01: id 0 is not between 1 and 1000000000000000.",
            [](Draft& d) { d.hall().racks[0].id = {0}; });
        row("Rack A01 in hall Hall B: id 5 is also that of A05.",
            [](Draft& d) { d.halls[1]->racks[0].id = {5}; });
        row("CDU CDU 2 in hall Hall B: id 1 is also that of CDU 1.",
            [](Draft& d) { d.halls[1]->cdus[1].id = {1}; });
        row("CDU CDU 1 in hall Hall B: flow 0 m³/s must be above 0 m³/s.",
            [](Draft& d) { d.halls[1]->cdus[0].flowM3s = 0.0; });
        row("Air handler CRAH 1 in hall Hall A: its footprint reaches y = -0.3 m, outside the room of 0 to "
            "9.6 m.",
            [](Draft& d) { d.hall().airHandlers[0].pose.y = 1.0; });
        row("Air handler CRAH 1 in hall Hall A: coolant loop 9 does not exist in this site.",
            [](Draft& d) { d.hall().airHandlers[0].loop = {9}; });
        row("Column 1 in hall Hall A: its area reaches x = 15.7 m, outside the room of 0 to 15.6 m.",
            [](Draft& d) { d.hall().columns[0].area.x = 15.1; });
        row("Wall Cage in hall Hall A: its area reaches x = 15.7 m, outside the room of 0 to 15.6 m.",
            [](Draft& d) {
                d.hall().walls = {{{1}, "Cage", {15.6, 0.0, 0.1, 3.0}}};
            });
        row("Wall Cage in hall Hall A: height -1 m is below 0 m.", [](Draft& d) {
            d.hall().walls = {{{1}, "Cage", {13.2, 0.6, 0.1, 3.0}, -1.0}};
        });
        row("Tile field Tiles 1 in hall Hall A: open share 0.02 is below 0.05.", [](Draft& d) {
            d.hall().tileFields = {{{1}, "Tiles 1", {3.6, 4.2, 3.6, 1.2}, 0.02}};
        });
        row("Tile field Tiles 1 in hall Hall B: perforated tiles lie in a raised floor, but this hall's "
            "floor "
            "is a slab; make it a raised floor first, or leave the tiles out.",
            [](Draft& d) {
                d.halls[1]->tileFields = {{{1}, "Tiles 1", {3.6, 1.2, 3.6, 1.2}}};
            });
        row("Aisle Cold aisle 1 in hall Hall A: depth 0 m must be above 0 m.",
            [](Draft& d) { d.hall().aisles[0].area.depth = 0.0; });
        row("Door Main door in hall Hall A: it ends at 16.1 m, beyond its wall of 15.6 m.",
            [](Draft& d) { d.hall().doors[0].offsetM = 14.3; });
        row("Hall Hall A in building Building 1: it reaches x = 25.6 m, outside the building of 0 to 24 m.",
            [](Draft& d) { d.hall().originM.x = 10.0; });
        row("Hall Hall A in building Building 1: tile pitch 0 m is below 0.1 m.",
            [](Draft& d) { d.hall().tilePitchM = 0.0; });
        row("Hall Hall A in building Building 1: ceiling height 5 m is above 4.2 m.",
            [](Draft& d) { d.hall().ceilingHeightM = 5.0; });
        row("Hall Hall A in building Building 1: containment leakage 1.5 is above 1.",
            [](Draft& d) { d.hall().containmentLeakage = 1.5; });
        row("Hall Hall B in building Building 2: id 1 is also that of Hall A.",
            [](Draft& d) { d.halls[1]->id = {1}; });
        row("Room Dock in building Building 1: its area reaches y = 18.5 m, outside the building of 0 to 18 "
            "m.",
            [](Draft& d) { d.buildings[0]->rooms[2].area.y = 13.5; });
        row("Building Building 1: height 0 m must be above 0 m.",
            [](Draft& d) { d.buildings[0]->heightM = 0.0; });
        row("Building Building 2: id 1 follows id 1, but ids must ascend and be unique.",
            [](Draft& d) { d.buildings[1]->id = {1}; });
        row("Rack type NVL72: width -0.6 m is below 0 m.",
            [](Draft& d) { d.catalogue->rackTypes[1].widthM = -0.6; });
        row("Rack type NVL72: id 1 follows id 1, but ids must ascend and be unique.",
            [](Draft& d) { d.catalogue->rackTypes[1].id = {1}; });
        row("Power node Utility: a utility starts a power chain and cannot be fed by Building 1 transformer "
            "A.",
            [](Draft& d) { d.node(1).fedBy = {{2}}; });
        row("Power node Building 1 transformer A: nothing feeds it, but every power chain must start at a "
            "utility, a generator or a battery.",
            [](Draft& d) { d.node(2).fedBy.clear(); });
        row("Power node Utility: a battery starts a power chain and cannot be fed by Building 1 transformer "
            "A.",
            [](Draft& d) {
                d.node(1).kind = PowerNodeKind::Battery;
                d.node(1).fedBy = {{2}};
            });
        row("Power node Utility: stored energy -1 J is below 0 J.",
            [](Draft& d) { d.node(1).storedJ = -1.0; });
        row("Power node Building 1 transformer A: feeding node 999 does not exist in this site.",
            [](Draft& d) { d.node(2).fedBy = {{999}}; });
        row("Power node Building 1 transformer A: its power chain leads in a circle, but every chain must "
            "start at a utility, a generator or a battery.",
            [](Draft& d) { d.node(2).fedBy = {{4}}; });
        row("Power node Building 1 transformer A: rating 0 W must be above 0 W.",
            [](Draft& d) { d.node(2).ratedW = 0.0; });
        row("Power node Building 1 transformer A: hall 9 does not exist in this site.",
            [](Draft& d) { d.node(2).hall = {9}; });
        row("Coolant loop Chilled water 1: building 0 does not exist in this site.",
            [](Draft& d) { d.cooling->loops[0].building = {}; });
        row("Coolant loop Chilled water 1: pump efficiency 1.1 is above 1.",
            [](Draft& d) { d.cooling->loops[0].pumpEfficiency = 1.1; });
        row("Pipe run Chilled water 1 supply: its path has 1 points and needs at least 2.",
            [](Draft& d) { d.cooling->pipes[0].pathM.resize(1); });
        row("Plant unit Chiller 1: coefficient of performance 0 must be above 0.",
            [](Draft& d) { d.cooling->plant[0].ratedCop = 0.0; });
        row("Plant unit Tower 1: approach 0 K must be above 0 K.",
            [](Draft& d) { d.cooling->plant[1].ratedApproachK = 0.0; });
        row("Pathway Trench 1: width -1 m is below 0 m.",
            [](Draft& d) { d.pathways->pathways[1].widthM = -1.0; });
        row("Fibre run Backbone 1: pathway 9 does not exist in this site.",
            [](Draft& d) { d.pathways->runs[0].route = {{9}}; });
        row("Fibre run Backbone 1: cable count 0 must be above 0.",
            [](Draft& d) { d.pathways->runs[0].cableCount = 0; });
        row("Site Small campus: latitude 91 ° is above 90 °.",
            [](Draft& d) { d.site.info.latitudeDeg = 91.0; });
        row("Site Small campus: carbon dioxide of the grid -0.1 kg/kWh is below 0 kg/kWh.",
            [](Draft& d) { d.site.info.carbonKgPerKwh = -0.1; });
        row("Site Small campus: cycles of concentration 1 must be above 1; all make-up water would be blown "
            "down.",
            [](Draft& d) { d.site.info.cyclesOfConcentration = 1.0; });
        row("Site Small campus: cycles of concentration 21 is above 20.",
            [](Draft& d) { d.site.info.cyclesOfConcentration = 21.0; });
        row("Rack type NVL72: coolant flow -0.001 m³/s is below 0 m³/s.",
            [](Draft& d) { d.catalogue->rackTypes[1].coolantFlowM3s = -0.001; });
        row("Rack type NVL72: coolant pressure drop is not a finite number.",
            [](Draft& d) { d.catalogue->rackTypes[1].coolantDropPa = notANumber; });
        row("Rack type NVL72: rear-door effectiveness 1 must be below 1; no exchanger is perfect.",
            [](Draft& d) { d.catalogue->rackTypes[1].rearDoorEffectiveness = 1.0; });
        row("Rack type NVL72: rear-door flow 0 m³/s must be above 0 m³/s.",
            [](Draft& d) { d.catalogue->rackTypes[1].rearDoorEffectiveness = 0.7; });
        row("Rack type NVL72: number of circuits 13 is above 12.",
            [](Draft& d) { d.catalogue->rackTypes[1].circuits = 13; });
        row("Rack type NVL72: circuit voltage 0 V must be above 0 V.",
            [](Draft& d) { d.catalogue->rackTypes[1].circuits = 4; });
        row("Rack type NVL72: breaker rating 0 A must be above 0 A.", [](Draft& d) {
            d.catalogue->rackTypes[1].circuits = 4;
            d.catalogue->rackTypes[1].circuitVoltageV = 415.0;
        });
        row("Rack type NVL72: power factor 0 must be above 0.",
            [](Draft& d) { d.catalogue->rackTypes[1].powerFactor = 0.0; });
        row("Rack type NVL72: power factor 1.01 is above 1.",
            [](Draft& d) { d.catalogue->rackTypes[1].powerFactor = 1.01; });
        row("Rack type NVL72: power supply rating -1 W is below 0 W.",
            [](Draft& d) { d.catalogue->rackTypes[1].psuRatedW = -1.0; });
        row("Rack A03 in hall Hall A: coolant loop of its rear door 9 does not exist in this site.",
            [](Draft& d) { d.rack().rearDoorLoop = {9}; });
        row("Hall Hall A in building Building 1: dew point 31 °C is above 30 °C.",
            [](Draft& d) { d.hall().dewPointC = 31.0; });
        row("Air handler CRAH 1 in hall Hall A: coil approach 0 K must be above 0 K.",
            [](Draft& d) { d.hall().airHandlers[0].coilApproachK = 0.0; });
        row("Air handler CRAH 1 in hall Hall A: water pressure drop -1 Pa is below 0 Pa.",
            [](Draft& d) { d.hall().airHandlers[0].waterDropPa = -1.0; });
        row("CDU CDU 1 in hall Hall B: supply temperature 95 °C is above 90 °C.",
            [](Draft& d) { d.halls[1]->cdus[0].supplyC = 95.0; });
        row("CDU CDU 1 in hall Hall B: facility flow -1 m³/s is below 0 m³/s.",
            [](Draft& d) { d.halls[1]->cdus[0].facilityFlowM3s = -1.0; });
        row("CDU CDU 1 in hall Hall B: facility pressure drop 20,000,000 Pa is above 10,000,000 Pa.",
            [](Draft& d) { d.halls[1]->cdus[0].facilityDropPa = 2e7; });
        row("Building Building 1: feed of its other power 99 does not exist in this site.",
            [](Draft& d) { d.buildings[0]->otherFeed = {99}; });
        row("Building Building 1: coolant loop 9 does not exist in this site.",
            [](Draft& d) { d.buildings[0]->roomLoop = {9}; });
        row("Coolant loop Chilled water 1: number of pumps 0 is below 1.",
            [](Draft& d) { d.cooling->loops[0].pumps = 0; });
        row("Coolant loop Chilled water 1: number of spare pumps -1 is below 0.",
            [](Draft& d) { d.cooling->loops[0].sparePumps = -1; });
        row("Coolant loop Chilled water 1: held share of the head 1.2 is above 1.",
            [](Draft& d) { d.cooling->loops[0].heldHead = 1.2; });
        row("Coolant loop Chilled water 1: buffer -1 m³ is below 0 m³.",
            [](Draft& d) { d.cooling->loops[0].bufferM3 = -1.0; });
        row("Coolant loop Chilled water 1: heat reuse is not a finite number.",
            [](Draft& d) { d.cooling->loops[0].heatReuseW = notANumber; });
        row("Coolant loop Chilled water 1: feed of its pumps 99 does not exist in this site.",
            [](Draft& d) { d.cooling->loops[0].pumpFeed = {99}; });
        row("Pipe run Chilled water 1 supply: CDU 9 does not exist in this site.",
            [](Draft& d) { d.cooling->pipes[0].cdu = {9}; });
        row("Pipe run Chilled water 1 supply: roughness 0.02 m is above 0.01 m.",
            [](Draft& d) { d.cooling->pipes[0].roughnessM = 0.02; });
        row("Plant unit Chiller 1: adiabatic effectiveness -0.1 is below 0.",
            [](Draft& d) { d.cooling->plant[0].adiabaticEffectiveness = -0.1; });
        row("Plant unit Chiller 1: liquid pressure drop -1 Pa is below 0 Pa.",
            [](Draft& d) { d.cooling->plant[0].liquidDropPa = -1.0; });
        const std::string longName(201, 'x');
        row("Plant unit 1: its record of curves has 201 characters, above the limit of 200.",
            [=](Draft& d) { d.cooling->plant[0].curves = longName; });
        row("Site: its name has 201 characters, above the limit of 200.",
            [=](Draft& d) { d.site.info.name = longName; });
        row("Site: its place has 201 characters, above the limit of 200.",
            [=](Draft& d) { d.site.info.place = longName; });
        row("Rack 3: its name has 201 characters, above the limit of 200.",
            [=](Draft& d) { d.rack().name = longName; });
        row("Hall 1: its name has 201 characters, above the limit of 200.",
            [=](Draft& d) { d.hall().name = longName; });
        row("Power node 2: its name has 201 characters, above the limit of 200.",
            [=](Draft& d) { d.node(2).name = longName; });
        row("Room 1: its name has 201 characters, above the limit of 200.",
            [=](Draft& d) { d.buildings[0]->rooms[0].name = longName; });
        row("Door 1: its name has 201 characters, above the limit of 200.",
            [=](Draft& d) { d.hall().doors[0].name = longName; });
        row("Rack A03 in hall Hall A: CDU 1 stands in hall Hall B, but a rack takes its coolant from a CDU "
            "of "
            "its own hall.",
            [](Draft& d) { d.rack().cdu = {1}; });
        row("Site Small campus: wet bulb 29 °C is above the outdoor temperature of 28 °C.",
            [](Draft& d) { d.site.info.wetBulbC = 29.0; });
    }
    void oneBrokenThingIsNamed()
    {
        QFETCH(Break, breakIt);
        QFETCH(QString, sentence);
        Draft draft;
        breakIt(draft);
        QCOMPARE(refusalOf(draft.site), sentence);
    }

    void aRackAgainstTheWallIsInside()
    {
        Draft draft;
        draft.rack().pose = {0.3, 0.6, 0.0};
        QCOMPARE(refusalOf(draft.site), QStringLiteral("(accepted)"));
        draft.rack().pose = {15.6 - 0.3 + 1e-7, 9.6 - 0.6, 0.0}; // within the tolerance of 1e-6 m
        QCOMPARE(refusalOf(draft.site), QStringLiteral("(accepted)"));
        draft.rack().pose.x = 15.6 - 0.3 + 1e-5;
        QVERIFY(refusalOf(draft.site).contains("15.60001 m"));
    }

    void textsMayBeLongButNotEndless()
    {
        Draft draft;
        draft.rack().name = std::string(longestNameCharacters, 'x');
        draft.site.info.description = std::string(longestDescriptionCharacters, 'x');
        for (std::size_t i = 0; i < longestNameCharacters; ++i)
            draft.buildings[0]->name += i < longestNameCharacters - 10 ? "é" : ""; // of two bytes each
        QCOMPARE(refusalOf(draft.site), QStringLiteral("(accepted)"));
        draft.site.info.description += 'x';
        QCOMPARE(refusalOf(draft.site),
                 QStringLiteral("Site: its description has 4001 characters, above the limit of 4000."));
    }

    // What looks at each pair of them would not end.
    void thousandsOnOneSpotAreRefused_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("apartM");
        QTest::addColumn<QString>("words");
        QTest::newRow("a few hundred, as a slip of the hand makes") << 900 << 0.0 << "(accepted)";
        QTest::newRow("thousands in rows") << 5000 << 2.0 << "(accepted)";
        QTest::newRow("thousands on one spot")
            << 5000 << 0.0 << "Hall Hall A: more than 30 racks and units stand on one square metre, at x = ";
        QTest::newRow("thousands a finger apart") << 5000 << 0.01 << "more than 30 racks and units";
    }

    void thousandsOnOneSpotAreRefused()
    {
        QFETCH(int, count);
        QFETCH(double, apartM);
        QFETCH(QString, words);
        Draft draft;
        draft.buildings[0]->widthM = draft.buildings[0]->depthM = 1000.0;
        draft.hall().widthM = draft.hall().depthM = 900.0;
        Rack rack = draft.rack();
        for (int i = 0; i < count; ++i) {
            rack.id = {1'000'000 + i};
            rack.pose = {2.0 + apartM * (i % 400), 2.0 + apartM * static_cast<double>(i / 400), 0.0};
            draft.hall().racks.push_back(rack);
        }
        QVERIFY2(refusalOf(draft.site).contains(words), qPrintable(refusalOf(draft.site)));
    }

    void wallsOverWallsAreRefused()
    {
        Draft draft;
        Wall wall;
        wall.area = {0.0, 0.0, draft.hall().widthM, draft.hall().depthM};
        for (int i = 0; i < 2000; ++i) {
            wall.id = {i + 1};
            draft.hall().walls.push_back(wall);
        }
        QVERIFY2(refusalOf(draft.site).contains("above the limit of 30 times its floor"),
                 qPrintable(refusalOf(draft.site)));
    }

    void aChainMayStartAtAnySource()
    {
        for (const PowerNodeKind kind :
             {PowerNodeKind::Utility, PowerNodeKind::Generator, PowerNodeKind::Battery}) {
            Draft draft;
            draft.node(1).kind = kind;
            QCOMPARE(refusalOf(draft.site), QStringLiteral("(accepted)"));
        }
    }

    void twoFeedersInParallelAreNoCircle()
    {
        Draft draft;
        draft.node(4).fedBy = {{2}, {3}, {2}};
        QCOMPARE(refusalOf(draft.site), QStringLiteral("(accepted)"));
    }
};

QTEST_GUILESS_MAIN(TestCheckSite)
#include "tst_check_site.moc"
