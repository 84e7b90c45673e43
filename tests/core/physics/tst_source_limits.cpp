#include "core/physics/power_chain.h"
#include "tests/core/physics/power_nodes.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using test::node;

namespace {

bool near(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

} // namespace

class SourceLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    // 300 kW at both sides: the generator gives its 100 kW, the utility the rest.
    void whatAGeneratorLacksComesFromTheOtherSide()
    {
        PowerNetwork network;
        network.nodes = {node(1, 100e3, {}, {}), node(2, 1e6, {}, {}), node(3, 1e6, {}, {{1}}),
                         node(4, 1e6, {}, {{2}})};
        network.nodes[0].kind = PowerNodeKind::Generator;
        network.nodes[2].kind = network.nodes[3].kind = PowerNodeKind::Pdu;
        const PowerChain chain(network);
        const std::vector<PowerLoad> loads{{2, 3, 200e3}, {2, 3, 100e3}};
        PowerPaths paths = chain.pathsWithout();
        const PowerFlow flow = chain.flowWithinRatings(loads, paths);
        QVERIFY(flow.outputW[0] <= 100e3);
        QVERIFY(near(flow.outputW[0], 100e3, 1e-8));
        QVERIFY(near(flow.outputW[1], 200e3, 1e-8));
        QVERIFY(!chain.anyExcess(flow, paths));
        const LoadShares shares = sharesOf(loads.front(), paths);
        QVERIFY(near(shares.a, 1.0 / 3.0, 1e-8));
        QCOMPARE(shares.a + shares.b, 1.0);
    }

    void aUtilityIsNotLimited()
    {
        PowerNetwork network;
        network.nodes = {node(1, 100e3, {}, {})};
        const PowerChain chain(network);
        const std::vector<PowerLoad> loads{{0, noPowerNode, 300e3}};
        PowerPaths paths = chain.pathsWithout();
        QCOMPARE(chain.flowWithinRatings(loads, paths).outputW[0], 300e3);
        QVERIFY(paths.pull.empty());
    }

    // One bus fed by a generator and a utility of the same rating, which would share 300 kW equally.
    void whatAGeneratorLacksComesFromItsNeighbourOnTheBus()
    {
        PowerNetwork network;
        network.nodes = {node(1, 100e3, {}, {}), node(2, 100e3, {}, {}), node(3, 1e6, {}, {{1}, {2}})};
        network.nodes[0].kind = PowerNodeKind::Generator;
        network.nodes[2].kind = PowerNodeKind::Switchgear;
        const PowerChain chain(network);
        const std::vector<PowerLoad> loads{{2, noPowerNode, 300e3}};
        PowerPaths paths = chain.pathsWithout();
        const PowerFlow flow = chain.flowWithinRatings(loads, paths);
        QVERIFY(near(flow.outputW[0], 100e3, 1e-8));
        QVERIFY(near(flow.outputW[1], 200e3, 1e-8));
    }

    // 150 kW hang on the generator alone and 100 kW on both sides: all of the latter moves, 50 kW are too much.
    void whatNoOtherFeedCarriesIsAnExcess()
    {
        PowerNetwork network;
        network.nodes = {node(1, 100e3, {}, {}), node(2, 1e6, {}, {})};
        network.nodes[0].kind = PowerNodeKind::Generator;
        const PowerChain chain(network);
        const std::vector<PowerLoad> loads{{0, noPowerNode, 150e3}, {0, 1, 100e3}};
        PowerPaths paths = chain.pathsWithout();
        const PowerFlow flow = chain.flowWithinRatings(loads, paths);
        QVERIFY(chain.anyExcess(flow, paths));
        QVERIFY(near(chain.excessW(0, flow, paths), 50e3, 1e-6));
        QCOMPARE(chain.shareOfExcess(flow, paths)[0], 1.0);
        QCOMPARE(chain.shareOfExcess(flow, paths)[1], 0.0);
    }
};

QTEST_APPLESS_MAIN(SourceLimitsTest)
#include "tst_source_limits.moc"
