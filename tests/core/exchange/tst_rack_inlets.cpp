#include "core/exchange/rack_inlets.h"
#include "core/model/errors.h"
#include "tests/support/hall_h20.h"

#include <QTest>

#include <cmath>
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
        QTest::newRow("no inlet") << "rack,inlet\n"
                                  << "the header has no column inlet_c";
        QTest::newRow("words") << "rack,inlet_c\nA1,warm\n"
                               << "inlets.csv:2: \"warm\" is no temperature";
        QTest::newRow("nothing") << "rack,inlet_c\nA1,\n"
                                 << "inlets.csv:2: \"\" is no temperature";
        QTest::newRow("nan") << "rack,inlet_c\nA1,nan\n"
                             << "inlets.csv:2: an inlet of nan";
        QTest::newRow("in kelvin") << "rack,inlet_c\nA1,294\n"
                                   << "an inlet of 294 °C lies beyond";
        QTest::newRow("unknown") << "rack,inlet_c\n\nZ9,21\n"
                                 << "inlets.csv:3: hall Hall A has no rack \"Z9\"";
        QTest::newRow("twice") << "rack,inlet_c\nA1,21\nA1,22\n"
                               << "inlets.csv:3: rack \"A1\" has an inlet already";
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
