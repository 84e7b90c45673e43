// Busways, pathways and pipes drawn by a hand, and rows pulled longer.
#include "core/design/pipe_sizes.h"
#include "core/layout/rows.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/app/desk.h"

#include <QTest>

#include <random>

using namespace hallwright;
using namespace hallwright::app;
using style::PointerPhase;

namespace {

// What a hand draws from point to point, on the campus or in the desk's hall.
struct WayDesk : Desk {
    bool onCampus = false;

    void at(PointerPhase phase, Point2 place, Qt::KeyboardModifiers keys = {})
    {
        editor.pointer({phase, onCampus ? HallId{} : hall, place, {}, keys, metresPerPixel, {}});
    }
    void click(Point2 place, Qt::KeyboardModifiers keys = {})
    {
        at(PointerPhase::Hover, place, keys);
        at(PointerPhase::Press, place, keys);
        at(PointerPhase::Release, place, keys);
    }
    Point2 onGround(Point2 inHall) const
    {
        const Site& site = *document.committedSite();
        return hallToCampus(site.buildingOf(hall), room(), inHall);
    }
    const Pathway& lastPathway() const { return document.committedSite()->pathways->pathways.back(); }
    const PipeRun& lastPipe() const { return document.committedSite()->cooling->pipes.back(); }
    const PowerNode& lastNode() const { return document.committedSite()->power->nodes.back(); }
};

} // namespace

class TestEditorWays : public QObject
{
    Q_OBJECT

private slots:
    void aBuswayIsDraggedAlongARowAndFeedsItsRacks()
    {
        WayDesk desk;
        SiteEdit unfed(desk.start);
        for (std::size_t i = 0; i < 4; ++i)
            unfed.change(desk.rack(i).id).feedB = {};
        desk.document.commit(unfed.done(), "Unfeed");
        desk.editor.choose(BuswayChoice{});
        QVERIFY(desk.editor.key(Qt::Key_B));
        const Rect row = desk.room().rows[0].area;
        desk.dragTo({}, {row.x, row.centre().y}, {row.x + 2.4, row.centre().y + 0.2});
        const style::EditOverlay& shown = desk.editor.overlay();
        QVERIFY2(shown.words.contains("side B") && shown.words.contains("4 of 9 racks") &&
                     shown.words.contains("PDU 1B"),
                 qPrintable(shown.words));
        QCOMPARE(shown.areas.size(), std::size_t{4});
        QCOMPARE(shown.dimensions.size(), std::size_t{1});
        desk.tell(PointerPhase::Release, {row.x + 2.4, row.centre().y + 0.2});
        QCOMPARE(desk.steps(), 2);
        QVERIFY(desk.lastNode().kind == PowerNodeKind::Busway && desk.lastNode().side == FeedSide::B);
        QVERIFY(std::abs(desk.lastNode().runLengthM - 2.4) < 1e-9);
        for (std::size_t i = 0; i < 4; ++i)
            QCOMPARE(desk.rack(i).feedB, desk.lastNode().id);
        QVERIFY(desk.selection.set().primary() == refTo(desk.lastNode().id));
        desk.document.undoStack()->undo();
        QVERIFY(!desk.rack(0).feedB.valid());
    }

    void aClickLaysABuswayOverTheWholeRowFromWhatIsSelected()
    {
        WayDesk desk;
        const PowerNodeId chosen = desk.room().racks.back().feedB; // the PDU of the other row
        desk.selection.select(*desk.start, refTo(chosen));
        desk.editor.choose(BuswayChoice{});
        desk.click(desk.room().rows[0].area.centre());
        QCOMPARE(desk.steps(), 1);
        QVERIFY(desk.lastNode().fedBy == std::vector{chosen});
        QVERIFY(desk.lastNode().side == FeedSide::B);
        QVERIFY(std::abs(desk.lastNode().runLengthM - desk.room().rows[0].area.width) < 1e-9);
    }

    void aBuswayThatIsTooShortIsRefused()
    {
        WayDesk desk;
        desk.editor.choose(BuswayChoice{});
        desk.drag({}, {10.0, 0.5}, {10.1, 0.5}, Qt::AltModifier);
        QCOMPARE(desk.steps(), 0);
        QVERIFY2(desk.said.last().contains("too short"), qPrintable(desk.said.last()));
    }

