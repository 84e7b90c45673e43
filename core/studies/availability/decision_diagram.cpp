#include "core/studies/availability/decision_diagram.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace hallwright {

namespace {

constexpr std::uint32_t afterAll = std::numeric_limits<std::uint32_t>::max(); // what the constants decide

// Σ w f >= need over the functions from one on, each state of it met once.
class ThresholdBuilder
{
public:
    ThresholdBuilder(DecisionDiagram& diagram, std::span<const DecisionDiagram::Function> functions,
                     std::span<const std::int64_t> weights)
        : diagram_(diagram), functions_(functions), weights_(weights), left_(weights.size() + 1, 0)
    {
        for (std::size_t i = weights.size(); i-- > 0;)
            left_[i] = left_[i + 1] + weights[i];
    }

    DecisionDiagram::Function from(std::size_t i, std::int64_t need)
    {
        if (need <= 0)
            return DecisionDiagram::always;
        if (left_[i] < need)
            return DecisionDiagram::never;
        const auto key = std::make_pair(i, need);
        if (const auto found = known_.find(key); found != known_.end())
            return found->second;
        constexpr std::size_t mostStates = 200'000;
        if (known_.size() >= mostStates)
            throw std::length_error("the sums of a threshold are more than its limit");
        const DecisionDiagram::Function with = from(i + 1, need - weights_[i]);
        const DecisionDiagram::Function without = from(i + 1, need);
        return known_[key] = diagram_.choose(functions_[i], with, without);
    }

private:
    DecisionDiagram& diagram_;
    std::span<const DecisionDiagram::Function> functions_;
    std::span<const std::int64_t> weights_;
    std::vector<std::int64_t> left_;
    std::map<std::pair<std::size_t, std::int64_t>, DecisionDiagram::Function> known_;
};

} // namespace

std::size_t DecisionDiagram::NodeHash::operator()(const Node& node) const
{
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;
    std::uint64_t hash = node.variable;
    hash = (hash ^ node.high) * golden;
    hash = (hash ^ (hash >> 29) ^ node.low) * golden;
    return static_cast<std::size_t>(hash ^ (hash >> 32));
}

DecisionDiagram::DecisionDiagram(std::size_t mostNodes) : mostNodes_(mostNodes)
{
    nodes_.push_back({afterAll, never, never});
    nodes_.push_back({afterAll, always, always});
}

DecisionDiagram::Function DecisionDiagram::node(std::uint32_t variable, Function high, Function low)
{
    if (high == low)
        return high;
    const Node made{variable, high, low};
    if (const auto found = unique_.find(made); found != unique_.end())
        return found->second;
    if (nodes_.size() >= mostNodes_)
        throw std::length_error("the decision diagram has more nodes than its limit");
    nodes_.push_back(made);
    return unique_[made] = static_cast<Function>(nodes_.size() - 1);
}

DecisionDiagram::Function DecisionDiagram::variable(std::uint32_t index)
{
    return node(index, always, never);
}

DecisionDiagram::Function DecisionDiagram::part(Function f, std::uint32_t variable, bool high) const
{
    const Node& of = nodes_[f];
    return of.variable != variable ? f : high ? of.high : of.low;
}

DecisionDiagram::Function DecisionDiagram::choose(Function condition, Function then, Function otherwise)
{
    if (condition == always || then == otherwise)
        return then;
    if (condition == never)
        return otherwise;
    if (then == always && otherwise == never)
        return condition;
    const Node key{condition, then, otherwise};
    if (const auto found = chosen_.find(key); found != chosen_.end())
        return found->second;
    const std::uint32_t first = std::min({top(condition), top(then), top(otherwise)});
    const Function high =
        choose(part(condition, first, true), part(then, first, true), part(otherwise, first, true));
    const Function low =
        choose(part(condition, first, false), part(then, first, false), part(otherwise, first, false));
    const Function made = node(first, high, low);
    constexpr std::size_t choicesPerNode = 8;
    if (chosen_.size() >= choicesPerNode * mostNodes_)
        throw std::length_error("the decision diagram takes more choices than its limit");
    chosen_.emplace(key, made);
    return made;
}

DecisionDiagram::Function DecisionDiagram::atLeast(std::int64_t need, std::span<const Function> functions,
                                                   std::span<const std::int64_t> weights)
{
    // By the first variable, so that a step of the sum stands above those that follow it.
    std::vector<std::size_t> order(functions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return top(functions[i]); });
    std::vector<Function> sorted;
    std::vector<std::int64_t> sortedWeights;
    for (const std::size_t i : order) {
        sorted.push_back(functions[i]);
        sortedWeights.push_back(weights[i]);
    }
    return ThresholdBuilder(*this, sorted, sortedWeights).from(0, need);
}

std::vector<double> DecisionDiagram::unlikelihood(std::span<const double> falseProbability) const
{
    std::vector<double> q(nodes_.size());
    q[never] = 1.0;
    q[always] = 0.0;
    for (std::size_t i = 2; i < nodes_.size(); ++i) { // what a node decides on was made before it
        const double x = falseProbability[nodes_[i].variable];
        q[i] = (1.0 - x) * q[nodes_[i].high] + x * q[nodes_[i].low];
    }
    return q;
}

std::vector<double> DecisionDiagram::sensitivity(std::span<const Function> functions,
                                                 std::span<const double> weights,
                                                 std::span<const double> falseProbability,
                                                 std::span<const double> q) const
{
    std::vector<double> reach(nodes_.size(), 0.0);
    for (std::size_t i = 0; i < functions.size(); ++i)
        reach[functions[i]] += weights[i];
    std::vector<double> change(falseProbability.size(), 0.0);
    for (std::size_t i = nodes_.size(); i-- > 2;) {
        if (reach[i] == 0.0)
            continue;
        const Node& at = nodes_[i];
        const double x = falseProbability[at.variable];
        change[at.variable] += reach[i] * (q[at.low] - q[at.high]);
        reach[at.high] += reach[i] * (1.0 - x);
        reach[at.low] += reach[i] * x;
    }
    return change;
}

// A monotone function is false by a set of variables where a path leaves its nodes at "false" for these alone.
std::optional<DecisionDiagram::FewestFalse> DecisionDiagram::fewestFalse(Function f) const
{
    constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> least(static_cast<std::size_t>(f) + 1, none);
    std::vector<double> sets(least.size(), 0.0);
    least[never] = 0;
    sets[never] = 1.0;
    for (std::size_t i = 2; i < least.size(); ++i) {
        const std::size_t byHigh = least[nodes_[i].high];
        const std::size_t byLow = least[nodes_[i].low] == none ? none : least[nodes_[i].low] + 1;
        least[i] = std::min(byHigh, byLow);
        if (least[i] == none)
            continue;
        sets[i] = (byHigh == least[i] ? sets[nodes_[i].high] : 0.0) +
                  (byLow == least[i] ? sets[nodes_[i].low] : 0.0);
    }
    if (least[f] == none)
        return std::nullopt;
    FewestFalse found{least[f], sets[f], {}};
    while (f > always) {
        const Node& at = nodes_[f];
        const bool isHigh = least[at.high] == least[f];
        if (!isHigh)
            found.variables.push_back(at.variable);
        f = isHigh ? at.high : at.low;
    }
    return found;
}

bool DecisionDiagram::isTrueWithout(Function f, std::span<const std::uint32_t> falseVariables) const
{
    while (f > always) {
        const Node& at = nodes_[f];
        f = std::ranges::find(falseVariables, at.variable) == falseVariables.end() ? at.high : at.low;
    }
    return f == always;
}

} // namespace hallwright
