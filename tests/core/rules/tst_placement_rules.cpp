// Each rule about where things stand and what they are connected to, broken once: the finding says what, where, the value
// and the limit.
#include "core/layout/placement.h"
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "tests/support/found.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId thirdRack{3}; // A03 of Hall A, 1.2 m from row B in front of it

// Of a hall, those of the rules that look at its layout.
QString layoutText(const Findings& findings, HallId hall)
{
    QStringList lines;
    for (const Finding* finding : findings.open) {
        if (finding->hall == hall && findRule(finding->rule)->checkLayout)
            lines << QString::fromStdString(fmt::format("{}: {}", finding->rule, finding->sentence));
    }
    return lines.join('\n');
}

std::vector<Finding> placementIn(const SitePtr& site)
{
    std::vector<Finding> found;
    const FindingsPtr findings = findingsAt(site);
    for (const Finding* finding : findings->open) {
        if (finding->rule == "overlap" || finding->rule == "cold-aisle-width" ||
            finding->rule == "door-clearance" || finding->rule == "inlet-temperature")
            found.push_back(*finding);
    }
    return found;
}

SitePtr withThirdRack(const std::function<void(Rack&)>& change)
{
    const SitePtr site = smallCampus();
    Rack rack = site->rack(thirdRack);
    change(rack);
    return withRack(site, rack);
}

} // namespace

class TestPlacementRules : public QObject
{
    Q_OBJECT

private slots:
    void theSmallCampusBreaksOnlyTheFloor()
    {
        // Eight NVL72: 1,360 kg x 9.80665 m/s² on 0.72 m² is 18.52 kN/m², above the 17 kPa its floor is rated
        // for.
        const FindingsPtr findings = findingsAt(smallCampus());
        const auto found = foundBy(*findings, "floor-load");
        QCOMPARE(found.size(), std::size_t{8});
        QCOMPARE(layoutText(*findings, HallId{1}), QString());
        QCOMPARE(
            QString::fromStdString(found.front()->sentence),
            QStringLiteral("Rack LA01 in hall Hall B loads the floor with 18.52 kN/m² (1,360 kg on 0.72 m²); "
                           "the floor is rated for 17.00 kN/m²."));
        QCOMPARE(found.front()->hall, HallId{2});
        QCOMPARE(found.front()->unit, std::string_view("Pa"));
        QCOMPARE(*found.front()->limit, 17e3);
    }

    void eachRuleExplainsItself_data()
    {
        QTest::addColumn<std::function<void(Rack&)>>("change");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const std::function<void(Rack&)>& change, const char* found) {
            QTest::newRow(name) << change << QString::fromUtf8(found);
        };

