// Monotone functions of many yes-or-no variables as one reduced, ordered binary decision diagram.
//
//     f = x f(x = 1) + (1 - x) f(x = 0)
//
// Every function is decided by its first variable and two functions of the later ones (pivotal decomposition); equal
// functions are one node. Probabilities of all functions then take one pass over the nodes, exact but for rounding:
//
//     Q(f) = (1 - q) Q(f1) + q Q(f0)        Q(false) = 1, Q(true) = 0
//     ∂Q/∂q = Σ_nodes of x  reach(node) (Q(f0) - Q(f1))
//
// q probability that a variable is false; Q that a function is; reach(node) probability that its decision is met, [-] all.
// Source: R. E. Bryant, Graph-based algorithms for Boolean function manipulation, IEEE Trans. Computers C-35 (1986);
// A. Rauzy, New algorithms for fault trees analysis, Reliab. Eng. Syst. Saf. 40 (1993).
// Throws std::length_error once there are more nodes than the limit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace hallwright {

class DecisionDiagram
{
public:
    using Function = std::uint32_t;
    static constexpr Function never = 0;
    static constexpr Function always = 1;

    explicit DecisionDiagram(std::size_t mostNodes = 400'000);

    Function variable(std::uint32_t index); // lower indices are decided first
    // condition ? then : otherwise
    Function choose(Function condition, Function then, Function otherwise);
    Function both(Function a, Function b) { return choose(a, b, never); }
    Function either(Function a, Function b) { return choose(a, always, b); }
    // Σ w_i f_i >= need, in whole numbers.
    Function atLeast(std::int64_t need, std::span<const Function> functions,
                     std::span<const std::int64_t> weights);

    // The fewest variables that, false alone, make f false: how many, how many such sets there are, and one of them. None where
    // nothing makes it false.
    struct FewestFalse {
        std::size_t count = 0;
        double sets = 0.0;
        std::vector<std::uint32_t> variables;
    };
    std::optional<FewestFalse> fewestFalse(Function f) const;
    // Whether f is true while these alone are false.
    bool isTrueWithout(Function f, std::span<const std::uint32_t> falseVariables) const;

    std::size_t size() const { return nodes_.size(); }

    // Of every function of this diagram: the probability that it is false, by that of each variable.
    std::vector<double> unlikelihood(std::span<const double> falseProbability) const;
    // Of a weighted sum of functions: its change with each variable's probability of being false. `q` as unlikelihood gave it.
    std::vector<double> sensitivity(std::span<const Function> functions, std::span<const double> weights,
                                    std::span<const double> falseProbability,
                                    std::span<const double> q) const;

private:
    struct Node {
        std::uint32_t variable = 0;
        Function high = always;
        Function low = never;
        bool operator==(const Node&) const = default;
    };
    struct NodeHash {
        std::size_t operator()(const Node& node) const;
    };

    Function node(std::uint32_t variable, Function high, Function low);
    std::uint32_t top(Function f) const { return nodes_[f].variable; }
    Function part(Function f, std::uint32_t variable, bool high) const;

    std::size_t mostNodes_;
    std::vector<Node> nodes_;
    std::unordered_map<Node, Function, NodeHash> unique_;
    std::unordered_map<Node, Function, NodeHash> chosen_; // condition, then, otherwise
};

} // namespace hallwright
