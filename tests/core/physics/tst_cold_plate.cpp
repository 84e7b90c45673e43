#include "core/physics/cold_plate.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held equallyHot("cold_plate", "junctions of a GB300 NVL72 at 59 L/min and 25 °C and at 177 L/min and 45 °C",
                "equally hot at both duties of Lenovo LP2357, which s is fitted to", 1.0, 0.25, "K");

constexpr double litresPerMinute = 1e-3 / 60.0;
constexpr double water = 4.12e6; // ρ cp at 50 °C [J/(m³ K)]

bool near(double a, double b, double relative = 1e-12)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// 100 kW on 125 L/min, stated at 40 °C: 11.65 K through the rack, so that its chips are at 40 + 5.825 + 30 °C.
ColdPlates usualRack()
{
    ColdPlates plates;
    plates.heatW = 100e3;
    plates.flowM3s = 125.0 * litresPerMinute;
    return plates;
}

} // namespace

class ColdPlateTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void atItsRatingARackIsAsItIsStated()
    {
        const ColdPlates plates = usualRack();
        const ChipState chips = chipsAt(plates, plates.ratedSupplyC, plates.flowM3s, water);
        QVERIFY(near(chips.heatW, 100e3));
        QVERIFY(near(chips.junctionC, 40.0 + 0.5 * 100e3 / (water * plates.flowM3s) + 30.0));
        QCOMPARE(chips.workShare, 1.0);
        QCOMPARE(chips.withheldW, 0.0);
        QVERIFY(!chips.tooHot);
    }

    // Each of ten kelvins more of coolant is one more of junctions and a little, as leakage warms them further:
    // a P_d = 5.825 + 30 K, so ΔT_j = 10/(1 - 0.002 x 35.825) = 10.772 K and P = 1.021543 P_d.
    void warmerCoolantCostsLeakage()
    {
        const ColdPlates plates = usualRack();
        const ChipState rated = chipsAt(plates, 40.0, plates.flowM3s, water);
        const ChipState warm = chipsAt(plates, 50.0, plates.flowM3s, water);
        QVERIFY(near(warm.junctionC - rated.junctionC, 10.7718, 1e-4));
        QVERIFY(near(warm.heatW, 102154.4, 1e-6));
        const ChipState cold = chipsAt(plates, 20.0, plates.flowM3s, water);
        QVERIFY(near(rated.heatW - cold.heatW, 2.0 * (warm.heatW - rated.heatW), 1e-9));
    }

    // Lenovo LP2357: a GB300 NVL72 takes 59 L/min at 25 °C or 177 L/min at 45 °C. 0.87 of 135 kW go to liquid.
    void bothPublishedDutiesLeaveTheChipsEquallyHot()
    {
        ColdPlates plates;
        plates.heatW = 0.87 * 135e3;
        plates.flowM3s = 177.0 * litresPerMinute;
        plates.ratedSupplyC = 45.0;
        const ChipState warm = chipsAt(plates, 45.0, 177.0 * litresPerMinute, water);
        const ChipState cool = chipsAt(plates, 25.0, 59.0 * litresPerMinute, water);
        HOLDS(equallyHot, warm.junctionC - cool.junctionC);
    }

    // The same pair is a rack that holds 55 °C: 30 K for 59 L/min, 10 K for 177.
    void aRackThatHoldsItsReturnAsksForThePublishedFlows()
    {
        ColdPlates plates;
        plates.heatW = water * 177.0 * litresPerMinute * 10.0;
        plates.flowM3s = 177.0 * litresPerMinute;
        plates.heldReturnC = 55.0;
        const auto askedLMin = [&](double supplyC) {
            return askedFlowM3s(plates, plates.heatW, supplyC, water) / litresPerMinute;
        };
        QVERIFY(near(askedLMin(25.0), 59.0));
        QVERIFY(near(askedLMin(45.0), 177.0));
        QVERIFY(near(askedLMin(50.0), 177.0)); // its valve is wide open
        QCOMPARE(askedFlowM3s(plates, plates.heatW, 60.0, water), plates.flowM3s);
        plates.heldReturnC = 0.0;
        QCOMPARE(askedFlowM3s(plates, 1.0, 25.0, water), plates.flowM3s);
    }

    void chipsAtTheirLimitSlowDownToHoldIt()
    {
        const ColdPlates plates = usualRack();
        const double kelvinPerW = (0.5 * 100e3 / (water * plates.flowM3s) + 30.0) / 100e3;
        const ChipState chips = chipsAt(plates, 57.0, plates.flowM3s, water);
        QCOMPARE(chips.junctionC, plates.limitC);
        QVERIFY(near(chips.heatW, (plates.limitC - 57.0) / kelvinPerW));
        QVERIFY(chips.workShare > leastWorkShare && chips.workShare < 1.0);
        QVERIFY(near(chips.heatW + chips.withheldW, chips.heatW / chips.workShare));
        QVERIFY(!chips.tooHot);
    }

    void workFallsAndJunctionsRiseTheWarmerTheCoolant()
    {
        const ColdPlates plates = usualRack();
        ChipState before = chipsAt(plates, 5.0, plates.flowM3s, water);
        bool slowed = false, tooHot = false;
        for (double supplyC = 5.5; supplyC <= 85.0; supplyC += 0.5) {
            const ChipState chips = chipsAt(plates, supplyC, plates.flowM3s, water);
            QVERIFY(chips.junctionC >= before.junctionC && chips.workShare <= before.workShare);
            QVERIFY(std::abs(chips.heatW - before.heatW) < 0.02 * plates.heatW); // without a jump
            QVERIFY(!before.tooHot || chips.tooHot);
            slowed = slowed || chips.workShare < 1.0;
            tooHot = chips.tooHot;
            before = chips;
        }
        QVERIFY(slowed && tooHot);
    }

    // 10 L/min for 100 kW: the coolant alone would warm by 146 K.
    void aTrickleIsTooLittle()
    {
        const ColdPlates plates = usualRack();
        QVERIFY(chipsAt(plates, 45.0, 10.0 * litresPerMinute, water).tooHot);
        const ChipState none = chipsAt(plates, 45.0, 0.0, water);
        QVERIFY(none.tooHot && std::isinf(none.junctionC));
        QVERIFY(std::isfinite(chipsAt(plates, 45.0, 1e-9, water).heatW));
    }

    void aRackWithoutHeatIsAsItsCoolant()
    {
        const ChipState chips = chipsAt({}, 30.0, 0.0, water);
        QCOMPARE(chips.heatW, 0.0);
        QCOMPARE(chips.junctionC, 30.0);
        QVERIFY(!chips.tooHot);
    }

    void whatATypeStatesStandsInForTheUsual()
    {
        const ColdPlates usual = coldPlatesOf(nullptr, 50e3);
        QCOMPARE(usual.limitC, usualJunctionLimitC);
        QVERIFY(near(usual.flowM3s, 62.5 * litresPerMinute));
        RackType type;
        type.junctionRiseK = 22.0;
        type.junctionLimitC = 95.0;
        type.ratedCoolantC = 45.0;
        type.coolantReturnC = 55.0;
        const ColdPlates stated = coldPlatesOf(&type, 50e3);
        QCOMPARE(stated.riseK, 22.0);
        QCOMPARE(stated.limitC, 95.0);
        QCOMPARE(stated.tripC, 95.0); // never below the limit
        QCOMPARE(stated.ratedSupplyC, 45.0);
        QCOMPARE(stated.heldReturnC, 55.0);
    }
};

QTEST_GUILESS_MAIN(ColdPlateTest)
#include "tst_cold_plate.moc"
