#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "views/scene/equipment_boxes.h"
#include "views/scene/picking.h"

#include <QTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::scene;

namespace {

// Rays are computed in double precision over campus distances of some 100 m.
constexpr double exactM = 1e-9;

Ray straightDownOn(const Building& building, const Hall& hall, Point2 inHall)
{
    const Point2 p = hallToCampus(building, hall, inHall);
    return {{p.x, p.y, 100.0}, {0.0, 0.0, -1.0}};
}

// The campus with its first building turned and far from the origin.
SitePtr turnedCampus()
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto building = std::make_shared<Building>(*site->buildings[0]);
    building->yawDeg = 33.0;
    building->originM = {512e3, 4.2e6};
    site->buildings[0] = building;
    return site;
}

Openness closed()
{
    Openness openness;
    openness.isOpen = [](const Building&) { return false; };
    return openness;
}

} // namespace

class TestPicking : public QObject
{
    Q_OBJECT

private slots:
    void aRayMeetsTheNearFaceOfABox_data();
    void aRayMeetsTheNearFaceOfABox();
    void aRayFromWithinABoxMeetsItAtOnce();
    void aLevelBehindTheRayIsNotMet();
    void everyRackIsFoundFromAbove();
    void racksOfATurnedFarawayBuildingAreFound();
    void theNearerOfTwoRowsHidesTheOther();
    void anAisleHoldsNoRack();
    void aClosedRoofHidesTheRacks();
    void aHallThatIsNotShownHidesNothing();
    void aFloorNamesItsHall();
    void aClosedBuildingNamesItsNearestHall();
    void bareGroundNamesNothing();
    void anEmptySiteHoldsNothing();
    void everyPieceOfEquipmentIsFoundFromAbove();
    void aWallIsFoundAndHidesWhatIsBehindIt();
    void aBuswayIsFoundWhereItIsDrawn();
    void aClosedRoofHidesTheEquipmentUnderIt();
    void whatStandsOnAnOpenedRoofIsTakenOffWithIt();
    void aHiddenPowerChainIsNotPicked();
    void nodesAtOneSpotShareABox();
    void aLoopHasNoBox();
};

void TestPicking::everyPieceOfEquipmentIsFoundFromAbove()
{
    const SitePtr site = test::smallCampus();
    Openness openness;
    openness.showsBusways = [](const Hall&) { return false; }; // they hang over the rest
    for (const BuildingPtr& building : site->buildings) {
        for (const HallPtr& hall : building->halls) {
            const auto found = [&](Point2 at) {
                return pickEquipment(*site, straightDownOn(*building, *hall, at), openness);
            };
            for (const AirHandler& unit : hall->airHandlers) {
                const auto hit = found(unit.pose.position());
                QVERIFY2(hit, unit.name.c_str());
                QVERIFY(hit->equipment == (ObjectRef{ObjectKind::AirHandler, unit.id.value}));
            }
            for (const Cdu& unit : hall->cdus) {
                const auto hit = found(unit.pose.position());
                QVERIFY2(hit, unit.name.c_str());
                QVERIFY(hit->equipment == (ObjectRef{ObjectKind::Cdu, unit.id.value}));
            }
        }
    }
    for (const PlantUnit& unit : site->cooling->plant) {
        const Ray down{{unit.pose.x, unit.pose.y, 100.0}, {0.0, 0.0, -1.0}};
        const auto hit = pickEquipment(*site, down, openness);
        QVERIFY2(hit, unit.name.c_str());
        QVERIFY(hit->equipment == (ObjectRef{ObjectKind::PlantUnit, unit.id.value}));
        QVERIFY(std::abs(hit->along - (100.0 - unit.elevationM - unit.heightM)) < exactM);
    }
}

void TestPicking::aWallIsFoundAndHidesWhatIsBehindIt()
{
    const SitePtr start = test::smallCampus();
    const Hall& room = *start->buildings[0]->halls[0];
    const Rack& rack = room.racks[0]; // it faces north
    SiteEdit edit(start);
    const WallId wall =
        edit.addTo(room.id, Wall{{}, "Screen", {0.0, rack.pose.y + 1.0, room.widthM, 0.1}, 2.5});
    const SitePtr site = edit.done();
    const Building& building = *site->buildings[0];
    const Hall& hall = *building.halls[0];
    const auto hit =
        pickEquipment(*site, straightDownOn(building, hall, {rack.pose.x, rack.pose.y + 1.05}), {});
    QVERIFY(hit && hit->equipment == refTo(wall));
    QVERIFY(std::abs(hit->along - (100.0 - hall.floorElevationM - 2.5)) < exactM);
    const Point2 north = hallToCampus(building, hall, {rack.pose.x, rack.pose.y + 1.5});
    const Ray level{{north.x, north.y, hall.floorElevationM + 1.0}, {0.0, -1.0, 0.0}};
    QVERIFY(pickEquipment(*site, level, {})->along < pickRack(*site, level, {})->along);
}

