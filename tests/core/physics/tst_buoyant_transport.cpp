// Where inlet air comes from in a flow that goes round: the laws of A, and when a flow has settled.
#include "core/physics/buoyant_flow.h"
#include "core/physics/buoyant_window.h"

#include "tests/core/physics/air_rooms.h"
#include "tests/support/hall_h20.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double inletToleranceK = 0.02; // shares below a millionth are not kept

BuoyantFieldPtr solved(const AirRoom& room, int steps = 200)
{
    BuoyantFlowOptions options;
    options.mostSteps = steps;
    return BuoyantFlow::solve(room, options);
}

// Σ a_ij T_out,j + a_i0 T_supply
double inletBy(const RecirculationMatrix& matrix, const BuoyantField& field, std::size_t i, double supplyC)
{
    double sum = matrix.supplyShare(i) * supplyC;
    for (std::size_t n = 0; n < matrix.sources(i).size(); ++n)
        sum += matrix.shares(i)[n] * field.racks()[matrix.sources(i)[n]].outletC;
    return sum;
}

} // namespace

class BuoyantTransportTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsSumToOneAndGiveTheInlets()
    {
        const BuoyantFieldPtr field = solved(hallH20(0.8));
        const auto matrix = field->matrix(layoutOf(field->room()));
        QVERIFY(matrix->holdsFloor());
        for (std::size_t i = 0; i < 20; ++i) {
            QVERIFY(std::abs(rowSum(*matrix, i) - 1.0) < rowSumTolerance);
            QVERIFY(matrix->supplyShare(i) >= 0.0);
            for (const double share : matrix->shares(i))
                QVERIFY(share >= 0.0);
            QVERIFY2(
                std::abs(inletBy(*matrix, *field, i, 18.0) - field->racks()[i].inletC) < inletToleranceK,
                qPrintable(QString::number(inletBy(*matrix, *field, i, 18.0) - field->racks()[i].inletC)));
        }
    }

    // The lumped model on A has the same answer: it solves for all inlets at once.
    void theLumpedModelOnItFindsTheSameInlets()
    {
        const BuoyantFieldPtr field = solved(hallH20(0.8));
        const auto matrix = field->matrix(layoutOf(field->room()));
        std::vector<double> flowM3s;
        for (const AirRack& rack : field->room().racks)
            flowM3s.push_back(rack.flowM3s);
        const std::vector<double> riseK(20, 12.0);
        const std::vector<double> inletK = inletRisesK(*matrix, riseK, flowM3s, 0.0);
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY2(std::abs(18.0 + inletK[i] - field->racks()[i].inletC) < inletToleranceK,
                     qPrintable(QString::number(18.0 + inletK[i] - field->racks()[i].inletC)));
    }

    // What a rack gives to all inlets and to the returns is what it blows: no column is more than its flow.
    void noMoreIsDrawnOfAnExhaustThanItBlows()
    {
        constexpr double traceErrorShare = 0.05;
        const BuoyantFieldPtr field = solved(hallH20(0.8));
        const auto matrix = field->matrix(layoutOf(field->room()));
        std::vector<double> drawn(20, 0.0);
        for (std::size_t i = 0; i < 20; ++i)
            for (std::size_t n = 0; n < matrix->sources(i).size(); ++n)
                drawn[matrix->sources(i)[n]] += matrix->shares(i)[n] * field->room().racks[i].flowM3s;
        for (std::size_t j = 0; j < 20; ++j)
            QVERIFY(drawn[j] <= field->room().racks[j].flowM3s * (1.0 + traceErrorShare));
    }

    // Two rooms side by side share nothing but what comes back through the returns, which is of both.
    void roomsWithAWallBetweenShareNoAir()
    {
        AirRoom room = roomOfOneRack();
        room.widthM = 12.0;
        room.supplies.push_back({"tile", {{{8.4, 0.6, 0}, {9.6, 1.8, 0}}, Axis::Z, true}, 0.6, 18.0});
        room.returns.push_back({"grille", {{{8.4, 4.2, 3}, {9.6, 5.4, 3}}, Axis::Z, false}});
        room.racks.push_back(rackAt(2, 8.7, 2.4, true));
        room.solids.push_back({{5.7, 0, 0}, {6.3, 6, 3}});
        const BuoyantFieldPtr field = solved(room);
        const auto matrix = field->matrix(layoutOf(room));
        QVERIFY(matrix->share(0, 1) < 0.01 && matrix->share(1, 0) < 0.01);
        QVERIFY(matrix->share(0, 0) > 0.05 && matrix->share(1, 1) > 0.05);
    }

    void theOrderAskedForMakesNoDifference()
    {
        const BuoyantFieldPtr field = solved(hallH20(1.0));
        const auto plain = field->matrix(layoutOf(field->room()));
        const std::array<std::size_t, 3> wanted = {17, 3, 8};
        const auto first = field->matrix(layoutOf(field->room()), wanted);
        for (std::size_t i = 0; i < 20; ++i)
            for (std::size_t j = 0; j < 20; ++j)
                QVERIFY(std::abs(plain->share(i, j) - first->share(i, j)) < 0.01);
    }

    // Means of 1, 3, 2, 2, ...: the halves agree once the windows do; the scatter is that of the steps.
    void windowsSettleWhenTheirHalvesAgree()
    {
        buoyant::InletWindows windows(1);
        const auto addWindow = [&](double value) {
            for (int n = 0; n < buoyant::InletWindows::stepsOfWindow; ++n)
                windows.add(std::array{value + (n % 2 == 0 ? 0.5 : -0.5)});
        };
        for (const double value : {1.0, 1.0, 3.0})
            addWindow(value);
        QVERIFY(!windows.settled(0.1)); // too few
        addWindow(3.0);
        QVERIFY(!windows.settled(0.1));
        QCOMPARE(windows.changeK(0), 2.0);
        QCOMPARE(windows.meanC(0), 2.0);
        QVERIFY(std::abs(windows.scatterK(0) - std::sqrt(1.25)) < 1e-9);
        windows.clear(1);
        for (int n = 0; n < 4; ++n)
            addWindow(2.0);
        QVERIFY(windows.settled(0.1));
        QVERIFY(std::abs(windows.scatterK(0) - 0.5) < 1e-9);
        QVERIFY(windows.errorK(0) < 1e-9);
    }
};

QTEST_GUILESS_MAIN(BuoyantTransportTest)

#include "tst_buoyant_transport.moc"
