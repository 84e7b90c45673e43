// The weather that belongs to a site: edit --weather, info, annual without --weather, build; and annual's plans beside
// it.
#include "core/model/calendar.h"
#include "core/model/site_edit.h"
#include "core/storage/site_file.h"
#include "tests/cli/cli_run.h"

#include <QFile>

using namespace hallwright;
using namespace hallwright::test;

namespace {

QByteArray yearCsv(int dryC)
{
    QByteArray csv = "dry_bulb_c,wet_bulb_c\n";
    for (std::size_t h = 0; h < hoursOfYear(false); ++h)
        csv += QByteArray::number(dryC + (h % 24 >= 12 ? 6 : 0)) + ',' + QByteArray::number(dryC - 4) + '\n';
    return csv;
}

} // namespace

class SiteWeatherTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        weather_ = folder_.path("year.csv");
        warm_ = folder_.path("warm.csv");
        kept_ = folder_.path("kept.hallwright");
        writeFile(weather_, yearCsv(10));
        writeFile(warm_, yearCsv(25));
        const Outcome run = cli({"edit", folder_.file, "--weather", weather_, "-o", kept_});
        QCOMPARE(run.err, QByteArray());
        QVERIFY2(run.out.contains("record: weather Testville (CSV) added."), run.out.constData());
    }

    void aSiteFileBringsItsWeatherToAnotherMachine()
    {
        const Json asked = cli({"annual", folder_.file, "--weather", weather_, "--json"}).json();
        writeFile(weather_, "gone");
        const Json own = cli({"annual", kept_, "--json"}).json();
        writeFile(weather_, yearCsv(10));
        QVERIFY(own["facility_j"] == asked["facility_j"]);
        QVERIFY(own["months"] == asked["months"]);
        QVERIFY(asked["weather"]["from"].is_null());
        QVERIFY(own["weather"]["from"].get<std::string>().starts_with("kept in the site file since 20"));
        const Outcome text = cli({"annual", kept_});
        QVERIFY(text.out.contains("from year.csv, SHA-256 "));
        QVERIFY(!text.out.contains("The site has no weather of its own"));
    }

    void anOptionGoesBeforeTheSitesOwn()
    {
        const Json warm = cli({"annual", kept_, "--weather", warm_, "--json"}).json();
        QCOMPARE(warm["extremes"]["hottest_dry_bulb_c"]["value"].get<double>(), 31.0);
    }

    void infoSaysWhatIsKept()
    {
        const Json info = cli({"info", kept_, "--json"}).json();
        QCOMPARE(info["weather"]["file"].get<std::string>(), std::string("year.csv"));
        QCOMPARE(info["weather"]["hours"].get<int>(), 8760);
        QCOMPARE(info["weather"]["sha256"].get<std::string>().size(), std::size_t{64});
        QVERIFY(cli({"info", folder_.file, "--json"}).json()["weather"].is_null());
        QVERIFY(
            cli({"info", kept_}).out.contains("Testville (CSV), 8,760 hours, kept in the site file since"));
        QVERIFY(cli({"info", folder_.file}).out.contains("none of its own"));
    }

    void itIsReplacedAndTakenOut()
    {
        const QString next = folder_.path("next.hallwright");
        const Outcome replaced = cli({"edit", kept_, "--weather", warm_, "-o", next});
        QVERIFY2(
            replaced.out.contains("weather Testville (CSV) replaced by another year of Testville (CSV)."),
            replaced.out.constData());
        QCOMPARE(loadSiteImage(next.toStdString())->weather.size(), std::size_t{1});
        const QString bare = folder_.path("bare.hallwright");
        const Outcome out = cli({"edit", next, "--weather", "none", "-o", bare});
        QVERIFY2(out.out.contains("weather Testville (CSV) taken out."), out.out.constData());
        QVERIFY(loadSiteImage(bare.toStdString())->weather.empty());
        QVERIFY(cli({"edit", bare, "--weather", "none", "--dry-run"}).out.contains("No change."));
    }

    void diffSaysIt()
    {
        QVERIFY(cli({"diff", folder_.file, kept_}).out.contains("weather Testville (CSV) added."));
    }

    // Changes carry the name of a year, and not its hours.
    void aYearThatIsNotInTheFileIsNamed()
    {
        const QString changes = folder_.path("changes.json");
        writeFile(changes, cli({"diff", folder_.file, kept_, "--json"}).out);
        const QString applied = folder_.path("applied.hallwright");
        QCOMPARE(cli({"apply", folder_.file, changes, "-o", applied}).code, 0);
        QVERIFY(cli({"info", applied}).out.contains("Testville (CSV), which this file does not hold"));
        QVERIFY(cli({"annual", applied})
                    .out.contains("The site names the weather Testville (CSV), but its file does not hold "
                                  "it; give it by --weather"));
    }

    void aRecipeNamesAWeather()
    {
        const QString recipe = folder_.path("site.yaml");
        QFile::copy(QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/small.yaml"), recipe);
        QByteArray yaml = contentOf(recipe);
        yaml.replace("{name: Small,", "{name: Small, weather_file: year.csv,");
        QVERIFY(yaml.contains("weather_file"));
        QFile(recipe).remove();
        writeFile(recipe, yaml);
        const QString built = folder_.path("built.hallwright");
        const Outcome run = cli({"build", recipe, "-o", built});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(cli({"info", built, "--json"}).json()["weather"]["file"].get<std::string>(),
                 std::string("year.csv"));
    }

    void theReportHasTheYearOfTheSitesOwnWeather()
    {
        const QString pdf = folder_.path("year.pdf");
        verifySentence(cli({"report", folder_.file, "-o", pdf, "--year"}), 2,
                       "--year: this site file holds no weather; give it by --weather, or keep it by edit "
                       "--weather.");
        verifySentence(cli({"report", kept_, "-o", pdf, "--year", "--weather", weather_}), 2,
                       "--year is of the site's own weather; leave out --weather, or --year.");
        const Outcome run = cli({"report", kept_, "-o", pdf, "--year", "--pack", "plan"});
        QCOMPARE(run.code, 0);
    }

    void maintenanceIsSaidWithWhatItCosts()
    {
        const QString plan = folder_.path("plan.csv");
        writeFile(plan, "element,from,to\nChiller 1,04-13,04-14\n");
        const Json root = cli({"annual", kept_, "--maintenance", plan, "--json"}).json();
        const Json& work = root["maintenance"];
        QCOMPARE(work["hours"].get<int>(), 48);
        QCOMPARE(work["works"].get<int>(), 1);
        const Json usual = cli({"annual", kept_, "--json"}).json();
        QVERIFY(usual["maintenance"].is_null());
        const double moreJ = root["facility_j"].get<double>() - usual["facility_j"].get<double>();
        QVERIFY(std::abs(moreJ - work["more_facility_j"].get<double>()) <
                1e-6 * usual["facility_j"].get<double>());
        const Outcome text = cli({"annual", kept_, "--maintenance", plan});
        QVERIFY2(text.out.contains("1 piece of work in 48 hours: energy "), text.out.constData());
        writeFile(plan, "element,from,to\nNobody,04-13,04-14\n");
        verifyRefusal(cli({"annual", kept_, "--maintenance", plan}),
                      "plan.csv:2: The site has no power node, plant unit, air handler or CDU that is named "
                      "\"Nobody\".");
    }

    void aHeatCustomerTakesWhatItAsksFor()
    {
        SiteEdit edit(loadSite(kept_.toStdString()));
        edit.change(edit.site().cooling->loops.front().id).heatReuseW = 20e3;
        const QString warming = folder_.path("warming.hallwright");
        saveSite(edit.done(), warming.toStdString(), loadSiteImage(kept_.toStdString()));
        const QString demand = folder_.path("heat.csv");
        QByteArray csv = "month,demand_kw\n";
        for (int m = 1; m <= 12; ++m)
            csv += QByteArray::number(m) + (m == 1 ? ",8\n" : ",0\n");
        writeFile(demand, csv);
        const Json root = cli({"annual", warming, "--heat-demand", demand, "--json"}).json();
        QVERIFY(std::abs(root["heat_demand"]["given_j"].get<double>() / (744.0 * 8e3 * 3600.0) - 1.0) < 1e-6);
        QVERIFY(std::abs(root["heat_demand"]["demand_j"].get<double>() / (744.0 * 8e3 * 3600.0) - 1.0) <
                1e-6);
        const Outcome text = cli({"annual", warming, "--heat-demand", demand});
        QVERIFY2(text.out.contains("asked for (heat.csv)") && text.out.contains("100.0 % of it"),
                 text.out.constData());
        QVERIFY(
            cli({"annual", kept_, "--heat-demand", demand}).err.contains("The site gives heat to nobody"));
    }

    void twoSitesStandSideBySide()
    {
        const QString other = folder_.path("other.hallwright");
        cli({"edit", folder_.file, "--weather", warm_, "-o", other});
        const Outcome text = cli({"annual", kept_, "--against", other});
        QCOMPARE(text.err, QByteArray());
        for (const char* words : {"A   Small campus: weather Testville (CSV)", "B   Small campus", "B less A",
                                  "PUE", "WUE [L/kWh]", "CUE by location [kg/kWh]", "Facility energy [MWh]"})
            QVERIFY2(text.out.contains(words), words);
        const Json root = cli({"annual", kept_, "--against", other, "--json"}).json();
        QVERIFY(root["pue"].get<double>() < root["against"]["pue"].get<double>());
        QVERIFY(root["against"]["facility_j"] == cli({"annual", other, "--json"}).json()["facility_j"]);
        QVERIFY(cli({"annual", kept_, "--against", "Nowhere"})
                    .err.contains("--against: \"Nowhere\" is not in this "
                                  "file, which has no branch."));
    }

private:
    CliFolder folder_;
    QString weather_, warm_, kept_;
};

QTEST_GUILESS_MAIN(SiteWeatherTest)
#include "tst_site_weather.moc"
