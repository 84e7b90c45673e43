// hallwright-cli goodput: figures for people and as JSON, options, refusals.
#include "tests/cli/cli_run.h"

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class GoodputVerbTest : public QObject
{
    Q_OBJECT

private slots:
    void aReaderSeesWhereTheTimeGoes()
    {
        const Outcome outcome = cli({"goodput", folder_.file, "--accelerators", "576", "--days", "200"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray());
        for (const char* words :
             {"a synchronous job of 576 accelerators", "Goodput ", "writing checkpoints",
              "Young's interval is", "Daly's", "What one failure costs", "leaf switches of a row",
              "Assumed: a checkpoint takes 20 s", "419 in 54 days on 16,384 H100"})
            QVERIFY2(outcome.out.contains(words), (QByteArray(words) + "\n" + outcome.out).constData());
    }

    void jsonHasSharesIntervalsAndDomains()
    {
        const Outcome outcome = cli({"goodput", folder_.file, "--accelerators", "1000", "--checkpoint-s",
                                     "60", "--restart-s", "600", "--days", "200", "--json"});
        QCOMPARE(outcome.code, 0);
        const Json root = outcome.json();
        QCOMPARE(keysOf(root), QStringList({"site",
                                            "outdoor_c",
                                            "wet_bulb_c",
                                            "options",
                                            "site_accelerators",
                                            "jobs",
                                            "job_racks",
                                            "job_accelerators",
                                            "goodput",
                                            "shares",
                                            "waiting_for_servers",
                                            "waiting_for_facility",
                                            "component_interruptions_per_day",
                                            "facility_interruptions_per_year",
                                            "facility_availability",
                                            "mtbf_s",
                                            "interval_s",
                                            "young_interval_s",
                                            "daly_interval_s",
                                            "best_interval_s",
                                            "spare_servers",
                                            "free_servers",
                                            "largest_domain",
                                            "largest_domain_servers",
                                            "simulated",
                                            "domains",
                                            "facility_interruptions_per_job_year",
                                            "published_interruptions"}));
        QCOMPARE(root["options"]["checkpoint_s"].get<double>(), 60.0);
        QVERIFY(std::abs(root["component_interruptions_per_day"].get<double>() - 0.4736) < 1e-4);
        QCOMPARE(root["interval_s"].get<double>(), root["daly_interval_s"].get<double>());
        QCOMPARE(root["goodput"].get<double>(), root["shares"]["useful"].get<double>());
    }

    void jobsMayBeSpreadAndGoOn()
    {
        const Json root = cli({"goodput", folder_.file, "--accelerators", "288", "--jobs", "2", "--placement",
                               "spread", "--go-on", "--interval-s", "900", "--days", "100", "--json"})
                              .json();
        QCOMPARE(root["jobs"].get<int>(), 2);
        QCOMPARE(root["options"]["placement"].get<std::string>(), std::string("spread"));
        QCOMPARE(root["options"]["short_of_servers"].get<std::string>(), std::string("go-on"));
        QCOMPARE(root["interval_s"].get<double>(), 900.0);
    }

    void whatMakesNoSenseIsRefused()
    {
        verifySentence(cli({"goodput", folder_.file}), 2, "--accelerators");
        verifySentence(cli({"goodput", folder_.file, "--accelerators", "200000"}), 2,
                       "The job has 200,000 accelerators, but must have between 1 and the 1,152");
        verifySentence(cli({"goodput", folder_.file, "--accelerators", "100", "--checkpoint-s", "-3"}), 2,
                       "The time to write a checkpoint is -3 s");
        verifySentence(cli({"goodput", folder_.file, "--accelerators", "600", "--jobs", "2"}), 2,
                       "do not fit");
        verifySentence(cli({"goodput", folder_.file, "--accelerators", "1152", "--spares", "4"}), 2,
                       "asked for as spares");
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(GoodputVerbTest)
#include "tst_goodput.moc"
