// What holds in any network, and what becomes of networks that cannot be solved.
#include "core/model/errors.h"
#include "core/physics/pipe_friction.h"
#include "tests/core/physics/small_networks.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

class HydraulicLimitsTest : public QObject
{
    Q_OBJECT

private slots:
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

QTEST_GUILESS_MAIN(HydraulicLimitsTest)
#include "tst_hydraulic_limits.moc"
