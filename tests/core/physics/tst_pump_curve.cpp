#include "core/physics/pump_curve.h"

#include "core/physics/pipe_friction.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held netThreesExponent("pump_curve", "exponent of the curve through the three points of Net3's river pump",
                       "by hand, 1.0884", 5e-5, 3.9e-5, "-");

constexpr double rounding = 1e-12;
constexpr double waterKgM3 = 998.0;

bool near(double a, double b, double relative = rounding)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// 50 L/s at 30 m, 80 % efficient there, 92 % drive.
Pump pump()
{
    return pumpFor({0.050, 30.0}, 0.80);
}

} // namespace

class PumpCurveTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    // EPANET: shut-off head a third above the design head, no head at twice the design flow.
    void oneDesignPointMakesACurve()
    {
        const PumpCurve curve = curveThrough(PumpPoint{0.050, 30.0});
        QVERIFY(near(headAt(curve, 0.0), 40.0));
        QVERIFY(near(headAt(curve, 0.050), 30.0));
        QVERIFY(std::abs(headAt(curve, 0.100)) < 1e-12);
        QVERIFY(near(endOfCurve(curve), 0.100));
    }

    // Net3's river pump: 200 ft at none, 138 at 8,000, 86 at 14,000 gpm: n = ln(114/62)/ln(14/8) = 1.0884.
    void threePointsMakeAPowerCurve()
    {
        const auto curve = curveThrough({{{0.0, 200.0}, {8000.0, 138.0}, {14000.0, 86.0}}});
        QVERIFY(curve.has_value());
        HOLDS(netThreesExponent, curve->n - 1.0884);
        QVERIFY(near(headAt(*curve, 8000.0), 138.0));
        QVERIFY(near(headAt(*curve, 14000.0), 86.0));
        // The three points that a design point stands for lie on its parabola.
        const auto same = curveThrough({{{0.0, 40.0}, {0.050, 30.0}, {0.100, 0.0}}});
        QVERIFY(near(same->n, 2.0));
        QVERIFY(near(same->c, curveThrough(PumpPoint{0.050, 30.0}).c));
    }

    void pointsThatAreNoCurveMakeNone()
    {
        const double nan = std::nan("");
        QVERIFY(!curveThrough({{{0.0, 200.0}, {8.0, 210.0}, {14.0, 86.0}}})); // head grows
        QVERIFY(!curveThrough({{{0.0, 200.0}, {8.0, 138.0}, {8.0, 86.0}}}));  // flow does not
        QVERIFY(!curveThrough({{{1.0, 200.0}, {8.0, 138.0}, {14.0, 86.0}}})); // first one flows
        QVERIFY(!curveThrough({{{0.0, nan}, {8.0, 138.0}, {14.0, 86.0}}}));
        QCOMPARE(curveThrough(PumpPoint{0.0, 30.0}), PumpCurve{});
        QCOMPARE(curveThrough(PumpPoint{nan, 30.0}), PumpCurve{});
    }

    void affinity()
    {
        for (const double n : {1.5, 2.0, 2.7}) {
            const PumpCurve curve{40.0, 30.0, n};
            for (const double speed : {0.4, 0.8, 1.1})
                for (const double flow : {0.0, 0.2, 0.5}) {
                    QVERIFY(near(headAt(curve, speed * flow, speed), speed * speed * headAt(curve, flow)));
                    if (flow > 0.0)
                        QVERIFY(near(flowAt(curve, headAt(curve, flow, speed), speed), flow, 1e-10));
                }
        }
    }

    void pumpsInParallelShareTheFlow()
    {
        for (const double n : {1.5, 2.0, 2.7}) {
            const PumpCurve one{40.0, 30.0, n};
            QVERIFY(near(headAt(inParallel(one, 3), 0.9), headAt(one, 0.3)));
        }
        QCOMPARE(inParallel(PumpCurve{40.0, 30.0, 2.0}, 0), PumpCurve{});
    }

    void theSpeedMeetsTheDuty()
    {
        for (const double n : {1.0, 1.6, 2.0, 2.5, 4.0}) {
            const PumpCurve curve{40.0, 4000.0, n};
            for (const double flow : {0.0, 0.01, 0.05, 0.2})
                for (const double head : {0.0, 0.5, 20.0, 80.0}) {
                    const double speed = speedFor(curve, {flow, head});
                    if (flow + head == 0.0)
                        QCOMPARE(speed, 0.0);
                    else
                        QVERIFY(std::abs(headAt(curve, flow, speed) - head) < 1e-10 * (head + 1.0));
                }
        }
        QCOMPARE(speedFor(PumpCurve{}, {0.05, 20.0}), 0.0); // no pump
        QCOMPARE(speedFor(PumpCurve{40.0, 4000.0, 1.6}, {std::numeric_limits<double>::infinity(), 20.0}),
                 0.0);
    }

    // ρ g Q h = 998 x 9.80665 x 0.05 x 30 = 14,680.6 W; shaft /0.8 = 18,350.7 W; electric /0.92 = 19,946.4 W.
    void powerAtTheDesignPoint()
    {
        const PumpOperation now = operate(pump(), 1, {0.050, 30.0}, waterKgM3);
        QVERIFY(near(now.speed, 1.0));
        QVERIFY(near(now.efficiency, 0.80));
        QVERIFY(near(now.hydraulicW, 14680.6, 1e-5));
        QVERIFY(near(now.shaftW, 18350.7, 1e-5));
        QVERIFY(near(now.electricW, 19946.4, 1e-5));
        QVERIFY(!now.offCurve);
    }

    void powerGoesWithTheCubeOfTheSpeed()
    {
        const PumpOperation full = operate(pump(), 1, {0.050, 30.0}, waterKgM3);
        const PumpOperation half = operate(pump(), 1, {0.025, 7.5}, waterKgM3);
        QVERIFY(near(half.speed, 0.5));
        QVERIFY(near(half.efficiency, full.efficiency));
        QVERIFY(near(half.electricW, full.electricW / 8.0));
    }

    // With the parabola of η the shaft power of a one-point curve is ρ g Qd Hd s³ (2 + x)/(3 ηb).
    void shaftPowerGrowsAlongTheCurve()
    {
        const double designW = waterKgM3 * standardGravity * 0.050 * 30.0 / 0.80;
        for (const double x : {0.0, 0.3, 1.0, 1.7}) {
            const PumpOperation now =
                operate(pump(), 1, {0.050 * x, headAt(pump().curve, 0.050 * x)}, waterKgM3);
            QVERIFY(near(now.speed, 1.0));
            QVERIFY(near(now.shaftW, designW * (2.0 + x) / 3.0, 1e-10));
            QVERIFY(now.shaftW >= now.hydraulicW);
        }
    }

    void twoPumpsHalfEachDoWhatOneDoes()
    {
        const PumpOperation two = operate(pump(), 2, {0.100, 30.0}, waterKgM3);
        const PumpOperation one = operate(pump(), 1, {0.050, 30.0}, waterKgM3);
        QVERIFY(near(two.speed, 1.0));
        QVERIFY(near(two.electricW, 2.0 * one.electricW));
    }

    void aDutyOffTheCurveIsReported()
    {
        const PumpOperation flow = operate(pump(), 1, {0.080, 30.0}, waterKgM3); // more flow than at 30 m
        QVERIFY(flow.offCurve);
        QCOMPARE(flow.speed, 1.0);
        QCOMPARE(flow.flowM3s, 0.080);
        QVERIFY(near(flow.headM, 40.0 * (1.0 - 0.64))); // what head is left
        const PumpOperation head = operate(pump(), 1, {0.010, 60.0}, waterKgM3);
        QVERIFY(head.offCurve && head.headM < 40.0);
        const PumpOperation end = operate(pump(), 1, {0.300, 5.0}, waterKgM3); // beyond the end of the curve
        QVERIFY(end.offCurve);
        QVERIFY(near(end.flowM3s, 0.100));
        QVERIFY(end.headM < 1e-12 && std::isfinite(end.electricW));
        const PumpOperation fast = operate(pump(), 1, {0.060, 35.0}, waterKgM3, 1.2);
        QVERIFY(!fast.offCurve && fast.speed > 1.0);
    }

    void noPumpAndNoDutyGiveZeros()
    {
        const PumpOperation idle = operate(pump(), 2, {0.0, 0.0}, waterKgM3);
        QCOMPARE(idle.electricW, 0.0);
        QVERIFY(!idle.offCurve);
        const PumpOperation none = operate(pump(), 0, {0.050, 30.0}, waterKgM3);
        QVERIFY(none.offCurve);
        QCOMPARE(none.flowM3s, 0.0);
        QCOMPARE(none.headM, 0.0);
        const PumpOperation unrated = operate(Pump{}, 1, {0.050, 30.0}, waterKgM3);
        QVERIFY(unrated.offCurve);
        QCOMPARE(unrated.electricW, 0.0);
    }
};

QTEST_GUILESS_MAIN(PumpCurveTest)
#include "tst_pump_curve.moc"
