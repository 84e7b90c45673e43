// hallwright-cli availability: figures for people and as JSON, rates of the owner's, refusals.
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

class AvailabilityVerbTest : public QObject
{
    Q_OBJECT

private slots:
    void aManagerReadsMinutesAndWhereTheyAreSpent()
    {
        const Outcome outcome = cli({"availability", folder_.file});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray());
        for (const char* words :
             {"44 racks in service, 1,152 GPUs", "The mean rack has power and cooling", "Building 1/Hall A",
              "the campus", "Where the mean rack's minutes are spent", "utility", "MTBF h",
              "class of IEEE 493", "assumption", "No rack is tagged"})
            QVERIFY2(outcome.out.contains(words), (QByteArray(words) + "\n" + outcome.out).constData());
    }

    void jsonHasPlacesKindsAndRates()
    {
        const Outcome outcome = cli({"availability", folder_.file, "--json"});
        QCOMPARE(outcome.code, 0);
        const Json root = outcome.json();
        QCOMPARE(keysOf(root), QStringList({"site", "outdoor_c", "wet_bulb_c", "options", "exact", "elements",
                                            "rack_groups", "campus", "buildings", "halls", "tiers", "kinds",
                                            "rates", "notes"}));
        QCOMPARE(root["exact"].get<bool>(), true);
        QCOMPARE(root["halls"].size(), std::size_t{2});
        QCOMPARE(keysOf(root["campus"]),
                 QStringList({"place", "racks", "gpus", "mean_rack", "every_rack", "spent_on"}));
        QCOMPARE(
            keysOf(root["campus"]["mean_rack"]),
            QStringList({"method", "availability", "unavailability", "minutes_per_year", "outages_per_year",
                         "mean_outage_h", "simulated_unavailability", "simulated_half_width"}));
        const double unavailability = root["campus"]["mean_rack"]["unavailability"].get<double>();
        QVERIFY(unavailability > 0.0 && unavailability < 0.1);
        QVERIFY(qFuzzyCompare(root["campus"]["mean_rack"]["minutes_per_year"].get<double>(),
                              unavailability * 8766.0 * 60.0));
        QVERIFY(root["campus"]["mean_rack"]["simulated_unavailability"].is_null());
    }

    void ratesOfTheOwnersGoBefore()
    {
        const QString rates = folder_.path("rates.csv");
        writeFile(rates, "name,mtbf_h,mttr_h,source\ncdu,1e9,0.01,ours\nBuilding 1 UPS A,990,10,ours\n");
        const Json before = cli({"availability", folder_.file, "--json"}).json();
        const Outcome outcome = cli({"availability", folder_.file, "--rates", rates, "--json"});
        QCOMPARE(outcome.code, 0);
        const Json after = outcome.json();
        // Hall A on UPS B alone for a hundredth of the time, Hall B without the failures of its CDUs
        QVERIFY(after["halls"][0]["mean_rack"]["unavailability"] >
                before["halls"][0]["mean_rack"]["unavailability"]);
        QVERIFY(after["halls"][1]["mean_rack"]["unavailability"] <
                before["halls"][1]["mean_rack"]["unavailability"]);
        QCOMPARE(after["rates"].size(), before["rates"].size() + 1);
    }

    void diceAreThrownWhereTheyAreAskedFor()
    {
        const Outcome outcome =
            cli({"availability", folder_.file, "--simulate", "200", "--crews", "2", "--json"});
        QCOMPARE(outcome.code, 0);
        const Json root = outcome.json();
        QVERIFY(root["campus"]["mean_rack"]["simulated_half_width"].get<double>() > 0.0);
        QCOMPARE(root["options"]["repair_crews"].get<int>(), 2);
        const Outcome text = cli({"availability", folder_.file, "--simulate", "200"});
        QVERIFY2(text.out.contains("The campus, by both methods"), text.out.constData());
    }

    void whatMakesNoSenseIsRefused()
    {
        const QString rates = folder_.path("wrong.csv");
        writeFile(rates, "name,mtbf_h,mttr_h\nUPS X,1000,10\n");
        verifySentence(cli({"availability", folder_.file, "--rates", rates}), 3,
                       "wrong.csv, line 2: nothing in this site is named \"UPS X\"");
        writeFile(rates, "name,mtbf_h,mttr_h\nups,0,10\n");
        verifyRefusal(cli({"availability", folder_.file, "--rates", rates}), "line 2: the MTBF is 0 h");
        writeFile(rates, "name,mtbf_h\nups,1\n");
        verifyRefusal(cli({"availability", folder_.file, "--rates", rates}), "no column mttr_h");
        verifySentence(cli({"availability", folder_.file, "--inference", "120"}), 2, "--inference is 120 %");
        verifySentence(cli({"availability", folder_.file, "--simulate", "0"}), 2, "--simulate is 0 years");
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(AvailabilityVerbTest)
#include "tst_availability.moc"
