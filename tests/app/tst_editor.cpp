// The tools, driven by what views say of the pointer.
#include "core/design/by_hand.h"
#include "core/design/copies.h"
#include "core/design/new_site.h"
#include "core/layout/free_floor.h"
#include "core/layout/placement.h"
#include "core/layout/rows.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"
#include "tests/app/desk.h"
#include "views/shared/format.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <random>

using namespace hallwright;
using namespace hallwright::app;
using style::PointerPhase;

class TestEditor : public QObject
{
    Q_OBJECT

private slots:
    void aDragIsOneUndoStep()
    {
        Desk desk;
        const Rack rack = desk.rack(0);
        desk.drag(refTo(rack.id), rack.pose.position(), rack.pose.position() + Point2{0, -1.8},
                  Qt::AltModifier);
        QCOMPARE(desk.steps(), 1);
        QVERIFY(near(desk.rack(0).pose.position(), rack.pose.position() + Point2{0, -1.8}));
        desk.undoAll();
        QVERIFY(*desk.document.committedSite() == *desk.start);
    }

    void whileTheHandMovesThereIsAPreviewAndNoUndoStep()
    {
        Desk desk;
        const Rack rack = desk.rack(0);
        desk.dragTo(refTo(rack.id), rack.pose.position(), rack.pose.position() + Point2{0, -1.8});
        QVERIFY(desk.editor.isMoving());
        QVERIFY(desk.document.isPreviewing());
        QCOMPARE(desk.steps(), 0);
        QVERIFY(!desk.editor.overlay().dimensions.empty()); // the room around it is written down
        QVERIFY(desk.editor.escape());
        QCOMPARE(desk.document.shownSite().get(), desk.start.get());
        QVERIFY(!desk.editor.isMoving());
    }

    void whatIsSelectedMovesTogetherInOneStep()
    {
        Desk desk;
        const Rack a = desk.rack(0), b = desk.rack(1);
        desk.selection.setTo({{refTo(a.id), refTo(b.id)}, desk.hall});
        desk.drag(refTo(a.id), a.pose.position(), a.pose.position() + Point2{0, -1.8}, Qt::AltModifier);
        QCOMPARE(desk.steps(), 1);
        QVERIFY(near(desk.rack(0).pose.position() - a.pose.position(), {0, -1.8}));
        QVERIFY(near(desk.rack(1).pose.position() - b.pose.position(), {0, -1.8}));
        QCOMPARE(desk.document.undoStack()->undoText(), QStringLiteral("Move 2 objects"));
    }

    void aDraggedRackNeverStandsInAnother()
    {
        Desk desk;
        const Rack rack = desk.rack(0);
        desk.tell(PointerPhase::Press, rack.pose.position(), refTo(rack.id));
        std::vector<Point2> places{{-50.0, -50.0}};
        for (const Rack& other : desk.room().racks)
            places.push_back(other.pose.position());
        for (const Point2 place : places) {
            desk.tell(PointerPhase::Move, place, refTo(rack.id));
            const Site& shown = *desk.document.shownSite();
            QVERIFY(!obstruction(shown, shown.hallOf(rack.id), shown.rack(rack.id)));
        }
    }

    void whereItCannotStandAGhostStaysAtTheHandAndSaysWhy()
    {
        Desk desk;
        const Rack rack = desk.rack(0), other = desk.rack(5);
        desk.tell(PointerPhase::Press, rack.pose.position(), refTo(rack.id));
        desk.tell(PointerPhase::Move, other.pose.position(), refTo(rack.id));
        const style::EditOverlay& overlay = desk.editor.overlay();
        QCOMPARE(overlay.ghosts.size(), std::size_t{1});
        QVERIFY(!overlay.ghosts[0].mayStand);
        QVERIFY(near(overlay.ghosts[0].standing.pose.position(), other.pose.position()));
        QCOMPARE(overlay.blockers.size(), std::size_t{1});
        QVERIFY2(overlay.words.contains("is in the way"), qPrintable(overlay.words));
    }

