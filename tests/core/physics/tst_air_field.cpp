#include "core/physics/air_field.h"

#include "core/physics/air_flow.h"
#include "core/physics/air_multigrid.h"
#include "tests/core/physics/air_rooms.h"
#include "tests/support/hall_h20.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

class TestAirField : public QObject
{
    Q_OBJECT

private slots:
    void airInADuctMovesEvenly()
    {
        const auto field = AirField::solve(duct(), cells(0.15, 1e-8));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        for (std::size_t c = 0; c < field->grid().count(); ++c) {
            QVERIFY(std::abs(field->velocityMs(Axis::X)[c] - 1.5 / (1.2 * 2.4)) < 1e-5); // V / A
            QVERIFY(std::abs(field->velocityMs(Axis::Y)[c]) < 1e-5);
            QVERIFY(std::abs(field->velocityMs(Axis::Z)[c]) < 1e-5);
            QCOMPARE(field->temperatureC()[c], 20.0F);
        }
        QCOMPARE(field->report().returnC, 20.0);
    }

    // 6.2 m in cells of 0.3 m: the last layer is thinner.
    void aCutOffLayerMakesNoDifference()
    {
        AirRoom room = duct();
        room.widthM = 6.2;
        room.returns.front().patch.area = {{6.2, 0, 0}, {6.2, 1.2, 2.4}};
        const auto field = AirField::solve(room, cells(0.3, 1e-8));
        QCOMPARE(field->grid().cells[0], 21);
        for (std::size_t c = 0; c < field->grid().count(); ++c)
            QVERIFY(std::abs(field->velocityMs(Axis::X)[c] - 1.5 / (1.2 * 2.4)) < 1e-5);
    }

    // The residual that the multigrid reports is that of the equations as they stand in its header.
    void thePotentialSatisfiesItsEquations()
    {
        const AirRoom room = test::hallH20(0.8);
        WorkTeam team(2);
        AirFieldReport report;
        AirCells grid;
        voxelise(room, airGridOf(room, 0.15, 0), team, grid, report);
        QVERIFY(report.usable());
        const std::size_t nx = static_cast<std::size_t>(grid.grid.cells[0]);
        const std::size_t plane = nx * static_cast<std::size_t>(grid.grid.cells[1]);
        std::vector<float> source(grid.grid.count(), 0.0F);
        for (std::size_t i = 0; i < room.racks.size(); ++i) {
            for (std::size_t n = 0; n < grid.rears[i].cells.size(); ++n)
                source[grid.rears[i].cells[n]] += grid.rears[i].shares[n];
            for (std::size_t n = 0; n < grid.fronts[i].cells.size(); ++n)
                source[grid.fronts[i].cells[n]] -= grid.fronts[i].shares[n];
        }
        source[grid.supplies[0].cells[0]] += 1.0F;
        for (const double tolerance : {1e-4, 1e-9}) {
            AirMultigrid multigrid;
            multigrid.build(grid, team);
            std::vector<double> potential(grid.grid.count(), 0.0);
            const auto outcome = multigrid.solve(source, potential, tolerance, team, {});
            QVERIFY(outcome.converged);
            std::vector<double> residual(source.begin(), source.end());
            for (const ReturnFace& face : grid.returns)
                residual[face.cell] -= static_cast<double>(face.conductance) * potential[face.cell];
            for (std::size_t a = 0; a < 3; ++a) {
                const std::size_t step = a == 0 ? 1 : a == 1 ? nx : plane;
                for (std::size_t c = 0; c + step < potential.size(); ++c) {
                    const double flow =
                        static_cast<double>(grid.conductance[a][c]) * (potential[c] - potential[c + step]);
                    residual[c] -= flow;
                    residual[c + step] += flow;
                }
            }
            double squares = 0.0;
            double sourceSquares = 0.0;
            for (std::size_t c = 0; c < residual.size(); ++c) {
                squares += residual[c] * residual[c];
                sourceSquares += static_cast<double>(source[c]) * static_cast<double>(source[c]);
            }
            QVERIFY(std::sqrt(squares / sourceSquares) <= tolerance * 1.001);
            // Eight to fourteen iterations for each four decades, however many cells.
            QVERIFY2(outcome.iterations <= (tolerance < 1e-4 ? 40 : 16),
                     qPrintable(QString::number(outcome.iterations)));
        }
    }

    void heatInEqualsHeatOut_data()
    {
        QTest::addColumn<double>("supplyRatio");
        for (const double ratio : {0.4, 0.6, 0.8, 1.0, 1.2, 2.0})
            QTest::addRow("supply ratio %.1f", ratio) << ratio;
    }

