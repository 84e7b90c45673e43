// What things in the hand meet: walls, others, lines to be drawn to.
#include "core/layout/arrangement.h"
#include "core/layout/placement.h"
#include "core/layout/snapping.h"
#include "tests/support/campus.h"

#include <QTest>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double tolerance = 1e-9;

// Hall A: A01.. face north at y 3.6, each 0.6 m x 1.2 m on tiles of 0.6 m.
struct Floor {
    SitePtr site = smallCampus();
    const Hall& hall = site->hall({1});
    std::vector<Standing> leaving = standingsOf(*site, {refTo(hall.racks.front().id)});
    FreeFloor floor{site, hall.id, leaving};
    SnapLines lines{floor};

    Standing at(double x, double y) const
    {
        Standing standing = leaving.front();
        standing.pose.x = x;
        standing.pose.y = y;
        return standing;
    }
};

} // namespace

class TestSnapping : public QObject
{
    Q_OBJECT

private slots:
    void whereItStoodIsFree()
    {
        const Floor f;
        QVERIFY(f.floor.isFree(f.leaving));
    }

    void anotherRackIsAContactThatIsNamed()
    {
        const Floor f;
        const Rack& other = f.hall.racks[1];
        const auto contacts = f.floor.contacts({f.at(other.pose.x, other.pose.y)});
        QCOMPARE(contacts.size(), std::size_t{1});
        QVERIFY(contacts[0].with == refTo(other.id));
        QCOMPARE(QString::fromStdString(contacts[0].what), QString::fromStdString("rack " + other.name));
        const QString sentence =
            QString::fromStdString(refusal(*f.site, f.hall, {f.at(other.pose.x, other.pose.y)}, contacts));
        QVERIFY2(sentence.contains("is in the way") && sentence.contains(" m in hall "),
                 qPrintable(sentence));
    }

    void aWallIsAContactWithItsDepth()
    {
        const Floor f;
        const auto contacts = f.floor.contacts({f.at(0.1, 8.0)});
        QCOMPARE(contacts.size(), std::size_t{1});
        QVERIFY(!contacts[0].with.valid());
        QVERIFY(std::abs(contacts[0].throughM - 0.2) < tolerance); // half of 0.6 m beyond 0.1 m
    }

    void farFromEverythingTheLeastCornerIsOnATileCrossing()
    {
        const Floor f;
        const Standing& held = f.leaving.front();
        const Snapped snapped = f.lines.snap(held, {0.17, 20.0}, 0.0);
        const Rect start = held.bounds();
        const double tilesX = (start.x + snapped.byM.x) / 0.6, tilesY = (start.y + snapped.byM.y) / 0.6;
        QVERIFY(std::abs(tilesX - std::round(tilesX)) < 1e-6);
        QVERIFY(std::abs(tilesY - std::round(tilesY)) < 1e-6);
        QVERIFY(snapped.guides.empty());
    }

    void aSideIsDrawnToItsNeighboursSideAndTheGuideSaysWhere()
    {
        const Floor f;
        const Rack& neighbour = f.hall.racks[1];
        const Standing wide{f.leaving[0].object, f.leaving[0].pose, 0.8, 1.2}; // wider than a tile
        const double besideM = neighbour.pose.x - 0.3 - 0.4; // its east side at that one's west
        const Snapped snapped = f.lines.snap(wide, {besideM + 0.05 - wide.pose.x, 0.0}, 0.15);
        QVERIFY(std::abs(wide.pose.x + snapped.byM.x - besideM) < tolerance);
        QVERIFY(std::any_of(snapped.guides.begin(), snapped.guides.end(), [&](const Guide& guide) {
            return guide.from.x == guide.to.x &&
                   std::abs(guide.from.x - (neighbour.pose.x - 0.3)) < tolerance;
        }));
    }

    void theRoomAroundIsMeasuredToTheNextThingOrWall()
    {
        const Floor f;
        const Rect own = f.leaving.front().bounds();
        const FreeFloor::Room room = f.floor.roomAround(own);
        QVERIFY(std::abs(room.eastM) < 1e-6); // its neighbour touches it
        QVERIFY(std::abs(room.southM - own.y) < 1e-6 || room.southM < own.y);
        QVERIFY(room.westM <= own.x + tolerance);
    }

    // Out of a row and into it from its front: the free place is in front of the row, not behind it.
    void aBlockedRackIsLeftOnTheSideItCameFrom()
    {
        const Floor f;
        const Rack& other = f.hall.racks[5];
        const Point2 front = frontDirection(other.pose.yawDeg);
        const Point2 from = other.pose.position() + front * 1.2;
        const auto pose = nearestFree(f.floor, f.at(other.pose.x, other.pose.y), from);
        QVERIFY(pose);
        const Point2 way = pose->position() - other.pose.position();
        QVERIFY(way.x * front.x + way.y * front.y > 0.0);
    }

    void walledInNothingIsFound()
    {
        const Floor f;
        const Rack& other = f.hall.racks[5];
        // From the middle of another rack every way out crosses it.
        QVERIFY(!nearestFree(f.floor, f.at(other.pose.x, other.pose.y), other.pose.position()));
    }
};

QTEST_APPLESS_MAIN(TestSnapping)
#include "tst_snapping.moc"
