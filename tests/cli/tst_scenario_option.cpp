// hallwright-cli with --scenario: what is kept with the site is what the options spell out.
#include "core/model/site_edit.h"
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

class ScenarioOptionTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const SitePtr& site = folder_.site;
        SiteEdit edit(site);
        edit.changeRecord(refTo(planned())).status = LifecycleStatus::Design;
        Scenario hot;
        hot.name = "Hot day";
        hot.outdoorC = 38.0;
        hot.wetBulbC = 22.0;
        hot.outages = hot.outages.with(refTo(site->cooling->plant.front().id), true);
        hot.loadBasis = LoadBasis::AllPlaced;
        Scenario fields;
        fields.name = "Fields";
        fields.inletBasis = InletBasis::Field;
        saveSite(edit.done(), {}, {hot, fields}, folder_.file.toStdString(), nullptr);
    }

    void aScenarioIsWhatTheOptionsSpellOut_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QStringList>("options");
        const QString chiller = QString::fromStdString(folder_.site->cooling->plant.front().name);
        QTest::newRow("weather, outage, loads")
            << "Hot day" << QStringList{"--outdoor", "38",         "--wet-bulb", "22",
                                        "--loads",   "all-placed", "--without",  chiller};
        QTest::newRow("inlets") << "Fields" << QStringList{"--air", "field"};
    }
    void aScenarioIsWhatTheOptionsSpellOut()
    {
        QFETCH(QString, scenario);
        QFETCH(QStringList, options);
        Json named = solved({"--scenario", scenario});
        QVERIFY(named == solved(options));
        QVERIFY(named != solved({}));
        const Outcome byName = cli({"check", folder_.file, "--json", "--scenario", scenario});
        const Outcome spelled = cli(QStringList{"check", folder_.file, "--json"} + options);
        QCOMPARE(byName.out, spelled.out);
        QCOMPARE(byName.code, spelled.code);
    }

    void optionsGoBeforeTheScenario()
    {
        const Json warm = solved({"--scenario", "Hot day", "--outdoor", "30"});
        QCOMPARE(warm["outdoor_c"].get<double>(), 30.0);
        QCOMPARE(warm["wet_bulb_c"], solved({"--outdoor", "30"})["wet_bulb_c"]); // its own went with 38 °C
        QCOMPARE(warm["out_of_service"].size(), std::size_t{1});
    }

    void aMistypedNameIsToldWithTheNearest()
    {
        const Outcome outcome = cli({"solve", folder_.file, "--scenario", "hot dy"});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains(
                     "no scenario is named \"hot dy\"; the nearest are \"Hot day\" or \"Fields\"."),
                 outcome.err.constData());
    }

    void aRackThatIsPlannedDrawsNothingAndSaysWhy()
    {
        const Json asItStands = solved({});
        const Json all = solved({"--loads", "all-placed"});
        QCOMPARE(asItStands["racks_in_service"].get<std::size_t>() + 1,
                 all["racks_in_service"].get<std::size_t>());
        QVERIFY(asItStands["it_power_w"].get<double>() < all["it_power_w"].get<double>());
        const QString csv = folder_.path("racks.csv");
        QCOMPARE(cli({"solve", folder_.file, "--racks", csv}).code, 0);
        const QList<QByteArray> lines = contentOf(csv).trimmed().split('\n');
        QCOMPARE(std::count_if(lines.begin(), lines.end(),
                               [](const QByteArray& line) { return line.contains(",not-in-service,"); }),
                 1);
        QVERIFY(cli({"solve", folder_.file}).out.contains("Not in service          1 rack by status"));
    }

private:
    RackId planned() const { return folder_.site->buildings.front()->halls.front()->racks.front().id; }

    Json solved(const QStringList& options)
    {
        Json root = cli(QStringList{"solve", folder_.file, "--json"} + options).json();
        root.erase("solve_ms");
        return root;
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(ScenarioOptionTest)
#include "tst_scenario_option.moc"
