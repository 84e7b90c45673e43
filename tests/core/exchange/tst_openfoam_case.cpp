#include "core/exchange/openfoam_case.h"
#include "core/exchange/openfoam_fields.h"
#include "core/model/errors.h"
#include "core/physics/air.h"
#include "core/physics/air_field.h"
#include "tests/support/hall_h20.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace hallwright;

namespace {

constexpr double supplyRatio = 0.8;

QString fileOf(const std::vector<CaseFile>& files, const char* path)
{
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const CaseFile& file) { return file.path == path; });
    return found == files.end() ? QString() : QString::fromStdString(found->text);
}

QString fileOf(const AirRoom& room, const char* path, const OpenFoamOptions& options = {})
{
    return fileOf(openFoamCase(room, options), path);
}

// What a patch's line of a field says.
QString conditionOf(const QString& field, const QString& patch)
{
    const QRegularExpression line("^    " + patch + " \\{ (.*) \\}$", QRegularExpression::MultilineOption);
    return line.match(field).captured(1);
}

double numberAfter(const QString& text, const QString& key)
{
    const QRegularExpression number(key + " ([-0-9.e+]+)");
    return number.match(text).captured(1).toDouble();
}

// A wall of `openShare` across the room, from the floor to the ceiling, between the rows' east ends and the wall.
AirRoom withPanel(AirRoom room, double openShare)
{
    room.panels.push_back({{{10.5, 0.0, 0.0}, {10.5, 9.0, 3.0}}, Axis::X, openShare});
    return room;
}

} // namespace

class OpenFoamCaseTest : public QObject
{
    Q_OBJECT

private slots:
    void theCaseIsComplete()
    {
        QStringList paths;
        for (const CaseFile& file : openFoamCase(test::hallH20(supplyRatio))) {
            paths << QString::fromStdString(file.path);
            QVERIFY2(!file.text.empty(), file.path.c_str());
            QCOMPARE(file.executable, file.path == "Allrun" || file.path == "collect-inlets");
        }
        for (const char* path : {"0.orig/T",
                                 "0.orig/U",
                                 "0.orig/p",
                                 "0.orig/p_rgh",
                                 "0.orig/k",
                                 "0.orig/epsilon",
                                 "0.orig/nut",
                                 "0.orig/alphat",
                                 "constant/g",
                                 "constant/thermophysicalProperties",
                                 "constant/turbulenceProperties",
                                 "system/blockMeshDict",
                                 "system/topoSetDict",
                                 "system/topoSetDict.faces",
                                 "system/createPatchDict",
                                 "system/controlDict",
                                 "system/fvSchemes",
                                 "system/fvSolution",
                                 "system/decomposeParDict",
                                 "Allrun",
                                 "collect-inlets",
                                 "racks.csv",
                                 "README.md"})
            QVERIFY2(paths.contains(path), path);
        QVERIFY(!paths.contains("system/createBafflesDict")); // no panels
    }

    // h20-case in the build folder, for whoever has OpenFOAM: docs/air.md.
    void theCaseOfHallH20IsThereToRun()
    {
        OpenFoamOptions options;
        options.title = "hall H20";
        const std::filesystem::path folder = HALLWRIGHT_BINARY_DIR "/h20-case";
        for (const CaseFile& file : openFoamCase(test::hallH20(supplyRatio), options)) {
            std::filesystem::create_directories((folder / file.path).parent_path());
            std::ofstream(folder / file.path, std::ios::binary) << file.text;
            if (file.executable)
                std::filesystem::permissions(folder / file.path, std::filesystem::perms::owner_all);
        }
        QVERIFY(std::filesystem::is_regular_file(folder / "Allrun"));
    }

    void theSameRoomGivesTheSameFiles()
    {
        QVERIFY(openFoamCase(test::hallH20(supplyRatio)) == openFoamCase(test::hallH20(supplyRatio)));
    }

    // A bracket left open makes OpenFOAM's reader fail far from where it was opened.
    void everyBracketIsClosed()
    {
        for (const CaseFile& file : openFoamCase(withPanel(test::hallH20(supplyRatio), 0.1))) {
            if (!file.text.starts_with("FoamFile"))
                continue;
            std::string open;
            for (const char c : file.text) {
                if (c == '(' || c == '{')
                    open += c;
                else if (c == ')' || c == '}') {
                    QVERIFY2(!open.empty() && open.back() == (c == ')' ? '(' : '{'), file.path.c_str());
                    open.pop_back();
                }
            }
            QVERIFY2(open.empty(), file.path.c_str());
        }
    }

