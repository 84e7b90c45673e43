// A coolant loop solved as the network its pipes make: flows, heads and temperatures.
#include "tests/core/simulation/drawn_loops.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

namespace {

std::vector<TerminalDemand> randomDemands(std::size_t count, std::mt19937& random)
{
    std::uniform_real_distribution<double> flow(0.0, 0.004);
    std::vector<TerminalDemand> demands;
    for (std::size_t i = 0; i < count; ++i) {
        const double flowM3s = i % 7 == 3 ? 0.0 : flow(random);
        demands.push_back(demand(flowM3s, flowM3s * 30e6));
    }
    return demands;
}

// The stretches of a role as a network of their own, with the flows that equipment takes at its nearest node.
struct Gradient {
    std::vector<Point3> places;
    std::vector<HydraulicNode> nodes;
    std::vector<HydraulicLink> links;

    std::size_t at(const Point3& p)
    {
        const auto apart = [&](const Point3& q) { return std::hypot(p.x - q.x, p.y - q.y, p.z - q.z); };
        const auto it =
            std::find_if(places.begin(), places.end(), [&](const Point3& q) { return apart(q) < 0.1; });
        if (it != places.end())
            return static_cast<std::size_t>(it - places.begin());
        places.push_back(p);
        nodes.push_back({});
        return places.size() - 1;
    }
};

} // namespace

class LoopNetworkTest : public QObject
{
    Q_OBJECT

private slots:
    // 6 L/s to the near coil and 4 L/s to the far one: 10 L/s over the first 10 m, 4 L/s over the other 20 m, there and
    // back. The far coil drops 50 kPa (4/10)² = 8 kPa, the near one 18 kPa, and the near one needs less pipe: which of them
    // sets the head follows from the figures. The chiller drops 60 kPa at the loop's design flow.
    void twoCoilsOnAMainByHand()
    {
        Drawing drawing = singleMain();
        drawing.loop().heldHead = 0.0;
        const auto h = drawing.solve({demand(0.006), demand(0.004)});

        QVERIFY(h->fromPipes);
        QCOMPARE(h->pipes.size(), std::size_t(4));
        VERIFY_RELATIVE(h->pipes[0].flowM3s, 0.010, byHand);
        VERIFY_RELATIVE(h->pipes[1].flowM3s, 0.004, byHand);
        VERIFY_RELATIVE(h->pipes[2].flowM3s, -0.010, byHand); // drawn away from the plant
        VERIFY_RELATIVE(h->pipes[3].flowM3s, -0.004, byHand);
        VERIFY_RELATIVE(h->pipes[0].dropPa, mainDropPa(10.0, 0.010), byHand);
        VERIFY_RELATIVE(h->pipes[1].dropPa, mainDropPa(20.0, 0.004), byHand);

        const double designM3s = 1e6 / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
        const double chillerPa = 60e3 * std::pow(0.010 / designM3s, 2.0);
        const double nearPa = 50e3 * 0.36;
        const double farPa = 50e3 * 0.16 + 2.0 * mainDropPa(20.0, 0.004);
        QVERIFY(nearPa > farPa);
        const double headPa = chillerPa + 2.0 * mainDropPa(10.0, 0.010) + nearPa;
        VERIFY_RELATIVE(h->headPa, headPa, byHand);
        QCOMPARE(h->terminals[0].valveDropPa, 0.0);
        VERIFY_RELATIVE(h->terminals[1].valveDropPa, nearPa - farPa, 1e-6);
        QCOMPARE(h->flowM3s, 0.010);
        QCOMPARE(h->shortM3s, 0.0);
        QVERIFY(h->massResidual <= conserved);
        QVERIFY2(h->notes.empty(), said(h->notes));
    }

    // 40 kW into 4 L/s and 20 kW into 6 L/s.
    void returnWaterMixes()
    {
        const auto h = singleMain().solve({demand(0.006, 20e3), demand(0.004, 40e3)});
        const double perVolume = coolantAt(Coolant::Water, setPointC).heatPerVolume();
        VERIFY_RELATIVE(h->terminals[0].returnC, setPointC + 20e3 / (perVolume * 0.006), byHand);
        VERIFY_RELATIVE(h->terminals[1].returnC, setPointC + 40e3 / (perVolume * 0.004), byHand);
        QCOMPARE(h->pipes[0].temperatureC, setPointC);
        VERIFY_RELATIVE(h->pipes[3].temperatureC, h->terminals[1].returnC, byHand);
        VERIFY_RELATIVE(h->pipes[2].temperatureC, setPointC + 60e3 / (perVolume * 0.010), byHand);
    }

