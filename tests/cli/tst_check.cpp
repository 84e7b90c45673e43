// hallwright-cli check: findings by rule and place, and the exit code.
#include "core/model/site_edit.h"
#include "tests/cli/cli_run.h"

#include <QRegularExpression>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// The small recipe with every position along its contained aisles filled: with racks, and with a column as wide as one.
QByteArray soundRecipe()
{
    return smallRecipe()
        .replace("{gap: 1}, {type: Air, count: 3}", "{type: Air, count: 4}")
        .replace("first_m: [5.7, 5.1]", "first_m: [5.7, 4.5]")
        .replace("size_m: 0.5", "size_m: 0.6")
        .replace("limits:\n  - {hall: B2-H1, type: Liquid, racks: 6}\n", "");
}

} // namespace

class CheckTest : public QObject
{
    Q_OBJECT

private slots:
    void checkGroupsFindingsByRuleAndPlace()
    {
        // A hall that runs hot on purpose: its limit is lowered below the supply temperature.
        auto site = std::make_shared<Site>(*folder_.site);
        auto building = std::make_shared<Building>(*site->buildings[0]);
        auto hall = std::make_shared<Hall>(*building->halls[0]);
        hall->inletLimitC = 10.0;
        const auto racks = static_cast<int>(hall->racks.size());
        building->halls[0] = hall;
        building->capacityW = 1000.0;
        site->buildings[0] = building;
        const QString file = folder_.path("hot.hallwright");
        saveSite(*site, file.toStdString());

        const Outcome text = cli({"check", file});
        QCOMPARE(text.code, 1);
        QCOMPARE(text.err, QByteArray());
        QCOMPARE(
            text.out.count("Inlet too warm (inlet-temperature), major, Hall A in Building 1: 24 racks\n"), 1);
        QCOMPARE(text.out.count("  The inlet of "), 3);
        QVERIFY(text.out.contains("  and 21 more\n"));
        QVERIFY(text.out.contains(
            "Building over capacity (building-capacity), major, Building 1: 1 building\n  Building 1 draws"));
        const Outcome all = cli({"check", file, "--all"});
        QCOMPARE(all.out.count("  The inlet of "), racks);
        QVERIFY(!all.out.contains(" more\n"));

        const Outcome asJson = cli({"check", file, "--json"});
        QCOMPARE(asJson.code, 1);
        const Json root = asJson.json();
        QCOMPARE(root["finding_count"].get<std::size_t>(), root["findings"].size());
        const QByteArray summary = all.out.trimmed().split('\n').last();
        QVERIFY2(
            summary.startsWith(QByteArray::number(static_cast<int>(root["findings"].size())) + " findings ("),
            summary.constData());
        QCOMPARE(keysOf(root["findings"][0]),
                 QStringList({"rule", "severity", "subject", "other", "building", "hall", "value", "limit",
                              "unit", "sentence", "remedy", "waived"}));
        QVERIFY(cli({"solve", file, "--json"}).json()["findings"] == root["findings"]);
        QVERIFY(cli({"solve", file}).out.contains(text.out));
    }

    void aWaivedFindingIsNoAnswerNo()
    {
        writeFile(folder_.path("good.yaml"), soundRecipe());
        const QString file = folder_.path("waived.hallwright");
        QCOMPARE(cli({"build", folder_.path("good.yaml"), "-o", file}).code, 0);
        const SitePtr site = loadSite(file.toStdString());
        SiteEdit edit(site);
        const Hall& hall = *site->buildings[0]->halls[0];
        edit.change(hall.racks[0].id).name = hall.racks[1].name;
        const SitePtr twice = edit.done();
        saveSite(*twice, file.toStdString());
        const QStringList mild{"check", file, "--outdoor", "10"};
        const Outcome named = cli(mild);
        QCOMPARE(named.code, 1);
        QVERIFY2(named.out.startsWith("Name twice (rack-name), major, "), named.out.constData());
        SiteEdit waive(twice);
        waive.changeRecord(refTo(hall.racks[1].id)).waivers["rack-name"] = "Renamed on Monday";
        saveSite(*waive.done(), file.toStdString());
        const Outcome waived = cli(mild);
        QCOMPARE(waived.code, 0);
        QVERIFY2(waived.out.startsWith(
                     "Name twice (rack-name), waived (Renamed on Monday): Hall B1-H1 has more than one rack"),
                 waived.out.constData());
        QVERIFY(waived.out.contains("0 findings, 1 waived, "));
        const Json root = cli(mild + QStringList{"--json"}).json();
        QCOMPARE(root["finding_count"].get<int>(), 0);
        QCOMPARE(root["findings"][0]["waived"].get<std::string>(), std::string("Renamed on Monday"));
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
            << QByteArray("n-1: After the loss of the other side Hall B busway 1A would have to deliver");
        QTest::newRow("feeds of a row on one side") << changed([](PowerNetwork& power, auto&, auto&, auto&) {
            for (PowerNode& node : power.nodes) {
                if (node.name == "Hall B busway 1B")
                    node.side = FeedSide::A;
            }
        }) << QByteArray("power-same-side: Rack A01 in hall Hall B has both feeds on side A.");
        // 132 kW on three circuits of 415 V and 60 A: 132 / (3 · √3 · 0.415 · 60) = 1.02 of the rating.
        QTest::newRow("circuits too small") << changed([](auto&, auto&, Catalogue& catalogue, auto&) {
            RackType& type = catalogue.rackTypes[1];
            type.circuits = 3;
            type.circuitVoltageV = 415.0;
            type.breakerA = 60.0;
        }) << QByteArray("circuit-overload: The circuits of rack LA01 of Hall B");
        // The same on four: 0.77 of the rating, and 1.02 on the three that are left.
        QTest::newRow("circuits too small after a loss")
            << changed([](auto&, auto&, Catalogue& catalogue, auto&) {
                   RackType& type = catalogue.rackTypes[1];
                   type.circuits = 4;
                   type.circuitVoltageV = 415.0;
                   type.breakerA = 60.0;
               })
            << QByteArray("n-1: After the loss of one circuit those left of rack LA01 of Hall B");
        QTest::newRow("pumps too small") << changed([](auto&, CoolingNetwork& cooling, auto&, auto&) {
            for (CoolantLoop& loop : cooling.loops)
                loop.pumpHeadPa = 5e3;
        }) << QByteArray("loop-flow: The pumps of ");
        QTest::newRow("plant far too small") << changed([](auto&, CoolingNetwork& cooling, auto&, auto&) {
            for (PlantUnit& unit : cooling.plant)
                unit.capacityW *= 0.01;
        }) << QByteArray("loop-heat: No plant takes "); // beyond 1.6 of its capacity
        QTest::newRow("no plant") << changed([](auto&, CoolingNetwork& cooling, auto&, auto&) {
            cooling.plant.clear();
        }) << QByteArray("loop-heat: No plant takes ");
        // 10 mL/min for 132 kW.
        QTest::newRow("next to no rack coolant") << changed([](auto&, auto&, Catalogue& catalogue, auto&) {
            catalogue.rackTypes[1].coolantFlowM3s = 0.01e-3 / 60.0;
        }) << QByteArray("hot-coolant: With what its CDU supplies the chips of rack LA01 of Hall B would ");
        QTest::newRow("water below the dew point")
            << changed([](auto&, auto&, auto&, Hall& hall) { hall.dewPointC = 16.0; })
            << QByteArray("dew-point: The water of Fan wall bay 1 in Hall B");
    }

