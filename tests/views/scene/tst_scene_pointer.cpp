// Mouse and keys in the 3D view.
#include "core/model/edits.h"
#include "core/model/object_names.h"
#include "tests/views/scene/scene_fixture.h"

#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>
#include <set>

using namespace hallwright;
using namespace hallwright::scene;

namespace {

// What a drag says, as a tool hears it.
struct Recorder {
    std::vector<style::PointerEvent> started, finished, cancelled, moves;

    explicit Recorder(SceneView& view)
    {
        QObject::connect(&view, &SceneView::pointer, &view, [this](const style::PointerEvent& event) {
            using enum style::PointerPhase;
            if (event.phase == Press)
                started.push_back(event);
            else if (event.phase == Release)
                finished.push_back(event);
            else if (event.phase == Cancel)
                cancelled.push_back(event);
            else if (event.phase == Move)
                moves.push_back(event);
        });
    }
};

void dragBy(QWindow* window, QPoint from, QPoint by)
{
    QTest::mousePress(window, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4; ++step)
        QTest::mouseMove(window, from + by * step / 4);
}

} // namespace

class ScenePointerTest : public SceneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { view_.reset(); }

    void aRacksPlaceOnScreenIsWhereItIsPicked();
    void aClickSelects();
    void aClickOnTheGroundSelectsNothing();
    void hoveringNamesTheRackAndLeavingNamesNone();
    void aDoubleClickActivatesTheHall();
    void aSmallMovementIsAClick();
    void aDragMovesTheRackWithThePointer_data();
    void aDragMovesTheRackWithThePointer();
    void aRackIsDraggedOverAnotherHall();
    void escapeCancelsADrag();
    void theRightButtonCancelsADrag();
    void aDragEndsWhenItsRackIsGone();
    void draggingTheGroundOrbits();
    void theWheelZooms();
    void fZoomsToFit();
    void otherKeysReachTheParent();
    void aClickOnEquipmentSelectsIt();
    void aBuswayLeavesItsRacksToTheDrag();
    void hoveringNamesWhatAClickWouldChoose();
    void withControlADragOnTheFloorIsATools();
    void aToolHearsOfTheHallUnderThePointer();
    void aToolThatTakesAllHearsOfTheFloor();
    void aToolForEverywhereHearsOfTheGroundBetweenHalls();
    void aHandleIsTakenHoldOf();
    void aRightClickAsksForAMenu();
};

void ScenePointerTest::aRacksPlaceOnScreenIsWhereItIsPicked()
{
    showHall(ViewPreset::TopDown);
    for (const Rack& rack : hall().racks) {
        ObjectRef clicked;
        const auto connection = connect(view_.get(), &SceneView::clicked, view_.get(),
                                        [&](ObjectRef object) { clicked = object; });
        QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, view_->positionOf(refTo(rack.id)));
        disconnect(connection);
        QVERIFY(clicked == refTo(rack.id));
    }
}

void ScenePointerTest::aClickSelects()
{
    showHall(ViewPreset::Hall);
    std::vector<ObjectRef> clicks;
    connect(view_.get(), &SceneView::clicked, view_.get(),
            [&](ObjectRef object) { clicks.push_back(object); });
    const QImage before = view_->grabImage();
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, view_->positionOf(refTo(middleRack().id)));
    QCOMPARE(clicks.size(), std::size_t{1});
    QVERIFY(clicks[0] == refTo(middleRack().id));
    const SelectionSet chosen{{clicks[0]}, hall().id};
    view_->setSelection(chosen);
    QVERIFY(view_->selection() == chosen);
    QVERIFY(differingPixels(before, view_->grabImage()) > 50);
}

void ScenePointerTest::aClickOnTheGroundSelectsNothing()
{
    showHall(ViewPreset::Campus);
    std::vector<ObjectRef> clicks;
    connect(view_.get(), &SceneView::clicked, view_.get(),
            [&](ObjectRef object) { clicks.push_back(object); });
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, QPoint(890, 10));
    QCOMPARE(clicks.size(), std::size_t{1});
    QVERIFY(!clicks[0].valid());
}

