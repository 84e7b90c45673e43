// Pathways and pipes that a hand draws from point to point.
#include "core/design/draw_ways.h"
#include "core/design/pipe_sizes.h"
#include "core/model/object_names.h"
#include "tests/support/drawn_hall.h"

#include <QTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::design;

class TestDrawWays : public QObject
{
    Q_OBJECT

private slots:
    void aWayRisesAtTheCornerThatJoins()
    {
        // From a tray at 2.9 m to a corner of a duct at -1 m, and on from there.
        const auto way = wayThrough({{{0, 0, 2.9}}, {{5, 0, -1.0}, true}, {{5, 4, 2.9}}});
        const std::vector<Point3> expected{{0, 0, 2.9}, {5, 0, 2.9}, {5, 0, -1.0}, {5, 0, 2.9}, {5, 4, 2.9}};
        QVERIFY(way == expected);
    }

    void atOneLevelThereIsNoRiserAndNoPointTwice()
    {
        const auto way = wayThrough({{{0, 0, 2.9}}, {{5, 0, 2.9}}, {{5, 0, 2.9}}, {{5, 4, 2.9}, true}});
        QCOMPARE(way.size(), std::size_t{3});
    }

    void aPointOfAWayIsJoinedBeforeAPlaceBetween()
    {
        const std::vector<Point3> tray{{0, 0, 3}, {10, 0, 3}, {10, 0, -1}};
        const std::vector<const std::vector<Point3>*> ways{&tray};
        QVERIFY(joinNear(ways, {9.7, 0.1}, 3.0, 0.5) == (Point3{10, 0, 3}));
        QVERIFY(joinNear(ways, {9.7, 0.1}, -0.9, 0.5) == (Point3{10, 0, -1})); // of two above each other
        QVERIFY(joinNear(ways, {5.0, 0.3}, 3.0, 0.5) == (Point3{5, 0, 3}));
        QVERIFY(!joinNear(ways, {5.0, 0.6}, 3.0, 0.5));
    }

    void aTrayIsNumberedOnAndOfTheCataloguesType()
    {
        const SitePtr start = test::drawnHall().site;
        SiteEdit edit(start);
        const Section section = sectionsOf(*start, PathwayKind::Tray).front();
        const auto types = start->catalogue->pathwayTypes.size();
        const PathwayId first = putPathway(edit, PathwayKind::Tray, section, {{0, 0, 2.9}, {5, 0, 2.9}});
        const PathwayId second = putPathway(edit, PathwayKind::Tray, section, {{0, 1, 2.9}, {5, 1, 2.9}});
        const SitePtr site = edit.done();
        QCOMPARE(site->pathways->find(first)->name, std::string("Tray 1"));
        QCOMPARE(site->pathways->find(second)->name, std::string("Tray 2"));
        QVERIFY(site->pathways->find(first)->type.valid());
        QVERIFY(site->catalogue->pathwayTypes.size() <= types + 1);
    }

    void aPipeIsOfTheLeastSizeForWhatIsNearestToIt()
    {
        const test::DrawnHall drawn = test::drawnHall();
        const Site& site = *drawn.site;
        const Hall& hall = site.hall(drawn.hall);
        const Cdu& cdu = hall.cdus.front();
        const Point2 at = hallToCampus(site.buildingOf(drawn.hall), hall, cdu.pose.position());
        const double z = hall.floorElevationM + cdu.heightM / 2;
        PipeDrawing drawing{cdu.loop, PipeRole::Supply, {{at.x, at.y, z}, {at.x + 3.0, at.y, z}}, 0};
        const PlannedRun atTheCdu = planPipe(site, drawing);
        QCOMPARE(atTheCdu.serves, 1);
        QVERIFY(atTheCdu.flowM3s > 0.0 && atTheCdu.velocityMs <= designVelocityMs);
        QCOMPARE(atTheCdu.pipe.diameterM, pipeDiameterM(atTheCdu.flowM3s, designVelocityMs, ""));

        drawing.sizesLarger = 1;
        QCOMPARE(planPipe(site, drawing).pipe.diameterM, otherPipeM(atTheCdu.pipe.diameterM, 1));

        drawing = {cdu.loop, PipeRole::Supply, {{1e3, 1e3, 0.6}, {1e3, 1.1e3, 0.6}}, 0};
        const PlannedRun farAway = planPipe(site, drawing);
        QCOMPARE(farAway.serves, 0); // so it is to carry all that the loop does
        QVERIFY(farAway.flowM3s >= atTheCdu.flowM3s);
    }

    void aPipeIsAddedToItsLoopAndNamed()
    {
        const test::DrawnHall drawn = test::drawnHall();
        const CoolantLoop& loop = drawn.site->cooling->loops.front();
        SiteEdit edit(drawn.site);
        const PipeRunId id = putPipe(edit, {loop.id, PipeRole::Return, {{0, 0, 3}, {4, 0, 3}}, 0});
        const SitePtr site = edit.done();
        const PipeRun* pipe = find(*site, id);
        QVERIFY(pipe && pipe->loop == loop.id && pipe->role == PipeRole::Return && pipe->type.valid());
        QCOMPARE(pipe->name, loop.name + " branch 1 return");
    }

    void standardSizesEndWhereTheyEnd()
    {
        QCOMPARE(otherPipeM(0.0603, -3), 0.0603);
        QCOMPARE(otherPipeM(0.0603, 1), 0.0889);
        QCOMPARE(otherPipeM(1.219, 2), 1.219);
    }
};

QTEST_GUILESS_MAIN(TestDrawWays)
#include "tst_draw_ways.moc"
