#include "core/physics/rack_coolant.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held publishedDrop("rack_coolant", "drop of a GB300 NVL72 at 177 L/min, from that at 59 L/min",
                   "Lenovo LP2357", 4e-3, 0.0031, "relative");

constexpr double litresPerMinute = 1e-3 / 60.0;
constexpr double psi = 6894.757;

bool near(double a, double b, double relative = 1e-12)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

} // namespace

class RackCoolantTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    // V25. Lenovo LP2357, GB300 NVL72: 59 L/min at 2.3 psi, 177 L/min at 18.4 psi.
    void eitherPublishedPointGivesTheOther()
    {
        const RackBranch cool{59.0 * litresPerMinute, 2.3 * psi};
        const RackBranch warm{177.0 * litresPerMinute, 18.4 * psi};
        constexpr double exponentRounded = 4e-3; // of 1.8928 to 1.89, over a ratio of flows of 3
        QVERIFY(near(std::log(18.4 / 2.3) / std::log(177.0 / 59.0), rackBranchExponent, 2e-3));
        QVERIFY(near(cool.resistance(), warm.resistance(), exponentRounded));
        HOLDS(publishedDrop, rackDropPa(cool, warm.flowM3s) / warm.dropPa - 1.0);
        QVERIFY(near(rackFlowM3s(warm, cool.dropPa), cool.flowM3s, exponentRounded));
    }

    void threeTimesTheFlowTakesTwentyFourTimesThePumpPower()
    {
        const RackBranch branch{59.0 * litresPerMinute, 2.3 * psi};
        const double power = branch.flowM3s * branch.dropPa;
        const double flow = 3.0 * branch.flowM3s;
        QVERIFY(near(flow * rackDropPa(branch, flow) / power, 24.0, 4e-3));
    }

    void flowAndDropAreInverse()
    {
        const RackBranch branch{2.5e-3, 60e3};
        for (const double share : {1e-3, 0.2, 1.0, 1.5})
            for (const double sign : {-1.0, 1.0}) {
                const double flow = sign * share * branch.flowM3s;
                QVERIFY(near(rackFlowM3s(branch, rackDropPa(branch, flow)), flow));
                QVERIFY(near(rackDropPa(branch, flow),
                             sign * branch.resistance() * std::pow(std::abs(flow), rackBranchExponent)));
            }
    }

    void whatTheMakerStatesIsTaken()
    {
        RackType type;
        type.coolantFlowM3s = 2.95e-3;
        type.coolantDropPa = 127e3;
        QCOMPARE(rackDesignCoolant(&type, 115e3), (RackBranch{2.95e-3, 127e3}));
    }

    // 115 kW to liquid: 143.75 L/min at 60 kPa.
    void whatTheMakerLeavesOutIsAssumed()
    {
        RackType type;
        const RackBranch of = rackDesignCoolant(&type, 115e3);
        QVERIFY(near(of.flowM3s, 143.75 * litresPerMinute));
        QCOMPARE(of.dropPa, 60e3);
        QCOMPARE(rackDesignCoolant(nullptr, 115e3), of);
        type.coolantFlowM3s = 2e-3;
        QCOMPARE(rackDesignCoolant(&type, 115e3), (RackBranch{2e-3, 60e3}));
    }

    void noHeatAndNoPressureGiveNoFlow()
    {
        const RackBranch dry = rackDesignCoolant(nullptr, 0.0);
        QCOMPARE(dry.flowM3s, 0.0);
        QCOMPARE(rackFlowM3s(dry, 60e3), 0.0);
        QCOMPARE(rackDropPa(dry, 1e-3), 0.0);
        QCOMPARE(dry.resistance(), 0.0);
        QCOMPARE(rackFlowM3s(RackBranch{2e-3, 60e3}, 0.0), 0.0);
        QCOMPARE(rackFlowM3s(RackBranch{2e-3, 0.0}, 60e3), 0.0);
        QCOMPARE(rackDesignCoolant(nullptr, -5.0).flowM3s, 0.0);
    }
};

QTEST_GUILESS_MAIN(RackCoolantTest)
#include "tst_rack_coolant.moc"