    void heatInEqualsHeatOut()
    {
        QFETCH(double, supplyRatio);
        const auto field = AirField::solve(test::hallH20(supplyRatio), cells(0.15));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        const double expected = 18.0 + 12.0 / supplyRatio; // T + P / (ρ cp V)
        QVERIFY2(std::abs(field->report().returnC - expected) <= returnToleranceK,
                 qPrintable(QString::number(field->report().returnC - expected)));
        QVERIFY(std::abs(expected - balancedReturnC(*field)) < 1e-9);
        QVERIFY(field->report().energyResidual <= mostLost);
        QVERIFY(field->report().massResidual <= mostLost);
        for (std::size_t i = 0; i < 20; ++i) // every rack's air rises by 12 K
            QVERIFY(std::abs(field->racks()[i].outletC - field->racks()[i].inletC - 12.0) < 1e-9);
    }

    void noAirIsColderThanItsSupplyOrWarmerThanAnyExhaust()
    {
        for (const double supplyRatio : {0.6, 1.0}) {
            const auto field = AirField::solve(test::hallH20(supplyRatio), cells(0.15));
            double warmestC = 0.0;
            for (const AirRackTemperatures& rack : field->racks())
                warmestC = std::max(warmestC, rack.outletC);
            for (std::size_t c = 0; c < field->grid().count(); ++c) {
                if (field->solid()[c]) {
                    QVERIFY(std::isnan(field->temperatureC()[c]));
                    continue;
                }
                QVERIFY(field->temperatureC()[c] >= 18.0F);
                QVERIFY(static_cast<double>(field->temperatureC()[c]) <= warmestC + roundingK);
            }
        }
    }

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

    // V24. OpenFOAM 1912 RANS on the same hall; its own grid error is 0.18 K. 0.9 K is what the model is labelled with.
    void inletsOfHallH20AreWithinTheStatedErrorOfCfd()
    {
        const auto field = AirField::solve(test::hallH20(0.8), cells(0.15));
        const std::vector<double> inlets = inletsC(*field);
        const double error = rmse(inlets, test::hallH20InletsC);
        qInfo("H20 at 0.8: RMSE %.3f K, bias %+.3f K", error,
              mean(inlets) - mean({test::hallH20InletsC.begin(), test::hallH20InletsC.end()}));
        QVERIFY2(error <= 0.9, qPrintable(QString::number(error)));
    }

    // Mean rises at the inlets. Other potential-flow programs' figures on this hall: 8.5, 4.2, 2.1 and 0.77 K; RANS: 9.17,
    // 3.57, 0.81 and 0.52 K; and no less than the mass balance allows, r/(1 - r) 12 K with r = 1 - β.
    void meanInletsOfHallH20FollowTheSupply()
    {
        const std::array<std::array<double, 3>, 4> cases = {
            {{0.6, 8.5, 8.0}, {0.8, 4.2, 3.0}, {1.0, 2.1, 0.0}, {1.2, 0.77, 0.0}}};
        for (const auto& [ratio, expectedK, floorK] : cases) {
            const auto field = AirField::solve(test::hallH20(ratio), cells(0.15));
            const double riseK = mean(inletsC(*field)) - 18.0;
            qInfo("supply ratio %.1f: mean inlet rise %.2f K", ratio, riseK);
            QVERIFY2(std::abs(riseK - expectedK) <= 0.5, qPrintable(QString::number(riseK)));
            // The floor is of the flow-weighted mean.
            double weighted = 0.0;
            double flow = 0.0;
            for (std::size_t i = 0; i < 20; ++i) {
                weighted += field->room().racks[i].flowM3s * (field->racks()[i].inletC - 18.0);
                flow += field->room().racks[i].flowM3s;
            }
            QVERIFY(weighted / flow >= floorK - 0.01);
        }
    }

    void aMirroredHallHasMirroredInlets()
    {
        AirRoom room = test::hallH20(0.8);
        for (std::size_t i = 0; i < 20; ++i) { // alike on either side of the middle
            room.racks[i].heatW = 8000.0;
            room.racks[i].flowM3s = 8000.0 / (room.heatPerVolume * 12.0);
        }
        room.supplies.front().flowM3s = 0.8 * 20 * room.racks[0].flowM3s;
        const auto field = AirField::solve(room, cells(0.15, 1e-7));
        for (std::size_t i = 0; i < 10; ++i) {
            const double inlet = field->racks()[i].inletC;
            QVERIFY(std::abs(field->racks()[9 - i].inletC - inlet) < 1e-3);  // east to west
            QVERIFY(std::abs(field->racks()[10 + i].inletC - inlet) < 1e-3); // south to north
        }
    }

