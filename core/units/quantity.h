// Quantities that know their unit, for the interfaces between functions.
//
// A Quantity holds one double in the SI unit its tag names. Inside a solver, an array, a column or a file a plain
// double is used instead and its name ends in the unit (heatLoadW, supplyC). Quantities never convert implicitly:
// write Power::fromSi(40.8e3) or kilowatts(40.8), and si() to take the number out.
#pragma once

#include <compare>

namespace hallwright {

template <class Tag>
class Quantity
{
public:
    constexpr Quantity() = default;
    static constexpr Quantity fromSi(double value) { return Quantity(value); }

    constexpr double si() const { return value_; }

    constexpr Quantity operator+(Quantity other) const { return Quantity(value_ + other.value_); }
    constexpr Quantity operator-(Quantity other) const { return Quantity(value_ - other.value_); }
    constexpr Quantity operator*(double factor) const { return Quantity(value_ * factor); }
    constexpr Quantity operator/(double divisor) const { return Quantity(value_ / divisor); }
    constexpr double operator/(Quantity other) const { return value_ / other.value_; }
    constexpr auto operator<=>(const Quantity&) const = default;

private:
    explicit constexpr Quantity(double value) : value_(value) {}
    double value_ = 0.0;
};

using Power = Quantity<struct PowerTag>;             // W
using Temperature = Quantity<struct TemperatureTag>; // °C, as the trade reads it; differences are in K

constexpr Power watts(double w)
{
    return Power::fromSi(w);
}
constexpr Power kilowatts(double kw)
{
    return Power::fromSi(kw * 1e3);
}
constexpr Temperature celsius(double c)
{
    return Temperature::fromSi(c);
}

} // namespace hallwright
