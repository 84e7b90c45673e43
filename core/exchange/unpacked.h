// Files packed by gzip.
#pragma once

#include <cstdint>
#include <string>

namespace hallwright {

// The content of what gzip has packed (RFC 1952), anything else as it is. Throws InputError, naming `origin`, if it is broken or
// unpacks to more than `mostBytes`.
std::string unpacked(std::string content, std::uintmax_t mostBytes, const std::string& origin);

} // namespace hallwright
