#include "core/model/shown_text.h"

#include "core/model/characters.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <iterator>

namespace hallwright {

namespace {

constexpr char32_t noCharacter = 0xFFFFFFFF;

struct Character {
    char32_t code = noCharacter;
    std::size_t bytes = 1;
};

// The character that begins the text, by table 3-7 of the Unicode Standard; none where its bytes are no UTF-8.
Character firstCharacter(std::string_view text)
{
    const auto byteAt = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byteAt(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes)
        return {};
    char32_t code = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if (beginsCharacter(text[i]))
            return {};
        code = code << 6 | (byteAt(i) & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < least[bytes] || code > 0x10FFFF || isSurrogate)
        return {};
    return {code, bytes};
}

bool controls(char32_t code)
{
    const bool c0 = code < 0x20 && code != '\n' && code != '\t';
    const bool delAndC1 = code >= 0x7F && code <= 0x9F;
    const bool turnsWriting = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return c0 || delAndC1 || turnsWriting;
}

bool isPlain(char byte)
{
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t';
}

} // namespace

std::string withControlsShown(std::string_view text)
{
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        const auto special = std::find_if_not(text.begin(), text.end(), isPlain);
        shown.append(text.begin(), special);
        text.remove_prefix(static_cast<std::size_t>(special - text.begin()));
        if (text.empty())
            break;
        const Character next = firstCharacter(text);
        if (next.code == noCharacter)
            fmt::format_to(std::back_inserter(shown), "\\x{:02X}", static_cast<unsigned char>(text.front()));
        else if (controls(next.code))
            fmt::format_to(std::back_inserter(shown), "\\u{:04X}", static_cast<std::uint32_t>(next.code));
        else
            shown.append(text.substr(0, next.bytes));
        text.remove_prefix(next.bytes);
    }
    return shown;
}

std::string shortMessage(std::string_view text, std::size_t most)
{
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    line = withControlsShown(line);
    const std::size_t length = charactersOf(line);
    if (length <= most)
        return line;
    const std::size_t end = most / 3;
    const std::string_view start = firstCharacters(line, most - end - 1);
    const std::string_view rest = firstCharacters(line, length - end); // all but the end
    return std::string(start) + "…" + line.substr(rest.size());
}

} // namespace hallwright