    void nothingDemandedHoldsTheHead()
    {
        const auto h = singleMain().solve({demand(0.0), demand(0.0)});
        QVERIFY(h->fromPipes);
        QCOMPARE(h->flowM3s, 0.0);
        VERIFY_RELATIVE(h->headPa, 0.3 * 200e3, byHand);
        QCOMPARE(h->pumpPowerW, 0.0);
        for (const PipeFlowResult& pipe : h->pipes)
            QCOMPARE(pipe.flowM3s, 0.0);
        QVERIFY(allFinite(*h));
        QVERIFY2(h->notes.empty(), said(h->notes));
    }

    // What the tree pass finds from the mass balance alone, the global gradient algorithm finds by Newton's method. The
    // flow that each node takes is the difference of its stretches' flows; what it must be is tested elsewhere.
    void treeAndGradientAlgorithmAgree()
    {
        const Drawing drawing = branched(5, 4);
        std::mt19937 random(1);
        const auto h = drawing.solve(randomDemands(drawing.coils.size(), random));
        QVERIFY(h->fromPipes);
        const CoolantProperties water = coolantAt(Coolant::Water, setPointC);

        Gradient gradient;
        std::vector<std::size_t> stretches;
        for (std::size_t s = 0; s < h->pipes.size(); ++s) {
            const PipeFlowResult& pipe = h->pipes[s];
            const PipeRun& run = drawing.cooling.pipes[pipe.pipe];
            if (run.role != PipeRole::Supply)
                continue;
            HydraulicLink link;
            link.from = gradient.at(pipe.fromM);
            link.to = gradient.at(pipe.toM);
            link.lengthM = pipe.lengthM;
            link.boreM = run.diameterM / pipeOuterOverInner;
            link.roughness = run.roughnessM;
            gradient.links.push_back(link);
            stretches.push_back(s);
        }
        double suppliedM3s = 0.0;
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            gradient.nodes[gradient.links[i].from].demandM3s -= h->pipes[stretches[i]].flowM3s;
            gradient.nodes[gradient.links[i].to].demandM3s += h->pipes[stretches[i]].flowM3s;
        }
        for (const HydraulicNode& node : gradient.nodes)
            suppliedM3s += std::max(-node.demandM3s, 0.0);
        VERIFY_RELATIVE(suppliedM3s, h->flowM3s, conserved);
        gradient.nodes[gradient.at({0, 0, 0})].fixedHead = true;
        const HydraulicNetwork network(gradient.nodes, gradient.links,
                                       water.viscosityPaS / water.densityKgM3);
        HydraulicState state;
        QCOMPARE(network.solve(state, 1e-9).outcome, HydraulicOutcome::Converged);
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            const PipeFlowResult& pipe = h->pipes[stretches[i]];
            QVERIFY(std::abs(state.flowM3s[i] - pipe.flowM3s) <= conserved * h->flowM3s);
            const double gradientPa =
                std::abs(state.headM[gradient.links[i].from] - state.headM[gradient.links[i].to]) *
                pascalPerM();
            const PipeFriction friction = pipeFriction(gradient.links[i].lengthM, gradient.links[i].boreM,
                                                       4.5e-5, water.viscosityPaS / water.densityKgM3);
            const double frictionPa = std::abs(headLoss(friction, pipe.flowM3s).headM) * pascalPerM();
            constexpr double addedSlopePa = 0.01; // the gradient algorithm's 1e-5 s/m² at up to 0.1 m³/s
            QVERIFY(std::abs(gradientPa - frictionPa) <= addedSlopePa);
            QVERIFY(pipe.dropPa >= frictionPa * (1.0 - byHand)); // fittings come on top
        }
        QVERIFY(h->massResidual <= conserved);
    }

    // With the coil at the far corner of the ring each way is as long, so each has half; with it 10 m along one side, the
    // drops of both ways are the same and the short way carries more.
    void ringMainSharesByResistance()
    {
        constexpr double settled = 1e-5; // the solver adds 1e-5 s/m² to the slope of each stretch
        const auto even = ringMain(10.0).solve({demand(0.0), demand(0.012)});
        QVERIFY(even->fromPipes);
        for (const PipeFlowResult& pipe : even->pipes) {
            if (pipe.pipe == 0)
                VERIFY_RELATIVE(std::abs(pipe.flowM3s), 0.006, settled);
        }
        const auto uneven = ringMain(10.0).solve({demand(0.012), demand(0.0)});
        double aroundPa = 0.0;
        double directPa = 0.0;
        for (const PipeFlowResult& pipe : uneven->pipes) {
            if (pipe.pipe != 0)
                continue;
            const bool direct = pipe.fromM == Point3{0, 0, 0} && pipe.toM == Point3{10, 0, 0};
            (direct ? directPa : aroundPa) += pipe.dropPa;
            QCOMPARE(pipe.flowM3s > 0.0, direct);
        }
        QVERIFY(directPa > 0.0);
        VERIFY_RELATIVE(aroundPa, directPa, settled);
        QVERIFY(uneven->massResidual <= conserved);
        QVERIFY2(uneven->notes.empty(), said(uneven->notes));
    }

    void ringMainDoesNotDependOnWhereItStarted()
    {
        const Drawing drawing = ringMain(10.0);
        const LoopNetwork network = drawing.network();
        const std::vector<char> flowing{1};
        const std::vector<TerminalDemand> before{demand(0.002), demand(0.014)},
            now{demand(0.012), demand(0.004)};
        const auto previous = network.solve(before, setPointC, flowing, nullptr);
        const auto cold = network.solve(now, setPointC, flowing, nullptr);
        const auto warm = network.solve(now, setPointC, flowing, previous.get());
        for (std::size_t s = 0; s < cold->pipes.size(); ++s)
            QVERIFY(std::abs(warm->pipes[s].flowM3s - cold->pipes[s].flowM3s) <= 1e-7 * cold->flowM3s);
    }

    // 600 and 300 kW: two thirds and one third, each through its own point on the mains.
    void plantSharesByCapacity()
    {
        Drawing drawing = singleMain();
        drawing.plant.clear();
        drawing.cooling.plant.clear();
        drawing.unit("large", {0, 1, 0}, 600e3);
        drawing.unit("small", {5, 1, 0}, 300e3);
        const std::vector<TerminalDemand> demands{demand(0.006), demand(0.003)};
        const auto both = drawing.solve(demands);
        VERIFY_RELATIVE(both->pipes[0].flowM3s, 0.006, byHand); // 0 to 5 m
        VERIFY_RELATIVE(both->pipes[1].flowM3s, 0.009, byHand); // 5 to 10 m
        const auto small = drawing.network().solve(demands, setPointC, std::vector<char>{0, 1}, nullptr);
        QCOMPARE(small->pipes[0].flowM3s, 0.0);
        VERIFY_RELATIVE(small->pipes[1].flowM3s, 0.009, byHand);
        QVERIFY(small->headPa > both->headPa); // all of it through the small one
    }

    void withoutAnyPlantInServiceTheCoolantCirculates()
    {
        const Drawing drawing = singleMain();
        const std::vector<TerminalDemand> demands{demand(0.006), demand(0.004)};
        const auto off = drawing.network().solve(demands, setPointC, std::vector<char>{0}, nullptr);
        const auto on = drawing.solve(demands);
        QCOMPARE(off->flowM3s, on->flowM3s);
        QCOMPARE(off->headPa, on->headPa);
    }

    void moreDemandTakesMoreHead()
    {
        std::mt19937 random(20);
        for (int trial = 0; trial < 60; ++trial) {
            Drawing drawing = branched(1 + trial % 5, 1 + trial % 4);
            if (trial % 3 == 0) // a ring: the ends of the first and the last supply branch are joined
                drawing.pipe("tie", PipeRole::Supply,
                             {{5, 5.0 + 3.0 * (1 + trial % 4), 4},
                              {10.0 * (trial % 5) + 5, 5.0 + 3.0 * (1 + trial % 4), 4}});
            const LoopNetwork network = drawing.network();
            const std::vector<TerminalDemand> demands = randomDemands(drawing.coils.size(), random);
            double headPa = 0.0;
            for (const double share : {0.25, 0.5, 1.0, 2.0, 8.0}) {
                std::vector<TerminalDemand> scaled = demands;
                double demandM3s = 0.0;
                for (TerminalDemand& d : scaled)
                    demandM3s += d.flowM3s *= share;
                const auto h = network.solve(scaled, setPointC, std::vector<char>{1, 1}, nullptr);
                QVERIFY(h->fromPipes);
                QVERIFY(allFinite(*h));
                QVERIFY2(h->massResidual <= conserved, qPrintable(QString::number(h->massResidual)));
                QVERIFY(std::abs(sumOfFlows(*h) - h->flowM3s) <= conserved * demandM3s);
                QVERIFY(std::abs(h->flowM3s + h->shortM3s - demandM3s) <= conserved * demandM3s);
                if (h->shortM3s == 0.0)
                    QVERIFY(h->headPa >= headPa);
                headPa = h->headPa;
                for (const TerminalResult& t : h->terminals) {
                    QVERIFY(t.flowM3s >= 0.0 && t.flowM3s <= t.demandM3s * (1.0 + conserved));
                    QVERIFY(t.valveDropPa >= 0.0);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(LoopNetworkTest)
#include "tst_loop_network.moc"
