// Snapping, obstructions, and the nearest place that is free.
#include "core/layout/placement.h"
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId movedRack{3}; // A03 of Hall A at (5.1, 3.6), facing north

struct Scene {
    SitePtr site = smallCampus();
    const Hall& hall = site->hall({1});
    Rack rack = site->rack(movedRack);
    const RackType& type = site->typeOf(rack);

    QString obstructionAt(const Pose& pose)
    {
        rack.pose = pose;
        return QString::fromStdString(obstruction(*site, hall, rack).value_or("(free)"));
    }

    // From a hand that comes from the north, where the floor is bare.
    std::optional<Pose> nearestFreeTo(const Pose& wanted, double reachM = 3.0) const
    {
        Standing own = *standingOf(*site, refTo(rack.id));
        const FreeFloor floor(site, hall.id, {own});
        own.pose = wanted;
        return nearestFree(floor, own, {wanted.x, hall.depthM}, reachM);
    }
};

} // namespace

class TestPlacement : public QObject
{
    Q_OBJECT

private slots:
    void aRackSnapsWithItsCornerOnATileCrossing()
    {
        const Scene s;
        // Tiles of 0.6 m; the rack is 0.6 m x 1.2 m, so its centre lies 0.3 m and 0.6 m from its corner.
        QVERIFY(snappedToTiles(s.hall, s.type, {5.2, 3.5, 0.0}) == (Pose{8 * 0.6 + 0.3, 5 * 0.6 + 0.6, 0.0}));
        // Turned by 90° it is 1.2 m along x: corner at 5.2 - 0.6 = 4.6, nearest crossing 8 x 0.6 = 4.8.
        QVERIFY(snappedToTiles(s.hall, s.type, {5.2, 3.5, 90.0}) ==
                (Pose{8 * 0.6 + 0.6, 5 * 0.6 + 0.3, 90.0}));
        QVERIFY(snappedToTiles(s.hall, s.type, {-0.4, 0.0, 180.0}) ==
                (Pose{-1 * 0.6 + 0.3, -1 * 0.6 + 0.6, 180.0}));
    }

    void aRackStandsInNoWall()
    {
        Scene s;
        SiteEdit edit(s.site);
        edit.addTo(HallId{1}, Wall{{}, "Cage 1", {7.0, 7.2, 0.1, 1.8}, 1.2});
        const SitePtr walled = edit.done();
        Rack rack = s.rack;
        rack.pose = {6.9, 8.1, 0.0};
        QCOMPARE(QString::fromStdString(obstruction(*walled, walled->hall({1}), rack).value_or("")),
                 QStringLiteral("Rack A03 cannot stand at x 6.90 m, y 8.10 m in hall Hall A: wall Cage 1 is "
                                "in the way."));
        rack.pose.x = 6.7; // it touches
        QVERIFY(!obstruction(*walled, walled->hall({1}), rack));
    }

    void snappingIsNeverFurtherThanHalfATile()
    {
        const Scene s;
        std::mt19937 random(7);
        std::uniform_real_distribution<double> along(0.0, 9.0);
        for (int i = 0; i < 1000; ++i) {
            const Pose wanted{along(random), along(random), 90.0 * (i % 4)};
            const Pose snapped = snappedToTiles(s.hall, s.type, wanted);
            constexpr double rounding = 1e-9;
            QVERIFY(std::abs(snapped.x - wanted.x) <= 0.3 + rounding);
            QVERIFY(std::abs(snapped.y - wanted.y) <= 0.3 + rounding);
            QCOMPARE(snapped.yawDeg, wanted.yawDeg);
        }
    }

    void snappingAgainChangesNoBit()
    {
        const Scene s;
        for (const double yaw : {0.0, 90.0, 180.0, -90.0, 30.0}) {
            Pose pose = snappedToTiles(s.hall, s.type, {6.66, 4.44, yaw});
            const Pose first = pose;
            for (int i = 0; i < 100; ++i)
                pose = snappedToTiles(s.hall, s.type, pose);
            QVERIFY(pose == first);
        }
    }

