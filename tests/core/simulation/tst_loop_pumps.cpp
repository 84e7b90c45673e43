// The pumps of a coolant loop: how many run, and what they leave short.
#include "tests/core/simulation/drawn_loops.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class LoopPumpsTest : public QObject
{
    Q_OBJECT

private slots:
    // One coil that takes the design flow and drops just what the pumps raise beyond the chiller and the mains.
    void pumpsAtTheDesignPointHaveTheirEfficiency()
    {
        Drawing drawing = singleMain();
        const double designM3s = 1e6 / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
        const double coilPa = 200e3 - 60e3 - 2.0 * mainDropPa(10.0, designM3s);
        const auto h = drawing.solve({{designM3s, 1e6, designM3s, coilPa}, demand(0.0)});
        VERIFY_RELATIVE(h->headPa, 200e3, 1e-6);
        QCOMPARE(h->pumpsRunning, 2);
        VERIFY_RELATIVE(h->pumpSpeed, 1.0, 1e-6);
        VERIFY_RELATIVE(h->pumpPowerW, designM3s * 200e3 / 0.65, 1e-6);
    }

    void fewPumpsRunAtLowFlow()
    {
        Drawing drawing = singleMain();
        drawing.loop().pumps = 4;
        const LoopNetwork network = drawing.network();
        int running = 0;
        for (const double flowM3s : {0.002, 0.008, 0.016, 0.024}) {
            const auto h = network.solve(std::vector<TerminalDemand>{{flowM3s, 0.0, 0.03, 50e3}, demand(0.0)},
                                         setPointC, std::vector<char>{1}, nullptr);
            QCOMPARE(h->shortM3s, 0.0);
            QVERIFY(h->pumpsRunning >= running);
            QVERIFY(h->pumpSpeed > 0.0 && h->pumpSpeed <= 1.0);
            running = h->pumpsRunning;
            if (flowM3s == 0.002)
                QCOMPARE(running, 1);
        }
        QVERIFY(running > 2);
    }

    // Twelve coils that ask for four times the design flow: a coil that is short has its valve wide open, one that is
    // not gets what it demands; the pumps are on their curve with all of them at full speed, and the far end is named.
    void pumpsThatCannotLeaveTheFarTerminalsShort()
    {
        Drawing drawing = branched(3, 4);
        drawing.loop().designHeatW /= 3.0;
        const std::vector<TerminalDemand> demands(12, demand(0.004, 130e3, 20e3));
        const auto h = drawing.solve(demands);
        QVERIFY(h->fromPipes);
        QVERIFY(h->shortM3s > 0.0);
        std::size_t shortOnes = 0;
        for (const TerminalResult& t : h->terminals) {
            const bool isShort = t.flowM3s < t.demandM3s * (1.0 - 1e-6);
            shortOnes += isShort ? 1 : 0;
            constexpr double openPa = 1.0; // of some 10 kPa: the solver's accuracy
            if (isShort)
                QVERIFY2(t.valveDropPa <= openPa, qPrintable(QString::number(t.valveDropPa)));
            else
                QCOMPARE(t.flowM3s, t.demandM3s);
            VERIFY_RELATIVE(t.dropPa, 20e3 * std::pow(t.flowM3s / 0.01, 2.0), byHand);
        }
        QVERIFY(shortOnes > 0);
        QCOMPARE(h->pumpsRunning, 3);
        QCOMPARE(h->pumpSpeed, 1.0);
        const double designM3s =
            drawing.loop().designHeatW / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
        const double perPump = h->flowM3s / 3.0 / (designM3s / 2.0);
        constexpr double evenly = 0.01; // the two chillers share almost evenly
        VERIFY_RELATIVE(h->headPa, 200e3 * (4.0 / 3.0 - perPump * perPump / 3.0), evenly);
        QVERIFY(h->massResidual <= conserved);
    }

    void shortRingStillBalances()
    {
        Drawing drawing = ringMain(10.0);
        const auto h = drawing.solve({demand(0.06), demand(0.06)});
        QVERIFY(h->fromPipes);
        QVERIFY(h->shortM3s > 0.0);
        QVERIFY(h->massResidual <= conserved);
        double fromPlantM3s = 0.0;
        for (const PipeFlowResult& pipe : h->pipes) {
            if (pipe.pipe == 0 && (pipe.fromM == Point3{0, 0, 0} || pipe.toM == Point3{0, 0, 0}))
                fromPlantM3s += std::abs(pipe.flowM3s);
        }
        VERIFY_RELATIVE(fromPlantM3s, h->flowM3s, conserved);
    }
};

QTEST_GUILESS_MAIN(LoopPumpsTest)
#include "tst_loop_pumps.moc"
