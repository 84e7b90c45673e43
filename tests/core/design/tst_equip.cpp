#include "tests/core/design/hand_drawn.h"

#include "core/exchange/recipe.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <set>

using namespace hallwright;
using namespace hallwright::design;
using namespace hallwright::test;

namespace {

HallId addSecondHall(SiteEdit& edit)
{
    const Building& building = *edit.site().buildings.front();
    Hall hall = *building.halls.front();
    hall.name = "B1-H2";
    hall.originM.x += hall.widthM + 3.0;
    hall.rows.clear();
    hall.aisles.clear();
    hall.racks.clear();
    hall.cdus.clear();
    hall.airHandlers.clear();
    for (Door& door : hall.doors)
        door.id = {};
    return edit.addTo(building.id, hall);
}

} // namespace

class TestEquip : public QObject
{
    Q_OBJECT

private slots:
    void rowsDrawnByHandAreFedAndCooledWithoutAFinding_data()
    {
        QTest::addColumn<QString>("rack");
        QTest::addColumn<bool>("feedFirst");
        for (const char* rack : {"CPU servers 20 kW", "4x HGX H100, liquid", "GB200 NVL72", "20x switch"}) {
            QTest::addRow("%s, fed first", rack) << rack << true;
            QTest::addRow("%s, cooled first", rack) << rack << false;
        }
    }

    void rowsDrawnByHandAreFedAndCooledWithoutAFinding()
    {
        QFETCH(QString, rack);
        QFETCH(bool, feedFirst);
        SitePtr site = emptySite();
        SiteEdit edit(site); // 40 GB200 racks draw 5.2 MW
        edit.change(site->buildings.front()->id).capacityW = 8e6;
        site = edit.done();
        const HallId hall = firstHall(site);
        site = withRows(site, hall, rack.toStdString());
        QVERIFY(!findingsIn(site).isEmpty());
        site = feedFirst ? with(site, hall, {feedHall, coolHall, feedHall})
                         : with(site, hall, {coolHall, feedHall});
        QCOMPARE(findingsIn(site), QString());
    }

    void theSecondTimeChangesNothing()
    {
        for (const char* rack : {"CPU servers 20 kW", "4x HGX H100, liquid"}) {
            SitePtr site = emptySite();
            const HallId hall = firstHall(site);
            site = with(withRows(site, hall, rack), hall, {feedHall, coolHall, feedHall});
            QCOMPARE(with(site, hall, {feedHall}).get(), site.get());
            QCOMPARE(with(site, hall, {coolHall}).get(), site.get());
            for (const CoolantLoop& loop : site->cooling->loops) {
                SiteEdit edit(site);
                QCOMPARE(textOf(resizeLoop(edit, loop.id)), QString());
                QCOMPARE(edit.done().get(), site.get());
            }
        }
    }

    // Its racks have feeds, its loops carry their heat with a unit to spare.
    void whatARecipeHasBuiltIsLeftAlone()
    {
        const SitePtr site =
            buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
        const HallId hall = firstHall(site);
        SiteEdit cooled(site);
        QCOMPARE(textOf(coolHall(cooled, hall)), QString());
        QCOMPARE(with(site, hall, {feedHall}).get(), site.get());
        for (const CoolantLoop& loop : site->cooling->loops) {
            SiteEdit edit(site);
            QCOMPARE(textOf(resizeLoop(edit, loop.id)), QString());
        }
    }