void TestPicking::aBuswayIsFoundWhereItIsDrawn()
{
    const SitePtr site = test::smallCampus();
    const Building& building = *site->buildings[1];
    const Hall& hall = *building.halls[0];
    const auto busways = buswayBoxes(*site, hall);
    QVERIFY(!busways.empty());
    for (const EquipmentBox& box : busways) {
        const auto hit = pickEquipment(*site, straightDownOn(building, hall, box.pose.position()), {});
        QVERIFY(hit);
        QVERIFY(hit->equipment == box.equipment);
    }
}

void TestPicking::aClosedRoofHidesTheEquipmentUnderIt()
{
    const SitePtr site = test::smallCampus();
    const Building& building = *site->buildings[0];
    const Hall& hall = *building.halls[0];
    const Ray down = straightDownOn(building, hall, hall.airHandlers.front().pose.position());
    QVERIFY(pickEquipment(*site, down, {}));
    QVERIFY(!pickEquipment(*site, down, closed()));
}

void TestPicking::whatStandsOnAnOpenedRoofIsTakenOffWithIt()
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
    PlantUnit& unit = cooling->plant.front();
    const Building& building = *site->buildings[0];
    const Point2 middle = buildingToCampus(building, {building.widthM / 2, building.depthM / 2});
    unit.building = building.id;
    unit.pose = {middle.x, middle.y, 0.0};
    unit.elevationM = building.heightM;
    site->cooling = cooling;
    const Ray down{{middle.x, middle.y, 100.0}, {0.0, 0.0, -1.0}};
    const ObjectRef onRoof{ObjectKind::PlantUnit, unit.id.value};
    const auto whenClosed = pickEquipment(*site, down, closed());
    QVERIFY(whenClosed && whenClosed->equipment == onRoof);
    const auto whenOpen = pickEquipment(*site, down, {});
    QVERIFY(!whenOpen || !(whenOpen->equipment == onRoof));
}

void TestPicking::aHiddenPowerChainIsNotPicked()
{
    const SitePtr site = test::smallCampus();
    const auto placed = placedNodes(*site->power);
    QVERIFY(!placed.empty());
    const Point3& at = placed.front()->positionM;
    const Ray down{{at.x, at.y, 100.0}, {0.0, 0.0, -1.0}};
    Openness openness;
    const auto hit = pickEquipment(*site, down, openness);
    QVERIFY(hit && hit->equipment.kind == ObjectKind::PowerNode);
    openness.showsPower = false;
    const auto hidden = pickEquipment(*site, down, openness);
    QVERIFY(!hidden || hidden->equipment.kind != ObjectKind::PowerNode);
}

void TestPicking::nodesAtOneSpotShareABox()
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto power = std::make_shared<PowerNetwork>(*site->power);
    const PowerNode first = *placedNodes(*power).front();
    PowerNode twin = first;
    twin.id = {power->nodes.back().id.value + 1};
    power->nodes.push_back(twin);
    site->power = power;
    const auto box = placedBox(*site, {ObjectKind::PowerNode, twin.id.value});
    QVERIFY(box);
    QVERIFY(box->box.equipment == (ObjectRef{ObjectKind::PowerNode, first.id.value}));
}

void TestPicking::aLoopHasNoBox()
{
    const SitePtr site = test::smallCampus();
    QVERIFY(!placedBox(*site, {ObjectKind::CoolantLoop, site->cooling->loops.front().id.value}));
    QVERIFY(!placedBox(*site, {}));
    QVERIFY(!placedBox(*site, {ObjectKind::PlantUnit, 999999}));
}

void TestPicking::aRayMeetsTheNearFaceOfABox_data()
{
    QTest::addColumn<double>("fromX");
    QTest::addColumn<double>("fromY");
    QTest::addColumn<double>("towardX");
    QTest::addColumn<double>("along"); // negative: not met
    QTest::newRow("from the west") << -5.0 << 0.5 << 1.0 << 5.0;
    QTest::newRow("from the east") << 5.0 << 0.5 << -1.0 << 4.0;
    QTest::newRow("away from it") << -5.0 << 0.5 << -1.0 << -1.0;
    QTest::newRow("past its side") << -5.0 << 1.5 << 1.0 << -1.0;
    QTest::newRow("along its side") << -5.0 << 1.0 << 1.0 << 5.0;
}

void TestPicking::aRayMeetsTheNearFaceOfABox()
{
    QFETCH(double, fromX);
    QFETCH(double, fromY);
    QFETCH(double, towardX);
    QFETCH(double, along);
    const auto t = meetsBox({{fromX, fromY, 0.5}, {towardX, 0.0, 0.0}}, {0, 0, 0}, {1, 1, 1});
    QCOMPARE(t.has_value(), along >= 0.0);
    if (t)
        QVERIFY(std::abs(*t - along) < exactM);
}

void TestPicking::aRayFromWithinABoxMeetsItAtOnce()
{
    const auto t = meetsBox({{0.5, 0.5, 0.5}, {0.0, 0.0, 1.0}}, {0, 0, 0}, {1, 1, 1});
    QVERIFY(t);
    QCOMPARE(*t, 0.0);
}