    void checkFindsWhatASiteHidesFromTheEye()
    {
        QFETCH(SitePtr, site);
        QFETCH(QByteArray, line);
        QVERIFY(!foundIn(folder_.file).contains(line)); // nor does it see what is not there
        const QString file = folder_.path("hidden.hallwright");
        saveSite(*site, file.toStdString());
        QCOMPARE(cli({"check", file}).code, 1);
        const QByteArray found = foundIn(file);
        QVERIFY2(found.contains(line), found.constData());
    }

    void checkTellsWhatAnOutageCosts()
    {
        const Outcome outcome =
            cli({"check", folder_.file, "--without", "Building 1 UPS A", "--without", "Building 1 UPS B"});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(
            outcome.out.startsWith("Without power (no-power), critical, Hall A in Building 1: 24 racks, "),
            outcome.out.constData());
        QVERIFY(outcome.out.contains("  No power reaches rack A01 of Hall A and "));
        QVERIFY(!cli({"check", folder_.file}).out.contains("no-power"));
    }

    // A site that is sound but for the CDU taken out.
    void racksShutDownForWantOfCoolantAreAnswerNo()
    {
        writeFile(folder_.path("good.yaml"), soundRecipe());
        const QString file = folder_.path("liquid.hallwright");
        QCOMPARE(cli({"build", folder_.path("good.yaml"), "-o", file}).code, 0);
        const QStringList mild{"check", file, "--outdoor", "10"};
        QCOMPARE(cli(mild).code, 0);
        const Outcome outcome = cli(mild + QStringList{"--without", "B1-H1-CDU-B"});
        QVERIFY2(outcome.out.startsWith("Without coolant (no-coolant), critical, B1-H1 in "),
                 outcome.out.constData());
        QVERIFY2(
            outcome.out.contains(": 7 racks, 210.0 kW together\n  No coolant reaches rack B1-H1-B01 of B1-H1 "
                                 "and 30.0 kW of IT load is lost.\n"),
            outcome.out.constData());
        QCOMPARE(outcome.code, 1);
    }

    void checkOfASoundSiteSaysWhatWasChecked()
    {
        writeFile(folder_.path("good.yaml"), soundRecipe());
        const QString file = folder_.path("sound.hallwright");
        QCOMPARE(cli({"build", folder_.path("good.yaml"), "-o", file}).code, 0);
        const Outcome mild = cli({"check", file, "--outdoor", "10"});
        QVERIFY2(QRegularExpression("^0 findings, \\d+ rules, \\d+ objects\n$")
                     .match(QString::fromUtf8(mild.out))
                     .hasMatch(),
                 mild.out.constData());
        QCOMPARE(mild.code, 0);
    }

private:
    // A line "rule: sentence" for each finding.
    static QByteArray foundIn(const QString& file)
    {
        QByteArray lines;
        const Json root = cli({"check", file, "--json"}).json();
        for (const Json& finding : root["findings"])
            lines += QByteArray::fromStdString(finding["rule"].get<std::string>() + ": " +
                                               finding["sentence"].get<std::string>() + '\n');
        return lines;
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"
