// Where the air at an intake came from: the traces, the matrix they give, and what becomes of it after a move.
#include "core/physics/air_field.h"
#include "core/physics/air_flow.h"
#include "core/physics/air_multigrid.h"

#include "tests/core/physics/air_rooms.h"
#include "tests/support/hall_h20.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class AirFractionsTest : public QObject
{
    Q_OBJECT

private slots:
    // The traces themselves, before they are normalised.
    void whatASinkTakesInCameFromSomewhere()
    {
        const AirRoom room = test::hallH20(0.6);
        WorkTeam team(2);
        AirFieldReport report;
        AirCells grid;
        voxelise(room, airGridOf(room, 0.15, 0), team, grid, report);
        std::vector<AirInflow> inflows;
        std::vector<AirOutflow> outflows;
        std::vector<float> source(grid.grid.count(), 0.0F);
        const auto give = [&](const PatchCells& at, std::uint32_t from, double flowM3s) {
            for (std::size_t n = 0; n < at.cells.size(); ++n) {
                inflows.push_back({at.cells[n], from, flowM3s * static_cast<double>(at.shares[n])});
                source[at.cells[n]] += static_cast<float>(inflows.back().flowM3s);
            }
        };
        for (std::uint32_t i = 0; i < room.racks.size(); ++i) {
            give(grid.rears[i], i, room.racks[i].flowM3s);
            for (std::size_t n = 0; n < grid.fronts[i].cells.size(); ++n) {
                outflows.push_back({grid.fronts[i].cells[n], i,
                                    room.racks[i].flowM3s * static_cast<double>(grid.fronts[i].shares[n])});
                source[grid.fronts[i].cells[n]] -= static_cast<float>(outflows.back().flowM3s);
            }
        }
        give(grid.supplies[0], 21, room.supplies[0].flowM3s);
        std::vector<double> potential(grid.grid.count(), 0.0);
        AirMultigrid multigrid;
        multigrid.build(grid, team);
        QVERIFY(multigrid.solve(source, potential, 1e-4, team, {}).converged);
        AirFlowScratch scratch;
        const AirFlow flow(grid, potential, inflows, outflows, 20, 1, scratch, team);
        AirTracer tracer(flow);
        const std::vector<std::size_t> sinks = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        for (int again = 0; again < 2; ++again) { // what a trace leaves behind must not reach the next
            tracer.trace(sinks);
            for (std::size_t lane = 0; lane < AirTracer::lanes; ++lane) {
                double sum = 0.0;
                for (std::size_t s = 0; s < flow.sourceCount(); ++s)
                    sum += static_cast<double>(tracer.shares()[s * AirTracer::lanes + lane]);
                QVERIFY2(std::abs(sum - 1.0) < 2e-6, qPrintable(QString::number(sum - 1.0)));
            }
        }
    }

    void fractionsSumToOneAndGiveTheFieldsInlets()
    {
        for (const double supplyRatio : {0.6, 0.8, 1.0, 1.2}) {
            const auto field = AirField::solve(test::hallH20(supplyRatio), cells(0.15));
            const auto matrix = field->matrix(layoutOf(field->room()));
            QVERIFY(matrix->holdsFloor());
            for (std::size_t i = 0; i < 20; ++i)
                QVERIFY(std::abs(rowSum(*matrix, i) - 1.0) <= rowSumTolerance);
            QVERIFY2(fractionsErrorK(*field) <= fractionsToleranceK,
                     qPrintable(QString::number(fractionsErrorK(*field))));
        }
    }

    // Which racks come first is a matter of waiting, not of the result.
    void theOrderOfTracingMakesNoDifference()
    {
        const auto field = AirField::solve(test::hallH20(0.8), cells(0.3));
        const auto plain = field->matrix(layoutOf(field->room()));
        const auto other = field->matrix(layoutOf(field->room()), std::vector<std::size_t>{17, 3, 3, 99});
        for (std::size_t i = 0; i < 20; ++i) {
            for (std::size_t j = 0; j < 20; ++j)
                QVERIFY(std::abs(plain->share(i, j) - other->share(i, j)) < rowSumTolerance);
        }
    }

    void airFromTheRacksAndFromTheSupplyIsAllThereIs()
    {
        AirRoom room = test::hallH20(0.8);
        const auto field = AirField::solve(room, cells(0.3));
        const std::vector<float> recirculated = field->recirculatedShare();
        std::vector<double> sum(field->grid().count(), 0.0);
        for (std::size_t i = 0; i < 20; ++i) {
            const std::vector<float> share = field->shareFrom(i);
            for (std::size_t c = 0; c < sum.size(); ++c)
                sum[c] += static_cast<double>(share[c]);
        }
        for (std::size_t c = 0; c < sum.size(); ++c) {
            QVERIFY(std::abs(sum[c] - static_cast<double>(recirculated[c])) < 1e-4);
            QVERIFY(recirculated[c] >= 0.0F && recirculated[c] <= 1.0001F);
        }
        QVERIFY(field->shareFrom(20).empty());
    }

    // The fractions after a move, before the field is solved again.
    void rowsOutOfReachOfAMoveStay()
    {
        const auto field = AirField::solve(test::hallH20(0.8), cells(0.3));
        const RecirculationLayout layout = layoutOf(field->room());
        const auto matrix = field->matrix(layout);
        const auto still = matrix->withRacksMoved(layout, 0.2);
        for (std::size_t i = 0; i < 20; ++i) {
            QVERIFY(std::ranges::equal(still->sources(i), matrix->sources(i)));
            QVERIFY(std::ranges::equal(still->shares(i), matrix->shares(i)));
        }
        RecirculationLayout far = layout;
        far.racks[19].pose.x += 0.3;
        const auto moved = matrix->withRacksMoved(far, 0.2);
        QVERIFY(moved->holdsFloor());
        QVERIFY(moved->reusedRows() > 0 && moved->reusedRows() < 20);
        QCOMPARE(moved->layout(), far);
        for (std::size_t i = 0; i < 20; ++i) {
            QVERIFY(std::abs(rowSum(*moved, i) - 1.0) <= rowSumTolerance);
            QVERIFY(moved->supplyShare(i) >= 0.0);
        }
        QVERIFY(std::ranges::equal(moved->shares(0), matrix->shares(0))); // 5.7 m away
    }

    void aSmallMoveChangesInletsLittle()
    {
        const auto field = AirField::solve(test::hallH20(0.8), cells(0.3));
        const RecirculationLayout layout = layoutOf(field->room());
        const auto matrix = field->matrix(layout);
        const std::vector<double> riseK(20, 12.0);
        std::vector<double> flowM3s;
        for (const RecirculationRack& rack : layout.racks)
            flowM3s.push_back(rack.airflowM3s);
        const std::vector<double> before = inletRisesK(*matrix, riseK, flowM3s, 0.0);
        RecirculationLayout nudged = layout;
        nudged.racks[4].pose.y -= 0.01;
        const std::vector<double> after =
            inletRisesK(*matrix->withRacksMoved(nudged, 0.2), riseK, flowM3s, 0.0);
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(std::abs(after[i] - before[i]) < 0.1);
    }
};

QTEST_GUILESS_MAIN(AirFractionsTest)

#include "tst_air_fractions.moc"
