#include "core/studies/failure/pair_sweep.h"

#include "core/studies/failure/cascade_run.h"
#include "core/studies/failure/check_failure.h"
#include "core/studies/failure/sweep_entry.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <unordered_map>

namespace hallwright {

namespace {

bool isWorsePair(const PairEntry& a, const PairEntry& b)
{
    if (a.gpusBeyond() != b.gpusBeyond())
        return a.gpusBeyond() > b.gpusBeyond();
    if (a.racksBeyond() != b.racksBeyond())
        return a.racksBeyond() > b.racksBeyond();
    if (isWorse(a.found, b.found) != isWorse(b.found, a.found))
        return isWorse(a.found, b.found);
    return a.other < b.other;
}

} // namespace

std::size_t PairSweep::withLossBeyond() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(entries, [](const PairEntry& entry) { return entry.racksBeyond() > 0; }));
}

PairSweepPtr
sweepPairs(const SitePtr& site, const Conditions& conditions, const FailureOptions& options,
           const std::function<void(SweepStage stage, std::size_t done, std::size_t all)>& progress,
           const std::stop_token& stop)
{
    const auto started = std::chrono::steady_clock::now();
    const auto tell = [&](SweepStage stage, std::size_t done, std::size_t all) {
        if (progress)
            progress(stage, done, all);
    };
    auto sweep = std::make_shared<PairSweep>();
    sweep->site = site;
    sweep->conditions = conditions;
    sweep->options = options;
    sweep->singles = sweepSingles(
        site, conditions, options,
        [&](std::size_t done, std::size_t all) { tell(SweepStage::Singles, done, all); }, stop);
    if (!sweep->singles)
        return nullptr;
    sweep->before = sweep->singles->before;
    std::unordered_map<ObjectRef, const SweepEntry*> alone;
    for (const SweepEntry& entry : sweep->singles->entries)
        alone[entry.element] = &entry;
    const FailureStart start = startOf(site, conditions, options);
    sweep->paths = sharedPathsOf(*site, *start.before, *sweep->singles);
    const FailureOptions coarse = forRanking(options);
    const std::vector<ElementPair>& pairs = sweep->paths.pairs;
    sweep->entries.resize(pairs.size());
    std::mutex telling;
    std::size_t done = 0;
    tbb::parallel_for(std::size_t{0}, pairs.size(), [&](std::size_t i) {
        if (stop.stop_requested())
            return;
        const std::array<ObjectRef, 2> both{pairs[i].first, pairs[i].second};
        const CascadePtr cascade = CascadeRun(start, both, coarse, stop).run();
        if (!cascade)
            return;
        const SweepEntry& a = *alone.at(both[0]);
        const SweepEntry& b = *alone.at(both[1]);
        sweep->entries[i] = {sweepEntryOf(*cascade, both[0]), both[1], pairs[i].alike,
                             a.racksLost + b.racksLost, a.gpusLost + b.gpusLost};
        const std::scoped_lock lock(telling);
        tell(SweepStage::Pairs, ++done, pairs.size());
    });
    if (stop.stop_requested())
        return nullptr;
    std::ranges::sort(sweep->entries, isWorsePair);
    sweep->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return sweep;
}

} // namespace hallwright
