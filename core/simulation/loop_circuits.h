// Which circuit of a loop its plant units and terminals are on: a supply and a return side between which both lie.
//
// Parts of the pipes that flowing units link belong together. The circuits of one link are told apart by the side that
// has several parts; where both sides have, the drawing does not say how the flow divides, and there is no circuit.
#pragma once

#include "core/simulation/loop_drawing.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hallwright {

class LoopCircuits
{
public:
    // `flowing`: which plant units take part, as the drawing's.
    LoopCircuits(const LoopDrawing& drawing, std::span<const char> flowing);

    // The circuit between these nodes, named by one of its parts; PipeGraph::none without one.
    std::uint32_t between(std::uint32_t supplyNode, std::uint32_t returnNode) const;
    bool fed(std::uint32_t part) const { return fed_[part] != 0; } // by a flowing unit
    std::uint32_t linkOf(std::uint32_t part) const { return link_[part]; }
    std::size_t parts() const { return link_.size(); }

private:
    void link(std::uint32_t a, std::uint32_t b);

    const LoopDrawing& drawing_;
    std::vector<std::uint32_t> link_; // of each part: the least of those it is linked with
    std::vector<char> fed_;
    std::vector<std::uint32_t> supplyParts_, returnParts_; // fed ones, of each link
};

} // namespace hallwright
