#include "core/exchange/text_encoding.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hallwright {

namespace {

constexpr char32_t unknown = U'\uFFFD';

void append(std::string& text, char32_t c)
{
    const auto add = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xC0 | c >> 6);
        add(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        add(0xE0 | c >> 12);
        add(0x80 | (c >> 6 & 0x3F));
        add(0x80 | (c & 0x3F));
    } else {
        add(0xF0 | c >> 18);
        add(0x80 | (c >> 12 & 0x3F));
        add(0x80 | (c >> 6 & 0x3F));
        add(0x80 | (c & 0x3F));
    }
}

unsigned char byteAt(std::string_view bytes, std::size_t i)
{
    return static_cast<unsigned char>(bytes[i]);
}

std::string fromUtf16(std::string_view bytes, bool bigEndian)
{
    const auto unit = [&](std::size_t i) -> char32_t {
        const char32_t first = byteAt(bytes, i);
        const char32_t second = byteAt(bytes, i + 1);
        return bigEndian ? first << 8 | second : second << 8 | first;
    };
    std::string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const char32_t c = unit(i);
        const bool isPair =
            c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && (unit(i + 2) & 0xFC00) == 0xDC00;
        if (isPair) {
            append(text, 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00));
            i += 2;
        } else
            append(text, c >= 0xD800 && c < 0xE000 ? unknown : c);
    }
    return text;
}

bool isUtf8(std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size();) {
        const unsigned char c = byteAt(bytes, i++);
        const int more = c < 0x80                ? 0
                         : c >= 0xC2 && c < 0xE0 ? 1
                         : c >= 0xE0 && c < 0xF0 ? 2
                         : c >= 0xF0 && c < 0xF5 ? 3
                                                 : -1;
        if (more < 0)
            return false;
        for (int k = 0; k < more; ++k, ++i) {
            if (i >= bytes.size() || (byteAt(bytes, i) & 0xC0U) != 0x80U)
                return false;
        }
    }
    return true;
}

std::string fromWindows1252(std::string_view bytes)
{
    constexpr std::array<char32_t, 32> from80 = {
        0x20AC, unknown, 0x201A,  0x0192, 0x201E,  0x2026,  0x2020, 0x2021,  0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152,  unknown, 0x017D, unknown, unknown, 0x2018, 0x2019,  0x201C, 0x201D, 0x2022,
        0x2013, 0x2014,  0x02DC,  0x2122, 0x0161,  0x203A,  0x0153, unknown, 0x017E, 0x0178};
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned char c = byteAt(bytes, i);
        append(text, c >= 0x80 && c < 0xA0 ? from80[c - 0x80U] : char32_t{c});
    }
    return text;
}

} // namespace

std::string utf8Of(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return fromUtf16(bytes.substr(2), bytes.front() == '\xFE');
    else if (bytes.size() > 1 &&
             (bytes[0] == '\0') != (bytes[1] == '\0')) // a first letter of ASCII, without a mark
        return fromUtf16(bytes, bytes.front() == '\0');
    return isUtf8(bytes) ? std::string(bytes) : fromWindows1252(bytes);
}

} // namespace hallwright
