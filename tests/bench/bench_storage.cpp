// Load, save, check and place, on the flagship and on a campus of 14,000 racks.
#include "core/exchange/recipe.h"
#include "core/model/check_site.h"
#include "core/model/edits.h"
#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <benchmark/benchmark.h>
#include <filesystem>
#include <unistd.h>

using namespace hallwright;

namespace {

const SitePtr& campus()
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

// A file of this run's own, removed at its end.
class BenchFile
{
public:
    explicit BenchFile(const Site& site)
        : path_(std::filesystem::temp_directory_path() /
                ("bench-" + std::to_string(::getpid()) + ".hallwright"))
    {
        saveSite(site, path_);
    }
    ~BenchFile()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

void save(benchmark::State& state, const SitePtr& (*site)())
{
    const BenchFile file(*site());
    for (auto _ : state)
        saveSite(*site(), file.path());
    state.counters["racks"] = static_cast<double>(site()->rackCount());
    state.counters["bytes"] = static_cast<double>(std::filesystem::file_size(file.path()));
}
BENCHMARK_CAPTURE(save, fiveBuildingConversion, flagship)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(save, scale14k, campus)->Unit(benchmark::kMillisecond);

// As the window saves: a rack moved since the file was opened or saved last.
void saveOneMovedRack(benchmark::State& state, const SitePtr& (*site)())
{
    const BenchFile file(*site());
    SiteImagePtr image = loadSiteImage(file.path());
    double byM = 0.01;
    for (auto _ : state) {
        state.PauseTiming();
        const Rack& rack = image->site->buildings[0]->halls[0]->racks[0];
        const SitePtr next =
            withRackPose(image->site, rack.id, {rack.pose.x + byM, rack.pose.y, rack.pose.yawDeg});
        byM = -byM;
        state.ResumeTiming();
        image = saveSite(next, file.path(), image);
    }
    state.counters["racks"] = static_cast<double>(site()->rackCount());
}
BENCHMARK_CAPTURE(saveOneMovedRack, fiveBuildingConversion, flagship)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(saveOneMovedRack, scale14k, campus)->Unit(benchmark::kMillisecond);

void load(benchmark::State& state, const SitePtr& (*site)())
{
    const BenchFile file(*site());
    for (auto _ : state)
        benchmark::DoNotOptimize(loadSite(file.path()));
    state.counters["racks"] = static_cast<double>(site()->rackCount());
}
BENCHMARK_CAPTURE(load, fiveBuildingConversion, flagship)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(load, scale14k, campus)->Unit(benchmark::kMillisecond);

void checkCampus(benchmark::State& state)
{
    for (auto _ : state)
        checkSite(*campus());
}
BENCHMARK(checkCampus)->Unit(benchmark::kMillisecond);

} // namespace
