// From a recipe's text to a checked site.
#include "core/exchange/recipe.h"

#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

void buildFrom(benchmark::State& state, const char* recipe)
{
    const std::string path = std::string(HALLWRIGHT_SOURCE_DIR "/sample-sites/") + recipe + "/site.yaml";
    for (auto _ : state)
        benchmark::DoNotOptimize(buildSite(path));
    state.counters["racks"] = static_cast<double>(buildSite(path)->rackCount());
}

BENCHMARK_CAPTURE(buildFrom, fiveBuildingConversion, "five-building-conversion")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(buildFrom, scale14k, "scale-14k")->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hallwright
