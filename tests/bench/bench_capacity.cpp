// What is left of a campus of 14,000 racks whose last building is still filling, and again after one rack was moved.
#include "core/exchange/recipe.h"
#include "core/model/edits.h"
#include "core/studies/capacity/capacity_unlocks.h"
#include "tests/support/campus.h"

#include <array>
#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

const SitePtr& filling14k()
{
    static const SitePtr site = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/scale-14k/site.yaml");
    return site;
}

const SitePtr& full14k()
{
    static const SitePtr site = test::scaleCampus(14000);
    return site;
}

const SitePtr& flagship()
{
    static const SitePtr site =
        buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
    return site;
}

// Limit: 1 s.
void capacityCold(benchmark::State& state, const SitePtr& site)
{
    const CapacityQuestion question{usualRackType(*site), {}};
    CapacityPtr capacity;
    for (auto _ : state)
        capacity = capacityOf(site, conditionsOf(*site), question);
    state.counters["free"] = static_cast<double>(capacity->whole().free);
    state.counters["fits"] = static_cast<double>(capacity->fits());
}
BENCHMARK_CAPTURE(capacityCold, scale14k, filling14k())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(capacityCold, full14k, full14k())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(capacityCold, fiveBuildingConversion, flagship())->Unit(benchmark::kMillisecond);

// Limit: 50 ms.
void capacityAfterMovingOneRack(benchmark::State& state, const SitePtr& site)
{
    const CapacityQuestion question{usualRackType(*site), {}};
    const Rack& rack = site->buildings.front()->halls.front()->racks.at(10);
    const Pose aside{rack.pose.x, rack.pose.y - 0.3, rack.pose.yawDeg};
    const std::array sites{withRackPose(site, rack.id, aside), site};
    CapacityPtr capacity = capacityOf(site, conditionsOf(*site), question);
    std::size_t next = 0;
    for (auto _ : state) {
        capacity = capacityOf(sites[next], conditionsOf(*site), question, capacity.get());
        next = 1 - next;
    }
}
BENCHMARK_CAPTURE(capacityAfterMovingOneRack, scale14k, filling14k())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(capacityAfterMovingOneRack, full14k, full14k())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(capacityAfterMovingOneRack, fiveBuildingConversion, flagship())
    ->Unit(benchmark::kMillisecond);

void unlocks(benchmark::State& state, const SitePtr& site)
{
    const CapacityPtr capacity = capacityOf(site, conditionsOf(*site), {usualRackType(*site), {}});
    for (auto _ : state)
        benchmark::DoNotOptimize(unlocksOf(*capacity));
}
BENCHMARK_CAPTURE(unlocks, fiveBuildingConversion, flagship())->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hallwright