    void aLockedRackStaysAndSaysSo()
    {
        Desk desk;
        const Rack rack = desk.rack(0);
        desk.selection.select(*desk.start, refTo(rack.id));
        desk.layout.setLocked(true);
        QCOMPARE(desk.steps(), 1);
        desk.drag(refTo(rack.id), rack.pose.position(), rack.pose.position() + Point2{0, -1.8});
        desk.layout.remove();
        desk.layout.turn(90.0);
        QCOMPARE(desk.steps(), 1);
        QVERIFY(desk.rack(0).pose == rack.pose);
        QVERIFY2(desk.said.last().contains("locked"), qPrintable(desk.said.last()));
        desk.layout.setLocked(false);
        desk.drag(refTo(rack.id), rack.pose.position(), rack.pose.position() + Point2{0, -1.8});
        QCOMPARE(desk.steps(), 3);
    }

    void aDragLeavesTheLockedOnesAndSaysHowMany()
    {
        Desk desk;
        const Rack locked = desk.rack(0), held = desk.rack(1);
        desk.selection.select(*desk.start, refTo(locked.id));
        desk.layout.setLocked(true);
        desk.selection.setTo(
            {{refTo(locked.id), refTo(desk.rack(2).id), refTo(held.id)}, desk.selection.hall()});
        const Point2 to = held.pose.position() + Point2{0, -1.8};
        desk.dragTo(refTo(held.id), held.pose.position(), to, Qt::AltModifier);
        QVERIFY2(desk.editor.overlay().words.startsWith("1 of 3 selected stay where they are: locked"),
                 qPrintable(desk.editor.overlay().words));
        desk.tell(PointerPhase::Release, to, refTo(held.id), Qt::AltModifier);
        QVERIFY(desk.rack(0).pose == locked.pose);
        QVERIFY(near(desk.rack(1).pose.position(), to));
    }

    void aBandSelectsWhatItTouchesAndControlAdds()
    {
        Desk desk;
        const Rect first{desk.rack(0).pose.x - 0.1, desk.rack(0).pose.y - 0.1, 0.8, 0.2};
        desk.drag({}, {first.x, first.y}, {first.right(), first.top()});
        QCOMPARE(desk.selection.set().racks().size(), std::size_t{2});
        const Point2 third = desk.rack(2).pose.position();
        desk.drag({}, third - Point2{0.1, 0.1}, third + Point2{0.1, 0.1}, Qt::ControlModifier);
        QCOMPARE(desk.selection.set().racks().size(), std::size_t{3});
        desk.drag({}, third - Point2{0.1, 0.1}, third + Point2{0.1, 0.1});
        QCOMPARE(desk.selection.set().racks().size(), std::size_t{1});
        QCOMPARE(desk.steps(), 0); // selecting is no edit
    }

    void aClickPlacesARackThatIsFedAndNamed()
    {
        Desk desk;
        const auto racks = desk.room().racks.size();
        desk.editor.choose(PlaceChoice{refTo(desk.rack(0).type)});
        QVERIFY(desk.editor.tool().takesAll());
        const Point2 place{6.3, 8.4};
        desk.tell(PointerPhase::Hover, place);
        QCOMPARE(desk.editor.overlay().ghosts.size(), std::size_t{1});
        desk.tell(PointerPhase::Press, place);
        desk.tell(PointerPhase::Release, place);
        QVERIFY2(desk.steps() == 1, qPrintable(desk.said.join('\n')));
        QCOMPARE(desk.room().racks.size(), racks + 1);
        const Rack& added = desk.document.committedSite()->rack(desk.selection.rack());
        QVERIFY(added.feedA.valid());
        desk.tell(PointerPhase::Press, place); // it stands there already
        desk.tell(PointerPhase::Release, place);
        QCOMPARE(desk.steps(), 1);
        QVERIFY2(desk.said.last().contains("in the way"), qPrintable(desk.said.last()));
        QVERIFY(desk.editor.escape());
        QVERIFY(!desk.editor.tool().takesAll());
    }

