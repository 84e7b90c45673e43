#include "core/physics/recirculation.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held biasOnH20("recirculation", "mean inlet of hall H20, supply 0.8 of the racks' air",
               "OpenFOAM 1912 RANS on 0.15 m, which c is fitted to", 0.05, 0.0036, "K");
Held inletsOfH20("recirculation", "its 20 inlets, RMSE", "OpenFOAM 1912 RANS on 0.15 m", 0.56, 0.55, "K");

constexpr double rowSumTolerance = 1e-12; // sums of some fifty fractions in double precision
constexpr double solverToleranceK = 1e-9; // three orders above where the sweeps stop

RecirculationRack rackAt(double x, double y, double yawDeg, double airflowM3s = 1.0)
{
    return {{x, y, yawDeg}, 0.6, 1.2, airflowM3s};
}

// A row along x, its first rack's centre at (x, y).
void addRow(RecirculationLayout& layout, double x, double y, double yawDeg, int count)
{
    for (int i = 0; i < count; ++i)
        layout.racks.push_back(rackAt(x + 0.6 * i, y, yawDeg));
}

RecirculationLayout twoRowsFacingEachOther()
{
    RecirculationLayout layout;
    addRow(layout, 3.0, 3.6, 180.0, 10);
    addRow(layout, 3.0, 6.0, 0.0, 10);
    return layout;
}

RecirculationLayout randomHall(std::mt19937& random)
{
    std::uniform_real_distribution<double> place(0.0, 20.0);
    std::uniform_real_distribution<double> flow(0.0, 3.0);
    std::uniform_int_distribution<int> quarter(0, 3);
    std::uniform_int_distribution<int> count(1, 60);
    RecirculationLayout layout;
    layout.containmentLeakage = std::uniform_real_distribution<double>(0.0, 1.0)(random);
    layout.aisles = {{{4.0, 4.0, 8.0, 2.0}, AisleKind::Hot, true},
                     {{4.0, 9.0, 8.0, 2.0}, AisleKind::Cold, true}};
    for (int n = count(random); n > 0; --n)
        layout.racks.push_back(rackAt(place(random), place(random), 90.0 * quarter(random), flow(random)));
    return layout;
}

std::vector<double> flowsOf(const RecirculationLayout& layout)
{
    std::vector<double> flows;
    for (const RecirculationRack& rack : layout.racks)
        flows.push_back(rack.airflowM3s);
    return flows;
}

std::vector<double> inlets(const RecirculationLayout& layout, double riseK, double floor = 0.0)
{
    const auto matrix = RecirculationMatrix::estimate(layout);
    return inletRisesK(*matrix, std::vector<double>(layout.racks.size(), riseK), flowsOf(layout), floor);
}

double rowSum(const RecirculationMatrix& matrix, std::size_t i)
{
    const auto shares = matrix.shares(i);
    return std::accumulate(shares.begin(), shares.end(), matrix.supplyShare(i));
}

bool sameRows(const RecirculationMatrix& a, const RecirculationMatrix& b)
{
    for (std::size_t i = 0; i < a.rackCount(); ++i) {
        if (!std::ranges::equal(a.sources(i), b.sources(i)) ||
            !std::ranges::equal(a.shares(i), b.shares(i)) || a.supplyShare(i) != b.supplyShare(i))
            return false;
    }
    return a.rackCount() == b.rackCount();
}

// Hall H20: two rows of ten racks facing a 1.2 m cold aisle; flows in proportion to power at a rise of 12 K.
RecirculationLayout hallH20()
{
    constexpr double kwOfRowA[] = {6, 6, 8, 8, 10, 10, 8, 8, 6, 6};
    RecirculationLayout layout;
    addRow(layout, 3.3, 3.3, 180.0, 10);
    addRow(layout, 3.3, 5.7, 0.0, 10);
    for (std::size_t i = 0; i < 20; ++i) {
        const double kw = i < 10 ? kwOfRowA[i] : (i % 2 == 0 ? 4.0 : 12.0);
        layout.racks[i].airflowM3s = kw * 1e3 / (1.19 * 1006.0 * 12.0);
    }
    layout.aisles = {{{3.0, 3.9, 6.0, 1.2}, AisleKind::Cold, false}};
    return layout;
}

} // namespace

class RecirculationTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void everyRowSumsToOne()
    {
        std::mt19937 random(1);
        for (int hall = 0; hall < 200; ++hall) {
            const auto matrix = RecirculationMatrix::estimate(randomHall(random));
            for (std::size_t i = 0; i < matrix->rackCount(); ++i) {
                QVERIFY(std::abs(rowSum(*matrix, i) - 1.0) < rowSumTolerance);
                QVERIFY(matrix->supplyShare(i) > 0.0);
                for (const double share : matrix->shares(i))
                    QVERIFY(share > 0.0 && share < 1.0);
            }
        }
    }

    void withoutHeatNothingRises()
    {
        for (const double rise : inlets(twoRowsFacingEachOther(), 0.0, 0.3))
            QCOMPARE(rise, 0.0);
    }

    void anEmptyHallHasNoInlets() { QVERIFY(inlets(RecirculationLayout{}, 10.0).empty()); }

    void theInletsSolveTheirEquation()
    {
        std::mt19937 random(2);
        for (int hall = 0; hall < 200; ++hall) {
            const RecirculationLayout layout = randomHall(random);
            const double floor = std::uniform_real_distribution<double>(0.0, 0.9)(random);
            const auto matrix = RecirculationMatrix::estimate(layout);
            const std::vector<double> rise(layout.racks.size(), 15.0);
            const std::vector<double> inlet = inletRisesK(*matrix, rise, flowsOf(layout), floor);
            std::vector<double> outlet = inlet;
            double flow = 0.0;
            for (std::size_t i = 0; i < outlet.size(); ++i) {
                outlet[i] += rise[i];
                flow += layout.racks[i].airflowM3s;
            }
            if (flow <= 0.0)
                continue;
            const std::vector<double> drawn = recirculatedRisesK(*matrix, outlet, flowsOf(layout), floor);
            for (std::size_t i = 0; i < inlet.size(); ++i)
                QVERIFY2(
                    std::abs(drawn[i] - inlet[i]) < solverToleranceK * std::max(1.0, inlet[i]),
                    qPrintable(QString("hall %1, rack %2: %3 K").arg(hall).arg(i).arg(drawn[i] - inlet[i])));
        }
    }

    void moreHeatAnywhereCoolsNobody()
    {
        const RecirculationLayout layout = twoRowsFacingEachOther();
        const auto matrix = RecirculationMatrix::estimate(layout);
        std::vector<double> rise(20, 10.0);
        const std::vector<double> before = inletRisesK(*matrix, rise, flowsOf(layout), 0.1);
        rise[7] += 10.0;
        const std::vector<double> after = inletRisesK(*matrix, rise, flowsOf(layout), 0.1);
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(after[i] > before[i]);
    }

    void theOrderOfRacksDoesNotMatter()
    {
        std::mt19937 random(3);
        RecirculationLayout layout = randomHall(random);
        while (layout.racks.size() < 20)
            layout = randomHall(random);
        std::vector<std::size_t> order(layout.racks.size());
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), random);
        RecirculationLayout shuffled = layout;
        for (std::size_t k = 0; k < order.size(); ++k)
            shuffled.racks[k] = layout.racks[order[k]];
        const std::vector<double> plain = inlets(layout, 12.0, 0.1);
        const std::vector<double> other = inlets(shuffled, 12.0, 0.1);
        for (std::size_t k = 0; k < order.size(); ++k)
            QVERIFY(std::abs(other[k] - plain[order[k]]) < solverToleranceK);
    }

    void turningTheWholeHallChangesNothing()
    {
        const RecirculationLayout layout = twoRowsFacingEachOther();
        RecirculationLayout turned = layout;
        for (RecirculationRack& rack : turned.racks) {
            const Point2 p = rotated(rack.pose.position(), 90.0);
            rack.pose = {p.x, p.y, rack.pose.yawDeg + 90.0};
        }
        const std::vector<double> a = inlets(layout, 12.0);
        const std::vector<double> b = inlets(turned, 12.0);
        for (std::size_t i = 0; i < a.size(); ++i)
            QVERIFY(std::abs(a[i] - b[i]) < solverToleranceK);
    }

    void aRackOutOfReachSeesOnlySupplyAndItself()
    {
        RecirculationLayout layout;
        layout.racks = {rackAt(0.0, 0.0, 0.0), rackAt(30.0, 0.0, 0.0)};
        const auto matrix = RecirculationMatrix::estimate(layout);
        QCOMPARE(matrix->share(0, 1), 0.0);
        QVERIFY(matrix->share(0, 0) > 0.0);
    }

    void rowEndsAreWarmerThanTheMiddle()
    {
        RecirculationLayout layout;
        addRow(layout, 0.0, 0.0, 0.0, 15);
        const std::vector<double> rise = inlets(layout, 12.0);
        QVERIFY(rise.front() > 1.2 * rise[7]);
        for (std::size_t i = 0; i < 7; ++i)
            QVERIFY(rise[i] > rise[i + 1]);
        QVERIFY(std::abs(rise.front() - rise.back()) < solverToleranceK);
    }

    void aGapInARowIsAnEnd()
    {
        RecirculationLayout whole;
        addRow(whole, 0.0, 0.0, 0.0, 15);
        RecirculationLayout gap = whole;
        gap.racks[8].pose.y += 20.0; // out of the row
        QVERIFY(inlets(gap, 12.0)[7] > inlets(whole, 12.0)[7]);
    }

    void theCloserAnExhaustBlowsAtAnIntakeTheWarmerItIs()
    {
        double before = 0.0;
        for (const double aisleM : {4.0, 2.4, 1.8, 1.2, 0.6, 0.3}) {
            RecirculationLayout layout;
            layout.racks = {rackAt(5.0, 5.0, 0.0), rackAt(5.0, 5.0 - 1.2 - aisleM, 0.0)};
            // The second rack's rear faces north; turn the first so that its front takes that air.
            const double rise = inlets(layout, 12.0)[0];
            QVERIFY2(rise > before,
                     qPrintable(QString("aisle %1 m: %2 K after %3 K").arg(aisleM).arg(rise).arg(before)));
            before = rise;
        }
        QVERIFY(before > 6.0); // at a hand's breadth more than half of the 12 K its neighbour adds
    }

    void aRackInBetweenTakesTheExhaustInstead()
    {
        RecirculationLayout open;
        open.racks = {rackAt(5.0, 8.0, 0.0), rackAt(5.0, 5.0, 0.0)}; // 1.8 m apart
        RecirculationLayout blocked = open;
        blocked.racks.push_back(rackAt(5.0, 6.5, 90.0, 0.0)); // stands still, in the way
        QVERIFY(inlets(blocked, 12.0)[0] < inlets(open, 12.0)[0] - 1.0);
    }

    void aRackTurnedAroundBreathesTheHotAisle()
    {
        RecirculationLayout layout;
        addRow(layout, 0.0, 0.0, 180.0, 10); // fronts north, rears south
        addRow(layout, 0.0, -2.4, 0.0, 10);  // rears north: a shared hot aisle at y = -1.2
        const double facingRight = inlets(layout, 12.0)[5];
        layout.racks[5].pose.yawDeg = 0.0;
        QVERIFY(inlets(layout, 12.0)[5] > facingRight + 3.0);
    }

    void movingARackChangesItsOwnInlet()
    {
        RecirculationLayout layout = twoRowsFacingEachOther();
        const double before = inlets(layout, 12.0)[0];
        layout.racks[0].pose.x -= 1.2;
        QVERIFY(std::abs(inlets(layout, 12.0)[0] - before) > 1e-3);
    }

    void containmentLowersEveryInlet_data()
    {
        QTest::addColumn<AisleKind>("kind");
        QTest::addColumn<double>("aisleY");
        QTest::newRow("hot aisle") << AisleKind::Hot << 4.2;
        QTest::newRow("cold aisle") << AisleKind::Cold << 4.2;
    }

    void containmentLowersEveryInlet()
    {
        QFETCH(AisleKind, kind);
        QFETCH(double, aisleY);
        RecirculationLayout layout;
        const bool cold = kind == AisleKind::Cold;
        addRow(layout, 3.3, 3.6, cold ? 180.0 : 0.0, 10);
        addRow(layout, 3.3, 6.0, cold ? 0.0 : 180.0, 10);
        layout.aisles = {{{3.0, aisleY, 6.0, 1.2}, kind, false}};
        layout.containmentLeakage = 0.1;
        const std::vector<double> open = inlets(layout, 12.0);
        layout.aisles[0].contained = true;
        const std::vector<double> leaky = inlets(layout, 12.0);
        layout.containmentLeakage = 0.0;
        const std::vector<double> tight = inlets(layout, 12.0);
        for (std::size_t i = 0; i < 20; ++i) {
            QVERIFY(leaky[i] < open[i]);
            QVERIFY(tight[i] < leaky[i]);
            QCOMPARE(tight[i], 0.0);
        }
    }

    void aRackInAClosedHotAisleTakesInWhatTheAisleHolds_data()
    {
        QTest::addColumn<double>("yawDeg");
        QTest::addColumn<double>("offM"); // of the middle of the aisle, which is as deep as the rack
        for (const double yawDeg : {0.0, 180.0}) {
            for (const double offM : {-0.01, 0.0, 0.01})
                QTest::addRow("facing %.0f, %.2f m off", yawDeg, offM) << yawDeg << offM;
        }
    }

    // Its front is against the backs of a row, or a centimetre off them.
    void aRackInAClosedHotAisleTakesInWhatTheAisleHolds()
    {
        QFETCH(double, yawDeg);
        QFETCH(double, offM);
        RecirculationLayout layout;
        addRow(layout, 3.3, 3.6, 0.0, 10);
        addRow(layout, 3.3, 6.0, 180.0, 10);
        layout.aisles = {{{3.0, 4.2, 6.0, 1.2}, AisleKind::Hot, true}};
        layout.containmentLeakage = 0.05;
        layout.racks.push_back(rackAt(5.2, 4.8 + offM, yawDeg));
        const auto matrix = RecirculationMatrix::estimate(layout);
        QVERIFY(std::abs(matrix->supplyShare(20) - 0.05) < 0.01);
        // Where hardly anything is blown in, the rest leaks in.
        for (std::size_t i = 0; i < 20; ++i)
            layout.racks[i].airflowM3s = i == 3 ? 0.4 : 0.0;
        layout.racks[20].pose = {5.2, 4.1, 180.0}; // it exhausts to the south, out of the aisle
        const double closed = RecirculationMatrix::estimate(layout)->share(20, 3);
        QVERIFY2(closed > 0.3 && closed <= 0.4, qPrintable(QString::number(closed))); // 0.4 of 1 m³/s
    }

    void aContainmentLeaksItsFractionOnlyWhereItIsTight_data()
    {
        QTest::addColumn<double>("leakage");
        QTest::addColumn<bool>("sideSupplied");
        QTest::addColumn<double>("exhaust");
        QTest::newRow("0.5 %, raised floor") << 0.005 << false << 0.0050;
        QTest::newRow("1 %, raised floor") << 0.01 << false << 0.0088;
        QTest::newRow("6 %, raised floor") << 0.06 << false << 0.0247;
        QTest::newRow("0.5 %, slab") << 0.005 << true << 0.0058;
        QTest::newRow("1 %, slab") << 0.01 << true << 0.0110;
        QTest::newRow("6 %, slab") << 0.06 << true << 0.0446;
    }

    void aContainmentLeaksItsFractionOnlyWhereItIsTight()
    {
        QFETCH(double, leakage);
        QFETCH(bool, sideSupplied);
        QFETCH(double, exhaust); // as the header of the model states, rounded
        RecirculationLayout layout = twoRowsFacingEachOther();
        layout.aisles = {{{2.7, 4.2, 6.0, 1.2}, AisleKind::Cold, true}};
        layout.sideSupplied = sideSupplied;
        layout.containmentLeakage = leakage;
        const auto matrix = RecirculationMatrix::estimate(layout);
        double mean = 0.0;
        for (std::size_t i = 0; i < 20; ++i)
            mean += (1.0 - matrix->supplyShare(i)) / 20;
        constexpr double printedDigits = 1e-4;
        QVERIFY2(std::abs(mean - exhaust) < printedDigits, qPrintable(QString::number(mean)));
    }

    void airFromAcrossTheRoomArrivesWarmer()
    {
        RecirculationLayout layout = twoRowsFacingEachOther();
        const std::vector<double> fromTheFloor = inlets(layout, 12.0);
        layout.sideSupplied = true;
        const std::vector<double> fromTheSide = inlets(layout, 12.0);
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(fromTheSide[i] > fromTheFloor[i]);
    }

    void theFloorIsTheMassBalance_data()
    {
        QTest::addColumn<double>("beta");
        QTest::addColumn<double>("meanRiseK"); // physics of a mixed hall: r/(1-r) dT at dT = 12 K
        QTest::newRow("0.6") << 0.6 << 8.0;
        QTest::newRow("0.8") << 0.8 << 3.0;
        QTest::newRow("1.0") << 1.0 << 0.0;
        QTest::newRow("1.2") << 1.2 << 0.0;
    }

    void theFloorIsTheMassBalance()
    {
        QFETCH(double, beta);
        QFETCH(double, meanRiseK);
        // Closed cold aisle, no leakage: nothing but the floor is left.
        RecirculationLayout layout = hallH20();
        layout.aisles[0].contained = true;
        for (const double rise : inlets(layout, 12.0, massBalanceFloor(beta, 1.0)))
            QVERIFY(std::abs(rise - meanRiseK) < solverToleranceK);
    }

    void theMixedExhaustFollowsTheAirThatFlows()
    {
        // Nothing recirculates locally: x = r0 Tmix, Tmix = x + Σ V ΔT / Σ V.
        RecirculationLayout layout = hallH20();
        layout.aisles[0].contained = true;
        const auto matrix = RecirculationMatrix::estimate(layout);
        std::vector<double> rise(20, 0.0);
        rise[3] = 40.0;
        std::vector<double> flow(20, 1.0);
        flow[3] = 21.0;
        for (const double x : inletRisesK(*matrix, rise, flow, 0.5))
            QVERIFY(std::abs(x - 21.0) < solverToleranceK); // 40 K x 21/40
    }

    void withoutSupplyTheRiseStaysFinite()
    {
        QVERIFY(massBalanceFloor(0.0, 10.0) < 1.0);
        QCOMPARE(massBalanceFloor(0.0, 0.0), 0.0);
        for (const double rise : inlets(hallH20(), 12.0, massBalanceFloor(0.0, 10.0)))
            QVERIFY(std::isfinite(rise));
    }

    void sealedRacksBlowingAtEachOtherStayFinite()
    {
        RecirculationLayout layout;
        layout.racks = {rackAt(5.0, 5.0, 0.0), rackAt(5.0, 3.6, 180.0), rackAt(5.6, 5.0, 0.0)};
        layout.aisles = {{{0.0, 0.0, 10.0, 10.0}, AisleKind::Hot, true}};
        layout.containmentLeakage = 0.0;
        for (const double rise : inlets(layout, 12.0))
            QVERIFY(std::isfinite(rise) && rise > 0.0);
    }

    void reusedRowsAreTheSameRows()
    {
        std::mt19937 random(4);
        std::uniform_real_distribution<double> place(0.0, 30.0);
        RecirculationLayout layout;
        for (int row = 0; row < 10; ++row)
            addRow(layout, 3.0, 2.0 + 2.4 * row, row % 2 == 0 ? 180.0 : 0.0, 40);
        auto last = RecirculationMatrix::estimate(layout);
        std::size_t reused = 0;
        for (int step = 0; step < 50; ++step) {
            RecirculationRack& rack =
                layout.racks[std::uniform_int_distribution<std::size_t>(0, 399)(random)];
            if (step % 3 == 0)
                rack.airflowM3s *= 1.5;
            else
                rack.pose = {place(random), place(random), 90.0 * (step % 4)};
            const auto next = RecirculationMatrix::estimate(layout, last.get());
            QVERIFY(sameRows(*next, *RecirculationMatrix::estimate(layout)));
            reused += next->reusedRows();
            last = next;
        }
        QVERIFY(reused > 50 * 400 / 2); // most rows are out of reach of most moves
    }

    void agreesWithTheOpenFoamInletsOfHallH20()
    {
        // Rack inlets at β = 0.8, supply 18 °C, OpenFOAM 1912 buoyantSimpleFoam, 0.15 m: racks A0-A9, B0-B9
        // [°C].
        constexpr double cfdC[] = {21.61, 21.50, 21.73, 21.95, 21.85, 22.03, 21.67, 21.48, 21.42, 22.49,
                                   20.81, 20.72, 20.62, 21.58, 21.95, 22.19, 21.55, 21.59, 20.65, 22.02};
        const std::vector<double> rise = inlets(hallH20(), 12.0, massBalanceFloor(0.8, 1.0));
        double bias = 0.0;
        double square = 0.0;
        for (std::size_t i = 0; i < 20; ++i) {
            const double error = 18.0 + rise[i] - cfdC[i];
            bias += error / 20;
            square += error * error / 20;
        }
        HOLDS(biasOnH20, bias);                // the one fitted constant
        HOLDS(inletsOfH20, std::sqrt(square)); // as the header states
    }
};

QTEST_GUILESS_MAIN(RecirculationTest)
#include "tst_recirculation.moc"
