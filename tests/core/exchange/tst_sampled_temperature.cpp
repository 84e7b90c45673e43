#include "core/exchange/sampled_temperature.h"
#include "core/exchange/vti.h"
#include "core/model/errors.h"

#include <QByteArray>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <cmath>
#include <fstream>
#include <limits>

using namespace hallwright;

namespace {

// Temperatures are stored in single precision: about seven digits of numbers near 20.
constexpr double singlePrecision = 1e-5;
constexpr double cellM = 0.5;

double slopeC(Point3 p)
{
    return 18.0 + 2.0 * p.x - 1.5 * p.y + 4.0 * p.z;
}

Point3 centre(int i, int j, int k)
{
    return {(i + 0.5) * cellM, (j + 0.5) * cellM, (k + 0.5) * cellM};
}

// 4 x 3 x 2 cells of which each has the temperature of a slope at its centre.
CellImage slope()
{
    CellImage image;
    image.cells = {4, 3, 2};
    image.spacingM = {cellM, cellM, cellM};
    CellImage::Floats temperature{"temperature_c", 1, {}};
    for (int k = 0; k < 2; ++k)
        for (int j = 0; j < 3; ++j)
            for (int i = 0; i < 4; ++i)
                temperature.values.push_back(static_cast<float>(slopeC(centre(i, j, k))));
    image.floats.push_back({"speed_m_s", 1, std::vector<float>(24, 0.5f)});
    image.floats.push_back(std::move(temperature));
    image.floats.push_back({"velocity_m_s", 3, std::vector<float>(72, 0.1f)});
    image.bytes.push_back({"solid", std::vector<std::uint8_t>(24, 0)});
    return image;
}

template <class Value>
QByteArray bigEndian(const std::vector<double>& values)
{
    QByteArray bytes;
    for (const double value : values) {
        const Value swapped = qToBigEndian(static_cast<Value>(value));
        bytes.append(reinterpret_cast<const char*>(&swapped), sizeof swapped);
    }
    return bytes;
}

template <class Value>
QByteArray asText(const std::vector<double>& values)
{
    QByteArray text;
    for (const double value : values)
        text += QByteArray::number(static_cast<Value>(value)) + ' ';
    return text;
}

template <class Value>
QByteArray block(const std::vector<double>& values, bool binary)
{
    return (binary ? bigEndian<Value>(values) : asText<Value>(values)) + '\n';
}

// Two hexahedra side by side along x, each 1 m wide, as a legacy unstructured grid; temperatures in K as OpenFOAM's.
QByteArray twoBoxes(bool binary, bool version5)
{
    std::vector<double> points;
    for (const double x : {0.0, 1.0, 2.0})
        for (const double y : {0.0, 1.0})
            for (const double z : {0.0, 1.0})
                points.insert(points.end(), {x, y, z});
    const std::vector<double> first = {0, 4, 6, 2, 1, 5, 7, 3};
    std::vector<double> corners = first;
    for (const double corner : first)
        corners.push_back(corner + 4);
    QByteArray file = "# vtk DataFile Version " + QByteArray(version5 ? "5.1" : "2.0") + "\ntwo boxes\n" +
                      (binary ? "BINARY" : "ASCII") + "\nDATASET UNSTRUCTURED_GRID\nPOINTS 12 float\n" +
                      block<float>(points, binary);
    if (version5) {
        file += "CELLS 3 16\nOFFSETS vtktypeint64\n" + block<qint64>({0, 8, 16}, binary) +
                "CONNECTIVITY vtktypeint64\n" + block<qint64>(corners, binary);
    } else {
        std::vector<double> list = corners;
        list.insert(list.begin() + 8, 8);
        list.insert(list.begin(), 8);
        file += "CELLS 2 18\n" + block<qint32>(list, binary);
    }
    file += "CELL_TYPES 2\n" + block<qint32>({12, 12}, binary);
    file += "CELL_DATA 2\nFIELD attributes 2\nU 3 2 float\n" + block<float>({1, 0, 0, 1, 0, 0}, binary);
    return file + "T 1 2 float\n" + block<float>({291.15, 303.15}, binary);
}

} // namespace

