// Pictures of the air of a hall of 255,000 cells at 900 x 640: what the window does for a new field, and when its smooth
// picture is there.
//
// Needs a screen: xvfb-run -s "-screen 0 1600x1000x24" hallwright_bench_fields
#include "tests/views/fields/analytic_air.h"
#include "views/fields/field_scale.h"
#include "views/fields/field_view.h"
#include "views/fields/slice.h"

#include <benchmark/benchmark.h>

#include <QApplication>

#include <cmath>

using namespace hallwright;
using namespace hallwright::fields;

namespace {

// Alike but for the phase of a ripple: a drag's fields.
FieldDataPtr fieldWith(double phase)
{
    AirRoom room = analytic::roomWithARack();
    room.widthM = 37.5;
    room.depthM = 25.0;
    room.heightM = 4.25; // 150 x 100 x 17 cells
    return analytic::airOf([phase](Point3 p) { return 18.0 + 3.0 * p.z + std::sin(p.x + phase) * p.y / 10; },
                           {0.5, 0.1, 0.02}, room);
}

FieldOptions shown(int what)
{
    FieldOptions options;
    options.crossSection = options.longSection = what >= 1;
    options.isosurface = what == 2;
    options.streamlines = what == 3 ? StreamlinesFrom::Supplies : StreamlinesFrom::Nowhere;
    return options;
}

const char* nameOf(int what)
{
    constexpr std::array names{"plan", "three slices", "three slices, surface", "three slices, streamlines"};
    return names[static_cast<std::size_t>(what)];
}

void floorImage(benchmark::State& state)
{
    const FieldDataPtr data = fieldWith(0.0);
    const ValueScale scale = scaleOf(FieldQuantity::Temperature, {17.0, 34.0});
    for (auto _ : state)
        benchmark::DoNotOptimize(sliceImage(*data, FieldQuantity::Temperature, 1.5, scale));
}

// Each round another field. `smooth`: with the picture, else what the window's thread does.
void newField(benchmark::State& state, bool smooth)
{
    const std::array fields{fieldWith(0.0), fieldWith(0.1)};
    FieldView view;
    view.resize(900, 640);
    view.show();
    view.setOptions(shown(static_cast<int>(state.range(0))));
    view.setData(fields[0]);
    view.grabImage();
    std::size_t round = 0;
    for (auto _ : state) {
        view.setData(fields[++round % fields.size()]);
        if (smooth)
            view.grabImage();
        else
            view.repaint();
    }
    state.SetLabel(nameOf(static_cast<int>(state.range(0))));
}

BENCHMARK(floorImage)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(newField, windowsShare, false)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(newField, smoothPicture, true)
    ->DenseRange(0, 3)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