    void aDragPlacesARow()
    {
        Desk desk;
        const Hall before = desk.room();
        desk.editor.choose(PlaceChoice{refTo(desk.rack(0).type)});
        desk.dragTo({}, {4.5, 8.4}, {4.5 + 9 * 0.6 + 0.1, 8.5});
        QCOMPARE(desk.editor.overlay().ghosts.size(), std::size_t{10});
        desk.tell(PointerPhase::Release, {4.5 + 9 * 0.6 + 0.1, 8.5});
        QVERIFY2(desk.steps() == 1, qPrintable(desk.said.join('\n')));
        QCOMPARE(desk.room().racks.size(), before.racks.size() + 10);
        QCOMPARE(desk.room().rows.size(), before.rows.size() + 1);
        QCOMPARE(desk.selection.set().racks().size(), std::size_t{10});
    }

    // Along the west wall, which they turn their backs to; R turns them round.
    void aDragPlacesALineOfAirHandlersWithTheirBacksToTheWall()
    {
        Desk desk;
        SiteEdit edit(desk.start);
        AirHandlerType type;
        type.name = "CRAH";
        type.values = desk.room().airHandlers.front();
        type.values.widthM = 1.8;
        type.values.depthM = 0.9;
        const AirHandlerTypeId id = edit.add(type);
        for (const AirHandler& unit : desk.room().airHandlers)
            edit.remove(refTo(unit.id), OnReference::Clear);
        desk.document.open(desk.start = edit.done());
        desk.editor.choose(PlaceChoice{refTo(id)});
        const Point2 from{0.6, 2.0}, to{0.7, 2.0 + 2 * 1.8};
        desk.tell(PointerPhase::Hover, from);
        QCOMPARE(desk.editor.overlay().ghosts.front().standing.pose.yawDeg, 90.0);
        desk.drag({}, from, to);
        QVERIFY2(desk.steps() == 1, qPrintable(desk.said.join('|')));
        QCOMPARE(desk.room().airHandlers.size(), std::size_t{3});
        for (const AirHandler& unit : desk.room().airHandlers)
            QCOMPARE(unit.pose.yawDeg, 90.0);
        QCOMPARE(desk.document.undoStack()->undoText(), QString("Place a row of 3 air handlers"));
        desk.tell(PointerPhase::Hover, {0.6, 5.0});
        QVERIFY(desk.editor.key(Qt::Key_R));
        QCOMPARE(desk.editor.overlay().ghosts.front().standing.pose.yawDeg, 180.0);
    }

    void aDrawnAisleIsOnTheGridAndNumberedOn()
    {
        Desk desk;
        const auto aisles = desk.room().aisles.size();
        desk.editor.choose(AreaChoice{AreaKind::ContainedHotAisle});
        desk.drag({}, {3.05, 7.1}, {9.1, 8.7});
        QCOMPARE(desk.room().aisles.size(), aisles + 1);
        const Aisle& aisle = desk.room().aisles.back();
        QVERIFY(aisle.contained && aisle.kind == AisleKind::Hot);
        QVERIFY(std::abs(aisle.area.x - 3.0) < 1e-9 && std::abs(aisle.area.right() - 9.0) < 1e-9);
        desk.drag({}, {3.05, 9.1}, {3.06, 9.1});
        QCOMPARE(desk.steps(), 1); // a click draws nothing, and says so
        QVERIFY(desk.said.last().startsWith("Nothing was drawn"));
    }

