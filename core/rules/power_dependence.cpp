#include "core/rules/power_dependence.h"

#include <utility>

namespace hallwright {

PowerDependence::PowerDependence(const PowerNetwork& network)
    : network_(network), chain_(network), alive_(chain_.energised()), above_(chain_.size(), root),
      depth_(chain_.size(), 1)
{
    for (auto it = chain_.order().rbegin(); it != chain_.order().rend(); ++it) {
        const std::uint32_t i = *it;
        if (isSource(network.nodes[i].kind))
            continue;
        bool first = true;
        for (const std::uint32_t feeder : chain_.feeders(i)) {
            if (!alive_[feeder])
                continue;
            above_[i] = first ? feeder : nearestCommon(above_[i], feeder);
            first = false;
        }
        depth_[i] = depth(above_[i]) + 1;
    }
}

std::uint32_t PowerDependence::nearestCommon(std::uint32_t a, std::uint32_t b) const
{
    while (a != b) {
        if (depth(a) < depth(b))
            std::swap(a, b);
        a = above_[a];
    }
    return a;
}

} // namespace hallwright
