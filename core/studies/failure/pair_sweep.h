// Every pair of elements that share a path, failed together: what a site is not redundant against with one element out.
#pragma once

#include "core/studies/failure/shared_paths.h"
#include "core/studies/failure/sweep.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace hallwright {

struct PairEntry {
    SweepEntry found; // its element: the first of the two
    ObjectRef other;
    std::size_t alike = 1;          // pairs that it stands for
    std::size_t racksLostApart = 0; // by each of the two alone, together
    std::size_t gpusLostApart = 0;

    std::size_t racksBeyond() const
    {
        return found.racksLost > racksLostApart ? found.racksLost - racksLostApart : 0;
    }
    std::size_t gpusBeyond() const
    {
        return found.gpusLost > gpusLostApart ? found.gpusLost - gpusLostApart : 0;
    }
};

struct PairSweep {
    SitePtr site;
    Conditions conditions;
    FailureOptions options;
    FailureTotals before;
    SweepPtr singles;
    SharedPaths paths; // which pairs were evaluated, and how many were not and why
    // By GPUs lost beyond what each of the two takes alone, then by racks beyond, then as a sweep of singles.
    std::vector<PairEntry> entries;
    double seconds = 0.0; // it took, singles and all

    std::size_t withLossBeyond() const; // pairs that take more racks than each alone
};
using PairSweepPtr = std::shared_ptr<const PairSweep>;

enum class SweepStage { Singles, Pairs };

// As sweepSingles, which it begins with; `progress` is told which of the two is under way.
PairSweepPtr
sweepPairs(const SitePtr& site, const Conditions& conditions, const FailureOptions& options = {},
           const std::function<void(SweepStage stage, std::size_t done, std::size_t all)>& progress = {},
           const std::stop_token& stop = {});

} // namespace hallwright
