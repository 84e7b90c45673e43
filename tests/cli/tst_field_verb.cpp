// hallwright-cli field: the air of a hall, cell by cell.
#include "tests/cli/cli_run.h"

#include <QDir>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double coarseM = 0.3; // quick to solve

} // namespace

class FieldVerbTest : public QObject
{
    Q_OBJECT

private slots:
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
        const Outcome outcome = cli({"field", folder_.file, "--hall", "Hall A", "--cell", "0.3"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray()); // no progress into a pipe
        for (const char* words : {"Hall A, Building 1, 24 racks", "of 0.3 m", "m³/s supplied at",
                                  "Hottest inlets", "recirculated", "docs/air.md"})
            QVERIFY2(outcome.out.contains(words), words);
    }

    void theRackFileIsThatOfTheJson()
    {
        const Outcome outcome = cli({"field", folder_.file, "--hall", "Hall A", "--cell", "0.3", "--json",
                                     "--racks", folder_.path("racks.csv")});
        const Json racks = outcome.json()["racks"];
        const QList<QByteArray> lines = contentOf(folder_.path("racks.csv")).trimmed().split('\n');
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
        const QString image = folder_.path("air.vti");
        QCOMPARE(cli({"field", folder_.file, "--hall", "Hall A", "--cell", "0.3", "--vti", image}).code, 0);
        QVERIFY(contentOf(image).contains("<VTKFile type=\"ImageData\""));
        const Json root =
            cli({"import", "inlets", folder_.file, image, "--hall", "Hall A", "--cell", "0.3", "--json"})
                .json();
        QCOMPARE(root["field"]["racks"].get<int>(), 24);
        constexpr double ofSampling = 0.1; // between a rack's cells the image is read along straight lines
        QVERIFY2(root["field"]["rmse_k"].get<double>() <= ofSampling, root["field"].dump().c_str());
    }

    // A column over the first racks of a row and the floor all round them.
    void whatIsLeftOutIsToldAndMarked()
    {
        const Building& building = *folder_.site->buildings[0];
        auto hall = std::make_shared<Hall>(*building.halls[0]);
        const Point2 from = {hall->racks[0].pose.x, hall->racks[0].pose.y};
        hall->columns.push_back({{from.x - 0.9, from.y - 1.2, 4.8, 2.4}, {100}});
        auto changed = std::make_shared<Building>(building);
        changed->halls[0] = hall;
        Site site = *folder_.site;
        site.buildings[0] = changed;
        const QString file = folder_.path("column.hallwright");
        saveSite(site, file.toStdString());
        const QStringList arguments = {"field", file, "--hall", "Hall A", "--cell", "0.3"};
        const Json root =
            cli(arguments + QStringList{"--json", "--racks", folder_.path("column.csv")}).json();
        const QList<QByteArray> lines = contentOf(folder_.path("column.csv")).trimmed().split('\n');
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
        QVERIFY(!cli({"field", folder_.file, "--hall", "Hall A", "--cell", "0.3"}).out.contains("... and"));
        const std::string notes = cli({"solve", file, "--air", "field", "--json"}).json()["warnings"].dump();
        QVERIFY2(notes.find("Hall A: Rack ") != std::string::npos &&
                     notes.find("The verb field tells ") != std::string::npos,
                 notes.c_str());
        QCOMPARE(field("Hall A").json()["notices"].size(), 0U);
    }

    void anOutageIsFelt()
    {
        const double before = field("Hall A").json()["supply_airflow_m3_s"].get<double>();
        const QString unit =
            QString::fromStdString(folder_.site->buildings[0]->halls[0]->airHandlers[0].name);
        const Outcome out = cli({"field", folder_.file, "--hall", "Hall A", "--cell", "0.3", "--json",
                                 "--without", "Building 1/Hall A/" + unit});
        QCOMPARE(out.code, 0);
        QVERIFY(out.json()["supply_airflow_m3_s"].get<double>() <= before);
    }

    // All air handlers of the hall at rest: nothing blows.
    void aHallWithoutSupplyIsAnswerNo()
    {
        QStringList arguments = {"field",  folder_.file, "--hall", "Hall A",
                                 "--cell", "0.3",        "--vti",  folder_.path("never.vti")};
        for (const AirHandler& unit : folder_.site->buildings[0]->halls[0]->airHandlers)
            arguments << "--without"
                      << "Building 1/Hall A/" + QString::fromStdString(unit.name);
        const Outcome outcome = cli(arguments);
        verifySentence(outcome, 1, "No air is supplied");
        QVERIFY(outcome.err.endsWith(".\n"));
        QVERIFY(!QFile::exists(folder_.path("never.vti")));
        QStringList exported = arguments;
        exported.removeLast();
        verifySentence(cli(QStringList{"export", "openfoam"} + arguments.mid(1, 3) + arguments.mid(8) +
                           QStringList{"-o", folder_.path("never")}),
                       1, "No air is supplied");
        QVERIFY(!QFile::exists(folder_.path("never")));
    }

    void badUsageIsOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("words");
        const QStringList halls = {"--hall", "Hall A"};
        const auto row = [](const char* name, const QStringList& arguments, const char* words) {
            QTest::newRow(name) << arguments << QByteArray(words);
        };
        row("no hall named", {"field", folder_.file}, "--hall");
        row("unknown hall", {"field", folder_.file, "--hall", "Hall Z"},
            "the nearest are \"Hall A\" or \"Hall B\"");
        row("a cell of words", QStringList{"field", folder_.file, "--cell", "small"} + halls, "--cell");
        row("a cell that is none", QStringList{"field", folder_.file, "--cell", "nan"} + halls,
            "--cell is nan m");
        row("a cell of nothing", QStringList{"field", folder_.file, "--cell", "0"} + halls, "--cell is 0 m");
        row("a cell as large as a room", QStringList{"field", folder_.file, "--cell", "5"} + halls,
            "--cell is 5 m");
        row("an unknown format", {"export", "gltf", folder_.file}, "export");
        row("no format", {"export"}, "Say what to export");
        row("no folder", QStringList{"export", "openfoam", folder_.file} + halls, "--output");
        row("no file", QStringList{"import", "inlets", folder_.file} + halls, "FILE");
        row("another ending",
            QStringList{"import", "inlets", folder_.file, folder_.path("inlets.xls")} + halls,
            "is neither .csv, .vti nor .vtk");
        row("a difference of a list",
            QStringList{"import", "inlets", folder_.file, folder_.path("inlets.csv"), "--difference",
                        folder_.path("d.vti")} +
                halls,
            "--difference needs a field");
        row("over the input", QStringList{"field", folder_.file, "--vti", folder_.file} + halls,
            "would be overwritten");
        row("over the input too", QStringList{"field", folder_.file, "--racks", folder_.file} + halls,
            "would be overwritten");
    }

    void badUsageIsOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, words);
        const QByteArray before = contentOf(folder_.file);
        verifySentence(cli(arguments), 2, words.constData());
        QCOMPARE(contentOf(folder_.file), before);
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

private:
    Outcome field(const QString& hall) const
    {
        return cli({"field", folder_.file, "--hall", hall, "--cell", QString::number(coarseM), "--json"});
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(FieldVerbTest)
#include "tst_field_verb.moc"
