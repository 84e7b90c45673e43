// The buoyant flow of halls of 20 and 400 racks (tests/data/air-halls): from nothing, one step, after a rack has moved, the
// fractions of all racks, and a burst as a drag makes it.
#include "core/physics/buoyant_flow.h"

#include "tests/support/hall_reference.h"

#include <benchmark/benchmark.h>

#include <string>

namespace hallwright {
namespace {

AirRoom hallFor(const benchmark::State& state)
{
    const bool large = state.range(0) > 20;
    return test::readHallReference(HALLWRIGHT_SOURCE_DIR "/tests/data/air-halls", large ? "BIG400" : "H20",
                                   large ? "BIG_b1.0" : "H20_b1.0")
        .room;
}

// The last rack of the first row pulled 0.6 m out of it.
AirRoom withARackMoved(AirRoom room)
{
    constexpr double byM = 0.6;
    AirRack& rack = room.racks[room.racks.size() == 20 ? 9 : 19];
    for (AirBox* box : {&rack.body, &rack.front.area, &rack.rear.area}) {
        box->least.x += byM;
        box->most.x += byM;
    }
    return room;
}

RecirculationLayout layoutOf(const AirRoom& room)
{
    RecirculationLayout layout;
    for (const AirRack& rack : room.racks)
        layout.racks.push_back(
            {{(rack.body.least.x + rack.body.most.x) / 2, (rack.body.least.y + rack.body.most.y) / 2,
              rack.front.towardsPositive ? 180.0 : 0.0},
             0.6,
             1.2,
             rack.flowM3s});
    return layout;
}

void tell(benchmark::State& state, const BuoyantField& field)
{
    const BuoyantFlowReport& report = field.report();
    state.counters["cells"] = static_cast<double>(field.grid().count());
    state.counters["steps"] = report.iterations;
    state.counters["setUpMs"] = report.setUpMs;
    state.counters["stepsMs"] = report.solveMs;
    state.counters["meanFlowMs"] = report.sweepMs;
    state.counters["settled"] = report.settled;
    state.counters["heldMB"] = static_cast<double>(field.bytes()) / 1e6;
}

void buoyantFlowFromNothing(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    BuoyantFieldPtr field;
    for (auto _ : state)
        field = BuoyantFlow::solve(room);
    tell(state, *field);
}
BENCHMARK(buoyantFlowFromNothing)
    ->Arg(20)
    ->Arg(400)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

void buoyantFlowAfterARackMoved(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    const AirRoom moved = withARackMoved(room);
    const BuoyantFieldPtr before = BuoyantFlow::solve(room);
    BuoyantFieldPtr field;
    for (auto _ : state)
        field = BuoyantFlow::solve(moved, {}, before.get());
    tell(state, *field);
}
BENCHMARK(buoyantFlowAfterARackMoved)
    ->Arg(20)
    ->Arg(400)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

// What a reader sees first after a move: 20 steps of a small hall, 50 of a large one, and the picture of them.
void firstAnswerAfterARackMoved(benchmark::State& state)
{
    const int burst = state.range(0) > 20 ? 50 : 20;
    const AirRoom room = hallFor(state);
    const AirRoom moved = withARackMoved(room);
    const BuoyantFieldPtr before = BuoyantFlow::solve(room);
    for (auto _ : state) {
        BuoyantFlow flow(moved, {}, before.get());
        flow.advance(burst);
        benchmark::DoNotOptimize(flow.glance().get());
    }
}
BENCHMARK(firstAnswerAfterARackMoved)
    ->Arg(20)
    ->Arg(400)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

void buoyantStep(benchmark::State& state)
{
    BuoyantFlowOptions options;
    options.threads = static_cast<int>(state.range(1));
    options.mostSteps = 1'000'000;
    options.settledK = -1.0;
    BuoyantFlow flow(hallFor(state), options);
    flow.advance(50);
    for (auto _ : state)
        flow.advance(1);
}
BENCHMARK(buoyantStep)
    ->ArgsProduct({{20, 400}, {1, 2}})
    ->Unit(benchmark::kMicrosecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

void fractionsOfABuoyantFlow(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    const BuoyantFieldPtr field = BuoyantFlow::solve(room);
    const RecirculationLayout layout = layoutOf(room);
    std::shared_ptr<const RecirculationMatrix> matrix;
    for (auto _ : state)
        matrix = field->matrix(layout);
    state.counters["perRow"] =
        static_cast<double>(matrix->entryCount()) / static_cast<double>(matrix->rackCount());
}
BENCHMARK(fractionsOfABuoyantFlow)
    ->Arg(20)
    ->Arg(400)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

} // namespace
} // namespace hallwright