    void aTrayIsClickedFromPointToPointAndEnterEndsIt()
    {
        WayDesk desk;
        const auto before = desk.start->pathways->pathways.size();
        desk.editor.choose(PathwayChoice{PathwayKind::Tray});
        desk.click({1.25, 1.15}, Qt::NoModifier); // to the tile crossing at 1.2, 1.2
        desk.click({6.0, 1.4});                   // in line with the first
        desk.at(PointerPhase::Hover, {6.1, 5.4});
        QVERIFY2(desk.editor.overlay().words.contains("9.00\u00a0m in all") &&
                     desk.editor.overlay().words.contains("2.90\u00a0m above the floor"),
                 qPrintable(desk.editor.overlay().words));
        QCOMPARE(desk.editor.overlay().dimensions.size(), std::size_t{2});
        desk.click({6.1, 5.4});
        desk.click({9.0, 9.0});
        QVERIFY(desk.editor.key(Qt::Key_Backspace));
        QVERIFY(desk.editor.key(Qt::Key_Return));
        QCOMPARE(desk.steps(), 1);
        QCOMPARE(desk.document.committedSite()->pathways->pathways.size(), before + 1);
        const std::vector<Point3>& path = desk.lastPathway().pathM;
        QCOMPARE(path.size(), std::size_t{3});
        const Point2 corner = desk.onGround({6.0, 1.2});
        QVERIFY(near({path[1].x, path[1].y}, corner));
        QVERIFY(std::abs(path[1].z - (desk.room().floorElevationM + 2.9)) < 1e-9);
        QVERIFY(desk.selection.set().primary() == refTo(desk.lastPathway().id));
    }

    void aWayGoesFromAHallOverTheCampusAndJoinsWhatIsThere()
    {
        WayDesk desk;
        SiteEdit edit(desk.start);
        Pathway trench;
        trench.name = "T1";
        trench.kind = PathwayKind::Trench;
        trench.widthM = trench.depthM = 1.0;
        trench.pathM = {{-20.0, -10.0, -1.2}, {40.0, -10.0, -1.2}};
        edit.add(trench);
        desk.document.commit(edit.done(), "Trench");
        desk.editor.choose(PathwayChoice{PathwayKind::Tray});
        desk.click({3.0, 3.0});
        desk.onCampus = true;
        desk.click({10.0, -9.9});
        desk.at(PointerPhase::DoubleClick, {10.0, -9.9});
        QCOMPARE(desk.steps(), 2);
        const std::vector<Point3>& path = desk.lastPathway().pathM;
        QVERIFY(path.back() == (Point3{10.0, -10.0, -1.2})); // down to the trench
        QVERIFY(std::abs(path[path.size() - 2].z - (desk.room().floorElevationM + 2.9)) < 1e-9);
    }

    void escapeLeavesAWayAndOnePointIsNone()
    {
        WayDesk desk;
        desk.editor.choose(PathwayChoice{PathwayKind::Duct});
        desk.click({3.0, 3.0});
        desk.editor.key(Qt::Key_Return);
        QVERIFY2(desk.said.last().startsWith("Nothing was drawn"), qPrintable(desk.said.last()));
        QVERIFY(desk.editor.escape());
        QVERIFY(desk.editor.overlay().empty());
        QVERIFY(desk.editor.escape());
        QVERIFY(!desk.editor.tool().takesAll());
        QCOMPARE(desk.steps(), 0);
    }

    void theLevelAndTheSectionAreChangedByKeys()
    {
        WayDesk desk;
        desk.editor.choose(PathwayChoice{PathwayKind::Tray});
        const QString hint = desk.editor.tool().hint();
        desk.editor.key(Qt::Key_T);
        QVERIFY(desk.start->pathways->pathways.empty() || desk.editor.tool().hint() != hint);
        desk.editor.key(Qt::Key_PageUp);
        desk.editor.key(Qt::Key_PageUp);
        desk.click({3.0, 3.0});
        desk.click({6.0, 3.0});
        desk.editor.key(Qt::Key_Return);
        QVERIFY(std::abs(desk.lastPathway().pathM.front().z - (desk.room().floorElevationM + 3.1)) < 1e-9);
    }

