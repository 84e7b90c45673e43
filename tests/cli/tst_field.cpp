// The verbs about a hall's air: field, export openfoam, import inlets; and solve and report with --air field.
#include "core/model/edits.h"
#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>

using namespace hallwright;
using Json = nlohmann::ordered_json;

namespace {

constexpr double coarseM = 0.3; // quick to solve

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;

    Json json() const { return Json::parse(out.toStdString()); }
};

Outcome cli(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(HALLWRIGHT_CLI), arguments);
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
        qFatal("hallwright-cli did not end as it should");
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
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

// Every file below a folder, by its path there.
std::map<QString, QByteArray> filesBelow(const QString& folder)
{
    std::map<QString, QByteArray> files;
    QDirIterator entries(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString file = entries.next();
        files[QDir(folder).relativeFilePath(file)] = contentOf(file);
    }
    return files;
}

void verifySentence(const Outcome& outcome, int code, const char* words)
{
    QVERIFY2(outcome.err.contains(words), outcome.err.constData());
    QCOMPARE(outcome.code, code);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err.count('\n'), 1);
}

} // namespace

class FieldVerbsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = test::smallCampus();
        file_ = path("small.hallwright");
        saveSite(*site_, file_.toStdString());
    }

    // --- field

    // Others may count on them and their order.
    void theJsonHasItsKeysInTheirOrder()
    {
        const Json root = field("Hall A").json();
        QStringList keys;
        for (const auto& [key, value] : root.items())
            keys << QString::fromStdString(key);
        QCOMPARE(keys.mid(0, 8), QStringList({"cells", "solve_ms", "sweep_ms", "matrix_ms", "energy_residual",
                                              "return_c", "max_row_sum_error", "racks"}));
        keys.clear();
        for (const auto& [key, value] : root["racks"][0].items())
            keys << QString::fromStdString(key);
        QCOMPARE(keys, QStringList({"rack", "inlet_c", "outlet_c", "recirculation"}));
    }

    void theFiguresHoldTogether_data()
    {
        QTest::addColumn<QString>("hall");
        QTest::newRow("raised floor, open cold aisles") << "Hall A";
        QTest::newRow("slab, contained hot aisle") << "Building 2/Hall B";
    }

    void theFiguresHoldTogether()
    {
        QFETCH(QString, hall);
        const Json root = field(hall).json();
        const Json cells = root["cells_along"];
        QCOMPARE(root["cells"].get<long long>(),
                 cells[0].get<long long>() * cells[1].get<long long>() * cells[2].get<long long>());
        QCOMPARE(root["cell_m"].get<double>(), coarseM);
        QVERIFY(root["energy_residual"].get<double>() <= 1e-6); // what the program promises
        QVERIFY(root["max_row_sum_error"].get<double>() <= 1e-6);
        const double supplyC = root["supply_c"].get<double>();
        constexpr double singlePrecision = 1e-3;
        for (const Json& rack : root["racks"]) {
            QVERIFY(rack["inlet_c"].get<double>() >= supplyC - singlePrecision);
            QVERIFY(rack["outlet_c"].get<double>() >= rack["inlet_c"].get<double>());
            QVERIFY(rack["recirculation"].get<double>() >= 0.0);
            QVERIFY(rack["recirculation"].get<double>() <= 1.0);
        }
    }

    void solvingTwiceGivesTheSameButTheTimes()
    {
        Json first = field("Hall A").json();
        Json second = field("Hall A").json();
        for (Json* root : {&first, &second}) {
            for (const char* time : {"solve_ms", "sweep_ms", "matrix_ms", "set_up_ms", "sort_ms"})
                root->erase(time);
        }
        QVERIFY(first == second);
    }

    void aHallIsFoundByItsNameOrItsPlace()
    {
        Json byName = field("Hall B").json();
        QCOMPARE(byName["building"].get<std::string>(), std::string("Building 2"));
        QVERIFY(byName["racks"] == field("Building 2/Hall B").json()["racks"]);
    }

    void withoutJsonItIsATextForPeople()
    {
        const Outcome outcome = cli({"field", file_, "--hall", "Hall A", "--cell", "0.3"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray()); // no progress into a pipe
        for (const char* words : {"Hall A, Building 1, 24 racks", "of 0.3 m", "m³/s supplied at",
                                  "Hottest inlets", "recirculated", "docs/air-field.md"})
            QVERIFY2(outcome.out.contains(words), words);
    }

    void theRackFileIsThatOfTheJson()
    {
        const Outcome outcome = cli(
            {"field", file_, "--hall", "Hall A", "--cell", "0.3", "--json", "--racks", path("racks.csv")});
        const Json racks = outcome.json()["racks"];
        const QList<QByteArray> lines = contentOf(path("racks.csv")).trimmed().split('\n');
        QCOMPARE(lines.front(),
                 QByteArray("rack,hall,building,x_m,y_m,yaw_deg,airflow_m3_s,heat_to_air_w,inlet_c,"
                            "outlet_c,recirculation,lumped_inlet_c,left_out"));
        QCOMPARE(static_cast<std::size_t>(lines.size()), 1 + racks.size());
        for (std::size_t i = 0; i < racks.size(); ++i) {
            const QList<QByteArray> line = lines[static_cast<qsizetype>(i) + 1].split(',');
            QCOMPARE(line[0].toStdString(), racks[i]["rack"].get<std::string>());
            QCOMPARE(line[8].toDouble(), racks[i]["inlet_c"].get<double>());
            QCOMPARE(line[9].toDouble(), racks[i]["outlet_c"].get<double>());
        }
    }

    void theImageIsComparedWithItself()
    {
        const QString image = path("air.vti");
        QCOMPARE(cli({"field", file_, "--hall", "Hall A", "--cell", "0.3", "--vti", image}).code, 0);
        QVERIFY(contentOf(image).contains("<VTKFile type=\"ImageData\""));
        const Json root =
            cli({"import", "inlets", file_, image, "--hall", "Hall A", "--cell", "0.3", "--json"}).json();
        QCOMPARE(root["field"]["racks"].get<int>(), 24);
        constexpr double ofSampling = 0.1; // between a rack's cells the image is read along straight lines
        QVERIFY2(root["field"]["rmse_k"].get<double>() <= ofSampling, root["field"].dump().c_str());
    }

    // A column over the first racks of a row and the floor all round them.
    void whatIsLeftOutIsToldAndMarked()
    {
        const Building& building = *site_->buildings[0];
        auto hall = std::make_shared<Hall>(*building.halls[0]);
        const Point2 from = {hall->racks[0].pose.x, hall->racks[0].pose.y};
        hall->columns.push_back({{from.x - 0.9, from.y - 1.2, 4.8, 2.4}});
        auto changed = std::make_shared<Building>(building);
        changed->halls[0] = hall;
        Site site = *site_;
        site.buildings[0] = changed;
        const QString file = path("column.hallwright");
        saveSite(site, file.toStdString());
        const QStringList arguments = {"field", file, "--hall", "Hall A", "--cell", "0.3"};
        const Json root = cli(arguments + QStringList{"--json", "--racks", path("column.csv")}).json();
        const QList<QByteArray> lines = contentOf(path("column.csv")).trimmed().split('\n');
        const std::string notices = root["notices"].dump();
        int leftOut = 0;
        qsizetype line = 0;
        for (const Json& rack : root["racks"]) {
            const bool isLeftOut = rack.contains("left_out") && rack["left_out"].get<bool>();
            const std::string name = "Rack " + rack["rack"].get<std::string>() + "'s ";
            QVERIFY2(!isLeftOut || notices.find(name) != std::string::npos, name.c_str());
            QCOMPARE(rack.contains("left_out"), isLeftOut);
            QCOMPARE(lines[++line].split(',').back(), QByteArray(isLeftOut ? "1" : "0"));
            leftOut += isLeftOut;
        }
        constexpr int told = 5; // in the text
        QVERIFY2(leftOut > told && leftOut < 24, qPrintable(QString::number(leftOut)));
        const int more = static_cast<int>(root["notices"].size()) - told;
        const QByteArray text = cli(arguments).out;
        QCOMPARE(text.count("\nRack "), told);
        QVERIFY2(text.contains("... and " + QByteArray::number(more) + " more"), text.constData());
        QVERIFY(!cli({"field", file_, "--hall", "Hall A", "--cell", "0.3"}).out.contains("... and"));
        const std::string warnings =
            cli({"solve", file, "--air", "field", "--json"}).json()["warnings"].dump();
        QVERIFY2(warnings.find("In the air of Hall A: Rack ") != std::string::npos &&
                     warnings.find("The verb field tells ") != std::string::npos,
                 warnings.c_str());
        QCOMPARE(field("Hall A").json()["notices"].size(), 0U);
    }

    void anOutageIsFelt()
    {
        const double before = field("Hall A").json()["supply_airflow_m3_s"].get<double>();
        const QString unit = QString::fromStdString(site_->buildings[0]->halls[0]->airHandlers[0].name);
        const Outcome out = cli({"field", file_, "--hall", "Hall A", "--cell", "0.3", "--json", "--without",
                                 "Building 1/Hall A/" + unit});
        QCOMPARE(out.code, 0);
        QVERIFY(out.json()["supply_airflow_m3_s"].get<double>() <= before);
    }

    // All air handlers of the hall at rest: nothing blows.
    void aHallWithoutSupplyIsAnswerNo()
    {
        QStringList arguments = {"field",  file_, "--hall", "Hall A",
                                 "--cell", "0.3", "--vti",  path("never.vti")};
        for (const AirHandler& unit : site_->buildings[0]->halls[0]->airHandlers)
            arguments << "--without"
                      << "Building 1/Hall A/" + QString::fromStdString(unit.name);
        const Outcome outcome = cli(arguments);
        verifySentence(outcome, 1, "No air is supplied");
        QVERIFY(outcome.err.endsWith(".\n"));
        QVERIFY(!QFile::exists(path("never.vti")));
        QStringList exported = arguments;
        exported.removeLast();
        verifySentence(cli(QStringList{"export", "openfoam"} + arguments.mid(1, 3) + arguments.mid(8) +
                           QStringList{"-o", path("never")}),
                       1, "No air is supplied");
        QVERIFY(!QFile::exists(path("never")));
    }

    void badUsageIsOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("words");
        const QStringList halls = {"--hall", "Hall A"};
        const auto row = [](const char* name, const QStringList& arguments, const char* words) {
            QTest::newRow(name) << arguments << QByteArray(words);
        };
        row("no hall named", {"field", file_}, "--hall");
        row("unknown hall", {"field", file_, "--hall", "Hall Z"}, "the nearest are \"Hall A\" or \"Hall B\"");
        row("a cell of words", QStringList{"field", file_, "--cell", "small"} + halls, "--cell");
        row("a cell that is none", QStringList{"field", file_, "--cell", "nan"} + halls, "--cell is nan m");
        row("a cell of nothing", QStringList{"field", file_, "--cell", "0"} + halls, "--cell is 0 m");
        row("a cell as large as a room", QStringList{"field", file_, "--cell", "5"} + halls, "--cell is 5 m");
        row("an unknown format", {"export", "gltf", file_}, "export");
        row("no format", {"export"}, "subcommand");
        row("no folder", QStringList{"export", "openfoam", file_} + halls, "--output");
        row("no file", QStringList{"import", "inlets", file_} + halls, "FILE");
        row("another ending", QStringList{"import", "inlets", file_, path("inlets.xls")} + halls,
            "is neither .csv, .vti nor .vtk");
        row("a difference of a list",
            QStringList{"import", "inlets", file_, path("inlets.csv"), "--difference", path("d.vti")} + halls,
            "--difference needs a field");
        row("over the input", QStringList{"field", file_, "--vti", file_} + halls, "would be overwritten");
        row("over the input too", QStringList{"field", file_, "--racks", file_} + halls,
            "would be overwritten");
    }

    void badUsageIsOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, words);
        const QByteArray before = contentOf(file_);
        verifySentence(cli(arguments), 2, words.constData());
        QCOMPARE(contentOf(file_), before);
    }

    void everyVerbHelpsWithAnExample()
    {
        for (const QStringList& verb :
             {QStringList{"field"}, QStringList{"export", "openfoam"}, QStringList{"import", "inlets"}}) {
            const Outcome outcome = cli(verb + QStringList{"--help"});
            QCOMPARE(outcome.code, 0);
            QVERIFY2(outcome.out.contains("hallwright-cli " + verb.join(' ').toUtf8() + " site.hallwright"),
                     outcome.out.constData());
        }
    }

    // --- solve and report with --air field

    void everyHallRestsOnItsField()
    {
        const Json root = cli({"solve", file_, "--air", "field", "--json"}).json();
        QVERIFY2(root["warnings"] == cli({"solve", file_, "--json"}).json()["warnings"],
                 root["warnings"].dump().c_str());
        for (const Json& hall : root["halls"]) {
            QCOMPARE(hall["air_model"].get<std::string>(), std::string("field"));
            QVERIFY(hall["inlet_uncertainty_k"].get<double>() > 0.0);
            QVERIFY(hall["inlet_compared"].is_boolean());
        }
        QVERIFY(root["energy_residual"].get<double>() <= 1e-6);
        for (const Json& hall : cli({"solve", file_, "--json"}).json()["halls"])
            QCOMPARE(hall["air_model"].get<std::string>(), std::string("estimate"));
    }

    // Two ways to the same inlets: by the matrix, put into the site's evaluation, and from the field's own cells.
    void theInletsAreThoseOfTheField()
    {
        constexpr double ofFans = 0.1; // they answer the new inlets, and the field verb has the flows before
        for (const char* hall : {"Hall A", "Hall B"}) {
            double largest = 0.0;
            for (const Json& rack : cli({"field", file_, "--hall", hall, "--json"}).json()["racks"])
                largest = std::max(largest, rack["inlet_c"].get<double>());
            double solved = 0.0;
            for (const Json& of : cli({"solve", file_, "--air", "field", "--json"}).json()["halls"]) {
                if (of["name"] == hall)
                    solved = of["max_inlet_c"].get<double>();
            }
            QVERIFY2(std::abs(solved - largest) <= ofFans,
                     qPrintable(QString("%1: %2, %3").arg(hall).arg(solved).arg(largest)));
        }
    }

    void solvingTheAirTwiceGivesTheSameButTheTime()
    {
        Json first = cli({"solve", file_, "--air", "field", "--json"}).json();
        Json second = cli({"solve", file_, "--air", "field", "--json"}).json();
        for (Json* root : {&first, &second})
            root->erase("solve_ms");
        QVERIFY(first == second);
    }

    void aHallWithoutAFieldKeepsItsEstimateAndSaysWhy()
    {
        QStringList outages;
        for (const AirHandler& unit : site_->buildings[0]->halls[0]->airHandlers)
            outages << "--without"
                    << "Building 1/Hall A/" + QString::fromStdString(unit.name);
        const Outcome outcome = cli(QStringList{"solve", file_, "--air", "field", "--json"} + outages);
        QCOMPARE(outcome.code, 0);
        const Json root = outcome.json();
        QCOMPARE(root["halls"][0]["air_model"].get<std::string>(), std::string("estimate"));
        QCOMPARE(root["halls"][1]["air_model"].get<std::string>(), std::string("field"));
        const std::string last = root["warnings"].back().get<std::string>();
        QVERIFY2(last.find("The inlets of Hall A are estimated") == 0 &&
                     last.find("No air is supplied") != std::string::npos,
                 last.c_str());
    }

    void theReportSaysThatItsInletsAreOfTheField()
    {
        const QString pdf = path("field.pdf");
        const Outcome outcome = cli({"report", file_, "--air", "field", "-o", pdf});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out + outcome.err, QByteArray());
        QProcess text;
        text.start("pdftotext", {pdf, "-"});
        QVERIFY(text.waitForFinished() && text.exitCode() == 0);
        const QString words = QString::fromUtf8(text.readAllStandardOutput())
                                  .normalized(QString::NormalizationForm_KC); // without ligatures
        QCOMPARE(words.count("Inlets: 3D field"), qsizetype{2});
        QVERIFY(!words.contains("Inlets: estimate"));
    }

    // --- export openfoam

    void theSameHallGivesTheSameCase()
    {
        for (const char* folder : {"case1", "case2"})
            QCOMPARE(exported(path(folder)).code, 0);
        const auto files = filesBelow(path("case1"));
        QVERIFY(files == filesBelow(path("case2")));
        for (const char* file : {"0.orig/T", "constant/g", "system/blockMeshDict", "Allrun", "README.md"})
            QVERIFY2(files.contains(file), file);
        QVERIFY(QFile::permissions(path("case1/Allrun")) & QFile::ExeUser);
        QVERIFY(!(QFile::permissions(path("case1/README.md")) & QFile::ExeUser));
        QVERIFY(files.at("README.md").contains("Hall A, Building 1, Small campus"));
        QVERIFY(files.at("racks.csv").startsWith("number,rack\n0,A01\n"));
    }

    void anEmptyFolderIsFilled()
    {
        QVERIFY(QDir().mkpath(path("empty")));
        QCOMPARE(exported(path("empty")).code, 0);
        QVERIFY(QFile::exists(path("empty/Allrun")));
    }

    void aFolderWithSomethingInItIsLeftAlone()
    {
        QVERIFY(QDir().mkpath(path("full")));
        writeFile(path("full/notes.txt"), "kept");
        verifySentence(exported(path("full")), 3, "is not empty");
        QCOMPARE(filesBelow(path("full")).size(), std::size_t{1});
        verifySentence(exported(path("full/notes.txt")), 3, "is a file");
        QCOMPARE(contentOf(path("full/notes.txt")), QByteArray("kept"));
        verifySentence(exported(path("full/notes.txt/case")), 3, "cannot be made");
    }

    // --- import inlets

    void inletsOfAFileAreCompared()
    {
        const Json racks = field("Hall A").json()["racks"];
        QByteArray csv = "rack,inlet_c\n";
        for (std::size_t i = 0; i < 12; ++i) // half of them, one kelvin below ours but for the first
            csv += QByteArray::fromStdString(racks[i]["rack"].get<std::string>()) + ',' +
                   QByteArray::number(racks[i]["inlet_c"].get<double>() - (i == 0 ? 3.0 : 1.0), 'g', 12) +
                   '\n';
        writeFile(path("half.csv"), csv);
        const QByteArray before = contentOf(file_);
        const QStringList arguments = {"import", "inlets", file_,    path("half.csv"),
                                       "--hall", "Hall A", "--cell", "0.3"};
        const Json root = cli(arguments + QStringList{"--json"}).json();
        constexpr double digits = 1e-9;
        QCOMPARE(root["field"]["racks"].get<int>(), 12);
        QVERIFY(std::abs(root["field"]["mean_k"].get<double>() - 14.0 / 12.0) <= digits); // (3 + 11)/12
        QVERIFY(std::abs(root["field"]["rmse_k"].get<double>() - std::sqrt(20.0 / 12.0)) <=
                digits); // (9 + 11)/12
        QVERIFY(std::abs(root["field"]["worst_k"].get<double>() - 3.0) <= digits);
        QVERIFY(root["field"]["worst_rack"] == racks[0]["rack"]);
        QCOMPARE(root["racks"].size(), std::size_t{24});
        QVERIFY(root["racks"][12]["file_c"].is_null() && root["racks"][12]["field_difference_k"].is_null());
        QVERIFY(root["racks"][12]["field_c"].is_number());
        QVERIFY(root["lumped"]["rmse_k"].is_number());
        const Outcome text = cli(arguments);
        QCOMPARE(text.code, 0);
        for (const char* words : {"12 of 24 inlets against", "field", "lumped", "RMSE", "A01"})
            QVERIFY2(text.out.contains(words), text.out.constData());
        QCOMPARE(contentOf(file_), before); // a comparison changes nothing
    }

    void theDifferenceFieldOfOurOwnIsNone()
    {
        const QString image = path("own.vti");
        const QString difference = path("difference.vti");
        QCOMPARE(cli({"field", file_, "--hall", "Hall B", "--cell", "0.3", "--vti", image}).code, 0);
        const Outcome outcome = cli({"import", "inlets", file_, image, "--hall", "Hall B", "--cell", "0.3",
                                     "--difference", difference});
        QCOMPARE(outcome.code, 0);
        const QByteArray bytes = contentOf(difference);
        QVERIFY(bytes.contains("<CellData Scalars=\"difference_k\""));
        const qsizetype data = bytes.indexOf('_', bytes.indexOf("<AppendedData")) + 1;
        quint64 size = 0;
        std::memcpy(&size, bytes.constData() + data, sizeof size);
        std::vector<float> values(size / sizeof(float));
        std::memcpy(values.data(), bytes.constData() + data + sizeof size, size);
        constexpr float rounding = 1e-4F; // of interpolating at the cells' own centres
        std::size_t finite = 0;
        for (const float value : values) {
            finite += std::isfinite(value) ? 1 : 0;
            QVERIFY(std::isnan(value) || std::abs(value) <= rounding);
        }
        QVERIFY(finite > values.size() / 2);
    }

    void aBadListIsOneSentence_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("empty") << QByteArray("") << QByteArray("the file is empty");
        QTest::newRow("no inlets") << QByteArray("rack,inlet_c\n")
                                   << QByteArray("has no inlet of any rack of hall Hall A");
        QTest::newRow("unknown rack")
            << QByteArray("rack,inlet_c\nZ99,20\n") << QByteArray(":2: hall Hall A has no rack \"Z99\"");
        QTest::newRow("words") << QByteArray("rack,inlet_c\nA01,warm\n")
                               << QByteArray("\"warm\" is no temperature");
    }

    void aBadListIsOneSentence()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, words);
        writeFile(path("bad.csv"), content);
        verifySentence(cli({"import", "inlets", file_, path("bad.csv"), "--hall", "Hall A", "--cell", "0.3"}),
                       3, words.constData());
    }

    void aMissingFileIsOneSentence()
    {
        for (const char* name : {"missing.csv", "missing.vti", "missing.vtk"})
            verifySentence(cli({"import", "inlets", file_, path(name), "--hall", "Hall A"}), 3, name);
        verifySentence(cli({"field", path("missing.hallwright"), "--hall", "Hall A"}), 3,
                       "missing.hallwright");
    }

private:
    QString path(const char* name) const { return dir_.filePath(name); }

    Outcome field(const QString& hall) const
    {
        return cli({"field", file_, "--hall", hall, "--cell", QString::number(coarseM), "--json"});
    }

    Outcome exported(const QString& folder) const
    {
        return cli({"export", "openfoam", file_, "--hall", "Hall A", "--cell", "0.3", "-o", folder});
    }

    QTemporaryDir dir_;
    SitePtr site_;
    QString file_;
};

QTEST_GUILESS_MAIN(FieldVerbsTest)
#include "tst_field.moc"
