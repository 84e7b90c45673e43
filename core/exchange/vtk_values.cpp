#include "core/exchange/vtk_values.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

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
double valueAt(const char* bytes, bool swapped)
{
    std::array<char, sizeof(Value)> copy{};
    std::memcpy(copy.data(), bytes, sizeof(Value));
    if (swapped)
        std::reverse(copy.begin(), copy.end());
    return static_cast<double>(std::bit_cast<Value>(copy));
}

template <class Value>
void decode(std::string_view bytes, bool swapped, std::vector<double>& values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = valueAt<Value>(bytes.data() + i * sizeof(Value), swapped);
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

bool meansTemperature(std::string_view name)
{
    const std::string word = lowerCase(name);
    return word == "temperature_c" || word == "temperature" || word == "temp" || word == "t";
}

bool meansVelocity(std::string_view name)
{
    const std::string word = lowerCase(name);
    return word == "velocity_m_s" || word == "velocity" || word == "u";
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

std::size_t sizeOf(std::string_view type)
{
    const TypeName* found = find(type);
    return found ? found->size : 0;
}

std::vector<double> decoded(std::string_view bytes, std::string_view type, std::size_t count, bool swapped)
{
    std::vector<double> values(count);
    const TypeName* found = find(type);
    if (!found)
        return values;
    const bool isSigned = found->kind == 'i';
    if (found->kind == 'f')
        found->size == 4 ? decode<float>(bytes, swapped, values) : decode<double>(bytes, swapped, values);
    else if (found->size == 1)
        isSigned ? decode<std::int8_t>(bytes, swapped, values) : decode<std::uint8_t>(bytes, swapped, values);
    else if (found->size == 2)
        isSigned ? decode<std::int16_t>(bytes, swapped, values)
                 : decode<std::uint16_t>(bytes, swapped, values);
    else if (found->size == 4)
        isSigned ? decode<std::int32_t>(bytes, swapped, values)
                 : decode<std::uint32_t>(bytes, swapped, values);
    else
        isSigned ? decode<std::int64_t>(bytes, swapped, values)
                 : decode<std::uint64_t>(bytes, swapped, values);
    return values;
}

std::string fromBase64(std::string_view text)
{
    std::string bytes;
    unsigned word = 0;
    int held = 0;    // characters of the present group of four
    int padding = 0; // of those, '='
    for (const char c : text) {
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
    return bytes;
}

} // namespace hallwright::vtk
