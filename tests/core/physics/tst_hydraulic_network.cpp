// Pipes, valves and demands: flows and heads by hand.
#include "core/physics/pipe_friction.h"
#include "tests/core/physics/small_networks.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class HydraulicNetworkTest : public QObject
{
    Q_OBJECT

private slots:
    // 1 L/s through k = 1e6: 1 m.
    void oneDemandThroughOneLink()
    {
        HydraulicNetwork network({source(10.0), tap(1e-3)}, {resistance(0, 1, 1e6)}, viscosity);
        HydraulicState state;
        const HydraulicReport report = network.solve(state, accuracy);
        QCOMPARE(report.outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], 1e-3, solved));
        QVERIFY(near(state.headM[1], 9.0, 1e-7));
        QVERIFY(report.massResidual < balanced);
        QVERIFY(report.cutOff.empty());
    }

    // k1 = 1e4, k2 = 4e4 between heads of 10 and 6 m: Q1 = √(4/1e4) = 20 L/s, Q2 = √(4/4e4) = 10 L/s.
    void twoParallelPipesBetweenTwoHeads()
    {
        HydraulicNetwork network({source(10.0), source(6.0)}, {resistance(0, 1, 1e4), resistance(0, 1, 4e4)},
                                 viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], 0.020, 1e-6));
        QVERIFY(near(state.flowM3s[1], 0.010, 1e-6));
    }

    // The same two pipes with 30 L/s drawn at their end share it 2 : 1; laid the other way round the flow turns sign.
    void twoParallelPipesShareADemand()
    {
        HydraulicNetwork network({source(10.0), tap(0.030)}, {resistance(0, 1, 1e4), resistance(1, 0, 4e4)},
                                 viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], 0.020, 1e-6));
        QVERIFY(near(state.flowM3s[1], -0.010, 1e-6));
        QVERIFY(near(state.headM[1], 6.0, 1e-6));
    }

    // Supply at a corner of a square of equal pipes and 30 L/s at the next: 3 pipes one way, 1 the other, √3 : 1 in
    // flow. Q = 30 √3/(1 + √3) = 19.019 L/s in the near pipe.
    void oneLoop()
    {
        const double k = 1e4;
        HydraulicNetwork network(
            {source(50.0), tap(0.030), tap(0.0), tap(0.0)},
            {resistance(0, 1, k), resistance(1, 2, k), resistance(2, 3, k), resistance(3, 0, k)}, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        const double root3 = std::sqrt(3.0);
        QVERIFY(near(state.flowM3s[0], 0.030 * root3 / (1.0 + root3), 1e-6));
        for (const std::size_t link : {1, 2, 3})
            QVERIFY(near(state.flowM3s[link], -0.030 / (1.0 + root3), 1e-6));
        QVERIFY(near(50.0 - state.headM[1], k * state.flowM3s[0] * state.flowM3s[0], 1e-5));
    }

    void turningALinkRoundTurnsItsFlowOnly()
    {
        std::vector<HydraulicLink> links{steelPipe(0, 1, 80.0, 0.1), steelPipe(1, 2, 60.0, 0.08),
                                         steelPipe(2, 0, 90.0, 0.1), steelPipe(1, 3, 20.0, 0.05),
                                         steelPipe(2, 3, 30.0, 0.05)};
        const std::vector<HydraulicNode> nodes{source(30.0), tap(4e-3), tap(2e-3), tap(5e-3)};
        HydraulicNetwork network(nodes, links, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        std::swap(links[3].from, links[3].to);
        std::reverse(links.begin(), links.end());
        HydraulicNetwork turned(nodes, links, viscosity);
        HydraulicState turnedState;
        QCOMPARE(turned.solve(turnedState, accuracy).outcome, HydraulicOutcome::Converged);
        for (std::size_t i = 0; i < nodes.size(); ++i)
            QVERIFY(near(turnedState.headM[i], state.headM[i], 1e-9));
        QVERIFY(near(turnedState.flowM3s[1], -state.flowM3s[3], solved));
        // Every pipe's law holds.
        const PipeFriction friction = pipeFriction(30.0, 0.05, 4.5e-5, viscosity);
        QVERIFY(near(state.headM[2] - state.headM[3], headLoss(friction, state.flowM3s[4]).headM, 1e-6));
    }

    // The liquid's viscosity, fittings and Hazen-Williams enter as the laws say.
    void theLawsOfPipes()
    {
        HydraulicLink fitting = resistance(0, 1, 0.0);
        fitting.boreM = 0.05;
        fitting.minorLoss = 10.0;
        HydraulicLink hazen = steelPipe(0, 1, 100.0, 0.1);
        hazen.law = PipeLaw::HazenWilliams;
        hazen.roughness = 130.0;
        const double q = 5e-3;
        const auto loss = [&](const HydraulicLink& link, double viscosityM2s) {
            HydraulicNetwork network({source(100.0), tap(q)}, {link}, viscosityM2s);
            HydraulicState state;
            return network.solve(state, accuracy).outcome == HydraulicOutcome::Converged
                       ? 100.0 - state.headM[1]
                       : -1.0;
        };
        constexpr double within = 1e-6;
        QVERIFY(near(loss(fitting, viscosity), minorLossK(10.0, 0.05) * q * q, within));
        QVERIFY(near(loss(hazen, viscosity), hazenWilliamsK(100.0, 0.1, 130.0) * std::pow(q, 1.852), within));
        for (const double nu : {0.5e-6, 2.4e-6, 1e-4}) // the last one laminar
            QVERIFY(near(loss(steelPipe(0, 1, 100.0, 0.1), nu),
                         headLoss(pipeFriction(100.0, 0.1, 4.5e-5, nu), q).headM, within));
    }

    void aClosedValveSendsTheFlowRound()
    {
        HydraulicLink valve = resistance(0, 1, 1e4);
        HydraulicNetwork network({source(10.0), tap(0.010)}, {valve, resistance(0, 1, 4e4)}, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], 0.010 * 2.0 / 3.0, 1e-6));
        valve.closed = true;
        network.setLink(0, valve);
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QCOMPARE(state.flowM3s[0], 0.0);
        QVERIFY(near(state.flowM3s[1], 0.010, solved));
        valve.closed = false;
        network.setLink(0, valve);
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], 0.010 * 2.0 / 3.0, 1e-6));
    }

    void aCheckValveLetsNothingBack()
    {
        HydraulicNetwork network({source(10.0), source(6.0), tap(0.010)},
                                 {resistance(0, 2, 1e4), withCheckValve(resistance(1, 2, 1e4))}, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QCOMPARE(state.flowM3s[1], 0.0); // at the tap 9 m are left, more than the second source has
        QVERIFY(near(state.headM[2], 9.0, 1e-6));
        // 30 L/s pull the tap below 6 m, and the valve opens: 1e4 Q1² - 1e4 (0.03 - Q1)² = 4 gives Q1 = 21.667 L/s.
        network.setDemand(2, 0.030);
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], 0.0216667, 1e-5));
        QVERIFY(near(state.flowM3s[1], 0.0083333, 1e-5));
        // And from rest the same, whatever was before.
        HydraulicState cold;
        QCOMPARE(network.solve(cold, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(cold.flowM3s[1], state.flowM3s[1], 1e-7));
    }

    void aCheckValveOpensForThoseOnlyItCanSupply()
    {
        HydraulicNetwork network({source(10.0), tap(0.0), tap(0.0)},
                                 {withCheckValve(resistance(0, 1, 1e4)), resistance(1, 2, 1e4)}, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        network.setDemand(1, -0.005); // pushes back: it has nowhere to go
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Disconnected);
        QCOMPARE(state.flowM3s[0], 0.0);
        network.setDemand(1, 0.005);
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.flowM3s[0], 0.005, solved));
    }

    void aDeadLegBehindACheckValveFillsUpToThePressureBeforeIt()
    {
        HydraulicNetwork network(
            {source(10.0), source(6.0), tap(0.0)},
            {withCheckValve(resistance(0, 2, 1e4)), withCheckValve(resistance(1, 2, 1e4))}, viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.headM[2], 10.0, 1e-9));
        QVERIFY(std::abs(state.flowM3s[0]) < 1e-12);
        QCOMPARE(state.flowM3s[1], 0.0);
    }

    void aDeadLegCarriesNothingAndHasTheHeadWhereItBranches()
    {
        HydraulicNetwork network({source(10.0), tap(0.010), tap(0.0), tap(0.0)},
                                 {resistance(0, 1, 1e4), steelPipe(1, 2, 50.0, 0.05), resistance(2, 3, 1e6)},
                                 viscosity);
        HydraulicState state;
        const HydraulicReport report = network.solve(state, accuracy);
        QCOMPARE(report.outcome, HydraulicOutcome::Converged);
        QVERIFY(std::abs(state.flowM3s[1]) < balanced * 0.010);
        QVERIFY(near(state.headM[2], state.headM[1], 1e-9));
        QVERIFY(near(state.headM[3], state.headM[1], 1e-9));
    }

    void nothingFlowsWithoutDemand()
    {
        HydraulicNetwork network(
            {source(10.0), tap(0.0), tap(0.0)},
            {steelPipe(0, 1, 10.0, 0.1), resistance(1, 2, 1e4), resistance(2, 0, 1e4, 1.852)}, viscosity);
        HydraulicState state;
        const HydraulicReport report = network.solve(state, accuracy);
        QCOMPARE(report.outcome, HydraulicOutcome::Converged);
        for (const double flow : state.flowM3s)
            QVERIFY(std::abs(flow) < 1e-9);
        for (const double head : state.headM)
            QVERIFY(near(head, 10.0, 1e-9));
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
    }

    // A bypass without any resistance between two nodes takes the flow; heads stay finite.
    void aLinkWithoutResistanceIsRegular()
    {
        HydraulicNetwork network({source(10.0), tap(0.0), tap(0.010)},
                                 {resistance(0, 1, 0.0), resistance(0, 1, 1e4), resistance(1, 2, 0.0)},
                                 viscosity);
        HydraulicState state;
        QCOMPARE(network.solve(state, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(state.headM[2], 10.0, addedSlopeM));
        QVERIFY(near(state.flowM3s[2], 0.010, solved));
    }
};

QTEST_GUILESS_MAIN(HydraulicNetworkTest)
#include "tst_hydraulic_network.moc"