        row(
            "overlap", [](Rack& r) { r.pose.x += 0.2; },
            "overlap: Rack A03 in hall Hall A overlaps rack A04.");
        row(
            "column",
            [](Rack& r) {
                r.pose = {12.3, 5.3, 90.0};
            },
            "overlap: Rack A03 in hall Hall A overlaps a column.");
        row(
            "aisle of 0.8 m, seen from both sides", [](Rack& r) { r.pose.y += 0.4; },
            "cold-aisle-width: Rack A03 in hall Hall A has 0.80 m clear in front of it, up to rack B03; at "
            "least 0.90 m is "
            "needed.\n"
            "cold-aisle-width: Rack B03 in hall Hall A has 0.80 m clear in front of it, up to rack A03; at "
            "least 0.90 m is "
            "needed.");
        row(
            "aisle of 0.9 m", [](Rack& r) { r.pose.y += 0.3; },
            "draw-out: Rack A03 in hall Hall A has 0.90 m clear in front of it, up to rack B03; 1.20 m is "
            "needed to "
            "draw a server out onto a lift.\n"
            "draw-out: Rack B03 in hall Hall A has 0.90 m clear in front of it, up to rack A03; 1.20 m is "
            "needed to "
            "draw a server out onto a lift.");
        row(
            "facing a wall",
            [](Rack& r) {
                r.pose = {8.1, 8.5, 180.0};
            },
            "cold-aisle-width: Rack A03 in hall Hall A has 0.50 m clear in front of it, up to the wall; at "
            "least 0.90 m is "
            "needed.");
        row(
            "overlaps and faces",
            [](Rack& r) {
                r.pose = {1.8, 7.2, -90.0};
            },
            "cold-aisle-width: Rack A03 in hall Hall A has 0.10 m clear in front of it, up to air handler "
            "CRAH 2; at least "
            "0.90 m is needed.\n"
            "service-side: CRAH 2 in hall Hall A has 0.10 m clear before its front, up to rack A03; 0.90 m "
            "is needed "
            "to service it.");
        row(
            "weight", [](Rack& r) { r.massKg = 2000.0; },
            "floor-load: Rack A03 in hall Hall A loads the floor with 27.24 kN/m² (2,000 kg on 0.72 m²); the "
            "floor is rated for "
            "17.00 kN/m².\n"
            "rolling-load: Rolling in, rack A03 in hall Hall A loads a panel of the raised floor with 9.81 "
            "kN on two of "
            "its casters (2,000 kg in all); a panel bears 6.12 kN.");
        row(
            "no B feed", [](Rack& r) { r.feedB = {}; },
            "feeds: Rack A03 in hall Hall A draws 20.4 kW and has no B feed.");
        row(
            "no feed", [](Rack& r) { r.feedA = r.feedB = {}; },
            "feeds: Rack A03 in hall Hall A draws 20.4 kW and has neither an A nor a B feed.");
        row(
            "one feed twice", [](Rack& r) { r.feedB = r.feedA; },
            "feeds: Rack A03 in hall Hall A has its A and its B feed from the same Hall A PDU 1A.");
        row(
            "no power, no feeds needed",
            [](Rack& r) {
                r.powerW = 0.0;
                r.feedA = r.feedB = {};
            },
            "");
        row(
            "liquid without a CDU", [](Rack& r) { r.liquidShare = 0.5; },
            "coolant: Rack A03 in hall Hall A gives 10.2 kW to coolant and has no CDU.");
    }
    void eachRuleExplainsItself()
    {
        QFETCH(std::function<void(Rack&)>, change);
        QFETCH(QString, found);
        QCOMPARE(layoutText(*findingsAt(withThirdRack(change)), HallId{1}), found);
    }

    // 0.6 m from the north wall, before the door: the delivery of a rack is blocked.
    void aRackBeforeADoorBlocksIt()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = *site->buildings[0]->halls[0];
        const Door& door = hall.doors.front();
        QCOMPARE(door.wall, WallSide::North);
        const auto before = [&](double clearM) {
            return findingsAt(withThirdRack([&](Rack& r) {
                const double depthM = site->typeOf(r).depthM;
                r.pose = {door.offsetM + door.widthM / 2, hall.depthM - clearM - depthM / 2, 0.0};
            }));
        };
        const FindingsPtr blocked = before(0.6);
        const auto found = foundBy(*blocked, "door-clearance");
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(found[0]->sentence),
                 QStringLiteral("Door Main door of hall Hall A has 0.60 m clear before it, up to rack A03; "
                                "1.20 m over its width is needed."));
        QCOMPARE(found[0]->subject, refTo(thirdRack));
        QCOMPARE(found[0]->other, refTo(door.id));
        QVERIFY(foundBy(*before(1.25), "door-clearance").empty());
    }

    // Copies of a rack anywhere: what each finding would have moved can stand where it is told to, and offends no rule
    // of placement there.
    void everyPlaceThatARemedyNamesIsFree_data()
    {
        QTest::addColumn<Pose>("copy");
        const Pose own = smallCampus()->rack(thirdRack).pose;
        QTest::newRow("half over its original") << Pose{own.x + 0.2, own.y + 0.6, own.yawDeg};
        QTest::newRow("in the cold aisle") << Pose{own.x, own.y + 1.2, own.yawDeg};
        QTest::newRow("at the end of the row, turned") << Pose{own.x, own.y + 1.2, own.yawDeg + 180.0};
        const SitePtr site = smallCampus();
        const Hall& hall = site->hall(HallId{1});
        const Door& door = hall.doors.front();
        QTest::newRow("before the door") << Pose{door.offsetM + door.widthM / 2, hall.depthM - 0.9, 180.0};
    }
    void everyPlaceThatARemedyNamesIsFree()
    {
        QFETCH(Pose, copy);
        const SitePtr site = smallCampus();
        Rack twin = site->rack(thirdRack);
        twin.id = {};
        twin.name = "A99";
        twin.pose = copy;
        const SitePtr crowded = withNewRack(site, HallId{1}, twin);
        const std::vector<Finding> found = placementIn(crowded);
        QVERIFY(!found.empty());
        for (const Finding& finding : found) {
            QVERIFY2(finding.move, finding.remedy.c_str());
            const Hall& hall = crowded->hall(HallId{1});
            Rack moved = crowded->rack(RackId{finding.move->object.id});
            moved.pose = finding.move->pose;
            const std::string place = fmt::format("to x {} m, y {} m", std::round(moved.pose.x * 1e3) / 1e3,
                                                  std::round(moved.pose.y * 1e3) / 1e3);
            QVERIFY2(finding.remedy.starts_with("Move rack " + moved.name) &&
                         finding.remedy.find(place) != std::string::npos,
                     finding.remedy.c_str());
            QVERIFY2(!obstruction(*crowded, hall, moved), finding.remedy.c_str());
            const std::vector<Finding> left = placementIn(withRack(crowded, moved));
            QVERIFY2(left.size() < found.size(), finding.remedy.c_str());
            for (const Finding& still : left)
                QVERIFY2(still.subject != refTo(moved.id) && still.other != refTo(moved.id),
                         still.sentence.c_str());
        }
    }

    void aRemedyMovesARackToWhereItsFeedsReach_data()
    {
        QTest::addColumn<double>("takenUpToX"); // by an aisle, from the west wall
        QTest::addColumn<bool>("reached");
        QTest::newRow("beside its row") << 0.0 << true;
        QTest::newRow("nowhere near it") << 12.6 << false;
    }
    void aRemedyMovesARackToWhereItsFeedsReach()
    {
        QFETCH(double, takenUpToX);
        QFETCH(bool, reached);
        constexpr double cordM = 3.0; // of a tap-off under a busway
        SiteEdit edit(smallCampus());
        const Building building = *edit.site().buildings[1];
        Hall& hall = edit.change(HallId{2});
        const Rect row = hall.rows[0].area;
        const Point2 over = hallToCampus(building, hall, row.centre());
        for (const PowerNodeId feed : {hall.racks[0].feedA, hall.racks[0].feedB}) {
            edit.change(feed).positionM.x = over.x;
            edit.change(feed).positionM.y = over.y;
        }
        hall.racks[0].pose = {13.8, 2.0, 0.0}; // both far east of their busways, in each other's way
        hall.racks[1].pose = {14.0, 2.0, 0.0};
        if (takenUpToX > 0.0)
            hall.aisles[0].area = {0.0, 0.0, takenUpToX, hall.depthM};

        const FindingsPtr findings = findingsAt(edit.done());
        const auto found = foundBy(*findings, "overlap");
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY2(found[0]->move, found[0]->remedy.c_str());
        const Pose& to = found[0]->move->pose;
        const double beyondM = std::hypot(std::max({row.x - to.x, to.x - row.right(), 0.0}),
                                          std::max({row.y - to.y, to.y - row.top(), 0.0}));
        QCOMPARE(beyondM <= cordM, reached);
        QVERIFY2(found[0]->remedy.ends_with(reached
                                                ? "within reach of its feeds."
                                                : "its feeds do not reach there, so connect it to others."),
                 found[0]->remedy.c_str());
    }

    // To be moved is what stands astray, not the row that it stands before.
    void theRackBesideTheRowsIsTheOneToMove()
    {
        const SitePtr site = smallCampus();
        Rack twin = site->rack(thirdRack);
        twin.id = {};
        twin.name = "A99";
        twin.pose.y += 1.3;
        const FindingsPtr findings = findingsAt(withNewRack(site, HallId{1}, twin));
        const auto found = foundBy(*findings, "cold-aisle-width");
        const auto third = std::ranges::find(found, refTo(thirdRack),
                                             [](const Finding* finding) { return finding->subject; });
        QVERIFY(third != found.end());
        QVERIFY2((*third)->remedy.starts_with("Move rack A99 to x "), (*third)->remedy.c_str());
    }

    // A hall of walls and racks alone has no other place: what is left is to take the rack out.
    void withoutAFreePlaceTheRemedyIsToTakeItOut()
    {
        SiteEdit edit(smallCampus());
        Hall& hall = edit.change(HallId{1});
        hall.aisles.front().area = hall.room(); // all of it an aisle, where nothing may stand
        edit.change(thirdRack).pose.x += 0.2;
        const FindingsPtr findings = findingsAt(edit.done());
        const auto found = foundBy(*findings, "overlap");
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY2(found[0]->remedy.starts_with("Take rack ") &&
                     found[0]->remedy.ends_with("hall Hall A has no free place of its size.") &&
                     !found[0]->move,
                 found[0]->remedy.c_str());
    }

    void aRackInAnAisleIsSaidToStandThere()
    {
        const SitePtr site = smallCampus();
        Rack twin = site->rack(thirdRack);
        twin.id = {};
        twin.name = "A99";
        twin.pose.y += 1.2;
        const FindingsPtr findings = findingsAt(withNewRack(site, HallId{1}, twin));
        const std::string all = textOf(*findings);
        QVERIFY2(all.find("Rack A99 in hall Hall A, which stands in the cold aisle Cold aisle 1, has ") !=
                     std::string::npos,
                 all.c_str());
    }

    void twoRacksOfOneNameAreTold()
    {
        const FindingsPtr findings = findingsAt(withThirdRack([](Rack& r) { r.name = "A04"; }));
        const auto found = foundBy(*findings, "rack-name");
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(found[0]->sentence),
                 QStringLiteral("Hall Hall A has more than one rack named A04."));
        QVERIFY(found[0]->subject != found[0]->other);
    }

    // A busway over a row reaches racks beside its strip of floor, a PDU those within a room's cable.
    void aRackFarFromItsFeedIsTold()
    {
        SiteEdit edit(smallCampus());
        Hall& hall = edit.change(HallId{1});
        PowerNode& feed = edit.change(hall.findRack(thirdRack)->feedA);
        QCOMPARE(feed.hall, HallId{1});
        const SitePtr site = smallCampus();
        const Building& building = *site->buildings[0];
        const auto onCampus = [&](Point2 inHall) {
            return hallToCampus(building, site->hall(HallId{1}), inHall);
        };
        const auto place = [&](double x, double y) {
            const Point2 at = onCampus({x, y});
            feed.positionM = {at.x, at.y, 0.0};
        };
        const Point2 rack = hall.findRack(thirdRack)->pose.position();
        place(rack.x + 24.0, rack.y);
        QVERIFY(foundBy(*findingsAt(edit.done()), "feed-reach").empty());

        SiteEdit far(smallCampus());
        Row row;
        row.name = "Z";
        row.area = {rack.x - 0.3, rack.y + 3.5, 6.0, 1.2};
        far.addTo(HallId{1}, row);
        PowerNode& busway = far.change(smallCampus()->rack(thirdRack).feedA);
        busway.kind = PowerNodeKind::Busway;
        const Point2 over = onCampus(row.area.centre());
        busway.positionM = {over.x, over.y, 2.6};
        const auto found = findingsAt(far.done());
        const auto all = foundBy(*found, "feed-reach");
        const auto third = std::ranges::find_if(
            all, [](const Finding* finding) { return finding->subject == refTo(thirdRack); });
        QVERIFY(third != all.end());
        QVERIFY(std::abs(*(*third)->value - 4.1) < 1e-9); // to the middle of the row under it
        QCOMPARE(*(*third)->limit, 3.0);
        QCOMPARE((*third)->other, refTo(smallCampus()->rack(thirdRack).feedA));
    }

    void aCampusOf14000RacksIsClean()
    {
        const FindingsPtr findings = findingsAt(scaleCampus(14000));
        for (const Finding* finding : findings->open)
            QVERIFY2(!findRule(finding->rule)->checkLayout, finding->sentence.c_str());
    }

    void anEmptySiteBreaksNoRule() { QVERIFY(findingsAt(std::make_shared<const Site>())->clean()); }
};

QTEST_GUILESS_MAIN(TestPlacementRules)
#include "tst_placement_rules.moc"
