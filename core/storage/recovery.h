// Recovery: unsaved edits survive a crash, in a second site file that nobody has to name.
//
// While there are unsaved edits the program writes the current version to the recovery file; saving or
// closing in order discards it. A recovery file found on opening is what a crash left behind. It is a
// complete site file and also holds the stamp of the file it continues, so that one older than the site it
// belongs to is recognised.
#pragma once

#include "core/storage/site_file.h"

#include <chrono>
#include <filesystem>
#include <optional>

namespace hallwright
{

// Where the unsaved edits of a site file are kept: `.campus.hallwright-recovery` beside campus.hallwright; in
// the user's state directory where nothing can be written beside it, and for a site never saved (an empty
// path).
std::filesystem::path recoveryFileFor(const std::filesystem::path& siteFile);

// Atomic and durable like saveSite; throws as it does.
void writeRecovery(const Site& site, const std::filesystem::path& siteFile);

struct RecoveredSite {
    SitePtr site;
    std::chrono::system_clock::time_point writtenAt;
    bool baseUnchanged =
        true; // false: the site file has been saved or replaced since, which may be the newer work
};

// What a crash left behind for this file, if anything. Throws StorageError or InputError like loadSite if
// there is something that cannot be read.
std::optional<RecoveredSite> findRecovery(const std::filesystem::path& siteFile);

// Removes it, if there is one. Throws StorageError if it cannot be removed.
void discardRecovery(const std::filesystem::path& siteFile);

} // namespace hallwright