void ScenePointerTest::hoveringNamesTheRackAndLeavingNamesNone()
{
    showHall(ViewPreset::Hall);
    std::vector<ObjectRef> hovers;
    connect(view_.get(), &SceneView::hovered, view_.get(),
            [&](ObjectRef rack, QPoint) { hovers.push_back(rack); });
    QTest::mouseMove(view_->window3d(), view_->positionOf(refTo(middleRack().id)));
    QVERIFY(!hovers.empty());
    QVERIFY(hovers.back() == refTo(middleRack().id));
    QTest::mouseMove(view_->window3d(), QPoint(4, 4));
    QVERIFY(!hovers.back().valid());
}

void ScenePointerTest::aDoubleClickActivatesTheHall()
{
    view_->setSite(site_);
    std::vector<ObjectRef> halls;
    connect(view_.get(), &SceneView::activated, view_.get(),
            [&](ObjectRef object) { halls.push_back(object); });
    // Closed, the building is met; the projected rack lies behind its roof.
    QTest::mouseDClick(view_->window3d(), Qt::LeftButton, {}, view_->positionOf(refTo(middleRack().id)));
    QCOMPARE(halls.size(), std::size_t{1});
    QVERIFY(halls[0] == refTo(hall().id));
}

void ScenePointerTest::aSmallMovementIsAClick()
{
    showHall(ViewPreset::Hall);
    const Recorder drag(*view_);
    QSignalSpy clicked(view_.get(), &SceneView::clicked);
    const QPoint at = view_->positionOf(refTo(middleRack().id));
    QTest::mousePress(view_->window3d(), Qt::LeftButton, {}, at);
    QTest::mouseMove(view_->window3d(), at + QPoint(2, 2));
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, at + QPoint(2, 2));
    QVERIFY(drag.started.empty());
    QCOMPARE(clicked.count(), 1);
}

void ScenePointerTest::aDragMovesTheRackWithThePointer_data()
{
    QTest::addColumn<int>("preset");
    QTest::addColumn<QPoint>("by");
    QTest::addColumn<double>("east"); // the way the rack must go
    QTest::addColumn<double>("north");
    QTest::newRow("from above, rightward") << int(ViewPreset::TopDown) << QPoint(80, 0) << 1.0 << 0.0;
    QTest::newRow("from above, upward") << int(ViewPreset::TopDown) << QPoint(0, -80) << 0.0 << 1.0;
    QTest::newRow("from the south, leftward") << int(ViewPreset::South) << QPoint(-80, 0) << -1.0 << 0.0;
    QTest::newRow("from the east, rightward") << int(ViewPreset::East) << QPoint(80, 0) << 0.0 << 1.0;
    QTest::newRow("oblique, away") << int(ViewPreset::Hall) << QPoint(0, -60) << -0.47 << 0.88; // azimuth -28
}

void ScenePointerTest::aDragMovesTheRackWithThePointer()
{
    QFETCH(int, preset);
    QFETCH(QPoint, by);
    QFETCH(double, east);
    QFETCH(double, north);
    showHall(static_cast<ViewPreset>(preset));
    const Recorder drag(*view_);
    // Where the nearer row hides the rack's top centre from the side, the front rack of that line is dragged instead.
    const QPoint from = view_->positionOf(refTo(middleRack().id)) + QPoint(0, 3);
    dragBy(view_->window3d(), from, by);
    QVERIFY(view_->isDragging());
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from + by);

    QVERIFY(!view_->isDragging());
    QCOMPARE(drag.started.size(), std::size_t{1});
    QCOMPARE(drag.finished.size(), std::size_t{1});
    QCOMPARE(drag.started[0].under.kind, ObjectKind::Rack);
    QVERIFY(drag.started[0].hall == hall().id);
    QVERIFY(drag.started[0].metresPerPixel > 0.0);
    QVERIFY(drag.cancelled.empty());
    QVERIFY(drag.moves.size() >= 2);
    const Point2 moved = drag.moves.back().place - drag.started[0].place;
    const double length = std::hypot(moved.x, moved.y);
    QVERIFY(length > 0.3);
    // Within 20 degrees of the pointer's way on the floor: perspective turns it a little off the picture's middle.
    const double along = (moved.x * east + moved.y * north) / (length * std::hypot(east, north));
    QVERIFY2(along > 0.94, qPrintable(QStringLiteral("moved %1, %2").arg(moved.x).arg(moved.y)));
}

