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
        QTest::newRow("wet bulb nan") << QStringList{"solve", file_, "--wet-bulb", "nan"};
        QTest::newRow("wet bulb above the dry bulb")
            << QStringList{"solve", file_, "--outdoor", "20", "--wet-bulb", "20.1"};
        QTest::newRow("wet bulb of nowhere") << QStringList{"check", file_, "--wet-bulb", "-200"};
        QTest::newRow("air of nothing") << QStringList{"solve", file_, "--air", "guess"};
        QTest::newRow("air by number") << QStringList{"solve", file_, "--air", "1"};
        QTest::newRow("unknown key") << QStringList{"solve", file_, "--explain", "happiness"};
        QTest::newRow("unknown key after a good one")
            << QStringList{"solve", file_, "--json", "--explain", "pue", "--explain", "pui"};
        QTest::newRow("key of a building that is not there")
            << QStringList{"solve", file_, "--explain", "building/Building 9/pue"};
        QTest::newRow("without nothing known") << QStringList{"solve", file_, "--without", "UPS Z"};
        QTest::newRow("without an empty name") << QStringList{"solve", file_, "--without", ""};
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

    void aChoiceIsOneOfItsWordsWhateverTheirCase()
    {
        QVERIFY(cli({"solve", file_, "--air", "guess"})
                    .err.contains("--air is \"guess\", but must be estimate or field."));
        QCOMPARE(cli({"solve", file_, "--air", "Estimate"}).code, 0);
        QVERIFY(cli({"report", file_, "-o", path("x.pdf"), "--paper", "A9"})
                    .err.contains("--paper is \"A9\", but must be A3 or A4."));
        QCOMPARE(cli({"report", file_, "-o", path("a4.pdf"), "--paper", "a4"}).code, 0);
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

    // Of the first version, whose readers may count on them and their order.
    void theJsonKeepsItsFirstKeysInTheirOrder()
    {
        const Json root = cli({"solve", file_, "--json"}).json();
        QCOMPARE(
            keysOf(root).mid(0, 14),
            QStringList({"site", "rack_count", "gpu_count", "it_power_w", "facility_power_w",
                         "cooling_power_w", "distribution_loss_w", "other_power_w", "pue", "energy_residual",
                         "outdoor_c", "max_inlet_c", "racks_over_limit", "solve_ms"}));
        QVERIFY(keysOf(root).indexOf("buildings") < keysOf(root).indexOf("halls"));
        QCOMPARE(keysOf(root).last(), QStringLiteral("warnings"));
        QCOMPARE(keysOf(root["buildings"][0]).mid(0, 4),
                 QStringList({"name", "it_power_w", "facility_power_w", "capacity_w"}));
        QCOMPARE(
            keysOf(root["halls"][0]).mid(0, 11),
            QStringList({"name", "building", "rack_count", "gpu_count", "it_power_w", "supply_c", "return_c",
                         "mean_inlet_c", "max_inlet_c", "heat_to_air_w", "heat_to_liquid_w"}));
    }

    void theJsonHasTheAgreedKeys_data()
    {
        QTest::addColumn<QString>(
            "list"); // an array in the root, whose first entry is looked at; or the root itself
        QTest::addColumn<QStringList>("keys");
        QTest::newRow("root") << QString() << QStringList{"wet_bulb_c",     "out_of_service",
                                                          "mass_residual",  "power_residual",
                                                          "converged",      "rounds",
                                                          "source_power_w", "overhead_w",
                                                          "overhead",       "wue_l_per_kwh",
                                                          "cue_kg_per_kwh", "ere",
                                                          "itue",           "tue",
                                                          "water_kg_s",     "reused_heat_w",
                                                          "loops",          "plant",
                                                          "power_nodes",    "power_stages"};
        QTest::newRow("buildings") << QStringLiteral("buildings")
                                   << QStringList{"pue", "cooling_power_w", "distribution_loss_w",
                                                  "other_power_w"};
        QTest::newRow("halls") << QStringLiteral("halls")
                               << QStringList{
                                      "partial_pue",         "ride_through_s",       "air_handler_power_w",
                                      "air_handler_heat_w",  "air_handlers_running", "cdu_pump_power_w",
                                      "cdu_heat_w",          "cdu_flow_m3_s",        "cdus_running",
                                      "wet_coils",           "rear_door_heat_w",     "air_model",
                                      "inlet_uncertainty_k", "inlet_compared"};
        QTest::newRow("loops") << QStringLiteral("loops")
                               << QStringList{"name",         "building",   "heat_w",
                                              "flow_m3_s",    "supply_c",   "return_c",
                                              "pump_power_w", "head_pa",    "pumps_running",
                                              "economiser_w", "water_kg_s", "ride_through_s",
                                              "short_m3_s",   "from_pipes"};
        QTest::newRow("plant") << QStringLiteral("plant")
                               << QStringList{"name",   "kind",       "loop",       "running",
                                              "heat_w", "power_w",    "capacity_w", "load",
                                              "cop",    "approach_k", "water_kg_s", "outside_fit"};
        QTest::newRow("power_nodes") << QStringLiteral("power_nodes")
                                     << QStringList{"name",     "kind",
                                                    "side",     "energised",
                                                    "output_w", "loss_w",
                                                    "rated_w",  "load",
                                                    "margin_w", "output_other_side_lost_w"};
        QTest::newRow("power_stages")
            << QStringLiteral("power_stages") << QStringList{"kind", "output_w", "loss_w"};
    }

    void theJsonHasTheAgreedKeys()
    {
        QFETCH(QString, list);
        QFETCH(QStringList, keys);
        const Json root = cli({"solve", file_, "--json"}).json();
        const Json& object = list.isEmpty() ? root : root.at(list.toStdString()).at(0);
        for (const QString& key : keys)
            QVERIFY2(object.contains(key.toStdString()), qPrintable(key));
    }

    void everyExplainedFigureIsInTheJson()
    {
        constexpr double rounding = 1e-15; // of the digits in JSON, relative
        const Json root = cli({"solve", file_, "--json"}).json();
        const Json listed = cli({"solve", file_, "--json", "--explain", "list"}).json();
        QVERIFY(listed.size() > 40);
        QStringList arguments{"solve", file_, "--json"};
        for (const Json& entry : listed)
            arguments << "--explain" << QString::fromStdString(entry["key"]);
        const Json explained = cli(arguments).json();
        QCOMPARE(explained.size(), listed.size());
        for (const Json& entry : explained) {
            const auto key = entry["key"].get<std::string>();
            const double value = entry["value"].get<double>();
            const double figure = figureAt(root, key).get<double>();
            QVERIFY2(std::abs(value - figure) <= rounding * std::abs(figure), key.c_str());
        }
    }

    void overheadIsWhatTheFacilityDrawsBeyondIt()
    {
        constexpr double rounding = 1e-12; // of sums in another order, relative
        const Json root = cli({"solve", file_, "--json"}).json();
        double parts = 0.0;
        for (const auto& [key, value] : root["overhead"].items())
            parts += value.get<double>();
        const double facility = root["facility_power_w"].get<double>();
        QVERIFY(parts > 0.0);
        QVERIFY(std::abs(facility - root["it_power_w"].get<double>() - parts) <= rounding * facility);
        QVERIFY(std::abs(sum(root["power_stages"], "loss_w") - root["distribution_loss_w"].get<double>()) <=
                rounding * facility);
        QVERIFY(std::abs(sum(root["loops"], "pump_power_w") -
                         root["overhead"]["loop_pumps_w"].get<double>()) <= rounding * facility);
        QVERIFY(std::abs(sum(root["plant"], "power_w") - root["overhead"]["chillers_w"].get<double>() -
                         root["overhead"]["condenser_pumps_w"].get<double>() -
                         root["overhead"]["heat_rejection_w"].get<double>()) <= rounding * facility);
        QVERIFY(std::abs(sum(root["halls"], "air_handler_power_w") -
                         root["overhead"]["air_handler_fans_w"].get<double>()) <= rounding * facility);
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
        for (const char* residual : {"energy_residual", "mass_residual", "power_residual"})
            QVERIFY2(root[residual].get<double>() <= 1e-6, residual); // what the program promises
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
        QCOMPARE(
            lines.front(),
            QByteArray("rack,hall,building,x_m,y_m,yaw_deg,power_w,heat_to_air_w,heat_to_liquid_w,"
                       "airflow_m3_s,inlet_c,outlet_c,inlet_limit_c,recirculation,fan_power_w,psu_loss_w,"
                       "rear_door_heat_w,coolant_flow_m3_s,coolant_supply_c,coolant_return_c,"
                       "circuit_load,circuit_load_one_lost"));
        QCOMPARE(static_cast<std::size_t>(lines.size()), 1 + site_->rackCount());
        // Digits enough to read back the same values: the sums are those of the JSON to the last bit.
        const Json root = outcome.json();
        qsizetype line = 1;
        for (const Json& hall : root["halls"]) {
            double power = 0.0;
            double fans = 0.0;
            double hottest = -300.0;
            for (std::size_t i = 0; i < hall["rack_count"].get<std::size_t>(); ++i, ++line) {
                const QList<QByteArray> rack = fields(lines[line]);
                QCOMPARE(rack.size(), 22);
                QCOMPARE(rack[1].toStdString(), hall["name"].get<std::string>());
                power += rack[6].toDouble();
                hottest = std::max(hottest, rack[10].toDouble());
                QCOMPARE(rack[6].toDouble(), rack[7].toDouble() + rack[8].toDouble());
                fans += rack[14].toDouble();
                // Coolant runs through the racks that give heat to it, and comes back warmer.
                QCOMPARE(rack[17].toDouble() > 0.0, rack[8].toDouble() > 0.0);
                QCOMPARE(rack[19].toDouble() > rack[18].toDouble(), rack[8].toDouble() > 0.0);
            }
            QVERIFY(fans == hall["server_fan_power_w"].get<double>());
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
        for (const char* words :
             {"Small campus", "PUE", "Worst inlet", "Building 2", "Hall B", "MW", "air handler fans", "L/kWh",
              "kg/kWh", "after the loss of the other side", "Chilled water 1"})
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

    void theWetBulbIsTheOneAskedFor()
    {
        const auto at = [&](const QStringList& options) {
            return cli(QStringList{"solve", file_, "--json"} + options).json();
        };
        QCOMPARE(at({"--outdoor", "30", "--wet-bulb", "12"})["wet_bulb_c"].get<double>(), 12.0);
        QCOMPARE(at({"--wet-bulb", "-5"})["wet_bulb_c"].get<double>(), -5.0);
        QCOMPARE(at({"--outdoor", "30"})["wet_bulb_c"].get<double>(), wetBulbAt(site_->info, 30.0));
        // Building 1's towers cool better in drier air; Building 2 has none.
        const Json dry = at({"--outdoor", "30", "--wet-bulb", "10"});
        const Json damp = at({"--outdoor", "30", "--wet-bulb", "28"});
        QVERIFY(dry["buildings"][0]["cooling_power_w"].get<double>() <
                damp["buildings"][0]["cooling_power_w"].get<double>());
        QCOMPARE(dry["buildings"][1]["cooling_power_w"].get<double>(),
                 damp["buildings"][1]["cooling_power_w"].get<double>());
    }

    // --- explanations

    void anExplanationHasFormulaInputsAndSource()
    {
        const Outcome text = cli({"solve", file_, "--explain", "pue", "--explain", "tue"});
        QCOMPARE(text.code, 0);
        QCOMPARE(text.err, QByteArray());
        for (const char* words : {"Power usage effectiveness (PUE)", "PUE = P_facility / P_IT",
                                  "facility_power_w", "MW", "ISO/IEC 30134-2", "TUE = ITUE"})
            QVERIFY2(text.out.contains(words), words);
        QVERIFY(!text.out.contains("Worst inlet")); // instead of the results

        const Json root = cli({"solve", file_, "--explain", "pue", "--json"}).json();
        QCOMPARE(root.size(), std::size_t{1});
        QCOMPARE(keysOf(root[0]), QStringList({"key", "title", "value", "unit", "formula", "combine",
                                               "inputs", "source", "note"}));
        QCOMPARE(keysOf(root[0]["inputs"][0]), QStringList({"name", "value", "unit", "key"}));
        QCOMPARE(root[0]["combine"].get<std::string>(), std::string("ratio"));
        QCOMPARE(root[0]["value"].get<double>(),
                 root[0]["inputs"][0]["value"].get<double>() / root[0]["inputs"][1]["value"].get<double>());
    }

    void theListHasEveryKeyWithItsTitle()
    {
        const Outcome outcome = cli({"solve", file_, "--explain", "list"});
        QCOMPARE(outcome.code, 0);
        const Json asJson = cli({"solve", file_, "--explain", "list", "--json"}).json();
        QCOMPARE(static_cast<std::size_t>(outcome.out.count('\n')), asJson.size());
        for (const char* words : {"pue ", "overhead/chillers_w ", "building/Building 1/pue ",
                                  "hall/Building 2/Hall B/partial_pue ", "Water usage effectiveness (WUE)"})
            QVERIFY2(outcome.out.contains(words), words);
    }

    void anUnknownKeyIsAnsweredWithTheNearest_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("a letter wrong") << "pui"
                                        << "\"pue\"";
        QTest::newRow("capitals") << "IT_POWER_W"
                                  << "\"it_power_w\"";
        QTest::newRow("a part of it") << "chillers"
                                      << "\"overhead/chillers_w\"";
        QTest::newRow("a hall") << "hall/Building 1/Hal A/return_c"
                                << "\"hall/Building 1/Hall A/return_c\"";
    }

    void anUnknownKeyIsAnsweredWithTheNearest()
    {
        QFETCH(QString, key);
        QFETCH(QString, nearest);
        const Outcome outcome = cli({"solve", file_, "--explain", key});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("the nearest are " + nearest.toUtf8()), outcome.err.constData());
        QVERIFY(outcome.err.contains("--explain list"));
    }

    // --- equipment out of service

    void withoutTakesEquipmentOutOfService()
    {
        const Json all = cli({"solve", file_, "--json"}).json();
        QVERIFY(all["out_of_service"].empty());
        const Json root = cli({"solve", file_, "--json", "--without", "Chiller 1", "--without", "CRAH 2",
                               "--without", "CDU 1", "--without", "Building 1 UPS A"})
                              .json();
        QCOMPARE(root["out_of_service"].size(), std::size_t{4});
        for (const Json& unit : root["plant"]) {
            if (unit["name"] == "Chiller 1") {
                QVERIFY(!unit["running"].get<bool>());
                QCOMPARE(unit["heat_w"].get<double>(), 0.0);
            }
        }
        QCOMPARE(root["halls"][0]["air_handlers_running"].get<int>(),
                 all["halls"][0]["air_handlers_running"].get<int>() - 1);
        QCOMPARE(root["halls"][1]["cdus_running"].get<int>(), all["halls"][1]["cdus_running"].get<int>() - 1);
        for (const Json& node : root["power_nodes"]) {
            if (node["name"] == "Building 1 UPS A") {
                QVERIFY(!node["energised"].get<bool>());
                QCOMPARE(node["output_w"].get<double>(), 0.0);
            }
        }
        QVERIFY(cli({"solve", file_, "--without", "CDU 1"})
                    .out.contains("Out of service        Building 2/Hall B/CDU 1"));
    }

    // The other side carries what the lost one did: what was foretold of the loss comes true of the nodes of the side
    // that is left.
    void theLossOfASideIsWhatWasForetold()
    {
        constexpr double rounding = 1e-9; // relative; losses and loads are summed in another order
        const Json before = cli({"solve", file_, "--json"}).json();
        QStringList arguments{"solve", file_, "--json"};
        for (const Json& node : before["power_nodes"]) {
            if (node["side"] == "A" && node["kind"] == "transformer")
                arguments << "--without" << QString::fromStdString(node["name"]);
        }
        QVERIFY(arguments.size() > 4);
        const Json after = cli(arguments).json();
        int compared = 0;
        for (std::size_t i = 0; i < before["power_nodes"].size(); ++i) {
            const Json& node = before["power_nodes"][i];
            if (node["side"] != "B" || (node["kind"] != "pdu" && node["kind"] != "busway"))
                continue;
            const double foretold = node["output_other_side_lost_w"].get<double>();
            QVERIFY(foretold > node["output_w"].get<double>());
            QVERIFY(std::abs(after["power_nodes"][i]["output_w"].get<double>() - foretold) <=
                    rounding * foretold);
            ++compared;
        }
        QVERIFY(compared >= 4);
    }

    void anUnknownNameIsAnsweredWithTheNearest()
    {
        const Outcome outcome = cli({"solve", file_, "--without", "Chiler 1"});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("the nearest are \"Chiller 1\""), outcome.err.constData());
    }

    void anAmbiguousNameIsToldApartByItsPlace()
    {
        auto site = std::make_shared<Site>(*site_);
        auto building = std::make_shared<Building>(*site->buildings[1]);
        auto hall = std::make_shared<Hall>(*building->halls[0]);
        hall->airHandlers[0].name = "CRAH 1"; // as one in Hall A
        building->halls[0] = hall;
        site->buildings[1] = building;
        const QString file = path("twins.hallwright");
        saveSite(*site, file.toStdString());
        const Outcome outcome = cli({"solve", file, "--without", "CRAH 1"});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("\"Building 1/Hall A/CRAH 1\" or \"Building 2/Hall B/CRAH 1\""),
                 outcome.err.constData());
        const Json root = cli({"solve", file, "--json", "--without", "Building 2/Hall B/CRAH 1"}).json();
        QCOMPARE(root["halls"][0]["air_handlers_running"].get<int>(),
                 root["halls"][0]["air_handler_count"].get<int>());
        QCOMPARE(root["halls"][1]["air_handlers_running"].get<int>(),
                 root["halls"][1]["air_handler_count"].get<int>() - 1);
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

    void checkFindsWhatASiteHidesFromTheEye_data()
    {
        QTest::addColumn<SitePtr>("site");
        QTest::addColumn<QByteArray>("line");
        const auto changed = [this](auto change) {
            auto site = std::make_shared<Site>(*site_);
            auto power = std::make_shared<PowerNetwork>(*site->power);
            auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
            auto catalogue = std::make_shared<RackCatalogue>(*site->catalogue);
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
        QTest::newRow("circuits too small") << changed([](auto&, auto&, RackCatalogue& catalogue, auto&) {
            RackType& type = catalogue.types[1];
            type.circuits = 3;
            type.circuitVoltageV = 415.0;
            type.breakerA = 60.0;
        }) << QByteArray("circuit-overload: The circuits of 8 racks of Hall B");
        // The same on four: 0.77 of the rating, and 1.02 on the three that are left.
        QTest::newRow("circuits too small after a loss")
            << changed([](auto&, auto&, RackCatalogue& catalogue, auto&) {
                   RackType& type = catalogue.types[1];
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
            << changed([](auto&, auto&, RackCatalogue& catalogue, auto&) {
                   catalogue.types[1].coolantFlowM3s = 0.01e-3 / 60.0;
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
        QVERIFY(!cli({"check", file_}).out.contains(line)); // nor does it see what is not there
        const QString file = path("hidden.hallwright");
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
            cli({"check", file_, "--without", "Building 1 UPS A", "--without", "Building 1 UPS B"});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.out.contains("no-power: No power reaches 24 racks of Hall A, the first being A01,"),
                 outcome.out.constData());
        QVERIFY(!cli({"check", file_}).out.contains("no-power"));
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
        QVERIFY2(info.out.contains("Pages:           5"), info.out.constData());
        const Outcome text = runProgram("pdftotext", {pdf, "-"});
        for (const char* words : {"Small campus", "Hall A", "Hall B", "small.hallwright", "1:75 on A3"})
            QVERIFY2(text.out.contains(words), words);
    }

private:
    QString path(const char* name) const { return dir_.filePath(name); }

    // The figure of the results that an explanation's key names.
    const Json& figureAt(const Json& root, const std::string& key) const
    {
        for (std::size_t b = 0; b < site_->buildings.size(); ++b) {
            const std::string& building = site_->buildings[b]->name;
            const std::string ofBuilding = "building/" + building + '/';
            const std::string ofHall = "hall/" + building + '/' + site_->buildings[b]->halls[0]->name + '/';
            if (key.starts_with(ofBuilding))
                return root["buildings"].at(b).at(key.substr(ofBuilding.size()));
            if (key.starts_with(ofHall)) // each building has one hall
                return root["halls"].at(b).at(key.substr(ofHall.size()));
        }
        return root.at(Json::json_pointer('/' + key));
    }

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
