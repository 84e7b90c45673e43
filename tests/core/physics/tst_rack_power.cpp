// Rack circuits and power supplies.
#include "core/physics/power_supply.h"
#include "core/physics/rack_circuits.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held superPodsFeed("rack_circuits", "power of a feed of a rack of four DGX H100, 415 V, 32 A, cos φ 0.95",
                   "NVIDIA's guide, 21.8 kW, cut off after one decimal", 0.1, 0.052, "kW");
Held superPodsOneLost("rack_circuits", "load of the other feeds after the loss of one",
                      "the same guide, 93.6 %", 0.0043, 0.0024, "of the breaker's rating");
Held titaniumLevels("power_supply", "efficiency at 10, 20, 50 and 100 %",
                    "80 PLUS Titanium, 230 V internal redundant", 1e-12, 0.0, "relative");

constexpr double relative = 1e-12; // a handful of multiplications in double precision

bool near(double a, double b, double tolerance = relative)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

// Four DGX H100 of 10.2 kW on three circuits of 415 V and 32 A at a power factor of 0.95 (NVIDIA DGX SuperPOD data
// centre design guide for H100).
RackType superPod()
{
    RackType type;
    type.powerW = 4 * 10.2e3;
    type.circuits = 3;
    type.circuitVoltageV = 415.0;
    type.breakerA = 32.0;
    type.powerFactor = 0.95;
    return type;
}

double efficiencyAt(double load, double efficiency)
{
    const double inputW = load * 3300.0 / efficiency;
    return 1.0 - powerSupplyLossW(3300.0, inputW) / inputW;
}

} // namespace

class RackPowerTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void aSuperPodRackHasThePublishedCircuits()
    {
        // √3 x 415 V x 32 A x 0.95 = 21,852 W; the guide prints 21.8 kW and, from that, 40.8 / (2 x 21.8) = 93.6 %.
        constexpr double cutKw = 0.1; // the guide cuts off after one decimal of a kW
        const double circuitKw = circuitPowerW(superPod()) / 1e3;
        QVERIFY2(circuitKw >= 21.8 && circuitKw < 21.8 + cutKw, qPrintable(QString::number(circuitKw)));
        const CircuitLoad load = circuitLoad(superPod(), superPod().powerW);
        QVERIFY(load.stated && load.redundant);
        HOLDS(superPodsFeed, circuitKw - 21.8);
        HOLDS(superPodsOneLost, load.loadOneLost - 0.936);
        QVERIFY(near(load.loadOneLost, 1.5 * load.load));
        QVERIFY(!load.overloadedOneLost());
    }

    void threePhasesDeliverTheRacksPower()
    {
        const RackType type = superPod();
        const CircuitLoad load = circuitLoad(type, 30e3);
        QVERIFY(near(3 * std::sqrt(3.0) * 415.0 * load.currentA * 0.95, 30e3));
        QVERIFY(near(load.load, load.currentA / 32.0));
    }

    // Two poles of 800 V and 200 A carry 160 kW.
    void directCurrentHasTwoPoles()
    {
        RackType type;
        type.circuits = 2;
        type.circuitVoltageV = 800.0;
        type.breakerA = 200.0;
        type.directCurrent = true;
        QCOMPARE(circuitPowerW(type), 160e3);
        QVERIFY(near(circuitLoad(type, 200e3).currentA, 125.0));
    }

    // GB200 NVL72: 132 kW, and 192 kW for moments.
    void thePeakIsHeldAgainstTheBreakersToo()
    {
        RackType type = superPod();
        type.circuits = 8;
        type.breakerA = 30.0;
        type.peakFactor = 192.0 / 132.0;
        const CircuitLoad load = circuitLoad(type, 132e3);
        QVERIFY(near(load.loadAtPeak, circuitLoad(type, 192e3).load));
        QVERIFY(!load.overloaded() && load.loadAtPeak > 1.0);
    }

    void aSingleCircuitHasNoneToTakeOver()
    {
        RackType type = superPod();
        type.circuits = 1;
        const CircuitLoad load = circuitLoad(type, 30e3);
        QVERIFY(load.stated && !load.redundant);
        QVERIFY(load.overloaded());
        QCOMPARE(load.loadOneLost, 0.0);
    }

    void whatIsNotStatedIsNotChecked_data()
    {
        QTest::addColumn<int>("circuits");
        QTest::addColumn<double>("voltageV");
        QTest::addColumn<double>("breakerA");
        QTest::addColumn<double>("powerFactor");
        QTest::newRow("no circuits") << 0 << 415.0 << 32.0 << 0.95;
        QTest::newRow("no voltage") << 3 << 0.0 << 32.0 << 0.95;
        QTest::newRow("no breaker") << 3 << 415.0 << 0.0 << 0.95;
        QTest::newRow("no power factor") << 3 << 415.0 << 32.0 << 0.0;
    }

    void whatIsNotStatedIsNotChecked()
    {
        QFETCH(int, circuits);
        QFETCH(double, voltageV);
        QFETCH(double, breakerA);
        QFETCH(double, powerFactor);
        RackType type = superPod();
        type.circuits = circuits;
        type.circuitVoltageV = voltageV;
        type.breakerA = breakerA;
        type.powerFactor = powerFactor;
        const CircuitLoad load = circuitLoad(type, 30e3);
        QVERIFY(!load.stated);
        QCOMPARE(load.currentA, 0.0);
        QCOMPARE(load.load, 0.0);
        QCOMPARE(load.loadOneLost, 0.0);
    }

    void aTitaniumSupplyMeetsItsLevels_data()
    {
        QTest::addColumn<double>("load");
        QTest::addColumn<double>("efficiency");
        QTest::newRow("10 %") << 0.10 << 0.90;
        QTest::newRow("20 %") << 0.20 << 0.94;
        QTest::newRow("50 %") << 0.50 << 0.96;
        QTest::newRow("100 %") << 1.00 << 0.91;
    }

    void aTitaniumSupplyMeetsItsLevels()
    {
        QFETCH(double, load);
        QFETCH(double, efficiency);
        HOLDS(titaniumLevels, efficiencyAt(load, efficiency) / efficiency - 1.0);
    }

    void lossRisesWithLoadAndNeverExceedsTheInput()
    {
        double beforeW = 0.0;
        for (double inputW = 0.0; inputW <= 5000.0; inputW += 1.0) {
            const double lossW = powerSupplyLossW(3300.0, inputW);
            QVERIFY(lossW >= beforeW && lossW <= inputW);
            beforeW = lossW;
        }
    }

    void betweenItsLevelsTheEfficiencyHasOnePeak()
    {
        bool falling = false;
        double before = 0.0;
        double best = 0.0;
        for (double inputW = 370.0; inputW <= 3300.0 / 0.91; inputW += 10.0) {
            const double efficiency = 1.0 - powerSupplyLossW(3300.0, inputW) / inputW;
            QVERIFY(!falling || efficiency <= before);
            falling = efficiency < before;
            before = efficiency;
            best = std::max(best, efficiency);
        }
        QVERIFY(falling);
        constexpr double tenthPercent = 1e-3; // of the half-load level: the peak is near it, not on it
        QVERIFY(best >= 0.96 - 1e-6 && best < 0.96 + tenthPercent);
    }

    void supplyLossIsContinuousAtFullLoad()
    {
        const double fullW = 3300.0 / 0.91;
        QVERIFY(near(powerSupplyLossW(3300.0, fullW * (1.0 - 1e-9)),
                     powerSupplyLossW(3300.0, fullW * (1.0 + 1e-9)),
                     1e-7)); // 1e-9 away on either side, slope below 10
    }

    void twoSuppliesOfOneSizeAreOneOfTwice()
    {
        QVERIFY(near(2.0 * powerSupplyLossW(3300.0, 1200.0), powerSupplyLossW(6600.0, 2400.0)));
    }

    void suppliesOfUnknownRatingOrWithoutLoadLoseNothing()
    {
        QCOMPARE(powerSupplyLossW(0.0, 1000.0), 0.0);
        QCOMPARE(powerSupplyLossW(3300.0, 0.0), 0.0);
    }
};

QTEST_GUILESS_MAIN(RackPowerTest)
#include "tst_rack_power.moc"
