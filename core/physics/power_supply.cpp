#include "core/physics/power_supply.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hallwright {

namespace {

constexpr std::size_t points = 4;
constexpr std::array<double, points> load{0.10, 0.20, 0.50, 1.00}; // of the rating
constexpr std::array<double, points> efficiency{0.90, 0.94, 0.96, 0.91};

constexpr std::array<double, points> inputs()
{
    std::array<double, points> y{};
    for (std::size_t k = 0; k < points; ++k)
        y[k] = load[k] / efficiency[k];
    return y;
}
constexpr std::array<double, points> input = inputs(); // over the rating

// Newton's divided differences of the losses over the inputs.
constexpr std::array<double, points> differences()
{
    std::array<double, points> c{};
    for (std::size_t k = 0; k < points; ++k)
        c[k] = input[k] * (1.0 - efficiency[k]);
    for (std::size_t order = 1; order < points; ++order) {
        for (std::size_t k = points - 1; k >= order; --k)
            c[k] = (c[k] - c[k - 1]) / (input[k] - input[k - order]);
    }
    return c;
}

double relativeLoss(double y)
{
    constexpr std::array<double, points> c = differences();
    return c[0] + (y - input[0]) * (c[1] + (y - input[1]) * (c[2] + (y - input[2]) * c[3]));
}

} // namespace

double powerSupplyLossW(double ratedW, double inputW)
{
    if (ratedW <= 0.0 || inputW <= 0.0)
        return 0.0;
    const double y = inputW / ratedW;
    if (y > input.back())
        return inputW * (1.0 - efficiency.back());
    return std::min(ratedW * relativeLoss(y), inputW); // P_loss = P_r f(P_in / P_r)
}

} // namespace hallwright
