// Frames per second of the 3D view while it orbits a campus of 16,000 racks with its roofs off, at 1280 x 800.
//
//     hallwright_bench_scene [racks] [seconds]
//
// Prints one JSON object. Needs a screen: xvfb-run -s "-screen 0 1600x1000x24" hallwright_bench_scene
#include "tests/support/campus.h"
#include "views/scene/picking.h"
#include "views/scene/scene_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QWindow>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <dlfcn.h>
#include <sys/resource.h>
#include <vector>

using namespace hallwright;
using namespace hallwright::scene;

namespace {

std::vector<double> swapTimesMs;

double nowMs()
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

// Qt tells nobody when it has shown a frame: this function stands in for the one that shows it, and counts.
extern "C" __attribute__((visibility("default"))) void glXSwapBuffers(void* display, unsigned long drawable)
{
    using Swap = void (*)(void*, unsigned long);
    static const auto swap = reinterpret_cast<Swap>(dlsym(RTLD_NEXT, "glXSwapBuffers"));
    swap(display, drawable);
    swapTimesMs.push_back(nowMs());
}

namespace {

void mouse(QWindow* window, QEvent::Type type, QPointF at)
{
    const auto buttons = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, at, type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, buttons,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(window, &event);
}

struct Rates {
    int frames = 0;
    double perSecond = 0.0;
    double worstMs = 0.0;
    double cpuMsPerFrame = 0.0; // of all threads: says what a busy machine's wall clock cannot
};

double cpuMs()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& t) {
        return 1000.0 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_usec);
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

// `step` moves the camera once for every frame shown.
template <class Step>
void run(double milliseconds, Step step)
{
    QElapsedTimer clock;
    std::size_t answered = swapTimesMs.size();
    step();
    for (clock.start(); static_cast<double>(clock.elapsed()) < milliseconds;) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        if (swapTimesMs.size() == answered)
            continue;
        answered = swapTimesMs.size();
        step();
    }
}

template <class Step>
Rates measure(double seconds, Step step)
{
    run(700.0, step); // caches fill
    swapTimesMs.clear();
    const double cpuBefore = cpuMs();
    run(1000.0 * seconds, step);
    Rates rates;
    rates.frames = static_cast<int>(swapTimesMs.size());
    if (rates.frames > 1) {
        rates.cpuMsPerFrame = (cpuMs() - cpuBefore) / rates.frames;
        rates.perSecond = 1000.0 * (rates.frames - 1) / (swapTimesMs.back() - swapTimesMs.front());
        for (std::size_t i = 1; i < swapTimesMs.size(); ++i)
            rates.worstMs = std::max(rates.worstMs, swapTimesMs[i] - swapTimesMs[i - 1]);
    }
    return rates;
}

void print(const char* name, const Rates& rates, bool last = false)
{
    std::printf(
        "  \"%s\": {\"frames_per_second\": %.1f, \"worst_frame_ms\": %.1f, \"cpu_ms_per_frame\": %.1f, "
        "\"frames\": %d}%s\n",
        name, rates.perSecond, rates.worstMs, rates.cpuMsPerFrame, rates.frames, last ? "" : ",");
}

double pickMicroseconds(const Site& site)
{
    constexpr int rays = 200;
    const double start = nowMs();
    int met = 0;
    for (int i = 0; i < rays; ++i) {
        const Ray ray{{-50.0 + i, -80.0, 60.0}, {0.2, 0.8, -0.5}};
        met += pickRack(site, ray, {}).has_value();
    }
    return 1000.0 * (nowMs() - start) / rays + 0.0 * met;
}

} // namespace

int main(int argc, char** argv)
{
    prepareGraphics();
    QApplication app(argc, argv);
    const int racks = argc > 1 ? std::atoi(argv[1]) : 16000;
    const double seconds = argc > 2 ? std::atof(argv[2]) : 5.0;
    const SitePtr site = test::scaleCampus(racks);

    SceneView view;
    view.resize(1280, 800);
    view.setAnimated(false);
    view.setSite(site);
    view.setRoofsVisible(false);
    view.show();
    view.grabImage();

    QWindow* window = view.window3d();
    QPointF at(640.0, 30.0);
    mouse(window, QEvent::MouseButtonPress, at);
    const auto orbit = [&] {
        at.rx() += at.x() > 100000.0 ? -99000.0 : 6.0;
        mouse(window, QEvent::MouseMove, at);
    };
    std::printf("{\n  \"racks\": %zu,\n", site->rackCount());
    print("orbit_campus_roofs_off", measure(seconds, orbit));
    mouse(window, QEvent::MouseButtonRelease, at);

    view.setSelection({{}, site->buildings[0]->halls[0]->id});
    view.showPreset(ViewPreset::Hall);
    at = {1200.0, 780.0};
    mouse(window, QEvent::MouseButtonPress, at);
    print("orbit_hall_roofs_off", measure(seconds, orbit));
    mouse(window, QEvent::MouseButtonRelease, at);

    std::printf("  \"pick_us\": %.1f\n}\n", pickMicroseconds(*site));
    return 0;
}
