// Control valves and pumps of several points in a network, against hand calculations.
#include "core/model/errors.h"
#include "tests/core/physics/small_networks.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

HydraulicLink valve(std::size_t from, std::size_t to, HydraulicLinkKind kind, double setting)
{
    HydraulicLink link;
    link.from = from;
    link.to = to;
    link.kind = kind;
    link.boreM = 0.2;
    link.setting = setting;
    return link;
}

// 50 m - 1e4 Q² - valve - 1e4 Q² - 10 m: 44.7 L/s where it stands open, with 30 m on both sides of it.
HydraulicNetwork between(HydraulicLinkKind kind, double setting)
{
    return {{source(50.0), tap(0.0), tap(0.0), source(10.0)},
            {resistance(0, 1, 1e4), valve(1, 2, kind, setting), resistance(2, 3, 1e4)},
            viscosity};
}

HydraulicLink withPoints(std::size_t from, std::size_t to, std::vector<PumpPoint> points, double speed = 1.0)
{
    HydraulicLink link = pump(from, to, 30.0, 0.050);
    link.points = std::move(points);
    link.speed = speed;
    return link;
}

} // namespace

class HydraulicValvesTest : public QObject
{
    Q_OBJECT

private slots:
    void aValveHoldsWhatItIsSetTo_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("setting");
        QTest::addColumn<double>("flowM3s");
        QTest::addColumn<double>("beforeM");
        QTest::addColumn<double>("behindM");
        const auto reducing = static_cast<int>(HydraulicLinkKind::PressureReducingValve);
        const auto sustaining = static_cast<int>(HydraulicLinkKind::PressureSustainingValve);
        const auto flow = static_cast<int>(HydraulicLinkKind::FlowControlValve);
        const double open = std::sqrt(40.0 / 2e4);
        // 20 m behind it leave 10 m for the second pipe: √(10/1e4), which takes 10 m in the first.
        QTest::newRow("reducing") << reducing << 20.0 << std::sqrt(1e-3) << 40.0 << 20.0;
        QTest::newRow("reducing, set above what comes") << reducing << 35.0 << open << 30.0 << 30.0;
        QTest::newRow("reducing, set below what is behind") << reducing << 8.0 << 0.0 << 50.0 << 10.0;
        QTest::newRow("sustaining") << sustaining << 40.0 << std::sqrt(1e-3) << 40.0 << 20.0;
        QTest::newRow("sustaining, set below what is there") << sustaining << 25.0 << open << 30.0 << 30.0;
        QTest::newRow("flow") << flow << 0.020 << 0.020 << 46.0 << 14.0;
        QTest::newRow("flow, set above what comes") << flow << 0.080 << open << 30.0 << 30.0;
    }

    void aValveHoldsWhatItIsSetTo()
    {
        QFETCH(int, kind);
        QFETCH(double, setting);
        QFETCH(double, flowM3s);
        QFETCH(double, beforeM);
        QFETCH(double, behindM);
        const HydraulicNetwork network = between(static_cast<HydraulicLinkKind>(kind), setting);
        HydraulicState state;
        const HydraulicReport report = network.solve(state, accuracy);
        QCOMPARE(report.outcome, HydraulicOutcome::Converged);
        for (const double flow : state.flowM3s)
            QVERIFY2(std::abs(flow - flowM3s) < 1e-7, qPrintable(QString::number(flow)));
        QVERIFY2(near(state.headM[1], beforeM, 1e-6), qPrintable(QString::number(state.headM[1])));
        QVERIFY2(near(state.headM[2], behindM, 1e-6), qPrintable(QString::number(state.headM[2])));
        const HydraulicState cold = state; // a second solve from there stays there
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[1], cold.flowM3s[1], 1e-9));
    }

    // Nothing but the valve reaches the tap: it is the fixed head there.
    void aReducingValveFeedsAPartOfItsOwn()
    {
        HydraulicNetwork network({source(50.0), tap(0.0), tap(0.0), tap(0.010)},
                                 {resistance(0, 1, 1e4),
                                  valve(1, 2, HydraulicLinkKind::PressureReducingValve, 20.0),
                                  resistance(2, 3, 2e4)},
                                 viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.headM[1], 49.0, 1e-9) && near(state.headM[3], 18.0, 1e-9));
        QVERIFY(near(state.flowM3s[1], 0.010, 1e-9));
    }

    void noValveLetsPressureHoldBackward_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("reducing") << static_cast<int>(HydraulicLinkKind::PressureReducingValve);
        QTest::newRow("sustaining") << static_cast<int>(HydraulicLinkKind::PressureSustainingValve);
    }

    void noValveLetsPressureHoldBackward()
    {
        QFETCH(int, kind);
        HydraulicNetwork network({source(10.0), tap(0.0), tap(0.0), source(50.0)},
                                 {resistance(0, 1, 1e4),
                                  valve(1, 2, static_cast<HydraulicLinkKind>(kind), 30.0),
                                  resistance(2, 3, 1e4)},
                                 viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QCOMPARE(state.flowM3s[1], 0.0);
    }

    // A tap takes what it takes: a valve that may pass less leaves it dry, and the rest goes on.
    void whatAFlowValveCannotFeedIsCutOff()
    {
        HydraulicNetwork network(
            {source(50.0), tap(0.005), tap(0.010)},
            {resistance(0, 1, 1e4), valve(1, 2, HydraulicLinkKind::FlowControlValve, 0.008)}, viscosity);
        HydraulicState state;
        const HydraulicReport report = network.solve(state, accuracy);
        QCOMPARE(report.outcome, HydraulicOutcome::Disconnected);
        QCOMPARE(report.cutOff, std::vector<std::size_t>{2});
        QVERIFY(near(state.flowM3s[0], 0.005, 1e-9));
    }

    // K = 10 over 100 mm: 8 x 10/(g π² 0.1⁴) Q² = 8265.4 Q².
    void aThrottleIsAPipeWithoutLength()
    {
        HydraulicLink throttle;
        throttle.from = 0;
        throttle.to = 1;
        throttle.law = PipeLaw::Power;
        throttle.boreM = 0.1;
        throttle.minorLoss = 10.0;
        HydraulicNetwork network({source(20.0), tap(0.020)}, {throttle}, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(20.0 - state.headM[1], 8265.4 * 4e-4, 1e-4));
    }

    // 40 m at rest, 30 m at 50 L/s: 40 - 200 Q meets 20 + 8000 Q² at (√680,000 - 200)/16,000. At 0.9 of its speed it is
    // 32.4 - 180 Q, at (√429,200 - 180)/16,000.
    void aPumpOfSeveralPointsWorksOnTheLinesBetweenThem()
    {
        const std::vector<PumpPoint> points{{0.0, 40.0}, {0.050, 30.0}, {0.100, 5.0}};
        for (const auto& [speed, flowM3s] : {std::pair(1.0, (std::sqrt(680e3) - 200.0) / 16e3),
                                             std::pair(0.9, (std::sqrt(429.2e3) - 180.0) / 16e3)}) {
            HydraulicNetwork network({source(0.0), tap(0.0), source(20.0)},
                                     {withPoints(0, 1, points, speed), resistance(1, 2, 8000.0)}, viscosity);
            HydraulicState state;
            QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
            QVERIFY2(near(state.flowM3s[0], flowM3s, 1e-6), qPrintable(QString::number(state.flowM3s[0])));
        }
    }

    // k = 1, 4 and 9e-3 of a square law: flows as 6 to 3 to 2, though they lose a few thousand-millionths of a metre.
    void linksThatResistNextToNothingShareAsTheyShould()
    {
        HydraulicNetwork network({source(10.0), tap(0.003)},
                                 {resistance(0, 1, 1e-3), resistance(0, 1, 4e-3), resistance(0, 1, 9e-3)},
                                 viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0] / state.flowM3s[1], 2.0, 1e-4));
        QVERIFY(near(state.flowM3s[0] / state.flowM3s[2], 3.0, 1e-4));
    }

    void whatCannotBeIsRefused()
    {
        const auto reducing = valve(0, 1, HydraulicLinkKind::PressureReducingValve, 20.0);
        QVERIFY_THROWS_EXCEPTION(InputError,
                                 HydraulicNetwork({source(50.0), source(10.0)}, {reducing}, viscosity));
        QVERIFY_THROWS_EXCEPTION(InputError,
                                 HydraulicNetwork({source(50.0), tap(0.0)}, {reducing, reducing}, viscosity));
        QVERIFY_THROWS_EXCEPTION(InputError,
                                 HydraulicNetwork({source(50.0), tap(0.0)},
                                                  {withPoints(0, 1, {{0.0, 20.0}, {0.1, 25.0}})}, viscosity));
        QVERIFY_THROWS_EXCEPTION(InputError, HydraulicNetwork({source(50.0), tap(0.0)},
                                                              {withPoints(0, 1, {{0.0, 20.0}})}, viscosity));
    }
};

QTEST_GUILESS_MAIN(HydraulicValvesTest)
#include "tst_hydraulic_valves.moc"
