// Moving, turning, mirroring, aligning many things at once.
#include "core/layout/arrangement.h"
#include "core/layout/rows.h"
#include "tests/support/campus.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double tolerance = 1e-9;

Standing standing(std::int64_t id, double x, double y, double yawDeg, double widthM = 0.6,
                  double depthM = 1.2)
{
    return {{ObjectKind::Rack, id}, {x, y, yawDeg}, widthM, depthM};
}

bool alike(const std::vector<Standing>& a, const std::vector<Standing>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Standing& x, const Standing& y) {
        return x.object == y.object && std::abs(x.pose.x - y.pose.x) < tolerance &&
               std::abs(x.pose.y - y.pose.y) < tolerance &&
               std::abs(std::remainder(x.pose.yawDeg - y.pose.yawDeg, 360.0)) < tolerance;
    });
}

std::vector<Standing> someGroup(unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> at(0.0, 20.0);
    std::vector<Standing> group;
    for (int i = 1; i <= 7; ++i)
        group.push_back(standing(i, at(random), at(random), 90.0 * (i % 4), 0.6 + 0.1 * (i % 3)));
    return group;
}

} // namespace

class TestArrangement : public QObject
{
    Q_OBJECT

private slots:
    void fourQuarterTurnsAreNone()
    {
        for (unsigned seed = 0; seed < 50; ++seed) {
            const auto group = someGroup(seed);
            auto turning = group;
            for (int i = 0; i < 4; ++i)
                turning = turned(turning, {3.0, 4.0}, 90.0);
            QVERIFY(alike(turning, group));
        }
    }

    void turnedEachNothingLeavesItsPlace()
    {
        const auto group = someGroup(1);
        const auto turning = turnedEach(group, 90.0);
        for (std::size_t i = 0; i < group.size(); ++i)
            QVERIFY(alike({turning[i]}, turned({group[i]}, group[i].pose.position(), 90.0)));
        QVERIFY(alike(turnedEach(turning, 270.0), group));
    }

    void twoMirrorsAreNoneAndKeepDistances()
    {
        for (unsigned seed = 0; seed < 50; ++seed) {
            const auto group = someGroup(seed);
            for (const FloorAxis axis : {FloorAxis::X, FloorAxis::Y}) {
                const auto once = mirrored(group, axis, {3.0, 4.0});
                QVERIFY(alike(mirrored(once, axis, {3.0, 4.0}), group));
                const auto apart = [](const auto& g) {
                    return std::hypot(g[0].pose.x - g[1].pose.x, g[0].pose.y - g[1].pose.y);
                };
                QVERIFY(std::abs(apart(once) - apart(group)) < tolerance);
            }
        }
    }

    void aMirroredRowFacesTheOtherWay()
    {
        // Facing south (yaw 0), 1 m south of the line: afterwards 1 m north of it, facing north.
        const auto put = mirrored({standing(1, 2.0, 3.0, 0.0)}, FloorAxis::X, {0.0, 4.0});
        QVERIFY(alike(put, {standing(1, 2.0, 5.0, 180.0)}));
        // Facing east (yaw 90), mirrored at a line that runs south to north: facing west.
        const auto other = mirrored({standing(1, 2.0, 3.0, 90.0)}, FloorAxis::Y, {4.0, 0.0});
        QVERIFY(alike(other, {standing(1, 6.0, 3.0, 270.0)}));
    }

    void alignedSidesAreInLineWithTheLastOne()
    {
        const auto put =
            aligned({standing(1, 2.0, 3.0, 0.0, 0.8), standing(2, 5.0, 9.0, 0.0, 0.6)}, Alignment::West);
        QVERIFY(std::abs(put[0].bounds().x - 4.7) < tolerance);
        QVERIFY(std::abs(put[1].bounds().x - 4.7) < tolerance);
        QCOMPARE(put[0].pose.y, 3.0);
    }

    void distributedThingsHaveEqualGaps()
    {
        auto group = someGroup(3);
        const auto put = distributed(group, FloorAxis::X);
        std::vector<Rect> bounds;
        for (const Standing& one : put)
            bounds.push_back(one.bounds());
        std::sort(bounds.begin(), bounds.end(), [](const Rect& a, const Rect& b) { return a.x < b.x; });
        const double gap = bounds[1].x - bounds[0].right();
        for (std::size_t i = 1; i < bounds.size(); ++i)
            QVERIFY(std::abs(bounds[i].x - bounds[i - 1].right() - gap) < tolerance);
        QVERIFY(std::abs(boundsOf(put).x - boundsOf(group).x) < tolerance);
    }