    void aPipeHasTheDiameterOfWhatItServes()
    {
        WayDesk desk;
        const CoolantLoop& loop = desk.start->cooling->loops.front();
        desk.selection.select(*desk.start, refTo(desk.room().airHandlers[2].id));
        desk.editor.choose(PipeChoice{});
        const Point2 unit = desk.room().airHandlers[2].pose.position();
        desk.click(unit - Point2{0.0, 0.6});
        desk.at(PointerPhase::Hover, unit + Point2{0.0, 1.2});
        const QString words = desk.editor.overlay().words;
        QVERIFY2(words.contains(QString::fromStdString(loop.name)) && words.contains("⌀") &&
                     words.contains("supply"),
                 qPrintable(words));
        desk.editor.key(Qt::Key_S);
        QVERIFY2(desk.editor.overlay().words.contains("return"), qPrintable(desk.editor.overlay().words));
        desk.click(unit + Point2{0.0, 1.2});
        const double ruleM =
            desk.editor.overlay().words.section("⌀ ", 1).section(" mm", 0, 0).toDouble() / 1e3;
        desk.editor.key(Qt::Key_Plus);
        desk.editor.key(Qt::Key_Return);
        QCOMPARE(desk.steps(), 1);
        QVERIFY(desk.lastPipe().loop == loop.id && desk.lastPipe().role == PipeRole::Return);
        QCOMPARE(desk.lastPipe().diameterM, design::otherPipeM(ruleM, 1));
    }

    void aPipeOfASiteWithoutLoopsIsRefused()
    {
        WayDesk desk;
        auto bare = std::make_shared<Site>(*desk.start);
        bare->cooling = std::make_shared<CoolingNetwork>();
        auto building = std::make_shared<Building>(*bare->buildings[0]);
        auto hall = std::make_shared<Hall>(*building->halls[0]);
        hall->airHandlers.clear();
        building->halls = {hall};
        building->roomLoop = {};
        bare->buildings = {building};
        desk.document.open(bare);
        desk.editor.choose(PipeChoice{});
        desk.click({3.0, 3.0});
        desk.click({6.0, 3.0});
        desk.editor.key(Qt::Key_Return);
        QCOMPARE(desk.steps(), 0);
        QVERIFY2(desk.said.last().contains("no coolant loop"), qPrintable(desk.said.last()));
    }

    void anEndOfASelectedRowIsPulledLonger()
    {
        WayDesk desk;
        const Row row = desk.room().rows[0];
        const auto racks = desk.room().racks.size();
        const std::size_t inRow = racksByRow(desk.room())[0].size();
        desk.selection.select(*desk.start, refTo(desk.rack(0).id));
        QVERIFY(desk.editor.overlay().handles.empty());
        desk.choosing.row();
        QCOMPARE(desk.editor.overlay().handles.size(), std::size_t{2});
        const Point2 handle = desk.editor.overlay().handles[1].at;
        QVERIFY(near(handle, {row.area.right() + 0.3, row.area.centre().y}));
        desk.dragTo({}, handle, handle + Point2{1.1, 0.0});
        QCOMPARE(desk.editor.overlay().ghosts.size(), std::size_t{2});
        QVERIFY2(desk.editor.overlay().words.startsWith("2 more of"),
                 qPrintable(desk.editor.overlay().words));
        desk.tell(PointerPhase::Release, handle + Point2{1.1, 0.0});
        QVERIFY2(desk.steps() == 1, qPrintable(desk.said.join('\n')));
        QCOMPARE(desk.room().racks.size(), racks + 2);
        QCOMPARE(racksByRow(desk.room())[0].size(), inRow + 2);
        QVERIFY(std::abs(desk.room().rows[0].area.right() - row.area.right() - 1.2) < 1e-9);
        QCOMPARE(desk.room().racks.back().name, std::string("A14"));
        QVERIFY(desk.room().racks.back().feedA.valid());
        QCOMPARE(desk.selection.set().racks().size(), inRow + 2);
        QCOMPARE(desk.editor.overlay().handles.size(), std::size_t{2}); // at the new end
        QVERIFY(near(desk.editor.overlay().handles[1].at, handle + Point2{1.2, 0.0}));
    }

