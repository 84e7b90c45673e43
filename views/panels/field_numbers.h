// Numbers of any field, known by the unit at the end of its name: in words, and as they are typed.
#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace hallwright::panels {

// "40.8 kW", "12.5 L/s", "6.14 m³/s", "53.0 kg"; a wall's height of 0 is "full height".
QString numberWords(std::string_view name, double value);

// What was typed for a number that is `now`, in SI units: with another unit if one likes, as sums, or as a change that
// begins with "+". Nothing if it cannot be read.
std::optional<double> typedNumber(std::string_view name, const QString& text, double now);

} // namespace hallwright::panels
