// Replacing a file so that a crash, a full disk or a power cut leaves either the old content or the new,
// whole.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace hallwright {

// Writes a complete new file beside the target, syncs it and renames it over the target. A symbolic link
// stays and what it leads to is replaced; the permissions of an existing file are kept. Throws StorageError
// naming the target, which is then as it was; no other file is left behind.
// What a process that ended in the middle left beside the target is removed first.
void replaceFile(const std::filesystem::path& target, std::string_view bytes);

// The sentence with which replaceFile would refuse before it writes: a read-only file or folder.
std::optional<std::string> whyNotReplaceable(const std::filesystem::path& target);

// Removes the temporary files that saving to this target left when its process was ended. Files of running programs, of
// other users and of other names stay.
void removeAbandoned(const std::filesystem::path& target);

// As much of a file's name as leaves room for what is added to it; the name itself unless it is very long.
std::string startOfName(const std::string& name);

// Who may read and write a file.
struct FileAccess {
    mode_t mode = 0600;         // permission bits
    std::optional<gid_t> group; // whom the group's bits are meant for; without one they are left out
};

// The same for a file of the program's own, of which no reader has chosen the name: a symbolic link at the target is
// itself replaced, and what it leads to left alone.
void replaceOwnFile(const std::filesystem::path& target, std::string_view bytes, const FileAccess& access);

} // namespace hallwright