    void finerGridsComeCloserToEachOther()
    {
        const std::vector<double> coarse = inletsC(*AirField::solve(test::hallH20(0.8), cells(0.3)));
        const std::vector<double> middle = inletsC(*AirField::solve(test::hallH20(0.8), cells(0.15)));
        const std::vector<double> fine = inletsC(*AirField::solve(test::hallH20(0.8), cells(0.1)));
        qInfo("0.30 to 0.10 m: %.3f K, 0.15 to 0.10 m: %.3f K", rmse(coarse, fine), rmse(middle, fine));
        QVERIFY(rmse(middle, fine) < rmse(coarse, fine));
        QVERIFY(rmse(middle, fine) < 0.3);
    }

    void theOrderOfRacksMakesNoDifference()
    {
        AirRoom room = test::hallH20(0.8);
        const auto before = AirField::solve(room, cells(0.3));
        std::mt19937 random(7);
        std::vector<std::size_t> order(20);
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), random);
        AirRoom shuffled = room;
        for (std::size_t i = 0; i < 20; ++i)
            shuffled.racks[i] = room.racks[order[i]];
        const auto after = AirField::solve(shuffled, cells(0.3));
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(std::abs(after->racks()[i].inletC - before->racks()[order[i]].inletC) <
                    fractionsToleranceK);
    }

    void suppliesMixByTheirFlow()
    {
        AirRoom room = duct();
        room.supplies.push_back({"tile", {{{1.2, 0, 0}, {2.4, 1.2, 0}}, Axis::Z, true}, 0.5, 28.0});
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY(std::abs(field->report().returnC - (1.5 * 20.0 + 0.5 * 28.0) / 2.0) < roundingK);
    }

    void aRackWithoutFlowHasTheAirBeforeIt()
    {
        AirRoom room = roomOfOneRack();
        room.racks.front().flowM3s = 0.0;
        room.racks.front().heatW = 0.0;
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        QVERIFY(std::abs(field->racks()[0].inletC - 18.0) < roundingK);
        QCOMPARE(field->racks()[0].outletC, field->racks()[0].inletC);
        const auto matrix = field->matrix(layoutOf(room));
        QVERIFY(std::abs(matrix->supplyShare(0) - 1.0) < rowSumTolerance);
    }

    // A niche behind walls on all sides but one, out of the way of all flow.
    void stillAirHasTheTemperatureOfItsNeighbours()
    {
        AirRoom room = duct();
        room.solids = {{{0.0, 0.0, 0.0}, {2.4, 0.6, 2.4}}, {{3.0, 0.0, 0.0}, {6.0, 0.6, 2.4}}};
        room.supplies.front().patch.area = {{0, 0.6, 0}, {0, 1.2, 2.4}};
        room.returns.front().patch.area = {{6, 0.6, 0}, {6, 1.2, 2.4}};
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        const float inNiche = field->temperatureC()[field->grid().index(17, 0, 8)];
        QCOMPARE(inNiche, 20.0F);
    }

    // A box that nothing flows into is no part of the room.
    void aClosedBoxIsSolid()
    {
        AirRoom room = duct();
        room.solids.push_back({{2.4, 0.3, 0.6}, {3.6, 0.9, 1.8}});
        AirRoom hollow = duct();
        for (const double z : {0.6, 1.8})
            hollow.panels.push_back({{{2.4, 0.3, z}, {3.6, 0.9, z}}, Axis::Z, 0.0});
        for (const double y : {0.3, 0.9})
            hollow.panels.push_back({{{2.4, y, 0.6}, {3.6, y, 1.8}}, Axis::Y, 0.0});
        for (const double x : {2.4, 3.6})
            hollow.panels.push_back({{{x, 0.3, 0.6}, {x, 0.9, 1.8}}, Axis::X, 0.0});
        const auto a = AirField::solve(room, cells(0.15));
        const auto b = AirField::solve(hollow, cells(0.15));
        QVERIFY2(b->report().usable(), qPrintable(problemsOf(*b)));
        QVERIFY(std::ranges::equal(a->solid(), b->solid()));
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

    // A cold aisle under a lid with doors: as tight as it is, exhaust stays out; what seeps in is what the leak says.
    void aClosedAisleTakesInNoMoreThanItsLeak()
    {
        AirRoom room = test::hallH20(1.0);
        const double open = 0.01;
        room.panels.push_back({{{3.0, 3.9, 2.1}, {9.0, 5.1, 2.1}}, Axis::Z, open});
        for (const double x : {3.0, 9.0})
            room.panels.push_back({{{x, 3.9, 0.0}, {x, 5.1, 2.1}}, Axis::X, open});
        const auto tight = AirField::solve(room, cells(0.15));
        QVERIFY2(tight->report().usable(), qPrintable(problemsOf(*tight)));
        QVERIFY2(mean(inletsC(*tight)) - 18.0 < 0.15, qPrintable(QString::number(mean(inletsC(*tight)))));

        // With a share l past the containment: r = l, and T_in = T_sup + r/(1 - r) ΔT (core/physics/recirculation.h).
        constexpr double leakage = 0.05;
        constexpr double leakToleranceK = 0.1; // a rear takes in some of what its neighbours blow out
        for (AirRack& rack : room.racks)
            rack.leakage = leakage;
        const auto leaky = AirField::solve(room, cells(0.15));
        QVERIFY2(leaky->report().usable(), qPrintable(problemsOf(*leaky)));
        const double leakedK = mean(inletsC(*leaky)) - mean(inletsC(*tight));
        QVERIFY2(std::abs(leakedK - leakage / (1.0 - leakage) * 12.0) < leakToleranceK,
                 qPrintable(QString::number(leakedK)));
        QVERIFY(std::abs(leaky->report().returnC - balancedReturnC(*leaky)) <= returnToleranceK);
        QVERIFY(fractionsErrorK(*leaky) <= fractionsToleranceK);
    }

    // Near a return a rack may draw from it: what comes back is what left.
    void aRackAtAReturnDrawsTheMixedAirBack()
    {
        AirRoom room = roomOfOneRack();
        room.returns.push_back({"wall", {{{2.4, 0.0, 1.8}, {3.6, 0.0, 3.0}}, Axis::Y, true}});
        room.supplies.front().patch.area = {{2.4, 4.2, 0.0}, {3.6, 5.4, 0.0}};
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        QVERIFY(field->racks()[0].inletC > 18.5);
        QVERIFY(std::abs(field->report().returnC - balancedReturnC(*field)) <= returnToleranceK);
        QVERIFY(fractionsErrorK(*field) <= fractionsToleranceK);
    }

    void whatCannotBeSolvedIsNamed_data()
    {
        QTest::addColumn<AirRoom>("room");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("named");
        const auto add = [](const char* name, AirProblemKind kind, const char* named, auto change) {
            AirRoom room = roomOfOneRack();
            change(room);
            QTest::newRow(name) << room << static_cast<int>(kind) << QString::fromLatin1(named);
        };
        add("no supply", AirProblemKind::NoSupply, "supplied", [](AirRoom& room) { room.supplies.clear(); });
        add("a supply of nothing", AirProblemKind::NoSupply, "supplied",
            [](AirRoom& room) { room.supplies.front().flowM3s = 0.0; });
        add("hardly any supply", AirProblemKind::NoSupply, "Hardly any air",
            [](AirRoom& room) { room.supplies[0].flowM3s = 0.009 * room.racks[0].flowM3s; });
        add("a covered tile", AirProblemKind::NoSupply, "tile", [](AirRoom& room) {
            room.solids.push_back({{2.1, 0.3, 0}, {3.9, 1.8, 0.6}});
        });
        add("no return", AirProblemKind::NoReturn, "return", [](AirRoom& room) { room.returns.clear(); });
        add("a covered return", AirProblemKind::NoReturn, "return", [](AirRoom& room) {
            room.solids.push_back({{2.1, 3.9, 2.4}, {3.9, 5.7, 3.0}});
        });
        add("a sealed supply", AirProblemKind::SealedPocket, "tile", [](AirRoom& room) {
            room.panels = {{{{0, 1.8, 0}, {6, 1.8, 3}}, Axis::Y, 0.0}};
        });
        add("a room thinner than a cell", AirProblemKind::TooCoarse, "thinner",
            [](AirRoom& room) { room.heightM = 0.05; });
        add("a room without end", AirProblemKind::TooCoarse, "more cells",
            [](AirRoom& room) { room.widthM = 1e9; });
        add("no number", AirProblemKind::NotConverged, "no number",
            [](AirRoom& room) { room.racks[0].flowM3s = std::numeric_limits<double>::quiet_NaN(); });
        add("a size that is no number", AirProblemKind::TooCoarse, "cells",
            [](AirRoom& room) { room.depthM = std::numeric_limits<double>::quiet_NaN(); });
    }

    void whatCannotBeSolvedIsNamed()
    {
        QFETCH(AirRoom, room);
        QFETCH(int, kind);
        QFETCH(QString, named);
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY(!field->report().usable());
        QCOMPARE(static_cast<int>(field->report().problems.front().kind), kind);
        QVERIFY2(problemsOf(*field).contains(named), qPrintable(problemsOf(*field)));
        QVERIFY(field->temperatureC().empty());
        QVERIFY(field->velocityMs(Axis::Z).empty());
        QVERIFY(field->solid().empty());
        QVERIFY(field->racks().empty());
        QVERIFY(field->recirculatedShare().empty());
        QVERIFY(field->shareFrom(0).empty());
        QVERIFY(!field->matrix(layoutOf(room)));
        const auto next = AirField::solve(roomOfOneRack(), cells(0.15), field.get());
        QVERIFY(next->report().usable()); // nothing comes over from it
    }

    // One rack's trouble is its own: the rest of the room has its field.
    void oneRacksTroubleIsNamedAndTheFieldHolds_data()
    {
        QTest::addColumn<AirRoom>("room");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("named");
        QTest::addColumn<bool>("leftOut");
        const auto add = [](const char* name, AirProblemKind kind, const char* named, bool leftOut,
                            auto change) {
            AirRoom room = roomOfOneRack();
            change(room);
            QTest::newRow(name) << room << static_cast<int>(kind) << QString::fromLatin1(named) << leftOut;
        };
        add("a front against a wall", AirProblemKind::BlockedRack, "A01's front is covered by a wall", false,
            [](AirRoom& room) { room.racks[0] = rackAt(1, 2.7, 0.0, true); });
        add("a rear against another's rear", AirProblemKind::BlockedRack, "A01's rear is covered by Rack A02",
            false, [](AirRoom& room) { room.racks.push_back(rackAt(2, 2.7, 3.6, false)); });
        add("a rear against another's front", AirProblemKind::BlockedRack,
            "A02's front is covered by Rack A01", false,
            [](AirRoom& room) { room.racks.push_back(rackAt(2, 2.7, 3.6, true)); });
        add("one within another", AirProblemKind::BlockedRack, "A01's rear is covered by Rack A02", false,
            [](AirRoom& room) { room.racks.push_back(rackAt(2, 2.7, 3.0, true)); });
        add("walled in", AirProblemKind::BlockedRack,
            "A01's front is covered by what stands there; its air and its 6.0 kW are left out", true,
            [](AirRoom& room) {
                room.solids.push_back({{2.1, 1.8, 0}, {3.9, 3.0, 3}});
            });
        add("buried", AirProblemKind::BlockedRack, "A01's front", true, [](AirRoom& room) {
            room.solids.push_back({{1.8, 1.8, 0}, {4.2, 4.2, 3}});
        });
        add("a sealed front", AirProblemKind::SealedRack, "A01's front", true, [](AirRoom& room) {
            room.panels = {{{{2.7, 1.8, 0}, {3.3, 1.8, 2.1}}, Axis::Y, 0.0},
                           {{{2.7, 1.8, 0}, {2.7, 2.4, 2.1}}, Axis::X, 0.0},
                           {{{3.3, 1.8, 0}, {3.3, 2.4, 2.1}}, Axis::X, 0.0},
                           {{{2.7, 1.8, 2.1}, {3.3, 2.4, 2.1}}, Axis::Z, 0.0}};
        });
        add("thinner than a cell", AirProblemKind::TooCoarse, "A01", true, [](AirRoom& room) {
            room.racks[0].body.most.x = room.racks[0].front.area.most.x = room.racks[0].rear.area.most.x =
                2.74;
        });
        add("outside the room", AirProblemKind::TooCoarse, "A01", true,
            [](AirRoom& room) { room.racks[0] = rackAt(1, 20.0, 20.0, true); });
        add("heat without air", AirProblemKind::BlockedRack, "A01 gives off heat but moves no air", true,
            [](AirRoom& room) { room.racks[0].flowM3s = 0.0; });
    }

    void oneRacksTroubleIsNamedAndTheFieldHolds()
    {
        QFETCH(AirRoom, room);
        QFETCH(int, kind);
        QFETCH(QString, named);
        QFETCH(bool, leftOut);
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(brokenLaw(*field), QString());
        const auto& notices = field->report().notices;
        QVERIFY2(std::ranges::any_of(notices,
                                     [&](const AirProblem& notice) {
                                         return static_cast<int>(notice.kind) == kind &&
                                                QString::fromStdString(notice.sentence).contains(named);
                                     }),
                 qPrintable(sentencesOf(notices)));
        QCOMPARE(field->racks()[0].leftOut, leftOut);
        QVERIFY(std::abs(field->report().returnC - balancedReturnC(*field)) <= returnToleranceK);
        QVERIFY(fractionsErrorK(*field) <= fractionsToleranceK);
        const auto next = AirField::solve(roomOfOneRack(), cells(0.15), field.get());
        const auto alone = AirField::solve(roomOfOneRack(), cells(0.15));
        QVERIFY(next->report().notices.empty());
        QVERIFY(std::abs(next->racks()[0].inletC - alone->racks()[0].inletC) < 0.05); // tolerance 1e-4
    }

    // What one rack blows at the other's front comes back by the edges: its intake is mostly that.
    void aRackBehindAnotherDrawsItsExhaust()
    {
        AirRoom flush = roomOfOneRack();
        flush.racks.push_back(rackAt(2, 2.7, 3.6, true));
        AirRoom apart = roomOfOneRack();
        apart.racks.push_back(rackAt(2, 4.8, 3.6, true));
        const auto covered = AirField::solve(flush, cells(0.15));
        const auto free = AirField::solve(apart, cells(0.15));
        const double behind = covered->matrix(layoutOf(flush))->share(1, 0);
        const double beside = free->matrix(layoutOf(apart))->share(1, 0);
        QVERIFY2(behind > 0.5 && beside < behind / 2,
                 qPrintable(QStringLiteral("%1 behind it, %2 beside it").arg(behind).arg(beside)));
    }

    // Tiles on one plenum, of which a rack covers one: its air comes through the others.
    void aCoveredTilesAirComesThroughTheOthers()
    {
        AirRoom room = roomOfOneRack();
        room.racks.clear();
        room.supplies = {{"tile 1", {{{0.6, 0.6, 0}, {1.2, 1.2, 0}}, Axis::Z, true}, 0.2, 18.0, 1},
                         {"tile 2", {{{2.4, 0.6, 0}, {3.0, 1.2, 0}}, Axis::Z, true}, 0.2, 18.0, 1},
                         {"tile 3", {{{4.2, 0.6, 0}, {4.8, 1.2, 0}}, Axis::Z, true}, 0.4, 18.0, 1},
                         {"fan", {{{6.0, 2.4, 0}, {6.0, 3.0, 1.8}}, Axis::X, false}, 0.3, 18.0}};
        room.solids.push_back({{0.3, 0.3, 0.0}, {1.5, 1.5, 0.6}}); // on tile 1
        room.solids.push_back({{2.7, 0.3, 0.0}, {3.3, 1.5, 0.6}}); // on half of tile 2
        WorkTeam team(1);
        AirFieldReport report;
        AirCells grid;
        voxelise(room, airGridOf(room, 0.15, 0), team, grid, report);
        QVERIFY(report.usable());
        QVERIFY2(sentencesOf(report.notices).contains("All of tile 1 is covered"),
                 qPrintable(sentencesOf(report.notices)));
        QCOMPARE(grid.supplyM3s[0], 0.0);
        QCOMPARE(grid.supplyM3s[1], 0.8 * 0.1 / 0.5); // ΣV V o / Σ(V o)
        QCOMPARE(grid.supplyM3s[2], 0.8 * 0.4 / 0.5);
        QCOMPARE(grid.supplyM3s[3], 0.3);
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(brokenLaw(*field), QString());
    }

    // The one tile that is left gives out all the air, however little of it is free; no others are spoken of.
    void theLastTileGivesOutAllTheAir()
    {
        AirRoom room = roomOfOneRack();
        room.racks.clear();
        room.supplies = {{"tile 1", {{{0.6, 0.6, 0}, {1.8, 1.2, 0}}, Axis::Z, true}, 0.3, 18.0, 1}};
        room.solids.push_back({{0.6, 0.6, 0.0}, {1.5, 1.2, 0.6}}); // three quarters
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(brokenLaw(*field), QString());
        QVERIFY(std::abs(field->supplyM3s()[0] - 0.3) <= 1e-12);
        QCOMPARE(sentencesOf(field->report().notices),
                 QStringLiteral("Most of tile 1 is covered; all its air comes through the rest."));
    }

    void aCoveredFanBlowsRoundTheEdges()
    {
        AirRoom room = roomOfOneRack();
        room.supplies = {{"fan", {{{6.0, 2.4, 0}, {6.0, 3.0, 1.8}}, Axis::X, false}, 0.6, 18.0}};
        room.solids.push_back({{5.4, 2.4, 0.0}, {6.0, 3.0, 1.8}});
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(brokenLaw(*field), QString());
        QVERIFY(std::abs(field->report().returnC - balancedReturnC(*field)) <= returnToleranceK);
    }

    // A rack deep in an alcove off a duct: what it blows out never gets away, and its temperature would have four digits.
    void aRackInADeadEndIsNamedNotFollowed()
    {
        AirRoom room = ductWithAlcove();
        room.racks.push_back(rackAt(1, 2.7, 0.6, true));
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(static_cast<int>(field->report().notices.at(0).kind),
                 static_cast<int>(AirProblemKind::DeadEnd));
        QVERIFY(field->racks()[0].inletC <= balancedReturnC(*field) + 200.0 + roundingK);
        QCOMPARE(brokenLaw(*field), QString());
        const double exactK = mostLost * (balancedReturnC(*field) - 20.0);
        QVERIFY(std::abs(field->report().returnC - balancedReturnC(*field)) <=
                exactK);                                             // none of its heat is lost
        QVERIFY(fractionsErrorK(*field) <= 8 * fractionsToleranceK); // of 200 K
        const auto matrix = field->matrix(layoutOf(room));
        QVERIFY(std::abs(rowSum(*matrix, 0) - 1.0) <= rowSumTolerance);
        QVERIFY(matrix->supplyShare(0) > 0.0);
    }

    // Behind a rear door that takes more than its rack gives off the same would go below absolute zero.
    void aColdRackInADeadEndIsNotFollowedEither()
    {
        AirRoom room = ductWithAlcove();
        room.racks.push_back(rackAt(1, 2.7, 0.6, true, 0.5, -2000.0));
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(static_cast<int>(field->report().notices.at(0).kind),
                 static_cast<int>(AirProblemKind::DeadEnd));
        QVERIFY2(sentencesOf(field->report().notices).contains("colder than the model can say"),
                 qPrintable(sentencesOf(field->report().notices)));
        QVERIFY(field->racks()[0].inletC >= balancedReturnC(*field) - 50.0 - roundingK);
        QCOMPARE(brokenLaw(*field), QString());
        QVERIFY(std::abs(field->report().returnC - balancedReturnC(*field)) <= returnToleranceK);
        QVERIFY(fractionsErrorK(*field) <= 2 * fractionsToleranceK); // of 50 K
    }

    // Up to ninety times the supply goes round in a dead end, up to 200 K warmer than what leaves: sums in single precision
    // lose more than a millionth of the racks' heat there. Each has a field, whether its inlets end at the limit or short
    // of it.
    void heatThatGoesRoundIsNotLost()
    {
        int atLimit = 0;
        int free = 0;
        for (const double cellM : {0.3, 0.2, 0.15}) {
            for (const double riseK : {-2.0, 0.5, 1.0, 2.0, 10.0}) {
                for (const double supplyM3s : {0.1, 0.5, 1.5}) {
                    AirRoom room = ductWithAlcove();
                    room.supplies.front().flowM3s = supplyM3s;
                    for (int i = 0; i < 3; ++i)
                        room.racks.push_back(rackAt(i + 1, 2.1 + 0.6 * i, i == 1 ? 1.5 : 0.6, i != 1, 3.0,
                                                    3.0 * riseK * room.heatPerVolume));
                    const auto field = AirField::solve(room, cells(cellM));
                    const AirFieldReport& report = field->report();
                    const QString where =
                        QStringLiteral("%1 m, %2 K, %3 m³/s: ").arg(cellM).arg(riseK).arg(supplyM3s);
                    QVERIFY2(report.usable(), qPrintable(where + problemsOf(*field)));
                    QVERIFY2(report.energyResidual <= mostLost,
                             qPrintable(where + QString::number(report.energyResidual)));
                    QVERIFY2(report.massResidual <= mostLost,
                             qPrintable(where + QString::number(report.massResidual)));
                    const double gainedK = std::abs(balancedReturnC(*field) - 20.0);
                    QVERIFY2(std::abs(report.returnC - balancedReturnC(*field)) <=
                                 mostLost * std::max(gainedK, 1.0),
                             qPrintable(where + QString::number(report.returnC)));
                    ++(report.notices.empty() ? free : atLimit);
                }
            }
        }
        QVERIFY2(free >= 2 && atLimit >= 20, qPrintable(QStringLiteral("%1, %2").arg(free).arg(atLimit)));
    }

    void whatTheRoomLeavesAsideIsANotice()
    {
        AirRoom room = roomOfOneRack();
        room.simplifications = {"Rack A01 is turned."};
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY(field->report().usable());
        QCOMPARE(sentencesOf(field->report().notices), QStringLiteral("Rack A01 is turned."));
    }

    void aStoppedSolveGivesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!AirField::solve(test::hallH20(0.8), cells(0.15), nullptr, stop.get_token()));
        const auto field = AirField::solve(test::hallH20(0.8), cells(0.3));
        QVERIFY(!field->matrix(layoutOf(field->room()), {}, stop.get_token()));
    }

    void oneThreadFindsWhatTwoFind()
    {
        AirFieldOptions alone = cells(0.15, 1e-7);
        alone.threads = 1;
        const auto one = AirField::solve(test::hallH20(0.8), alone);
        const auto two = AirField::solve(test::hallH20(0.8), cells(0.15, 1e-7));
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(std::abs(one->racks()[i].inletC - two->racks()[i].inletC) < fractionsToleranceK);
    }

    void theCellIsTheFinestThatKeepsToTheNumber()
    {
        AirFieldOptions options;
        const AirRoom room = test::hallH20(0.8);                      // 324 m³
        QCOMPARE(AirField::solve(room, options)->grid().cellM, 0.15); // 96,000 cells
        options.mostCells = 50'000;
        QCOMPARE(AirField::solve(room, options)->grid().cellM, 0.20); // 40,500
        options.mostCells = 100;
        QCOMPARE(AirField::solve(room, options)->grid().cellM, 0.30); // no coarser, whatever it takes
    }

    void lawsHoldInRandomRooms()
    {
        std::mt19937 random(20'260'101);
        int solved = 0;
        int followedToTheEnd = 0;
        for (int n = 0; n < 60; ++n) {
            const AirRoom room = randomRoom(random);
            const auto field = AirField::solve(room, cells(n % 3 == 0 ? 0.3 : n % 3 == 1 ? 0.2 : 0.25));
            if (!field->report().usable()) {
                QVERIFY(!field->report().problems.front().sentence.empty());
                continue;
            }
            ++solved;
            QCOMPARE(brokenLaw(*field), QString());
            const double missingK = balancedReturnC(*field) - field->report().returnC;
            followedToTheEnd += std::ranges::none_of(field->report().notices, [](const AirProblem& notice) {
                return notice.kind == AirProblemKind::DeadEnd;
            });
            QVERIFY2(std::abs(missingK) <= mostLost * std::max(balancedReturnC(*field) - 18.0, 1.0),
                     qPrintable(QStringLiteral("room %1: return off by %2 K of %3 K")
                                    .arg(n)
                                    .arg(-missingK)
                                    .arg(balancedReturnC(*field) - 18.0)));
            for (std::size_t c = 0; c < field->grid().count(); ++c)
                QVERIFY(field->solid()[c] || field->temperatureC()[c] >= 18.0F - 1e-4F);
            const double warmestK = std::ranges::max(inletsC(*field)) - 18.0;
            QVERIFY2(fractionsErrorK(*field) <=
                         fractionsToleranceK * std::max(warmestK / fractionsRiseK, 1.0),
                     qPrintable(QStringLiteral("room %1: %2 K of %3 K")
                                    .arg(n)
                                    .arg(fractionsErrorK(*field))
                                    .arg(warmestK)));
            const auto matrix = field->matrix(layoutOf(room));
            for (std::size_t i = 0; i < room.racks.size(); ++i)
                QVERIFY(std::abs(rowSum(*matrix, i) - 1.0) <= rowSumTolerance);
        }
        qInfo("%d rooms solved, %d of them to the end", solved, followedToTheEnd);
        QVERIFY2(solved >= 55, qPrintable(QString::number(solved)));
        QVERIFY2(followedToTheEnd >= 45, qPrintable(QString::number(followedToTheEnd)));
    }

    // The fractions after a move, before the field is solved again.
    void rowsOutOfReachOfAMoveStay()
    {
        const auto field = AirField::solve(test::hallH20(0.8), cells(0.3));
        const AirLayout layout = layoutOf(field->room());
        const auto matrix = field->matrix(layout);
        const auto still = matrix->withRacksMoved(layout, 0.2);
        for (std::size_t i = 0; i < 20; ++i) {
            QVERIFY(std::ranges::equal(still->sources(i), matrix->sources(i)));
            QVERIFY(std::ranges::equal(still->shares(i), matrix->shares(i)));
        }
        AirLayout far = layout;
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
        const AirLayout layout = layoutOf(field->room());
        const auto matrix = field->matrix(layout);
        const std::vector<double> riseK(20, 12.0);
        std::vector<double> flowM3s;
        for (const RackAir& rack : layout.racks)
            flowM3s.push_back(rack.airflowM3s);
        const std::vector<double> before = inletRisesK(*matrix, riseK, flowM3s, 0.0);
        AirLayout nudged = layout;
        nudged.racks[4].pose.y -= 0.01;
        const std::vector<double> after =
            inletRisesK(*matrix->withRacksMoved(nudged, 0.2), riseK, flowM3s, 0.0);
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(std::abs(after[i] - before[i]) < 0.1);
    }
};

QTEST_GUILESS_MAIN(TestAirField)

#include "tst_air_field.moc"
