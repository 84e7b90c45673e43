// Air as other programs write it: 20 °C + 0.5 x + y in every file.
#include "core/exchange/sampled_temperature.h"
#include "core/model/errors.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTest>

#include <cmath>

using namespace hallwright;

namespace {

constexpr double onGridK = 1e-3;  // single precision, written with six digits
constexpr double inCloudK = 0.15; // the mean of eight centres beside a place half a cell off
constexpr double ofOneCellK =
    0.46; // a point has the value of its cell, whose middle is 0.3 m off along x and y

const QString data = QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/data/");
const QString ofVtk = data + QStringLiteral("cfd-files/");
const QString ofCases = data + QStringLiteral("cases/");

double slopeC(Point3 p)
{
    return 20.0 + 0.5 * p.x + p.y;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SampledTemperature sampledFrom(const QByteArray& content)
{
    const std::string_view bytes(content.constData(), static_cast<std::size_t>(content.size()));
    return content.contains("<VTKFile") ? sampledFromVti(bytes, "air.vti")
                                        : sampledFromLegacyVtk(bytes, "air.vtk");
}

enum class Solids { None, Some };

// The first place inside the air whose temperature is not that of the slope, in words; empty if there is none.
QString strayFrom(const SampledTemperature& sampled, double toleranceK, Solids solids = Solids::None)
{
    for (double x = 0.6; x < 3.1; x += 0.27)
        for (double y = 0.6; y < 2.5; y += 0.27)
            for (double z = 0.6; z < 1.9; z += 0.27) {
                const std::optional<double> foundC = sampled.at({x, y, z});
                if (!foundC && solids == Solids::Some)
                    continue;
                if (!foundC || !(std::abs(*foundC - slopeC({x, y, z})) <= toleranceK))
                    return QStringLiteral("%1 at %2 %3 %4")
                        .arg(foundC ? QString::number(*foundC) : QStringLiteral("none"))
                        .arg(x)
                        .arg(y)
                        .arg(z);
            }
    return {};
}

QString refusalOf(const QByteArray& content)
{
    try {
        sampledFrom(content);
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return QStringLiteral("was read");
}

bool isCloud(const QString& name)
{
    return name.startsWith(QLatin1String("unstructured")) || name.startsWith(QLatin1String("polydata")) ||
           name.startsWith(QLatin1String("structured-cells")) ||
           name.startsWith(QLatin1String("structured-points-binary"));
}

QByteArray head(const char* dataSet)
{
    return QByteArray("# vtk DataFile Version 3.0\n\nASCII\nDATASET ") + dataSet + '\n';
}

// 3 x 1 x 1 cells of 1 m with values from text.
QByteArray row(const QByteArray& values, const QByteArray& name = "T")
{
    return head("STRUCTURED_POINTS") +
           "DIMENSIONS 4 2 2\nORIGIN 0 0 0\nSPACING 1 1 1\nCELL_DATA 3\nSCALARS " + name +
           " float 1\nLOOKUP_TABLE default\n" + values + '\n';
}

} // namespace

class CfdFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void whatVtkWritesIsRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<double>("toleranceK");
        const QStringList names = QDir(ofVtk).entryList({QStringLiteral("*.vt?")}, QDir::Files, QDir::Name);
        QVERIFY(names.size() > 20);
        for (const QString& name : names) {
            if (name.startsWith(QLatin1String("resampled")))
                continue;
            const QByteArray content = contentOf(ofVtk + name);
            const double toleranceK = isCloud(name) ? inCloudK : onGridK;
            QTest::newRow(qPrintable(name)) << content << toleranceK;
            if (!name.contains(QLatin1String("ascii")))
                continue;
            QTest::newRow(qPrintable(name + QStringLiteral(", CRLF")))
                << QByteArray(content).replace("\n", "\r\n") << toleranceK;
            if (name.endsWith(QLatin1String(".vtk")))
                QTest::newRow(qPrintable(name + QStringLiteral(", decimal commas")))
                    << QByteArray(content).replace('.', ',') << toleranceK;
        }
    }

    void whatVtkWritesIsRead()
    {
        QFETCH(QByteArray, content);
        QFETCH(double, toleranceK);
        const SampledTemperature sampled = sampledFrom(content);
        QCOMPARE(strayFrom(sampled, toleranceK), QString());
        QVERIFY(std::abs(sampled.velocityAt({1.6, 1.5, 1.2})->z - 0.3) <= onGridK);
        QVERIFY(!sampled.at({-1.5, 1.5, 1.2}));
        QVERIFY(std::abs(sampled.spacingM() - 0.6) <= onGridK);
        QCOMPARE(sampled.leftOut(), std::size_t{0});
    }

