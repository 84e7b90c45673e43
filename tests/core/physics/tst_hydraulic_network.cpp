#include "core/physics/hydraulic_network.h"

#include "core/model/errors.h"
#include "core/physics/pipe_friction.h"
#include "core/physics/pump_curve.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace hallwright;

namespace {

constexpr double viscosity = 1e-6;
constexpr double solved = 1e-9;        // relative, of flows: the accuracy asked for and quadratic convergence
constexpr double balanced = 1e-9;      // imbalance of nodes over the largest flow
constexpr double addedSlopeM = 1.2e-5; // head of the slope every law has added, at 1 m³/s
constexpr double accuracy = 1e-9;

HydraulicNode source(double headM)
{
    return {true, headM, 0.0};
}

HydraulicNode tap(double demandM3s)
{
    return {false, 0.0, demandM3s};
}

// h = k Q|Q|
HydraulicLink resistance(std::size_t from, std::size_t to, double k, double n = 2.0)
{
    HydraulicLink link;
    link.from = from;
    link.to = to;
    link.law = PipeLaw::Power;
    link.powerK = k;
    link.powerN = n;
    return link;
}

HydraulicLink withCheckValve(HydraulicLink link)
{
    link.checkValve = true;
    return link;
}

HydraulicLink pump(std::size_t from, std::size_t to, double headM, double flowM3s)
{
    const PumpCurve curve = curveThrough(PumpPoint{flowM3s, headM});
    HydraulicLink link;
    link.from = from;
    link.to = to;
    link.kind = HydraulicLinkKind::Pump;
    link.checkValve = true;
    link.shutOffHeadM = curve.shutOffHeadM;
    link.curveC = curve.c;
    link.curveN = curve.n;
    return link;
}

HydraulicLink steelPipe(std::size_t from, std::size_t to, double lengthM, double boreM)
{
    HydraulicLink link;
    link.from = from;
    link.to = to;
    link.lengthM = lengthM;
    link.boreM = boreM;
    link.roughness = 4.5e-5;
    return link;
}

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

bool allFinite(const HydraulicState& state)
{
    const auto finite = [](double value) { return std::isfinite(value); };
    return std::all_of(state.headM.begin(), state.headM.end(), finite) &&
           std::all_of(state.flowM3s.begin(), state.flowM3s.end(), finite);
}

} // namespace

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

    void demandThatNoSourceReachesIsCutOff()
    {
        HydraulicLink shut = resistance(1, 2, 1e4);
        shut.closed = true;
        HydraulicNetwork network({source(10.0), tap(0.010), tap(0.005), tap(0.0), tap(0.0)},
                                 {resistance(0, 1, 1e4), shut, resistance(2, 3, 1e4)}, viscosity);
        HydraulicState state;
        const HydraulicReport report = network.solve(state, accuracy);
        QCOMPARE(report.outcome, HydraulicOutcome::Disconnected);
        QCOMPARE(report.cutOff, std::vector<std::size_t>{2}); // without demand nodes 3 and 4 miss nothing
        QVERIFY(near(state.flowM3s[0], 0.010, solved));
        QVERIFY(near(state.headM[1], 9.0, 1e-6));
        QCOMPARE(state.flowM3s[1], 0.0);
        QCOMPARE(state.flowM3s[2], 0.0);
        QVERIFY(allFinite(state));
    }

    void aNetworkWithoutSourcesIsCutOffAltogether()
    {
        HydraulicNetwork network({tap(0.010), tap(-0.010)}, {resistance(0, 1, 1e4)}, viscosity);
        HydraulicState state;
        const HydraulicReport report = network.solve(state, accuracy);
        QCOMPARE(report.outcome, HydraulicOutcome::Disconnected);
        QCOMPARE(report.cutOff.size(), std::size_t(2));
        QVERIFY(allFinite(state));
        HydraulicNetwork nothing({}, {}, viscosity);
        HydraulicState none;
        QCOMPARE(nothing.solve(none).outcome, HydraulicOutcome::Converged);
    }

    void aWarmStartEndsWhereAColdOneDoesAndSooner()
    {
        std::vector<HydraulicNode> nodes{source(60.0)};
        std::vector<HydraulicLink> links;
        constexpr std::size_t side = 8;
        for (std::size_t i = 0; i < side * side; ++i)
            nodes.push_back(tap(1e-3 * static_cast<double>(1 + i % 5)));
        links.push_back(steelPipe(0, 1, 10.0, 0.25));
        for (std::size_t row = 0; row < side; ++row)
            for (std::size_t column = 0; column < side; ++column) {
                const std::size_t here = 1 + row * side + column;
                if (column + 1 < side)
                    links.push_back(steelPipe(here, here + 1, 20.0, 0.15));
                if (row + 1 < side)
                    links.push_back(steelPipe(here, here + side, 20.0, 0.10));
            }
        HydraulicNetwork network(nodes, links, viscosity);
        HydraulicState warm, cold;
        const HydraulicReport first = network.solve(warm, accuracy);
        QCOMPARE(first.outcome, HydraulicOutcome::Converged);
        QVERIFY(network.solve(warm, accuracy).iterations <= 2);
        network.setDemand(40, 8e-3);
        const HydraulicReport again = network.solve(warm, accuracy), anew = network.solve(cold, accuracy);
        QVERIFY(again.iterations < anew.iterations);
        QVERIFY(again.massResidual < balanced && anew.massResidual < balanced);
        for (std::size_t l = 0; l < links.size(); ++l)
            QVERIFY(std::abs(warm.flowM3s[l] - cold.flowM3s[l]) < 1e-9);
    }

    // Whatever the network: what flows into a node flows out, every pipe loses what its law says, and no check valve
    // lets anything back. Loops, pumps, check valves, several sources.
    void theLawsHoldInAnyNetwork()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> share(0.0, 1.0);
        for (int round = 0; round < 200; ++round) {
            const std::size_t count = 5 + random() % 30;
            std::vector<HydraulicNode> nodes{source(40.0)};
            std::vector<HydraulicLink> links;
            for (std::size_t i = 1; i < count; ++i) {
                nodes.push_back(share(random) < 0.1 ? source(30.0 + 20.0 * share(random))
                                                    : tap(5e-3 * share(random)));
                links.push_back(
                    steelPipe(random() % i, i, 1.0 + 100.0 * share(random), 0.05 + 0.2 * share(random)));
            }
            for (std::size_t i = 1; i < count; ++i) {
                const std::size_t other = random() % i;
                const double kind = share(random);
                if (kind < 0.2)
                    links.push_back(pump(other, i, 20.0 * share(random) + 1.0, 0.02));
                else if (kind < 0.5)
                    links.push_back(withCheckValve(resistance(i, other, 1e5 * share(random) + 1.0, 1.89)));
                else
                    links.push_back(resistance(i, other, 1e5 * share(random) + 1.0));
            }
            const HydraulicNetwork network(nodes, links, viscosity);
            HydraulicState state;
            const HydraulicReport report = network.solve(state, accuracy);
            QCOMPARE(report.outcome, HydraulicOutcome::Converged);
            QVERIFY(report.massResidual < balanced);
            std::vector<double> excess(count);
            double largest = 0.0;
            for (std::size_t l = 0; l < links.size(); ++l) {
                const double flow = state.flowM3s[l];
                const double drop = state.headM[links[l].from] - state.headM[links[l].to];
                largest = std::max(largest, std::abs(flow));
                excess[links[l].from] -= flow;
                excess[links[l].to] += flow;
                if (links[l].checkValve && flow == 0.0) {
                    QVERIFY(drop + links[l].shutOffHeadM < 1e-6);
                    continue;
                }
                QVERIFY(!links[l].checkValve || flow > -1e-9);
                const double loss =
                    l + 1 < count ? headLoss(pipeFriction(links[l].lengthM, links[l].boreM,
                                                          links[l].roughness, viscosity),
                                             flow)
                                        .headM
                    : links[l].kind == HydraulicLinkKind::Pump
                        ? links[l].curveC * std::abs(flow) * flow - links[l].shutOffHeadM
                        : links[l].powerK * std::pow(std::abs(flow), links[l].powerN - 1.0) * flow;
                QVERIFY(std::abs(drop - loss) < 1e-6 + addedSlopeM * std::abs(flow));
            }
            for (std::size_t i = 0; i < count; ++i)
                if (!nodes[i].fixedHead)
                    QVERIFY(std::abs(excess[i] - nodes[i].demandM3s) <= 2.0 * balanced * largest);
        }
    }

    void aStateThatDoesNotFitIsNotUsed()
    {
        HydraulicNetwork network({source(10.0), tap(1e-3)}, {resistance(0, 1, 1e6)}, viscosity);
        HydraulicState wrongSize{{1.0, 2.0, 3.0}, {5.0}};
        QCOMPARE(network.solve(wrongSize, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(wrongSize.headM[1], 9.0, 1e-6));
        HydraulicState noNumbers{{10.0, std::nan("")}, {std::numeric_limits<double>::infinity()}};
        QCOMPARE(network.solve(noNumbers, accuracy).outcome, HydraulicOutcome::Converged);
        QVERIFY(near(noNumbers.headM[1], 9.0, 1e-6));
    }

    // An accuracy no computer reaches ends at the iteration cap, and says so.
    void whatDoesNotConvergeIsReported()
    {
        HydraulicNetwork network({source(10.0), tap(1e-3)}, {resistance(0, 1, 1e6)}, viscosity);
        HydraulicState state;
        const HydraulicReport report = network.solve(state, -1.0);
        QCOMPARE(report.outcome, HydraulicOutcome::NotConverged);
        QVERIFY(report.iterations > 0);
        QVERIFY(allFinite(state));
    }

    void absurdNumbersStayFinite()
    {
        for (const double k : {1e-300, 1e300}) {
            HydraulicNetwork network(
                {source(1e6), tap(1e3), tap(1e-12)},
                {resistance(0, 1, k), steelPipe(1, 2, 1e9, 1e-4), steelPipe(0, 2, 1.0, 1e-200)}, viscosity);
            HydraulicState state;
            const HydraulicReport report = network.solve(state);
            QVERIFY(allFinite(state));
            QVERIFY(std::isfinite(report.flowChange) && std::isfinite(report.massResidual));
            QCOMPARE(state.flowM3s[2], 0.0); // a bore too small for numbers is none
        }
    }

    void whatIsNoNetworkIsRefused()
    {
        const double nan = std::nan("");
        QVERIFY_EXCEPTION_THROWN(HydraulicNetwork({source(1.0)}, {resistance(0, 1, 1.0)}, viscosity),
                                 InputError);
        QVERIFY_EXCEPTION_THROWN(HydraulicNetwork({source(1.0)}, {resistance(0, 0, 1.0)}, viscosity),
                                 InputError);
        QVERIFY_EXCEPTION_THROWN(HydraulicNetwork({source(nan)}, {}, viscosity), InputError);
        QVERIFY_EXCEPTION_THROWN(HydraulicNetwork({source(1.0)}, {}, 0.0), InputError);
        HydraulicNetwork network({source(1.0), tap(0.0)}, {resistance(0, 1, 1.0)}, viscosity);
        QVERIFY_EXCEPTION_THROWN(network.setDemand(1, nan), InputError);
        QVERIFY_EXCEPTION_THROWN(network.setFixedHead(1, 3.0), InputError);
        QVERIFY_EXCEPTION_THROWN(network.setLink(0, resistance(1, 0, 1.0)), InputError);
        QVERIFY_EXCEPTION_THROWN(network.setLink(0, resistance(0, 1, nan)), InputError);
    }
};

QTEST_GUILESS_MAIN(HydraulicNetworkTest)
#include "tst_hydraulic_network.moc"
