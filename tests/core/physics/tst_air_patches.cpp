// What is in the way: covered racks, tiles and fans, and rooms that have no field.
#include "core/physics/air_cells.h"
#include "core/physics/air_field.h"

#include "tests/core/physics/air_rooms.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class AirPatchesTest : public QObject
{
    Q_OBJECT

private slots:
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

    void whatTheRoomLeavesAsideIsANotice()
    {
        AirRoom room = roomOfOneRack();
        room.simplifications = {"Rack A01 is turned."};
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY(field->report().usable());
        QCOMPARE(sentencesOf(field->report().notices), QStringLiteral("Rack A01 is turned."));
    }
};

QTEST_GUILESS_MAIN(AirPatchesTest)

#include "tst_air_patches.moc"