    void aWallIsDrawnAlongTheHandAndJoinsAnother()
    {
        Desk desk;
        desk.editor.choose(WallChoice{});
        desk.dragTo({}, {1.25, 8.35}, {5.35, 8.6});
        QCOMPARE(desk.editor.overlay().ghosts.size(), std::size_t{1});
        QCOMPARE(desk.editor.overlay().dimensions[0].text, style::formatLength(4.2));
        desk.tell(PointerPhase::Release, {5.35, 8.6});
        QVERIFY2(desk.room().walls.size() == 1, qPrintable(desk.said.join('\n')));
        const Wall first = desk.room().walls[0];
        const auto lies = [](const Rect& a, const Rect& b) {
            return near({a.x, a.y}, {b.x, b.y}) && near({a.width, a.depth}, {b.width, b.depth});
        };
        QVERIFY(lies(first.area, {1.2, 8.35, 4.2, 0.1}));
        QVERIFY(desk.room().isFullHeight(first) && first.name == "Partition 1");
        QVERIFY(desk.selection.set().primary() == refTo(first.id));
        // From its north face to the room's north wall, thicker.
        QVERIFY(desk.editor.key(Qt::Key_R));
        desk.drag({}, {3.0, 8.47}, {3.1, 9.5});
        QCOMPARE(desk.steps(), 2);
        QVERIFY(lies(desk.room().walls[1].area, {2.925, 8.45, 0.15, 1.15}));
        desk.undoAll();
        QVERIFY(desk.room().walls.empty());
    }

    void noWallIsDrawnThroughARackOrOfNoLength()
    {
        Desk desk;
        desk.editor.choose(WallChoice{});
        const Point2 rack = desk.rack(0).pose.position();
        desk.dragTo({}, {rack.x - 2.0, rack.y}, {rack.x + 2.0, rack.y});
        QVERIFY(!desk.editor.overlay().ghosts[0].mayStand);
        QVERIFY2(desk.editor.overlay().words.contains("is in the way"),
                 qPrintable(desk.editor.overlay().words));
        desk.tell(PointerPhase::Release, {rack.x + 2.0, rack.y});
        QVERIFY2(desk.said.last().endsWith("is in the way."), qPrintable(desk.said.last()));
        desk.drag({}, {3.0, 9.0}, {3.05, 9.0});
        QVERIFY2(desk.said.last().startsWith("Nothing was drawn: drag"), qPrintable(desk.said.last()));
        QCOMPARE(desk.steps(), 0);
        desk.tell(PointerPhase::Press, {3.0, 9.0});
        QVERIFY(desk.editor.escape()); // leaves the wall, then the tool
        QVERIFY(desk.editor.overlay().empty() && desk.editor.tool().takesAll());
        QVERIFY(desk.editor.escape() && !desk.editor.tool().takesAll());
    }

    void perforatedTilesAreWholeTilesOfARaisedFloor()
    {
        Desk desk;
        desk.editor.choose(TileChoice{});
        desk.tell(PointerPhase::Hover, {4.0, 4.5});
        QCOMPARE(desk.editor.overlay().areas.size(), std::size_t{1});
        QVERIFY(near({desk.editor.overlay().areas[0].x, desk.editor.overlay().areas[0].width}, {3.6, 0.6}));
        QVERIFY(desk.editor.key(Qt::Key_R));
        desk.drag({}, {10.7, 5.3}, {3.7, 4.3}); // to the south-west
        QCOMPARE(desk.room().tileFields.size(), std::size_t{1});
        const TileField& field = desk.room().tileFields[0];
        QVERIFY(near({field.area.x, field.area.y}, {3.6, 4.2}));
        QVERIFY(near({field.area.width, field.area.depth}, {7.2, 1.2}));
        QCOMPARE(field.openShare, 0.56);
        QCOMPARE(desk.steps(), 1);
        desk.drag({}, {20.0, 20.0}, {15.5, 9.5}); // the last tile, from beyond the walls
        QVERIFY(near({desk.room().tileFields[1].area.right(), desk.room().tileFields[1].area.top()},
                     {desk.room().widthM, desk.room().depthM}));
        desk.hall = desk.start->buildings[1]->halls[0]->id; // on a slab
        desk.drag({}, {4.0, 1.5}, {5.0, 1.5});
        QCOMPARE(desk.steps(), 2);
        QVERIFY2(desk.said.last().contains("this hall's floor is a slab"), qPrintable(desk.said.last()));
    }

