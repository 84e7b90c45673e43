// Replacing a file so that a crash, a full disk or a power cut leaves either the old content or the new,
// whole.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <sys/types.h>

namespace hallwright {

// Writes a complete new file beside the target, syncs it and renames it over the target. A symbolic link
// stays and what it leads to is replaced; the permissions of an existing file are kept. Throws StorageError
// naming the target, which is then as it was; no other file is left behind.
void replaceFile(const std::filesystem::path& target, std::string_view bytes);

// Who may read and write a file.
struct FileAccess {
    mode_t mode = 0600;         // permission bits
    std::optional<gid_t> group; // whom the group's bits are meant for; without one they are left out
};

// The same for a file of the program's own, of which no reader has chosen the name: a symbolic link at the target is
// itself replaced, and what it leads to left alone.
void replaceOwnFile(const std::filesystem::path& target, std::string_view bytes, const FileAccess& access);

} // namespace hallwright