    void theListOfActionsOpensOnItsOwnLine()
    {
        for (const char* path : {"system/topoSetDict", "system/topoSetDict.faces"})
            QVERIFY(fileOf(test::hallH20(supplyRatio), path).contains("\nactions\n(\n"));
    }

    void cellsFillTheRoom()
    {
        const QString mesh = fileOf(test::hallH20(supplyRatio), "system/blockMeshDict");
        QVERIFY(mesh.contains("(80 60 20)")); // 12 x 9 x 3 m in cells of 0.15 m
        QVERIFY(mesh.contains("(12 9 3)"));
        OpenFoamOptions coarse;
        coarse.cellM = 0.35; // 12/0.35 = 34.3, 9/0.35 = 25.7, 3/0.35 = 8.6
        QVERIFY(fileOf(test::hallH20(supplyRatio), "system/blockMeshDict", coarse).contains("(34 26 9)"));
    }

    void racksAreCutOutOfTheMesh()
    {
        const QString cells = fileOf(test::hallH20(supplyRatio), "system/topoSetDict");
        QCOMPARE(cells.count("action subtract"), 20);
        QVERIFY(cells.contains("boxToCell; box (3 2.7 0) (3.6 3.9 2.1);")); // A0
        QVERIFY(cells.contains("boxToCell; box (8.4 5.1 0) (9 6.3 2.1);")); // B9
    }

    void everyOpeningIsAPatchInEveryField()
    {
        const std::vector<CaseFile> files = openFoamCase(test::hallH20(supplyRatio));
        const QString patches = fileOf(files, "system/createPatchDict");
        QCOMPARE(patches.count("constructFrom set"), 43); // 20 fronts, 20 rears, the aisle floor, two returns
        for (const char* field : {"T", "U", "p", "p_rgh", "k", "epsilon", "nut", "alphat"}) {
            const QString text = fileOf(files, (std::string("0.orig/") + field).c_str());
            QVERIFY2(!conditionOf(text, "walls").isEmpty(), field);
            for (int rack = 0; rack < 20; ++rack) {
                QVERIFY2(!conditionOf(text, QString("rack%1_front").arg(rack)).isEmpty(), field);
                QVERIFY2(!conditionOf(text, QString("rack%1_rear").arg(rack)).isEmpty(), field);
            }
            QVERIFY2(!conditionOf(text, "supply0").isEmpty() && !conditionOf(text, "return1").isEmpty(),
                     field);
        }
    }

    void aRackGivesOutWhatItTookInWarmerByItsHeat()
    {
        const AirRoom room = test::hallH20(supplyRatio);
        const std::vector<CaseFile> files = openFoamCase(room);
        const QString velocity = fileOf(files, "0.orig/U");
        const QString temperature = fileOf(files, "0.orig/T");
        constexpr double digits = 1e-8; // nine of them are written
        for (int i = 0; i < 20; ++i) {
            const AirRack& rack = room.racks[static_cast<std::size_t>(i)];
            const double massKgS = rack.heatW / (airHeatCapacity * 12.0); // P/(cp 12 K)
            const QString front = conditionOf(velocity, QString("rack%1_front").arg(i));
            const QString rear = conditionOf(velocity, QString("rack%1_rear").arg(i));
            QVERIFY(front.startsWith("type flowRateOutletVelocity;"));
            QVERIFY(rear.startsWith("type flowRateInletVelocity;"));
            QVERIFY(std::abs(numberAfter(front, "massFlowRate constant") - massKgS) <= digits * massKgS);
            QCOMPARE(numberAfter(front, "massFlowRate constant"), numberAfter(rear, "massFlowRate constant"));
            const QString heated = conditionOf(temperature, QString("rack%1_rear").arg(i));
            QVERIFY(heated.startsWith("type outletMappedUniformInletHeatAddition;"));
            QVERIFY(heated.contains(QString("outletPatch rack%1_front;").arg(i)));
            QCOMPARE(numberAfter(heated, "Q"), rack.heatW);
        }
    }

