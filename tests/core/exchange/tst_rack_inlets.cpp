#include "core/exchange/rack_inlets.h"
#include "core/model/errors.h"
#include "tests/support/hall_h20.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <limits>

using namespace hallwright;

namespace {

const std::vector<std::string> racks = {"A1", "A2, \"old\"", "A3"};

std::vector<std::optional<double>> read(std::string_view text)
{
    return inletsFromCsv(text, "inlets.csv", "Building 1", "Hall A", racks);
}

} // namespace

class RackInletsTest : public QObject
{
    Q_OBJECT

private slots:
    void inletsAreFoundByTheirRacksName()
    {
        const auto inlets = read("rack,inlet_c\nA3,25.5\n\"A2, \"\"old\"\"\",21\n");
        QVERIFY(!inlets[0]); // not told
        QCOMPARE(*inlets[1], 21.0);
        QCOMPARE(*inlets[2], 25.5);
    }

    void columnsMayStandInAnyOrderAmongOthers()
    {
        const auto inlets = read("\xEF\xBB\xBFpower_w,inlet_c,rack\r\n1,22,A1\r\n\r\n2,23,A3\r\n");
        QCOMPARE(*inlets[0], 22.0);
        QCOMPARE(*inlets[2], 23.0);
    }

    void linesOfOtherHallsAreLeftAlone()
    {
        const auto inlets =
            read("rack,hall,building,inlet_c\nA1,Hall B,Building 1,30\nZ9,Hall A,Building 2,31\n"
                 "A1,Hall A,Building 1,22\n");
        QCOMPARE(*inlets[0], 22.0);
        QVERIFY(!inlets[1] && !inlets[2]);
    }

