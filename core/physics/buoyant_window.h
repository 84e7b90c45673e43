// The means that a reader of a buoyant flow reads, over windows of steps, and how much they still change.
//
//     m = Σ_w x_w / n        e = s_w / √n        settled where |m_2 - m_1| <= max(Δ, e) for every rack
//
// x_w: mean inlet of a rack over window w [°C]; n: windows; m_1, m_2: means of the first and of the second half of
// them; s_w: standard deviation of the x_w [K]; e: standard error of m [K]; Δ: what counts as a change [K], below 0 for
// a flow that is to run on. A flow that wanders has a mean all the same, and its scatter says how well it is known.
//
// Range: windows long enough to be independent, which is what fewestWindows of stepsOfWindow are for, by judgement.
// Source: the standard error of a mean, by batch means. Nothing is thrown.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace hallwright::buoyant {

class InletWindows
{
public:
    static constexpr int stepsOfWindow = 50;
    static constexpr std::size_t fewestWindows = 4; // before it can be settled

    explicit InletWindows(std::size_t racks = 0) { clear(racks); }

    void clear(std::size_t racks);
    void add(std::span<const double> inletsC); // of one step
    bool atWindowEnd() const { return steps_ > 0 && steps_ % stepsOfWindow == 0; }
    bool settled(double changeK) const;

    int steps() const { return steps_; }
    double meanC(std::size_t rack) const;    // of all steps; 0 with none
    double scatterK(std::size_t rack) const; // standard deviation of the steps
    double errorK(std::size_t rack) const;   // e
    double changeK(std::size_t rack) const;  // |m_2 - m_1|

private:
    double windowMean(std::size_t rack, std::size_t from, std::size_t to) const;

    int steps_ = 0;
    std::vector<double> sum_, squares_, first_; // squares: of the difference from the first value
    std::vector<double> window_;                // sum of the current one
    std::vector<std::vector<double>> windows_;  // the means of each
};

} // namespace hallwright::buoyant
