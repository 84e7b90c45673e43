// What a heading of another program says of the unit of its temperatures, and how to have them in °C.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

enum class TemperatureUnit { Unknown, Celsius, Kelvin, Fahrenheit };

std::string_view nameOf(TemperatureUnit unit); // "°C"
double celsiusOf(double value, TemperatureUnit unit);

// "Inlet temperature (°C)" in small words, its unit apart: "inlet", "temperature", and °C.
struct Heading {
    std::vector<std::string> words;
    TemperatureUnit unit = TemperatureUnit::Unknown;
};

Heading headingOf(std::string_view text);

// The unit in which `median` is the temperature of a hall's air: °C up to 60, K from 223 to 333, else unknown, for 75 may be °F.
TemperatureUnit unitOfAir(double median);

struct AirValues {
    TemperatureUnit unit = TemperatureUnit::Celsius; // in which they were
    std::size_t leftOut = 0;                         // that were numbers, but no temperature of air
};

// Turns values into °C. Where `stated` is unknown, their median tells the unit: one value never does. What lies beyond
// -100 to 300 °C, or is exactly 0 among values of which none is below 5, stands for "none", as 1e20 does: it becomes
// NaN. Throws InputError, naming `origin` and `name`, where no value is a temperature or the unit is not to be told.
AirValues toCelsius(std::span<float> values, TemperatureUnit stated, const std::string& name,
                    const std::string& origin);

} // namespace hallwright
