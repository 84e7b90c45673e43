#include "core/studies/failure/sweep.h"

#include "core/studies/failure/cascade_run.h"
#include "core/studies/failure/check_failure.h"
#include "core/studies/failure/sweep_entry.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <chrono>
#include <mutex>

namespace hallwright {

std::size_t Sweep::withLoss() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(entries, [](const SweepEntry& entry) { return entry.racksLost > 0; }));
}

std::vector<ObjectRef> failableOf(const Site& site, const Outages& out)
{
    std::vector<ObjectRef> all;
    const auto add = [&](ObjectRef element) {
        if (!out.has(element))
            all.push_back(element);
    };
    for (const PowerNode& node : site.power->nodes)
        add(refTo(node.id));
    for (const PlantUnit& unit : site.cooling->plant)
        add(refTo(unit.id));
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const AirHandler& unit : hall->airHandlers)
                add(refTo(unit.id));
            for (const Cdu& unit : hall->cdus)
                add(refTo(unit.id));
        }
    }
    return all;
}

SweepPtr sweepSingles(const SitePtr& site, const Conditions& conditions, const FailureOptions& options,
                      const std::function<void(std::size_t done, std::size_t all)>& progress,
                      const std::stop_token& stop)
{
    requireSense(options);
    const auto started = std::chrono::steady_clock::now();
    auto sweep = std::make_shared<Sweep>();
    sweep->site = site;
    sweep->conditions = conditions;
    sweep->options = options;
    const FailureOptions coarse = forRanking(options);
    const FailureStart start = startOf(site, conditions, options);
    const std::vector<ObjectRef> elements = failableOf(*site, conditions.outages);
    sweep->entries.resize(elements.size());
    std::mutex telling;
    std::size_t done = 0;
    tbb::parallel_for(std::size_t{0}, elements.size(), [&](std::size_t i) {
        if (stop.stop_requested())
            return;
        const CascadePtr cascade = CascadeRun(start, std::span(&elements[i], 1), coarse, stop).run();
        if (!cascade)
            return;
        sweep->entries[i] = sweepEntryOf(*cascade, elements[i]);
        const std::scoped_lock lock(telling);
        sweep->before = cascade->before;
        ++done;
        if (progress)
            progress(done, elements.size());
    });
    if (stop.stop_requested())
        return nullptr;
    std::ranges::sort(sweep->entries, isWorse);
    sweep->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return sweep;
}

} // namespace hallwright