// From above, over the ground between them to the middle of the other building's hall.
void ScenePointerTest::aRackIsDraggedOverAnotherHall()
{
    showHall(ViewPreset::Campus);
    const Hall& other = *site_->buildings[1]->halls.front();
    Recorder recorder(*view_);
    const QPoint from = view_->positionOf(refTo(middleRack().id));
    const QPoint to = view_->positionOf(refTo(other.racks[other.racks.size() / 2].id));
    dragBy(view_->window3d(), from, to - from);
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, to);
    QCOMPARE(recorder.finished.size(), std::size_t{1});
    const style::PointerEvent& released = recorder.finished.front();
    QVERIFY(released.hall == hall().id);
    QVERIFY(released.over == other.id);
    QVERIFY(released.overPlace.x > 0.0 && released.overPlace.x < other.widthM);
    QVERIFY(!recorder.moves.front().over.valid()); // still over its own
}

void ScenePointerTest::escapeCancelsADrag()
{
    showHall(ViewPreset::TopDown);
    const Recorder drag(*view_);
    const QPoint from = view_->positionOf(refTo(middleRack().id));
    dragBy(view_->window3d(), from, {40, 0});
    QTest::keyClick(view_->window3d(), Qt::Key_Escape);
    QVERIFY(!view_->isDragging());
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from);
    QCOMPARE(drag.cancelled.size(), std::size_t{1});
    QVERIFY(drag.started[0].under == refTo(middleRack().id));
    QVERIFY(drag.finished.empty());
}

void ScenePointerTest::theRightButtonCancelsADrag()
{
    showHall(ViewPreset::TopDown);
    const Recorder drag(*view_);
    const QPoint from = view_->positionOf(refTo(middleRack().id));
    dragBy(view_->window3d(), from, {40, 0});
    QTest::mousePress(view_->window3d(), Qt::RightButton, {}, from + QPoint(40, 0));
    QCOMPARE(drag.cancelled.size(), std::size_t{1});
    QTest::mouseRelease(view_->window3d(), Qt::RightButton, {}, from);
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from);
    QVERIFY(drag.finished.empty());
}

void ScenePointerTest::aDragEndsWhenItsRackIsGone()
{
    showHall(ViewPreset::TopDown);
    const Recorder drag(*view_);
    const QPoint from = view_->positionOf(refTo(middleRack().id));
    dragBy(view_->window3d(), from, {40, 0});
    view_->setSite(withoutRack(site_, middleRack().id));
    QCOMPARE(drag.cancelled.size(), std::size_t{1});
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from);
}

void ScenePointerTest::draggingTheGroundOrbits()
{
    showHall(ViewPreset::Campus);
    const Recorder drag(*view_);
    const QPoint before = view_->positionOf(refTo(middleRack().id));
    dragBy(view_->window3d(), {880, 20}, {-100, 0});
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, QPoint(780, 20));
    QVERIFY(drag.started.empty());
    QVERIFY((view_->positionOf(refTo(middleRack().id)) - before).manhattanLength() > 20);
}

void ScenePointerTest::theWheelZooms()
{
    showHall(ViewPreset::TopDown);
    const auto width = [&] {
        return view_->positionOf(refTo(hall().racks[11].id)).x() -
               view_->positionOf(refTo(hall().racks[0].id)).x();
    };
    const int before = width();
    QWheelEvent event(QPointF(450, 300), QPointF(450, 300), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view_->window3d(), &event);
    QVERIFY(width() > before * 5 / 4);
}

void ScenePointerTest::fZoomsToFit()
{
    showHall(ViewPreset::Hall);
    const QPoint fitted = view_->positionOf(refTo(middleRack().id));
    dragBy(view_->window3d(), {20, 580}, {100, -50});
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, QPoint(120, 530));
    QVERIFY(view_->positionOf(refTo(middleRack().id)) != fitted);
    QTest::keyClick(view_->window3d(), Qt::Key_F);
    QCOMPARE(view_->positionOf(refTo(middleRack().id)), fitted);
}

void ScenePointerTest::otherKeysReachTheParent()
{
    class Parent : public QWidget
    {
    public:
        int deletes = 0;

    protected:
        void keyPressEvent(QKeyEvent* event) override { deletes += event->key() == Qt::Key_Delete; }
    } parent;
    SceneView inner(&parent);
    parent.show();
    QVERIFY(QTest::qWaitForWindowExposed(&parent));
    QTest::keyClick(inner.window3d(), Qt::Key_Delete);
    QCOMPARE(parent.deletes, 1);
}

