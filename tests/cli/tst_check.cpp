// hallwright-cli check: a line for each violation, and the exit code.
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

class CheckTest : public QObject
{
    Q_OBJECT

private slots:
    void checkNamesEveryViolationOnALine()
    {
        // A rack that runs hot on purpose: its hall's limit is lowered below the supply temperature.
        auto site = std::make_shared<Site>(*folder_.site);
        auto building = std::make_shared<Building>(*site->buildings[0]);
        auto hall = std::make_shared<Hall>(*building->halls[0]);
        hall->inletLimitC = 10.0;
        const std::size_t racks = hall->racks.size();
        building->halls[0] = hall;
        building->capacityW = 1000.0;
        site->buildings[0] = building;
        const QString file = folder_.path("hot.hallwright");
        saveSite(*site, file.toStdString());

        const Outcome text = cli({"check", file});
        QCOMPARE(text.code, 1);
        QCOMPARE(text.err, QByteArray());
        QCOMPARE(text.out.count("inlet-temperature: "), static_cast<int>(racks));
        QCOMPARE(text.out.count("building-capacity: Building 1 draws"), 1);

        const Outcome asJson = cli({"check", file, "--json"});
        QCOMPARE(asJson.code, 1);
        const Json root = asJson.json();
        QCOMPARE(static_cast<int>(root["violations"].size()), text.out.count('\n'));
        QCOMPARE(root["violation_count"].get<std::size_t>(), root["violations"].size());
        QCOMPARE(keysOf(root["violations"][0]), QStringList({"rule", "hall", "rack", "message"}));
    }

    void checkFindsWhatASiteHidesFromTheEye_data()
    {
        QTest::addColumn<SitePtr>("site");
        QTest::addColumn<QByteArray>("line");
        const auto changed = [this](auto change) {
            auto site = std::make_shared<Site>(*folder_.site);
            auto power = std::make_shared<PowerNetwork>(*site->power);
            auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
            auto catalogue = std::make_shared<Catalogue>(*site->catalogue);
            auto hall = std::make_shared<Hall>(*site->buildings[1]->halls[0]);
            change(*power, *cooling, *catalogue, *hall);
            auto building = std::make_shared<Building>(*site->buildings[1]);
            building->halls[0] = hall;
            site->buildings[1] = building;
            site->power = power;
            site->cooling = cooling;
            site->catalogue = catalogue;
            return SitePtr(site);
        };
        // A row of six DGX and four NVL72: 0.65 MW, half of it on each side.
        QTest::newRow("a busway too small for both sides")
            << changed([](PowerNetwork& power, auto&, auto&, auto&) {
                   for (PowerNode& node : power.nodes) {
                       if (node.name == "Hall B busway 1A")
                           node.ratedW = 400e3;
                   }
               })
            << QByteArray("n-1: After the loss of the other side Hall B busway 1A would deliver");
        QTest::newRow("feeds of a row on one side") << changed([](PowerNetwork& power, auto&, auto&, auto&) {
            for (PowerNode& node : power.nodes) {
                if (node.name == "Hall B busway 1B")
                    node.side = FeedSide::A;
            }
        }) << QByteArray("power-same-side: Hall B: 10 racks");
        // 132 kW on three circuits of 415 V and 60 A: 132 / (3 · √3 · 0.415 · 60) = 1.02 of the rating.
        QTest::newRow("circuits too small") << changed([](auto&, auto&, Catalogue& catalogue, auto&) {
            RackType& type = catalogue.rackTypes[1];
            type.circuits = 3;
            type.circuitVoltageV = 415.0;
            type.breakerA = 60.0;
        }) << QByteArray("circuit-overload: The circuits of 8 racks of Hall B");
        // The same on four: 0.77 of the rating, and 1.02 on the three that are left.
        QTest::newRow("circuits too small after a loss")
            << changed([](auto&, auto&, Catalogue& catalogue, auto&) {
                   RackType& type = catalogue.rackTypes[1];
                   type.circuits = 4;
                   type.circuitVoltageV = 415.0;
                   type.breakerA = 60.0;
               })
            << QByteArray("n-1: After the loss of one circuit those left of 8 racks of Hall B");
        QTest::newRow("pumps too small") << changed([](auto&, CoolingNetwork& cooling, auto&, auto&) {
            for (CoolantLoop& loop : cooling.loops)
                loop.pumpHeadPa = 5e3;
        }) << QByteArray("loop-flow: The pumps of ");
        QTest::newRow("plant too small") << changed([](auto&, CoolingNetwork& cooling, auto&, auto&) {
            for (PlantUnit& unit : cooling.plant)
                unit.capacityW *= 0.01;
        }) << QByteArray("loop-supply: The plant of Chilled water 2 cannot hold its set point of 12.0 °C");
        QTest::newRow("no plant") << changed([](auto&, CoolingNetwork& cooling, auto&, auto&) {
            cooling.plant.clear();
        }) << QByteArray("loop-heat: No plant takes ");
        // 10 mL/min for 132 kW.
        QTest::newRow("next to no rack coolant")
            << changed([](auto&, auto&, Catalogue& catalogue, auto&) {
                   catalogue.rackTypes[1].coolantFlowM3s = 0.01e-3 / 60.0;
               })
            << QByteArray("coolant-temperature: With a flow of ");
        QTest::newRow("water below the dew point")
            << changed([](auto&, auto&, auto&, Hall& hall) { hall.dewPointC = 16.0; })
            << QByteArray("dew-point: The water of 3 of the air handlers of Hall B");
    }

