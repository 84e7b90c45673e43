// The content of files of others, which may be of any size or no files at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace hallwright {

// Throws StorageError if it cannot be read, InputError if it has more than `mostBytes`, ending in what to do instead.
std::string limitedContentOf(const std::filesystem::path& file, std::uintmax_t mostBytes,
                             std::string_view remedy);

} // namespace hallwright
