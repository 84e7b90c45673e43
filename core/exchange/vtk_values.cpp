#include "core/exchange/vtk_values.h"

#include "core/exchange/temperature_unit.h"
#include "core/model/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>

namespace hallwright::vtk {

namespace {

struct TypeName {
    std::string_view xml;
    std::string_view legacy;
    char kind; // f float, i signed, u unsigned
    std::size_t size;
};

constexpr std::array<TypeName, 12> types = {{{"float32", "float", 'f', 4},
                                             {"float64", "double", 'f', 8},
                                             {"int8", "char", 'i', 1},
                                             {"uint8", "unsigned_char", 'u', 1},
                                             {"int16", "short", 'i', 2},
                                             {"uint16", "unsigned_short", 'u', 2},
                                             {"int32", "int", 'i', 4},
                                             {"uint32", "unsigned_int", 'u', 4},
                                             {"int64", "long", 'i', 8},
                                             {"uint64", "unsigned_long", 'u', 8},
                                             {"int64", "vtktypeint64", 'i', 8},
                                             {"int64", "vtkidtype", 'i', 4}}}; // as VTK writes it to files

const TypeName* find(std::string_view type)
{
    const std::string name = lowerCase(type);
    const auto found = std::find_if(types.begin(), types.end(),
                                    [&](const TypeName& t) { return t.xml == name || t.legacy == name; });
    return found == types.end() ? nullptr : &*found;
}

template <class Value>
Value valueAt(const char* bytes, bool swapped)
{
    std::array<char, sizeof(Value)> copy{};
    std::memcpy(copy.data(), bytes, sizeof(Value));
    if (swapped)
        std::reverse(copy.begin(), copy.end());
    return std::bit_cast<Value>(copy);
}

// Calls use(Value{}) with the C++ type of a type that is known.
template <class Use>
auto withValueOf(const TypeName& type, Use use)
{
    const bool isSigned = type.kind == 'i';
    switch (type.size) {
    case 1:
        return isSigned ? use(std::int8_t{}) : use(std::uint8_t{});
    case 2:
        return isSigned ? use(std::int16_t{}) : use(std::uint16_t{});
    case 4:
        return type.kind == 'f' ? use(float{}) : isSigned ? use(std::int32_t{}) : use(std::uint32_t{});
    default:
        return type.kind == 'f' ? use(double{}) : isSigned ? use(std::int64_t{}) : use(std::uint64_t{});
    }
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

// 2 if all words are of `plain` or `beside`, one at least of `plain`; 1 if some tell of a mean; else 0.
int rankOf(const std::vector<std::string>& words, std::initializer_list<std::string_view> plain,
           std::initializer_list<std::string_view> beside)
{
    int rank = 0;
    bool isMean = false;
    for (std::string_view word : words) {
        if (word.size() > 4 && word.ends_with("mean")) {
            isMean = true;
            word.remove_suffix(4); // OpenFOAM's "TMean"
        }
        if (isOneOf(word, plain))
            rank = 2;
        else if (isOneOf(word, {"mean", "average", "averaged", "avg"}))
            isMean = true;
        else if (!isOneOf(word, beside))
            return 0;
    }
    return rank == 2 && isMean ? 1 : rank;
}

// "nan(ind)", "1.#QNAN" and their kin, without sign and in small letters.
std::optional<double> specialNumber(std::string_view word)
{
    const std::size_t hash = word.find('#'); // as Microsoft's libraries wrote: "1.#INF00"
    if (hash != std::string_view::npos) {
        word.remove_prefix(hash + 1);
        if (word.starts_with("inf"))
            return std::numeric_limits<double>::infinity();
        const bool isNan = word.starts_with("qnan") || word.starts_with("snan") || word.starts_with("ind");
        return isNan ? std::optional(std::numeric_limits<double>::quiet_NaN()) : std::nullopt;
    }
    if (isOneOf(word, {"inf", "infinity"}))
        return std::numeric_limits<double>::infinity();
    if (word == "nan" || (word.starts_with("nan(") && word.ends_with(")")))
        return std::numeric_limits<double>::quiet_NaN();
    return std::nullopt;
}

// With a decimal comma and Fortran's exponent "D" as C++ writes them.
std::string plainNumber(std::string_view word)
{
    std::string text(word);
    const bool hasPoint = text.find('.') != std::string::npos;
    for (char& c : text) {
        if (c == ',' && !hasPoint)
            c = '.';
        else if (c == 'd' || c == 'D')
            c = 'e';
    }
    return text;
}

int sixBits(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

} // namespace

int meansTemperature(std::string_view name)
{
    return rankOf(headingOf(name).words, {"temperature", "temperatures", "temp", "t"}, {"air", "static"});
}

int meansVelocity(std::string_view name)
{
    return rankOf(headingOf(name).words, {"velocity", "velocities", "vel", "u"}, {"air", "m", "s"});
}

bool isValidMask(std::string_view name)
{
    return name == "vtkValidPointMask";
}

bool isGhostMask(std::string_view name)
{
    return name == "vtkGhostType";
}

bool isHidden(float ghostType, bool ofCells)
{
    constexpr unsigned hiddenCell = 32; // vtkDataSetAttributes
    constexpr unsigned hiddenPoint = 2;
    const unsigned bits = ghostType > 0.0f && ghostType < 256.0f ? static_cast<unsigned>(ghostType) : 0;
    return (bits & (ofCells ? hiddenCell : hiddenPoint)) != 0;
}

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::size_t lineAt(std::string_view bytes, std::size_t position)
{
    const std::string_view before = bytes.substr(0, position);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::optional<double> number(std::string_view word)
{
    const bool isNegative = word.starts_with('-');
    if (isNegative || word.starts_with('+'))
        word.remove_prefix(1);
    const auto parsed = [](std::string_view text) -> std::optional<double> {
        double value = 0.0;
        const char* const end = text.data() + text.size();
        const auto [last, error] = std::from_chars(text.data(), end, value);
        if (last != end || error == std::errc::invalid_argument)
            return std::nullopt;
        if (error == std::errc::result_out_of_range)
            return text.find('-') != std::string_view::npos ? 0.0 : std::numeric_limits<double>::infinity();
        return value;
    };
    if (word.empty() || word.front() == '-')
        return std::nullopt;
    std::optional<double> value = parsed(word);
    if (!value && word.front() >= '0' && word.front() <= '9')
        value = parsed(plainNumber(word));
    if (!value)
        value = specialNumber(lowerCase(word));
    if (value && isNegative)
        value = -*value;
    return value;
}

std::size_t sizeOf(std::string_view type)
{
    const TypeName* found = find(type);
    return found ? found->size : 0;
}

template <class To>
std::vector<To> decoded(std::string_view bytes, std::string_view type, std::size_t count, bool swapped)
{
    std::vector<To> values(count);
    if (const TypeName* found = find(type)) {
        withValueOf(*found, [&](auto sample) {
            using Value = decltype(sample);
            for (std::size_t i = 0; i < count; ++i)
                values[i] = static_cast<To>(valueAt<Value>(bytes.data() + i * sizeof(Value), swapped));
        });
    }
    return values;
}

template std::vector<float> decoded(std::string_view, std::string_view, std::size_t, bool);
template std::vector<double> decoded(std::string_view, std::string_view, std::size_t, bool);

std::string fromBase64(std::string_view text, std::size_t most)
{
    std::string bytes;
    bytes.reserve(std::min(most, text.size() / 4 * 3) + 3);
    unsigned word = 0;
    int held = 0;    // characters of the present group of four
    int padding = 0; // of those, '='
    for (const char c : text) {
        if (bytes.size() >= most)
            break;
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        const int bits = sixBits(c);
        if (bits < 0 && c != '=')
            break;
        word = word << 6 | static_cast<unsigned>(std::max(bits, 0));
        padding += c == '=' ? 1 : 0;
        if (++held < 4)
            continue;
        for (int b = 0; b < 3 - padding; ++b)
            bytes += static_cast<char>(word >> (16 - 8 * b) & 0xffU);
        word = 0;
        held = 0;
        padding = 0;
    }
    bytes.resize(std::min(bytes.size(), most));
    return bytes;
}

std::string noTemperature(const std::vector<std::string>& names)
{
    constexpr std::size_t mostNames = 6;
    constexpr std::size_t longestName = 30;
    std::string text = "has no array of one component named temperature_c, temperature, temp or T";
    for (std::size_t i = 0; i < std::min(names.size(), mostNames); ++i) {
        text += i == 0 ? "; it has " : ", ";
        for (const char c : names[i].substr(0, longestName))
            text += c >= ' ' && c <= '~' ? c : '?';
    }
    return names.size() > mostNames ? text + " and others" : text;
}

std::string tooMany(double many, std::string_view things)
{
    return fmt::format(
        "has more values than we read, {} {} of at most {}; save the air of this hall alone, or at a "
        "wider spacing",
        grouped(many), things, grouped(static_cast<double>(mostPlaces)));
}

} // namespace hallwright::vtk