    void aWrongLineIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << ""
                               << "inlets.csv:1: the file is empty";
        QTest::newRow("no rack") << "name,inlet_c\n"
                                 << "inlets.csv:1: the header has no column rack";
        QTest::newRow("no inlet") << "rack,outlet_c\n"
                                  << "the header has no column inlet_c; it needs a line with the names";
        QTest::newRow("words") << "rack,inlet_c\nA1,warm\n"
                               << "inlets.csv:2: \"warm\" is no temperature";
        QTest::newRow("infinite") << "rack,inlet_c\nA1,inf\n"
                                  << "inlets.csv:2: \"inf\" is no temperature";
        QTest::newRow("in °F") << "rack,inlet_c\nA1,68\nA3,70\n"
                               << "inlets.csv:2: the median of inlet_c is 70 °C, which no hall's inlets are";
        QTest::newRow("in what?") << "rack,inlet\nA1,68\nA3,70\n"
                                  << "inlets.csv:2: inlet has no unit, and a median of 70";
        QTest::newRow("another unit than the column's")
            << "rack,inlet_c\nA1,70 °F\n"
            << "inlets.csv:2: \"70 °F\" is not in °C as the column";
        QTest::newRow("a unit that is none") << "rack,inlet\nA1,20 bar\n"
                                             << "inlets.csv:2: \"20 bar\" is no temperature";
        QTest::newRow("marks between thousands") << "rack;inlet_c\nA1;1.020,5\n"
                                                 << "inlets.csv:2: \"1.020,5\" is no temperature";
        QTest::newRow("decimal commas among commas")
            << "rack,inlet_c\nA1,25,25\n"
            << "numbers with a decimal comma need quotes, or semicolons";
        QTest::newRow("two columns of inlets")
            << "rack,inlet temperature,air inlet\nA1,20,21\n"
            << "inlets.csv:1: two columns of the header may both be the inlets";
        QTest::newRow("a fill value") << "rack,inlet_c\nA1,21\nA3,-9999\n"
                                      << "inlets.csv:3: an inlet of -9999 °C lies beyond";
        QTest::newRow("in kelvin") << "rack,inlet_c\nA1,294\n"
                                   << "an inlet of 294 °C lies beyond";
        QTest::newRow("unknown") << "rack,inlet_c\n\nZ9,21\n"
                                 << "inlets.csv:3: hall Hall A has no rack \"Z9\"";
        QTest::newRow("twice") << "rack,inlet_c\nA1,21\nA1,22\n"
                               << "inlets.csv:3: rack \"A1\" has an inlet already, in line 2; keep one";
        QTest::newRow("a field short") << "rack,inlet_c\nA1\n"
                                       << "there are 1 fields, but the header has 2";
        QTest::newRow("an open quote") << "rack,inlet_c\n\"A1,21\n"
                                       << "a quote is not closed";
    }

    void aWrongLineIsNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        try {
            read(text.toStdString());
            QFAIL("was read");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(words), error.what());
        }
    }

    void tablesOfManyProgramsAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto line = [](const char* title, const QByteArray& text) { QTest::newRow(title) << text; };
        const QByteArray plain = "rack,inlet_c\nA1,25.25\nA3,20\n";
        line("plain", plain);
        line("CRLF", QByteArray(plain).replace("\n", "\r\n"));
        line("CR", QByteArray(plain).replace('\n', '\r'));
        line("no end of the last line", plain.chopped(1));
        line("blanks around", "rack , inlet_c\n A1 ,\t25.25\n\"A3\" , 20\n");
        line("semicolons, decimal commas", "rack;inlet_c\r\nA1;25,25\r\nA3;20,0\r\n");
        line("semicolons in quotes", "\"rack\";\"inlet_c\"\n\"A1\";\"25,25\"\n\"A3\";\"20\"\n");
        line("tabs", "rack\tinlet_c\nA1\t25,25\nA3\t20\n");
        line("bars", "rack|inlet_c\nA1|25.25\nA3|20\n");
        line("Excel's own line", "sep=;\r\nrack;inlet_c\r\nA1;25,25\r\nA3;20\r\n");
        line("quoted decimal commas", "\xEF\xBB\xBFrack,inlet_c\nA1,\"25,25\"\nA3,\"20,0\"\n");
        for (const bool marked : {true, false}) {
            const QString text =
                QString(marked ? QChar(0xFEFF) : QChar()).left(marked ? 1 : 0) + QString::fromLatin1(plain);
            QByteArray little;
            QByteArray big;
            for (const QChar c : text) {
                little.append(static_cast<char>(c.cell())).append(static_cast<char>(c.row()));
                big.append(static_cast<char>(c.row())).append(static_cast<char>(c.cell()));
            }
            line(marked ? "UTF-16, little end first" : "UTF-16, little end first, no mark", little);
            line(marked ? "UTF-16, big end first" : "UTF-16, big end first, no mark", big);
        }
        line("°C in the header", "Rack,Inlet temperature (°C)\nA1,25.25\nA3,20\n");
        line("°C of Windows-1252", "Rack;Inlet temp [\xB0"
                                   "C]\nA1;25,25\nA3;20\n");
        line("°F in the header", "Rack ID,Inlet Temp (°F)\nA1,77.45\nA3,68\n");
        line("°F by another sign", "rack,inlet_degF\nA1,77.45\nA3,68\n");
        line("°F below the header", "rack,inlet\n,[°F]\nA1,77.45\nA3,68\n");
        line("K in the header", "Cabinet,intake_k\nA1,298.4\nA3,293.15\n");
        line("°F in the cells", "rack,inlet\nA1,77.45 °F\nA3,68°F\n");
        line("°C in the cells", "rack,inlet_c\nA1,\"25,25 °C\"\nA3,20 degC\n");
        line("K by the median", "rack,temperature\nA1,298.4\nA3,293.15\n");
        line("our own column among others", "rack,inlet,outlet_c,inlet_c\nA1,1,2,25.25\nA3,1,2,20\n");
        line("N/A and nothing", "rack,inlet_c\nA1,25.25\n\"A2, \"\"old\"\"\",N/A\nA1,\nA3,20\nA3,#N/A\n");
        line("fields beyond that are empty", "rack,inlet_c,,\nA1,25.25,,\nA3,20,,,,\n");
        line("fields left out at the end", "rack,inlet_c,note\nA1,25.25\nA3,20\n");
        line("names in other capitals", "RACK,Inlet_C\na1,25.25\nA3,20\n");
        line("a logger's lines before",
             "Plot Title: row A\n# made by \"logger\" 3\n\nrack,inlet_c\nA1,25.25\nA3,20\n");
        line("comments", "# from the BMS\nrack,inlet_c\n# row A\nA1,25.25\nA3,20\n");
        line("a hall's name in another case of heading",
             "Rack,Hall,Inlet_C\nA1,Hall A,25.25\nA3,Hall A,20\nA1,Hall B,99\n");
    }

    void tablesOfManyProgramsAreRead()
    {
        QFETCH(QByteArray, text);
        const auto inlets = read({text.constData(), static_cast<std::size_t>(text.size())});
        constexpr double rounding = 1e-9; // of °F
        QVERIFY(inlets[0] && std::abs(*inlets[0] - 25.25) <= rounding);
        QVERIFY(!inlets[1]);
        QVERIFY(inlets[2] && std::abs(*inlets[2] - 20.0) <= rounding);
    }

    void whatIsNoTableOfInletsIsNotReadWhole()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.filePath("large.csv").toStdString();
        std::ofstream(file) << "rack,inlet_c\nA1,20\n";
        QCOMPARE(*readInletsCsv(file, "Building 1", "Hall A", racks)[0], 20.0);
        std::filesystem::resize_file(file, 5'000'000'000);
        QVERIFY_THROWS_EXCEPTION(InputError, readInletsCsv(file, "Building 1", "Hall A", racks));
        std::filesystem::resize_file(file, 0);
        std::filesystem::create_symlink("/dev/zero", file.parent_path() / "zeros.csv");
        QVERIFY_THROWS_EXCEPTION(
            StorageError, readInletsCsv(file.parent_path() / "zeros.csv", "Building 1", "Hall A", racks));
    }

    void casesFromTheFieldAreRead_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"semicolon.csv", "comma-quoted.csv", "tab.csv"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void casesFromTheFieldAreRead()
    {
        QFETCH(QString, name);
        QFile file(QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/data/cases/fc11-csv-european/") + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::vector<std::string> names;
        for (const char* rowName : {"A", "B"})
            for (int i = 1; i <= 4; ++i)
                names.push_back("B-H-" + std::string(rowName) + "0" + std::to_string(i));
        const auto inlets = inletsFromCsv(file.readAll().toStdString(), "inlets.csv", "B", "H", names);
        for (std::size_t i = 0; i < names.size(); ++i)
            QCOMPARE(*inlets[i], 25.25 + 0.3 * static_cast<double>(i));
    }

    // A slope along z: the mean over a front from 0 to 2.1 m is that at 1.05 m; along y it is read in the aisle.
    void theInletIsTheMeanBeforeTheFront()
    {
        constexpr double cellM = 0.15;
        const AirRoom room = test::hallH20(0.8);
        GridSamples samples{{80, 60, 20}, {cellM / 2, cellM / 2, cellM / 2}, {cellM, cellM, cellM}, {}, {}};
        for (int k = 0; k < 20; ++k)
            for (int j = 0; j < 60; ++j)
                for (int i = 0; i < 80; ++i)
                    samples.values.push_back(
                        static_cast<float>(20.0 + 2.0 * (k + 0.5) * cellM + (j + 0.5) * cellM));
        const SampledTemperature air("T", std::move(samples));
        constexpr double edge = 0.01; // below the lowest centre the slope ends
        QVERIFY(std::abs(*inletFrom(air, room.racks[0]) - (20.0 + 2.1 + 3.975)) <= edge);  // front at y = 3.9
        QVERIFY(std::abs(*inletFrom(air, room.racks[19]) - (20.0 + 2.1 + 5.025)) <= edge); // front at y = 5.1
    }

    // Air that enters below 1.05 m alone, of a slope along z: the mean is that at half this height.
    void whereMoreAirEntersItCountsMore()
    {
        constexpr double cellM = 0.15;
        GridSamples samples{{80, 60, 20}, {cellM / 2, cellM / 2, cellM / 2}, {cellM, cellM, cellM}, {}, {}};
        for (int k = 0; k < 20; ++k)
            for (int j = 0; j < 60; ++j)
                for (int i = 0; i < 80; ++i) {
                    samples.values.push_back(static_cast<float>(20.0 + 2.0 * (k + 0.5) * cellM));
                    const float inward = j < 30 ? -1.0F : 1.0F; // to the row on this side of the aisle
                    samples.velocities.insert(samples.velocities.end(),
                                              {0.3F, k < 7 ? inward : -inward, 0.2F});
                }
        const SampledTemperature air("T", std::move(samples));
        constexpr double edge = 2.0 * 0.07; // half the height that a point stands for, up the slope
        const AirRoom room = test::hallH20(0.8);
        for (const std::size_t rack : {std::size_t{0}, std::size_t{19}})
            QVERIFY(std::abs(*inletFrom(air, room.racks[rack]) - (20.0 + 1.05)) <= edge);
    }

    void aFrontWithoutAirBeforeItHasNoInlet()
    {
        GridSamples samples{{2, 2, 2}, {}, {0.1, 0.1, 0.1}, std::vector<float>(8, 20.0f), {}};
        const SampledTemperature air("T", std::move(samples));
        QVERIFY(!inletFrom(air, test::hallH20(0.8).racks[0]));
    }

    void theDifferenceIsOfThoseThatHaveBoth()
    {
        const std::vector<double> ours = {21.0, 22.0, 30.0, std::numeric_limits<double>::quiet_NaN()};
        const std::vector<std::optional<double>> theirs = {20.0, 25.0, std::nullopt, 20.0};
        const InletDifference difference = differenceOf(ours, theirs);
        QCOMPARE(difference.racks, std::size_t{2});
        QCOMPARE(difference.meanK, -1.0);          // (1 - 3)/2
        QCOMPARE(difference.rmsK, std::sqrt(5.0)); // √((1 + 9)/2)
        QCOMPARE(difference.worstK, -3.0);
        QCOMPARE(*difference.worst, std::size_t{1});
        QCOMPARE(differenceOf({}, {}).racks, std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(RackInletsTest)
#include "tst_rack_inlets.moc"
