// Each element failed by itself: what a site is not redundant against, the worst first.
#pragma once

#include "core/studies/failure/failure.h"

#include <functional>

namespace hallwright {

struct SweepEntry {
    ObjectRef element;
    std::size_t racksLost = 0;
    std::size_t gpusLost = 0;
    double powerLostW = 0.0;
    std::optional<double> firstLossS;    // until the first rack goes down
    std::optional<double> inletLimitS;   // until the first inlet passes its limit
    std::optional<double> coolantLimitS; // until the first chips slow down
    double highestInletC = 0.0;
    bool steadyAtEnd = true;
    std::string cause; // of the first loss, or the first limit; empty: nothing follows

    bool follows() const { return racksLost > 0 || inletLimitS || coolantLimitS || !steadyAtEnd; }
};

struct Sweep {
    SitePtr site;
    Conditions conditions;
    FailureOptions options;
    FailureTotals before;
    // By GPUs lost, then IT power lost, then time left, then id.
    std::vector<SweepEntry> entries;
    double seconds = 0.0; // it took

    std::size_t withLoss() const; // elements whose failure takes racks down
};
using SweepPtr = std::shared_ptr<const Sweep>;

// All power nodes, plant units, air handlers and CDUs that are in service under the conditions; on all processors (TBB).
// `progress` is called from any thread, one call at a time; may be empty. Null if stopped. Throws as failureOf.
SweepPtr sweepSingles(const SitePtr& site, const Conditions& conditions, const FailureOptions& options = {},
                      const std::function<void(std::size_t done, std::size_t all)>& progress = {},
                      const std::stop_token& stop = {});

// What of a site can fail: elements in the order of power, plant, air handlers, CDUs.
std::vector<ObjectRef> failableOf(const Site& site, const Outages& out);

} // namespace hallwright
