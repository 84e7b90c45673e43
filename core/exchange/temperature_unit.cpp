#include "core/exchange/temperature_unit.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace hallwright {

namespace {

constexpr double zeroCelsiusK = 273.15;
constexpr double hottestMedianC = 60.0; // of all the air of a hall, or of its inlets
constexpr double coldestMedianC = -50.0;
constexpr double hottestStatedC = 150.0; // where the name says that it is °C
constexpr double hottestAirC = 300.0;    // behind a rack that draws its own exhaust
constexpr double coldestAirC = -100.0;
constexpr float largestMeant = 1000.0f;  // in any unit; beyond it a value stands for "none"
constexpr float leastBesideZeros = 5.0f; // where no other value is below it, 0 stands for "none"

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

// Letters, digits, and those of other scripts.
bool isOfWord(char c)
{
    return isLower(c) || isUpper(c) || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string withPlainUnits(std::string_view text)
{
    constexpr std::array<std::array<std::string_view, 2>, 6> signs = {{{"\u2103", " C"},
                                                                       {"\u2109", " F"},
                                                                       {"\u212a", " K"},
                                                                       {"\u00b0", " "},
                                                                       {"\u00ba", " "},
                                                                       {"\u00a0", " "}}};
    std::string result;
    while (!text.empty()) {
        const auto sign =
            std::find_if(signs.begin(), signs.end(), [&](const auto& s) { return text.starts_with(s[0]); });
        result += sign == signs.end() ? text.substr(0, 1) : (*sign)[1];
        text.remove_prefix(sign == signs.end() ? 1 : (*sign)[0].size());
    }
    return result;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    char before = ' ';
    for (const char c : withPlainUnits(text)) {
        if (isOfWord(c)) {
            if (!isOfWord(before) || (isLower(before) && isUpper(c))) // "inletC"
                words.emplace_back();
            words.back() += isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
        }
        before = c;
    }
    std::erase_if(words, [](const std::string& word) {
        return word == "deg" || word == "degree" || word == "degrees" || word == "in";
    });
    return words;
}

TemperatureUnit unitOfWord(std::string_view word)
{
    if (word == "c" || word == "degc" || word == "celsius" || word == "centigrade")
        return TemperatureUnit::Celsius;
    if (word == "k" || word == "degk" || word == "kelvin")
        return TemperatureUnit::Kelvin;
    if (word == "f" || word == "degf" || word == "fahrenheit")
        return TemperatureUnit::Fahrenheit;
    return TemperatureUnit::Unknown;
}

// Of those that may be meant as temperatures; zeros stand for "none" too often to have a say.
std::optional<double> medianOf(std::span<const float> values)
{
    std::vector<float> meant;
    for (const float value : values) {
        if (std::isfinite(value) && value != 0.0f && std::abs(value) < largestMeant)
            meant.push_back(value);
    }
    if (meant.empty())
        return std::nullopt;
    const auto middle = meant.begin() + static_cast<std::ptrdiff_t>(meant.size() / 2);
    std::nth_element(meant.begin(), middle, meant.end());
    return *middle;
}

// NaN for zeros if they stand for "none".
std::size_t leaveOutZeros(std::span<float> values)
{
    for (const float value : values) {
        if (value != 0.0f && value > static_cast<float>(coldestAirC) && value < leastBesideZeros)
            return 0;
    }
    std::size_t leftOut = 0;
    for (float& value : values) {
        if (value == 0.0f) {
            value = std::numeric_limits<float>::quiet_NaN();
            ++leftOut;
        }
    }
    return leftOut;
}

bool mayBe(double medianC)
{
    return medianC >= coldestMedianC && medianC <= hottestStatedC;
}

} // namespace

std::string_view nameOf(TemperatureUnit unit)
{
    constexpr std::array<std::string_view, 4> names = {"no unit", "°C", "K", "°F"};
    return names[static_cast<std::size_t>(unit)];
}

double celsiusOf(double value, TemperatureUnit unit)
{
    if (unit == TemperatureUnit::Kelvin)
        return value - zeroCelsiusK;
    return unit == TemperatureUnit::Fahrenheit ? (value - 32.0) / 1.8 : value;
}

Heading headingOf(std::string_view text)
{
    Heading heading;
    heading.words = wordsOf(text);
    if (heading.words.size() > 1) {
        heading.unit = unitOfWord(heading.words.back());
        if (heading.unit != TemperatureUnit::Unknown)
            heading.words.pop_back();
    }
    return heading;
}

TemperatureUnit unitOfAir(double median)
{
    const auto isAir = [](double medianC) { return medianC >= coldestMedianC && medianC <= hottestMedianC; };
    if (isAir(median))
        return TemperatureUnit::Celsius;
    return isAir(median - zeroCelsiusK) ? TemperatureUnit::Kelvin : TemperatureUnit::Unknown;
}

AirValues toCelsius(std::span<float> values, TemperatureUnit stated, const std::string& name,
                    const std::string& origin)
{
    const std::optional<double> median = medianOf(values);
    if (!median)
        throw InputError(
            fmt::format("{}: none of the {} values of {} is a temperature.", origin, values.size(), name));
    AirValues read;
    read.unit = stated == TemperatureUnit::Unknown ? unitOfAir(*median) : stated;
    if (read.unit == TemperatureUnit::Unknown)
        throw InputError(
            fmt::format("{}: {} has a median of {:.4g}, which is the air of a hall neither in °C "
                        "nor in K; write it in one of these, or the unit into its name, as {}_F.",
                        origin, name, *median, name));
    if (!mayBe(celsiusOf(*median, read.unit)))
        throw InputError(fmt::format("{}: {} should be in {} by its name, but its median is {:.4g}.", origin,
                                     name, nameOf(read.unit), *median));
    if (read.unit == TemperatureUnit::Celsius)
        read.leftOut = leaveOutZeros(values);
    for (float& value : values) {
        const double valueC = celsiusOf(value, read.unit);
        const bool isAir = valueC >= coldestAirC && valueC <= hottestAirC;
        read.leftOut += isAir || std::isnan(value) ? 0 : 1;
        value = isAir ? static_cast<float>(valueC) : std::numeric_limits<float>::quiet_NaN();
    }
    return read;
}

} // namespace hallwright
