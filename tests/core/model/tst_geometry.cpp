// Frames, footprints and whether two of them share floor.
#include "core/model/building.h"
#include "core/model/geometry.h"

#include <QTest>
#include <cmath>

using namespace hallwright;

namespace {

// Coordinates of a campus of some kilometres, in double precision: rounding stays far below this.
constexpr double roundingM = 1e-9;

bool near(Point2 a, Point2 b)
{
    return std::hypot(a.x - b.x, a.y - b.y) < roundingM;
}

} // namespace

class TestGeometry : public QObject
{
    Q_OBJECT

private slots:
    void quarterTurnsAreExact()
    {
        const Point2 v{0.1, 0.7};
        QVERIFY(rotated(v, 0.0) == v);
        QVERIFY(rotated(v, 90.0) == (Point2{-0.7, 0.1}));
        QVERIFY(rotated(v, 180.0) == (Point2{-0.1, -0.7}));
        QVERIFY(rotated(v, -90.0) == (Point2{0.7, -0.1}));
        QVERIFY(rotated(v, 360.0) == v);
        QVERIFY(rotated(v, -450.0) == rotated(v, 270.0));
    }

    void turningIsCounterClockwise() { QVERIFY(near(rotated({1.0, 0.0}, 30.0), {std::sqrt(3.0) / 2, 0.5})); }

    void turningBackRestores()
    {
        const Point2 v{12.3, -4.5};
        for (const double yaw : {1.0, 33.3, 89.9, 127.0, 301.0})
            QVERIFY(near(rotated(rotated(v, yaw), -yaw), v));
    }

    void theFrontFacesSouthAtYawZero()
    {
        QVERIFY(frontDirection(0.0) == (Point2{0.0, -1.0}));
        QVERIFY(frontDirection(90.0) == (Point2{1.0, 0.0}));
        QVERIFY(frontDirection(180.0) == (Point2{0.0, 1.0}));
        QVERIFY(frontDirection(-90.0) == (Point2{-1.0, 0.0}));
    }

    void aQuarterTurnSwapsWidthAndDepth()
    {
        QVERIFY(footprintBounds({3.0, 5.0, 0.0}, 0.6, 1.2) == (Rect{2.7, 4.4, 3.3 - 2.7, 5.6 - 4.4}));
        const Rect turned = footprintBounds({3.0, 5.0, 90.0}, 0.6, 1.2);
        QVERIFY(std::abs(turned.width - 1.2) < roundingM && std::abs(turned.depth - 0.6) < roundingM);
    }

    void overlapIsATable_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("yawDeg");
        QTest::addColumn<bool>("overlaps"); // with a 0.6 m x 1.2 m footprint at the origin

        QTest::newRow("the same place") << 0.0 << 0.0 << 0.0 << true;
        QTest::newRow("side by side, touching") << 0.6 << 0.0 << 0.0 << false;
        QTest::newRow("a millimetre into the side") << 0.599 << 0.0 << 0.0 << true;
        QTest::newRow("back to back, touching") << 0.0 << 1.2 << 180.0 << false;
        QTest::newRow("turned beside it, touching: 0.3 + 0.6") << 0.9 << 0.0 << 90.0 << false;
        QTest::newRow("turned, a millimetre into the side") << 0.899 << 0.0 << 90.0 << true;
        // The other's bounds reach to (0.21, 0.46), past the corner (0.3, 0.6); but along the diagonal the
        // first ends at (0.3 + 0.6) / sqrt 2 = 0.64 m and the other begins at (0.85 + 1.1) / sqrt 2 - 0.3
        // = 1.08 m.
        QTest::newRow("diagonal, bounds overlap, footprints do not") << 0.85 << 1.1 << 45.0 << false;
        QTest::newRow("diagonal, corner inside") << 0.5 << 0.6 << 45.0 << true;
    }
    void overlapIsATable()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, yawDeg);
        QFETCH(bool, overlaps);
        const Pose a{0.0, 0.0, 0.0};
        const Pose b{x, y, yawDeg};
        QCOMPARE(footprintsOverlap(a, 0.6, 1.2, b, 0.6, 1.2), overlaps);
        QCOMPARE(footprintsOverlap(b, 0.6, 1.2, a, 0.6, 1.2), overlaps);
    }

    void framesLeadThereAndBack()
    {
        Building building;
        building.originM = {100.0, 50.0};
        building.yawDeg = 90.0;
        Hall hall;
        hall.originM = {10.0, 2.0};
        // 1 m east and 3 m north in the hall is (11, 5) in the building, (-5, 11) once turned.
        QVERIFY(hallToCampus(building, hall, {1.0, 3.0}) == (Point2{95.0, 61.0}));
        building.yawDeg = 17.0;
        QVERIFY(near(campusToHall(building, hall, hallToCampus(building, hall, {1.0, 3.0})), {1.0, 3.0}));
    }

    void aPathIsAsLongAsItsPieces()
    {
        QCOMPARE(pathLength({}), 0.0);
        QCOMPARE(pathLength({{1.0, 1.0, 1.0}}), 0.0);
        QCOMPARE(pathLength({{0.0, 0.0, 0.0}, {3.0, 4.0, 0.0}, {3.0, 4.0, -2.0}}), 7.0); // 5 + 2
    }
};

QTEST_GUILESS_MAIN(TestGeometry)
#include "tst_geometry.moc"