class SampledTemperatureTest : public QObject
{
    Q_OBJECT

private slots:
    void whatWeWriteWeReadBack()
    {
        const SampledTemperature sampled = sampledFromVti(vtiOf(slope()), "slope.vti");
        QCOMPARE(sampled.name(), std::string("temperature_c"));
        QCOMPARE(sampled.size(), std::size_t{24});
        QCOMPARE(sampled.spacingM(), cellM);
        QCOMPARE(sampled.unitRead(), TemperatureUnit::Celsius);
        QVERIFY(std::abs(sampled.velocityAt({1.0, 1.0, 0.5})->z - 0.1) <= singlePrecision);
        for (int k = 0; k < 2; ++k)
            for (int j = 0; j < 3; ++j)
                for (int i = 0; i < 4; ++i) {
                    const std::optional<double> found = sampled.at(centre(i, j, k));
                    QVERIFY(found);
                    QVERIFY(std::abs(*found - slopeC(centre(i, j, k))) <= singlePrecision);
                }
    }

    void betweenTheCellsTheSlopeIsStraight()
    {
        const SampledTemperature sampled = sampledFromVti(vtiOf(slope()), "slope.vti");
        for (const Point3 place : {Point3{0.5, 0.5, 0.5}, Point3{1.1, 0.7, 0.4}, Point3{1.75, 1.25, 0.75}})
            QVERIFY(std::abs(*sampled.at(place) - slopeC(place)) <= singlePrecision);
    }

    void besideASolidOnlyTheAirCounts()
    {
        CellImage image = slope();
        for (std::size_t c = 0; c < 24; ++c) // all cells of the second column and beyond
            image.floats[1].values[c] = c % 4 == 0 ? 20.0f : std::numeric_limits<float>::quiet_NaN();
        const SampledTemperature sampled = sampledFromVti(vtiOf(image), "solid.vti");
        QCOMPARE(*sampled.at({0.45, 0.75, 0.5}), 20.0);
        QVERIFY(!sampled.at({1.5, 0.75, 0.5})); // deep in the solid
    }

    void outsideOfItAllThereIsNothing()
    {
        const SampledTemperature sampled = sampledFromVti(vtiOf(slope()), "slope.vti");
        QVERIFY(sampled.at({0.0, 0.0, 0.0})); // the corner of the first cell
        QVERIFY(!sampled.at({-1.0, 0.5, 0.5}));
        QVERIFY(!sampled.at({1.0, 0.5, 9.0}));
        QVERIFY(!sampled.at({std::numeric_limits<double>::quiet_NaN(), 0.5, 0.5}));
    }

