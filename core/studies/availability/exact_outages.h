// How much of the time blocks of a diagram do not work, how often they fail, and by which elements: exact in the steady state.
//
//     U = Q(block)      f = Σ_i I_i f_i      I_i = ∂U/∂q_i      c_i = q_i I_i
//
// U share of time in which the block does not work [-]; f its failures per hour [1/h]; q_i, f_i unavailability and failure
// frequency of element i (block_diagram.h); I_i its Birnbaum importance [-]; c_i what U would lose if element i never
// failed [-] (criticality importance times U). Elements fail and are repaired independently, with as many crews as it
// takes; what fails together is an element of its own. c_i of two that stand in for one another name both, so that they need
// not add up to U. Source: IEEE Std 493-2007, clause on availability by cut sets; Rausand and Høyland, System Reliability
// Theory, 2nd ed., chapters 4 to 6.
#pragma once

#include "core/studies/availability/block_diagram.h"
#include "core/studies/availability/decision_diagram.h"

#include <optional>
#include <span>
#include <vector>

namespace hallwright {

inline constexpr double hoursPerYear = 8766.0; // with leap days
inline constexpr double minutesPerYear = 60.0 * hoursPerYear;

struct OutageFigures {
    double unavailability = 0.0;
    double outagesPerYear = 0.0;

    double availability() const { return 1.0 - unavailability; }
    double minutesAYear() const { return unavailability * minutesPerYear; }
    // None where it never fails.
    std::optional<double> meanOutageH() const
    {
        return outagesPerYear > 0.0 ? std::optional(unavailability * hoursPerYear / outagesPerYear)
                                    : std::nullopt;
    }
};

// The fewest elements that take a block down together.
struct FewestFailures {
    std::size_t count = 0;
    double sets = 0.0;                 // of so many that do
    std::vector<std::size_t> elements; // one of these sets
};

class ExactOutages
{
public:
    // The diagram is kept, and must not grow. Throws std::length_error where a function of it is too large.
    explicit ExactOutages(const BlockDiagram& diagram, std::size_t mostNodes = 400'000);

    // Makes a block's function, to be asked for below; false where it is too large, and nothing is known of it then.
    bool prepare(BlockId block);

    OutageFigures of(BlockId block);
    // The mean over blocks by weight (their sum is 1).
    OutageFigures meanOf(std::span<const BlockId> blocks, std::span<const double> weights);
    // c of each element.
    std::vector<double> contributions(std::span<const BlockId> blocks, std::span<const double> weights);
    // The fewest elements that take it down together; none where nothing does.
    std::optional<FewestFailures> fewestFailures(BlockId block);
    // Each element that takes it down by itself.
    std::vector<std::size_t> singleFailures(BlockId block);
    std::size_t nodes() const { return functions_.size(); }

private:
    std::uint32_t variableOf(std::size_t element) const;
    DecisionDiagram::Function functionOf(BlockId block);
    DecisionDiagram::Function gateFunction(const BlockDiagram::Block& gate);
    std::vector<double> importances(std::span<const BlockId> blocks, std::span<const double> weights);
    void solve();

    const BlockDiagram& diagram_;
    DecisionDiagram functions_;
    std::vector<std::optional<DecisionDiagram::Function>> known_; // per block
    std::vector<double> variableQ_; // unavailability of the element of each variable
    std::vector<double> q_;         // per function; shorter than those where new ones were made since
};

} // namespace hallwright
