#include "core/model/edits.h"
#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace hallwright;
using Json = nlohmann::ordered_json;

namespace {

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;

    Json json() const { return Json::parse(out.toStdString()); }
};

Outcome runProgram(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
        qFatal("%s did not end as it should", qPrintable(program));
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

Outcome cli(const QStringList& arguments)
{
    return runProgram(QStringLiteral(HALLWRIGHT_CLI), arguments);
}

QByteArray contentOf(const QString& file)
{
    QFile stream(file);
    return stream.open(QIODevice::ReadOnly) ? stream.readAll() : QByteArray();
}

void writeFile(const QString& file, const QByteArray& content)
{
    QFile stream(file);
    if (!stream.open(QIODevice::WriteOnly) || stream.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file));
}

QStringList keysOf(const Json& object)
{
    QStringList keys;
    for (const auto& [key, value] : object.items())
        keys << QString::fromStdString(key);
    return keys;
}

double sum(const Json& list, const char* key, const std::string& building = {})
{
    double total = 0.0;
    for (const Json& entry : list) {
        if (building.empty() || entry.at("building") == building)
            total += entry.at(key).get<double>();
    }
    return total;
}

// The fields of one line of CSV without quotes in them.
QList<QByteArray> fields(const QByteArray& line)
{
    return line.split(',');
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = test::smallCampus();
        file_ = path("small.hallwright");
        saveSite(*site_, file_.toStdString());
        recipe_ = contentOf(QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/small.yaml"));
        QVERIFY(!recipe_.isEmpty());
    }

    // --- what goes wrong: one sentence, exit code 3, nothing damaged

    void aBadInputIsOneSentence_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("words");
        const QByteArray good = contentOf(file_);
        writeFile(path("text.hallwright"),
                  "This is not a database, but it is longer than a SQLite header would be.\n"
                  "It goes on for a second line, so that its size is no excuse.\n");
        writeFile(path("truncated.hallwright"), good.left(good.size() / 2));
        writeFile(path("empty.hallwright"), "");
        for (const char* verb : {"info", "check", "solve"}) {
            const auto row = [&](const char* name, const char* file) {
                QTest::addRow("%s, %s", verb, name) << verb << path(file) << file;
            };
            row("missing", "missing.hallwright");
            row("no SQLite file", "text.hallwright");
            row("truncated", "truncated.hallwright");
            row("empty", "empty.hallwright");
        }
    }

    void aBadInputIsOneSentence()
    {
        QFETCH(QString, verb);
        QFETCH(QString, file);
        QFETCH(QString, words);
        const QByteArray before = contentOf(file);
        verifyRefusal(cli({verb, file}), words);
        QCOMPARE(contentOf(file), before);
    }

    void aBadInputMakesNoReport()
    {
        const QString pdf = path("kept.pdf");
        writeFile(pdf, "an earlier report");
        verifyRefusal(cli({"report", path("missing.hallwright"), "-o", pdf}), "missing.hallwright");
        QCOMPARE(contentOf(pdf), QByteArray("an earlier report"));
    }

    void aBadRecipeIsOneSentence_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown key") << QByteArray("supply_c: 22") << QByteArray("suply_c: 22") << "suply_c";
        QTest::newRow("negative power")
            << QByteArray("power_kw: 40") << QByteArray("power_kw: -40") << "-40 kW";
        QTest::newRow("rack outside its hall")
            << QByteArray("power_kw: 20}") << QByteArray("x_m: 14.9}") << "outside hall";
        QTest::newRow("no YAML") << QByteArray("site: {") << QByteArray("site: [{") << "broken.yaml";
    }

    void aBadRecipeIsOneSentence()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, words);
        QByteArray broken = recipe_;
        QVERIFY(broken.contains(from));
        writeFile(path("broken.yaml"), broken.replace(from, to));
        const QString target = path("target.hallwright");
        writeFile(target, contentOf(file_));
        const Outcome outcome = cli({"build", path("broken.yaml"), "-o", target});
        verifyRefusal(outcome, words);
        QVERIFY2(outcome.err.contains("broken.yaml"), outcome.err.constData());
        QCOMPARE(contentOf(target), contentOf(file_));
        QCOMPARE(contentOf(path("broken.yaml")), broken);
    }

    void aMissingRecipeIsOneSentence()
    {
        verifyRefusal(cli({"build", path("missing.yaml"), "-o", path("never.hallwright")}), "missing.yaml");
        QVERIFY(!QFileInfo::exists(path("never.hallwright")));
    }

    // Root may write anywhere, so the targets are ones that cannot be: below a file, in /proc, a directory.
    void anUnwritableTargetIsOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("target");
        writeFile(path("plain"), "a plain file");
        writeFile(path("good.yaml"), recipe_);
        const QStringList targets = {path("plain") + "/out", "/proc/hallwright-out", dir_.path(),
                                     path("no-such-folder") + "/out"};
        for (const QString& target : targets) {
            const auto row = [&](const char* verb, const QStringList& arguments) {
                QTest::addRow("%s to %s", verb, qPrintable(target.section('/', -2))) << arguments << target;
            };
            row("build", {"build", path("good.yaml"), "-o", target});
            row("racks", {"solve", file_, "--racks", target});
            row("report", {"report", file_, "-o", target});
        }
    }

    void anUnwritableTargetIsOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, target);
        const QByteArray before = contentOf(file_);
        const Outcome outcome = cli(arguments);
        verifyRefusal(outcome, target);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(contentOf(file_), before);
        QCOMPARE(contentOf(path("plain")), QByteArray("a plain file"));
    }

    // A file size limit of the shell stands in for a full disk: the write fails half-way.
    void aFullDiskLeavesWhatWasThere_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("target");
        writeFile(path("good.yaml"), recipe_);
        const auto row = [&](const char* verb, const QStringList& arguments, const QString& target) {
            QTest::newRow(verb) << arguments << target;
        };
        row("build", {"build", path("good.yaml"), "-o", path("full.hallwright")}, path("full.hallwright"));
        row("racks", {"solve", file_, "--racks", path("full.csv")}, path("full.csv"));
        row("report", {"report", file_, "-o", path("full.pdf")}, path("full.pdf"));
    }

    void aFullDiskLeavesWhatWasThere()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, target);
        writeFile(target, "what was there");
        const auto entries = [this] { return QDir(dir_.path()).entryList(QDir::AllEntries | QDir::Hidden); };
        const QStringList before = entries();
        // SIGXFSZ is ignored, so that the write reports an error instead of ending the program; 1 block is
        // 512 bytes or 1 KiB, less than any of the outputs.
        const QString command = QStringLiteral("trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"");
        const Outcome outcome =
            runProgram("/bin/sh", QStringList({"-c", command, QStringLiteral(HALLWRIGHT_CLI)}) + arguments);
        verifyRefusal(outcome, target);
        QCOMPARE(contentOf(target), QByteArray("what was there"));
        QCOMPARE(entries(), before);
    }

    void theInputIsNeverOverwritten()
    {
        const QByteArray before = contentOf(file_);
        for (const QStringList& arguments :
             {QStringList{"report", file_, "-o", file_}, QStringList{"solve", file_, "--racks", file_},
              QStringList{"build", file_, "-o", file_}}) {
            const Outcome outcome = cli(arguments);
            QCOMPARE(outcome.code, 2);
            QVERIFY(outcome.err.contains("would be overwritten"));
        }
        QCOMPARE(contentOf(file_), before);
    }

    // --- bad usage

    void badUsageIsOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no verb") << QStringList();
        QTest::newRow("unknown verb") << QStringList{"dance"};
        QTest::newRow("no site") << QStringList{"solve"};
        QTest::newRow("unknown option") << QStringList{"solve", file_, "--loud"};
        QTest::newRow("no output") << QStringList{"report", file_};
        QTest::newRow("paper of no size")
            << QStringList{"report", file_, "-o", path("x.pdf"), "--paper", "A9"};
        QTest::newRow("outdoor nan") << QStringList{"solve", file_, "--outdoor", "nan"};
        QTest::newRow("outdoor inf") << QStringList{"solve", file_, "--outdoor", "inf"};
        QTest::newRow("outdoor of a star") << QStringList{"solve", file_, "--outdoor", "6000"};
        QTest::newRow("outdoor in words") << QStringList{"solve", file_, "--outdoor", "warm"};
    }

    void badUsageIsOneSentence()
    {
        QFETCH(QStringList, arguments);
        const Outcome outcome = cli(arguments);
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(outcome.err.count('\n'), 1);
        QVERIFY(outcome.err.startsWith("hallwright-cli"));
    }

    void everyVerbHelpsWithAnExample()
    {
        for (const char* verb : {"build", "info", "check", "solve", "report"}) {
            const Outcome outcome = cli({verb, "--help"});
            QCOMPARE(outcome.code, 0);
            QVERIFY2(outcome.out.contains(QByteArray("hallwright-cli ") + verb + " s"),
                     outcome.out.constData());
        }
        const Outcome all = cli({"--help"});
        for (const char* verb : {"build", "info", "check", "solve", "report"})
            QVERIFY(all.out.contains(verb));
        QVERIFY(cli({"--version"}).out.startsWith("hallwright-cli "));
    }

    // --- solve

    void theJsonHasTheAgreedKeysInTheirOrder()
    {
        const Json root = cli({"solve", file_, "--json"}).json();
        QCOMPARE(keysOf(root),
                 QStringList({"site", "rack_count", "gpu_count", "it_power_w", "facility_power_w",
                              "cooling_power_w", "distribution_loss_w", "other_power_w", "pue",
                              "energy_residual", "outdoor_c", "max_inlet_c", "racks_over_limit", "solve_ms",
                              "buildings", "halls", "warnings"}));
        QCOMPARE(keysOf(root["buildings"][0]),
                 QStringList({"name", "it_power_w", "facility_power_w", "capacity_w"}));
        QCOMPARE(keysOf(root["halls"][0]), QStringList({"name", "building", "rack_count", "gpu_count",
                                                        "it_power_w", "supply_c", "return_c", "mean_inlet_c",
                                                        "max_inlet_c", "heat_to_air_w", "heat_to_liquid_w"}));
    }

    void hallsAddUpToBuildingsAndBuildingsToTheCampusExactly()
    {
        const Json root = cli({"solve", file_, "--json"}).json();
        QVERIFY(root["it_power_w"].get<double>() > 0.0);
        for (const Json& building : root["buildings"])
            QVERIFY(sum(root["halls"], "it_power_w", building["name"]) ==
                    building["it_power_w"].get<double>());
        QVERIFY(sum(root["buildings"], "it_power_w") == root["it_power_w"].get<double>());
        QVERIFY(sum(root["buildings"], "facility_power_w") == root["facility_power_w"].get<double>());
        QCOMPARE(sum(root["halls"], "rack_count"), root["rack_count"].get<double>());
        QCOMPARE(sum(root["halls"], "gpu_count"), root["gpu_count"].get<double>());
    }

    void theFacilityIsTheSumOfItsParts()
    {
        constexpr double rounding = 1e-12; // of four additions, relative
        const Json root = cli({"solve", file_, "--json"}).json();
        const double parts = root["it_power_w"].get<double>() + root["cooling_power_w"].get<double>() +
                             root["distribution_loss_w"].get<double>() + root["other_power_w"].get<double>();
        const double facility = root["facility_power_w"].get<double>();
        QVERIFY(std::abs(parts - facility) <= rounding * facility);
        QCOMPARE(root["pue"].get<double>(), facility / root["it_power_w"].get<double>());
        QVERIFY(root["energy_residual"].get<double>() <= 1e-6); // what the issue allows
    }

    void warmerOutdoorsNeverNeedsLessPower()
    {
        double before = 0.0;
        for (const double outdoorC : {-10.0, 5.0, 15.0, 25.0, 35.0, 45.0}) {
            const Json root = cli({"solve", file_, "--json", "--outdoor", QString::number(outdoorC)}).json();
            QCOMPARE(root["outdoor_c"].get<double>(), outdoorC);
            const double facility = root["facility_power_w"].get<double>();
            QVERIFY2(facility >= before, qPrintable(QString::number(outdoorC)));
            before = facility;
        }
    }

    void theRackFileHasAHeaderAndOneLinePerRackThatAddUp()
    {
        const QString csv = path("racks.csv");
        const Outcome outcome = cli({"solve", file_, "--json", "--racks", csv});
        QCOMPARE(outcome.code, 0);
        const QList<QByteArray> lines = contentOf(csv).trimmed().split('\n');
        QCOMPARE(lines.front(),
                 QByteArray("rack,hall,building,x_m,y_m,yaw_deg,power_w,heat_to_air_w,heat_to_liquid_w,"
                            "airflow_m3_s,inlet_c,outlet_c"));
        QCOMPARE(static_cast<std::size_t>(lines.size()), 1 + site_->rackCount());
        // Digits enough to read back the same values: the sums are those of the JSON to the last bit.
        const Json root = outcome.json();
        qsizetype line = 1;
        for (const Json& hall : root["halls"]) {
            double power = 0.0;
            double hottest = -300.0;
            for (std::size_t i = 0; i < hall["rack_count"].get<std::size_t>(); ++i, ++line) {
                const QList<QByteArray> rack = fields(lines[line]);
                QCOMPARE(rack.size(), 12);
                QCOMPARE(rack[1].toStdString(), hall["name"].get<std::string>());
                power += rack[6].toDouble();
                hottest = std::max(hottest, rack[10].toDouble());
                QCOMPARE(rack[6].toDouble(), rack[7].toDouble() + rack[8].toDouble());
            }
            QVERIFY(power == hall["it_power_w"].get<double>());
            QVERIFY(hottest == hall["max_inlet_c"].get<double>());
        }
    }

    void aNameWithCommaAndQuotesIsQuoted()
    {
        Rack rack = site_->buildings[0]->halls[0]->racks[0];
        rack.name = "A01, \"old\"";
        const QString file = path("quoted.hallwright");
        saveSite(*withRack(site_, rack), file.toStdString());
        QCOMPARE(cli({"solve", file, "--racks", path("quoted.csv")}).code, 0);
        QVERIFY(contentOf(path("quoted.csv")).contains("\n\"A01, \"\"old\"\"\",Hall A,Building 1,"));
    }

    void withoutJsonItIsATableForPeople()
    {
        const Outcome outcome = cli({"solve", file_});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray()); // no progress into a pipe
        for (const char* words : {"Small campus", "PUE", "Worst inlet", "Building 2", "Hall B", "MW"})
            QVERIFY2(outcome.out.contains(words), words);
    }

    void solvingTwiceGivesTheSameButTheTime()
    {
        Json first = cli({"solve", file_, "--json"}).json();
        Json second = cli({"solve", file_, "--json"}).json();
        first.erase("solve_ms");
        second.erase("solve_ms");
        QVERIFY(first == second);
    }

    // --- the other verbs

    void buildMakesTheSameFileEachTime()
    {
        writeFile(path("good.yaml"), recipe_);
        QCOMPARE(cli({"build", path("good.yaml"), "-o", path("one.hallwright")}).code, 0);
        const Outcome outcome = cli({"build", path("good.yaml"), "-o", path("two.hallwright")});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.out.contains("Small: 2 buildings, 2 halls, 27 racks, 760 GPUs"),
                 outcome.out.constData());
        QVERIFY(*loadSite(path("one.hallwright").toStdString()) ==
                *loadSite(path("two.hallwright").toStdString()));
        QVERIFY(contentOf(path("one.hallwright")) == contentOf(path("two.hallwright")));
    }

    void infoSaysWhatTheFileHolds()
    {
        const Outcome outcome = cli({"info", file_});
        QCOMPARE(outcome.code, 0);
        for (const char* words :
             {"Small campus", "Testville", "format version", "Building 1", "Hall B", "44"})
            QVERIFY2(outcome.out.contains(words), words);
    }

    void checkNamesEveryViolationOnALine()
    {
        // A rack that runs hot on purpose: its hall's limit is lowered below the supply temperature.
        auto site = std::make_shared<Site>(*site_);
        auto building = std::make_shared<Building>(*site->buildings[0]);
        auto hall = std::make_shared<Hall>(*building->halls[0]);
        hall->inletLimitC = 10.0;
        const std::size_t racks = hall->racks.size();
        building->halls[0] = hall;
        building->capacityW = 1000.0;
        site->buildings[0] = building;
        const QString file = path("hot.hallwright");
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

    void checkOfASoundSiteSaysNothing()
    {
        writeFile(path("good.yaml"), QByteArray(recipe_));
        const QString file = path("sound.hallwright");
        QCOMPARE(cli({"build", path("good.yaml"), "-o", file}).code, 0);
        const Outcome mild = cli({"check", file, "--outdoor", "10"});
        QCOMPARE(mild.out, QByteArray());
        QCOMPARE(mild.code, 0);
    }

    void theReportHasSelectableTextOnAPagePerHall()
    {
        const QString pdf = path("plan.pdf");
        const Outcome outcome = cli({"report", file_, "-o", pdf});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(outcome.err, QByteArray());
        const Outcome info = runProgram("pdfinfo", {pdf});
        QVERIFY2(info.out.contains("Pages:           3"), info.out.constData());
        const Outcome text = runProgram("pdftotext", {pdf, "-"});
        for (const char* words : {"Small campus", "Hall A", "Hall B", "small.hallwright", "1:75 on A3"})
            QVERIFY2(text.out.contains(words), words);
    }

private:
    QString path(const char* name) const { return dir_.filePath(name); }

    static void verifyRefusal(const Outcome& outcome, const QString& words)
    {
        QVERIFY2(outcome.err.contains(words.toUtf8()), outcome.err.constData());
        QCOMPARE(outcome.code, 3);
        QCOMPARE(outcome.err.count('\n'), 1);
        QVERIFY2(outcome.err.endsWith(".\n") || outcome.err.endsWith("?\n"), outcome.err.constData());
    }

    QTemporaryDir dir_;
    SitePtr site_;
    QString file_;
    QByteArray recipe_;
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
