#include "core/storage/unfinished_change.h"

namespace hallwright {

std::optional<std::filesystem::path> unfinishedChangeBeside(const std::filesystem::path& database)
{
    std::error_code error;
    const std::filesystem::path real = std::filesystem::weakly_canonical(database, error);
    for (const char* suffix : {"-journal", "-wal"}) {
        const std::filesystem::path beside = real.string() + suffix;
        if (std::filesystem::is_regular_file(beside, error) && std::filesystem::file_size(beside, error) > 0)
            return beside;
    }
    return std::nullopt;
}

} // namespace hallwright
