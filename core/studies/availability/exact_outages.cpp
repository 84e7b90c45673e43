#include "core/studies/availability/exact_outages.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hallwright {

ExactOutages::ExactOutages(const BlockDiagram& diagram, std::size_t mostNodes)
    : diagram_(diagram), functions_(mostNodes), known_(diagram.size())
{
    for (const RepairTimes& times : diagram.elements())
        variableQ_.push_back(times.unavailability());
    std::ranges::reverse(variableQ_);
}

// What many blocks share was made first and is decided last: its part of the diagram is then one for all of them.
std::uint32_t ExactOutages::variableOf(std::size_t element) const
{
    return static_cast<std::uint32_t>(variableQ_.size() - 1 - element);
}

// Whole numbers as they are, capacities in parts of the need: sums of equal units are equal whatever their order.
DecisionDiagram::Function ExactOutages::gateFunction(const BlockDiagram::Block& gate)
{
    constexpr double parts = 1e9;
    constexpr double rounding = 1e-8;
    if (gate.need <= 0.0)
        return DecisionDiagram::always;
    const bool isCounted =
        std::ranges::all_of(gate.weights, [](double w) { return w == std::floor(w) && w < 1e6; });
    std::vector<DecisionDiagram::Function> functions;
    std::vector<std::int64_t> weights;
    for (std::size_t i = 0; i < gate.inputs.size(); ++i) {
        functions.push_back(functionOf(gate.inputs[i]));
        const double weight = gate.weights.empty() ? 1.0 : gate.weights[i];
        weights.push_back(std::llround(isCounted ? weight : std::min(weight / gate.need, 2.0) * parts));
    }
    const double need = isCounted ? gate.need : parts;
    return functions_.atLeast(std::llround(std::ceil(need * (1.0 - rounding))), functions, weights);
}

DecisionDiagram::Function ExactOutages::functionOf(BlockId block)
{
    if (known_[block])
        return *known_[block];
    const BlockDiagram::Block& of = diagram_.block(block);
    known_[block] = of.isElement ? functions_.variable(variableOf(of.element)) : gateFunction(of);
    return *known_[block];
}

bool ExactOutages::prepare(BlockId block)
{
    try {
        functionOf(block);
    } catch (const std::length_error&) {
        return false;
    }
    return true;
}

void ExactOutages::solve()
{
    if (q_.size() != functions_.size())
        q_ = functions_.unlikelihood(variableQ_);
}

std::vector<double> ExactOutages::importances(std::span<const BlockId> blocks,
                                              std::span<const double> weights)
{
    std::vector<DecisionDiagram::Function> functions;
    for (const BlockId block : blocks)
        functions.push_back(functionOf(block));
    solve();
    std::vector<double> importance = functions_.sensitivity(functions, weights, variableQ_, q_);
    std::ranges::reverse(importance); // by element
    return importance;
}

OutageFigures ExactOutages::of(BlockId block)
{
    const double whole = 1.0;
    return meanOf(std::span(&block, 1), std::span(&whole, 1));
}

OutageFigures ExactOutages::meanOf(std::span<const BlockId> blocks, std::span<const double> weights)
{
    const std::vector<double> importance = importances(blocks, weights);
    OutageFigures figures;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        figures.unavailability += weights[i] * q_[functionOf(blocks[i])];
    for (std::size_t e = 0; e < importance.size(); ++e)
        figures.outagesPerYear += importance[e] * diagram_.elements()[e].failuresPerHour() * hoursPerYear;
    return figures;
}

std::vector<double> ExactOutages::contributions(std::span<const BlockId> blocks,
                                                std::span<const double> weights)
{
    std::vector<double> shares = importances(blocks, weights);
    for (std::size_t e = 0; e < shares.size(); ++e)
        shares[e] *= variableQ_[variableOf(e)];
    return shares;
}

std::optional<FewestFailures> ExactOutages::fewestFailures(BlockId block)
{
    std::optional<DecisionDiagram::FewestFalse> fewest = functions_.fewestFalse(functionOf(block));
    if (!fewest)
        return std::nullopt;
    FewestFailures found{fewest->count, fewest->sets, {}};
    for (const std::uint32_t variable : fewest->variables)
        found.elements.push_back(variableQ_.size() - 1 - variable);
    return found;
}

std::vector<std::size_t> ExactOutages::singleFailures(BlockId block)
{
    std::vector<std::size_t> singles;
    for (std::size_t e = 0; e < variableQ_.size(); ++e) {
        const std::uint32_t variable = variableOf(e);
        if (!functions_.isTrueWithout(functionOf(block), std::span(&variable, 1)))
            singles.push_back(e);
    }
    return singles;
}

} // namespace hallwright
