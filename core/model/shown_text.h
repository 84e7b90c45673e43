// Text from files as people may be shown it: nothing in it moves a terminal's cursor or turns a line around, and a message
// stays one that can be read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hallwright {

inline constexpr std::size_t longestMessageCharacters = 500;

// Control characters (C0 but for line feed and tab, DEL, C1) and those that turn the direction of writing are shown as
// \u001B, which is what they are in JSON too; a byte that is no UTF-8 as \x9B.
std::string withControlsShown(std::string_view text);

// One line of at most `most` characters (above 100): breaks become spaces, controls are shown, and what is too long has … in
// place of its middle, for a sentence begins with where and ends with what to do.
std::string shortMessage(std::string_view text, std::size_t most = longestMessageCharacters);

} // namespace hallwright
