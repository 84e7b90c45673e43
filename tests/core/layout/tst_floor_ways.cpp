#include "core/layout/floor_ways.h"

#include <QTest>

#include <cmath>

using namespace hallwright;

namespace {

constexpr double toleranceM = 1e-3; // ways are walked in tenths of a millimetre

// 10 m by 6 m, with a door of 2 m from x 1 m in its south wall.
Hall room()
{
    Hall hall;
    hall.widthM = 10.0;
    hall.depthM = 6.0;
    hall.doors = {{"Door", WallSide::South, 1.0, 2.0, 2.4, {1}}};
    return hall;
}

Obstacle block(Rect area, double yawDeg = 0.0)
{
    const Point2 centre = area.centre();
    return {{{centre.x, centre.y, yawDeg}, area.width, area.depth}, "block", nullptr, {}};
}

double lengthM(const std::vector<Obstacle>& obstacles, double widthM, Point2 to)
{
    const Hall hall = room();
    return FloorWays(hall, obstacles, widthM, {&hall.doors[0]}).lengthTo(to);
}

bool about(double a, double b)
{
    return std::abs(a - b) < toleranceM;
}

} // namespace

class TestFloorWays : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyFloorIsCrossedAlongXAndY()
    {
        // From (2.5, 0), half a metre clear of the jamb.
        QVERIFY(about(lengthM({}, 1.0, {7.5, 4.0}), 5.0 + 4.0));
        QVERIFY(about(lengthM({}, 1.0, {2.5, 4.0}), 4.0));
    }

    void aWallIsWalkedAround()
    {
        // Up to y 4 m at x 5 m: the way turns half its width beyond its end.
        const std::vector<Obstacle> wall = {block({5.0, 0.0, 0.2, 4.0})};
        QVERIFY(about(lengthM(wall, 1.0, {7.5, 1.0}), 5.0 + 4.5 + 3.5));
    }

    void whatJustFitsPasses_data()
    {
        QTest::addColumn<double>("widthM");
        QTest::addColumn<bool>("passes");
        QTest::newRow("as wide as the gap") << 0.9 << true;
        QTest::newRow("narrower") << 0.89 << true;
        QTest::newRow("wider") << 0.91 << false;
    }
    void whatJustFitsPasses()
    {
        QFETCH(double, widthM);
        QFETCH(bool, passes);
        // A gap of 0.9 m, at no crossing of tiles, from sums of decimal fractions.
        const std::vector<Obstacle> walls = {block({5.0, 0.0, 0.2, 0.1 + 0.2}),
                                             block({5.0, 0.3 + 0.9, 0.2, 4.8})};
        QCOMPARE(std::isfinite(lengthM(walls, widthM, {7.5, 3.0})), passes);
    }

    void aClosedWallLetsNothingThrough()
    {
        QVERIFY(std::isinf(lengthM({block({5.0, 0.0, 0.2, 6.0})}, 0.5, {7.5, 3.0})));
    }

    void racksSideBySideAreOneWall()
    {
        std::vector<Obstacle> row;
        for (int i = 0; i < 10; ++i)
            row.push_back(block({5.0, 0.6 * i, 1.2, 0.6}));
        QVERIFY(std::isinf(lengthM(row, 0.5, {7.5, 3.0})));
        row.erase(row.begin() + 4);
        QVERIFY(std::isfinite(lengthM(row, 0.5, {7.5, 3.0})));
        QVERIFY(std::isinf(lengthM(row, 0.7, {7.5, 3.0})));
    }

    void whatIsTurnedCountsAsTheRectangleAroundIt()
    {
        const std::vector<Obstacle> turned = {block({4.0, 2.0, 2.0, 2.0}, 45.0)}; // 2.83 m across
        const Hall hall = room();
        const FloorWays ways(hall, turned, 0.1, {&hall.doors[0]});
        QVERIFY(!ways.hasRoomAt({3.7, 1.7}));
        QVERIFY(ways.hasRoomAt({3.5, 3.0}));
    }

    void thereIsNoRoomInWallsObstaclesAndNarrowRooms()
    {
        const Hall hall = room();
        const FloorWays ways(hall, {block({5.0, 2.0, 1.0, 1.0})}, 1.0, {&hall.doors[0]});
        QVERIFY(ways.hasRoomAt({0.5, 0.5}));
        QVERIFY(!ways.hasRoomAt({0.49, 0.5}));
        QVERIFY(ways.hasRoomAt({4.5, 2.5}));
        QVERIFY(!ways.hasRoomAt({4.51, 2.5}));
        QVERIFY(!FloorWays(hall, {}, 6.1, {&hall.doors[0]}).hasRoomAt({5.0, 3.0}));
    }

    void withoutADoorNoWayLeadsAnywhere()
    {
        const Hall hall = room();
        QVERIFY(std::isinf(FloorWays(hall, {}, 0.9, {}).lengthTo({5.0, 3.0})));
    }

    void ofTwoDoorsTheNearerCounts_data()
    {
        QTest::addColumn<int>("wall");
        QTest::addColumn<double>("lengthM");
        QTest::newRow("north") << static_cast<int>(WallSide::North) << 0.5 + 2.0;
        QTest::newRow("east") << static_cast<int>(WallSide::East) << 2.5 + 0.5;
        QTest::newRow("west is further than south") << static_cast<int>(WallSide::West) << 7.5 + 0.5;
    }
    void ofTwoDoorsTheNearerCounts()
    {
        QFETCH(int, wall);
        QFETCH(double, lengthM);
        Hall hall = room();
        hall.doors.push_back({"Other", static_cast<WallSide>(wall), 3.0, 2.0, 2.4, {2}});
        if (wall == static_cast<int>(WallSide::North))
            hall.doors.back().offsetM = 6.0; // to x 8 m; ways begin at 6.5 to 7.5 m
        const FloorWays ways(hall, {}, 1.0, {&hall.doors[0], &hall.doors[1]});
        const Point2 to = wall == static_cast<int>(WallSide::North) ? Point2{8.0, 4.0} : Point2{7.5, 3.0};
        QVERIFY(about(ways.lengthTo(to), lengthM));
    }
};

QTEST_GUILESS_MAIN(TestFloorWays)
#include "tst_floor_ways.moc"