    void aSecondHallGoesOnWithTheBuildingsSupplyAndLoops()
    {
        SitePtr site = emptySite();
        const HallId first = firstHall(site);
        site = with(withRows(site, first, "CPU servers 20 kW"), first, {feedHall, coolHall, feedHall});
        const std::size_t utilities = 2;
        SiteEdit edit(site);
        const HallId second = addSecondHall(edit);
        site = withRows(edit.done(), second, "CPU servers 20 kW");
        const double heatW = site->cooling->loops.front().designHeatW;
        const std::size_t plant = site->cooling->plant.size();
        site = with(site, second, {feedHall, coolHall});
        QCOMPARE(findingsIn(site), QString());
        QCOMPARE(site->cooling->loops.size(), std::size_t(1));
        QVERIFY(site->cooling->loops.front().designHeatW > 1.9 * heatW);
        QVERIFY(site->cooling->plant.size() > plant);
        QCOMPARE(std::ranges::count(site->power->nodes, PowerNodeKind::Utility, &PowerNode::kind),
                 std::ptrdiff_t(utilities));
        std::set<std::string> names;
        for (const PowerNode& node : site->power->nodes)
            QVERIFY2(names.insert(node.name).second, node.name.c_str());
        QCOMPARE(with(site, second, {coolHall, feedHall}).get(), site.get());
    }

    void rearDoorsAreTiedToTheWaterOfTheHallsAirHandlers()
    {
        const char* rack = "CPU servers 20 kW";
        SitePtr plain = emptySite();
        const HallId hall = firstHall(plain);
        SiteEdit edit(plain);
        RackType& type = edit.change(typeNamed(*plain, rack));
        type.rearDoorEffectiveness = 0.7;
        type.rearDoorFlowM3s = 0.4e-3; // takes up the 18 kW that it cools at the loop's range of some 10 K
        type.rearDoorDropPa = 30e3;
        SitePtr doored = with(withRows(edit.done(), hall, rack), hall, {feedHall, coolHall, feedHall});
        plain = with(withRows(plain, hall, rack), hall, {feedHall, coolHall, feedHall});

        QCOMPARE(findingsIn(doored), QString());
        const std::vector<AirHandler>& units = doored->hall(hall).airHandlers;
        for (const Rack& stands : doored->hall(hall).racks)
            QCOMPARE(stands.rearDoorLoop, units.front().loop);
        QVERIFY(units.size() <=
                plain->hall(hall).airHandlers.size()); // air moves as before, with less heat in it
        const SnapshotPtr snapshot = evaluate(doored, conditionsOf(*doored));
        QVERIFY(snapshot->halls.front()->rearDoorHeatW > 0.3 * snapshot->halls.front()->heatToAirW);
        QCOMPARE(with(doored, hall, {coolHall}).get(), doored.get());
    }

    void aRackThatComesIntoAFedRowIsConnectedToItsBusways()
    {
        SitePtr site = newSite({});
        const HallId hall = firstHall(site);
        SiteEdit edit(site);
        Rack& taken = edit.change(hall).racks[3];
        const PowerNodeId a = taken.feedA, b = taken.feedB;
        const RackId rack = taken.id;
        taken.feedA = {};
        taken.feedB = {};
        const Choices choices = feedHall(edit, hall);
        const SitePtr fed = edit.done();
        QCOMPARE(fed->rack(rack).feedA, a);
        QCOMPARE(fed->rack(rack).feedB, b);
        QCOMPARE(fed->power->nodes.size(), site->power->nodes.size());
        QVERIFY2(
            textOf(choices).contains("Rack B1-H1-A04, side A: The nearest feed of side A in hall B1-H1 is "
                                     "B1-H1-A busway A"),
            qPrintable(textOf(choices)));
    }

    void plantStandsClearOfOtherBuildings_data()
    {
        QTest::addColumn<Point2>("fromBack"); // of the other's south-west corner, from this one's north-west
        QTest::addColumn<bool>("onRoof");
        QTest::newRow("to one side, in the yard") << Point2{6.0, 6.0} << false; // further back there is room
        QTest::newRow("across the whole yard") << Point2{0.0, 6.0} << true;
    }

