// A reliability block diagram: elements that fail and are repaired, and blocks that work while enough of others do.
//
//     works(element)  as it is, independent of all other elements
//     works(gate)     Σ w_i works(i) >= need
//
// w_i weight of input i: 1, or the capacity it gives [any one unit]. Series: need = n; parallel: need = 1; k of n: need = k, or
// a load that units of any capacity must carry. A block may be an input of many others, so that bridges and meshes are
// told by their paths. All gates are monotone: no repair takes anything down.
// Inputs must exist before (std::logic_error), so that no block hangs on itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hallwright {

using BlockId = std::uint32_t;

// As EquipmentRate has it: mean times to failure and repair.
struct RepairTimes {
    double mtbfH = 0.0;
    double mttrH = 0.0;

    double unavailability() const { return mttrH / (mtbfH + mttrH); }
    double failuresPerHour() const { return 1.0 / (mtbfH + mttrH); }
};

class BlockDiagram
{
public:
    struct Block {
        bool isElement = false;
        std::uint32_t element = 0; // its number among the elements
        std::vector<BlockId> inputs;
        std::vector<double> weights; // as inputs; empty: 1 each
        double need = 0.0;
    };

    BlockId
    element(const RepairTimes& times); // what others share before them: a decision diagram decides it last
    BlockId constant(bool works);
    BlockId allOf(std::vector<BlockId> inputs); // of none: works
    BlockId anyOf(std::vector<BlockId> inputs); // of none: does not
    BlockId atLeast(double need, std::vector<BlockId> inputs, std::vector<double> weights = {});

    std::size_t size() const { return blocks_.size(); }
    const Block& block(BlockId id) const { return blocks_[id]; }
    const std::vector<RepairTimes>& elements() const { return times_; }
    BlockId blockOfElement(std::size_t element) const { return elementBlocks_[element]; }

    // Whether each block works, by whether each element does.
    std::vector<char> worksWith(std::span<const char> elementWorks) const;

private:
    BlockId add(Block block);

    std::vector<Block> blocks_;
    std::vector<RepairTimes> times_;
    std::vector<BlockId> elementBlocks_;
};

// Whether these inputs suffice: forgives the rounding of a sum.
bool suffices(const BlockDiagram::Block& gate, std::span<const char> works);

} // namespace hallwright