    void casesFromTheFieldAreRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("toleranceK");
        constexpr double besideSolidK =
            0.61; // beside the solid cell the air's temperature ends, a cell of the slope off
        const auto file = [](const char* name, double toleranceK) {
            QTest::newRow(name) << QString::fromLatin1(name) << toleranceK;
        };
        file("fc03-vti-extent-offset/shifted-extent.vti", onGridK);
        file("fc03-vti-extent-offset/shifted-extent-points.vti", onGridK);
        file("fc03-vti-extent-offset/piece-smaller-than-whole.vti", onGridK);
        file("fc05-vtk-infinity-nan/nan.vtk", besideSolidK);
        file("fc05-vtk-infinity-nan/infinity.vtk", besideSolidK);
        file("fc05-vtk-infinity-nan/msvc.vtk", besideSolidK);
        file("fc05-vtk-infinity-nan/one-fill-value.vtk", onGridK);
        file("fc06-vtk-legacy-headers/empty-title.vtk", onGridK);
        file("fc06-vtk-legacy-headers/lower-case.vtk", onGridK);
        file("fc07-vti-direction/identity-as-floats.vti", onGridK);
        file("fc07-vti-direction/identity-spaced.vti", onGridK);
        file("fc07-vti-direction/turned-180.vti", onGridK);
        file("fc08-vti-encodings/appended-base64.vti", onGridK);
        file("fc08-vti-encodings/inline-base64.vti", onGridK);
        file("fc08-vti-encodings/raw-big-uint64-float64.vti", onGridK);
        file("fc08-vti-encodings/raw-little.vti", onGridK);
    }

    void casesFromTheFieldAreRead()
    {
        QFETCH(QString, name);
        QFETCH(double, toleranceK);
        const SampledTemperature sampled = sampledFrom(contentOf(ofCases + name));
        QCOMPARE(sampled.unitRead(), TemperatureUnit::Celsius);
        QCOMPARE(strayFrom(sampled, toleranceK,
                           name.contains(QLatin1String("fc05")) ? Solids::Some : Solids::None),
                 QString());
    }

    void whatResamplingMarksAsOutsideIsNone_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("XML") << QStringLiteral("resampled-to-image.vti");
        QTest::newRow("legacy") << QStringLiteral("resampled-to-image.vtk");
    }

    void whatResamplingMarksAsOutsideIsNone()
    {
        QFETCH(QString, name);
        const SampledTemperature sampled = sampledFrom(contentOf(ofVtk + name));
        QCOMPARE(strayFrom(sampled, ofOneCellK), QString());
        QVERIFY(!sampled.at({-0.8, 1.5, 1.2}));
    }

    void theMedianTellsTheUnit_data()
    {
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<double>("firstC"); // NaN for none
        QTest::addColumn<int>("leftOut");
        const double none = std::nan("");
        const auto line = [](const char* title, const char* values, const char* name, double firstC,
                             int leftOut) {
            QTest::newRow(title) << QByteArray(values) << QByteArray(name) << firstC << leftOut;
        };
        line("°C", "20.5 21 22", "T", 20.5, 0);
        line("K", "293.65 294 295", "T", 20.5, 0);
        line("°F by its name", "68.9 70 72", "Temperature%20(degF)", 20.5, 0);
        line("K by its name", "293.65 294 295", "air_temperature_K", 20.5, 0);
        line("with unit in brackets", "20.5 21 22", "Temperature[C]", 20.5, 0);
        line("a fill value in °C", "20.5 21 1e20", "T", 20.5, 1);
        line("one that might be K in °C", "20.5 21 293", "T", 20.5, 0);
        line("-9999 in K", "293.65 -9999 294", "T", 20.5, 1);
        line("0 in K", "293.65 0 294", "T", 20.5, 1);
        line("0 among warm °C", "20.5 0 21", "T", 20.5, 1);
        line("0 among cold °C", "0 1.5 3", "T", 0.0, 0);
        line("not a number", "NaN 21 22", "T", none, 0);
        line("not a number, of Microsoft", "-1.#IND 21 22", "T", none, 0);
        line("not a number, of Visual C++ 2015", "-nan(ind) 21 22", "T", none, 0);
        line("without end", "+Infinity 21 22", "T", none, 1);
        line("with Fortran's exponents", "2.05D+01 21 22", "T", 20.5, 0);
        line("with decimal commas", "20,5 21 22", "T", 20.5, 0);
        line("of no size that is stored", "1e-320 1 2", "T", 0.0, 0);
    }

    void theMedianTellsTheUnit()
    {
        QFETCH(QByteArray, values);
        QFETCH(QByteArray, name);
        QFETCH(double, firstC);
        QFETCH(int, leftOut);
        const SampledTemperature sampled = sampledFrom(row(values, name));
        const double foundC = sampled.at({0.1, 0.5, 0.5}).value_or(std::nan(""));
        QVERIFY2(std::isnan(firstC) ? std::isnan(foundC) : std::abs(foundC - firstC) <= onGridK,
                 qPrintable(QString::number(foundC)));
        QCOMPARE(sampled.leftOut(), static_cast<std::size_t>(leftOut));
    }

    void theInstantIsReadBeforeTheMean()
    {
        const QByteArray both =
            row("20 20 20", "TMean") + "SCALARS T float 1\nLOOKUP_TABLE default\n25 25 25\n";
        QCOMPARE(sampledFrom(both).name(), std::string("T"));
        QCOMPARE(sampledFrom(row("20 20 20", "TMean")).name(), std::string("TMean"));
    }

    void piecesAreSetTogether()
    {
        const auto piece = [](const char* extent, const char* values) {
            return QByteArray("<Piece Extent='") + extent +
                   "'><CellData><DataArray type='Float32' Name='T' format='ascii'>" + values +
                   "</DataArray></CellData></Piece>";
        };
        const QByteArray image = "<?xml version='1.0'?><!-- <ImageData> --><VTKFile type='ImageData'>"
                                 "<ImageData WholeExtent='0 3 0 1 0 1' Origin='0 0 0' Spacing='1 1 1'>" +
                                 piece("2 3 0 1 0 1", "22") + piece("0 1 0 1 0 1", "20") +
                                 "</ImageData></VTKFile>";
        const SampledTemperature sampled = sampledFrom(image);
        QCOMPARE(*sampled.at({0.5, 0.5, 0.5}), 20.0);
        QCOMPARE(*sampled.at({2.5, 0.5, 0.5}), 22.0);
        QVERIFY(!sampled.at({1.5, 0.5, 0.5})); // of no piece
    }

    void linesOfUnevenDistanceAreACloud()
    {
        const QByteArray file =
            head("RECTILINEAR_GRID") +
            "DIMENSIONS 4 2 2\nX_COORDINATES 4 float\n0 1 3 6\nY_COORDINATES 2 float\n0 1\n"
            "Z_COORDINATES 2 float\n0 1\nCELL_DATA 3\nSCALARS T float\nLOOKUP_TABLE default\n"
            "20 22 24\n";
        const SampledTemperature sampled = sampledFrom(file);
        QVERIFY(std::abs(*sampled.at({2.0, 0.5, 0.5}) - 22.0) <= onGridK); // in the middle of the second cell
        QVERIFY(std::abs(*sampled.at({4.5, 0.5, 0.5}) - 24.0) <= onGridK);
    }

    void polygonsHaveTheirCentres()
    {
        const QByteArray file =
            head("POLYDATA") +
            "POINTS 6 float\n0 0 1 1 0 1 2 0 1 0 1 1 1 1 1 2 1 1\nPOLYGONS 2 10\n4 0 1 4 3\n4 1 2 5 4\n"
            "CELL_DATA 2\nSCALARS T float\nLOOKUP_TABLE default\n20 22\n";
        const SampledTemperature sampled = sampledFrom(file);
        QVERIFY(std::abs(*sampled.at({0.5, 0.5, 1.0}) - 20.0) <= onGridK);
        QVERIFY(std::abs(*sampled.at({1.5, 0.5, 1.0}) - 22.0) <= onGridK);
    }

    void whatCannotBeReadIsToldInASentence_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        const auto line = [](const char* title, const QByteArray& content, const char* words) {
            QTest::newRow(title) << content << QString::fromUtf8(words);
        };
        line("says it is compressed",
             contentOf(ofCases + QStringLiteral("fc08-vti-encodings/says-compressed.vti")),
             "is compressed by vtkZLibDataCompressor, but its T is not");
        const QByteArray packed = contentOf(ofVtk + QStringLiteral("zlib-raw-uint64.vti"));
        line("an unknown compressor", QByteArray(packed).replace("vtkZLib", "vtkZstd"),
             "is compressed by \"vtkZstdDataCompressor\"; save it with ZLib");
        line("another compressor", QByteArray(packed).replace("vtkZLib", "vtkLZMA"),
             "but block 1 of its T cannot be unpacked");
        line("cut off within a block", packed.left(packed.indexOf("<AppendedData") + 100),
             "ends before the last");
        const QByteArray ascii = contentOf(ofVtk + QStringLiteral("ascii.vti"));
        line("an unstructured grid", "<VTKFile type=\"UnstructuredGrid\"><UnstructuredGrid/></VTKFile>",
             "is a VTK UnstructuredGrid, but only ImageData is read");
        line("a Direction that shears", QByteArray(ascii).replace("Direction=\"1 0 0", "Direction=\"1 0.5 0"),
             "not at right angles");
        line("a Spacing below 0", QByteArray(ascii).replace("Spacing=\"0.6", "Spacing=\"-0.6"),
             "has a Spacing of -0.6");
        line("an extent between lines", QByteArray(ascii).replace("WholeExtent=\"0 6", "WholeExtent=\"0 6.5"),
             "has 6.5 in its WholeExtent");
        line("a piece beyond the whole",
             QByteArray(ascii).replace("<Piece Extent=\"0 6", "<Piece Extent=\"1 7"),
             "reaches beyond its WholeExtent");
        line("values too many", QByteArray(ascii).replace(" 0 6 ", " 0 5 ").replace("\"0 6 ", "\"0 5 "),
             "has more values of T than the 100 that its grid needs");
        line("a word in XML", QByteArray(ascii).replace("20.45", "warm."), "has \"warm.0000");
        line("no temperature in XML", QByteArray(ascii).replace("Name=\"T\"", "Name=\"k\""),
             "named temperature_c, temperature, temp or T; it has k, U.");
        line("no temperature", row("1 2 3", "p"), "named temperature_c, temperature, temp or T; it has p.");
        line("a word", row("20 warm 21"), "has \"warm\" in line 11, where a number should be");
        line("°F without its name", row("70 72 75"),
             "has a median of 72, which is the air of a hall neither");
        line("K called °C", row("293 294 295", "temperature_c"),
             "should be in °C by its name, but its median is 294");
        line("nothing but fill values", row("1e20 nan 0"), "none of the 3 values of T is a temperature");
        line("a polyhedron that is cut off",
             head("UNSTRUCTURED_GRID") + "POINTS 1 float\n0 0 0\nCELLS 1 4\n3 1 3 0\nCELL_TYPES 1\n42\n",
             "has a polyhedron that ends 2 corners before its last face does");
        line("cells that are more than listed",
             head("UNSTRUCTURED_GRID") + "POINTS 1 float\n0 0 0\nCELLS 2 2\n1 0\nCELL_TYPES 1\n1\n",
             "has the corners of 1 cells, but should have 2");
        line("offsets that go back",
             head("UNSTRUCTURED_GRID") +
                 "POINTS 1 float\n0 0 0\nCELLS 3 2\nOFFSETS vtktypeint64\n0 2 1\nCONNECTIVITY "
                 "vtktypeint64\n0 0\nCELL_TYPES 2\n1 1\n",
             "has offsets of cells that do not lead from 0 to its 2 corners");
        line("a table", head("TABLE"), "is a table, which is no data set of VTK that we read");
        line("dimensions without end",
             head("STRUCTURED_POINTS") +
                 "DIMENSIONS 4000000000 4000000000 4000000000\nORIGIN 0 0 0\nSPACING 1 1 1\n"
                 "POINT_DATA 1\nSCALARS T float\nLOOKUP_TABLE default\n20\n",
             "has more values than we read");
    }

    void whatCannotBeReadIsToldInASentence()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        const QString sentence = refusalOf(content);
        QVERIFY2(sentence.contains(words), qPrintable(sentence));
        QVERIFY2(sentence.endsWith(QLatin1Char('.')), qPrintable(sentence));
    }

    // No byte that is wrong may make a reader run away: it reads something or refuses.
    void anyByteMayBeWrong_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"zlib-base64.vti", "lz4-raw.vti", "lzma-base64.vti",
                                 "unstructured-cells-binary-4.2.vtk", "structured-cells-binary-4.2.vtk",
                                 "rectilinear-cells-binary-4.2.vtk", "rectilinear-cells-ascii-5.1.vtk"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void anyByteMayBeWrong()
    {
        QFETCH(QString, name);
        const QByteArray good = contentOf(ofVtk + name);
        int refused = 0;
        const qsizetype step = good.size() > 4000 ? 5 : 1; // so that it takes a second
        for (qsizetype i = 0; i < good.size(); i += step) {
            QByteArray bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x15);
            refused += refusalOf(bad) == QLatin1String("was read") ? 0 : 1;
            refused += i % 15 == 0 && refusalOf(good.left(i)) != QLatin1String("was read") ? 1 : 0;
        }
        QVERIFY(refused > 0);
    }
};

QTEST_APPLESS_MAIN(CfdFilesTest)
#include "tst_cfd_files.moc"
