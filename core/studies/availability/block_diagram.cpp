#include "core/studies/availability/block_diagram.h"

#include <stdexcept>
#include <utility>

namespace hallwright {

BlockId BlockDiagram::add(Block block)
{
    for (const BlockId input : block.inputs) {
        if (input >= blocks_.size())
            throw std::logic_error("a block's inputs must exist before it");
    }
    if (!block.weights.empty() && block.weights.size() != block.inputs.size())
        throw std::logic_error("a block needs a weight for each of its inputs");
    blocks_.push_back(std::move(block));
    return static_cast<BlockId>(blocks_.size() - 1);
}

BlockId BlockDiagram::element(const RepairTimes& times)
{
    Block block;
    block.isElement = true;
    block.element = static_cast<std::uint32_t>(times_.size());
    times_.push_back(times);
    elementBlocks_.push_back(static_cast<BlockId>(blocks_.size()));
    return add(std::move(block));
}

BlockId BlockDiagram::constant(bool works)
{
    return works ? allOf({}) : anyOf({});
}

BlockId BlockDiagram::allOf(std::vector<BlockId> inputs)
{
    if (inputs.size() == 1)
        return inputs.front();
    const auto need = static_cast<double>(inputs.size());
    return add({false, 0, std::move(inputs), {}, need});
}

BlockId BlockDiagram::anyOf(std::vector<BlockId> inputs)
{
    if (inputs.size() == 1)
        return inputs.front();
    return add({false, 0, std::move(inputs), {}, 1.0});
}

BlockId BlockDiagram::atLeast(double need, std::vector<BlockId> inputs, std::vector<double> weights)
{
    return add({false, 0, std::move(inputs), std::move(weights), need});
}

bool suffices(const BlockDiagram::Block& gate, std::span<const char> works)
{
    constexpr double rounding = 1e-9;
    double sum = 0.0;
    for (std::size_t i = 0; i < gate.inputs.size(); ++i) {
        if (works[gate.inputs[i]])
            sum += gate.weights.empty() ? 1.0 : gate.weights[i];
    }
    return sum >= gate.need * (1.0 - rounding);
}

std::vector<char> BlockDiagram::worksWith(std::span<const char> elementWorks) const
{
    std::vector<char> works(blocks_.size(), 0);
    for (std::size_t i = 0; i < blocks_.size(); ++i)
        works[i] = blocks_[i].isElement ? elementWorks[blocks_[i].element]
                                        : static_cast<char>(suffices(blocks_[i], works));
    return works;
}

} // namespace hallwright
