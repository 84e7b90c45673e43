// Power flow and losses through the power network, from the loads up to the utility.
//
//     P_in = P_out + P_r (k0 + k1 x + k2 x²)       x = P_out / P_r       P_out = own loads + Σ_children
//     P_in/n
//
// P_out power a node delivers downstream [W]; P_in power it draws [W]; P_r its rating [W]; k0, k1, k2
// no-load, proportional and square loss [-]; n the number of nodes that feed a child, each carrying an equal
// share. A node that nothing loads still has its no-load loss. Without a rating only the proportional loss is
// known: P_in = P_out (1 + k1). Range: x from 0 to 1; above, the curve is followed and the caller warns.
// Source: loss curves of transformers and UPS (no-load, resistive and quadratic terms), IEC 62040-3. Nothing
// is thrown: feeds of unknown nodes are ignored and the nodes of a cycle are left out of the flow.
#pragma once

#include "core/model/power_network.h"

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace hallwright {

double powerLossW(const LossCurve& loss, double ratedW, double outputW);

struct PowerFlow {
    std::vector<double> outputW; // one per node
    std::vector<double> lossW;
};

// A power network made ready for many solves: who feeds whom, and in which order.
class PowerChain
{
public:
    explicit PowerChain(const PowerNetwork& network);

    std::size_t size() const { return ratedW_.size(); }
    std::optional<std::size_t> indexOf(PowerNodeId id) const;
    std::span<const std::uint32_t> feeders(std::size_t node) const;    // the nodes it is fed by
    const std::vector<std::uint32_t>& order() const { return order_; } // every node before those that feed it

    // `loadW`: what is connected to each node directly.
    PowerFlow flowFor(std::span<const double> loadW) const;

private:
    void sortByFlow();

    std::unordered_map<PowerNodeId, std::uint32_t> index_;
    std::vector<std::uint32_t> feederStart_; // size() + 1
    std::vector<std::uint32_t> feeders_;
    std::vector<std::uint32_t> order_;
    std::vector<double> ratedW_;
    std::vector<LossCurve> loss_;
};

} // namespace hallwright
