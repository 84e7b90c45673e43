// The .hallwright file: a site in a documented SQLite 3 database. See core/storage/README.md for the tables.
#pragma once

#include "core/model/scenario.h"
#include "core/model/site.h"
#include "core/model/site_weather.h"
#include "core/storage/branches.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

// Reads a site file. The file is treated as hostile: opened read-only in SQLite's defensive mode with an
// untrusted schema, checked for integrity, application id, schema version and limits, and its content by
// checkSite. Throws StorageError (missing, not SQLite, not ours, damaged, newer version) or InputError
// (content out of range); the message names the file. The file is never changed. Of a file of an
// earlier version, what it does not hold has the model's initialisers; saving writes the current version.
SitePtr loadSite(const std::filesystem::path& file);

// Writes a site file, atomically and durably: a complete new file beside the target, synced, then renamed
// over it. A symbolic link stays one, and the file it leads to keeps its permissions. The same site gives the
// same bytes. Throws StorageError naming the target, or InputError for a site that loadSite would refuse;
// what was there is then intact.
void saveSite(const Site& site, const std::filesystem::path& file);

// What a site file holds, with its bytes, as they were read or written last. Keeping it makes the next saving cheap.
struct SiteImage {
    SitePtr site;
    std::vector<Branch> branches; // ascending id
    std::vector<Scenario> scenarios;
    std::string bytes; // empty if a file of this content would be written otherwise: an earlier version's
    std::vector<KeptWeather> weather{}; // that the site or a branch names, and perhaps more
};

using SiteImagePtr = std::shared_ptr<const SiteImage>;

// As loadSite, with all branches, scenarios and weather; throws InputError if one does not fit the site. Never null,
// nor is its site.
SiteImagePtr loadSiteImage(const std::filesystem::path& file);

// As saveSite above, but makes the new file out of the bytes of `last`, in which it changes what differs; the disk is
// not asked what it holds by now. The same content then need not give the same bytes. Where `last` is null or of no use
// everything is written. Returns what the next saving starts from.
SiteImagePtr saveSite(const SitePtr& site, const std::vector<Branch>& branches,
                      const std::vector<Scenario>& scenarios, const std::filesystem::path& file,
                      const SiteImagePtr& last);
// With the weather that the site or a branch names, as far as it is among these; above it is looked for in `last`.
SiteImagePtr saveSite(const SitePtr& site, const std::vector<Branch>& branches,
                      const std::vector<Scenario>& scenarios, const std::vector<KeptWeather>& weather,
                      const std::filesystem::path& file, const SiteImagePtr& last);
// With the branches, scenarios and weather of `last`.
SiteImagePtr saveSite(const SitePtr& site, const std::filesystem::path& file, const SiteImagePtr& last);

// The weather that a version of the site in this file names; none if it names none, or the file has it not. Throws as
// loadSiteImage.
std::optional<KeptWeather> loadWeather(const std::filesystem::path& file, const Site& version);

// Tells one state of a file from another, to notice that another program has replaced it since it was opened.
struct FileStamp {
    std::int64_t sizeBytes = 0;
    std::int64_t modifiedNs = 0; // since 1970
    std::int64_t inode = 0;

    bool operator==(const FileStamp&) const = default;
};

// The file's stamp now; all zeros if there is no such file.
FileStamp stampOf(const std::filesystem::path& file);

} // namespace hallwright
