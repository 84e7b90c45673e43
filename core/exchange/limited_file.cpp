#include "core/exchange/limited_file.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <fstream>

namespace hallwright {

std::string limitedContentOf(const std::filesystem::path& file, std::uintmax_t mostBytes,
                             std::string_view remedy)
{
    std::error_code error;
    std::ifstream stream(file, std::ios::binary);
    if (!stream || !std::filesystem::is_regular_file(file, error))
        throw StorageError(
            fmt::format("{} cannot be read; check that it exists and is yours to read.", file.string()));
    const std::uintmax_t size = std::filesystem::file_size(file);
    if (size > mostBytes)
        throw InputError(fmt::format("{} has {} MB, more than the {} that are read; {}.", file.string(),
                                     size / 1'000'000, mostBytes / 1'000'000, remedy));
    std::string content(size, '\0');
    stream.read(content.data(), static_cast<std::streamsize>(size));
    content.resize(static_cast<std::size_t>(stream.gcount()));
    return content;
}

} // namespace hallwright