void ScenePointerTest::aClickOnEquipmentSelectsIt()
{
    view_->setSite(site_);
    view_->showPreset(ViewPreset::TopDown);
    view_->setRoofsVisible(false);
    const ObjectRef unit{ObjectKind::PlantUnit, site_->cooling->plant.front().id.value};
    std::vector<ObjectRef> clicks;
    connect(view_.get(), &SceneView::clicked, view_.get(),
            [&](ObjectRef object) { clicks.push_back(object); });
    const QPoint at = view_->positionOf(unit);
    QVERIFY(view_->rect().contains(at));
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, at);
    QVERIFY(clicks == std::vector{unit});
}

// From above, busways cover a good part of the racks that they feed.
void ScenePointerTest::aBuswayLeavesItsRacksToTheDrag()
{
    const Hall& fed = *site_->buildings[1]->halls[0];
    view_->setSite(site_);
    view_->setSelection({{}, fed.id});
    view_->showPreset(ViewPreset::TopDown);
    view_->setLayerVisible(Layer::Labels, false);
    QSignalSpy clicks(view_.get(), &SceneView::clicked);
    const Recorder drag(*view_);
    QWindow* window = view_->window3d();
    const Rack& rack = fed.racks[2];
    int covered = 0;
    for (int across = -10; across <= 10; ++across) {
        const QPoint at = view_->positionOf(refTo(rack.id)) + QPoint(0, across);
        clicks.clear();
        QTest::mouseClick(window, Qt::LeftButton, {}, at);
        if (clicks.isEmpty() || clicks.first()[0].value<ObjectRef>().kind != ObjectKind::PowerNode)
            continue; // the rack itself, or beside it
        const std::size_t before = drag.started.size();
        QTest::mousePress(window, Qt::LeftButton, {}, at);
        for (int i = 1; i <= 5; ++i)
            QTest::mouseMove(window, at + QPoint(4 * i, 0));
        QTest::keyClick(window, Qt::Key_Escape);
        QTest::mouseRelease(window, Qt::LeftButton, {}, at + QPoint(20, 0));
        QCOMPARE(drag.started.size(), before + 1);
        QVERIFY(drag.started.back().under == refTo(rack.id));
        ++covered;
    }
    QVERIFY(covered > 0);
}

// Across a row with busways over it, a CDU and an air handler.
void ScenePointerTest::hoveringNamesWhatAClickWouldChoose()
{
    const Hall& fed = *site_->buildings[1]->halls[0];
    view_->setSite(site_);
    view_->setSelection({{}, fed.id});
    view_->showPreset(ViewPreset::TopDown);
    view_->setLayerVisible(Layer::Labels, false);
    ObjectRef hovered;
    ObjectRef clicked;
    connect(view_.get(), &SceneView::hovered, view_.get(), [&](ObjectRef object) { hovered = object; });
    connect(view_.get(), &SceneView::clicked, view_.get(), [&](ObjectRef object) { clicked = object; });
    std::set<ObjectKind> kinds;
    for (const ObjectRef near :
         {refTo(fed.racks[2].id), refTo(fed.cdus[0].id), refTo(fed.airHandlers[0].id)}) {
        for (int across = -10; across <= 10; ++across) {
            const QPoint at = view_->positionOf(near) + QPoint(0, across);
            QTest::mouseMove(view_->window3d(), at);
            QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, at);
            QVERIFY(hovered == clicked);
            kinds.insert(clicked.kind);
        }
    }
    for (const ObjectKind kind :
         {ObjectKind::Rack, ObjectKind::PowerNode, ObjectKind::Cdu, ObjectKind::AirHandler})
        QVERIFY2(kinds.contains(kind), std::string(wordFor(kind)).c_str());
}

void ScenePointerTest::withControlADragOnTheFloorIsATools()
{
    showHall(ViewPreset::TopDown);
    const Recorder drag(*view_);
    const QPoint from = view_->positionOf(refTo(hall().racks[0].id)) + QPoint(0, 70);
    QTest::mousePress(view_->window3d(), Qt::LeftButton, Qt::ControlModifier, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(from + QPoint(60, 20)), QPointF(from + QPoint(60, 20)),
                     Qt::NoButton, Qt::LeftButton, Qt::ControlModifier);
    QCoreApplication::sendEvent(view_->window3d(), &move);
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, Qt::ControlModifier, from + QPoint(60, 20));
    QCOMPARE(drag.started.size(), std::size_t{1});
    QVERIFY(!drag.started[0].under.valid());
    QCOMPARE(drag.finished.size(), std::size_t{1});
}

