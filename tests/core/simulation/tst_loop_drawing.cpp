// What the pipes of a coolant loop are, as drawn: where they join, bend and end.
#include "tests/core/simulation/drawn_loops.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace hallwright;
using namespace hallwright::test;

class LoopDrawingTest : public QObject
{
    Q_OBJECT

private slots:
    void runsJoinWithinReach_data()
    {
        QTest::addColumn<double>("gapM");
        QTest::addColumn<bool>("crossing");
        QTest::addColumn<std::size_t>("nodes");
        QTest::addColumn<std::size_t>("stretches");

        // A tee cuts the run it ends on, a crossing cuts both; each run that is not joined has two nodes of its own.
        QTest::newRow("tee, touching") << 0.0 << false << std::size_t(4) << std::size_t(3);
        QTest::newRow("tee, 4 cm") << 0.04 << false << std::size_t(4) << std::size_t(3);
        QTest::newRow("tee, 6 cm") << 0.06 << false << std::size_t(4) << std::size_t(2);
        QTest::newRow("crossing, touching") << 0.0 << true << std::size_t(5) << std::size_t(4);
        QTest::newRow("crossing, 4 cm") << 0.04 << true << std::size_t(5) << std::size_t(4);
        QTest::newRow("crossing, 6 cm") << 0.06 << true << std::size_t(4) << std::size_t(2);
    }

    void runsJoinWithinReach()
    {
        QFETCH(double, gapM);
        QFETCH(bool, crossing);
        Drawing drawing;
        drawing.pipe("main", PipeRole::Supply, {{0, 0, 0}, {10, 0, 0}});
        drawing.pipe("branch", PipeRole::Supply,
                     crossing ? std::vector<Point3>{{4, -3, gapM}, {4, 3, gapM}}
                              : std::vector<Point3>{{4, gapM, 0}, {4, 3, 0}});
        const PipeGraph graph = joinPipes(drawing.cooling.pipes, std::vector<std::size_t>{0, 1}, {});
        QTEST(graph.nodes, "nodes");
        QTEST(graph.stretches.size(), "stretches");
    }

    // Six runs of a star, and one that passes over its centre.
    void runsMeetingAtOnePointMakeOneNode()
    {
        Drawing drawing;
        std::vector<std::size_t> runs;
        for (int i = 0; i < 6; ++i) {
            const double angle = 2.0 * std::numbers::pi * i / 6.0 + 0.2;
            drawing.pipe("arm", PipeRole::Supply, {{0, 0, 0}, {5 * std::cos(angle), 5 * std::sin(angle), 0}});
            runs.push_back(runs.size());
        }
        drawing.pipe("through", PipeRole::Supply, {{0, 0, -3}, {0, 0, 3}});
        runs.push_back(runs.size());
        const PipeGraph graph = joinPipes(drawing.cooling.pipes, runs, {});
        QCOMPARE(graph.nodes, std::size_t(6 + 2 + 1));
        QCOMPARE(graph.stretches.size(), std::size_t(6 + 2));
        const PipeForest forest = spanningForest(graph.nodes, graph.stretches);
        QCOMPARE(forest.ringed, std::vector<char>{0});
    }

    // The same length, straight and with two right angles; K 0.3 each. A tee adds half of 0.6 to each stretch at it.
    void bendsAndTeesLoseHead()
    {
        const auto dropIn = [](const std::vector<Point3>& path, bool tee) {
            Drawing drawing;
            drawing.pipe("supply", PipeRole::Supply, path);
            drawing.pipe("return", PipeRole::Return, {{0, 2, 0}, {12, 2, 0}});
            if (tee) {
                drawing.pipe("branch", PipeRole::Supply, {{12, 0, 0}, {12, 0, 2}});
                drawing.pipe("branch", PipeRole::Supply, {{12, 0, 0}, {12, 0, -2}});
            }
            drawing.coil("coil", {12, 0, 0});
            drawing.unit("chiller", {0, 1, 0});
            return drawing.solve({demand(0.01)})->pipes.front().dropPa;
        };
        const CoolantProperties water = coolantAt(Coolant::Water, setPointC);
        const double bore = 0.2 / pipeOuterOverInner;
        const double velocity = 0.01 / (std::numbers::pi / 4.0 * bore * bore);
        const double dynamicPa = water.densityKgM3 * velocity * velocity / 2.0;
        const std::vector<Point3> straight{{0, 0, 0}, {12, 0, 0}};
        VERIFY_RELATIVE(dropIn(straight, false), mainDropPa(12.0, 0.01), byHand);
        VERIFY_RELATIVE(dropIn(straight, true), mainDropPa(12.0, 0.01) + 0.3 * dynamicPa, byHand);
        const std::vector<Point3> bent{{0, 0, 0}, {0, 0, 3}, {9, 0, 3}, {9, 0, 0}};
        VERIFY_RELATIVE(dropIn(bent, false), mainDropPa(15.0, 0.01) + 0.6 * dynamicPa, byHand);
    }

