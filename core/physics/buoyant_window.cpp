#include "core/physics/buoyant_window.h"

#include <algorithm>
#include <cmath>

namespace hallwright::buoyant {

void InletWindows::clear(std::size_t racks)
{
    steps_ = 0;
    for (std::vector<double>* values : {&sum_, &squares_, &first_, &window_})
        values->assign(racks, 0.0);
    windows_.clear();
}

void InletWindows::add(std::span<const double> inletsC)
{
    if (steps_ == 0)
        first_.assign(inletsC.begin(), inletsC.end());
    for (std::size_t r = 0; r < inletsC.size(); ++r) {
        const double above = inletsC[r] - first_[r];
        sum_[r] += above;
        squares_[r] += above * above;
        window_[r] += inletsC[r] / stepsOfWindow;
    }
    ++steps_;
    if (!atWindowEnd())
        return;
    windows_.push_back(window_);
    std::fill(window_.begin(), window_.end(), 0.0);
}

double InletWindows::meanC(std::size_t rack) const
{
    return steps_ > 0 ? first_[rack] + sum_[rack] / steps_ : 0.0;
}

double InletWindows::scatterK(std::size_t rack) const
{
    if (steps_ < 2)
        return 0.0;
    const double mean = sum_[rack] / steps_;
    return std::sqrt(std::max(squares_[rack] / steps_ - mean * mean, 0.0));
}

double InletWindows::windowMean(std::size_t rack, std::size_t from, std::size_t to) const
{
    double sum = 0.0;
    for (std::size_t w = from; w < to; ++w)
        sum += windows_[w][rack];
    return to > from ? sum / static_cast<double>(to - from) : 0.0;
}

double InletWindows::errorK(std::size_t rack) const
{
    const std::size_t n = windows_.size();
    if (n < 2)
        return scatterK(rack);
    const double mean = windowMean(rack, 0, n);
    double squares = 0.0;
    for (const std::vector<double>& window : windows_)
        squares += (window[rack] - mean) * (window[rack] - mean);
    return std::sqrt(squares / static_cast<double>(n - 1) / static_cast<double>(n));
}

double InletWindows::changeK(std::size_t rack) const
{
    const std::size_t n = windows_.size();
    const std::size_t half = n / 2;
    return n < 2 ? scatterK(rack) : std::abs(windowMean(rack, half, n) - windowMean(rack, 0, half));
}

bool InletWindows::settled(double changeK) const
{
    if (windows_.size() < fewestWindows || changeK < 0.0)
        return false;
    for (std::size_t r = 0; r < sum_.size(); ++r) {
        if (this->changeK(r) > std::max(changeK, errorK(r)))
            return false;
    }
    return true;
}

} // namespace hallwright::buoyant
