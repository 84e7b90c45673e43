#include "core/physics/thermal_mass.h"
#include "tests/core/physics/held.h"

#include <QtTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held integrated("thermal_mass", "rise of the air of hall H20 in 300 s",
                "both equations stepped by the midpoint rule", 1e-6, 2.7e-9, "relative");

// 156 kW, 324 m³ of air, 20 racks of 0.6 m.
const ThermalMass hall = thermalMass(324.0, 1.19 * 1006.0, 20 * 0.6);
constexpr double loadW = 156e3;

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

} // namespace

class ThermalMassTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void theHallsCapacities()
    {
        QVERIFY(near(hall.airJK, 0.388e6, 1e-2));   // 324 x 1.19 x 1006
        QVERIFY(near(hall.solidsJK, 4.6e6, 1e-12)); // 20 x 230 kJ/K
    }

    // Khankari 2011: the rate falls from P/Ca to P/(Ca + Cs).
    void theRateFallsFromAirAloneToAirAndSolids()
    {
        constexpr double step = 1e-3;
        const double first = riseAfterK(hall, loadW, step) / step;
        QVERIFY(near(first, loadW / hall.airJK, 1e-4));
        QVERIFY(near(first * 60.0, 24.1, 1e-2)); // K/min
        const double late = 50.0 * hall.timeConstantS();
        const double last = riseAfterK(hall, loadW, late + 1.0) - riseAfterK(hall, loadW, late);
        QVERIFY(near(last, loadW / (hall.airJK + hall.solidsJK), 1e-9));
        QVERIFY(near(last * 60.0, 1.88, 1e-2)); // K/min
    }

    // What the air is ahead of the final slope reaches 1 - 1/e of its end after one time constant.
    void theTimeConstantIsThatOfTwoLumps()
    {
        const double tauS = hall.timeConstantS();
        QVERIFY(near(tauS, hall.airJK * hall.solidsJK / (20 * 300.0 * (hall.airJK + hall.solidsJK)), 1e-12));
        const auto ahead = [&](double t) {
            return riseAfterK(hall, loadW, t) - loadW * t / (hall.airJK + hall.solidsJK);
        };
        QVERIFY(near(ahead(tauS) / ahead(60.0 * tauS), 1.0 - std::exp(-1.0), 1e-9));
    }

    // Against the two differential equations, stepped by the midpoint rule.
    void theClosedFormSolvesTheEquations()
    {
        double air = 0.0, solids = 0.0;
        constexpr double step = 0.01;
        for (int i = 1; i <= 30000; ++i) {
            const auto rate = [&](double a, double s) {
                const double exchanged = hall.conductanceWK * (a - s);
                return std::pair{(loadW - exchanged) / hall.airJK, exchanged / hall.solidsJK};
            };
            const auto [a1, s1] = rate(air, solids);
            const auto [a2, s2] = rate(air + 0.5 * step * a1, solids + 0.5 * step * s1);
            air += step * a2;
            solids += step * s2;
            if (i % 5000 == 0)
                HOLDS(integrated, riseAfterK(hall, loadW, i * step) / air - 1.0);
        }
    }

    void theTimeToARiseReturnsThatRise()
    {
        for (const double riseK : {0.1, 1.0, 5.0, 10.0, 40.0})
            QVERIFY(near(riseAfterK(hall, loadW, secondsToRise(hall, loadW, riseK)), riseK, 1e-9));
        // From 22 to 32 °C: between half a minute and five minutes and a half.
        const double tenK = secondsToRise(hall, loadW, 10.0);
        QVERIFY(tenK > 25.0 && tenK < 330.0);
    }

    void moreLoadOrLessMassIsSooner()
    {
        QVERIFY(secondsToRise(hall, 2.0 * loadW, 10.0) < secondsToRise(hall, loadW, 10.0));
        QVERIFY(secondsToRise(thermalMass(324.0, 1200.0, 6.0), loadW, 10.0) <
                secondsToRise(hall, loadW, 10.0));
        QVERIFY(secondsToRise(hall, loadW, 5.0) < secondsToRise(hall, loadW, 10.0));
    }

    void anEmptyHallWarmsAtTheAirsRate()
    {
        const ThermalMass air = thermalMass(324.0, 1200.0, 0.0);
        QCOMPARE(air.timeConstantS(), 0.0);
        QVERIFY(near(secondsToRise(air, loadW, 10.0), 324.0 * 1200.0 * 10.0 / loadW, 1e-9));
    }

    void withoutLoadAHallNeverWarms()
    {
        QVERIFY(std::isinf(secondsToRise(hall, 0.0, 10.0)));
        QCOMPARE(riseAfterK(hall, 0.0, 100.0), 0.0);
        QCOMPARE(secondsToRise(hall, loadW, 0.0), 0.0);
        QCOMPARE(secondsToRise(hall, loadW, -3.0), 0.0); // already there
        QCOMPARE(secondsToRise(thermalMass(0.0, 0.0, 0.0), loadW, 10.0), 0.0);
    }
};

QTEST_GUILESS_MAIN(ThermalMassTest)
#include "tst_thermal_mass.moc"
