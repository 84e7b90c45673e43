// Lines and cells of a table of text, tabs between values: what the clipboard and spreadsheets pass on.
#pragma once

#include <string_view>
#include <vector>

namespace hallwright {

// Without blanks at their ends.
std::vector<std::string_view> cellsOf(std::string_view line);

// Those that are not blank.
std::vector<std::string_view> linesOf(std::string_view text);

} // namespace hallwright
