#include "core/physics/power_chain.h"
#include "tests/core/physics/held.h"
#include "tests/core/physics/power_nodes.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace hallwright;
using namespace hallwright::test;
using test::node;

namespace {

Held doubleConversion("power_chain", "efficiency of a double-conversion UPS at 25, 50 and 100 %",
                      "published, 97.1, 97.75 and 97.6 %", 0.05, 0.039, "percentage points");
Held ecoMode("power_chain", "efficiency in eco mode at 25, 50 and 100 %",
             "98.3, 98.9 and 99.0 %, which its curve is fitted to", 0.05, 0.016, "percentage points");

constexpr double relative = 1e-12; // a handful of additions in double precision

bool near(double a, double b, double tolerance = relative)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

constexpr LossCurve ups{0.005, 0.006, 0.014};

// One load at each node, in the order of the nodes.
PowerFlow flowFor(const PowerNetwork& network, const std::vector<double>& loadW)
{
    std::vector<PowerLoad> loads;
    for (std::uint32_t i = 0; i < loadW.size(); ++i)
        loads.push_back({i, noPowerNode, loadW[i]});
    return PowerChain(network).flowFor(loads);
}

double sumOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// A utility and a standby generator feed a UPS through one bus; 100 kW on the UPS.
PowerNetwork withGenerator()
{
    PowerNetwork network;
    network.nodes = {node(1, 1e6, {}, {}), node(2, 1e6, {0.01, 0.0, 0.0}, {}), node(3, 1e6, {}, {{1}, {2}}),
                     node(4, 200e3, ups, {{3}})};
    network.nodes[1].kind = PowerNodeKind::Generator;
    network.nodes[1].standby = true;
    network.nodes[2].kind = PowerNodeKind::Switchgear;
    network.nodes[3].kind = PowerNodeKind::Ups;
    return network;
}

// Layers from sources down, each node fed by up to three of the layers above it.
struct RandomChain {
    PowerNetwork network;
    std::vector<PowerLoad> loads;
    std::vector<char> out;
};

RandomChain randomChain(std::mt19937& random)
{
    const auto number = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    const auto below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    RandomChain chain;
    const std::size_t n = 5 + below(60);
    const std::size_t sources = 1 + below(4);
    for (std::size_t i = 0; i < n; ++i) {
        PowerNode x = node(static_cast<std::int64_t>(i) + 1, below(8) == 0 ? 0.0 : number(1e4, 1e6),
                           {number(0, 0.01), number(0, 0.01), number(0, 0.01)}, {});
        x.kind = i < sources ? PowerNodeKind::Utility : PowerNodeKind::Pdu;
        x.standby = below(5) == 0;
        for (std::size_t k = 0; i >= sources && k < 1 + below(3); ++k)
            x.fedBy.push_back({static_cast<std::int64_t>(below(i)) + 1});
        chain.network.nodes.push_back(x);
        chain.out.push_back(below(6) == 0);
    }
    for (std::size_t k = 0; k < 2 * n; ++k) {
        PowerLoad load{static_cast<std::uint32_t>(below(n)), static_cast<std::uint32_t>(below(n)),
                       number(0.0, 1e5)};
        if (below(3) == 0)
            load.b = noPowerNode;
        chain.loads.push_back(load);
    }
    return chain;
}

constexpr int randomChains = 500;
constexpr unsigned seed = 20260727;

} // namespace

class PowerChainTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void sourcesGiveOutTheLoadsAndTheLosses()
    {
        std::mt19937 random(seed);
        for (int trial = 0; trial < randomChains; ++trial) {
            const RandomChain x = randomChain(random);
            const PowerChain chain(x.network);
            const PowerPaths paths = chain.pathsWithout(x.out);
            const PowerFlow flow = chain.flowFor(x.loads, paths);
            const double usedW = flow.servedW + sumOf(flow.lossW);
            QVERIFY(near(chain.sourcePowerW(flow, paths), usedW));
        }
    }

    void everyLoadIsServedOrNamedUnserved()
    {
        std::mt19937 random(seed);
        bool someUnserved = false;
        for (int trial = 0; trial < randomChains; ++trial) {
            const RandomChain x = randomChain(random);
            const PowerFlow flow = PowerChain(x.network).flowFor(x.loads, x.out);
            double loadsW = 0.0;
            for (const PowerLoad& load : x.loads)
                loadsW += load.powerW;
            QVERIFY(near(flow.servedW + flow.unservedW, loadsW));
            someUnserved = someUnserved || flow.unservedW > 0.0;
        }
        QVERIFY(someUnserved);
    }

    void deadNodesCarryAndLoseNothing()
    {
        std::mt19937 random(seed);
        for (int trial = 0; trial < randomChains; ++trial) {
            const RandomChain x = randomChain(random);
            const PowerChain chain(x.network);
            const PowerPaths paths = chain.pathsWithout(x.out);
            const PowerFlow flow = chain.flowFor(x.loads, paths);
            for (std::size_t i = 0; i < chain.size(); ++i) {
                QVERIFY(!x.out[i] || !paths.energised[i]);
                QVERIFY(paths.energised[i] || (flow.outputW[i] == 0.0 && flow.lossW[i] == 0.0));
            }
        }
    }

    void everyLossFollowsItsNodesCurve()
    {
        std::mt19937 random(seed);
        for (int trial = 0; trial < randomChains; ++trial) {
            const RandomChain x = randomChain(random);
            const PowerChain chain(x.network);
            const PowerPaths paths = chain.pathsWithout(x.out);
            const PowerFlow flow = chain.flowFor(x.loads, paths);
            for (std::size_t i = 0; i < chain.size(); ++i) {
                const PowerNode& n = x.network.nodes[i];
                if (flow.outputW[i] > 0.0)
                    QVERIFY(near(flow.lossW[i], powerLossW(n.loss, n.ratedW, flow.outputW[i])));
            }
        }
    }

    void swappingAAndBChangesNothing()
    {
        std::mt19937 random(seed);
        for (int trial = 0; trial < randomChains; ++trial) {
            const RandomChain x = randomChain(random);
            const PowerChain chain(x.network);
            std::vector<PowerLoad> swapped = x.loads;
            for (PowerLoad& load : swapped)
                std::swap(load.a, load.b);
            const PowerFlow before = chain.flowFor(x.loads, x.out);
            const PowerFlow after = chain.flowFor(swapped, x.out);
            for (std::size_t i = 0; i < chain.size(); ++i)
                QVERIFY(near(before.outputW[i], after.outputW[i]));
        }
    }

    void neitherTheOrderOfNodesNorOfTheirFeedersMatters()
    {
        std::mt19937 random(seed);
        for (int trial = 0; trial < randomChains; ++trial) {
            const RandomChain x = randomChain(random);
            std::vector<std::uint32_t> place(x.network.nodes.size()); // of each node in the other network
            std::iota(place.begin(), place.end(), 0u);
            std::shuffle(place.begin(), place.end(), random);
            RandomChain y = x;
            for (std::size_t i = 0; i < place.size(); ++i) {
                y.network.nodes[place[i]] = x.network.nodes[i];
                std::reverse(y.network.nodes[place[i]].fedBy.begin(), y.network.nodes[place[i]].fedBy.end());
                y.out[place[i]] = x.out[i];
            }
            for (PowerLoad& load : y.loads) {
                load.a = place[load.a];
                load.b = load.b == noPowerNode ? noPowerNode : place[load.b];
            }
            const PowerFlow one = PowerChain(x.network).flowFor(x.loads, x.out);
            const PowerFlow other = PowerChain(y.network).flowFor(y.loads, y.out);
            for (std::size_t i = 0; i < place.size(); ++i)
                QVERIFY(near(one.outputW[i], other.outputW[place[i]]));
        }
    }

    void theLossOfASideMovesExactlyItsLoadToTheOther()
    {
        // Two lossless chains of utility, UPS and PDU; 30 racks on both, 5 on each alone.
        PowerNetwork network;
        network.nodes = {node(1, 1e6, {}, {}),    node(2, 1e6, {}, {}),    node(3, 1e6, {}, {{1}}),
                         node(4, 1e6, {}, {{2}}), node(5, 1e6, {}, {{3}}), node(6, 1e6, {}, {{4}})};
        for (std::size_t i = 2; i < 6; ++i)
            network.nodes[i].kind = PowerNodeKind::Pdu;
        const std::vector<PowerLoad> loads{
            {4, 5, 30 * 8e3}, {4, noPowerNode, 5 * 8e3}, {5, noPowerNode, 5 * 8e3}};
        const PowerChain chain(network);
        const PowerFlow both = chain.flowFor(loads);
        QCOMPARE(both.outputW[4], 15 * 8e3 + 5 * 8e3);
        const PowerFlow withoutA = chain.flowFor(loads, std::vector<char>{1, 0, 1, 0, 1, 0});
        for (const std::size_t b : {1u, 3u, 5u})
            QCOMPARE(withoutA.outputW[b], both.outputW[b] + 15 * 8e3);
        QCOMPARE(withoutA.unservedW, 5 * 8e3);
    }

    void feedersShareInProportionToTheirRatings()
    {
        PowerNetwork network;
        network.nodes = {node(1, 1e6, {}, {}), node(2, 3e6, {}, {}), node(3, 1e6, {}, {{1}, {2}})};
        network.nodes[2].kind = PowerNodeKind::Switchgear;
        PowerFlow flow = flowFor(network, {0.0, 0.0, 100e3});
        QCOMPARE(flow.outputW[0], 25e3);
        QCOMPARE(flow.outputW[1], 75e3);
        network.nodes[0].ratedW = 0.0; // one rating unknown: they share equally
        flow = flowFor(network, {0.0, 0.0, 100e3});
        QCOMPARE(flow.outputW[0], 50e3);
        QCOMPARE(flow.outputW[1], 50e3);
    }

    void aStandbyGeneratorPicksUpOnlyWhenTheUtilityIsLost()
    {
        const PowerChain chain(withGenerator());
        const std::vector<PowerLoad> loads{{3, noPowerNode, 100e3}};
        const PowerFlow normal = chain.flowFor(loads);
        QCOMPARE(normal.outputW[1], 0.0);
        QCOMPARE(normal.lossW[1], 0.0); // it stands still: not even its no-load loss
        const PowerFlow lost = chain.flowFor(loads, std::vector<char>{1, 0, 0, 0});
        QCOMPARE(lost.outputW[0], 0.0);
        QCOMPARE(lost.outputW[1], normal.outputW[0]);
        QCOMPARE(lost.lossW[1], 10e3); // 1 MW x k0 0.01
        QCOMPARE(lost.unservedW, 0.0);
    }

    void whatOnlyAStandbySourceCouldSupplyStandsStill()
    {
        // The generator's step-up transformer is no standby element itself, but nothing runs it.
        PowerNetwork network = withGenerator();
        network.nodes.push_back(node(5, 1e6, {0.01, 0.0, 0.0}, {{2}}));
        network.nodes[4].kind = PowerNodeKind::Transformer;
        network.nodes[4].standby = true;
        network.nodes[2].fedBy = {{1}, {5}};
        const PowerChain chain(network);
        const std::vector<PowerLoad> loads{{3, noPowerNode, 100e3}};
        const PowerFlow normal = chain.flowFor(loads);
        QCOMPARE(normal.lossW[4], 0.0);
        QCOMPARE(normal.outputW[1], 0.0);
        const PowerFlow lost = chain.flowFor(loads, std::vector<char>{1, 0, 0, 0, 0});
        QCOMPARE(lost.lossW[4], 10e3);
        QVERIFY(lost.outputW[1] > 110e3);
    }

    void aReserveBusTakesOverWhatItsBlockLost()
    {
        // Utility <- UPS 1, UPS 2, reserve UPS; the PDUs are fed by their own UPS and, on standby, the reserve.
        PowerNetwork network;
        network.nodes = {node(1, 3e6, {}, {}),         node(2, 1e6, {}, {{1}}),
                         node(3, 1e6, {}, {{1}}),      node(4, 1e6, ups, {{1}}),
                         node(5, 1e6, {}, {{2}, {4}}), node(6, 1e6, {}, {{3}, {4}})};
        for (std::size_t i = 1; i < 6; ++i)
            network.nodes[i].kind = PowerNodeKind::Ups;
        network.nodes[3].standby = true;
        const PowerChain chain(network);
        const std::vector<PowerLoad> loads{{4, noPowerNode, 400e3}, {5, noPowerNode, 300e3}};
        const PowerFlow normal = chain.flowFor(loads);
        QCOMPARE(normal.outputW[3], 0.0);
        QCOMPARE(normal.lossW[3], 5e3); // it is live, and has its no-load loss
        const PowerFlow lost = chain.flowFor(loads, std::vector<char>{0, 1, 0, 0, 0, 0});
        QCOMPARE(lost.outputW[3], 400e3);
        QCOMPARE(lost.outputW[2], 300e3);
    }

    void aBatteryDrawsFromTheUtilityWhileThereIsOne()
    {
        PowerNetwork network;
        network.nodes = {node(1, 1e6, {}, {}), node(2, 1e6, {}, {{1}}), node(3, 1e6, {}, {{2}})};
        network.nodes[1].kind = PowerNodeKind::Battery;
        network.nodes[2].kind = PowerNodeKind::Pdu;
        const PowerChain chain(network);
        const std::vector<PowerLoad> loads{{2, noPowerNode, 80e3}};
        QCOMPARE(chain.flowFor(loads).outputW[0], 80e3);
        const std::vector<char> noUtility{1, 0, 0};
        const PowerFlow alone = chain.flowFor(loads, noUtility);
        QCOMPARE(alone.outputW[0], 0.0);
        QCOMPARE(chain.sourcePowerW(alone, chain.pathsWithout(noUtility)), 80e3);
    }

    void limitedSourcesOfAnyChainKeepTheBalance()
    {
        std::mt19937 random(seed);
        int limited = 0;
        for (int i = 0; i < randomChains; ++i) {
            RandomChain x = randomChain(random);
            for (std::size_t k = 0; k < x.network.nodes.size(); k += 2) {
                if (isSource(x.network.nodes[k].kind))
                    x.network.nodes[k].kind = PowerNodeKind::Generator;
            }
            const PowerChain chain(x.network);
            PowerPaths paths = chain.pathsWithout(x.out);
            const PowerFlow flow = chain.flowWithinRatings(x.loads, paths);
            const double usedW = flow.servedW + sumOf(flow.lossW);
            QVERIFY(near(chain.sourcePowerW(flow, paths), usedW, 1e-9) || usedW == 0.0);
            limited += paths.pull.empty() ? 0 : 1;
            for (std::size_t k = 0; k < chain.size(); ++k) {
                const bool over = chain.isLimited(k) && paths.energised[k] && flow.outputW[k] > 0.0 &&
                                  flow.outputW[k] > x.network.nodes[k].ratedW * (1.0 + 1e-6);
                QCOMPARE(chain.excessW(k, flow, paths) > 0.0, over);
            }
        }
        QVERIFY(limited > randomChains / 10);
    }

    void anEcoModeUpsPassesNinetyNinePercent_data()
    {
        QTest::addColumn<double>("load");
        QTest::addColumn<double>("percent");
        // k0 0.0035, k1 0.002, k2 0.0045: loss/rating 0.00428, 0.005625, 0.01 at x = 0.25, 0.5, 1.
        QTest::newRow("25 %") << 0.25 << 98.3;
        QTest::newRow("50 %") << 0.50 << 98.9;
        QTest::newRow("100 %") << 1.00 << 99.0;
    }

    void anEcoModeUpsPassesNinetyNinePercent()
    {
        QFETCH(double, load);
        QFETCH(double, percent);
        PowerNetwork network;
        network.nodes = {node(1, 1e6, {}, {}), node(2, 200e3, ups, {{1}})};
        network.nodes[1].kind = PowerNodeKind::Ups;
        const double doubleConversionW = flowFor(network, {0.0, load * 200e3}).lossW[1];
        network.nodes[1].upsMode = UpsMode::Eco;
        const double ecoW = flowFor(network, {0.0, load * 200e3}).lossW[1];
        const double efficiency = 100.0 * load * 200e3 / (load * 200e3 + ecoW);
        HOLDS(ecoMode, efficiency - percent);
        QVERIFY(ecoW < doubleConversionW);
    }

    void onlyAUpsHasAnEcoMode()
    {
        PowerNode pdu = node(1, 1e6, ups, {});
        pdu.kind = PowerNodeKind::Pdu;
        pdu.upsMode = UpsMode::Eco;
        QCOMPARE(lossCurve(pdu), ups);
    }

    void aNodeThatNoSourceReachesIsDead()
    {
        PowerNetwork network;
        network.nodes = {node(1, 1e6, {}, {}), node(2, 1e6, ups, {}), node(3, 1e6, ups, {{9}}),
                         node(4, 1e6, ups, {{2}, {3}})};
        for (std::size_t i = 1; i < 4; ++i)
            network.nodes[i].kind = PowerNodeKind::Ups;
        const PowerFlow flow = flowFor(network, {1e3, 1e3, 1e3, 1e3});
        QCOMPARE(flow.servedW, 1e3);
        QCOMPARE(flow.unservedW, 3e3);
        QCOMPARE(PowerChain(network).energised(), (std::vector<char>{1, 0, 0, 0}));
    }

    void nodesOfACircleLiveByTheirFeedersOutsideIt()
    {
        // 2 and 3 feed each other; 2 also hangs on the utility, 3 feeds 4. Nothing but 2 has power.
        PowerNetwork network;
        network.nodes = {node(1, 1e6, {}, {}), node(2, 1e6, ups, {{1}, {3}}), node(3, 1e6, ups, {{2}}),
                         node(4, 1e6, ups, {{3}})};
        for (std::size_t i = 1; i < 4; ++i)
            network.nodes[i].kind = PowerNodeKind::Ups;
        QCOMPARE(PowerChain(network).energised(), (std::vector<char>{1, 1, 0, 0}));
        network.nodes[3].fedBy = {{4}}; // itself
        QCOMPARE(PowerChain(network).energised(), (std::vector<char>{1, 1, 0, 0}));
    }

    void nodesAreFoundByAnyId()
    {
        PowerNetwork network;
        network.nodes = {node(3, 1e6, {}, {}), node(1'000'000'000'000, 1e6, {}, {{3}})};
        const PowerChain chain(network);
        QCOMPARE(chain.positionOf({3}), 0u);
        QCOMPARE(chain.positionOf({1'000'000'000'000}), 1u);
        for (const std::int64_t id :
             {std::int64_t{0}, std::int64_t{-1}, std::int64_t{4}, std::int64_t{999'999}})
            QCOMPARE(chain.positionOf({id}), noPowerNode);
    }

    void aDoubleConversionUpsHasThePublishedEfficiencies_data()
    {
        QTest::addColumn<double>("load");
        QTest::addColumn<double>("percent");
        // k0 0.005, k1 0.006, k2 0.014: loss/rating 0.007375, 0.0115, 0.025 at x = 0.25, 0.5, 1.
        QTest::newRow("25 %") << 0.25 << 97.1;
        QTest::newRow("50 %") << 0.50 << 97.75;
        QTest::newRow("100 %") << 1.00 << 97.6;
    }

    void aDoubleConversionUpsHasThePublishedEfficiencies()
    {
        QFETCH(double, load);
        QFETCH(double, percent);
        const double outputW = load * 1e6;
        const double efficiency = 100.0 * outputW / (outputW + powerLossW(ups, 1e6, outputW));
        HOLDS(doubleConversion, efficiency - percent);
    }

    void aChainOfThreeByHand()
    {
        // Utility (no loss) <- UPS 1 MW <- PDU 500 kW (k2 0.005) <- 250 kW of racks.
        // PDU: x = 0.5, loss 500 kW x 0.005 x 0.25 = 625 W. UPS: out 250,625 W, x = 0.250625,
        // loss 1 MW (0.005 + 0.006 x 0.250625 + 0.014 x 0.250625²) = 5000 + 1503.75 + 879.382 = 7,383.13 W.
        PowerNetwork network;
        network.nodes = {node(1, 2e6, {}, {}), node(2, 1e6, ups, {{1}}),
                         node(3, 500e3, {0.0, 0.0, 0.005}, {{2}})};
        const PowerFlow flow = flowFor(network, {0.0, 0.0, 250e3});
        QVERIFY(near(flow.lossW[2], 625.0));
        QVERIFY(near(flow.outputW[1], 250625.0));
        QVERIFY(near(flow.lossW[1], 7383.13, 1e-6));
        QVERIFY(near(flow.outputW[0], 250625.0 + flow.lossW[1]));
        QCOMPARE(flow.lossW[0], 0.0);
    }

    void twoFeedersShareEqually()
    {
        PowerNetwork network;
        network.nodes = {node(1, 1e6, {}, {}), node(2, 1e6, {}, {}), node(3, 1e6, {}, {{1}, {2}})};
        const PowerFlow flow = flowFor(network, {0.0, 0.0, 100e3});
        QCOMPARE(flow.outputW[0], 50e3);
        QCOMPARE(flow.outputW[1], 50e3);
    }

    void theOrderOfNodesDoesNotMatter()
    {
        PowerNetwork up;
        up.nodes = {node(1, 1e6, ups, {}), node(2, 1e6, ups, {{1}}), node(3, 1e6, ups, {{2}})};
        PowerNetwork down;
        down.nodes = {node(1, 1e6, ups, {{2}}), node(2, 1e6, ups, {{3}}), node(3, 1e6, ups, {})};
        const PowerFlow a = flowFor(up, {0.0, 0.0, 1e5});
        const PowerFlow b = flowFor(down, {1e5, 0.0, 0.0});
        QCOMPARE(a.outputW[0], b.outputW[2]);
    }

    void anIdleNodeStillHasItsNoLoadLoss()
    {
        PowerNetwork network;
        network.nodes = {node(1, 2e6, {}, {}), node(2, 1e6, ups, {{1}})};
        const PowerFlow flow = flowFor(network, {0.0, 0.0});
        QCOMPARE(flow.lossW[1], 5e3);
        QCOMPARE(flow.outputW[0], 5e3);
    }

    void aNodeWithoutRatingLosesInProportion()
    {
        QCOMPARE(powerLossW({0.01, 0.02, 0.03}, 0.0, 1000.0), 20.0);
    }

    void unknownFeedersAndCyclesLeaveFiniteNumbers()
    {
        PowerNetwork network;
        network.nodes = {node(1, 1e6, ups, {{9}}), node(2, 1e6, ups, {{3}}), node(3, 1e6, ups, {{2}})};
        const PowerFlow flow = flowFor(network, {1e3, 1e3, 1e3});
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(std::isfinite(flow.outputW[i]) && std::isfinite(flow.lossW[i]));
    }

    void anEmptyNetworkHasNoFlow() { QVERIFY(flowFor({}, {}).outputW.empty()); }
};

QTEST_GUILESS_MAIN(PowerChainTest)
#include "tst_power_chain.moc"
