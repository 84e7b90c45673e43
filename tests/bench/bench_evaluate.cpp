// Evaluation and heatmaps of a 14,000-rack campus. Medians: --benchmark_repetitions=9 with
// --benchmark_report_aggregates_only=true.
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/heatmap.h"
#include "tests/support/campus.h"

#include <array>
#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

constexpr int campusRacks = 14000;

const SitePtr& campus()
{
    static const SitePtr site = test::scaleCampus(campusRacks);
    return site;
}

// The rack in the middle of the first row of the first hall, where it stands and one tile towards the wall.
std::array<SitePtr, 2> twoPositions()
{
    const Rack& rack = campus()->buildings.front()->halls.front()->racks.at(25);
    Pose moved = rack.pose;
    moved.y -= 0.6;
    return {withRackPose(campus(), rack.id, moved), withRackPose(campus(), rack.id, rack.pose)};
}

void evaluateCold(benchmark::State& state)
{
    const Conditions conditions = conditionsOf(*campus());
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluate(campus(), conditions));
}
BENCHMARK(evaluateCold)->Unit(benchmark::kMillisecond);

void evaluateAfterMovingOneRack(benchmark::State& state)
{
    const std::array<SitePtr, 2> sites = twoPositions();
    const Conditions conditions = conditionsOf(*campus());
    SnapshotPtr last = evaluate(campus(), conditions);
    std::size_t next = 0;
    for (auto _ : state) {
        last = evaluate(sites[next], conditions, last.get());
        next = 1 - next;
    }
}
BENCHMARK(evaluateAfterMovingOneRack)->Unit(benchmark::kMillisecond);

void evaluateAfterAPowerEdit(benchmark::State& state)
{
    const RackId id = campus()->buildings.front()->halls.front()->racks.at(25).id;
    const std::array<SitePtr, 2> sites{withRackPower(campus(), id, kilowatts(10.0)),
                                       withRackPower(campus(), id, kilowatts(30.0))};
    const Conditions conditions = conditionsOf(*campus());
    SnapshotPtr last = evaluate(campus(), conditions);
    std::size_t next = 0;
    for (auto _ : state) {
        last = evaluate(sites[next], conditions, last.get());
        next = 1 - next;
    }
}
BENCHMARK(evaluateAfterAPowerEdit)->Unit(benchmark::kMillisecond);

void editAndEvaluate(benchmark::State& state)
{
    const Conditions conditions = conditionsOf(*campus());
    const Rack rack = campus()->buildings.front()->halls.front()->racks.at(25);
    SitePtr site = campus();
    SnapshotPtr last = evaluate(site, conditions);
    double offset = -0.6;
    for (auto _ : state) {
        site = withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + offset, rack.pose.yawDeg});
        last = evaluate(site, conditions, last.get());
        offset = -0.6 - offset;
    }
}
BENCHMARK(editAndEvaluate)->Unit(benchmark::kMillisecond);

void heatmap(benchmark::State& state)
{
    static const SnapshotPtr snapshot = evaluate(campus(), conditionsOf(*campus()));
    const auto quantity = static_cast<HeatmapQuantity>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(heatmapOf(*snapshot->halls.front(), quantity));
}
BENCHMARK(heatmap)->ArgName("quantity")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hallwright