    void deadLegIsNamed()
    {
        for (const double lengthM : {2.5, 3.5}) {
            Drawing drawing = singleMain();
            drawing.pipe("spur to nowhere", PipeRole::Supply, {{20, 0, 0}, {20, 0, lengthM}});
            const auto h = drawing.solve({demand(0.006), demand(0.004)});
            QCOMPARE(anyContains(h->notes, "spur to nowhere"), lengthM > 3.0);
            QCOMPARE(h->pipes.back().flowM3s, -0.004); // the return's last stretch: still the far coil's
        }
    }

    // Two headers on one wall, stacked: the lower one passes by the near coil on its way to the far one, the upper one ends
    // at the near coil.
    void deadEndBesideEquipmentIsForIt()
    {
        Drawing drawing;
        drawing.pipe("supply main", PipeRole::Supply, {{0, 0, 0}, {0, 0, 3}});
        drawing.pipe("far header", PipeRole::Supply, {{0, 0, 1}, {40, 0, 1}});
        drawing.pipe("near header", PipeRole::Supply, {{0, 0, 2}, {20, 0, 2}});
        drawing.pipe("return", PipeRole::Return, {{0, 2, 0}, {40, 2, 0}});
        drawing.coil("near coil", {20, 0, 0.9});
        drawing.coil("far coil", {40, 0, 0.9});
        drawing.unit("chiller", {0, 0, 0});
        const auto h = drawing.solve({demand(0.006), demand(0.004)});
        for (const PipeFlowResult& pipe : h->pipes) {
            if (pipe.pipe == 1)
                VERIFY_RELATIVE(pipe.flowM3s, 0.004, byHand);
            if (pipe.pipe == 2)
                VERIFY_RELATIVE(pipe.flowM3s, 0.006, byHand);
        }
        QVERIFY2(h->notes.empty(), said(h->notes));
    }

    // A pipe that is not joined yet, nearer to a coil than the main is.
    void whatIsJoinedToNoPlantTakesNoEquipment_data()
    {
        QTest::addColumn<double>("awayM"); // of the coil from the main beside it
        QTest::addColumn<bool>("stays");
        QTest::newRow("the main beside it") << 3.0 << true;
        QTest::newRow("no main near") << 3.5 << false;
    }

    void whatIsJoinedToNoPlantTakesNoEquipment()
    {
        QFETCH(double, awayM);
        QFETCH(bool, stays);
        Drawing drawing = singleMain();
        drawing.coil("coil", {20, -awayM, 0});
        drawing.pipe("being drawn", PipeRole::Supply, {{18, -awayM, 0}, {22, -awayM, 0}});
        const auto h = drawing.solve({demand(0.006), demand(0.004), demand(0.005)});
        QCOMPARE(anyContains(h->notes, "coil is not joined to the plant"), !stays);
        QVERIFY2(!anyContains(h->notes, "supply main has a dead end"), said(h->notes));
        VERIFY_RELATIVE(h->pipes[0].flowM3s, stays ? 0.015 : 0.010, byHand);
    }

    void rackSidePipesAreNotTheLoops()
    {
        Drawing drawing = singleMain();
        drawing.pipe("manifold", PipeRole::Supply, {{10, 0, 0}, {10, 1, 0}}).cdu = {7};
        const auto h = drawing.solve({demand(0.006), demand(0.004)});
        QCOMPARE(h->pipes.size(), std::size_t(4));
    }
};

QTEST_GUILESS_MAIN(LoopDrawingTest)
#include "tst_loop_drawing.moc"