    void aWalkOverTheGridDoesNotDrift()
    {
        const Scene s;
        const Pose start = snappedToTiles(s.hall, s.type, {5.1, 3.6, 0.0});
        Pose pose = start;
        for (int i = 0; i < 1000; ++i)
            pose = snappedToTiles(s.hall, s.type, {pose.x + 0.61, pose.y, 0.0});
        for (int i = 0; i < 1000; ++i)
            pose = snappedToTiles(s.hall, s.type, {pose.x - 0.61, pose.y, 0.0});
        QVERIFY(pose == start);
    }

    void whatIsInTheWayIsNamed_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("yawDeg");
        QTest::addColumn<QString>("answer");

        const auto there = [](const char* at, const char* reason) {
            return QStringLiteral("Rack A03 cannot stand at %1 in hall Hall A: %2.").arg(at, reason);
        };
        QTest::newRow("where it stands") << 5.1 << 3.6 << 180.0 << "(free)";
        QTest::newRow("in the open") << 6.3 << 8.4 << 0.0 << "(free)";
        QTest::newRow("its neighbour")
            << 5.5 << 3.6 << 180.0 << there("x 5.50 m, y 3.60 m", "rack A04 is in the way");
        QTest::newRow("across two rows, turned")
            << 5.1 << 5.7 << 90.0 << there("x 5.10 m, y 5.70 m", "rack B02 is in the way");
        QTest::newRow("the column") << 12.3 << 4.8 << 0.0
                                    << there("x 12.30 m, y 4.80 m", "a column is in the way");
        QTest::newRow("an air handler")
            << 0.9 << 2.4 << 0.0 << there("x 0.90 m, y 2.40 m", "air handler CRAH 1 is in the way");
        QTest::newRow("the west wall")
            << 0.2 << 5.0 << 0.0
            << there("x 0.20 m, y 5.00 m", "it would reach 0.10 m through the west wall");
        QTest::newRow("the east wall")
            << 15.5 << 5.0 << 0.0
            << there("x 15.50 m, y 5.00 m", "it would reach 0.20 m through the east wall");
        QTest::newRow("the north wall, turned")
            << 8.0 << 9.5 << 90.0
            << there("x 8.00 m, y 9.50 m", "it would reach 0.20 m through the north wall");
        QTest::newRow("against the wall") << 0.3 << 5.0 << 0.0 << "(free)";
    }
    void whatIsInTheWayIsNamed()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, yawDeg);
        QFETCH(QString, answer);
        Scene s;
        QCOMPARE(s.obstructionAt({x, y, yawDeg}), answer);
    }

    void aCduIsInTheWay()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = site->hall({2});
        Rack rack = hall.racks[0];
        rack.pose = {10.2, 3.6, 0.0};
        QCOMPARE(
            QString::fromStdString(obstruction(*site, hall, rack).value_or("(free)")),
            QStringLiteral(
                "Rack A01 cannot stand at x 10.20 m, y 3.60 m in hall Hall B: CDU CDU 1 is in the way."));
    }

    void aNewRackHasNoPlaceOfItsOwn()
    {
        Scene s;
        s.rack.id = {};
        QVERIFY(s.obstructionAt(s.rack.pose).contains("rack A03 is in the way"));
    }

    void aFreePlaceIsTakenAsItIs()
    {
        const Scene s;
        const Pose wanted{6.35, 8.3, 90.0};
        const auto found = s.nearestFreeTo(wanted);
        QVERIFY(found && *found == snappedToTiles(s.hall, s.type, wanted));
    }

    void overAnotherRackTheNearestGapIsFound()
    {
        Scene s;
        // Over B05 (6.3, 6.0): the rows fill x 3.6 to 10.8 m, so the way out is north or south of the row.
        const auto found = s.nearestFreeTo({6.3, 6.1, 0.0});
        QVERIFY(found.has_value());
        QCOMPARE(s.obstructionAt(*found), QStringLiteral("(free)"));
        QVERIFY(*found == (Pose{10 * 0.6 + 0.3, 11 * 0.6 + 0.6, 0.0}));
    }

    void outOfReachThereIsNothing()
    {
        const Scene s;
        QVERIFY(!s.nearestFreeTo({-20.0, -20.0, 0.0}));
        QVERIFY(!s.nearestFreeTo({6.3, 6.0, 0.0}, 0.5));
    }
};

QTEST_GUILESS_MAIN(TestPlacement)
#include "tst_placement.moc"
