#include "core/physics/pipe_friction.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held colebrooksFactor("pipe_friction", "friction factor, Re 4e3 to 1e8, e/D 1e-6 to 1e-2",
                      "Colebrook's equation, iterated", 0.032, 0.03, "relative");
Held colebrooksUsually("pipe_friction", "the same, Re 2e4 to 5e6", "Colebrook's equation, iterated", 0.016,
                       0.016, "relative");
Held dunlopsCubic("pipe_friction", "friction factor, Re 2,000 to 4,000",
                  "EPANET's polynomial in its own constants", 2e-5, 2.4e-6, "relative");
Held epanetsHazenWilliams("pipe_friction", "loss by Hazen and Williams", "EPANET's formula in feet", 1e-5,
                          2.8e-6, "relative");

// 1/√f = -2 log10(e/(3.7 D) + 2.51/(Re √f)), iterated until it no longer changes.
double colebrook(double reynolds, double relativeRoughness)
{
    double x = 7.0; // 1/√f
    for (double before = 0.0; std::abs(x - before) > 1e-14 * x;) {
        before = x;
        x = -2.0 * std::log10(relativeRoughness / 3.7 + 2.51 * x / reynolds);
    }
    return 1.0 / (x * x);
}

constexpr double viscosity = 1e-6;

// 100 m of 100 mm steel pipe.
PipeFriction steel()
{
    return pipeFriction(100.0, 0.1, 4.5e-5, viscosity);
}

double flowAtReynolds(double reynolds, double boreM)
{
    return reynolds * std::numbers::pi / 4.0 * boreM * viscosity;
}

} // namespace

class PipeFrictionTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    // V13: the exact factor by Colebrook, and how far Swamee and Jain are from it.
    void turbulentFactorsAreNearColebrooks_data()
    {
        QTest::addColumn<double>("reynolds");
        QTest::addColumn<double>("roughness");
        QTest::addColumn<double>("exact");
        QTest::addColumn<double>("deviation"); // of Swamee and Jain's [%]
        QTest::newRow("smooth") << 1e4 << 0.0 << 0.030883 << 0.29;
        QTest::newRow("new steel") << 1e5 << 1e-4 << 0.018514 << -0.33;
        QTest::newRow("rough") << 1e6 << 1e-3 << 0.019943 << 0.43;
        QTest::newRow("moderate") << 5e4 << 5e-4 << 0.022565 << 0.25;
    }

    void turbulentFactorsAreNearColebrooks()
    {
        QFETCH(double, reynolds);
        QFETCH(double, roughness);
        QFETCH(double, exact);
        QFETCH(double, deviation);
        const double iterated = colebrook(reynolds, roughness);
        QVERIFY(std::abs(iterated - exact) <= 5e-7); // six decimals
        const double percent = 100.0 * (frictionFactor(reynolds, roughness).factor / iterated - 1.0);
        QVERIFY(std::abs(percent - deviation) <= 6e-3); // two decimals
    }

    void swameeAndJainStayNearColebrook()
    {
        for (double reynolds = 4e3; reynolds <= 1e8; reynolds *= 1.5)
            for (double roughness = 1e-6; roughness <= 1e-2; roughness *= 2.0) {
                const double ratio =
                    frictionFactor(reynolds, roughness).factor / colebrook(reynolds, roughness);
                HOLDS(colebrooksFactor, ratio - 1.0);
                if (reynolds > 2e4 && reynolds < 5e6)
                    HOLDS(colebrooksUsually, ratio - 1.0);
            }
    }

    void laminarFlowIsHagenAndPoiseuilles()
    {
        QCOMPARE(frictionFactor(1000.0, 0.01).factor, 0.064);
        // Δp = 128 µ L Q/(π D⁴): water-like liquid, 1 mL/s through 10 m of 10 mm.
        const double flow = 1e-6 * 5.0;
        const double expected = 128.0 * viscosity * 10.0 * flow / (std::numbers::pi * 1e-8) / standardGravity;
        const HeadLoss loss = headLoss(pipeFriction(10.0, 0.01, 4.5e-5, viscosity), flow);
        QVERIFY(std::abs(loss.headM / expected - 1.0) < 1e-12);
        QVERIFY(std::abs(loss.slopeSM2 * flow / loss.headM - 1.0) < 1e-12);
    }

    // EPANET's own polynomial (Dunlop), in its form with FA, FB, X1..X4.
    void theTransitionIsEpanets()
    {
        for (const double roughness : {0.0, 1e-4, 1e-2})
            for (const double reynolds : {2000.0, 2500.0, 3000.0, 3500.0, 4000.0}) {
                const double y2 = roughness / 3.7 + 5.74 / std::pow(4000.0, 0.9);
                const double y3 = -0.86859 * std::log(y2);
                const double fa = 1.0 / (y3 * y3), fb = fa * (2.0 - 0.00514215 / (y2 * y3));
                const double r = reynolds / 2000.0;
                const double x1 = 7.0 * fa - fb, x2 = 0.128 - 17.0 * fa + 2.5 * fb;
                const double x3 = -0.128 + 13.0 * fa - 2.0 * fb, x4 = r * (0.032 - 3.0 * fa + 0.5 * fb);
                const double epanet = x1 + r * (x2 + r * (x3 + x4));
                HOLDS(dunlopsCubic, frictionFactor(reynolds, roughness).factor / epanet - 1.0);
            }
    }

    void theHeadAndItsSlopeHaveNoJumps()
    {
        for (const double reynolds : {2000.0, 4000.0}) {
            const double flow = flowAtReynolds(reynolds, 0.1);
            const HeadLoss below = headLoss(steel(), flow * (1.0 - 1e-9));
            const HeadLoss above = headLoss(steel(), flow * (1.0 + 1e-9));
            QVERIFY(std::abs(above.headM / below.headM - 1.0) < 1e-7);
            QVERIFY(std::abs(above.slopeSM2 / below.slopeSM2 - 1.0) < 1e-7);
        }
    }

    void theSlopeIsTheDerivative()
    {
        for (double reynolds = 10.0; reynolds < 1e7; reynolds *= 1.37) {
            const double flow = flowAtReynolds(reynolds, 0.1), step = 1e-5 * flow;
            const double difference =
                (headLoss(steel(), flow + step).headM - headLoss(steel(), flow - step).headM) / (2.0 * step);
            QVERIFY(std::abs(headLoss(steel(), flow).slopeSM2 / difference - 1.0) < 1e-6);
        }
    }

    void theHeadGrowsWithTheFlowAndTurnsWithIt()
    {
        double before = 0.0;
        for (double flow = 1e-7; flow < 1.0; flow *= 1.1) {
            const HeadLoss loss = headLoss(steel(), flow);
            QVERIFY(loss.headM > before && loss.slopeSM2 > 0.0);
            QCOMPARE(headLoss(steel(), -flow).headM, -loss.headM);
            QCOMPARE(headLoss(steel(), -flow).slopeSM2, loss.slopeSM2);
            before = loss.headM;
        }
        QCOMPARE(headLoss(steel(), 0.0).headM, 0.0);
        QVERIFY(headLoss(steel(), 0.0).slopeSM2 > 0.0);
    }

    // 20 L/s through 100 m of 100 mm steel: v = 2.5465 m/s, Re = 254,648, e/D = 4.5e-4; y = 1.2162e-4 + 7.826e-5,
    // log10 y = -3.6992, f = 0.018269; v²/2g = 0.33062 m; h = 0.018269 x 1000 x 0.33062 = 6.040 m.
    void aPipeByHand()
    {
        QVERIFY(std::abs(headLoss(steel(), 0.020).headM - 6.040) < 1e-3); // four digits
    }

    // EPANET in its own units: h [ft] = 4.727 C^-1.852 d^-4.871 L q^1.852 with ft and ft³/s.
    void hazenAndWilliamsIsEpanets()
    {
        constexpr double foot = 0.3048;
        const double feet =
            4.727 * std::pow(130.0, -1.852) * 1000.0 * std::pow(2.0, 1.852); // d = 1 ft, 2 ft³/s
        const double flow = 2.0 * foot * foot * foot;
        const double metres =
            hazenWilliamsK(1000.0 * foot, foot, 130.0) * std::pow(flow, hazenWilliamsExponent);
        HOLDS(epanetsHazenWilliams, metres / (feet * foot) - 1.0); // six digits of the coefficient
    }

    // K = 10 at 2 m/s: 10 x 4/(2 x 9.80665) = 2.0394 m.
    void fittingsLoseVelocityHeads()
    {
        const double flow = 2.0 * std::numbers::pi / 4.0 * 0.05 * 0.05;
        QVERIFY(std::abs(minorLossK(10.0, 0.05) * flow * flow - 2.0394) < 5e-5);
    }

    void aPipeThatIsNoneLosesNothing()
    {
        QCOMPARE(headLoss(pipeFriction(0.0, 0.1, 4.5e-5, viscosity), 0.01).headM, 0.0);
        QCOMPARE(headLoss(pipeFriction(10.0, 0.0, 4.5e-5, viscosity), 0.01).headM, 0.0);
        QCOMPARE(frictionFactor(0.0, 0.0).factor, 0.0);
        QCOMPARE(hazenWilliamsK(10.0, 0.1, 0.0), 0.0);
        QCOMPARE(minorLossK(1.0, 0.0), 0.0);
    }
};

QTEST_GUILESS_MAIN(PipeFrictionTest)
#include "tst_pipe_friction.moc"
