// A busway that a hand lays along a row.
#include "core/design/draw_busway.h"
#include "core/layout/feed_reach.h"
#include "core/model/errors.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace hallwright;
using namespace hallwright::design;
using namespace hallwright::test;

namespace {

const Hall& hallA(const Site& site)
{
    return *site.buildings[0]->halls[0];
}

bool near(Point2 a, Point2 b)
{
    return std::hypot(a.x - b.x, a.y - b.y) < 1e-9;
}

BuswayRule over(const Site& site, Point2 from, Point2 to, FeedSide side = FeedSide::A)
{
    BuswayRule rule;
    rule.hall = hallA(site).id;
    rule.line = buswayAlong(site, rule.hall, from, to, side, false);
    rule.side = side;
    return rule;
}

SitePtr with(const SitePtr& site, const BuswayRule& rule)
{
    SiteEdit edit(site);
    putBusway(edit, planBusway(*site, rule));
    return edit.done();
}

} // namespace

class TestDrawBusway : public QObject
{
    Q_OBJECT

private slots:
    void itGoesAlongTheRowFromRackSideToRackSide()
    {
        const SitePtr site = smallCampus();
        const Row& row = hallA(*site).rows[0]; // 12 racks of 0.6 m from x = 3.6
        const double y = row.area.centre().y;
        const BuswayLine line =
            buswayAlong(*site, hallA(*site).id, {4.3, y + 0.4}, {6.5, y + 1.5}, FeedSide::A, false);
        QVERIFY(line.row == row.id);
        QVERIFY(near(line.from, {4.2, y - 0.2}));
        QVERIFY(near(line.to, {6.6, y - 0.2}));
        const BuswayLine back = buswayAlong(*site, hallA(*site).id, {6.5, y}, {4.3, y}, FeedSide::B, false);
        QVERIFY(near(back.from, {4.2, y + 0.2}) && near(back.to, {6.6, y + 0.2}));
    }

    void aClickTakesTheWholeRow()
    {
        const SitePtr site = smallCampus();
        const Rect area = hallA(*site).rows[0].area;
        const BuswayLine line =
            buswayAlong(*site, hallA(*site).id, area.centre(), area.centre(), FeedSide::A, false);
        QVERIFY(std::abs(line.from.x - area.x) < 1e-9 && std::abs(line.to.x - area.right()) < 1e-9);
    }

    // A UPS that keeps fans running is nearest, and comes last.
    void aUpsOfTheCoolingIsNoFeederWhereThereIsAnother()
    {
        const SitePtr site = smallCampus();
        const PowerNode& ups = *std::ranges::find(site->power->nodes, PowerNodeKind::Ups, &PowerNode::kind);
        SiteEdit edit(site);
        PowerNode ofFans = ups;
        ofFans.name = "Fan UPS";
        ofFans.side = FeedSide::None;
        ofFans.positionM = {0.0, 0.0, 0.0};
        const PowerNodeId fans = edit.add(ofFans);
        const auto places = [&](const Site& in) {
            const std::vector<PowerNodeId> feeders = feedersFor(in, hallA(in).id, {0.5, 0.5}, FeedSide::A);
            return std::ranges::find(feeders, fans) - feeders.begin();
        };
        const auto before = places(edit.site());
        PowerNode panel = ups;
        panel.name = "Fan panel";
        panel.kind = PowerNodeKind::MechanicalPanel;
        panel.fedBy = {fans};
        panel.storedJ = 0.0;
        edit.add(panel);
        const auto after = places(edit.site());
        QVERIFY(after > before);
        QCOMPARE(after + 1, std::ssize(feedersFor(edit.site(), hallA(*site).id, {0.5, 0.5}, FeedSide::A)));
    }

    void besideRowsItIsLevelOrUpright()
    {
        const SitePtr site = smallCampus();
        const BuswayLine line =
            buswayAlong(*site, hallA(*site).id, {1.0, 0.5}, {1.3, 8.0}, FeedSide::A, true);
        QVERIFY(!line.row && near(line.to, {1.0, 8.0}));
    }

