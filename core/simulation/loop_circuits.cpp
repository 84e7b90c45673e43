#include "core/simulation/loop_circuits.h"

#include <algorithm>
#include <numeric>

namespace hallwright {

LoopCircuits::LoopCircuits(const LoopDrawing& drawing, std::span<const char> flowing)
    : drawing_(drawing), link_(drawing.forest.ringed.size()), fed_(link_.size(), 0),
      supplyParts_(link_.size(), 0), returnParts_(link_.size(), 0)
{
    std::iota(link_.begin(), link_.end(), 0U);
    for (std::size_t u = 0; u < flowing.size(); ++u) {
        const PlantConnection& unit = drawing.units[u];
        if (!flowing[u] || unit.supply == PipeGraph::none || unit.back == PipeGraph::none)
            continue;
        const std::uint32_t a = drawing.forest.part[unit.supply];
        const std::uint32_t b = drawing.forest.part[unit.back];
        fed_[a] = fed_[b] = 1;
        link(a, b);
    }
    for (std::uint32_t part = 0; part < link_.size(); ++part) {
        link_[part] = link_[link_[part]]; // a link is named by its least part, which comes first
        if (fed_[part])
            ++(part < drawing.supplyParts ? supplyParts_ : returnParts_)[link_[part]];
    }
}

void LoopCircuits::link(std::uint32_t a, std::uint32_t b)
{
    const auto rootOf = [this](std::uint32_t part) {
        while (link_[part] != part)
            part = link_[part] = link_[link_[part]];
        return part;
    };
    const std::uint32_t rootA = rootOf(a);
    const std::uint32_t rootB = rootOf(b);
    link_[std::max(rootA, rootB)] = std::min(rootA, rootB);
}

std::uint32_t LoopCircuits::between(std::uint32_t supplyNode, std::uint32_t returnNode) const
{
    if (supplyNode == PipeGraph::none || returnNode == PipeGraph::none)
        return PipeGraph::none;
    const std::uint32_t a = drawing_.forest.part[supplyNode];
    const std::uint32_t b = drawing_.forest.part[returnNode];
    if (!fed_[a] || !fed_[b] || link_[a] != link_[b])
        return PipeGraph::none;
    if (supplyParts_[link_[a]] == 1)
        return b;
    return returnParts_[link_[a]] == 1 ? a : PipeGraph::none;
}

} // namespace hallwright
