// Racks and rows put down by a hand, and copies of them.
#include "core/design/by_hand.h"
#include "core/design/copies.h"
#include "core/layout/arrangement.h"
#include "core/layout/rows.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "tests/support/campus.h"

#include <QTest>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const Hall& hallB(const Site& site)
{
    return *site.buildings[1]->halls[0];
}

} // namespace

class TestByHand : public QObject
{
    Q_OBJECT

private slots:
    void aRowHasAsManyRacksAsFit_data()
    {
        QTest::addColumn<double>("lengthM");
        QTest::addColumn<int>("count");
        QTest::newRow("a point") << 0.0 << 1;
        QTest::newRow("not half one more") << 0.29 << 1;
        QTest::newRow("into the next slot") << 0.31 << 2;
        QTest::newRow("nine more") << 5.4 << 10;
        QTest::newRow("to the west") << -5.4 << 10;
    }

    void aRowHasAsManyRacksAsFit()
    {
        QFETCH(double, lengthM);
        QFETCH(int, count);
        RackType type;
        type.widthM = 0.6;
        const auto level = design::rowBetween(type.widthM, {10.0, 5.0}, {10.0 + lengthM, 5.1}, 0.0);
        QCOMPARE(static_cast<int>(level.size()), count);
        for (std::size_t i = 1; i < level.size(); ++i)
            QVERIFY(std::abs(level[i].x - level[i - 1].x - 0.6) < 1e-9);
        const auto upright = design::rowBetween(type.widthM, {10.0, 5.0}, {10.01, 5.0 + lengthM}, 0.0);
        if (count > 1) {
            QCOMPARE(static_cast<int>(upright.size()), count);
            QVERIFY(std::abs(upright.front().yawDeg - 90.0) < 1e-9); // it faces across its length
        }
    }

