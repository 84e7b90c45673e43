#include "core/physics/heat_exchanger.h"

#include "core/physics/coolant_properties.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held closedForms("heat_exchanger", "effectiveness in counterflow and cross-flow",
                 "the closed forms, worked out to six digits", 5e-7, 4.6e-7, "of the greatest heat");
Held exactSeries("heat_exchanger", "effectiveness in cross-flow, NTU 1 to 7",
                 "the exact series of both streams unmixed (Baclic 1978)", 0.017, 0.014, "relative");
Held exactSeriesAnywhere("heat_exchanger", "the same, NTU 0.1 to 20", "the exact series", 0.04, 0.038,
                         "relative");
Held logarithmicMean("heat_exchanger", "heat in counterflow", "UA times the logarithmic mean difference",
                     1e-10, 0.0, "relative");

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double rounding = 1e-12;
constexpr double asAsked = 1e-9; // heat of the stream found over heat asked for

bool near(double a, double b, double relative = rounding)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// CoolIT CHx2000: 2,000 kW at 5 K approach with 142 kW/K on both sides.
RatedExchanger cdu()
{
    RatedExchanger unit;
    unit.uaWK = 400e3;
    unit.hotWK = 142e3;
    unit.coldWK = 142e3;
    return unit;
}

RatedExchanger crossflowCoil()
{
    RatedExchanger unit;
    unit.arrangement = FlowArrangement::CrossflowUnmixed;
    unit.uaWK = 30e3;
    unit.hotWK = 12e3; // air
    unit.coldWK = 20e3;
    unit.hotExponent = 0.55;
    unit.hotResistance = 0.8;
    return unit;
}

// ε of cross-flow, both streams unmixed: 1 - e^(-NTU (1+Z)) [I0 + √Z I1 - (1-Z)/Z Σ Z^(n/2) In], n from 2, of 2 NTU √Z.
double crossflowSeries(double ntu, double z)
{
    if (z == 0.0)
        return 1.0 - std::exp(-ntu);
    const double x = 2.0 * ntu * std::sqrt(z);
    double sum = std::cyl_bessel_i(0.0, x) + std::sqrt(z) * std::cyl_bessel_i(1.0, x);
    for (double n = 2.0; n < 80.0; n += 1.0)
        sum -= (1.0 - z) / z * std::pow(z, 0.5 * n) * std::cyl_bessel_i(n, x);
    return 1.0 - std::exp(-ntu * (1.0 + z)) * sum;
}

} // namespace

Q_DECLARE_METATYPE(hallwright::FlowArrangement)

class HeatExchangerTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void theClosedForms_data()
    {
        QTest::addColumn<FlowArrangement>("arrangement");
        QTest::addColumn<double>("ntu");
        QTest::addColumn<double>("z");
        QTest::addColumn<double>("expected");
        const auto counter = FlowArrangement::Counterflow, cross = FlowArrangement::CrossflowUnmixed;
        QTest::newRow("counterflow 3, 0.8") << counter << 3.0 << 0.8 << 0.804328;
        QTest::newRow("counterflow 2, 0.5") << counter << 2.0 << 0.5 << 0.774600;
        QTest::newRow("cross-flow 2, 0.5") << cross << 2.0 << 0.5 << 0.738758;
        QTest::newRow("cross-flow 3, 0.8") << cross << 3.0 << 0.8 << 0.740763;
        QTest::newRow("balanced counterflow: NTU/(1 + NTU)") << counter << 3.0 << 1.0 << 0.75;
        QTest::newRow("one stream changes little: 1 - e^-1") << counter << 1.0 << 0.0 << 0.632121;
        QTest::newRow("the same across") << cross << 1.0 << 0.0 << 0.632121;
        QTest::newRow("no surface") << counter << 0.0 << 0.5 << 0.0;
        QTest::newRow("no surface across") << cross << 0.0 << 0.5 << 0.0;
        QTest::newRow("endless surface") << counter << infinite << 0.5 << 1.0;
        QTest::newRow("endless surface, balanced") << counter << infinite << 1.0 << 1.0;
        QTest::newRow("endless surface across") << cross << infinite << 1.0 << 1.0;
    }

    void theClosedForms()
    {
        QFETCH(FlowArrangement, arrangement);
        QFETCH(double, ntu);
        QFETCH(double, z);
        QFETCH(double, expected);
        HOLDS(closedForms, effectiveness(arrangement, ntu, z) - expected);
    }

    void effectivenessGrowsWithSurfaceAndFallsWithTheCapacityRatio()
    {
        for (const auto arrangement : {FlowArrangement::Counterflow, FlowArrangement::CrossflowUnmixed})
            for (double ntu = 0.05; ntu < 8.0; ntu *= 1.3)
                for (double z = 0.0; z < 0.95; z += 0.1) {
                    const double here = effectiveness(arrangement, ntu, z);
                    QVERIFY(here > 0.0 && here < 1.0);
                    QVERIFY(effectiveness(arrangement, 1.3 * ntu, z) > here);
                    QVERIFY(effectiveness(arrangement, ntu, z + 0.1) < here);
                    QVERIFY(effectiveness(FlowArrangement::Counterflow, ntu, z) >= here);
                }
    }

    // Where (1 - e^-x)/x is computed from differences, digits are lost as Z nears 1.
    void nearlyBalancedStreamsLoseNoDigits()
    {
        const double balanced = effectiveness(FlowArrangement::Counterflow, 3.0, 1.0);
        for (const double off : {1e-6, 1e-9, 1e-12, 1e-15}) {
            const double nearly = effectiveness(FlowArrangement::Counterflow, 3.0, 1.0 - off);
            QVERIFY(std::abs(nearly - balanced) <= off + 1e-15);
            QVERIFY(near(ntuFor(FlowArrangement::Counterflow, nearly, 1.0 - off), 3.0));
        }
    }

    void theInverseFindsTheNumberOfTransferUnits()
    {
        for (const auto arrangement : {FlowArrangement::Counterflow, FlowArrangement::CrossflowUnmixed})
            for (const double z : {0.0, 1e-9, 0.1, 0.5, 0.9, 1.0})
                for (double ntu = 1e-4; ntu < 10.0; ntu *= 1.7) {
                    const double eps = effectiveness(arrangement, ntu, z);
                    // Near ε = 1 the last digit of ε is many of NTU.
                    QVERIFY(near(ntuFor(arrangement, eps, z), ntu, 1e-10));
                }
        QCOMPARE(ntuFor(FlowArrangement::CrossflowUnmixed, 0.0, 0.5), 0.0);
        QCOMPARE(ntuFor(FlowArrangement::Counterflow, -0.1, 0.5), 0.0);
        QVERIFY(std::isinf(ntuFor(FlowArrangement::Counterflow, 1.0, 0.5)));
        QVERIFY(std::isinf(ntuFor(FlowArrangement::CrossflowUnmixed, 1.2, 1.0)));
    }

    void heatLeavesOneStreamAndEntersTheOther()
    {
        const HeatExchange of = exchange(FlowArrangement::Counterflow, 5e3, 2e3, 40.0, 3e3, 20.0);
        QVERIFY(near(of.heatW, 2e3 * (40.0 - of.hotOutC)));
        QVERIFY(near(of.heatW, 3e3 * (of.coldOutC - 20.0)));
        QVERIFY(near(of.heatW, of.effectiveness * 2e3 * 20.0));
        // The other way round, the same heat flows backward.
        const HeatExchange back = exchange(FlowArrangement::Counterflow, 5e3, 2e3, 20.0, 3e3, 40.0);
        QVERIFY(near(back.heatW, -of.heatW));
        QCOMPARE(exchange(FlowArrangement::Counterflow, 5e3, 2e3, 30.0, 3e3, 30.0).heatW, 0.0);
    }

    // Q = UA ΔT_lm holds for counterflow whatever the streams.
    void counterflowHasTheLogarithmicMeanDifference()
    {
        const HeatExchange of = exchange(FlowArrangement::Counterflow, 5e3, 2e3, 40.0, 3e3, 20.0);
        const double warmEndK = 40.0 - of.coldOutC, coldEndK = of.hotOutC - 20.0;
        const double meanK = (warmEndK - coldEndK) / std::log(warmEndK / coldEndK);
        HOLDS(logarithmicMean, of.heatW / (5e3 * meanK) - 1.0);
    }

    void crossFlowIsNearTheExactSeries()
    {
        QVERIFY(std::abs(crossflowSeries(1.0, 0.0) - 0.632121) < 1e-6);
        for (double z = 0.1; z < 1.01; z += 0.1)
            for (double ntu = 0.1; ntu <= 20.0; ntu *= 1.2) {
                const double deviation =
                    effectiveness(FlowArrangement::CrossflowUnmixed, ntu, std::min(z, 1.0)) /
                        crossflowSeries(ntu, std::min(z, 1.0)) -
                    1.0;
                HOLDS(exactSeriesAnywhere, deviation);
                if (ntu >= 1.0 && ntu <= 7.0)
                    HOLDS(exactSeries, deviation);
            }
    }

    void nothingFlowingExchangesNothing()
    {
        for (const double ua : {0.0, 5e3, infinite, std::nan("")})
            for (const double hot : {0.0, 2e3})
                for (const double cold : {0.0, 3e3}) {
                    if (ua > 0.0 && hot > 0.0 && cold > 0.0)
                        continue;
                    const HeatExchange of =
                        exchange(FlowArrangement::CrossflowUnmixed, ua, hot, 40.0, cold, 20.0);
                    QCOMPARE(of.heatW, 0.0);
                    QCOMPARE(of.hotOutC, 40.0);
                    QCOMPARE(of.coldOutC, 20.0);
                }
        QCOMPARE(exchange(FlowArrangement::Counterflow, infinite, 2e3, 40.0, 3e3, 20.0).heatW, 40e3);
    }

    // V26. 2,125 L/min of PG25, 2,000 kW, racks supplied 5 K above the facility water, equal facility flow: the racks'
    // coolant is cooled by 14.1 K of 19.1 K.
    void aCoolantDistributionUnitFromItsRating()
    {
        constexpr double published = 5e-3;  // three digits
        constexpr double perVolume = 4.0e6; // J/(m³ K), the rating's round figure
        const double streamWK = 2.125 / 60.0 * perVolume;
        const double riseK = 2e6 / streamWK;
        QVERIFY(near(riseK, 14.1, published));
        QVERIFY(near(2e6 / (streamWK * (riseK + 5.0)), 0.738, published));
        const double uaWK =
            uaFromRating(FlowArrangement::Counterflow, 2e6, streamWK, riseK + 5.0, streamWK, 0.0);
        QVERIFY(near(uaWK / streamWK, 2.82, published));
        QVERIFY(near(uaWK, 400e3, published));
        const HeatExchange back =
            exchange(FlowArrangement::Counterflow, uaWK, streamWK, riseK + 5.0, streamWK, 0.0);
        QVERIFY(near(back.heatW, 2e6));
        QVERIFY(near(back.hotOutC, 5.0, 1e-10));
        // The figure is rounded down: our PG25 at 30 °C carries 0.1 % more.
        QVERIFY(near(coolantAt(Coolant::Pg25, 30.0).heatPerVolume(), perVolume, 2e-3));
    }

    void aRatingThatNoSurfaceCouldMeet()
    {
        const auto counter = FlowArrangement::Counterflow;
        QVERIFY(std::isinf(uaFromRating(counter, 50e3, 2e3, 40.0, 3e3, 20.0))); // most is 40 kW
        QVERIFY(std::isinf(uaFromRating(counter, 40e3, 2e3, 40.0, 3e3, 20.0)));
        QVERIFY(std::isinf(uaFromRating(counter, 10e3, 2e3, 20.0, 3e3, 20.0)));
        QVERIFY(std::isinf(uaFromRating(counter, 10e3, 0.0, 40.0, 3e3, 20.0)));
        QCOMPARE(uaFromRating(counter, 0.0, 2e3, 40.0, 3e3, 20.0), 0.0);
    }

    void theSurfaceFollowsTheFlows()
    {
        QCOMPARE(uaOffDesign(400e3, 1.0, 0.8, 1.0, 0.8, 0.5), 400e3);
        // Both halves of the resistance grow by 2^0.8 where both flows halve.
        QVERIFY(near(uaOffDesign(400e3, 0.5, 0.8, 0.5, 0.8, 0.5), 400e3 * std::pow(0.5, 0.8)));
        // One half only: 0.5 + 0.5 x 2^0.8 = 1.3705506.
        QVERIFY(near(uaOffDesign(400e3, 0.5, 0.8, 1.0, 0.8, 0.5), 400e3 / 1.3705506, 1e-6));
        QCOMPARE(uaOffDesign(400e3, 0.3, 0.8, 1.0, 0.8, 0.0), 400e3);
        QCOMPARE(uaOffDesign(400e3, 0.0, 0.8, 1.0, 0.8, 0.5), 0.0);
        QVERIFY(std::isinf(uaOffDesign(infinite, 0.5, 0.8, 1.0, 0.8, 0.5)));
    }

    void theColdStreamFoundTakesTheHeatAskedFor()
    {
        for (const RatedExchanger& unit : {cdu(), crossflowCoil()})
            for (const double hotShare : {0.05, 0.3, 1.0, 1.4})
                for (const double hotInC : {20.5, 30.0, 60.0}) {
                    const double hotWK = hotShare * unit.hotWK, mostWK = 2.0 * unit.coldWK;
                    const double mostW = exchangeAt(unit, hotWK, hotInC, mostWK, 20.0).heatW;
                    double before = 0.0;
                    for (double share = 1e-6; share < 1.0; share = share < 0.1 ? 10.0 * share : share + 0.1) {
                        const double coldWK = coldStreamFor(unit, share * mostW, hotWK, hotInC, 20.0, mostWK);
                        QVERIFY(coldWK > before && coldWK <= mostWK);
                        QVERIFY(near(exchangeAt(unit, hotWK, hotInC, coldWK, 20.0).heatW, share * mostW,
                                     asAsked));
                        before = coldWK;
                    }
                    QVERIFY(std::isinf(coldStreamFor(unit, 1.001 * mostW, hotWK, hotInC, 20.0, mostWK)));
                }
    }

    void aColdStreamWithoutLimitTakesWhatTheSurfaceAllows()
    {
        const double mostW = exchangeAt(cdu(), 142e3, 40.0, infinite, 20.0).heatW;
        QVERIFY(std::isfinite(mostW) && mostW > 2e6 && mostW < 142e3 * 20.0);
        const double coldWK = coldStreamFor(cdu(), 0.99 * mostW, 142e3, 40.0, 20.0, infinite);
        QVERIFY(near(exchangeAt(cdu(), 142e3, 40.0, coldWK, 20.0).heatW, 0.99 * mostW, asAsked));
    }

    void aColdStreamThatCannotDoIt()
    {
        QCOMPARE(coldStreamFor(cdu(), 0.0, 142e3, 40.0, 20.0, 300e3), 0.0);
        QVERIFY(std::isinf(coldStreamFor(cdu(), 1e6, 0.0, 40.0, 20.0, 300e3)));   // no hot stream
        QVERIFY(std::isinf(coldStreamFor(cdu(), 1e6, 142e3, 20.0, 20.0, 300e3))); // no difference
        QVERIFY(std::isinf(coldStreamFor(cdu(), 1e6, 142e3, 40.0, 20.0, 0.0)));   // no cold stream
        QVERIFY(std::isinf(coldStreamFor(RatedExchanger{}, 1e6, 142e3, 40.0, 20.0, 300e3)));
        QVERIFY(std::isinf(coldStreamFor(cdu(), 1e6, std::nan(""), 40.0, 20.0, 300e3)));
    }
};

QTEST_GUILESS_MAIN(HeatExchangerTest)
#include "tst_heat_exchanger.moc"
