// Own generation from the weather.
#include "core/model/errors.h"
#include "core/studies/year/matching.h"

#include <QTest>

#include <cmath>

using namespace hallwright;

class MatchingTest : public QObject
{
    Q_OBJECT

private slots:
    // At 1,000 W/m² and 25 °C the cell has 55 °C: 1 MW · (1 - 0.004 · 30) · 0.86 = 756.8 kW.
    void solarPowerByHand()
    {
        QVERIFY(std::abs(solarPowerW(1e6, 1000.0, 25.0) - 756.8e3) < 1e-6);
        QCOMPARE(solarPowerW(1e6, 0.0, 25.0), 0.0);
    }

    // At 10 m, 8 m/s are 8 · 10^(1/7) = 11.116 m/s at the hub: (1373.6 - 27) / (1728 - 27) = 0.7917.
    void windPowerByHand_data()
    {
        QTest::addColumn<double>("windMs");
        QTest::addColumn<double>("share");
        QTest::newRow("calm") << 2.0 << 0.0;
        QTest::newRow("between") << 8.0 << 0.7917;
        QTest::newRow("rated") << 10.0 << 1.0;
        QTest::newRow("storm") << 19.0 << 0.0;
    }
    void windPowerByHand()
    {
        QFETCH(double, windMs);
        QFETCH(double, share);
        QVERIFY(std::abs(windPowerW(1.0, windMs) - share) < 1e-3);
    }

    // 10 and 10 against 15 and 5: all of the year, three quarters of the hours.
    void matchingByHand()
    {
        const Matching matching = matchingOf(std::vector{10.0, 10.0}, std::vector{15.0, 5.0});
        QCOMPARE(matching.annual, 1.0);
        QCOMPARE(matching.hourly, 0.75);
    }

    void weatherWithoutSunGivesNoSolarPower()
    {
        WeatherSeries weather;
        weather.hours.resize(2);
        QVERIFY_EXCEPTION_THROWN(generationW({1e6, 0.0, 0.0}, weather), InputError);
        QCOMPARE(generationW({0.0, 0.0, 5.0}, weather), (std::vector{5.0, 5.0}));
    }
};

QTEST_GUILESS_MAIN(MatchingTest)
#include "tst_matching.moc"
