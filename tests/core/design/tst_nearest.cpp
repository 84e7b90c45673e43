#include "core/design/nearest.h"
#include "core/design/next_name.h"
#include "core/design/placing.h"
#include "tests/support/drawn_hall.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::design;

namespace {

const Rack& named(const Hall& hall, const std::string& name)
{
    return *std::find_if(hall.racks.begin(), hall.racks.end(),
                         [&](const Rack& rack) { return rack.name == name; });
}

} // namespace

class TestNearest : public QObject
{
    Q_OBJECT

private slots:
    void init() { drawn_ = test::drawnHall(); }

    void aRackIsFedFromTheBuswaysOverItsRow()
    {
        const Hall& hall = drawn_.site->hall(drawn_.hall);
        for (const char* name : {"B1-H1-A03", "B1-H1-B06"}) {
            const Rack& rack = named(hall, name);
            const NearestFeeds feeds = nearestFeeds(*drawn_.site, hall.id, rack);
            QCOMPARE(feeds.a.id, rack.feedA);
            QCOMPARE(feeds.b.id, rack.feedB);
        }
    }

    void theReasonNamesTheFeedItsDistanceAndItsLoad()
    {
        const Hall& hall = drawn_.site->hall(drawn_.hall);
        // The busway hangs along the row, 0.2 m south of its middle line for side A. Seven other racks of 30 kW hang on
        // it.
        const NearestFeeds feeds = nearestFeeds(*drawn_.site, hall.id, named(hall, "B1-H1-A04"));
        QCOMPARE(
            QString::fromStdString(feeds.a.reason),
            QString("The nearest feed of side A in hall B1-H1 is B1-H1-A busway A, 0.2 m away, with 210 of "
                    "300 kW taken."));
        QVERIFY(std::abs(feeds.a.distanceM - 0.2) < 1e-9);
    }

    void aFeedWithoutRoomIsPassedOver()
    {
        const Hall& hall = drawn_.site->hall(drawn_.hall);
        Rack rack = named(hall, "B1-H1-A04");
        rack.id = {}; // one more: row A has 60 kW left, as row B
        rack.powerW = 50e3;
        QCOMPARE(nearestFeeds(*drawn_.site, hall.id, rack).a.id, named(hall, "B1-H1-A04").feedA);

        SiteEdit edit(drawn_.site);
        edit.change(named(hall, "B1-H1-A01").id).powerW = 60e3; // now it has 30 kW
        const SitePtr site = edit.done();
        const NearestFeeds feeds = nearestFeeds(*site, hall.id, rack);
        QCOMPARE(feeds.a.id, named(hall, "B1-H1-B01").feedA);
        QVERIFY2(feeds.a.reason.find(
                     "The nearest feed of side A in hall B1-H1 with 50 kW left is B1-H1-B busway A") == 0,
                 feeds.a.reason.c_str());

        rack.powerW = 500e3;
        const NearestFeeds none = nearestFeeds(*site, hall.id, rack);
        QCOMPARE(none.a.id, named(hall, "B1-H1-A01").feedA);
        QVERIFY2(none.a.reason.find("None of the 2 feed of side A in hall B1-H1 has 500 kW left") == 0,
                 none.a.reason.c_str());
    }

    void theNearestCduHasRoomForTheRacksLiquidHeat()
    {
        const Hall& hall = drawn_.site->hall(drawn_.hall);
        const Nearest<CduId> nearest = nearestCdu(*drawn_.site, hall.id, named(hall, "B1-H1-B08"));
        QCOMPARE(nearest.id, hall.cdus.front().id);
        // 7 racks of 22.5 kW besides
        QVERIFY2(nearest.reason.find("with 158 of 400 kW taken") != std::string::npos,
                 nearest.reason.c_str());
    }

    void aHallWithoutCdusHasNone()
    {
        SiteEdit edit(drawn_.site);
        Hall empty;
        empty.name = "B1-H2";
        empty.originM = {12, 19};
        empty.widthM = empty.depthM = 5;
        empty.heightM = empty.ceilingHeightM = 4;
        empty.floorRatingPa = 15e3;
        empty.supplyC = 22;
        empty.inletLimitC = 32;
        const HallId hall = edit.addTo(drawn_.building, empty);
        const Nearest<CduId> none = nearestCdu(edit.site(), hall, Rack{});
        QVERIFY(!none.id.valid());
        QCOMPARE(none.reason, std::string("There is no CDU in hall B1-H2."));
        // but the building's feeds could be led there
        QVERIFY(nearestFeeds(edit.site(), hall, Rack{}).a.id.valid());
    }

    void namesGoOnWithTheNextFreeNumber()
    {
        const Hall& hall = drawn_.site->hall(drawn_.hall);
        QCOMPARE(nextName(hall, "B1-H1-A08"), std::string("B1-H1-A09"));
        QCOMPARE(nextName(hall, "B1-H1-A03"), std::string("B1-H1-A09"));
        QCOMPARE(nextName({"R1", "R2", "R4"}, "R1"), std::string("R3")); // the gap's
        QCOMPARE(nextName({"R98", "R99"}, "R98"), std::string("R100"));
        QCOMPARE(nextName({"Spine"}, "Spine"), std::string("Spine 2"));
        QCOMPARE(nextName({"Spine", "Spine 2"}, "Spine 2"), std::string("Spine 3"));
        QCOMPARE(nextName({"0099"}, "0099"), std::string("0100"));
    }

    void aNameTakenToAnotherHallIsThatHalls()
    {
        const Hall& hall = drawn_.site->hall(drawn_.hall);
        QCOMPARE(nextName(hall, "B7-H3-C05"), std::string("B1-H1-C05"));
        QCOMPARE(nextName(hall, "B7-H3-A05"), std::string("B1-H1-A09")); // A05 is taken
    }

private:
    test::DrawnHall drawn_;
};

QTEST_GUILESS_MAIN(TestNearest)
#include "tst_nearest.moc"