    void pushedInwardsAnEndTakesTheLastRacksAway_data()
    {
        QTest::addColumn<int>("end");
        QTest::newRow("west") << 0;
        QTest::newRow("east") << 1;
    }

    void pushedInwardsAnEndTakesTheLastRacksAway()
    {
        QFETCH(int, end);
        WayDesk desk;
        const Row row = desk.room().rows[0];
        const std::size_t racks = desk.room().racks.size(), inRow = racksByRow(desk.room())[0].size();
        desk.selection.setTo({{refTo(row.id)}, desk.hall});
        const Point2 handle = desk.editor.overlay().handles[std::size_t(end)].at;
        const Point2 to =
            handle + Point2{end == 0 ? 1.4 : -1.4, 0.0}; // two racks of 0.6 m, from 0.3 m beside them
        desk.dragTo({}, handle, to);
        QCOMPARE(desk.editor.overlay().ghosts.size(), std::size_t{2});
        QVERIFY(!desk.editor.overlay().ghosts.front().mayStand);
        QCOMPARE(desk.editor.overlay().words, QStringLiteral("2 racks fewer"));
        desk.tell(PointerPhase::Release, to);
        QCOMPARE(desk.document.undoStack()->undoText(), QStringLiteral("Take 2 racks from row A"));
        QCOMPARE(desk.room().racks.size(), racks - 2);
        QCOMPARE(racksByRow(desk.room())[0].size(), inRow - 2);
        const Rect& area = desk.room().rows[0].area;
        QVERIFY(std::abs(area.width - (row.area.width - 1.2)) < 1e-9);
        QVERIFY(std::abs(end == 0 ? area.right() - row.area.right() : area.x - row.area.x) < 1e-9);
        desk.document.undoStack()->undo();
        QVERIFY(*desk.document.committedSite() == *desk.start);
    }

    void aRowKeepsARackAndWhatIsLocked()
    {
        WayDesk desk;
        const Row row = desk.room().rows[0];
        const std::vector<std::size_t> inRow = racksByRow(desk.room())[0];
        const Rack third = desk.rack(inRow[inRow.size() - 3]);
        desk.selection.select(*desk.start, refTo(third.id));
        desk.layout.setLocked(true);
        desk.selection.setTo({{refTo(row.id)}, desk.hall});
        const Point2 east = desk.editor.overlay().handles[1].at, west = desk.editor.overlay().handles[0].at;
        desk.dragTo({}, east, east - Point2{6.0, 0.0});
        QVERIFY2(desk.editor.overlay().words.contains(QString::fromStdString(third.name) + " is locked"),
                 qPrintable(desk.editor.overlay().words));
        desk.tell(PointerPhase::Release, east - Point2{6.0, 0.0});
        QCOMPARE(racksByRow(desk.room())[0].size(), inRow.size() - 2);
        const Point2 now = desk.editor.overlay().handles[1].at;
        desk.drag({}, now, now - Point2{6.0, 0.0});
        QVERIFY2(desk.said.last().contains("is locked"), qPrintable(desk.said.last()));
        QCOMPARE(racksByRow(desk.room())[0].size(), inRow.size() - 2);
        desk.layout.setLocked(false);
        desk.selection.select(*desk.document.committedSite(), refTo(third.id));
        desk.layout.setLocked(false);
        desk.selection.setTo({{refTo(row.id)}, desk.hall});
        desk.drag({}, west, west + Point2{20.0, 0.0});
        QCOMPARE(racksByRow(desk.room())[0].size(), std::size_t{1});
    }

    void aWallStopsAPulledRow()
    {
        WayDesk desk;
        desk.selection.setTo({{refTo(desk.room().rows[0].id)}, desk.hall});
        const Point2 handle = desk.editor.overlay().handles[1].at;
        desk.dragTo({}, handle, handle + Point2{20.0, 0.0});
        QVERIFY2(desk.editor.overlay().words.contains("in the way of more"),
                 qPrintable(desk.editor.overlay().words));
        QVERIFY(!desk.editor.overlay().ghosts.back().mayStand);
        QVERIFY(desk.editor.escape());
        QCOMPARE(desk.editor.overlay().handles.size(), std::size_t{2});
        desk.tell(PointerPhase::Release, handle + Point2{20.0, 0.0});
        QCOMPARE(desk.steps(), 0);
    }