// Whichever is looked at.
void ScenePointerTest::aToolHearsOfTheHallUnderThePointer()
{
    showHall(ViewPreset::Campus);
    const Hall& other = *site_->buildings[1]->halls.front();
    view_->setToolTakesAll(true, Qt::CrossCursor);
    style::PointerEvent last;
    connect(view_.get(), &SceneView::pointer, view_.get(),
            [&](const style::PointerEvent& event) { last = event; });
    for (const Hall* floor : {&hall(), &other}) {
        const ObjectRef rack = refTo(floor->racks[floor->racks.size() / 2].id);
        QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, view_->positionOf(rack));
        QVERIFY(last.hall == floor->id);
    }
}

void ScenePointerTest::aToolThatTakesAllHearsOfTheFloor()
{
    showHall(ViewPreset::TopDown);
    view_->setToolTakesAll(true, Qt::CrossCursor);
    std::vector<style::PointerPhase> heard;
    connect(view_.get(), &SceneView::pointer, view_.get(),
            [&](const style::PointerEvent& event) { heard.push_back(event.phase); });
    QSignalSpy clicked(view_.get(), &SceneView::clicked);
    const QPoint at = view_->positionOf(refTo(middleRack().id));
    QTest::mouseMove(view_->window3d(), at);
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, at);
    using enum style::PointerPhase;
    QVERIFY(heard.size() >= 3 && heard.front() == Hover); // the system may tell of one movement twice
    QVERIFY((std::vector(heard.end() - 2, heard.end()) == std::vector{Press, Release}));
    QVERIFY(clicked.isEmpty());
}

void ScenePointerTest::aToolForEverywhereHearsOfTheGroundBetweenHalls()
{
    showHall(ViewPreset::TopDown);
    view_->setToolTakesAll(true, Qt::CrossCursor, style::ToolGround::Everywhere);
    style::PointerEvent last;
    connect(view_.get(), &SceneView::pointer, view_.get(),
            [&](const style::PointerEvent& event) { last = event; });
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, view_->positionOf(refTo(middleRack().id)));
    QVERIFY(last.hall == hall().id);
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, QPoint(4, 4)); // beside the building
    QVERIFY(!last.hall.valid());
    const Building& building = site_->buildingOf(hall().id);
    const Point2 p = campusToHall(building, hall(), last.place);
    QVERIFY(p.x < 0.0 && p.y > hall().depthM); // up in the west corner
}

void ScenePointerTest::aHandleIsTakenHoldOf()
{
    showHall(ViewPreset::TopDown);
    const Recorder drag(*view_);
    const Rack& rack = hall().racks[0];
    const QPoint from = view_->positionOf(refTo(rack.id)) + QPoint(0, 70);
    const auto pull = [&] {
        dragBy(view_->window3d(), from, QPoint(40, 0));
        QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from + QPoint(40, 0));
    };
    pull(); // bare floor: the camera's
    QVERIFY(drag.started.empty());
    view_->showPreset(ViewPreset::TopDown);
    style::EditOverlay overlay;
    overlay.hall = hall().id;
    const QPointF metre = view_->positionOf(refTo(hall().racks[11].id)) - view_->positionOf(refTo(rack.id));
    const double perMetre = metre.x() / (hall().racks[11].pose.x - rack.pose.x);
    overlay.handles = {{{rack.pose.x, rack.pose.y - 70.0 / perMetre}, {-1.0, 0.0}}};
    view_->setOverlay(overlay);
    pull();
    QCOMPARE(drag.started.size(), std::size_t{1});
    QVERIFY(drag.started[0].hall == hall().id);
}

void ScenePointerTest::aRightClickAsksForAMenu()
{
    showHall(ViewPreset::TopDown);
    QSignalSpy asked(view_.get(), &SceneView::menuWanted);
    QTest::mouseClick(view_->window3d(), Qt::RightButton, {}, view_->positionOf(refTo(middleRack().id)));
    QCOMPARE(asked.count(), 1);
    QVERIFY(asked[0][0].value<ObjectRef>() == refTo(middleRack().id));
}

int main(int argc, char** argv)
{
    prepareGraphics();
    QApplication app(argc, argv);
    ScenePointerTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_scene_pointer.moc"
