#include "core/storage/unfinished_change.h"

#include <sys/stat.h>

namespace hallwright {

namespace {

// As SQLite sees it: an empty file is none, but what is no regular file is one.
bool counts(const std::filesystem::path& beside)
{
    struct stat status {
    };
    return ::stat(beside.c_str(), &status) == 0 && (!S_ISREG(status.st_mode) || status.st_size > 0);
}

} // namespace

std::optional<std::filesystem::path> logBeside(const std::filesystem::path& database)
{
    std::error_code error;
    const std::filesystem::path log = std::filesystem::weakly_canonical(database, error).string() + "-wal";
    return counts(log) ? std::optional(log) : std::nullopt;
}

std::optional<std::filesystem::path> unfinishedChangeBeside(const std::filesystem::path& database)
{
    std::error_code error;
    const std::filesystem::path journal =
        std::filesystem::weakly_canonical(database, error).string() + "-journal";
    return counts(journal) ? std::optional(journal) : logBeside(database);
}

} // namespace hallwright
