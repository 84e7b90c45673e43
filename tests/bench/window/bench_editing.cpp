// How fluently things follow a hand in the window: a thousand racks in the plan, one rack of the 14,000-rack campus in the
// plan and in 3D.
#include "app/gui/main_window.h"
#include "core/design/by_hand.h"
#include "core/design/new_site.h"
#include "core/exchange/recipe.h"
#include "tests/app/window_idle.h"
#include "tests/bench/window/loop_watch.h"

#include <benchmark/benchmark.h>

#include <QAction>
#include <QEvent>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int restWithinMs = 60'000;

// A hall of 25 rows of 40 racks.
SitePtr thousandRacks()
{
    design::NewSite wanted;
    wanted.hall.start = design::HallStart::Empty;
    wanted.hall.widthM = 48.0;
    wanted.hall.depthM = 78.0;
    wanted.building.widthM = 110.0;
    wanted.building.depthM = 110.0;
    const SitePtr empty = design::newSite(wanted);
    SiteEdit edit(empty);
    const HallId hall = empty->buildings.front()->halls.front()->id;
    const RackType& type = empty->catalogue->rackTypes.front();
    for (int row = 0; row < 25; ++row) {
        const double y = 3.0 + 2.8 * row;
        design::putRow(edit, hall, type.id,
                       design::rowBetween(type.widthM, {6.3, y}, {6.3 + 39 * type.widthM + 0.01, y},
                                          row % 2 ? 180.0 : 0.0));
    }
    return edit.done();
}

class PaintCounter : public QObject
{
public:
    int paints = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint;
        return false;
    }
};

void onlyThePlan(MainWindow& window)
{
    window.findChild<QAction*>(QStringLiteral("pane1"))->setChecked(true);
    window.findChild<QAction*>(QStringLiteral("pane0"))->setChecked(false);
    window.findChild<QAction*>(QStringLiteral("pane2"))->setChecked(false);
}

bool open(MainWindow& window, const SitePtr& site)
{
    window.resize(1500, 900);
    window.show();
    window.project()->open(site, {});
    window.workspace()->sceneView()->setAnimated(false);
    window.selection()->selectHall(site->buildings.front()->halls.front()->id);
    return QTest::qWaitForWindowExposed(&window) &&
           QTest::qWaitFor([&] { return isIdle(window); }, restWithinMs);
}

// In the plan, once round in two seconds, at the rate of a mouse; returns how often the plan was painted each second.
double dragInPlan(MainWindow& window, ObjectRef rack, double radiusPx)
{
    plan::PlanView& view = *window.workspace()->planView();
    const Rack& held = window.document()->committedSite()->rack(RackId{rack.id});
    const QPoint from = view.viewPosition(held.pose.position()).toPoint();
    PaintCounter counter;
    view.installEventFilter(&counter);
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QElapsedTimer clock;
    clock.start();
    constexpr int moves = 120, mouseMs = 16;
    for (int i = 1; i <= moves; ++i) {
        const double turn = 2.0 * std::numbers::pi * i / moves;
        const QPointF by(radiusPx * std::sin(turn), -radiusPx * (1.0 - std::cos(turn)));
        QTest::mouseMove(&view, from + by.toPoint());
        QTest::qWait(mouseMs);
    }
    const double seconds = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
    window.editor()->escape();
    QTest::mouseRelease(&view, Qt::LeftButton, {}, from);
    return counter.paints / seconds;
}

// Over all drags of a benchmark: a single one of two seconds would have its longest wait as its 99th percentile.
void count(const bench::LoopWatch& watch, benchmark::State& state)
{
    state.counters["waitP99Ms"] = watch.shareMs(0.99);
    state.counters["longestWaitMs"] = watch.worstMs();
    state.counters["mostWorkMs"] = watch.mostWorkMs();
}

void thousandRacksDraggedInThePlan(benchmark::State& state)
{
    MainWindow window;
    const SitePtr site = thousandRacks();
    if (!open(window, site))
        return state.SkipWithError("The window did not come to rest.");
    onlyThePlan(window);
    const Hall& hall = *site->buildings.front()->halls.front();
    SelectionSet all{{}, hall.id};
    for (const Rack& rack : hall.racks)
        all.objects.push_back(refTo(rack.id));
    window.selection()->setTo(all);
    const bench::LoopWatch watch;
    double framesPerS = 0.0;
    for (auto _ : state)
        framesPerS += dragInPlan(window, all.objects[500], 12.0);
    state.counters["framesPerS"] = framesPerS / static_cast<double>(state.iterations());
    count(watch, state);
    state.counters["racks"] = static_cast<double>(all.objects.size());
}
BENCHMARK(thousandRacksDraggedInThePlan)->Iterations(10)->Unit(benchmark::kMillisecond)->UseRealTime();

void oneRackOf14kDragged(benchmark::State& state, bool inPlan)
{
    MainWindow window;
    const SitePtr site = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/scale-14k/site.yaml");
    if (!open(window, site))
        return state.SkipWithError("The window did not come to rest.");
    if (inPlan)
        onlyThePlan(window);
    const ObjectRef rack = refTo(site->buildings.front()->halls.front()->racks.front().id);
    scene::SceneView& scene = *window.workspace()->sceneView();
    scene.showPreset(scene::ViewPreset::TopDown);
    const bench::LoopWatch watch;
    for (auto _ : state) {
        if (inPlan) {
            dragInPlan(window, rack, 40.0);
            continue;
        }
        const QPoint from = scene.positionOf(rack);
        QTest::mousePress(scene.window3d(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 120; ++i) {
            const double turn = 2.0 * std::numbers::pi * i / 120;
            QTest::mouseMove(scene.window3d(),
                             from + QPointF(40.0 * std::sin(turn), -40.0 * (1.0 - std::cos(turn))).toPoint());
            QTest::qWait(16);
        }
        QTest::keyClick(scene.window3d(), Qt::Key_Escape);
        QTest::mouseRelease(scene.window3d(), Qt::LeftButton, {}, from);
    }
    count(watch, state);
}
BENCHMARK_CAPTURE(oneRackOf14kDragged, inThePlan, true)
    ->Iterations(10)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(oneRackOf14kDragged, in3D, false)
    ->Iterations(10)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

} // namespace