    void aClosedUpRowHasNoGapsAndKeepsItsFirst()
    {
        const auto put = closedUp({standing(1, 5.0, 1.0, 0.0, 0.8), standing(2, 1.0, 1.0, 0.0, 0.6),
                                   standing(3, 9.0, 1.0, 0.0, 0.7)},
                                  FloorAxis::X);
        QVERIFY(alike(put, {standing(1, 1.7, 1.0, 0.0, 0.8), standing(2, 1.0, 1.0, 0.0, 0.6),
                            standing(3, 2.45, 1.0, 0.0, 0.7)}));
    }

    void swappedRacksStandWithTheirFrontsInLine()
    {
        // 1.2 m and 1.0 m deep, both facing south: their fronts were at y 0.4 and 6.5.
        const auto put =
            swapped({standing(1, 2.0, 1.0, 0.0, 0.6, 1.2), standing(2, 8.0, 7.0, 0.0, 0.6, 1.0)});
        QVERIFY(alike(put, {standing(1, 8.0, 7.1, 0.0), standing(2, 2.0, 0.9, 0.0)}));
    }

    void anArrayHasAsManyAsWereAskedForAndMirrorsEverySecondRow()
    {
        const std::vector<Standing> group{standing(1, 1.0, 1.0, 0.0)};
        const auto copies = arrayOf(group, {3, 0.6, 2, 3.0, FloorAxis::X, true});
        QCOMPARE(copies.size(), std::size_t{5});
        QVERIFY(alike(copies[1], {standing(1, 2.2, 1.0, 0.0)}));
        QVERIFY(alike(copies[2], {standing(1, 1.0, 4.0, 180.0)}));
    }

    void whatStandsInAHallCanBePutElsewhereAndBack()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = *site->buildings[0]->halls[0];
        std::vector<ObjectRef> objects;
        for (const Aisle& aisle : hall.aisles)
            objects.push_back(refTo(aisle.id));
        for (const Rack& rack : hall.racks)
            objects.push_back(refTo(rack.id));
        objects.push_back(refTo(hall.airHandlers.front().id));
        const std::vector<Standing> before = standingsOf(*site, objects);
        QCOMPARE(before.size(), objects.size());
        SiteEdit there(site);
        place(there, moved(before, {0.0, 0.1}));
        const SitePtr away = there.done();
        QVERIFY(alike(standingsOf(*away, objects), moved(before, {0.0, 0.1})));
        SiteEdit back(away);
        place(back, moved(standingsOf(*away, objects), {0.0, -0.1}));
        QVERIFY(*back.done() == *site);
    }

    void buswaysGoWithTheirRow()
    {
        const SitePtr site = smallCampus();
        const auto node =
            std::find_if(site->power->nodes.begin(), site->power->nodes.end(), [](const PowerNode& each) {
                return each.kind == PowerNodeKind::Busway && each.hall.valid();
            });
        QVERIFY(node != site->power->nodes.end());
        const Hall& hall = site->hall(node->hall);
        const Building& building = site->buildingOf(hall.id);
        const auto inHall = [&](const PowerNode& of) {
            return campusToHall(building, hall, {of.positionM.x, of.positionM.y});
        };
        const auto row = rowAt(hall, inHall(*node));
        QVERIFY(row.has_value());
        const ObjectRef object = refTo(hall.rows[*row].id);
        SiteEdit edit(site);
        place(edit, moved(standingsOf(*site, {object}), {0.3, -0.9}));
        const SitePtr after = edit.done();
        std::size_t carried = 0;
        for (const PowerNode& before : site->power->nodes) {
            const Point2 by = inHall(*after->power->find(before.id)) - inHall(before);
            const bool over = before.kind == PowerNodeKind::Busway && before.hall == hall.id &&
                              rowAt(hall, inHall(before)) == row;
            QVERIFY(std::abs(by.x - (over ? 0.3 : 0.0)) < tolerance);
            QVERIFY(std::abs(by.y - (over ? -0.9 : 0.0)) < tolerance);
            carried += over;
        }
        QCOMPARE(carried, std::size_t{2}); // A and B
    }
};

QTEST_APPLESS_MAIN(TestArrangement)
#include "tst_arrangement.moc"
