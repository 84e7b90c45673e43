// How long the window keeps a hand waiting: while a rack of the flagship's first hall is dragged in a circle, at the rate
// of a mouse, with the hall's air in the pane and in the scene, and while fields are solved with nothing to draw.
//
// Needs a screen: xvfb-run -s "-screen 0 1600x1000x24" hallwright_bench_window
#include "app/gui/main_window.h"
#include "core/exchange/recipe.h"
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/app/window_idle.h"
#include "tests/bench/window/loop_watch.h"
#include "tests/bench/window/others_load.h"

#include <benchmark/benchmark.h>

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int patienceMs = 60'000;

SitePtr flagship()
{
    return buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
}

RackId firstRack(const Site& site)
{
    return site.buildings.front()->halls.front()->racks.front().id;
}

// What one or more drags gave.
struct Drags {
    double longestWaitMs = 0.0; // of an event
    double seconds = 0.0;       // the hand moved
    qsizetype fields = 0;
    qsizetype pictures = 0;
    int places = 0;           // of the rack
    double othersShare = 0.0; // of the processors, the most in one drag; 0 where nobody knows
};

// Once round for each second. It begins and ends with a hand at rest, and nothing under way.
void dragAround(MainWindow& window, Drags& sum)
{
    scene::SceneView& scene = *window.workspace()->sceneView();
    const RackId rack = firstRack(*window.document()->shownSite());
    scene.showPreset(scene::ViewPreset::TopDown);
    scene.grabImage();
    const QPoint centre = scene.positionOf(refTo(rack));
    QTest::mousePress(scene.window3d(), Qt::LeftButton, {}, centre);
    const QSignalSpy fields(window.workspace()->hallAir()->session(), &FieldSession::fieldReady);
    const QSignalSpy pictures(window.workspace()->airPane()->view(), &fields::FieldView::pictureShown);
    const bench::OthersLoad others;
    const bench::LoopWatch watch;
    QElapsedTimer clock;
    clock.start();
    constexpr int moves = 180;
    constexpr int movesRound = 60;
    constexpr int mouseMs = 16;
    for (int i = 1; i <= moves; ++i) {
        const Pose before = window.document()->shownSite()->rack(rack).pose;
        const double turn = 2.0 * std::numbers::pi * i / movesRound;
        const QPointF by(60.0 * std::sin(turn), -60.0 * (1.0 - std::cos(turn)));
        QTest::mouseMove(scene.window3d(), centre + by.toPoint());
        QTest::qWait(mouseMs);
        sum.places += !(window.document()->shownSite()->rack(rack).pose == before);
    }
    sum.seconds += static_cast<double>(clock.nsecsElapsed()) * 1e-9;
    sum.longestWaitMs = std::max(sum.longestWaitMs, watch.worstMs());
    sum.othersShare = std::max(sum.othersShare, others.share().value_or(0.0));
    sum.fields += fields.count();
    sum.pictures += pictures.count();
    QTest::keyClick(scene.window3d(), Qt::Key_Escape);
    QTest::mouseRelease(scene.window3d(), Qt::LeftButton, {}, centre);
}

// False if the hall's air was not there in time.
bool showAir(MainWindow& window, bool inScene)
{
    const SitePtr site = flagship();
    window.resize(1500, 900);
    window.show();
    window.project()->open(site, {});
    window.workspace()->sceneView()->setAnimated(false);
    window.selection()->selectHall(site->hallOf(firstRack(*site)).id);
    window.findChild<QAction*>(QStringLiteral("pane3"))->setChecked(true);
    window.workspace()->airLayers()->setShown(inScene);
    return QTest::qWaitForWindowExposed(&window) &&
           QTest::qWaitFor([&] { return isIdle(window); }, patienceMs) &&
           window.workspace()->hallAir()->field() && window.workspace()->airLayers()->isReady() == inScene;
}

void rackDragged(benchmark::State& state, bool inScene)
{
    MainWindow window;
    if (!showAir(window, inScene))
        return state.SkipWithError("The hall's air was not there in time.");
    Drags drags;
    for (auto _ : state) {
        dragAround(window, drags);
        state.PauseTiming();
        if (!QTest::qWaitFor([&] { return isIdle(window); }, patienceMs)) {
            state.SkipWithError("The window did not come to rest.");
            break;
        }
        state.ResumeTiming();
    }
    state.counters["longestWaitMs"] = drags.longestWaitMs;
    state.counters["fieldsPerPlace"] = static_cast<double>(drags.fields) / drags.places;
    state.counters["fieldsPerS"] = static_cast<double>(drags.fields) / drags.seconds;
    state.counters["picturesPerS"] = static_cast<double>(drags.pictures) / drags.seconds;
    state.counters["othersPercent"] = 100.0 * drags.othersShare;
}
BENCHMARK_CAPTURE(rackDragged, airInPane, false)->Iterations(5)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(rackDragged, airInPaneAndScene, true)
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// The first hall with its first rack at one place after the other.
std::vector<SnapshotPtr> snapshotsOfADrag()
{
    const SitePtr site = flagship();
    const Rack& rack = site->rack(firstRack(*site));
    constexpr int places = 20;
    constexpr double stepM = 0.1;
    std::vector<SnapshotPtr> snapshots;
    PreparedCampusPtr kept;
    for (int i = 0; i < places; ++i) {
        const SitePtr moved =
            withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + i * stepM, rack.pose.yawDeg});
        snapshots.push_back(evaluate(moved, conditionsOf(*moved), kept));
    }
    return snapshots;
}

// A new session each time: its first field starts from nothing, and the matrix follows the last.
void fieldsSolvedBehindTheLoop(benchmark::State& state)
{
    const std::vector<SnapshotPtr> snapshots = snapshotsOfADrag();
    const HallId hall = snapshots.front()->site->buildings.front()->halls.front()->id;
    double longestWaitMs = 0.0;
    qsizetype fields = 0;
    double othersShare = 0.0;
    for (auto _ : state) {
        FieldSession session;
        const QSignalSpy ready(&session, &FieldSession::fieldReady);
        const bench::OthersLoad others;
        const bench::LoopWatch watch;
        for (const SnapshotPtr& snapshot : snapshots) {
            session.request(snapshot, hall);
            QTest::qWait(10);
        }
        if (!QTest::qWaitFor([&] { return session.isIdle(); }, patienceMs)) {
            state.SkipWithError("The fields were not solved in time.");
            break;
        }
        longestWaitMs = std::max(longestWaitMs, watch.worstMs());
        othersShare = std::max(othersShare, others.share().value_or(0.0));
        fields += ready.count();
    }
    state.counters["longestWaitMs"] = longestWaitMs;
    state.counters["fields"] =
        benchmark::Counter(static_cast<double>(fields), benchmark::Counter::kAvgIterations);
    state.counters["othersPercent"] = 100.0 * othersShare;
}
BENCHMARK(fieldsSolvedBehindTheLoop)->Iterations(5)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char* argv[])
{
    scene::prepareGraphics();
    QApplication application(argc, argv);
    QApplication::setOrganizationName("hallwright");
    QApplication::setApplicationName("hallwright-test");
    QStandardPaths::setTestModeEnabled(true);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
