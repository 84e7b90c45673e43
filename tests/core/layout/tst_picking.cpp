// What lies under a point of a floor.
#include "core/layout/picking.h"
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;

class PickingTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRackLiesUnderItsMiddleAndNothingInAnAisle()
    {
        const SitePtr site = test::smallCampus();
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks)
                    QCOMPARE(rackAt(*site, *hall, rack.pose.position()), &rack);
                for (const Aisle& aisle : hall->aisles)
                    QVERIFY(!rackAt(*site, *hall, aisle.area.centre()));
            }
        }
    }

    // Its width across and its depth along the way it faces.
    void aTurnedRackIsFoundWhereItIsDrawn_data()
    {
        QTest::addColumn<double>("yawDeg");
        for (const double yaw : {0.0, 30.0, 90.0, 180.0, 235.0})
            QTest::addRow("%g degrees", yaw) << yaw;
    }

    void aTurnedRackIsFoundWhereItIsDrawn()
    {
        QFETCH(double, yawDeg);
        const SitePtr before = test::smallCampus();
        const HallPtr& hallBefore = before->buildings[0]->halls[0];
        const RackId id = hallBefore->racks.front().id;
        const Point2 middle{hallBefore->widthM / 2, hallBefore->depthM / 2};
        SitePtr site = before;
        for (const Rack& rack : hallBefore->racks)
            if (rack.id != id)
                site = withoutRack(site, rack.id);
        site = withRackPose(site, id, {middle.x, middle.y, yawDeg});
        const Hall& hall = *site->buildings[0]->halls[0];
        const RackType& type = site->typeOf(hall.racks.front());
        const auto found = [&](double across, double along) {
            return rackAt(*site, hall, middle + rotated({across, along}, yawDeg)) != nullptr;
        };
        constexpr double hairM = 1e-6;
        QVERIFY(found(type.widthM / 2 - hairM, type.depthM / 2 - hairM));
        QVERIFY(found(-type.widthM / 2 + hairM, -type.depthM / 2 + hairM));
        QVERIFY(!found(type.widthM / 2 + hairM, 0.0));
        QVERIFY(!found(0.0, type.depthM / 2 + hairM));
    }

    // The main door of Hall A opens through the north wall, from 0.6 m to 2.4 m of its width.
    void aDoorIsPickedInItsOpeningAndAHandsBreadthBesideIt()
    {
        const SitePtr site = test::smallCampus();
        const Hall& hall = *site->buildings[0]->halls[0];
        const ObjectRef door = refTo(hall.doors.front().id);
        constexpr double wallM = 0.3, reachM = 0.1;
        QCOMPARE(doorAt(hall, {1.5, hall.depthM + 0.15}, wallM, reachM), door);
        QCOMPARE(doorAt(hall, {1.5, hall.depthM - 0.09}, wallM, reachM), door);
        QVERIFY(!doorAt(hall, {1.5, hall.depthM - 0.11}, wallM, reachM).valid());
        QVERIFY(!doorAt(hall, {2.6, hall.depthM + 0.15}, wallM, reachM).valid());
    }

    void aPanelIsPickedWhereItStandsAndABuswayAllAlong()
    {
        const SitePtr site = test::smallCampus();
        const Building &first = *site->buildings[0], &second = *site->buildings[1];
        const auto kindAt = [&](const Building& building, Point2 inHall) {
            const ObjectRef picked = powerNodeAt(*site, *building.halls[0], inHall, 0.1);
            const PowerNode* node = picked.valid() ? site->power->find(PowerNodeId{picked.id}) : nullptr;
            return node ? node->kind : PowerNodeKind::Utility;
        };
        QCOMPARE(kindAt(first, {3.0, 3.55}), PowerNodeKind::Pdu);
        QCOMPARE(kindAt(first, {3.0, 3.3}), PowerNodeKind::Utility); // none
        QCOMPARE(kindAt(second, {4.0, 3.6}), PowerNodeKind::Busway);
        QCOMPARE(kindAt(second, {6.5, 3.65}), PowerNodeKind::Busway);
        QCOMPARE(kindAt(second, {6.5, 3.9}), PowerNodeKind::Utility);
    }

    void aHallLiesUnderItsRoomAndNothingOutside()
    {
        const SitePtr site = test::scaleCampus(2500);
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls)
                QCOMPARE(hallAt(*site, hallToCampus(*building, *hall, hall->room().centre())), hall->id);
        }
        QVERIFY(!hallAt(*site, {-1e4, 0.0}).valid());
    }
};

QTEST_GUILESS_MAIN(PickingTest)

#include "tst_picking.moc"
