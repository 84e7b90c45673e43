// What each power node hangs on while everything is in service.
#pragma once

#include "core/model/power_network.h"
#include "core/physics/power_chain.h"

#include <cstdint>
#include <vector>

namespace hallwright {

// For each node the nearest node before it without which it has no power, and so on up: a tree whose root stands above
// all sources. The nearest common one of two feeders is what both hang on.
class PowerDependence
{
public:
    static constexpr std::uint32_t root = noPowerNode;

    explicit PowerDependence(const PowerNetwork& network);

    const PowerNetwork& network() const { return network_; }
    const PowerChain& chain() const { return chain_; }
    bool alive(std::uint32_t node) const { return alive_[node] != 0; } // a source reaches it
    // Root if there is none. Both must be alive.
    std::uint32_t nearestCommon(std::uint32_t a, std::uint32_t b) const;

private:
    std::uint32_t depth(std::uint32_t node) const { return node == root ? 0 : depth_[node]; }

    const PowerNetwork& network_;
    PowerChain chain_;
    std::vector<char> alive_;
    std::vector<std::uint32_t> above_;
    std::vector<std::uint32_t> depth_;
};

} // namespace hallwright