    void itFeedsTheRacksOfItsRowThatHaveNoFeedOfItsSide()
    {
        const SitePtr start = smallCampus();
        SiteEdit edit(start);
        const Hall& hall = hallA(*start);
        for (std::size_t i = 0; i < 3; ++i)
            edit.change(hall.racks[i].id).feedA = {};
        const SitePtr site = edit.done();
        BuswayRule rule =
            over(*site, {3.6, hall.rows[0].area.centre().y}, {5.4, hall.rows[0].area.centre().y});
        const PlannedBusway planned = planBusway(*site, rule);
        QCOMPARE(planned.racks.size(), std::size_t{3});
        QCOMPARE(planned.inReach, std::size_t{8}); // 1.8 m of busway and 3 m of cord: centres to x = 8.4
        QCOMPARE(planned.loadW, 3 * 20.4e3);
        const SitePtr fed = with(site, rule);
        const PowerNode& node = fed->power->nodes.back();
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(hallA(*fed).racks[i].feedA, node.id);
        QVERIFY(hallA(*fed).racks[3].feedA == hall.racks[3].feedA);

        rule.feeds = RacksToFeed::All;
        QCOMPARE(planBusway(*site, rule).racks.size(), std::size_t{8});
        rule.feeds = RacksToFeed::None;
        QVERIFY(planBusway(*site, rule).racks.empty());
    }

    void itIsFedFromTheNearestPduOfItsSide()
    {
        const SitePtr site = smallCampus();
        const double y = hallA(*site).rows[1].area.centre().y;
        for (const FeedSide side : {FeedSide::A, FeedSide::B}) {
            const SitePtr fed = with(site, over(*site, {4.0, y}, {9.0, y}, side));
            const PowerNode& node = fed->power->nodes.back();
            const PowerNode& feeder = *fed->power->find(node.fedBy.front());
            QVERIFY(feeder.kind == PowerNodeKind::Pdu && feeder.side == side);
            QVERIFY2(feeder.name.find("PDU 2") != std::string::npos, feeder.name.c_str());
            QCOMPARE(node.name, std::string(side == FeedSide::A ? "Hall A-B busway A" : "Hall A-B busway B"));
        }
    }

    void whereItHangsComesBackFromTheCampus()
    {
        const SitePtr site = smallCampus();
        const BuswayRule rule = over(*site, {4.2, hallA(*site).rows[0].area.centre().y}, {7.8, 3.0});
        const SitePtr fed = with(site, rule);
        const auto run = buswayRun(*fed->buildings[0], hallA(*fed), fed->power->nodes.back());
        QVERIFY(run && near(run->from(), rule.line.from) && near(run->to(), rule.line.to));
    }

    void itsNameIsTakenOnce()
    {
        const SitePtr site = smallCampus();
        const BuswayRule rule = over(*site, {4.2, hallA(*site).rows[0].area.centre().y}, {7.8, 3.0});
        const SitePtr twice = with(with(site, rule), rule);
        QCOMPARE(twice->power->nodes.back().name, std::string("Hall A-A busway A 2"));
    }

    void withoutAFeederItIsRefusedInASentence()
    {
        const SitePtr site = smallCampus();
        SiteEdit edit(site);
        for (const PowerNode& node : site->power->nodes) {
            if (node.kind != PowerNodeKind::Utility)
                edit.change(node.id).side = FeedSide::B;
        }
        const SitePtr onlyB = edit.done();
        const BuswayRule rule = over(*onlyB, {4.2, 3.0}, {7.8, 3.0});
        try {
            planBusway(*onlyB, rule);
            QFAIL("not refused");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains("side A") && QString(error.what()).contains("Hall A"),
                     error.what());
        }
    }

    void aBuswayIsAsLongAsItsRowUntilItIsDrawn()
    {
        const SitePtr site = smallCampus();
        const Building& building = *site->buildings[1];
        const Hall& hall = *building.halls[0];
        const PowerNode& node = *site->power->find(hall.racks.front().feedA);
        const auto run = buswayRun(building, hall, node);
        QVERIFY(run && std::abs(run->lengthM - hall.rows[0].area.width) < 1e-9);
        const FeedPlace place = feedPlaceOf(building, hall, node);
        const Point2 end{hall.rows[0].area.right(), run->pose.y};
        QVERIFY(place.distanceTo(end) < 1e-9);
        QVERIFY(place.reaches(end + Point2{3.0, 0.0}) && !place.reaches(end + Point2{3.01, 0.0}));
        SiteEdit edit(site);
        edit.change(node.id).runLengthM = 1.0;
        const SitePtr shorter = edit.done();
        QVERIFY(!feedPlaceOf(building, hall, *shorter->power->find(node.id)).reaches(end));
    }
};

QTEST_GUILESS_MAIN(TestDrawBusway)
#include "tst_draw_busway.moc"
