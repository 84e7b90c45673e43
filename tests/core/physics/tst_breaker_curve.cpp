// Breakers under overload, against what a maker states of one and against the standards' conventional currents.
#include "core/physics/breaker_curve.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held statedDelays("breaker_curve", "long-time delay at 1.5, 6 and 7.2 times the setting, from cold",
                  "400, 16 and 11 s of a MicroLogic trip unit, Schneider Electric 48049-137-05", 5e-3, 2.6e-3,
                  "relative");

constexpr double relative = 1e-12; // a handful of operations in double precision
constexpr double hourS = 3600.0;
const BreakerCurve curve;

bool near(double a, double b, double tolerance = relative)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

} // namespace

class BreakerCurveTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void aMakersDelaysAreMet()
    {
        HOLDS(statedDelays, secondsToTrip(curve, 0.0, 1.5) / 400.0 - 1.0);
        HOLDS(statedDelays, secondsToTrip(curve, 0.0, 6.0) / 16.0 - 1.0);
        HOLDS(statedDelays, secondsToTrip(curve, 0.0, 7.2) / 11.0 - 1.0);
    }

    // IEC 60947-2: 1.05 without end, then 1.30 within 1 h; UL 489: 1.35 within 2 h.
    void theConventionalCurrentsAreMet()
    {
        QVERIFY(std::isinf(secondsToTrip(curve, 0.0, 1.05)));
        const double afterS = secondsToTrip(curve, warmthAtRest(1.05), 1.30);
        QVERIFY(near(afterS, 391.5 * std::log(0.5875 / 0.25))); // (1.69 - 1.1025)/(1.69 - 1.44): 334.5 s
        QVERIFY(afterS < hourS);
        QVERIFY(secondsToTrip(curve, 0.0, 1.35) < 2.0 * hourS);
    }

    void atItsPickUpItNeverTripsAndAboveItAlways()
    {
        QVERIFY(std::isinf(secondsToTrip(curve, 0.0, curve.pickup)));
        QVERIFY(std::isinf(secondsToTrip(curve, 10.0, curve.pickup))); // however warm
        QVERIFY(std::isfinite(secondsToTrip(curve, 0.0, curve.pickup * (1.0 + 1e-9))));
        QCOMPARE(secondsToTrip(curve, curve.pickup * curve.pickup, 1.3), 0.0);
    }

    // The warmth at the time to trip is that of the pick-up, whatever it was before.
    void theTimeToTripIsWhereTheWarmthPassesThePickUp()
    {
        for (const double before : {0.0, 0.25, 1.0, 1.4}) {
            for (const double load : {1.25, 1.5, 3.0}) {
                const double seconds = secondsToTrip(curve, before, load);
                QVERIFY(near(warmthAfter(curve, before, load, seconds), curve.pickup * curve.pickup, 1e-10));
            }
        }
    }

    void stepsAddUp()
    {
        // In two steps at one load as in one.
        const double once = warmthAfter(curve, 0.3, 1.3, 200.0);
        const double twice = warmthAfter(curve, warmthAfter(curve, 0.3, 1.3, 80.0), 1.3, 120.0);
        QVERIFY(near(once, twice));
        // A pause lets it cool: the second overload is borne longer than it would be without, but shorter than at first.
        const double first = secondsToTrip(curve, 0.25, 1.5);
        const double warm = warmthAfter(curve, 0.25, 1.5, 0.5 * first);
        const double paused = warmthAfter(curve, warm, 0.5, 60.0);
        QVERIFY(secondsToTrip(curve, paused, 1.5) > 0.5 * first && secondsToTrip(curve, paused, 1.5) < first);
    }

    void whatRestsStaysAsItIs()
    {
        for (const double load : {0.0, 0.4, 1.0, 1.1})
            QVERIFY(near(warmthAfter(curve, warmthAtRest(load), load, 1e4), load * load));
        QVERIFY(near(warmthAfter(curve, 1.0, 0.0, 391.5), std::exp(-1.0))); // one time constant without load
    }

    void theShortTimeDelayEndsWhatTheLongOneWouldBear()
    {
        QCOMPARE(secondsToTrip(curve, 0.0, 10.0), 0.1); // 5.7 s by the long-time delay
        QVERIFY(secondsToTrip(curve, 0.0, 9.99) > 5.0);
    }

    void moreLoadTripsSooner()
    {
        double beforeS = std::numeric_limits<double>::infinity();
        for (double load = 1.21; load < 12.0; load += 0.1) {
            const double seconds = secondsToTrip(curve, 0.5, load);
            QVERIFY(seconds < beforeS || seconds == curve.shortTimeS);
            beforeS = seconds;
        }
    }
};

QTEST_GUILESS_MAIN(BreakerCurveTest)
#include "tst_breaker_curve.moc"
