// Characters of UTF-8 text, where a length is limited or padded: code points, each of which begins with a byte that
// continues no other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace hallwright {

constexpr bool beginsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

inline std::size_t charactersOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), beginsCharacter));
}

// At most the first `most` of them, none cut through.
inline std::string_view firstCharacters(std::string_view text, std::size_t most)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (beginsCharacter(text[i]) && count++ == most)
            return text.substr(0, i);
    }
    return text;
}

} // namespace hallwright