    void aRowPutDownIsNamedFedAndARowOfTheModel()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = hallB(*site);
        const RackTypeId type = hall.racks.front().type;
        SiteEdit edit(site);
        const auto poses =
            design::rowBetween(site->catalogue->rackTypes.front().widthM, {4.0, 8.4}, {6.0, 8.4}, 180.0);
        const design::RowOfRacks drawn = design::putRow(edit, hall.id, type, poses);
        const SitePtr next = edit.done();
        const Hall& after = next->hall(hall.id);
        QCOMPARE(after.rows.size(), hall.rows.size() + 1);
        QCOMPARE(drawn.racks.size(), poses.size());
        const Row& row = after.rows.back();
        const Rack& first = next->rack(drawn.racks.front());
        QCOMPARE(QString::fromStdString(first.name),
                 QString::fromStdString(after.name + "-" + row.name + "01"));
        QVERIFY(first.feedA.valid() && first.feedB.valid());
        QVERIFY(rowAt(after, first.pose.position()) == after.rows.size() - 1);
    }

    void copiesOfARowAreNamedAfterTheirNewRow()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = hallB(*site);
        SiteEdit first(site);
        const auto poses =
            design::rowBetween(site->catalogue->rackTypes.front().widthM, {4.0, 8.4}, {6.0, 8.4}, 180.0);
        const design::RowOfRacks drawn = design::putRow(first, hall.id, hall.racks.front().type, poses);
        const SitePtr one = first.done();
        std::vector<ObjectRef> objects{refTo(drawn.row)};
        for (const RackId rack : drawn.racks)
            objects.push_back(refTo(rack));
        const FreeFloor floor(one, hall.id, {});
        const auto group = standingsOf(*one, objects);
        const auto by = design::nearestFreeMove(floor, group, false);
        QVERIFY(by);
        SiteEdit edit(one);
        const auto copies = design::addCopies(edit, hall.id, moved(group, *by));
        const SitePtr two = edit.done();
        const std::string letter = two->hall(hall.id).rows.back().name;
        QVERIFY(letter != one->hall(hall.id).rows.back().name);
        QCOMPARE(QString::fromStdString(two->rack(RackId{copies[1].id}).name),
                 QString::fromStdString(hall.name + "-" + letter + "01"));
    }

    void aWallIsNumberedOnAndSoIsItsCopy()
    {
        const SitePtr site = smallCampus();
        const HallId hall = hallB(*site).id;
        SiteEdit first(site);
        design::putWall(first, hall, {0.6, 7.8, 3.0, 0.1});
        const WallId second = design::putWall(first, hall, {0.6, 8.4, 3.0, 0.1});
        const SitePtr one = first.done();
        SiteEdit edit(one);
        design::addCopies(edit, hall, moved(standingsOf(*one, {refTo(second)}), {0.0, 0.6}));
        const Hall& after = edit.done()->hall(hall);
        QCOMPARE(after.walls.size(), std::size_t{3});
        QCOMPARE(after.walls[2].name, std::string("Partition 3"));
        QVERIFY(std::abs(after.walls[2].area.y - 9.0) < 1e-9);
        QCOMPARE(after.heightOf(after.walls[2]), after.heightM);
    }

    void perforatedTilesArePutIntoARaisedFloorOnly()
    {
        const SitePtr site = smallCampus();
        SiteEdit raised(site);
        const TileFieldId tiles = design::putTiles(raised, HallId{1}, {3.6, 4.2, 3.6, 1.2}, 0.56);
        const SitePtr next = raised.done();
        const TileField& field = *find(*next, tiles);
        QCOMPARE(field.name, std::string("Tiles 1"));
        QVERIFY(std::abs(field.openM2() - 0.56 * 3.6 * 1.2) < 1e-9);
        QVERIFY(standingAt(*next, next->hall({1}), {4.0, 4.5}) == refTo(tiles)); // before the aisle
        SiteEdit slab(site);
        design::putTiles(slab, hallB(*site).id, {3.6, 1.2, 3.6, 1.2}, 0.25);
        QVERIFY_THROWS_EXCEPTION(InputError, slab.done());
    }

    void anAirHandlerIsNamedAfterThoseOfItsKind_data()
    {
        QTest::addColumn<AirHandlerKind>("kind");
        QTest::addColumn<bool>("ownType");
        QTest::addColumn<QString>("name");
        QTest::newRow("a fan wall among fan walls") << AirHandlerKind::FanWall << false << "Fan wall bay 4";
        QTest::newRow("the first CRAH") << AirHandlerKind::Crah << false << "Hall B-CRAH01";
        QTest::newRow("one of a type that stands there") << AirHandlerKind::FanWall << true << "Big 8";
    }

    void anAirHandlerIsNamedAfterThoseOfItsKind()
    {
        QFETCH(AirHandlerKind, kind);
        QFETCH(bool, ownType);
        QFETCH(QString, name);
        const SitePtr site = smallCampus();
        const Hall& hall = hallB(*site); // three fan walls
        SiteEdit edit(site);
        AirHandlerType type;
        type.name = "Another";
        type.values = hall.airHandlers.front();
        type.values.kind = kind;
        const AirHandlerTypeId id = edit.add(type);
        if (ownType) {
            AirHandler& first = edit.change(hall.airHandlers.front().id);
            first.type = id;
            first.name = "Big 7";
        }
        const AirHandlerId put = design::putAirHandler(edit, hall.id, id, {12.0, 8.0, 0.0});
        QCOMPARE(QString::fromStdString(find(edit.site(), put)->name), name);
    }

    void aCopyInAnotherHallIsFedFromWhatIsThere()
    {
        const SitePtr site = smallCampus();
        const Hall& from = *site->buildings[0]->halls[0];
        const Hall& to = hallB(*site);
        const auto group = standingsOf(*site, {refTo(from.racks.front().id)});
        const FreeFloor floor(site, to.id, {});
        const auto by = design::nearestFreeMove(floor, group, true);
        QVERIFY(by);
        SiteEdit edit(site);
        const auto copies = design::addCopies(edit, to.id, moved(group, *by));
        const SitePtr next = edit.done();
        const Rack& copy = next->rack(RackId{copies.front().id});
        QVERIFY(copy.feedA.valid());
        QVERIFY(copy.feedA != from.racks.front().feedA);
        QVERIFY(next->hallOf(copy.id).id == to.id);
    }
};

QTEST_APPLESS_MAIN(TestByHand)
#include "tst_by_hand.moc"
