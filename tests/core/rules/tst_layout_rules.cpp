// The rules of a laid-out floor, each at its limit, just inside and just outside: one rack alone in Hall A of the small
// campus, 15.6 m by 9.6 m under 3.0 m, with a door of 1.8 m by 2.4 m in its north wall.
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "tests/support/found.h"

#include <QTest>
#include <functional>
#include <optional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const HallId hallA{1};
const RackId onlyRack{1}; // A01: 0.6 m by 1.2 m, 2.2 m high, 391 kg

using Change = std::function<void(SiteEdit&, Hall&)>;

// Facing south: its front is at y 4.4 m and its back at 5.6 m.
SitePtr roomWith(const Change& change)
{
    SiteEdit edit(smallCampus());
    Hall& hall = edit.change(hallA);
    hall.racks.resize(1);
    hall.racks[0].pose = {8.0, 5.0, 0.0};
    hall.rows.clear();
    hall.aisles.clear();
    hall.columns.clear();
    hall.airHandlers.clear();
    change(edit, hall);
    return edit.done();
}

QString found(const SitePtr& site, const char* rule)
{
    const FindingsPtr findings = findingsAt(site);
    QStringList lines;
    for (const Finding* finding : foundBy(*findings, rule))
        lines << QString::fromStdString(finding->sentence);
    return lines.join('\n');
}

Change rackAt(Pose pose)
{
    return [pose](SiteEdit&, Hall& hall) { hall.racks[0].pose = pose; };
}

// A wall of columns from the west across the hall north of the rack, which leaves a way at its east end.
Change wayOf(double widthM)
{
    return [widthM](SiteEdit&, Hall& hall) {
        hall.columns = {{{0.0, 7.0, hall.widthM - widthM, 0.3}, {901}}};
    };
}

Change doorOf(double widthM, double heightM)
{
    return [=](SiteEdit&, Hall& hall) {
        hall.doors[0].widthM = widthM;
        hall.doors[0].heightM = heightM;
    };
}

// In a hall so long that the rack is `lengthM` from the door by way of y, then x.
Change farFromTheDoor(double lengthM)
{
    return [lengthM](SiteEdit& edit, Hall& hall) {
        edit.change(BuildingId{1}).widthM = 100.0;
        hall.widthM = 70.0;
        // From (1.95, 9.15), half a way's width clear of jamb and wall, to (x, 3.95), as far before the front.
        hall.racks[0].pose.x = lengthM - 0.45 - (9.15 - 3.95) + 1.95;
    };
}

Change massOf(double massKg)
{
    return [massKg](SiteEdit&, Hall& hall) { hall.racks[0].massKg = massKg; };
}

Change ceilingAt(double heightM)
{
    return [heightM](SiteEdit&, Hall& hall) { hall.ceilingHeightM = heightM; };
}

// A tray along y at x, in the hall's frame, `undersideM` over its floor.
Change trayAt(double x, double undersideM)
{
    return [=](SiteEdit& edit, Hall& hall) {
        Pathway tray;
        tray.name = "Tray X";
        tray.widthM = 0.4;
        tray.depthM = 0.1;
        const double z = hall.floorElevationM + undersideM + 0.05;
        const Building& building = *edit.site().findBuilding(BuildingId{1});
        const Point2 from = hallToCampus(building, hall, {x, 1.0});
        const Point2 to = hallToCampus(building, hall, {x, 8.0});
        tray.pathM = {{from.x, from.y, z}, {to.x, to.y, z}};
        edit.add(tray);
    };
}

Change aisleAt(AisleKind kind, Rect area)
{
    return [=](SiteEdit&, Hall& hall) { hall.aisles = {{"X", kind, area, false, false, {901}}}; };
}

// The contained hot aisle between two rows of four, of which the racks `without` are left out and the last of the south
// row stands `apartM` from its neighbour.
Change containedAisle(std::vector<int> without, double apartM = 0.0)
{
    return [=](SiteEdit&, Hall& hall) {
        const Rack model = hall.racks[0];
        hall.racks.clear();
        for (int i = 0; i < 8; ++i) {
            if (std::ranges::find(without, i) != without.end())
                continue;
            Rack rack = model;
            rack.id = {1 + i};
            rack.name = fmt::format("X{}", i + 1);
            rack.pose = {6.3 + 0.6 * (i % 4) + (i == 3 ? apartM : 0.0), i < 4 ? 3.6 : 6.0,
                         i < 4 ? 0.0 : 180.0};
            hall.racks.push_back(rack);
        }
        hall.aisles = {{"X", AisleKind::Hot, {6.0, 4.2, 2.4 + apartM, 1.2}, true, false, {901}}};
    };
}

