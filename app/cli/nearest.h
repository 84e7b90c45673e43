// Names that a mistyped one may have meant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright::cli {

// The few candidates nearest to `word`, the nearest first; of equals, the earlier one. Near is what takes few characters
// put in, left out or exchanged (Levenshtein), capitals as small letters; those with `word` in them come before all
// others.
std::vector<std::string> nearestTo(std::string_view word, std::span<const std::string> candidates);

std::string listed(std::span<const std::string> names); // "a", "a or b", "a, b or c", each in quotes

} // namespace hallwright::cli