    void imagesOfOtherProgramsAreRead_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray head =
            "<?xml version=\"1.0\"?>\n<VTKFile type='ImageData' version='0.1' "
            "byte_order='LittleEndian'>\n<ImageData WholeExtent='0 1 0 1 0 0' Origin='0 0 0' "
            "Spacing='1 1 1'><Piece Extent='0 1 0 1 0 0'><PointData Scalars='T'>\n";
        const QByteArray tail = "</PointData><CellData></CellData></Piece></ImageData>";
        const std::vector<float> values = {18, 20, 22, 24};
        QByteArray raw;
        const quint32 size = 16;
        raw.append(reinterpret_cast<const char*>(&size), sizeof size);
        raw.append(reinterpret_cast<const char*>(values.data()), size);
        QTest::newRow("text")
            << head + "<DataArray type='Float32' Name='T' format='ascii'>18 20\n22 24</DataArray>" + tail +
                   "</VTKFile>";
        QTest::newRow("base64") << head + "<DataArray type='Float32' Name='T' format='binary'>\n  " +
                                       raw.toBase64() + "\n</DataArray>" + tail + "</VTKFile>";
        QTest::newRow("base64, header and values apart")
            << head + "<DataArray type='Float32' Name='T' format='binary'>" + raw.left(4).toBase64() +
                   raw.mid(4).toBase64() + "</DataArray>" + tail + "</VTKFile>";
        const QByteArray appended =
            "<DataArray type='Float32' Name='T' format='appended' offset='0'/>" + tail;
        QTest::newRow("appended base64") << head + appended + "<AppendedData encoding='base64'>\n _" +
                                                raw.toBase64() + "\n</AppendedData></VTKFile>";
        QTest::newRow("appended raw")
            << head + appended + "<AppendedData encoding='raw'>\n_" + raw + "\n</AppendedData></VTKFile>";
    }

    void imagesOfOtherProgramsAreRead()
    {
        QFETCH(QByteArray, file);
        const SampledTemperature sampled =
            sampledFromVti({file.constData(), std::size_t(file.size())}, "other.vti");
        QCOMPARE(*sampled.at({0, 0, 0}), 18.0); // at the points
        QCOMPARE(*sampled.at({1, 1, 0}), 24.0);
        QCOMPARE(*sampled.at({0.5, 0.5, 0}), 21.0);
        QVERIFY(!sampled.velocityAt({0.5, 0.5, 0}));
    }

    void legacyGridsAreRead_data()
    {
        QTest::addColumn<bool>("binary");
        QTest::newRow("text") << false;
        QTest::newRow("binary") << true;
    }

    void legacyGridsAreRead()
    {
        QFETCH(bool, binary);
        QByteArray file = "# vtk DataFile Version 3.0\na grid\n" + QByteArray(binary ? "BINARY" : "ASCII") +
                          "\nDATASET STRUCTURED_POINTS\nDIMENSIONS 3 2 2\nORIGIN 1 0 0\nSPACING 1 1 1\n"
                          "CELL_DATA 2\nSCALARS solid unsigned_char 1\nLOOKUP_TABLE default\n" +
                          block<quint8>({0, 0}, binary) +
                          "SCALARS Temperature double\nLOOKUP_TABLE default\n" +
                          block<double>({18.5, 24.5}, binary);
        const SampledTemperature sampled =
            sampledFromLegacyVtk({file.constData(), std::size_t(file.size())}, "grid.vtk");
        QCOMPARE(sampled.size(), std::size_t{2});
        QCOMPARE(*sampled.at({1.5, 0.5, 0.5}), 18.5);
        QCOMPARE(*sampled.at({2.0, 0.5, 0.5}), 21.5);
    }

    void meshesOfCellsAreRead_data()
    {
        QTest::addColumn<bool>("binary");
        QTest::addColumn<bool>("version5");
        QTest::newRow("text") << false << false;
        QTest::newRow("binary") << true << false;
        QTest::newRow("text of version 5") << false << true;
        QTest::newRow("binary of version 5") << true << true;
    }

    void meshesOfCellsAreRead()
    {
        QFETCH(bool, binary);
        QFETCH(bool, version5);
        const QByteArray file = twoBoxes(binary, version5);
        const SampledTemperature sampled =
            sampledFromLegacyVtk({file.constData(), std::size_t(file.size())}, "boxes.vtk");
        QCOMPARE(sampled.unitRead(), TemperatureUnit::Kelvin);
        QCOMPARE(sampled.size(), std::size_t{2});
        constexpr double ofTheOther = 0.01; // what the far cell still weighs
        QVERIFY(std::abs(*sampled.at({0.5, 0.5, 0.5}) - 18.0) <= ofTheOther);
        QVERIFY(std::abs(*sampled.at({1.5, 0.5, 0.5}) - 30.0) <= ofTheOther);
        QVERIFY(std::abs(*sampled.at({1.0, 0.5, 0.5}) - 24.0) <= ofTheOther);
        QVERIFY(!sampled.at({20.0, 0.5, 0.5}));
        QCOMPARE(sampled.velocityAt({0.5, 0.5, 0.5})->x, 1.0);
        QCOMPARE(sampled.velocityAt({0.5, 0.5, 0.5})->y, 0.0);
    }

    void aDamagedFileIsToldInASentence_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<bool>("xml");
        QTest::addColumn<QString>("words");
        const std::string written = vtiOf(slope());
        const QByteArray good(written.data(), static_cast<qsizetype>(written.size()));
        const qsizetype data = good.indexOf('_', good.indexOf("<AppendedData"));
        const auto vti = [&](const char* name, const QByteArray& file, const char* words) {
            QTest::newRow(name) << file << true << words;
        };
        const auto changed = [&](const char* from, const char* to) {
            return QByteArray(good).replace(from, to);
        };
        vti("empty", "", "is no VTK ImageData");
        vti("text", "hello", "is no VTK ImageData");
        vti("a tag without end", "<VTKFile type=\"Ima", "ends within a tag");
        vti("no temperature", changed("temperature_c", "happiness"), "has no array of one component named");
        vti("cut off", good.left(data + 150), "ends before the last of its values");
        vti("cut off at the data", good.left(data + 1), "beyond its end");
        vti("compressed", changed("header_type", "compressor=\"vtkZLibDataCompressor\" header_type"),
            "is compressed");
        vti("of no extent", changed("WholeExtent=\"0 4", "WholeExtent=\"4 4"), "has no extent");
        vti("of more cells than it holds", changed("\"0 4 ", "\"0 9 "), "its grid needs");
        vti("of fewer cells than it holds", changed("\"0 4 ", "\"0 3 "), "its grid needs");
        vti("huge", changed("WholeExtent=\"0 4 0 3", "WholeExtent=\"0 99999 0 99999"),
            "more values than we read");
        vti("in pieces of which one is empty", changed("<Piece ", "<Piece/><Piece "), "has no array");
        vti("beyond itself",
            changed("\"temperature_c\" NumberOfComponents=\"1\" format=\"appended\" offset=\"",
                    "\"temperature_c\" NumberOfComponents=\"1\" format=\"appended\" offset=\"9999"),
            "beyond its end");
        const QByteArray boxes = twoBoxes(false, false);
        const auto vtk = [](const char* name, const QByteArray& file, const char* words) {
            QTest::newRow(name) << file << false << words;
        };
        vtk("legacy: empty", "", "is no legacy VTK file");
        vtk("legacy: no mode", "# vtk DataFile Version 2.0\n\nMAYBE\n", "neither ASCII nor BINARY");
        vtk("legacy: cut off", boxes.left(boxes.indexOf("T 1 2") + 12), "ends before the last of its values");
        vtk("legacy: binary cut off", twoBoxes(true, false).chopped(4), "ends before the last of its values");
        vtk("legacy: no temperature", QByteArray(boxes).replace("T 1 2", "Q 1 2"), "has no array");
        vtk("legacy: a graph", "# vtk DataFile Version 2.0\n\nASCII\nDATASET DIRECTED_GRAPH\n",
            "is a directed_graph");
        vtk("legacy: a corner too many", QByteArray(boxes).replace("8 4 8", "8 99 8"),
            "not among its points");
        vtk("legacy: a count below zero", QByteArray(boxes).replace("POINTS 12", "POINTS -1"),
            "a count of -1");
        vtk("legacy: a count of all atoms", QByteArray(boxes).replace("POINTS 12", "POINTS 1e30"),
            "a count of");
        vtk("legacy: more points than text", QByteArray(boxes).replace("POINTS 12", "POINTS 99999999"),
            "ends before the last");
    }

    void aDamagedFileIsToldInASentence()
    {
        QFETCH(QByteArray, file);
        QFETCH(bool, xml);
        QFETCH(QString, words);
        const std::string_view bytes(file.constData(), static_cast<std::size_t>(file.size()));
        try {
            xml ? sampledFromVti(bytes, "bad.vti") : sampledFromLegacyVtk(bytes, "bad.vtk");
            QFAIL("was read");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(words), error.what());
            QVERIFY(QString(error.what()).startsWith("bad.vt"));
        }
    }

    // No byte that is wrong may make the reader run away: it reads something or refuses.
    void anyByteMayBeWrong()
    {
        const std::string good = vtiOf(slope());
        const QByteArray boxes = twoBoxes(true, true);
        const std::string legacy(boxes.constData(), static_cast<std::size_t>(boxes.size()));
        int refused = 0;
        for (const std::string& sound : {good, legacy}) {
            for (std::size_t i = 0; i < sound.size(); ++i) {
                std::string bad = sound;
                bad[i] = static_cast<char>(bad[i] ^ 0x15);
                try {
                    const SampledTemperature sampled =
                        sound == good ? sampledFromVti(bad, "bad.vti") : sampledFromLegacyVtk(bad, "bad.vtk");
                    QVERIFY(sampled.size() > 0);
                } catch (const InputError&) {
                    ++refused;
                }
            }
        }
        QVERIFY(refused > 0);
    }

    void theEndingSaysHowToRead()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.filePath("slope.VTI").toStdString();
        std::ofstream(file, std::ios::binary) << vtiOf(slope());
        QCOMPARE(readSampledTemperature(file).size(), std::size_t{24});
        QVERIFY_THROWS_EXCEPTION(StorageError,
                                 readSampledTemperature(dir.filePath("missing.vti").toStdString()));
        QVERIFY_THROWS_EXCEPTION(StorageError, readSampledTemperature(dir.path().toStdString()));
    }
};

QTEST_APPLESS_MAIN(SampledTemperatureTest)
#include "tst_sampled_temperature.moc"