    void aDoorGoesIntoTheNearestWall()
    {
        Desk desk;
        const auto doors = desk.room().doors.size();
        desk.editor.choose(DoorChoice{});
        desk.drag({}, {0.4, 5.7}, {0.4, 5.7});
        QCOMPARE(desk.room().doors.size(), doors + 1);
        QVERIFY(desk.room().doors.back().wall == WallSide::West);
        QVERIFY(std::abs(desk.room().doors.back().offsetM - 4.8) < 0.31);
    }

    void aHallIsDrawnInABuildingWhereThereIsRoom()
    {
        Desk desk;
        SiteEdit cleared(desk.start);
        cleared.remove(
            refTo(desk.start->buildings.front()->rooms[1].id)); // the mechanical room, north of the hall
        desk.document.commit(cleared.done(), "Remove room");
        const SitePtr site = desk.document.committedSite();
        const Building& building = *site->buildings.front();
        const auto halls = building.halls.size();
        const Hall& standing = *building.halls.front();
        desk.editor.choose(HallChoice{});
        QVERIFY(desk.editor.tool().ground() == style::ToolGround::Campus);
        style::EditOverlay lastShown; // while the hand draws
        const auto drawn = [&](Point2 from, Point2 to) {
            for (const auto& [phase, at] : {std::pair{PointerPhase::Press, from},
                                            {PointerPhase::Move, to},
                                            {PointerPhase::Release, to}}) {
                desk.editor.pointer({phase, {}, buildingToCampus(building, at), {}, {}, metresPerPixel, {}});
                if (phase == PointerPhase::Move)
                    lastShown = desk.editor.overlay();
            }
            return desk.document.committedSite()->buildings.front()->halls.size();
        };
        const double northOfIt = standing.originM.y + standing.depthM + 0.6;
        QCOMPARE(drawn({1.2, northOfIt - 2.4}, {8.0, northOfIt + 3.0}),
                 halls); // over the one that stands there
        QVERIFY2(desk.said.last().contains("in the way"), qPrintable(desk.said.last()));
        QVERIFY(!lastShown.areasMayBe);
        QVERIFY2(lastShown.words.endsWith("is in the way; draw beside it."), qPrintable(lastShown.words));
        QVERIFY2(drawn({7.2, northOfIt}, {15.0, northOfIt + 3.6}) == halls + 1, qPrintable(desk.said.last()));
        QVERIFY(lastShown.areasMayBe && lastShown.words.isEmpty());
        QVERIFY(desk.selection.hall().valid() && desk.selection.hall() != desk.hall);
    }

    void measuringAddsUpAndChangesNothing()
    {
        Desk desk;
        desk.editor.choose(MeasureChoice{});
        for (const Point2 point : {Point2{9, 9}, Point2{12, 9}, Point2{12, 13}}) {
            desk.tell(PointerPhase::Press, point, {}, Qt::AltModifier);
            desk.tell(PointerPhase::Release, point, {}, Qt::AltModifier);
        }
        const style::EditOverlay& overlay = desk.editor.overlay();
        QVERIFY2(overlay.words.contains("7.00") && overlay.words.contains("encloses 6"),
                 qPrintable(overlay.words));
        QCOMPARE(desk.steps(), 0);
    }