    void theSupplyBlowsItsShareAtItsTemperature()
    {
        const std::vector<CaseFile> files = openFoamCase(test::hallH20(supplyRatio));
        const double massKgS = supplyRatio * 156e3 / (airHeatCapacity * 12.0);
        constexpr double digits = 1e-8; // nine of them are written
        const double written =
            numberAfter(conditionOf(fileOf(files, "0.orig/U"), "supply0"), "massFlowRate constant");
        QVERIFY(std::abs(written - massKgS) <= digits * massKgS);
        QCOMPARE(conditionOf(fileOf(files, "0.orig/T"), "supply0"),
                 QStringLiteral("type fixedValue; value uniform 291.15;"));
    }

    // Two tiles on one plenum, a body over all of the one or over half of it.
    void coveredTilesBlowAsInTheField_data()
    {
        QTest::addColumn<double>("coveredM");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("all of one") << 1.2 << false;
        QTest::newRow("half of one") << 0.6 << true;
        QTest::newRow("none") << 0.0 << true;
    }

    void coveredTilesBlowAsInTheField()
    {
        QFETCH(double, coveredM);
        QFETCH(bool, isThere);
        AirRoom room = test::hallH20(supplyRatio);
        room.supplies = {{"west tile", {{{0.6, 0.6, 0}, {1.8, 1.8, 0}}, Axis::Z, true}, 1.0, 18.0, 1},
                         {"east tile", {{{4.2, 0.6, 0}, {5.4, 1.8, 0}}, Axis::Z, true}, 2.0, 18.0, 1}};
        if (coveredM > 0.0)
            room.solids.push_back({{0.6, 0.6, 0.0}, {0.6 + coveredM, 1.8, 1.0}});
        const auto field = AirField::solve(room);
        QVERIFY(field->report().usable());
        const QString velocity = fileOf(room, "0.orig/U");
        QCOMPARE(!conditionOf(velocity, "supply0").isEmpty(), isThere);
        const double density = openfoam::airStateOf(room).densityKgM3;
        double writtenM3s = 0.0;
        for (int s = isThere ? 0 : 1; s < 2; ++s) {
            const double written =
                numberAfter(conditionOf(velocity, QString("supply%1").arg(s)), "massFlowRate constant") /
                density;
            QVERIFY(std::abs(written - field->supplyM3s()[static_cast<std::size_t>(s)]) <= 1e-8 * written);
            writtenM3s += written;
        }
        QVERIFY(std::abs(writtenM3s - 3.0) <= 1e-8 * 3.0); // the plenum's, whatever is covered
        QVERIFY(!isThere || coveredM == 0.0 || field->supplyM3s()[0] < 0.7);
    }

    void theReturnsHoldThePressureAndLetNoAirIn()
    {
        const std::vector<CaseFile> files = openFoamCase(test::hallH20(supplyRatio));
        for (const char* name : {"return0", "return1"}) {
            QVERIFY(conditionOf(fileOf(files, "0.orig/p_rgh"), name).startsWith("type fixedValue;"));
            QVERIFY(conditionOf(fileOf(files, "0.orig/U"), name)
                        .contains("type inletOutlet; inletValue uniform (0 0 0);"));
        }
    }

    // p = ρ R T at sea level is the standard atmosphere.
    void theAirIsThatOfTheElevation()
    {
        const QString pressure = fileOf(test::hallH20(supplyRatio), "0.orig/p");
        QVERIFY(std::abs(numberAfter(pressure, "internalField uniform") - 101325.0) < 1.0);
        AirRoom high = test::hallH20(supplyRatio);
        high.heatPerVolume = airHeatPerVolume(1500.0, 18.0);
        QVERIFY(std::abs(numberAfter(fileOf(high, "0.orig/p"), "internalField uniform") -
                         pressureAtElevationPa(1500.0)) < 1.0);
    }

    void aTightPanelIsAWallOnBothSides()
    {
        const std::vector<CaseFile> files = openFoamCase(withPanel(test::hallH20(supplyRatio), 0.0));
        QVERIFY(fileOf(files, "system/topoSetDict.faces").contains("name panels; type faceZoneSet"));
        QVERIFY(fileOf(files, "system/createBafflesDict").contains("master { name panels; type wall; }"));
        QCOMPARE(conditionOf(fileOf(files, "0.orig/U"), "panels"), QStringLiteral("type noSlip;"));
        QVERIFY(fileOf(files, "Allrun").contains("createBaffles -overwrite"));
    }

    // 60 x 20 faces, one of ten open.
    void aLeakyPanelHasItsShareOfFacesOpen_data()
    {
        QTest::addColumn<double>("openShare");
        QTest::addColumn<int>("gaps");
        QTest::newRow("a tenth") << 0.1 << 120;
        QTest::newRow("a third") << 1.0 / 3.0 << 400;
        QTest::newRow("tight") << 0.0 << 0;
    }