    void racksTurnAboutTheirOwnCentresOrTheCommonOne()
    {
        WayDesk desk;
        const Rack a = desk.rack(0), b = desk.rack(1);
        desk.selection.setTo({{refTo(a.id), refTo(b.id)}, desk.hall});
        desk.layout.turnEach(180.0);
        QCOMPARE(desk.document.undoStack()->undoText(), QStringLiteral("Turn each of 2 racks"));
        QVERIFY(near(desk.rack(0).pose.position(), a.pose.position()));
        QVERIFY(std::abs(std::remainder(desk.rack(0).pose.yawDeg - a.pose.yawDeg - 180.0, 360.0)) < 1e-9);
        desk.layout.turn(180.0);
        QVERIFY(near(desk.rack(0).pose.position(), b.pose.position()));
    }

    void measuringSaysTheWaysAlongBothAxes()
    {
        WayDesk desk;
        desk.editor.choose(MeasureChoice{});
        desk.click({9.0, 9.0}, Qt::AltModifier);
        desk.click({12.0, 5.0}, Qt::AltModifier);
        const QString words = desk.editor.overlay().words;
        QVERIFY2(words.contains("5.00") && words.contains("Δx 3.00") && words.contains("Δy 4.00"),
                 qPrintable(words));
    }

    // Thousands of gestures of these tools, and back.
    void anyNumberOfTheseCanBeUndone()
    {
        WayDesk desk;
        std::mt19937 random(20261130);
        const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
        const auto place = [&] { return Point2{upTo(2400) / 100.0 - 1.0, upTo(1800) / 100.0 - 1.0}; };
        const Qt::Key keys[] = {Qt::Key_A,      Qt::Key_B,        Qt::Key_N,      Qt::Key_R,
                                Qt::Key_T,      Qt::Key_L,        Qt::Key_S,      Qt::Key_Plus,
                                Qt::Key_Minus,  Qt::Key_PageUp,   Qt::Key_Return, Qt::Key_Backspace,
                                Qt::Key_Escape, Qt::Key_PageDown, Qt::Key_M};
        int edits = 0;
        for (int i = 0; i < 3000; ++i) {
            const int before = desk.document.undoStack()->index();
            desk.onCampus = upTo(3) == 0;
            switch (upTo(7)) {
            case 0:
                desk.editor.choose(BuswayChoice{});
                break;
            case 1:
                desk.editor.choose(upTo(1) ? ToolChoice(PathwayChoice{static_cast<PathwayKind>(upTo(2))})
                                           : ToolChoice(PipeChoice{}));
                break;
            case 2:
                desk.editor.choose(SelectChoice{});
                desk.choosing.all();
                desk.selection.setTo({{refTo(desk.room().rows[std::size_t(upTo(1))].id)}, desk.hall});
                if (!desk.editor.overlay().handles.empty()) {
                    const auto& handles = desk.editor.overlay().handles;
                    const Point2 from = handles[std::size_t(upTo(1))].at;
                    desk.drag({}, from, from + Point2{upTo(60) / 10.0 - 3.0, 0.0});
                }
                break;
            case 3:
                desk.document.undoStack()->undo();
                break;
            case 4:
                desk.drag({}, place(), place(), upTo(2) ? Qt::NoModifier : Qt::AltModifier);
                break;
            case 5:
                desk.at(PointerPhase::DoubleClick, place());
                break;
            default:
                desk.click(place());
                desk.editor.key(keys[upTo(14)]);
                break;
            }
            edits += desk.document.undoStack()->index() > before ? 1 : 0;
        }
        QVERIFY2(edits > 300, qPrintable(QString::number(edits)));
        desk.undoAll();
        QVERIFY(*withIdMarks(desk.start, idMarksOf(*desk.document.committedSite())) ==
                *desk.document.committedSite());
    }
};

QTEST_MAIN(TestEditorWays)
#include "tst_editor_ways.moc"
