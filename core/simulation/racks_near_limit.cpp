#include "core/simulation/racks_near_limit.h"

#include "core/simulation/inlet_uncertainty.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

std::vector<RackNearLimit> racksNearLimit(const Snapshot& snapshot, std::size_t most)
{
    std::vector<RackNearLimit> all;
    for (const HallResultPtr& hall : snapshot.halls) {
        const auto uncertainty = inletUncertaintyOf(*hall);
        for (std::size_t i = 0; i < hall->racks.size(); ++i) {
            RackNearLimit rack{hall, i};
            rack.leastK = rack.leftK() - (uncertainty ? uncertainty->worstK : 0.0); // left - u
            if (rack.result().service == RackService::Running && !std::isnan(rack.result().inletC))
                all.push_back(rack);
        }
    }
    const std::size_t kept = std::min(most, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(),
                      [](const RackNearLimit& a, const RackNearLimit& b) { return a.leastK < b.leastK; });
    all.resize(kept);
    return all;
}

} // namespace hallwright
