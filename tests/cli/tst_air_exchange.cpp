// hallwright-cli export and import inlets: a hall and its air to and from other programs.
#include "tests/cli/cli_run.h"

#include <QDir>
#include <QDirIterator>

#include <cmath>
#include <map>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double coarseM = 0.3; // quick to solve

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

} // namespace

class AirExchangeTest : public QObject
{
    Q_OBJECT

private slots:
    // --- export dxf

    void aHallGoesOutAsADrawing()
    {
        const QString drawing = folder_.path("hall.dxf");
        const Outcome outcome = cli({"export", "dxf", folder_.file, "--hall", "Hall A", "-o", drawing});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out + outcome.err, QByteArray());
        const QByteArray written = contentOf(drawing);
        for (const char* part : {"SECTION", "AC1009", "RACKS", "A01", "EOF"})
            QVERIFY2(written.contains(part), part);
        const Outcome none = cli({"export", "dxf", folder_.file, "--hall", "Hall Z", "-o", drawing});
        QCOMPARE(none.code, 2);
        QVERIFY(none.err.contains("Hall Z"));
        QVERIFY(contentOf(drawing) == written);
    }

    // --- export openfoam

    void theSameHallGivesTheSameCase()
    {
        for (const char* folder : {"case1", "case2"})
            QCOMPARE(exported(folder_.path(folder)).code, 0);
        const auto files = filesBelow(folder_.path("case1"));
        QVERIFY(files == filesBelow(folder_.path("case2")));
        for (const char* file : {"0.orig/T", "constant/g", "system/blockMeshDict", "Allrun", "README.md"})
            QVERIFY2(files.contains(file), file);
        QVERIFY(QFile::permissions(folder_.path("case1/Allrun")) & QFile::ExeUser);
        QVERIFY(!(QFile::permissions(folder_.path("case1/README.md")) & QFile::ExeUser));
        QVERIFY(files.at("README.md").contains("Hall A, Building 1, Small campus"));
        QVERIFY(files.at("racks.csv").startsWith("number,rack\n0,A01\n"));
    }

    void anEmptyFolderIsFilled()
    {
        QVERIFY(QDir().mkpath(folder_.path("empty")));
        QCOMPARE(exported(folder_.path("empty")).code, 0);
        QVERIFY(QFile::exists(folder_.path("empty/Allrun")));
    }

    void aFolderWithSomethingInItIsLeftAlone()
    {
        QVERIFY(QDir().mkpath(folder_.path("full")));
        writeFile(folder_.path("full/notes.txt"), "kept");
        verifySentence(exported(folder_.path("full")), 3, "is not empty");
        QCOMPARE(filesBelow(folder_.path("full")).size(), std::size_t{1});
        verifySentence(exported(folder_.path("full/notes.txt")), 3, "is a file");
        QCOMPARE(contentOf(folder_.path("full/notes.txt")), QByteArray("kept"));
        verifySentence(exported(folder_.path("full/notes.txt/case")), 3, "cannot be made");
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
        writeFile(folder_.path("half.csv"), csv);
        const QByteArray before = contentOf(folder_.file);
        const QStringList arguments = {"import", "inlets", folder_.file, folder_.path("half.csv"),
                                       "--hall", "Hall A", "--cell",     "0.3"};
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
        QCOMPARE(contentOf(folder_.file), before); // a comparison changes nothing
    }

    void theDifferenceFieldOfOurOwnIsNone()
    {
        const QString image = folder_.path("own.vti");
        const QString difference = folder_.path("difference.vti");
        QCOMPARE(cli({"field", folder_.file, "--hall", "Hall B", "--cell", "0.3", "--vti", image}).code, 0);
        const Outcome outcome = cli({"import", "inlets", folder_.file, image, "--hall", "Hall B", "--cell",
                                     "0.3", "--difference", difference});
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

    void endingsMayBeInCapitals()
    {
        QCOMPARE(cli({"field", folder_.file, "--hall", "Hall A", "--cell", "0.3", "--vti",
                      folder_.path("own.vti")})
                     .code,
                 0);
        writeFile(folder_.path("OWN.VTI"), contentOf(folder_.path("own.vti")));
        writeFile(folder_.path("INLETS.CSV"), "rack,inlet_c\nA01,20.5\n");
        for (const char* name : {"OWN.VTI", "INLETS.CSV"}) {
            const Outcome outcome = cli(
                {"import", "inlets", folder_.file, folder_.path(name), "--hall", "Hall A", "--cell", "0.3"});
            QVERIFY2(outcome.code == 0, outcome.err.constData());
        }
        verifySentence(cli({"import", "inlets", folder_.file, folder_.path("INLETS.CSV"), "--hall", "Hall A",
                            "--difference", folder_.path("d.vti")}),
                       2, "--difference needs a field");
    }

    void whatIsLeftOutIsSaid()
    {
        writeFile(folder_.path("air.vtk"),
                  "# vtk DataFile Version 3.0\n\nASCII\nDATASET STRUCTURED_POINTS\nDIMENSIONS 2 2 3\nORIGIN "
                  "-50 -50 0\n"
                  "SPACING 200 200 4\nPOINT_DATA 12\nSCALARS T float\nLOOKUP_TABLE default\n"
                  "293.65 294 293 294 293 294 293 294 1e20 1e20 1e20 1e20\n");
        const Outcome outcome = cli(
            {"import", "inlets", folder_.file, folder_.path("air.vtk"), "--hall", "Hall A", "--cell", "0.3"});
        QCOMPARE(outcome.code, 0);
        for (const char* words : {"T is taken to be in K", "4 values of T left out"})
            QVERIFY2(outcome.out.contains(words), outcome.out.constData());
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
        writeFile(folder_.path("bad.csv"), content);
        verifySentence(cli({"import", "inlets", folder_.file, folder_.path("bad.csv"), "--hall", "Hall A",
                            "--cell", "0.3"}),
                       3, words.constData());
    }

    void aMissingFileIsOneSentence()
    {
        for (const char* name : {"missing.csv", "missing.vti", "missing.vtk"})
            verifySentence(cli({"import", "inlets", folder_.file, folder_.path(name), "--hall", "Hall A"}), 3,
                           name);
        verifySentence(cli({"field", folder_.path("missing.hallwright"), "--hall", "Hall A"}), 3,
                       "missing.hallwright");
    }

private:
    Outcome field(const QString& hall) const
    {
        return cli({"field", folder_.file, "--hall", hall, "--cell", QString::number(coarseM), "--json"});
    }

    Outcome exported(const QString& folder) const
    {
        return cli({"export", "openfoam", folder_.file, "--hall", "Hall A", "--cell", "0.3", "-o", folder});
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(AirExchangeTest)
#include "tst_air_exchange.moc"