Change fibreOf(double lengthM)
{
    return [lengthM](SiteEdit& edit, Hall&) {
        edit.change(PathwayId{1}).pathM = {{0.0, 0.0, 3.0}, {lengthM, 0.0, 3.0}};
        FibreRun& run = edit.change(FibreRunId{1});
        run.route = {{1}};
        run.slackFraction = 0.0;
    };
}

} // namespace

class TestLayoutRules : public QObject
{
    Q_OBJECT

private slots:
    void aRackAloneBreaksNoRule()
    {
        const FindingsPtr findings = findingsAt(roomWith([](SiteEdit&, Hall&) {}));
        for (const Finding* finding : findings->open) {
            if (finding->hall == hallA)
                QVERIFY2(!findRule(finding->rule)->checkLayout, finding->sentence.c_str());
        }
    }

    void eachRuleHoldsItsLimit_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("sentence");
        serviceRows();
        doorRows();
        wayRows();
        roomRows();
        aisleRows();
        tileRows();
        loopRows();
    }
    void eachRuleHoldsItsLimit()
    {
        QFETCH(QByteArray, rule);
        QFETCH(Change, change);
        QFETCH(QString, sentence);
        QVERIFY(findRule(rule.constData()));
        QCOMPARE(found(roomWith(change), rule.constData()), sentence);
    }

    void aFindingNamesWhatIsInTheWay()
    {
        const FindingsPtr findings = findingsAt(roomWith([](SiteEdit&, Hall& hall) {
            hall.columns = {{{7.8, 5.9, 0.4, 0.4}, {901}}};
        }));
        const auto narrow = foundBy(*findings, "hot-aisle-width");
        QCOMPARE(narrow.size(), std::size_t{1});
        QCOMPARE(narrow[0]->subject, refTo(onlyRack));
        QCOMPARE(narrow[0]->other, refTo(ColumnId{901}));
        QCOMPARE(narrow[0]->unit, std::string_view("m"));
        QVERIFY(std::abs(*narrow[0]->value - 0.3) < 1e-9);
        QCOMPARE(narrow[0]->remedy,
                 std::string("Move rack A01 forward by 0.60 m, or a column away from it."));
    }

    // What stands in no row is what has come into the way.
    void theRemedyMovesWhatStandsInTheClearance_data()
    {
        QTest::addColumn<bool>("rackInRow");
        QTest::addColumn<bool>("otherInRow");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("the other stands free")
            << true << false << "Move rack X away by 0.50 m, off the floor behind rack A01.";
        QTest::newRow("the rack stands free") << false << true << "Move rack A01 forward by 0.50 m.";
        QTest::newRow("two rows") << true << true
                                  << "Move rack A01 forward by 0.50 m, or rack X away from it.";
    }

    void theRemedyMovesWhatStandsInTheClearance()
    {
        QFETCH(bool, rackInRow);
        QFETCH(bool, otherInRow);
        QFETCH(QString, remedy);
        const FindingsPtr findings = findingsAt(roomWith([&](SiteEdit&, Hall& hall) {
            Rack other = hall.racks[0];
            other.id = {901};
            other.name = "X";
            other.pose = {8.0, 6.6, 180.0}; // its back at y 6.0 m
            hall.racks.push_back(other);
            if (rackInRow)
                hall.rows.push_back({{901}, "A", {7.0, 4.4, 2.0, 1.2}, 0.0});
            if (otherInRow)
                hall.rows.push_back({{902}, "X", {7.0, 6.0, 2.0, 1.2}, 180.0});
        }));
        for (const Finding* finding : foundBy(*findings, "hot-aisle-width")) {
            if (finding->subject == refTo(onlyRack)) {
                QCOMPARE(QString::fromStdString(finding->remedy), remedy);
                return;
            }
        }
        QFAIL("nothing was found");
    }

    // Everything about trays that is not in the hall: what hangs over it is.
    void aTrayThatIsLoweredIsCheckedAgain()
    {
        const SitePtr site = roomWith(trayAt(8.0, 2.5));
        PreparedCampusPtr kept;
        const FindingsPtr before = findingsOf(*evaluate(site, conditionsOf(*site), kept));
        QVERIFY(foundBy(*before, "tray-height").empty());
        SiteEdit edit(site);
        for (Point3& point : edit.change(site->pathways->pathways.back().id).pathM)
            point.z -= 0.3;
        const SitePtr lowered = edit.done();
        const FindingsPtr after = findingsOf(*evaluate(lowered, conditionsOf(*lowered), kept), before.get());
        QCOMPARE(foundBy(*after, "tray-height").size(), std::size_t{1});
    }

