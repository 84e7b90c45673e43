// Replacing a file so that a crash, a full disk or a power cut leaves either the old content or the new,
// whole.
#pragma once

#include <filesystem>
#include <string_view>

namespace hallwright {

// Writes a complete new file beside the target, syncs it and renames it over the target. A symbolic link
// stays and what it leads to is replaced; the permissions of an existing file are kept. Throws StorageError
// naming the target, which is then as it was; no other file is left behind.
void replaceFile(const std::filesystem::path& target, std::string_view bytes);

} // namespace hallwright
