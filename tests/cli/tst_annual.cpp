// hallwright-cli annual: its JSON, its text, its hours, its refusals.
#include "core/model/calendar.h"
#include "tests/cli/cli_run.h"

#include <QFile>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// 10 °C by night, 20 °C by day, in January 5 K less.
QByteArray weatherCsv()
{
    QByteArray csv = "dry_bulb_c,wet_bulb_c,wind_m_s,global_w_m2\n";
    for (std::size_t h = 0; h < hoursOfYear(false); ++h) {
        const bool day = h % 24 >= 8 && h % 24 < 20;
        const int dryC = (day ? 20 : 10) - (h < 744 ? 5 : 0);
        csv += QByteArray::number(dryC) + ',' + QByteArray::number(dryC - 4) + ",6," + (day ? "500" : "0") +
               '\n';
    }
    return csv;
}

QByteArray gridCsv()
{
    QByteArray csv = "Datetime (UTC),Carbon Intensity gCO2eq/kWh (direct),Price (USD/MWh)\n";
    for (std::size_t h = 0; h < hoursOfYear(false); ++h) {
        const std::size_t month = monthOfHour(h, false);
        const std::size_t within = h - firstHourOf(month, false);
        csv += QString::asprintf("2023-%02zu-%02zu %02zu:00:00,%d,%d\n", month + 1, within / 24 + 1,
                                 within % 24, h % 24 < 12 ? 200 : 400, h % 24 < 12 ? -5 : 45)
                   .toUtf8();
    }
    return csv;
}

} // namespace

class AnnualTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        weather_ = folder_.path("year.csv");
        grid_ = folder_.path("grid.csv");
        writeFile(weather_, weatherCsv());
        writeFile(grid_, gridCsv());
    }

    void whatCannotBeIsRefused()
    {
        verifySentence(cli({"annual", folder_.file, "--deadline-h", "-3"}), 2,
                       "--deadline-h is -3, but must lie between 0 and 8784.");
        const QString bad = folder_.path("bad.txt");
        writeFile(bad, "\n");
        verifyRefusal(cli({"annual", folder_.file, "--weather", bad}), bad + ": It is empty.");
    }

    void aBatchShareThatNothingMovesIsNoted()
    {
        const QStringList asked = {"annual", folder_.file, "--weather", weather_, "--batch-share", "0.3"};
        const char* note = "Without --grid or --price all hours of the grid are alike";
        QVERIFY(cli(asked).out.contains(note));
        QVERIFY(!cli(asked + QStringList{"--grid", grid_}).out.contains(note));
    }

    void theJsonHasTheAgreedKeys()
    {
        const Outcome run = cli({"annual", folder_.file, "--weather", weather_, "--json"});
        QCOMPARE(run.err, QByteArray());
        const Json root = run.json();
        for (const char* key : {"weather", "load", "pue", "wue_l_per_kwh", "wue_source_l_per_kwh", "ere",
                                "facility_j", "it_j", "chillers_j", "water_kg", "extremes", "hours", "carbon",
                                "owning", "months", "accuracy", "notes"})
            QVERIFY2(root.contains(key), key);
        QCOMPARE(root["months"].size(), std::size_t{12});
        QVERIFY(root["wue_source_l_per_kwh"].is_null());
        QVERIFY(root["pue"].get<double>() > 1.0);
        const Json& modes = root["hours"]["free_cooling"];
        QCOMPARE(modes["free"].get<int>() + modes["partial"].get<int>() + modes["none"].get<int>(), 8760);
    }

    // Every hour has the design day's weather: the year's PUE is that of solve.
    void withoutWeatherItIsTheDesignDay()
    {
        const Json year = cli({"annual", folder_.file, "--json"}).json();
        const Json now = cli({"solve", folder_.file, "--json"}).json();
        QVERIFY(std::abs(year["pue"].get<double>() / now["pue"].get<double>() - 1.0) < 1e-9);
        QVERIFY(std::abs(year["facility_j"].get<double>() /
                             (8760.0 * 3600.0 * now["facility_power_w"].get<double>()) -
                         1.0) < 1e-9);
        QCOMPARE(year["notes"].size(), std::size_t{1});
    }

    void carbonAndPriceFollowTheGrid()
    {
        const Json root = cli({"annual", folder_.file, "--weather", weather_, "--grid", grid_, "--price",
                               grid_, "--solar-mw", "1", "--batch-share", "0.2", "--json"})
                              .json();
        const Json& carbon = root["carbon"];
        const double kwh = root["facility_j"].get<double>() / 3.6e6;
        QVERIFY(carbon["location_kg"].get<double>() > 0.2 * kwh &&
                carbon["location_kg"].get<double>() < 0.4 * kwh);
        QVERIFY(carbon["hourly_matching"].get<double>() <= carbon["annual_matching"].get<double>());
        QVERIFY(carbon["cost"].is_number());
        QVERIFY(carbon["shift"]["avoided_kg"].get<double>() >= 0.0);
    }

    void pricesMakeACost()
    {
        const QString prices = folder_.path("prices.yaml");
        writeFile(prices,
                  "currency: USD\nenergy_per_mwh: {value: 100, source: contract, date: 2026-01}\n"
                  "capital:\n  - {of: other-racks, per_kw: 1000, years: 4, source: quote, date: 2026-01}\n");
        const QStringList asked = {"annual", folder_.file, "--weather", weather_, "--prices", prices};
        const Json root = cli(asked + QStringList{"--json"}).json();
        const Json& owning = root["owning"];
        QVERIFY(std::abs(owning["running_per_year"].get<double>() /
                             (0.1 * root["facility_j"].get<double>() / 3.6e6) -
                         1.0) < 1e-9);
        QVERIFY(std::abs(owning["capital_per_year"].get<double>() / owning["capital"].get<double>() - 0.25) <
                1e-12);
        QCOMPARE(owning["running_lines"][0]["price"]["source"].get<std::string>(), std::string("contract"));
        const Outcome text = cli(asked);
        QVERIFY(text.out.contains("Cost a year"));
        QVERIFY(text.out.contains("contract, 2026-01"));
        QVERIFY(text.out.contains("Transmission has no price and is left out."));
    }

    // Half of the power of every role at every hour is half of the energy.
    void aLoadByTheHourOfTheDay()
    {
        const QString load = folder_.path("load.csv");
        QByteArray day = "hour,compute,network,storage,management\n";
        for (int h = 0; h < 24; ++h)
            day += QByteArray::number(h) + ",0.5,0.5,0.5,0.5\n";
        writeFile(load, day);
        const QStringList asked = {"annual", folder_.file, "--weather", weather_, "--json"};
        const Json flat = cli(asked).json();
        const Json half = cli(asked + QStringList{"--load", load}).json();
        const double share = half["it_j"].get<double>() / flat["it_j"].get<double>();
        QVERIFY2(std::abs(share - 0.5) < 0.01, qPrintable(QString::number(share)));
        QVERIFY(half["load"].get<std::string>().ends_with("load.csv"));
    }

    void theHoursAreWritten()
    {
        const QString hours = folder_.path("hours.csv");
        const Outcome run = cli({"annual", folder_.file, "--weather", weather_, "--hourly", hours});
        QCOMPARE(run.code, 0);
        const QList<QByteArray> lines = contentOf(hours).trimmed().split('\n');
        QCOMPARE(lines.size(), 8761);
        QVERIFY(lines.front().startsWith("hour,dry_bulb_c,wet_bulb_c,pue,cooling_mode,facility_w,it_w"));
        QVERIFY(lines[1].startsWith("0,5,1,"));
        for (const char* words :
             {"PUE", "Free cooling", "without compressors", "Beyond a limit", "CUE", "Accuracy"})
            QVERIFY2(run.out.contains(words), words);
    }

    // As solve answers it.
    void withoutSenseThereAreNoFigures()
    {
        const QString file = folder_.path("senseless.hallwright");
        QVERIFY(QFile::copy(folder_.file, file));
        SQLite::Database(file.toStdString(), SQLite::OPEN_READWRITE)
            .exec("UPDATE power_node SET rated_w = 1 WHERE id = (SELECT min(node_id) FROM power_feed)");
        for (const char* verb : {"solve", "annual", "capacity"}) {
            const Outcome run = cli({verb, file});
            QCOMPARE(run.code, 1);
            QVERIFY2(run.err.contains("correct its rating"), run.err.constData());
            QCOMPARE(run.out, QByteArray());
        }
    }

    void refusalsAreSentences_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("share") << QStringList{"--batch-share", "1.5"} << 2 << "--batch-share is 1.5";
        QTest::newRow("price") << QStringList{"--shift-by", "price"} << 2 << "needs the prices";
        QTest::newRow("no file") << QStringList{"--weather", "/nowhere.epw"} << 3 << "cannot be read";
        QTest::newRow("no weather") << QStringList{"--weather", "GRID"} << 3 << "It is no weather";
        QTest::newRow("no load") << QStringList{"--load", "GRID"} << 3 << "no column \"hour\"";
        QTest::newRow("no prices") << QStringList{"--prices", "WEATHER"} << 3 << "no list of prices";
        QTest::newRow("no grid") << QStringList{"--grid", "WEATHER"} << 3 << "no column of times";
        QTest::newRow("impossible air")
            << QStringList{"--wet-bulb", "5", "--outdoor", "35"} << 2 << "must lie between";
        QTest::newRow("over the site") << QStringList{"--hourly", "SITE"} << 2 << QString();
    }
    void refusalsAreSentences()
    {
        QFETCH(QStringList, options);
        QFETCH(int, code);
        QFETCH(QString, sentence);
        options.replaceInStrings("GRID", grid_)
            .replaceInStrings("WEATHER", weather_)
            .replaceInStrings("SITE", folder_.file);
        const Outcome run = cli(QStringList{"annual", folder_.file} + options);
        QCOMPARE(run.code, code);
        QVERIFY2(QString(run.err).contains(sentence), run.err.constData());
        QCOMPARE(run.out, QByteArray());
    }

private:
    CliFolder folder_;
    QString weather_, grid_;
};

QTEST_GUILESS_MAIN(AnnualTest)
#include "tst_annual.moc"
