#include "core/layout/standing.h"
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "tests/views/plan/pictures.h"
#include "views/plan/hall_outlines.h"
#include "views/plan/plan_view.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <functional>
#include <optional>

using namespace hallwright;
using hallwright::plan::PlanView;

class TestPlanView : public QObject
{
    Q_OBJECT

private slots:
    void aWayIsPickedWhereItRunsInItsStorey()
    {
        const SitePtr before = test::smallCampus();
        const Building& building = *before->buildings[0];
        const Hall& hall = *building.halls[0];
        const auto trayAt = [&](double elevationM) {
            SiteEdit edit(before);
            Pathway tray;
            tray.name = "Tray over the aisle";
            tray.widthM = 0.6;
            tray.depthM = 0.1;
            for (const Point2 at : {Point2{1.0, 2.0}, Point2{5.0, 2.0}}) {
                const Point2 put = hallToCampus(building, hall, at);
                tray.pathM.push_back({put.x, put.y, hall.floorElevationM + elevationM});
            }
            const PathwayId id = edit.add(tray);
            return std::pair(edit.done(), refTo(id));
        };
        const auto [site, tray] = trayAt(2.8);
        QCOMPARE(plan::drawnWayAt(*site, hall, {3.0, 2.0}, 0.05), tray);
        QCOMPARE(plan::drawnWayAt(*site, hall, {3.0, 2.29}, 0.05), tray); // half its width
        QVERIFY(plan::drawnWayAt(*site, hall, {3.0, 2.31}, 0.05) != tray);
        QCOMPARE(plan::drawnWayAt(*site, hall, {5.2, 2.0}, 0.25), tray); // within reach of its end
        const auto [above, high] = trayAt(hall.heightM + 3.0);
        QVERIFY(plan::drawnWayAt(*above, hall, {3.0, 2.0}, 0.05) != high);
    }

    void init()
    {
        site_ = test::smallCampus();
        view_ = std::make_unique<PlanView>();
        view_->resize(900, 700);
        view_->setSite(site_);
        view_->setSelection({{}, hall().id});
        clicked_.reset();
        hovered_.reset();
        connect(view_.get(), &PlanView::clicked, this, [this](ObjectRef object) { clicked_ = object; });
        connect(view_.get(), &PlanView::hovered, this,
                [this](ObjectRef object, QPoint) { hovered_ = object; });
        view_->show();
        QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    }

