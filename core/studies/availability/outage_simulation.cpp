#include "core/studies/availability/outage_simulation.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <queue>
#include <random>
#include <utility>

namespace hallwright {

namespace {

constexpr std::size_t batches = 40;
constexpr double studentT = 2.023; // 97.5 % quantile, 39 degrees of freedom

struct TargetTally {
    double down = 0.0; // weighted share of it that does not work now
    double downH = 0.0;
    double failures = 0.0;
    std::vector<double> batchShares;
    double allH = 0.0;
};

class OutageRun
{
public:
    OutageRun(const BlockDiagram& diagram, std::span<const OutageTarget> targets,
              const OutageSimulationOptions& options)
        : diagram_(diagram), options_(options), dice_(options.seed),
          elementWorks_(diagram.elements().size(), 1), works_(diagram.worksWith(elementWorks_)),
          users_(diagram.size()), shares_(diagram.size()), tallies_(targets.size()), freeCrews_(options.crews)
    {
        for (std::size_t i = 0; i < diagram.size(); ++i) {
            for (const BlockId input : diagram.block(static_cast<BlockId>(i)).inputs)
                users_[input].push_back(static_cast<BlockId>(i));
        }
        for (std::size_t t = 0; t < targets.size(); ++t) {
            for (std::size_t k = 0; k < targets[t].blocks.size(); ++k) {
                shares_[targets[t].blocks[k]].emplace_back(t, targets[t].weights[k]);
                tallies_[t].down += works_[targets[t].blocks[k]] ? 0.0 : targets[t].weights[k];
            }
        }
        for (std::size_t e = 0; e < elementWorks_.size(); ++e)
            events_.emplace(drawn(diagram.elements()[e].mtbfH), e);
    }

    bool runUntil(double endH, const std::stop_token& stop)
    {
        std::size_t count = 0;
        while (!events_.empty() && events_.top().first <= endH) {
            constexpr std::size_t often = 4096;
            if (++count % often == 0 && stop.stop_requested())
                return false;
            const auto [atH, element] = events_.top();
            events_.pop();
            passTo(atH);
            if (elementWorks_[element])
                failAt(atH, element);
            else
                repairAt(atH, element);
        }
        passTo(endH);
        return true;
    }

    void endBatch(double lengthH)
    {
        for (TargetTally& tally : tallies_) {
            tally.batchShares.push_back(tally.downH / lengthH);
            tally.allH += tally.downH;
            tally.downH = 0.0;
        }
    }

    SimulatedOutage result(std::size_t target) const
    {
        const TargetTally& tally = tallies_[target];
        SimulatedOutage outage;
        const double hours = options_.years * hoursPerYear;
        outage.figures = {tally.allH / hours, tally.failures / options_.years};
        double squares = 0.0;
        for (const double share : tally.batchShares)
            squares += (share - outage.figures.unavailability) * (share - outage.figures.unavailability);
        const auto n = static_cast<double>(tally.batchShares.size());
        outage.halfWidth = studentT * std::sqrt(squares / (n - 1.0) / n);
        if (tally.failures == 0.0)
            outage.halfWidth = std::max(outage.halfWidth, 3.0 * longestRepairH() / hours);
        return outage;
    }

private:
    using Event = std::pair<double, std::size_t>;

    double drawn(double meanH)
    {
        constexpr double steps = 9007199254740992.0; // 2^53
        const double u = (static_cast<double>(dice_() >> 11) + 0.5) / steps;
        return -meanH * std::log(u);
    }

    double longestRepairH() const
    {
        double longest = 0.0;
        for (const RepairTimes& times : diagram_.elements())
            longest = std::max(longest, times.mttrH);
        return longest;
    }

    void passTo(double atH)
    {
        for (TargetTally& tally : tallies_)
            tally.downH += tally.down * (atH - nowH_);
        nowH_ = atH;
    }

    void failAt(double atH, std::size_t element)
    {
        change(element, false);
        if (options_.crews > 0 && freeCrews_ == 0) {
            waiting_.push_back(element);
            return;
        }
        if (options_.crews > 0)
            --freeCrews_;
        events_.emplace(atH + drawn(diagram_.elements()[element].mttrH), element);
    }

    void repairAt(double atH, std::size_t element)
    {
        change(element, true);
        events_.emplace(atH + drawn(diagram_.elements()[element].mtbfH), element);
        if (options_.crews == 0)
            return;
        if (waiting_.empty()) {
            ++freeCrews_;
            return;
        }
        const std::size_t next = waiting_.front();
        waiting_.pop_front();
        events_.emplace(atH + drawn(diagram_.elements()[next].mttrH), next);
    }

    // Blocks are later than their inputs, so the smallest that may have changed is settled once it is met.
    void change(std::size_t element, bool works)
    {
        elementWorks_[element] = works ? 1 : 0;
        std::priority_queue<BlockId, std::vector<BlockId>, std::greater<>> due;
        set(diagram_.blockOfElement(element), works, due);
        while (!due.empty()) {
            const BlockId at = due.top();
            while (!due.empty() && due.top() == at)
                due.pop();
            const bool now = suffices(diagram_.block(at), works_);
            if (now != (works_[at] != 0))
                set(at, now, due);
        }
    }

    template <class Queue>
    void set(BlockId block, bool works, Queue& due)
    {
        works_[block] = works ? 1 : 0;
        for (const auto& [target, weight] : shares_[block]) {
            tallies_[target].down += works ? -weight : weight;
            tallies_[target].failures += works ? 0.0 : weight;
        }
        for (const BlockId user : users_[block])
            due.push(user);
    }

    const BlockDiagram& diagram_;
    OutageSimulationOptions options_;
    std::mt19937_64 dice_;
    std::vector<char> elementWorks_;
    std::vector<char> works_;                                         // per block
    std::vector<std::vector<BlockId>> users_;                         // per block
    std::vector<std::vector<std::pair<std::size_t, double>>> shares_; // per block: targets and weights
    std::vector<TargetTally> tallies_;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
    std::deque<std::size_t> waiting_;
    std::size_t freeCrews_;
    double nowH_ = 0.0;
};

} // namespace

std::vector<SimulatedOutage> simulateOutages(const BlockDiagram& diagram,
                                             std::span<const OutageTarget> targets,
                                             const OutageSimulationOptions& options,
                                             const std::function<void(double years)>& progress,
                                             const std::stop_token& stop)
{
    constexpr double mostYears = 1e7;
    if (!(options.years >= 1.0 && options.years <= mostYears))
        throw InputError(
            fmt::format("The time simulated is {:g} years, but must lie between 1 and {:g} years.",
                        options.years, mostYears));
    OutageRun run(diagram, targets, options);
    const double batchH = options.years * hoursPerYear / static_cast<double>(batches);
    for (std::size_t b = 1; b <= batches; ++b) {
        if (!run.runUntil(static_cast<double>(b) * batchH, stop))
            return {};
        run.endBatch(batchH);
        if (progress)
            progress(static_cast<double>(b) * batchH / hoursPerYear);
    }
    std::vector<SimulatedOutage> outages;
    for (std::size_t t = 0; t < targets.size(); ++t)
        outages.push_back(run.result(t));
    return outages;
}

} // namespace hallwright
