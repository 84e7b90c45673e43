// Evaluation and heatmaps of the flagship and of a 14,000-rack campus. Medians: --benchmark_repetitions=9 with
// --benchmark_report_aggregates_only=true.
#include "core/exchange/recipe.h"
#include "core/model/edits.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/heatmap.h"
#include "tests/support/campus.h"

#include <array>
#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

SitePtr scale14k()
{
    static const SitePtr site = test::scaleCampus(14000);
    return site;
}

SitePtr flagship()
{
    static const SitePtr site =
        buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
    return site;
}

// 13,800 NVL72 racks and 4,200 others in 60 halls, with every loop's pipes.
SitePtr stargate()
{
    static const SitePtr site = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/stargate-2g2/site.yaml");
    return site;
}

// A rack in the first row of the first hall, away from the row's ends.
const Rack& someRack(const Site& site)
{
    return site.buildings.front()->halls.front()->racks.at(10);
}

// Evaluates the two sites in turn, each with what the other has left.
void evaluateInTurn(benchmark::State& state, const std::array<SitePtr, 2>& sites)
{
    const Conditions conditions = conditionsOf(*sites[0]);
    PreparedCampusPtr kept;
    evaluate(sites[1], conditions, kept);
    std::size_t next = 0;
    for (auto _ : state) {
        evaluate(sites[next], conditions, kept);
        next = 1 - next;
    }
}

void evaluateCold(benchmark::State& state, const SitePtr& site)
{
    const Conditions conditions = conditionsOf(*site);
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluate(site, conditions));
}
BENCHMARK_CAPTURE(evaluateCold, scale14k, scale14k())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(evaluateCold, fiveBuildingConversion, flagship())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(evaluateCold, stargate, stargate())->Unit(benchmark::kMillisecond);

void evaluateAfterMovingOneRack(benchmark::State& state, const SitePtr& site)
{
    const Rack& rack = someRack(*site);
    const Pose aside{rack.pose.x, rack.pose.y - 0.6, rack.pose.yawDeg};
    evaluateInTurn(state, {withRackPose(site, rack.id, aside), withRackPose(site, rack.id, rack.pose)});
}
BENCHMARK_CAPTURE(evaluateAfterMovingOneRack, scale14k, scale14k())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(evaluateAfterMovingOneRack, fiveBuildingConversion, flagship())
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(evaluateAfterMovingOneRack, stargate, stargate())->Unit(benchmark::kMillisecond);

void evaluateAfterAPowerEdit(benchmark::State& state, const SitePtr& site)
{
    const RackId id = someRack(*site).id;
    evaluateInTurn(state, {withRackPower(site, id, 1e3 * 10.0), withRackPower(site, id, 1e3 * (30.0))});
}
BENCHMARK_CAPTURE(evaluateAfterAPowerEdit, scale14k, scale14k())->Unit(benchmark::kMillisecond);

// What a mouse event of a drag costs: the edit and the evaluation.
void editAndEvaluate(benchmark::State& state, const SitePtr& start)
{
    const Conditions conditions = conditionsOf(*start);
    const Rack rack = someRack(*start);
    SitePtr site = start;
    PreparedCampusPtr kept;
    evaluate(site, conditions, kept);
    double offset = -0.6;
    for (auto _ : state) {
        site = withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + offset, rack.pose.yawDeg});
        evaluate(site, conditions, kept);
        offset = -0.6 - offset;
    }
}
BENCHMARK_CAPTURE(editAndEvaluate, scale14k, scale14k())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(editAndEvaluate, stargate, stargate())->Unit(benchmark::kMillisecond);

// The same with what is wrong then.
void editEvaluateAndCheck(benchmark::State& state, const SitePtr& start)
{
    const Conditions conditions = conditionsOf(*start);
    const Rack rack = someRack(*start);
    SitePtr site = start;
    PreparedCampusPtr kept;
    FindingsPtr findings = findingsOf(*evaluate(site, conditions, kept));
    double offset = -0.6;
    for (auto _ : state) {
        site = withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + offset, rack.pose.yawDeg});
        findings = findingsOf(*evaluate(site, conditions, kept), findings.get());
        offset = -0.6 - offset;
    }
}
BENCHMARK_CAPTURE(editEvaluateAndCheck, scale14k, scale14k())->Unit(benchmark::kMillisecond);

void checkCold(benchmark::State& state, const SitePtr& site)
{
    const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
    for (auto _ : state)
        benchmark::DoNotOptimize(findingsOf(*snapshot));
}
BENCHMARK_CAPTURE(checkCold, scale14k, scale14k())->Unit(benchmark::kMillisecond);

void checkAfterMovingOneRack(benchmark::State& state, const SitePtr& site)
{
    const Conditions conditions = conditionsOf(*site);
    const Rack& rack = someRack(*site);
    const Pose aside{rack.pose.x, rack.pose.y - 0.6, rack.pose.yawDeg};
    PreparedCampusPtr kept;
    const SnapshotPtr before = evaluate(site, conditions, kept);
    const std::array snapshots{evaluate(withRackPose(site, rack.id, aside), conditions, kept), before};
    FindingsPtr findings = findingsOf(*before);
    std::size_t next = 0;
    for (auto _ : state) {
        findings = findingsOf(*snapshots[next], findings.get());
        next = 1 - next;
    }
}
BENCHMARK_CAPTURE(checkAfterMovingOneRack, scale14k, scale14k())->Unit(benchmark::kMillisecond);

void heatmap(benchmark::State& state, HeatmapQuantity quantity)
{
    static const SnapshotPtr snapshot = evaluate(scale14k(), conditionsOf(*scale14k()));
    for (auto _ : state)
        benchmark::DoNotOptimize(heatmapOf(*snapshot->halls.front(), quantity));
}
BENCHMARK_CAPTURE(heatmap, powerDensity, HeatmapQuantity::PowerDensity)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(heatmap, inletTemperature, HeatmapQuantity::InletTemperature)
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hallwright
