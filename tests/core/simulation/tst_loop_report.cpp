// What a coolant loop's solution could not take as it is drawn is said.
#include "tests/core/simulation/drawn_loops.h"

#include <QtTest>

#include <limits>

using namespace hallwright;
using namespace hallwright::test;

class LoopReportTest : public QObject
{
    Q_OBJECT

private slots:
    // A coil on an island of pipes 10 cm away from the main.
    void unjoinedCoilIsNamed()
    {
        Drawing drawing = singleMain();
        drawing.pipe("island", PipeRole::Supply, {{30.1, 0, 0}, {50, 0, 0}});
        drawing.coil("stranded coil", {50, 0, 0});
        const auto h = drawing.solve({demand(0.006), demand(0.004), demand(0.005, 100e3)});
        VERIFY_SAYS(*h, "stranded coil is not joined to the plant");
        QVERIFY(h->fromPipes);
        QCOMPARE(h->terminals[2].flowM3s, 0.005);
        QCOMPARE(h->flowM3s, 0.015);
        VERIFY_RELATIVE(h->pipes[0].flowM3s, 0.010, byHand);
        QVERIFY(h->massResidual <= conserved);
    }

    void unjoinedPlantUnitIsNamed()
    {
        Drawing drawing = singleMain();
        drawing.pipe("island", PipeRole::Supply, {{-10, 0, 0}, {-0.1, 0, 0}});
        drawing.unit("stranded chiller", {-10, 1, 0});
        const auto h = drawing.solve({demand(0.006), demand(0.004)});
        VERIFY_SAYS(*h, "stranded chiller is joined to no equipment");
        VERIFY_RELATIVE(h->pipes[0].flowM3s, 0.010, byHand);
    }

    // Δp = Δpd (0.3 + 0.7 (V/Vd)²); at half flow 0.475 of 200 kPa.
    void withoutPipesItIsOneStream()
    {
        Drawing drawing = singleMain();
        drawing.cooling.pipes.clear();
        const double designM3s = 1e6 / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
        const auto h = drawing.solve({demand(0.3 * designM3s, 0.3e6), demand(0.2 * designM3s, 0.2e6)});
        QVERIFY(!h->fromPipes);
        VERIFY_SAYS(*h, "has no pipes");
        VERIFY_RELATIVE(h->headPa, 0.475 * 200e3, byHand);
        VERIFY_RELATIVE(h->flowM3s, 0.5 * designM3s, byHand);
        VERIFY_RELATIVE(h->terminals[1].returnC, setPointC + 8.0, byHand);
        QVERIFY(h->pumpPowerW > 0.0);

        Drawing unjoined = singleMain();
        unjoined.cooling.pipes[1].pathM = {};
        const auto other = unjoined.solve({demand(0.006), demand(0.004)});
        QVERIFY(!other->fromPipes);
        VERIFY_SAYS(*other, "do not join");
        VERIFY_SAYS(*other, "return main");
        QVERIFY(allFinite(*other));
    }

    void oneStreamIsLimitedByItsPumps()
    {
        Drawing drawing = singleMain();
        drawing.cooling.pipes.clear();
        const double designM3s = 1e6 / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
        const auto h = drawing.solve({demand(2.0 * designM3s), demand(1.0 * designM3s)});
        QVERIFY(h->shortM3s > 0.0);
        QCOMPARE(h->pumpsRunning, 3);
        VERIFY_RELATIVE(h->pumpSpeed, 1.0, 1e-6);
        VERIFY_RELATIVE(h->flowM3s + h->shortM3s, 3.0 * designM3s, byHand);
        VERIFY_RELATIVE(h->terminals[0].flowM3s, 2.0 * h->terminals[1].flowM3s, byHand);
    }

    void heatWithoutFlowWarmsNoWater()
    {
        const auto h = singleMain().solve({demand(0.006, 1e3), demand(0.0, 5e3)});
        QCOMPARE(h->terminals[1].flowM3s, 0.0);
        QCOMPARE(h->terminals[1].returnC, setPointC);
        QVERIFY(allFinite(*h));
    }

    void nonsenseGivesNoNonsense()
    {
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        constexpr double infinite = std::numeric_limits<double>::infinity();
        Drawing drawing = singleMain();
        drawing.pipe("no bore", PipeRole::Supply, {{0, 0, 0}, {0, 5, 0}}, 0.0);
        drawing.pipe("a point", PipeRole::Return, {{1, 1, 1}, {1, 1, 1}});
        drawing.pipe("nowhere", PipeRole::Return, {{nan, 1, 1}, {1, infinite, 1}});
        const LoopNetwork network = drawing.network();
        for (const TerminalDemand& odd :
             {TerminalDemand{nan, nan, nan, nan}, TerminalDemand{-1.0, -1.0, -1.0, -1.0},
              TerminalDemand{infinite, 1e3, 0.0, 0.0}, TerminalDemand{0.01, 1e3, 0.0, 0.0},
              TerminalDemand{1e3, 1e3, 1e-9, 1e9}, TerminalDemand{1e-15, 1e3, 1e-3, 1e3},
              TerminalDemand{1e3, 1e3, 1e-300, 1e9}, TerminalDemand{1e-200, 1e3, 1e-200, 1e9}}) {
            const auto h = network.solve(std::vector<TerminalDemand>{odd, demand(0.004)}, nan,
                                         std::vector<char>{1}, nullptr);
            QVERIFY(allFinite(*h));
            QVERIFY(h->flowM3s > 0.0);
            VERIFY_SAYS(*h, "no bore");
        }
        QVERIFY(allFinite(*network.solve({}, setPointC, {}, nullptr)));

        Drawing bare;
        bare.loop() = {};
        bare.loop().id = {1};
        bare.coil("coil", {});
        QVERIFY(allFinite(*bare.solve({demand(0.01, 1e3)})));
        bare.pipe("supply", PipeRole::Supply, {{0, 0, 0}, {9, 0, 0}});
        bare.pipe("return", PipeRole::Return, {{0, 2, 0}, {9, 2, 0}});
        bare.unit("unit", {9, 1, 0}, 0.0);
        const auto h = bare.solve({demand(0.01, 1e3)});
        QVERIFY(allFinite(*h));
        QVERIFY(h->fromPipes);
        QCOMPARE(h->flowM3s, 0.01);
        QVERIFY(h->headPa > 0.0);
    }

    void servesTheSameEquipmentOnTheSameNetwork()
    {
        const Drawing drawing = singleMain();
        Site site;
        site.cooling = std::make_shared<const CoolingNetwork>(drawing.cooling);
        const LoopNetwork network(site, 0, drawing.coils, drawing.plant);
        QVERIFY(network.serves(site, drawing.coils, drawing.plant));
        std::vector<LoopConnection> moved = drawing.coils;
        moved.back().positionM.x += 0.5;
        QVERIFY(!network.serves(site, moved, drawing.plant));
        QVERIFY(!network.serves(site, drawing.coils, {}));
        site.cooling = std::make_shared<const CoolingNetwork>(drawing.cooling);
        QVERIFY(!network.serves(site, drawing.coils, drawing.plant));
    }
};

QTEST_GUILESS_MAIN(LoopReportTest)
#include "tst_loop_report.moc"
