#include "core/model/field_text.h"

#include "core/model/errors.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hallwright {

namespace {

// What a field's name ends in, the unit a reader sees, and the factor to a prefix that suits large values.
struct Suffix {
    std::string_view ending;
    std::string_view unit;
    bool prefixed = false; // kW, MW, kPa, MJ ...
};

constexpr std::array suffixes{
    Suffix{"_kg_per_kwh", "kg/kWh"},
    Suffix{"_m3_s", "m³/s"},
    Suffix{"_m3", "m³"},
    Suffix{"_kg", "kg"},
    Suffix{"_pa", "Pa", true},
    Suffix{"_deg", "°"},
    Suffix{"_w", "W", true},
    Suffix{"_j", "J", true},
    Suffix{"_c", "°C"},
    Suffix{"_k", "K"},
    Suffix{"_m", "m"},
    Suffix{"_v", "V"},
    Suffix{"_a", "A"},
    Suffix{"_u", "U"},
};

const Suffix* suffixOf(std::string_view name)
{
    const auto at = std::find_if(suffixes.begin(), suffixes.end(),
                                 [&](const Suffix& suffix) { return name.ends_with(suffix.ending); });
    return at != suffixes.end() ? &*at : nullptr;
}

// Reads "[" item ("," item)* "]" where read(text) takes an item off the front.
template <class Read>
void readList(std::string_view& text, Read read)
{
    const auto take = [&](char c) {
        if (text.empty() || text.front() != c)
            field_text::refuseValue("a list such as [1,2]");
        text.remove_prefix(1);
    };
    take('[');
    if (!text.empty() && text.front() == ']') {
        text.remove_prefix(1);
        return;
    }
    read(text);
    while (!text.empty() && text.front() == ',') {
        text.remove_prefix(1);
        read(text);
    }
    take(']');
}

template <class Number>
Number readNumber(std::string_view& text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{})
        field_text::refuseValue("a number in a list");
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

void requireEnd(std::string_view text)
{
    if (!text.empty())
        field_text::refuseValue("a list such as [1,2]");
}

} // namespace

std::string_view unitOf(std::string_view fieldName)
{
    const Suffix* suffix = suffixOf(fieldName);
    return suffix ? suffix->unit : std::string_view{};
}

std::string labelOf(std::string_view fieldName)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> otherwise{
        {{"loss_k0", "no-load loss of the rating"},
         {"loss_k1", "loss in proportion to the load"},
         {"loss_k2", "loss with the square of the load"}}};
    for (const auto& [name, label] : otherwise) {
        if (fieldName == name)
            return std::string(label);
    }
    constexpr std::string_view reference = "_id";
    if (const Suffix* suffix = suffixOf(fieldName))
        fieldName.remove_suffix(suffix->ending.size());
    else if (fieldName.ends_with(reference))
        fieldName.remove_suffix(reference.size());
    std::string label(fieldName);
    std::replace(label.begin(), label.end(), '_', ' ');
    return label;
}

std::string quantityText(std::string_view fieldName, double value)
{
    const Suffix* suffix = suffixOf(fieldName);
    if (!suffix)
        return fmt::format("{:.6g}", value);
    if (suffix->prefixed) {
        constexpr std::array<std::pair<double, std::string_view>, 3> prefixes{
            {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}}};
        for (const auto& [factor, prefix] : prefixes) {
            if (std::abs(value) >= factor)
                return fmt::format("{:.6g} {}{}", value / factor, prefix, suffix->unit);
        }
    }
    const std::string_view space = suffix->unit == "°" ? "" : " ";
    return fmt::format("{:.6g}{}{}", value, space, suffix->unit);
}

std::string listText(const std::vector<Point3>& points)
{
    std::string text = "[";
    for (const Point3& p : points)
        text += fmt::format("{}[{},{},{}]", text.size() > 1 ? "," : "", p.x, p.y, p.z);
    return text + "]";
}

std::string listText(const std::vector<std::int64_t>& ids)
{
    return fmt::format("[{}]", fmt::join(ids, ","));
}

std::vector<Point3> pointsIn(const std::string& text)
{
    std::vector<Point3> points;
    std::string_view rest = text;
    readList(rest, [&](std::string_view& item) {
        std::vector<double> xyz;
        readList(item, [&](std::string_view& number) { xyz.push_back(readNumber<double>(number)); });
        if (xyz.size() != 3)
            field_text::refuseValue("points of three coordinates");
        points.push_back({xyz[0], xyz[1], xyz[2]});
    });
    requireEnd(rest);
    return points;
}

std::vector<std::int64_t> idsIn(const std::string& text)
{
    std::vector<std::int64_t> ids;
    std::string_view rest = text;
    readList(rest, [&](std::string_view& number) { ids.push_back(readNumber<std::int64_t>(number)); });
    requireEnd(rest);
    return ids;
}

namespace field_text {

void refuseValue(std::string_view expected)
{
    throw InputError(fmt::format("A field's value is not {}.", expected));
}

std::int64_t integerIn(const FieldValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return *integer;
    refuseValue("a whole number");
}

double numberIn(const FieldValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    refuseValue("a number");
}

const std::string& textIn(const FieldValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    refuseValue("text");
}

} // namespace field_text

} // namespace hallwright
