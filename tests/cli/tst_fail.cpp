// hallwright-cli fail and sweep: what follows a failure, for people and as JSON.
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

class FailVerbTest : public QObject
{
    Q_OBJECT

private slots:
    void anOperatorReadsWhatHappensAndWhy()
    {
        const Outcome outcome = cli({"fail", folder_.file, "--element", "CDU 1"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray());
        QVERIFY2(outcome.out.contains("CDU 1 of Hall B of Building 2 fails."), outcome.out.constData());
        QVERIFY2(outcome.out.contains("because CDU 1 of Hall B of Building 2 failed."),
                 outcome.out.constData());
        QVERIFY2(outcome.out.contains("If CDU 1 of Hall B of Building 2 fails, 4 racks, 288 GPUs and "),
                 outcome.out.constData());
        QVERIFY2(outcome.out.contains("First limit after 0:"), outcome.out.constData());
        QVERIFY2(outcome.out.contains("First racks down after 0:"), outcome.out.constData());
        QVERIFY2(outcome.out.contains("Assumed: "), outcome.out.constData());
    }

    void jsonHasEventsHallsAndSeries()
    {
        const Outcome outcome = cli({"fail", folder_.file, "--element", "Building 1 UPS A", "--element",
                                     "Building 1 UPS B", "--minutes", "5", "--json"});
        QCOMPARE(outcome.code, 0);
        const Json root = outcome.json();
        QCOMPARE(keysOf(root), QStringList({"site",      "outdoor_c",     "wet_bulb_c",      "failed",
                                            "options",   "before",        "after",           "racks_lost",
                                            "gpus_lost", "it_lost_w",     "first_loss_s",    "steady_at_end",
                                            "end_s",     "heat_residual", "energy_residual", "evaluations",
                                            "events",    "halls",         "stores",          "loops",
                                            "series"}));
        QCOMPARE(root["failed"].size(), std::size_t{2});
        QCOMPARE(root["options"]["battery_exponent"].get<double>(), 1.05);
        QCOMPARE(root["options"]["breaker_time_constant_s"].get<double>(), 391.5);
        QCOMPARE(root["racks_lost"].get<int>(), 24); // Hall A
        QCOMPARE(root["first_loss_s"].get<double>(), 0.0);
        QCOMPARE(root["halls"][0]["power_lost_s"].get<double>(), 0.0);
        QVERIFY(root["halls"][1]["power_lost_s"].is_null());
        QCOMPARE(root["end_s"].get<double>(), 300.0);
        const Json& series = root["series"];
        QCOMPARE(keysOf(series), QStringList({"time_s", "it_w", "hottest_inlet_c", "warmest_coolant_c",
                                              "loop_supply_c", "stored_share"}));
        for (const auto& [key, rows] : series.items())
            QCOMPARE(rows.size(), series["time_s"].size());
        QCOMPARE(series["time_s"][1].get<double>(), 0.0); // after the failure
        QCOMPARE(series["it_w"][0].get<double>(), root["before"]["it_w"].get<double>());
        QVERIFY(series["it_w"][1].get<double>() < series["it_w"][0].get<double>());
        QCOMPARE(series["time_s"].back().get<double>(), 300.0);
        QVERIFY(series["warmest_coolant_c"][0][0].is_null()); // Hall A has no racks on liquid
        QVERIFY(series["warmest_coolant_c"][0][1].is_number());
        QVERIFY(root["halls"][0]["coolant_slow_c"].is_null());
        QVERIFY(root["halls"][1]["coolant_slow_c"].get<double>() <
                root["halls"][1]["coolant_shutdown_c"].get<double>());
        QVERIFY(root["halls"][0]["lowest_inlet_limit_c"].get<double>() > 20.0);
        QVERIFY(root["heat_residual"].get<double>() < 1e-6);
        QCOMPARE(keysOf(root["events"][0]), QStringList({"time_s", "kind", "subject", "sentence",
                                                         "racks_lost", "gpus_lost", "it_lost_w"}));
    }

    void conditionsAreThoseOfSolve()
    {
        const Json root = cli({"fail", folder_.file, "--element", "CRAH 1", "--outdoor", "20", "--without",
                               "CRAH 2", "--json"})
                              .json();
        QCOMPARE(root["outdoor_c"].get<double>(), 20.0);
    }

    void aSweepRanksWhatTheSiteLacks()
    {
        const Outcome outcome = cli({"sweep", folder_.file, "--n1", "--json"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray()); // progress is for terminals
        const Json root = outcome.json();
        QCOMPARE(root["entries"].size(), root["elements"].get<std::size_t>());
        QVERIFY(root["entries"][0]["gpus_lost"].get<int>() >= root["entries"][1]["gpus_lost"].get<int>());
        QVERIFY(root["entries"][0]["racks_lost"].get<int>() > 0);
        const Outcome text = cli({"sweep", folder_.file, "--n1"});
        QVERIFY2(text.out.contains("elements failed one by one"), text.out.constData());
    }

    void pairsThatShareAPathAreSweptToo()
    {
        const Outcome outcome = cli({"sweep", folder_.file, "--n2", "--minutes", "15", "--json"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray());
        const Json root = outcome.json();
        QCOMPARE(root["entries"].size(), root["pairs_failed"].get<std::size_t>());
        QCOMPARE(root["pairs_failed"].get<int>() + root["pairs_alike"].get<int>() +
                     root["pairs_sharing_nothing"].get<int>() + root["pairs_on_the_other"].get<int>() +
                     root["pairs_where_one_takes_all"].get<int>(),
                 root["pairs"].get<int>());
        QVERIFY(root["entries"][0]["racks_lost"].get<int>() >
                root["entries"][0]["racks_lost_apart"].get<int>());
        const Outcome text = cli({"sweep", folder_.file, "--n2", "--minutes", "15"});
        QVERIFY2(text.out.contains("were failed together"), text.out.constData());
        QVERIFY2(text.out.contains("more racks down together than each alone"), text.out.constData());
    }

    void maintenanceGivesEachHallAVerdict()
    {
        const Json root = cli({"sweep", folder_.file, "--maintenance", "--json"}).json();
        QCOMPARE(root["halls"].size(), std::size_t{2});
        QCOMPARE(keysOf(root["halls"][0]), QStringList({"hall", "racks", "verdict", "fewest_elements", "sets",
                                                        "broken_by", "single_elements"}));
        const Outcome text = cli({"sweep", folder_.file, "--maintenance"});
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.contains("what breaks it"), text.out.constData());
    }

    void whatTheSiteLacksIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        QTest::newRow("misspelt")
            << QStringList{"fail", folder_.file, "--element", "CDU1"}
            << "--element: no power node, plant unit, air handler or CDU is named \"CDU1\"; the "
               "nearest";
        QTest::newRow("absent") << QStringList{"fail", folder_.file} << "--element";
        QTest::newRow("minutes") << QStringList{"fail", folder_.file, "--element", "CDU 1", "--minutes", "0"}
                                 << "--minutes is 0 min";
        QTest::newRow("starts") << QStringList{"fail",  folder_.file,     "--element",
                                               "CDU 1", "--not-starting", "CDU 1"}
                                << "is no generator on standby";
        QTest::newRow("exponent") << QStringList{"fail",  folder_.file,         "--element",
                                                 "CDU 1", "--battery-exponent", "0.5"}
                                  << "--battery-exponent is 0.5, but must lie between 1 and 2";
        QTest::newRow("what") << QStringList{"sweep", folder_.file} << "--n1";
        QTest::newRow("both") << QStringList{"sweep", folder_.file, "--n1", "--n2"} << "--n2";
    }

    void whatTheSiteLacksIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        verifySentence(cli(arguments), 2, words);
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(FailVerbTest)
#include "tst_fail.moc"
