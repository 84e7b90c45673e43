// The same by throwing dice: elements fail and are repaired over many years, one after the other where crews are few.
//
// Times to failure and repair are exponential (equipment_rates.h). A failed element waits for a free crew in the order of
// failures; while it waits it is down. Nothing is aged. The years are cut into batches of equal length, and the mean of
// the batches has the confidence interval of Student's t at 95 %:
//
//     U ± t s / √n
//
// s standard deviation of the batches' means, n their number. It covers the truth in 95 of 100 cases; where no batch has seen
// an outage it says nothing, and the interval is what three outages of the element's mean repair would come to.
// The same seed gives the same answer. Throws InputError for options out of sense.
#pragma once

#include "core/studies/availability/exact_outages.h"

#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace hallwright {

struct OutageSimulationOptions {
    double years = 2'000.0;
    std::uint64_t seed = 1;
    std::size_t crews = 0; // that repair at a time; 0: as many as it takes
};

struct SimulatedOutage {
    OutageFigures figures;
    double halfWidth = 0.0; // of the unavailability's 95 % interval

    bool covers(double unavailability) const
    {
        return std::abs(unavailability - figures.unavailability) <= halfWidth;
    }
};

// A block, or a weighted mean of several.
struct OutageTarget {
    std::vector<BlockId> blocks;
    std::vector<double> weights; // as blocks; their sum is 1
};

// One for each target. `progress` is told the years done; may be empty. Empty if stopped.
std::vector<SimulatedOutage> simulateOutages(const BlockDiagram& diagram,
                                             std::span<const OutageTarget> targets,
                                             const OutageSimulationOptions& options,
                                             const std::function<void(double years)>& progress = {},
                                             const std::stop_token& stop = {});

} // namespace hallwright