    void plantStandsClearOfOtherBuildings()
    {
        QFETCH(Point2, fromBack);
        QFETCH(bool, onRoof);
        SitePtr site = emptySite();
        const HallId hall = firstHall(site);
        SiteEdit edit(site);
        const Building& first = *site->buildings.front();
        Building other;
        other.name = "B2";
        other.originM = buildingToCampus(first, {fromBack.x, first.depthM + fromBack.y});
        other.yawDeg = first.yawDeg;
        other.widthM = onRoof ? first.widthM : 20.0;
        other.depthM = onRoof ? 80.0 : 15.0;
        other.heightM = first.heightM;
        edit.add(other);
        site = with(withRows(edit.done(), hall, "CPU servers 20 kW"), hall, {feedHall, coolHall, feedHall});
        QCOMPARE(findingsIn(site), QString());
        QVERIFY(!site->cooling->plant.empty());
        for (const PlantUnit& unit : site->cooling->plant)
            QCOMPARE(unit.elevationM > 0.0, onRoof);
        QCOMPARE(with(site, hall, {coolHall}).get(), site.get());
    }

    void moreHeatGivesTheLoopMorePlantAndWiderPipes()
    {
        SitePtr site = newSite({});
        const CoolantLoop loop = site->cooling->loops.front();
        const auto widestM = [](const Site& of) {
            return std::ranges::max(of.cooling->pipes, {}, &PipeRun::diameterM).diameterM;
        };
        SiteEdit edit(site);
        for (Rack& rack : edit.change(firstHall(site)).racks)
            rack.powerW *= 2.5;
        const Choices choices = resizeLoop(edit, loop.id);
        const SitePtr after = edit.done();
        QVERIFY(after->cooling->plant.size() > site->cooling->plant.size());
        QVERIFY(widestM(*after) > widestM(*site));
        QVERIFY(after->cooling->loops.front().designHeatW > 2 * loop.designHeatW);
        const QString text = textOf(choices);
        QVERIFY2(text.contains("B1 chilled water takes up") && text.contains("out of service"),
                 qPrintable(text));
        const std::size_t were = site->cooling->plant.size(), are = after->cooling->plant.size();
        const QString together =
            QStringLiteral("beside the %1 there are: these %2 together hold ").arg(were).arg(are);
        QVERIFY2(text.contains(together), qPrintable(text));
    }

    // One with its back to the room is at the wall before it; a second line at a wall has a pair of its own.
    void anAirHandlerIsPipedAtTheWallWhereItStands()
    {
        const SitePtr site = newSite({});
        SiteEdit edit(site);
        const HallId hall = firstHall(site);
        AirHandler unit = site->hall(hall).airHandlers.front();
        unit.name = "CRAH east";
        unit.airflowM3s /= 2.0;
        unit.pose = {site->hall(hall).widthM - 0.6, 4.0, 90.0}; // faces the east wall
        edit.addTo(hall, unit);
        unit.name = "CRAH west";
        unit.pose = {0.6, 9.0, 90.0};
        edit.addTo(hall, unit);
        resizeLoop(edit, site->cooling->loops.front().id);
        const SitePtr after = edit.done();
        QStringList names;
        for (const PipeRun& pipe : after->cooling->pipes)
            names << QString::fromStdString(pipe.name);
        for (const char* name : {"H1 west header supply", "H1 east header supply", "H1 west header 2 return"})
            QCOMPARE(names.filter(QRegularExpression(QString(name) + "$")).size(), 1);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    }

    void plantForAWarmerDayThanTheSitesSaysWhy()
    {
        NewSite wanted;
        wanted.outdoorC = 33.0;
        const SitePtr site = newSite(wanted);
        SiteEdit edit(site);
        for (Rack& rack : edit.change(firstHall(site)).racks)
            rack.powerW *= 2.5;
        const QString text = textOf(resizeLoop(edit, site->cooling->loops.front().id));
        QVERIFY2(text.contains("Plant is sized for 35.0 °C or the site's design day of 33.0 °C, whichever is "
                               "warmer"),
                 qPrintable(text));
    }

