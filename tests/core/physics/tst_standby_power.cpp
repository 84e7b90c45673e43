// Batteries by Peukert and generator sets on standby, against hand calculations and a published chart.
#include "core/physics/battery_discharge.h"
#include "core/physics/standby_generator.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held chartedFuel("standby_generator", "fuel at a quarter, half, three quarters and all of the load",
                 "162.0, 273.3, 391.7 and 537.1 L/h of a 2 MW set, chart of dealers", 0.04, 0.033,
                 "of that at the rating");

bool near(double a, double b)
{
    constexpr double relative = 1e-12; // a handful of operations in double precision
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// Of a battery that gives 300 s at 1 MW.
double lastsS(double powerW, double exponent)
{
    return 300e6 / batteryDrainW(powerW, 1e6, exponent);
}

} // namespace

class StandbyPowerTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void atItsRatingABatteryLastsWhatItIsRatedAt()
    {
        for (const double exponent : {1.0, 1.05, 1.3})
            QVERIFY(near(lastsS(1e6, exponent), 300.0));
    }

    // 300 s x 2^n: 600, 621.2 and 738.7 s.
    void halfLoadedItLastsMoreThanTwiceAsLong()
    {
        QVERIFY(near(lastsS(0.5e6, 1.0), 600.0));
        QVERIFY(near(lastsS(0.5e6, 1.05), 300.0 * std::pow(2.0, 1.05)));
        QVERIFY(std::abs(lastsS(0.5e6, 1.05) - 621.2) < 0.05);
        QVERIFY(std::abs(lastsS(0.5e6, 1.3) - 738.7) < 0.05);
    }

    void aboveItsRatingItGivesLess()
    {
        QVERIFY(lastsS(1.25e6, 1.2) < 240.0);
        QVERIFY(near(lastsS(1.25e6, 1.2), 300.0 * std::pow(0.8, 1.2)));
    }

    // Below a twentieth of the rating the energy that it gives grows no more.
    void theGainOfASlowDischargeEnds()
    {
        const double mostJ = 0.05e6 * lastsS(0.05e6, 1.3);
        QVERIFY(near(0.01e6 * lastsS(0.01e6, 1.3), mostJ));
        QVERIFY(near(mostJ, 300e6 * std::pow(20.0, 0.3)));
    }

    void withoutARatingOrALoadThereIsNoRate()
    {
        QCOMPARE(batteryDrainW(5e3, 0.0, 1.3), 5e3);
        QCOMPARE(batteryDrainW(0.0, 1e6, 1.3), 0.0);
    }

    void fuelFollowsTheChart()
    {
        HOLDS(chartedFuel, fuelShare(0.25) - 162.0 / 537.1);
        HOLDS(chartedFuel, fuelShare(0.5) - 273.3 / 537.1);
        HOLDS(chartedFuel, fuelShare(0.75) - 391.7 / 537.1);
        HOLDS(chartedFuel, fuelShare(1.0) - 1.0);
        QCOMPARE(fuelShare(0.0), idleFuelShare);
    }

    void stepsAreCounted()
    {
        QCOMPARE(loadSteps(0.9, 1.0), 1);
        QCOMPARE(loadSteps(0.9, 0.5), 2);
        QCOMPARE(loadSteps(0.9, 0.3), 3); // exactly
        QCOMPARE(loadSteps(0.91, 0.3), 4);
        QCOMPARE(loadSteps(0.0, 0.3), 1);
    }
};

QTEST_GUILESS_MAIN(StandbyPowerTest)
#include "tst_standby_power.moc"
