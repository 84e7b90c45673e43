// The cells of a room and the potential of its air: where it flows.
#include "core/physics/air_field.h"
#include "core/physics/air_multigrid.h"

#include "tests/core/physics/air_rooms.h"
#include "tests/support/hall_h20.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class AirPotentialTest : public QObject
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
};

QTEST_GUILESS_MAIN(AirPotentialTest)

#include "tst_air_potential.moc"
