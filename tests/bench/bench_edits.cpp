// Edits and differences, on the flagship and on a campus of 14,000 racks.
#include "core/exchange/recipe.h"
#include "core/model/change_set.h"
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <unordered_map>

namespace hallwright {
namespace {

const SitePtr& flagship()
{
    static const SitePtr site =
        buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
    return site;
}

const SitePtr& scale14k()
{
    static const SitePtr site = test::scaleCampus(14000);
    return site;
}

// The type of most racks.
RackTypeId commonType(const Site& site)
{
    std::unordered_map<RackTypeId, int> counts;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks)
                ++counts[rack.type];
        }
    }
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

// Limit: 5 ms on the flagship, whose 4,032 compute racks are of one type.
void changeAType(benchmark::State& state, const SitePtr& site)
{
    const RackTypeId type = commonType(*site);
    double factor = 1.1;
    for (auto _ : state) {
        SiteEdit edit(site);
        edit.change(type).powerW *= factor;
        benchmark::DoNotOptimize(edit.done());
        factor = 2.2 - factor;
    }
}
BENCHMARK_CAPTURE(changeAType, fiveBuildingConversion, flagship())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(changeAType, scale14k, scale14k())->Unit(benchmark::kMillisecond);

void moveAThousandRacks(benchmark::State& state)
{
    for (auto _ : state) {
        SiteEdit edit(scale14k());
        for (std::int64_t id = 1; id <= 1000; ++id)
            edit.change(RackId{id}).pose.y += 0.05;
        benchmark::DoNotOptimize(edit.done());
    }
}
BENCHMARK(moveAThousandRacks)->Unit(benchmark::kMillisecond);

// 40 devices in each of the 14,000 racks.
const SitePtr& filled14k()
{
    static const SitePtr site = [] {
        SiteEdit edit(scale14k());
        DeviceType type;
        type.name = "Node";
        type.massKg = 20.0;
        type.powerW = 400.0;
        const DeviceTypeId node = edit.add(type);
        for (std::int64_t rack = 1; rack <= 14'000; ++rack) {
            for (int unit = 1; unit <= 40; ++unit) {
                Device device;
                device.name = "node";
                device.type = node;
                device.positionU = unit;
                device.powerW = type.powerW;
                edit.addTo(RackId{rack}, device);
            }
        }
        return edit.done();
    }();
    return site;
}

void moveAFilledRack(benchmark::State& state)
{
    const SitePtr& site = filled14k(); // made before the clock runs
    for (auto _ : state)
        benchmark::DoNotOptimize(withRackPose(site, RackId{7000}, site->rack({7000}).pose));
}
BENCHMARK(moveAFilledRack)->Unit(benchmark::kMillisecond);

void renameADevice(benchmark::State& state)
{
    const SitePtr& site = filled14k();
    for (auto _ : state) {
        SiteEdit edit(site);
        edit.change(DeviceId{280'000}).name = "other";
        benchmark::DoNotOptimize(edit.done());
    }
}
BENCHMARK(renameADevice)->Unit(benchmark::kMillisecond);

// Limit: 5 ms, though the two versions share nothing.
void diffOfTwoFiles(benchmark::State& state)
{
    const SitePtr before = test::scaleCampus(14000);
    const SitePtr after = withRackPower(test::scaleCampus(14000), RackId{7000}, 1e3);
    for (auto _ : state)
        benchmark::DoNotOptimize(diff(*before, *after));
}
BENCHMARK(diffOfTwoFiles)->Unit(benchmark::kMillisecond);

void diffAfterAnEdit(benchmark::State& state)
{
    const SitePtr after = withRackPower(scale14k(), RackId{7000}, 1e3);
    for (auto _ : state)
        benchmark::DoNotOptimize(diff(*scale14k(), *after));
}
BENCHMARK(diffAfterAnEdit)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hallwright