    void aClickOnARackSelectsIt()
    {
        const Rack& rack = hall().racks[5];
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(rack.pose.position()));
        QVERIFY(clicked_);
        QVERIFY(*clicked_ == refTo(rack.id));
    }

    void aClickBesideAllRacksSelectsWhatIsMarkedThereOrNone()
    {
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(hall().aisles[0].area.centre()));
        QVERIFY(clicked_ && *clicked_ == refTo(hall().aisles[0].id));
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at({7.5, 8.6}));
        QVERIFY(clicked_ && !clicked_->valid());
    }

    // A pipe along the wall outside is drawn in the campus, not here: nothing may be chosen that is not seen.
    void whatRunsOutsideTheHallIsNotChosenInIt()
    {
        const Building& building = *site_->buildings[0];
        const auto inCampus = [&](double x, double y) {
            const Point2 at = hallToCampus(building, hall(), {x, y});
            return Point3{at.x, at.y, hall().floorElevationM + 1.0};
        };
        PipeRun pipe;
        pipe.name = "outside";
        pipe.loop = site_->cooling->loops.front().id;
        pipe.diameterM = 0.2;
        pipe.pathM = {inCampus(-2.0, hall().depthM + 0.6), inCampus(hall().widthM, hall().depthM + 0.6)};
        view_->setSite(withPipe(pipe));
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at({hall().widthM / 3, hall().depthM + 0.6}));
        QVERIFY(clicked_ && !clicked_->valid());
        pipe.pathM = {inCampus(0.2, hall().depthM - 0.2), inCampus(hall().widthM, hall().depthM - 0.2)};
        view_->setSite(withPipe(pipe));
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at({hall().widthM / 3, hall().depthM - 0.2}));
        QVERIFY(clicked_ && clicked_->kind == ObjectKind::PipeRun);
    }

    void hoveringTellsTheRackAndLeavingItToo()
    {
        const Rack& rack = hall().racks[2];
        QTest::mouseMove(view_.get(), at(rack.pose.position()));
        QTRY_VERIFY(hovered_ == refTo(rack.id));
        QTest::mouseMove(view_.get(), at(bareFloor()));
        QTRY_VERIFY(hovered_ && !hovered_->valid());
    }

    void hoveringNamesWhatAClickWouldChoose()
    {
        const AirHandler& handler = hall().airHandlers[1];
        QTest::mouseMove(view_.get(), at(handler.pose.position()));
        QTRY_VERIFY(hovered_ == refTo(handler.id));
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(handler.pose.position()));
        QVERIFY(clicked_ == hovered_);
    }

    void theLeftHandIsATools()
    {
        std::vector<style::PointerPhase> phases;
        ObjectRef held;
        connect(view_.get(), &PlanView::pointer, this, [&](const style::PointerEvent& event) {
            phases.push_back(event.phase);
            held = event.under;
        });
        const Rack& rack = hall().racks[0];
        const QPoint before = at(rack.pose.position());
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, before);
        QTest::mouseMove(view_.get(), before + QPoint(2, 1));
        QVERIFY(phases.empty()); // it may still become a click
        QTest::mouseMove(view_.get(), before + QPoint(20, 10));
        QVERIFY(held == refTo(rack.id) || phases.size() > 1);
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, before + QPoint(20, 10));
        using enum style::PointerPhase;
        QVERIFY((phases == std::vector{Press, Move, Release}));
        QVERIFY(!clicked_);
        QCOMPARE(at(rack.pose.position()), before);
    }

    void theMiddleHandPansAndSelectsNothing()
    {
        const Point2 point = hall().racks[0].pose.position();
        const QPoint before = at(point);
        const QPoint way(60, 35);
        QTest::mousePress(view_.get(), Qt::MiddleButton, {}, before);
        QTest::mouseMove(view_.get(), before + QPoint(20, 10));
        QTest::mouseMove(view_.get(), before + way);
        QTest::mouseRelease(view_.get(), Qt::MiddleButton, {}, before + way);
        QCOMPARE(at(point), before + way);
        QVERIFY(!clicked_);
    }

    void theWheelZoomsAboutTheCursor()
    {
        const Point2 fixed = hall().racks[4].pose.position();
        const Point2 other = hall().racks[8].pose.position();
        const QPointF before = view_->viewPosition(fixed);
        const double apart = view_->viewPosition(other).x() - before.x();
        turnWheel(before, 120);
        constexpr double rounding = 1e-6; // of a pixel
        QVERIFY(QLineF(view_->viewPosition(fixed), before).length() < rounding);
        QVERIFY(view_->viewPosition(other).x() - view_->viewPosition(fixed).x() > apart);
    }

    void aDoubleClickFitsThePlanAgain()
    {
        const Point2 corner{0.0, 0.0};
        const QPointF fitted = view_->viewPosition(corner);
        turnWheel({300, 300}, 480);
        QVERIFY(view_->viewPosition(corner) != fitted);
        QTest::mouseDClick(view_.get(), Qt::LeftButton, {}, QPoint(300, 300));
        QCOMPARE(view_->viewPosition(corner), fitted);
    }

    void aFittedPlanFollowsTheWindow()
    {
        const QPointF before = view_->viewPosition({15.6, 9.6});
        view_->resize(1200, 900);
        QTRY_VERIFY(view_->viewPosition({15.6, 9.6}).x() > before.x());
    }

    void aClickOnAHallOfTheCampusNamesIt()
    {
        HallId named;
        connect(view_.get(), &PlanView::clicked, this,
                [&named](ObjectRef object) { named = idIn<HallId>(object); });
        view_->setSelection({});
        const Building& second = *site_->buildings[1];
        const Hall& hallB = *second.halls[0];
        QTest::mouseClick(view_.get(), Qt::LeftButton, {},
                          at(hallToCampus(second, hallB, hallB.room().centre())));
        QCOMPARE(named.value, hallB.id.value);
    }

    void aSiteWithoutTheShownHallShowsTheCampus()
    {
        view_->setSite(std::make_shared<Site>());
        QVERIFY(!view_->hall().valid());
        QVERIFY(!view_->grabImage({400, 300}).isNull());
    }

    void whatChangedIsPaintedAsIfThePlanWerePaintedAnew()
    {
        const Rack& rack = hall().racks[3];
        const SnapshotPtr before = evaluate(site_, conditionsOf(*site_));
        const SitePtr moved = withRackPose(site_, rack.id, {rack.pose.x + 0.4, rack.pose.y - 0.7, 90.0});
        const std::vector<std::function<void(PlanView&)>> changes = {
            [&](PlanView& view) { view.setSnapshot(before); },
            [&](PlanView& view) { view.setSite(moved); },
            [&](PlanView& view) { view.setSnapshot(evaluate(moved, conditionsOf(*moved))); },
            [&](PlanView& view) {
                view.setFindings({{refTo(hall().racks[7].id), Severity::Major, 1, hall().id}});
            },
            [&](PlanView& view) {
                view.setSelection({{refTo(rack.id)}, hall().id});
            },
            [&](PlanView& view) {
                view.setScaleEnds(style::ScaleEnds{12.0, 48.0, {}});
            },
            [&](PlanView& view) { view.setColouring(style::RackColouring::Power); },
            [&](PlanView& view) { view.setTheme(style::Theme::Dark); },
            [&](PlanView& view) { view.setFindings({}); },
            [&](PlanView& view) { view.setSite(site_); }};
        for (std::size_t done = 1; done <= changes.size(); ++done) {
            changes[done - 1](*view_);
            PlanView anew;
            anew.resize(view_->size());
            anew.setSite(site_);
            anew.setSelection({{}, hall().id});
            for (std::size_t i = 0; i < done; ++i)
                changes[i](anew);
            const int apart = test::largestDifference(view_->grab().toImage(), anew.grab().toImage());
            QVERIFY2(apart <= test::unseenDifference,
                     qPrintable(QStringLiteral("%1: %2").arg(done).arg(apart)));
        }
    }

    void themesDiffer()
    {
        const QImage light = view_->grabImage({400, 300});
        view_->setTheme(style::Theme::Dark);
        QVERIFY(view_->grabImage({400, 300}) != light);
    }

private:
    const Hall& hall() const { return *site_->buildings[0]->halls[0]; }
    // West of the rows' ends, where nothing stands.
    Point2 bareFloor() const
    {
        Point2 point{0.0, hall().aisles[0].area.centre().y};
        while (standingAt(*site_, hall(), point).valid())
            point.x += hall().tilePitchM / 2.0;
        return point;
    }
    SitePtr withPipe(const PipeRun& pipe) const
    {
        SiteEdit edit(site_);
        edit.add(pipe);
        return edit.done();
    }
    QPoint at(Point2 metres) const { return view_->viewPosition(metres).toPoint(); }

    void turnWheel(QPointF where, int angle)
    {
        QWheelEvent event(where, view_->mapToGlobal(where), {}, {0, angle}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view_.get(), &event);
    }

    SitePtr site_;
    std::unique_ptr<PlanView> view_;
    std::optional<ObjectRef> clicked_;
    std::optional<ObjectRef> hovered_;
};

QTEST_MAIN(TestPlanView)
#include "tst_plan_view.moc"
