// Halls coloured by an answer of capacity: one fixed scale, the tightest of several limits, and what is over.
#include "views/shared/hall_tints.h"
#include "views/shared/position_marks.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::style;

namespace {

constexpr HallId firstHall{1}, secondHall{2}, thirdHall{3};

PlaceCapacity hallWith(HallId hall, std::vector<HeadRoom> rooms)
{
    PlaceCapacity place;
    place.place = refTo(hall);
    place.headRooms = std::move(rooms);
    return place;
}

// Feed A used by half in the first hall and beyond its limit in the second; the third has none.
Capacity answer()
{
    Capacity capacity;
    capacity.places.push_back(hallWith(firstHall, {{CapacityResource::FeedA, 50.0, 100.0, "W"},
                                                   {CapacityResource::Air, 3.0, 10.0, "m3/s"},
                                                   {CapacityResource::Air, 90.0, 100.0, "W"}}));
    capacity.places.push_back(hallWith(secondHall, {{CapacityResource::FeedA, 110.0, 100.0, "W"}}));
    capacity.places.push_back(hallWith(thirdHall, {{CapacityResource::FloorLoad, {}, 10e3, "Pa"}}));
    PlaceCapacity campus;
    campus.place = siteData();
    campus.headRooms = {{CapacityResource::Ports, 1.0, 2.0, "ports"}};
    capacity.places.push_back(campus);
    return capacity;
}

} // namespace

class HallTintsTest : public QObject
{
    Q_OBJECT

private slots:
    void theTightestOfSeveralLimitsCounts()
    {
        const Capacity capacity = answer();
        QCOMPARE(usedShare(capacity.places[0], CapacityResource::Air), std::optional(0.9));
        QCOMPARE(usedShare(capacity.places[0], CapacityResource::FeedA), std::optional(0.5));
        QVERIFY(!usedShare(capacity.places[0], CapacityResource::Cdu));
        QVERIFY(!usedShare(capacity.places[2], CapacityResource::FloorLoad)); // its use is not known
    }

    void onlyWhatIsKnownOfAHallIsOffered()
    {
        const std::vector<CapacityResource> expected{CapacityResource::FeedA, CapacityResource::Air};
        QVERIFY(tintingResources(answer()) == expected);
    }

    void theScaleIsTheSameForAllAndWhatIsOverSaysSo()
    {
        const HallTinting feed = usedShareTinting(answer(), CapacityResource::FeedA, Theme::Light);
        const HallTinting air = usedShareTinting(answer(), CapacityResource::Air, Theme::Light);
        for (const HallTinting& tinting : {feed, air}) {
            QCOMPARE(tinting.scale.minimum, 0.0);
            QCOMPARE(tinting.scale.maximum, 100.0);
            QCOMPARE(tinting.scale.unit, QString("%"));
        }
        QCOMPARE(feed.tints.size(), std::size_t(2));
        QCOMPARE(feed.tints[0].hall, firstHall);
        QCOMPARE(feed.tints[0].colour, ColourMap::cividis().colour(0.5));
        QCOMPARE(feed.tints[1].colour, colours(Theme::Light).violation);
        QVERIFY(feed.tints[1].value.endsWith("over") && !feed.tints[0].value.endsWith("over"));
        QCOMPARE(air.tints.size(), std::size_t(1));
        QCOMPARE(air.tints[0].colour, ColourMap::cividis().colour(0.9));
    }

    void whatBindsHasAnEntryForEachThatOccurs()
    {
        Capacity capacity = answer();
        capacity.places[0].free = 4;
        capacity.places[0].blocked = 4;
        capacity.places[0].binding.resource = CapacityResource::Cdu;
        capacity.places[1].free = 2; // all fit
        const HallTinting tinting = bindingTinting(capacity, Theme::Light);
        QCOMPARE(tinting.tints.size(), std::size_t(3));
        QCOMPARE(tinting.scale.entries.size(), std::size_t(3));
        QCOMPARE(tinting.tints[0].colour, resourceColour(CapacityResource::Cdu, Theme::Light));
        QCOMPARE(tinting.tints[1].value, QString("All fit"));
        QCOMPARE(tinting.tints[2].value, QString("No free position"));
    }
};

QTEST_GUILESS_MAIN(HallTintsTest)
#include "tst_hall_tints.moc"
