// Pumps in a network of pipes.
#include "tests/core/physics/small_networks.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class HydraulicPumpsTest : public QObject
{
    Q_OBJECT

private slots:
    // Hs = 40 - 4000 Q² (30 m at 50 L/s) against a lift of 20 m and 4000 Q²: Q = √(20/8000) = 50 L/s.
    void aPumpWorksWhereItsCurveMeetsTheSystems()
    {
        HydraulicNetwork network({source(0.0), tap(0.0), source(20.0)},
                                 {pump(0, 1, 30.0, 0.050), resistance(1, 2, 4000.0)}, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], 0.050, 1e-6));
        QVERIFY(near(state.headM[1], 30.0, 1e-6));
        // At half speed 10 m of head at most: below the lift, so its check valve closes.
        HydraulicLink half = network.links()[0];
        half.speed = 0.5;
        network.setLink(0, half);
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QCOMPARE(state.flowM3s[0], 0.0);
        QVERIFY(near(state.headM[1], 20.0, 1e-9));
    }

    // Without a check valve water runs back through it: 25 = 20 + 4000 Q² + 4000 Q².
    void aPumpOffItsCurveStaysFinite()
    {
        HydraulicLink weak = pump(0, 1, 15.0, 0.050); // 20 m at no flow, c = 2000
        weak.checkValve = false;
        HydraulicNetwork back({source(0.0), tap(0.0), source(25.0)}, {weak, resistance(1, 2, 2000.0)},
                              viscosity);
        HydraulicState state;
        QCOMPARE(back.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], -std::sqrt(5.0 / 4000.0), 1e-6));
        // Beyond the end of its curve it loses head: 200 L/s at c = 4000 are -120 m.
        HydraulicNetwork far({source(0.0), tap(0.200)}, {pump(0, 1, 30.0, 0.050)}, viscosity);
        HydraulicState farState;
        QCOMPARE(far.solve(farState, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(farState.headM[1], -120.0, 1e-6));
    }

    void aPumpThatStandsStillCarriesNothing()
    {
        HydraulicLink still = pump(0, 1, 30.0, 0.050);
        still.speed = 0.0;
        HydraulicNetwork network({source(10.0), tap(0.010)}, {still, resistance(0, 1, 1e4)}, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QCOMPARE(state.flowM3s[0], 0.0);
        QVERIFY(near(state.flowM3s[1], 0.010, solved));
    }

    // Two equal pumps side by side halve the flow; a third, weaker one is held shut by them.
    void pumpsInParallel()
    {
        HydraulicNetwork network({source(0.0), tap(0.0), source(28.0)},
                                 {pump(0, 1, 30.0, 0.050), pump(0, 1, 30.0, 0.050), pump(0, 1, 15.0, 0.050),
                                  resistance(1, 2, 200.0)},
                                 viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], state.flowM3s[1], solved));
        QCOMPARE(state.flowM3s[2], 0.0);
        // 40 - 4000 Q² = 28 + 200 (2 Q)²: Q = √(12/4800) = 50 L/s
        QVERIFY(near(state.flowM3s[0], 0.050, 1e-6));
    }

    // A three-point curve with n below 1 is steep at rest and still has a solution.
    void aPumpWithASteepCurve()
    {
        HydraulicLink steep = pump(0, 1, 30.0, 0.050);
        steep.curveN = 0.6;
        steep.curveC = 60.0;
        HydraulicNetwork network({source(0.0), tap(0.0), source(39.0)}, {steep, resistance(1, 2, 1e4)},
                                 viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        const double flow = state.flowM3s[0];
        QVERIFY(flow > 0.0);
        QVERIFY(near(40.0 - 60.0 * std::pow(flow, 0.6), 39.0 + 1e4 * flow * flow, 1e-6));
    }
};

QTEST_GUILESS_MAIN(HydraulicPumpsTest)
#include "tst_hydraulic_pumps.moc"