    void aLeakyPanelHasItsShareOfFacesOpen()
    {
        QFETCH(double, openShare);
        QFETCH(int, gaps);
        const QString sets =
            fileOf(withPanel(test::hallH20(supplyRatio), openShare), "system/topoSetDict.faces");
        QCOMPARE(sets.count("name panel_faces; type faceSet; action subtract"), gaps);
        QVERIFY(sets.indexOf("action subtract") >
                    sets.indexOf("name panel_faces; type faceSet; action new") ||
                gaps == 0);
    }

    // Of two panels of five faces each at a tenth, one has the gap, not none.
    void narrowPanelsLeakTogetherAsMuchAsAWideOne()
    {
        AirRoom room = test::hallH20(supplyRatio);
        for (int i = 0; i < 8; ++i) {
            const double y = 0.15 * i;
            room.panels.push_back({{{10.5, y, 0.0}, {10.5, y + 0.15, 0.75}}, Axis::X, 0.1});
        }
        QCOMPARE(fileOf(room, "system/topoSetDict.faces").count("action subtract"), 4); // of 40 faces
    }

    void anOpenPanelIsNone()
    {
        const AirRoom room = test::hallH20(supplyRatio);
        QVERIFY(openFoamCase(withPanel(room, 1.0)) == openFoamCase(room));
    }

    void anIdleRackIsABodyWithoutOpenings()
    {
        AirRoom room = test::hallH20(supplyRatio);
        room.racks[3].flowM3s = 0.0;
        const std::vector<CaseFile> files = openFoamCase(room);
        QCOMPARE(fileOf(files, "system/topoSetDict").count("action subtract"), 20);
        QVERIFY(!fileOf(files, "system/createPatchDict").contains("rack3_"));
        QVERIFY(!fileOf(files, "system/controlDict").contains("rack3_"));
    }

    void racksKeepTheirNamesInTheirList()
    {
        AirRoom room = test::hallH20(supplyRatio);
        room.racks[1].name = "A1, \"old\"";
        room.racks[2].name.clear();
        QVERIFY(
            fileOf(room, "racks.csv").startsWith("number,rack\n0,A0\n1,\"A1, \"\"old\"\"\"\n2,3\n3,A3\n"));
    }

    void whatCannotBeMeshedIsToldInASentence_data()
    {
        QTest::addColumn<AirRoom>("room");
        QTest::addColumn<double>("cellM");
        QTest::addColumn<QString>("words");
        const AirRoom sound = test::hallH20(supplyRatio);
        const auto row = [](const char* name, const AirRoom& room, double cellM, const char* words) {
            QTest::newRow(name) << room << cellM << words;
        };
        AirRoom room = sound;
        room.supplies.clear();
        row("no supply", room, 0.15, "No supply blows air into this room");
        room = sound;
        room.supplies[0].flowM3s = 0.0;
        row("a supply at rest", room, 0.15, "No supply blows air into this room");
        room = sound;
        room.returns.clear();
        row("no return", room, 0.15, "No return takes the air of this room");
        room = sound;
        room.solids.push_back({{3.0, 3.9, 0.0}, {3.6, 5.1, 2.1}});
        row("a front walled up", room, 0.15, "The front of rack A0 has no face on a wall");
        room = sound;
        room.supplies[0].patch.area.least.z = room.supplies[0].patch.area.most.z = 1.5;
        row("a supply in mid-air", room, 0.15, "Supply aisle floor has no face on a wall");
        row("cells larger than racks", sound, 3.0, "Rack A0 is lost in cells of 3 m");
        row("cells of no size", sound, 0.0, "A cell of 0 m makes no grid");
        row("cells larger than the room", sound, 30.0, "do not fill a room of 12 m x 9 m x 3 m");
    }

    void whatCannotBeMeshedIsToldInASentence()
    {
        QFETCH(AirRoom, room);
        QFETCH(double, cellM);
        QFETCH(QString, words);
        OpenFoamOptions options;
        options.cellM = cellM;
        try {
            openFoamCase(room, options);
            QFAIL("was meshed");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(words), error.what());
            QVERIFY(QString(error.what()).endsWith('.'));
        }
    }
};

QTEST_APPLESS_MAIN(OpenFoamCaseTest)
#include "tst_openfoam_case.moc"