    void theChoicesSayWhatCarriesWhat()
    {
        SitePtr site = emptySite();
        const HallId hall = firstHall(site);
        site = withRows(site, hall, "CPU servers 20 kW");
        SiteEdit edit(site);
        const QString feeds = textOf(feedHall(edit, hall));
        for (const char* sentence :
             {"Utility A of 7 MW supplies side A: at least a quarter more than the 5.0 MW of building B1.",
              "Building B1 has an entrance of 10 MW on each side, with 2 standby generators for its 5.0 MW.",
              "Block 1 of hall B1-H1 feeds 4 rows of 800 kW together, for which each side has a UPS of 1,000 "
              "kW."})
            QVERIFY2(feeds.contains(sentence), qPrintable(feeds));
        const QString cools = textOf(coolHall(edit, hall));
        for (const char* sentence :
             {"B1 chilled water is a new loop, 18 °C out and 28 °C back.",
              "No chiller that could be chosen for B1 chilled water is charted for water of 18.0 °C: the "
              "curves of",
              "Hall B1-H1 gets 6 units of Fan-wall bay 12: with one out of service they take "
              "840 kW and move the 48.8 m³/s that its racks draw in warm air."})
            QVERIFY2(cools.contains(sentence), qPrintable(cools));
    }

    void aLoopWhoseChillersAreChartedForItsWaterIsRatherChosen()
    {
        SitePtr site = emptySite();
        const HallId hall = firstHall(site);
        site = withRows(site, hall, "CPU servers 20 kW");
        const BuildingId building = site->buildings.front()->id;
        const PlantType& chiller =
            *std::ranges::find_if(site->catalogue->plantTypes, [](const PlantType& type) {
                return type.values.kind == PlantKind::AirCooledChiller;
            });
        SiteEdit edit(site);
        std::vector<CoolantLoopId> loops;
        for (const double supplyC : {18.0, 9.0}) {
            CoolantLoop loop;
            loop.name = supplyC > 10.0 ? "Mild" : "Cold";
            loop.building = building;
            loop.supplyC = supplyC;
            loop.designDeltaTK = 10.0;
            loop.pumpHeadPa = 200e3;
            loop.pumpEfficiency = 0.7;
            loops.push_back(edit.add(loop));
            PlantUnit unit = chiller.values;
            unit.name = loop.name + " chiller";
            unit.type = chiller.id;
            unit.building = building;
            unit.loop = loops.back();
            unit.pose = {supplyC * 5.0, 90.0, 0.0};
            edit.add(unit);
        }
        const QString choices = textOf(coolHall(edit, hall));
        for (const AirHandler& handler : edit.site().hall(hall).airHandlers)
            QCOMPARE(handler.loop, loops.back());
        QVERIFY2(!choices.contains("charted"), qPrintable(choices));
    }

    void whatIsImpossibleIsRefusedInASentence()
    {
        const SitePtr empty = emptySite();
        const HallId hall = firstHall(empty);
        QCOMPARE(refusal([&] { with(empty, hall, {feedHall}); }),
                 QString("Hall B1-H1 has no racks to feed; draw its rows first."));
        QCOMPARE(refusal([&] { with(empty, hall, {coolHall}); }),
                 QString("Hall B1-H1 has no racks to cool; draw its rows first."));

        const SitePtr heavy = withRows(empty, hall, "GB200 NVL72");
        QCOMPARE(
            refusal([&] { with(heavy, hall, {feedHall}); }),
            QString(
                "The racks of building B1 draw 5.20 MW, more than the 5.00 MW that its supply is for; raise "
                "the building's capacity or take racks out."));

        const SitePtr rows = withRows(empty, hall, "CPU servers 20 kW");
        SiteEdit edit(rows);
        edit.remove(refTo(rows->buildings.front()->rooms[1].id));
        const SitePtr oneRoom = edit.done();
        QCOMPARE(
            refusal([&] { with(oneRoom, hall, {feedHall}); }),
            QString("Building B1 has 1 electrical room, but sides A and B need one each; draw another."));
    }
};

QTEST_GUILESS_MAIN(TestEquip)
#include "tst_equip.moc"