    // As 3D shows them side by side.
    void aRackIsDraggedToAnotherHall()
    {
        Desk desk;
        const Rack rack = desk.rack(0);
        const HallId other = desk.start->buildings[1]->halls[0]->id;
        const std::size_t racksThere = desk.start->hall(other).racks.size();
        desk.dragTo(refTo(rack.id), rack.pose.position(), rack.pose.position() + Point2{0.0, 1.0});
        QVERIFY(desk.document.isPreviewing());
        style::PointerEvent event{
            style::PointerPhase::Move, desk.hall, {20.0, 5.0}, refTo(rack.id), {}, metresPerPixel, {}};
        event.over = other;
        event.overPlace = {13.0, 8.5};
        desk.editor.pointer(event);
        QCOMPARE(desk.document.shownSite()->hallOf(rack.id).id, other); // connected there, for the figures
        QVERIFY(desk.document.shownSite()->rack(rack.id).feedA != rack.feedA);
        QCOMPARE(desk.editor.overlay().hall, other);
        QVERIFY2(desk.editor.overlay().words.startsWith("To hall Hall B"),
                 qPrintable(desk.editor.overlay().words));
        QCOMPARE(desk.editor.overlay().ghosts.size(), std::size_t{1});
        event.phase = style::PointerPhase::Release;
        desk.editor.pointer(event);
        QCOMPARE(desk.steps(), 1);
        const SitePtr& now = desk.document.committedSite();
        QCOMPARE(now->hallOf(rack.id).id, other);
        QCOMPARE(now->hall(other).racks.size(), racksThere + 1);
        const Rack& moved = now->rack(rack.id);
        QVERIFY(std::hypot(moved.pose.x - 13.0, moved.pose.y - 8.5) < 1.0);
        QVERIFY(!obstruction(*now, now->hall(other), moved));
        QVERIFY(moved.feedA != rack.feedA);
        QCOMPARE(desk.selection.hall(), other);
        desk.document.undoStack()->undo();
        QVERIFY(*desk.document.committedSite() == *desk.start);
    }

    void aRackHeldOverAnotherHallAndPutBackStaysWhereItWas()
    {
        Desk desk;
        const Rack rack = desk.rack(0);
        desk.dragTo(refTo(rack.id), rack.pose.position(), rack.pose.position() + Point2{0.0, 1.0});
        style::PointerEvent event{
            style::PointerPhase::Move, desk.hall, {20.0, 5.0}, refTo(rack.id), {}, metresPerPixel, {}};
        event.over = desk.start->buildings[1]->halls[0]->id;
        event.overPlace = {13.0, 8.5};
        desk.editor.pointer(event);
        QVERIFY(desk.editor.escape());
        QCOMPARE(desk.steps(), 0);
        QVERIFY(*desk.document.shownSite() == *desk.start);
    }

    void racksGoToAnotherHallAndAreFedThere()
    {
        Desk desk;
        const HallId other = desk.start->buildings[1]->halls[0]->id;
        const Rack rack = desk.rack(0);
        desk.selection.setTo({{refTo(rack.id)}, desk.hall});
        desk.layout.moveToHall(other);
        const Site& site = *desk.document.committedSite();
        QVERIFY(site.hallOf(rack.id).id == other);
        QVERIFY(site.rack(rack.id).feedA != rack.feedA);
        QVERIFY(desk.selection.hall() == other);
    }

    void aRackThatIsNamedAfterItsHallTakesOnTheOthers()
    {
        Desk desk;
        const HallId other = desk.start->buildings[1]->halls[0]->id;
        const ObjectRef moved = refTo(desk.rack(0).id), own = refTo(desk.rack(1).id);
        SiteEdit edit(desk.start);
        edit.change(RackId{moved.id}).name = "Hall A-R07";
        edit.change(RackId{own.id}).name = "Spare";
        desk.document.commit(edit.done(), "Names");
        desk.selection.setTo({{moved, own}, desk.hall});
        desk.layout.moveToHall(other);
        QCOMPARE(nameOf(*desk.document.committedSite(), moved), std::string("Hall B-R07"));
        QCOMPARE(nameOf(*desk.document.committedSite(), own), std::string("Spare"));
    }

