#include "core/storage/recovery.h"

#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/storage/durable_file.h"
#include "core/storage/site_reader.h"
#include "core/storage/site_writer.h"
#include "core/storage/untrusted_database.h"

#include <SQLiteCpp/Exception.h>
#include <cstdlib>
#include <fmt/format.h>
#include <string_view>
#include <unistd.h>

namespace hallwright
{

namespace
{

namespace fs = std::filesystem;

// https://specifications.freedesktop.org/basedir-spec: what should survive a restart but is no document.
fs::path stateDirectory()
{
    if (const char* state = std::getenv("XDG_STATE_HOME"); state && fs::path(state).is_absolute())
        return fs::path(state) / "hallwright";
    const char* home = std::getenv("HOME");
    return (home && *home ? fs::path(home) : fs::temp_directory_path()) / ".local/state/hallwright";
}

// Tells files of one name in different directories apart: FNV-1a, 64 bits.
std::uint64_t fingerprint(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

} // namespace

fs::path recoveryFileFor(const fs::path& siteFile)
{
    if (siteFile.empty())
        return stateDirectory() / "untitled.hallwright-recovery";
    const fs::path real = fs::weakly_canonical(siteFile);
    if (::access(real.parent_path().c_str(), W_OK) == 0)
        return real.parent_path() / fmt::format(".{}-recovery", real.filename().string());
    return stateDirectory() /
           fmt::format("{}-{:016x}-recovery", real.filename().string(), fingerprint(real.string()));
}

void writeRecovery(const Site& site, const fs::path& siteFile)
{
    checkSite(site);
    const FileStamp base = siteFile.empty() ? FileStamp{} : stampOf(siteFile);
    const fs::path recovery = recoveryFileFor(siteFile);
    std::error_code error;
    fs::create_directories(recovery.parent_path(), error);
    if (error)
        throw StorageError(fmt::format("Cannot save {}: {} cannot be made ({}).", recovery.string(),
                                       recovery.parent_path().string(), error.message()));
    replaceFile(recovery, siteFileBytes(site, &base));
}

std::optional<RecoveredSite> findRecovery(const fs::path& siteFile)
{
    const fs::path recovery = recoveryFileFor(siteFile);
    const FileStamp written = stampOf(recovery);
    if (written == FileStamp{})
        return std::nullopt;
    RecoveredSite recovered;
    recovered.site = loadSite(recovery);
    recovered.writtenAt =
        std::chrono::system_clock::time_point(std::chrono::duration_cast<std::chrono::system_clock::duration>(
            std::chrono::nanoseconds(written.modifiedNs)));
    UntrustedDatabase source(recovery);
    const FileStamp now = siteFile.empty() ? FileStamp{} : stampOf(siteFile);
    recovered.baseUnchanged = readRecoveryBase(source.database()) == now;
    return recovered;
}

void discardRecovery(const fs::path& siteFile)
{
    const fs::path recovery = recoveryFileFor(siteFile);
    std::error_code error;
    fs::remove(recovery, error);
    if (error)
        throw StorageError(fmt::format("Cannot remove {}: {}.", recovery.string(), error.message()));
}

} // namespace hallwright
