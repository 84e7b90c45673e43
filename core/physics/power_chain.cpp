#include "core/physics/power_chain.h"

#include <algorithm>

namespace hallwright {

double powerLossW(const LossCurve& loss, double ratedW, double outputW)
{
    if (ratedW <= 0.0)
        return loss.k1 * outputW;
    const double x = outputW / ratedW;
    return ratedW * (loss.k0 + loss.k1 * x + loss.k2 * x * x); // P_r (k0 + k1 x + k2 x²)
}

PowerChain::PowerChain(const PowerNetwork& network)
{
    const std::size_t n = network.nodes.size();
    index_.reserve(n);
    for (const PowerNode& node : network.nodes) {
        index_.emplace(node.id, static_cast<std::uint32_t>(ratedW_.size()));
        ratedW_.push_back(node.ratedW);
        loss_.push_back(node.loss);
    }
    feederStart_.reserve(n + 1);
    feederStart_.push_back(0);
    for (const PowerNode& node : network.nodes) {
        for (const PowerNodeId id : node.fedBy) {
            if (const auto feeder = indexOf(id))
                feeders_.push_back(static_cast<std::uint32_t>(*feeder));
        }
        feederStart_.push_back(static_cast<std::uint32_t>(feeders_.size()));
    }
    sortByFlow();
}

// Kahn's algorithm from the nodes that feed nobody.
void PowerChain::sortByFlow()
{
    std::vector<std::uint32_t> waitingFor(size(), 0); // children not yet placed
    for (const std::uint32_t feeder : feeders_)
        ++waitingFor[feeder];
    order_.reserve(size());
    for (std::uint32_t i = 0; i < size(); ++i) {
        if (waitingFor[i] == 0)
            order_.push_back(i);
    }
    for (std::size_t k = 0; k < order_.size(); ++k) {
        for (const std::uint32_t feeder : feeders(order_[k])) {
            if (--waitingFor[feeder] == 0)
                order_.push_back(feeder);
        }
    }
}

std::optional<std::size_t> PowerChain::indexOf(PowerNodeId id) const
{
    const auto it = index_.find(id);
    return it != index_.end() ? std::optional<std::size_t>(it->second) : std::nullopt;
}

std::span<const std::uint32_t> PowerChain::feeders(std::size_t node) const
{
    return {feeders_.data() + feederStart_[node], feeders_.data() + feederStart_[node + 1]};
}

PowerFlow PowerChain::flowFor(std::span<const double> loadW) const
{
    PowerFlow flow;
    flow.outputW.assign(loadW.begin(), loadW.end());
    flow.lossW.assign(size(), 0.0);
    for (const std::uint32_t i : order_) {
        flow.lossW[i] = powerLossW(loss_[i], ratedW_[i], flow.outputW[i]);
        const auto upstream = feeders(i);
        const double shareW =
            upstream.empty() ? 0.0 : (flow.outputW[i] + flow.lossW[i]) / static_cast<double>(upstream.size());
        for (const std::uint32_t feeder : upstream)
            flow.outputW[feeder] += shareW;
    }
    return flow;
}

} // namespace hallwright