    void aRowAndAPodAreSelectedWhole()
    {
        Desk desk;
        desk.selection.select(*desk.start, refTo(desk.rack(0).id));
        desk.choosing.row();
        const auto rowSize = desk.selection.set().objects.size();
        QVERIFY(rowSize > 2);
        desk.selection.select(*desk.start, refTo(desk.rack(0).id));
        desk.choosing.sameType();
        QVERIFY(desk.selection.set().primary() == refTo(desk.rack(0).id));
        desk.choosing.all();
        QVERIFY(desk.selection.set().objects.size() > rowSize);
    }

    // Ten thousand of everything a hand can do, and back.
    void anyNumberOfGesturesCanBeUndone()
    {
        Desk desk;
        std::mt19937 random(20261129);
        const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
        const auto place = [&] { return Point2{upTo(2400) / 100.0 - 1.0, upTo(1800) / 100.0 - 1.0}; };
        int edits = 0;
        for (int i = 0; i < 10000; ++i) {
            const Hall& room = desk.room();
            const int last = static_cast<int>(room.racks.size()) - 1;
            const ObjectRef rack =
                last >= 0 ? refTo(room.racks[static_cast<std::size_t>(upTo(last))].id) : ObjectRef{};
            const int before = desk.document.undoStack()->index();
            switch (upTo(15)) {
            case 0:
            case 1: {
                desk.editor.choose(SelectChoice{});
                const auto from = standingOf(*desk.document.committedSite(), rack);
                if (from)
                    desk.drag(rack, from->pose.position(), place(),
                              upTo(3) == 0 ? Qt::AltModifier : Qt::NoModifier);
                break;
            }
            case 2:
                desk.editor.choose(SelectChoice{});
                desk.drag({}, place(), place(), upTo(1) ? Qt::ControlModifier : Qt::NoModifier);
                break;
            case 3:
                desk.editor.choose(PlaceChoice{refTo(desk.start->catalogue->rackTypes.front().id)});
                desk.drag({}, place(), place());
                break;
            case 4:
                desk.editor.choose(AreaChoice{static_cast<AreaKind>(upTo(4))});
                desk.drag({}, place(), place());
                break;
            case 5:
                desk.layout.nudge({double(upTo(2) - 1), double(upTo(2) - 1)}, upTo(1));
                break;
            case 6:
                desk.layout.turn(90.0 * upTo(3));
                break;
            case 7:
                desk.layout.mirror(upTo(1) ? FloorAxis::X : FloorAxis::Y);
                break;
            case 8:
                desk.layout.align(static_cast<Alignment>(upTo(5)));
                break;
            case 9:
                upTo(1) ? desk.layout.closeUp() : desk.layout.distribute(FloorAxis::X);
                break;
            case 10:
                if (room.racks.size() < 200)
                    desk.layout.duplicate();
                break;
            case 11:
                if (desk.selection.set().objects.size() < 20)
                    desk.layout.remove();
                break;
            case 12:
                desk.layout.setLocked(upTo(4) == 0);
                break;
            case 13:
                if (upTo(1))
                    desk.document.undoStack()->undo();
                break;
            case 14:
                desk.editor.choose(WallChoice{});
                if (room.walls.size() < 20)
                    desk.drag({}, place(), place(), upTo(3) == 0 ? Qt::AltModifier : Qt::NoModifier);
                break;
            case 15:
                desk.editor.choose(TileChoice{});
                if (room.tileFields.size() < 20)
                    desk.drag({}, place(), place());
                break;
            }
            edits += desk.document.undoStack()->index() > before ? 1 : 0;
            QVERIFY(!desk.editor.isMoving());
            QVERIFY(!desk.document.isPreviewing());
        }
        QVERIFY(edits > 1000);
        desk.undoAll();
        QVERIFY(*withIdMarks(desk.start, idMarksOf(*desk.document.committedSite())) ==
                *desk.document.committedSite());
    }
};

QTEST_MAIN(TestEditor)
#include "tst_editor.moc"