void TestPicking::aLevelBehindTheRayIsNotMet()
{
    QVERIFY(!meetsLevel({{0, 0, 1}, {0, 0, 1}}, 0.0));
    QVERIFY(!meetsLevel({{0, 0, 1}, {1, 0, 0}}, 0.0));
    const auto t = meetsLevel({{0, 0, 1}, {0, 0, -0.5}}, 0.0);
    QVERIFY(t);
    QVERIFY(std::abs(*t - 2.0) < exactM);
}

void TestPicking::everyRackIsFoundFromAbove()
{
    const SitePtr site = test::smallCampus();
    int found = 0;
    for (const auto& building : site->buildings) {
        for (const auto& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                const auto hit = pickRack(*site, straightDownOn(*building, *hall, rack.pose.position()), {});
                QVERIFY2(hit, rack.name.c_str());
                QCOMPARE(hit->rack.value, rack.id.value);
                QVERIFY(std::abs(hit->inHall.z - hall->floorElevationM - site->typeOf(rack).heightM) <
                        exactM);
                ++found;
            }
        }
    }
    QCOMPARE(found, static_cast<int>(site->rackCount()));
}

void TestPicking::racksOfATurnedFarawayBuildingAreFound()
{
    const SitePtr site = turnedCampus();
    const Building& building = *site->buildings[0];
    const Hall& hall = *building.halls[0];
    for (const Rack& rack : hall.racks) {
        const auto hit = pickRack(*site, straightDownOn(building, hall, rack.pose.position()), {});
        QVERIFY2(hit, rack.name.c_str());
        QCOMPARE(hit->rack.value, rack.id.value);
    }
}

void TestPicking::theNearerOfTwoRowsHidesTheOther()
{
    const SitePtr site = test::smallCampus();
    const Building& building = *site->buildings[0];
    const Hall& hall = *building.halls[0];
    const Rack& south = hall.racks.front();
    const Point2 p = hallToCampus(building, hall, {south.pose.x, -10.0});
    const auto hit = pickRack(*site, {{p.x, p.y, hall.floorElevationM + 1.0}, {0.0, 1.0, 0.0}}, {});
    QVERIFY(hit);
    QCOMPARE(hit->rack.value, south.id.value);
}

void TestPicking::anAisleHoldsNoRack()
{
    const SitePtr site = test::smallCampus();
    const Building& building = *site->buildings[0];
    const Hall& hall = *building.halls[0];
    QVERIFY(!pickRack(*site, straightDownOn(building, hall, hall.aisles[0].area.centre()), {}));
}

void TestPicking::aClosedRoofHidesTheRacks()
{
    const SitePtr site = test::smallCampus();
    const Building& building = *site->buildings[0];
    const Hall& hall = *building.halls[0];
    const Ray ray = straightDownOn(building, hall, hall.racks[0].pose.position());
    QVERIFY(pickRack(*site, ray, {}));
    QVERIFY(!pickRack(*site, ray, closed()));
}

void TestPicking::aHallThatIsNotShownHidesNothing()
{
    const SitePtr site = test::smallCampus();
    const Building& building = *site->buildings[0];
    const Hall& hall = *building.halls[0];
    Openness openness;
    openness.isShown = [&](const Building&, const Hall& h) { return h.id != hall.id; };
    QVERIFY(!pickRack(*site, straightDownOn(building, hall, hall.racks[0].pose.position()), openness));
    QVERIFY(
        !pickHall(*site, straightDownOn(building, hall, hall.racks[0].pose.position()), openness).valid());
}

void TestPicking::aFloorNamesItsHall()
{
    const SitePtr site = turnedCampus();
    for (const auto& building : site->buildings) {
        const Hall& hall = *building->halls[0];
        QCOMPARE(pickHall(*site, straightDownOn(*building, hall, {0.5, 0.5}), {}).value, hall.id.value);
    }
}

void TestPicking::aClosedBuildingNamesItsNearestHall()
{
    const SitePtr site = test::smallCampus();
    const Building& building = *site->buildings[1];
    const Point2 corner = buildingToCampus(building, {0.1, 0.1});
    QCOMPARE(pickHall(*site, {{corner.x, corner.y, 50.0}, {0, 0, -1}}, closed()).value,
             building.halls[0]->id.value);
}

void TestPicking::bareGroundNamesNothing()
{
    const SitePtr site = test::smallCampus();
    QVERIFY(!pickHall(*site, {{-500.0, -500.0, 50.0}, {0, 0, -1}}, {}).valid());
}

void TestPicking::anEmptySiteHoldsNothing()
{
    const Site site;
    QVERIFY(!pickRack(site, {{0, 0, 10}, {0, 0, -1}}, {}));
    QVERIFY(!pickHall(site, {{0, 0, 10}, {0, 0, -1}}, {}).valid());
}

QTEST_GUILESS_MAIN(TestPicking)
#include "tst_picking.moc"
