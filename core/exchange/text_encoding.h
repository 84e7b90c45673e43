// Text of files from anywhere.
#pragma once

#include <string>
#include <string_view>

namespace hallwright {

// UTF-8 without its byte order mark, of UTF-8, of UTF-16 in either order, with or without a mark, or, where neither fits,
// of Windows-1252.
std::string utf8Of(std::string_view bytes);

} // namespace hallwright
