// A year of hours, cold and after a rack has moved, and the reading of its weather.
#include "core/exchange/recipe.h"
#include "core/exchange/weather_file.h"
#include "core/model/edits.h"
#include "core/studies/year/year.h"

#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

constexpr const char* chicago =
    HALLWRIGHT_SOURCE_DIR "/sample-sites/enterprise-liquid-retrofit/chicago-ohare-tmy3.epw.gz";

SitePtr sample(const char* recipe)
{
    return buildSite(std::string(HALLWRIGHT_SOURCE_DIR "/sample-sites/") + recipe);
}

YearQuestion chicagoYear()
{
    YearQuestion question;
    question.weather = std::make_shared<WeatherSeries>(readWeather(chicago, 0.0));
    return question;
}

void yearCold(benchmark::State& state, const char* recipe)
{
    const SitePtr site = sample(recipe);
    const YearQuestion question = chicagoYear();
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluateYear(site, question));
}
BENCHMARK_CAPTURE(yearCold, retrofit, "enterprise-liquid-retrofit/retrofit.yaml")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(yearCold, fiveBuildingConversion, "five-building-conversion/site.yaml")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void yearAfterMovingOneRack(benchmark::State& state, const char* recipe)
{
    SitePtr site = sample(recipe);
    const Rack rack = site->buildings.front()->halls.front()->racks.at(10);
    const YearQuestion question = chicagoYear();
    PreparedYearPtr kept;
    evaluateYear(site, question, kept);
    double offset = -0.6;
    for (auto _ : state) {
        site = withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + offset, rack.pose.yawDeg});
        benchmark::DoNotOptimize(evaluateYear(site, question, kept));
        offset = -0.6 - offset;
    }
}
BENCHMARK_CAPTURE(yearAfterMovingOneRack, retrofit, "enterprise-liquid-retrofit/retrofit.yaml")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(yearAfterMovingOneRack, fiveBuildingConversion, "five-building-conversion/site.yaml")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void readEpwFile(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(readWeather(chicago, 0.0));
}
BENCHMARK(readEpwFile)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hallwright