    void checkFindsWhatASiteHidesFromTheEye()
    {
        QFETCH(SitePtr, site);
        QFETCH(QByteArray, line);
        QVERIFY(!cli({"check", folder_.file}).out.contains(line)); // nor does it see what is not there
        const QString file = folder_.path("hidden.hallwright");
        saveSite(*site, file.toStdString());
        const Outcome outcome = cli({"check", file});
        QCOMPARE(outcome.code, 1);
        QByteArray found = "found:";
        for (const QByteArray& violation : outcome.out.split('\n')) {
            if (violation.startsWith(line.left(line.indexOf(':') + 1)))
                found += '\n' + violation;
        }
        QVERIFY2(found.contains(line), found.constData());
    }

    void checkTellsWhatAnOutageCosts()
    {
        const Outcome outcome =
            cli({"check", folder_.file, "--without", "Building 1 UPS A", "--without", "Building 1 UPS B"});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.out.contains("no-power: No power reaches 24 racks of Hall A, the first being A01,"),
                 outcome.out.constData());
        QVERIFY(!cli({"check", folder_.file}).out.contains("no-power"));
    }

    // A site that is sound but for the CDU taken out.
    void racksShutDownForWantOfCoolantAreAnswerNo()
    {
        writeFile(folder_.path("good.yaml"), smallRecipe());
        const QString file = folder_.path("liquid.hallwright");
        QCOMPARE(cli({"build", folder_.path("good.yaml"), "-o", file}).code, 0);
        const QStringList mild{"check", file, "--outdoor", "10"};
        QCOMPARE(cli(mild).code, 0);
        const Outcome outcome = cli(mild + QStringList{"--without", "B1-H1-CDU-B"});
        QCOMPARE(outcome.out, QByteArray("no-coolant: No coolant reaches 7 racks of B1-H1, the first being "
                                         "B1-H1-B01, and 210.0 kW of IT load is lost.\n"));
        QCOMPARE(outcome.code, 1);
    }

    void checkOfASoundSiteSaysNothing()
    {
        writeFile(folder_.path("good.yaml"), QByteArray(smallRecipe()));
        const QString file = folder_.path("sound.hallwright");
        QCOMPARE(cli({"build", folder_.path("good.yaml"), "-o", file}).code, 0);
        const Outcome mild = cli({"check", file, "--outdoor", "10"});
        QCOMPARE(mild.out, QByteArray());
        QCOMPARE(mild.code, 0);
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"
