#include "core/physics/power_chain.h"

#include <QtTest>

using namespace hallwright;

namespace {

constexpr double relative = 1e-12; // a handful of additions in double precision

bool near(double a, double b, double tolerance = relative)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

PowerNode node(std::int64_t id, double ratedW, LossCurve loss, std::vector<PowerNodeId> fedBy)
{
    PowerNode n;
    n.id = {id};
    n.ratedW = ratedW;
    n.loss = loss;
    n.fedBy = std::move(fedBy);
    return n;
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

} // namespace

class PowerChainTest : public QObject
{
    Q_OBJECT

private slots:
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
        constexpr double printedDigits = 0.05; // the source gives three figures
        QVERIFY2(std::abs(efficiency - percent) <= printedDigits, qPrintable(QString::number(efficiency)));
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