private:
    static void row(const char* rule, const char* what, const Change& change, const char* sentence = "")
    {
        QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(rule, what)))
            << QByteArray(rule) << change << QString::fromUtf8(sentence);
    }

    static void serviceRows()
    {
        row("hot-aisle-width", "0.90 m to the wall", rackAt({8.0, 8.1, 0.0}));
        row("hot-aisle-width", "0.91 m", rackAt({8.0, 8.09, 0.0}));
        row("hot-aisle-width", "0.89 m", rackAt({8.0, 8.11, 0.0}),
            "Rack A01 in hall Hall A has 0.89 m clear behind it, up to the wall; 0.90 m is needed "
            "to "
            "service it.");
        row("draw-out", "1.20 m", rackAt({8.0, 1.8, 0.0}));
        row("draw-out", "1.21 m", rackAt({8.0, 1.81, 0.0}));
        row("draw-out", "1.19 m", rackAt({8.0, 1.79, 0.0}),
            "Rack A01 in hall Hall A has 1.19 m clear in front of it, up to the wall; 1.20 m is needed to "
            "draw a "
            "server out onto a lift.");
        row("draw-out", "0.89 m is the cold aisle's", rackAt({8.0, 1.49, 0.0}));
        const auto handlerAt = [](double y) -> Change {
            return [y](SiteEdit&, Hall& hall) {
                AirHandler unit = smallCampus()->buildings[0]->halls[0]->airHandlers[0];
                unit.pose = {8.0, y, 0.0}; // 1 m deep
                hall.airHandlers = {unit};
            };
        };
        row("service-side", "0.90 m", handlerAt(7.0));
        row("service-side", "0.91 m", handlerAt(7.01));
        row("service-side", "0.89 m", handlerAt(6.99),
            "CRAH 1 in hall Hall A has 0.89 m clear before its front, up to rack A01; 0.90 m is "
            "needed to "
            "service it.");
    }

    static void doorRows()
    {
        row("hall-door", "0.70 m by 2.25 m", doorOf(0.70, 2.25));
        row("hall-door", "0.71 m by 2.26 m", doorOf(0.71, 2.26));
        row("hall-door", "0.69 m wide", doorOf(0.69, 2.4),
            "No door of hall Hall A lets its racks through: the widest, Main door, is 0.69 m by 2.40 m, and "
            "they "
            "need 0.70 m by 2.25 m.");
        row("hall-door", "2.24 m high", doorOf(1.8, 2.24),
            "No door of hall Hall A lets its racks through: the widest, Main door, is 1.80 m by 2.24 m, and "
            "they "
            "need 0.70 m by 2.25 m.");
        row(
            "hall-door", "none", [](SiteEdit&, Hall& hall) { hall.doors.clear(); },
            "Hall Hall A has racks and no door.");
        row("hall-door", "none, nor racks", [](SiteEdit&, Hall& hall) {
            hall.doors.clear();
            hall.racks.clear();
        });
    }

    static void wayRows()
    {
        const char* noWayOut =
            "From the front of rack A01 in hall Hall A no way 0.90 m wide leads to a door.";
        row("egress", "0.90 m wide", wayOf(0.90));
        row("egress", "0.91 m wide", wayOf(0.91));
        row("egress", "0.89 m wide", wayOf(0.89), noWayOut);
        row("egress", "60.0 m long", farFromTheDoor(60.0));
        row("egress", "59.9 m long", farFromTheDoor(59.9));
        row("egress", "60.1 m long", farFromTheDoor(60.1),
            "From the front of rack A01 in hall Hall A it is 60.1 m to the nearest door; at most 60.0 m is "
            "allowed.");
        row("egress", "no room before the rack is the cold aisle's", rackAt({8.0, 1.0, 0.0}));
        const auto turned = [](SiteEdit& edit, Hall& hall) {
            wayOf(0.0)(edit, hall);
            hall.racks[0].pose.yawDeg = 30.0;
        };
        row("egress", "not sought for a rack that is turned askew", turned);
        row("rolling-path", "not sought for a rack that is turned askew", turned);
        row("rolling-path", "0.70 m wide", wayOf(0.70));
        row("rolling-path", "0.71 m wide", wayOf(0.71));
        const char* noWayIn =
            "To the front of rack A01 in hall Hall A no way 0.70 m wide leads from a door that "
            "lets it through (0.70 m by 2.25 m).";
        row("rolling-path", "0.69 m wide", wayOf(0.69), noWayIn);
        const auto besideAWall = [](double widthM) {
            return [widthM](SiteEdit&, Hall& hall) {
                hall.walls = {{{1}, "Cage", {0.0, 7.0, hall.widthM - widthM, 0.1}}};
            };
        };
        row("rolling-path", "0.70 m wide beside a wall", besideAWall(0.70));
        row("rolling-path", "0.69 m wide beside a wall", besideAWall(0.69), noWayIn);
        const Change besideANarrowDoor = [](SiteEdit& edit, Hall& hall) {
            wayOf(0.0)(edit, hall);
            hall.doors.push_back({"Exit", WallSide::South, 8.0, 0.6, 2.4, {901}});
        };
        row("rolling-path", "only the narrow door's side", besideANarrowDoor, noWayIn);
        row("egress", "by the narrow door", besideANarrowDoor);
    }

    static void roomRows()
    {
        // 17 kPa on a panel of 0.36 m² is 6.12 kN: half of 1,248.1 kg.
        row("rolling-load", "1,248 kg", massOf(1248.0));
        row("rolling-load", "1,249 kg", massOf(1249.0),
            "Rolling in, rack A01 in hall Hall A loads a panel of the raised floor with 6.124 kN on two of "
            "its "
            "casters (1,249 kg in all); a panel bears 6.120 kN.");
        row("rolling-load", "on a slab", [](SiteEdit&, Hall& hall) {
            hall.floor = FloorKind::Slab;
            hall.raisedFloorM = 0.0;
            hall.racks[0].massKg = 1249.0;
        });
        row("rack-mass", "1 kg", massOf(1.0));
        row("rack-mass", "0 kg", massOf(0.0),
            "The mass of rack A01 in hall Hall A is not known (0 kg); the load on its floor is not checked.");
        row("headroom", "0.45 m", ceilingAt(2.65));
        row("headroom", "0.46 m", ceilingAt(2.66));
        row("headroom", "0.44 m", ceilingAt(2.64),
            "Rack A01 in hall Hall A is 2.20 m high and has 0.44 m clear up to the ceiling; sprinklers need "
            "0.45 "
            "m.");
        row("tray-height", "2.30 m", trayAt(8.0, 2.30));
        row("tray-height", "2.31 m", trayAt(8.0, 2.31));
        row("tray-height", "2.29 m", trayAt(8.0, 2.29),
            "Rack A01 in hall Hall A is 2.20 m high and stands under Tray X, 2.29 m above the floor; at "
            "least 2.30 "
            "m is needed.");
        row("tray-height", "beside the rack", trayAt(8.5, 2.0));
        row("tray-height", "just over its edge", trayAt(8.49, 2.0),
            "Rack A01 in hall Hall A is 2.20 m high and stands under Tray X, 2.00 m above the floor; at "
            "least 2.30 "
            "m is needed.");
        row("fibre-length", "2,000 m", fibreOf(2000.0));
        row("fibre-length", "1,999 m", fibreOf(1999.0));
        row("fibre-length", "2,001 m", fibreOf(2001.0),
            "The cables of Backbone 1 are 2,001 m long with their slack; optics of class FR reach 2,000 m.");
    }

    static void loopRows()
    {
        const auto handlersOn = [](std::vector<bool> onLoop) -> Change {
            return [onLoop](SiteEdit&, Hall& hall) {
                const std::vector<AirHandler> units = smallCampus()->buildings[0]->halls[0]->airHandlers;
                for (std::size_t i = 0; i < onLoop.size(); ++i) {
                    hall.airHandlers.push_back(units[i]);
                    hall.airHandlers.back().loop = onLoop[i] ? units[i].loop : CoolantLoopId{};
                }
            };
        };
        row("no-loop", "both air handlers on one", handlersOn({true, true}));
        row("no-loop", "no air handler on one", handlersOn({false, false})); // they reject by themselves
        row("no-loop", "one of two air handlers", handlersOn({true, false}),
            "CRAH 2 in hall Hall A is on no coolant loop: nothing takes up the 180.0 kW that it is rated "
            "for.");
        const auto cduOn = [](CoolantLoopId loop) -> Change {
            return [loop](SiteEdit&, Hall& hall) {
                Cdu cdu = smallCampus()->buildings[1]->halls[0]->cdus[0];
                cdu.id = {901};
                cdu.loop = loop;
                hall.cdus = {cdu};
            };
        };
        row("no-loop", "a CDU on one", cduOn({1}));
        row("no-loop", "a CDU on none", cduOn({}),
            "CDU 1 in hall Hall A is on no coolant loop: nothing takes up the 800.0 kW that it is rated "
            "for.");
    }

    static void aisleRows()
    {
        // Its front is at y 4.4 m, its back at 5.6 m.
        row("rack-facing", "cold before it", aisleAt(AisleKind::Cold, {7.0, 3.2, 2.0, 1.2}));
        row("rack-facing", "hot behind it", aisleAt(AisleKind::Hot, {7.0, 5.6, 2.0, 1.2}));
        row("rack-facing", "hot before it", aisleAt(AisleKind::Hot, {7.0, 3.2, 2.0, 1.2}),
            "Rack A01 in hall Hall A draws its air from the hot aisle X.");
        row("rack-facing", "cold behind it", aisleAt(AisleKind::Cold, {7.0, 5.6, 2.0, 1.2}),
            "Rack A01 in hall Hall A blows its exhaust into the cold aisle X.");
        row("rack-facing", "an aisle out of reach", aisleAt(AisleKind::Hot, {7.0, 2.8, 2.0, 1.2}));
        const auto inRowFacing = [](double yawDeg) -> Change {
            return [yawDeg](SiteEdit&, Hall& hall) {
                hall.rows = {{{901}, "X", {7.0, 4.4, 2.0, 1.2}, yawDeg}};
            };
        };
        row("rack-facing", "as its row", inRowFacing(0.0));
        row("rack-facing", "against its row", inRowFacing(180.0),
            "Rack A01 in hall Hall A faces another way than its row X.");
        wayAlongAisleRows();
        row("containment-gap", "closed", containedAisle({}));
        row("containment-gap", "0.05 m", containedAisle({}, 0.05), "");
        row("containment-gap", "0.04 m", containedAisle({}, 0.04), "");
        row("containment-gap", "0.06 m", containedAisle({}, 0.06),
            "The contained aisle X of hall Hall A is open over 0.06 m on its south side, between rack X3 and "
            "rack "
            "X4, and at 1 more; gaps of 0.05 m at most are closed by strips.");
        row("containment-gap", "a rack left out", containedAisle({1}),
            "The contained aisle X of hall Hall A is open over 0.60 m on its south side, between rack X1 and "
            "rack "
            "X3; gaps of 0.05 m at most are closed by strips.");
        row("containment-gap", "a row that ends earlier", containedAisle({6, 7}),
            "The contained aisle X of hall Hall A is open over 1.20 m on its north side, beyond rack X6, "
            "where its "
            "row ends before the one opposite; gaps of 0.05 m at most are closed by strips.");
        row("containment-gap", "both rows end", containedAisle({3, 7}));
        row("containment-gap", "one row only", containedAisle({4, 5, 6, 7}),
            "The contained aisle X of hall Hall A is open over 2.40 m on its north side, where no rack faces "
            "the "
            "row opposite; gaps of 0.05 m at most are closed by strips.");
        const auto blanked = [](const Change& drawn) -> Change {
            return [drawn](SiteEdit& edit, Hall& hall) {
                drawn(edit, hall);
                for (Aisle& aisle : hall.aisles)
                    aisle.blanked = true;
            };
        };
        row("containment-gap", "a rack left out, blanked", blanked(containedAisle({1})));
        row("containment-gap", "a row that ends earlier, blanked", blanked(containedAisle({5, 6, 7})));
        row("containment-gap", "one row only, blanked", blanked(containedAisle({4, 5, 6, 7})),
            "The contained aisle X of hall Hall A is open over 2.40 m on its north side, where no rack faces "
            "the "
            "row opposite; gaps of 0.05 m at most are closed by strips.");
        row("containment-gap", "no rack yet", containedAisle({0, 1, 2, 3, 4, 5, 6, 7}));
    }

    // The aisle goes from y 3.0 m to 4.4 m, and a column stands in it from its south side.
    static void wayAlongAisleRows()
    {
        const auto columns = [](std::vector<Rect> areas) -> Change {
            return [areas](SiteEdit& edit, Hall& hall) {
                aisleAt(AisleKind::Cold, {5.0, 3.0, 6.0, 1.4})(edit, hall);
                for (const Rect& area : areas)
                    hall.columns.push_back({area, {901 + static_cast<std::int64_t>(hall.columns.size())}});
            };
        };
        const QString leaves = "In the cold aisle X of hall Hall A a column leaves a way of %1 m; 0.90 m is "
                               "needed to pass.";
        row("aisle-blocked", "nothing stands in it", columns({}));
        row("aisle-blocked", "0.90 m", columns({{5.5, 3.0, 0.5, 0.5}}));
        row("aisle-blocked", "0.91 m", columns({{5.5, 3.0, 0.5, 0.49}}));
        row("aisle-blocked", "0.89 m", columns({{5.5, 3.0, 0.5, 0.51}}), qPrintable(leaves.arg("0.89")));
        row("aisle-blocked", "in the middle", columns({{5.5, 3.5, 0.5, 0.4}}),
            qPrintable(leaves.arg("0.50")));
        row("aisle-blocked", "from both sides", columns({{5.5, 3.0, 0.5, 0.4}, {5.8, 4.0, 0.5, 0.4}}),
            qPrintable(leaves.arg("0.60")));
        row("aisle-blocked", "one after the other", columns({{5.5, 3.0, 0.5, 0.4}, {6.0, 4.0, 0.5, 0.4}}));
        row("aisle-blocked", "beside it", columns({{5.5, 2.5, 0.5, 0.5}}));
        row("aisle-blocked", "a wall across it", columns({{5.5, 2.0, 0.1, 3.0}}),
            qPrintable(leaves.arg("0.00")));
        const auto rackIn = [](bool inRow) -> Change {
            return [inRow](SiteEdit& edit, Hall& hall) {
                aisleAt(AisleKind::Hot, {5.0, 4.3, 6.0, 1.5})(edit, hall);
                if (inRow)
                    hall.rows = {{{901}, "A", {7.0, 4.4, 2.0, 1.2}, 0.0}};
            };
        };
        row("aisle-blocked", "a rack in it", rackIn(false),
            "In the hot aisle X of hall Hall A rack A01 leaves a way of 0.20 m; 0.90 m is needed to pass.");
        row("aisle-blocked", "a rack of its row is held against its own room", rackIn(true));
    }

    static void tileRows()
    {
        // The rack stands from x 7.7 m to 8.3 m, the cold aisle before it from y 3.2 m to 4.4 m.
        const auto tilesAt = [](Rect area, std::optional<Rect> second = std::nullopt) -> Change {
            return [=](SiteEdit& edit, Hall& hall) {
                aisleAt(AisleKind::Cold, {7.0, 3.2, 2.0, 1.2})(edit, hall);
                hall.tileFields = {{{1}, "T1", area}};
                if (second)
                    hall.tileFields.push_back({{2}, "T2", *second});
            };
        };
        row("tile-place", "before the rack", tilesAt({7.0, 3.2, 2.0, 1.2}));
        row("tile-place", "beside each other", tilesAt({7.0, 3.2, 1.0, 1.2}, Rect{8.0, 3.2, 1.0, 1.2}));
        row("tile-place", "partly beyond the aisle's end", tilesAt({6.5, 3.2, 2.0, 1.2}),
            "Of the 2.40 m² of tile field T1 in hall Hall A, 0.60 m² lie outside the cold aisles.");
        row("tile-place", "partly under the rack", tilesAt({7.0, 3.2, 2.0, 1.3}),
            "Of the 2.60 m² of tile field T1 in hall Hall A, 0.06 m² lie under rack A01.");
        row("tile-place", "one over the other", tilesAt({7.0, 3.2, 1.2, 1.2}, Rect{8.0, 3.2, 1.0, 1.2}),
            "Of the 1.20 m² of tile field T2 in hall Hall A, 0.24 m² are of tile field T1 too.");
    }
};

QTEST_GUILESS_MAIN(TestLayoutRules)
#include "tst_layout_rules.moc"
