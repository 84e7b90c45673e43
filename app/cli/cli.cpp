#include "app/cli/cli.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace hallwright::cli {

void requireDistinct(const std::filesystem::path& input, const std::filesystem::path& output)
{
    std::error_code missing;
    if (std::filesystem::equivalent(input, output, missing))
        throw UsageError(fmt::format("{} is the input and would be overwritten; name another output file.",
                                     output.string()));
}

void print(std::string_view text)
{
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0)
        throw StorageError("Cannot write to the standard output.");
}

bool progressIsSeen()
{
    return ::isatty(STDERR_FILENO) == 1;
}

void showProgress(std::string_view step)
{
    if (progressIsSeen())
        fmt::print(stderr, "\r\033[K{}", step);
}

std::string withUnit(double value, std::string_view unit)
{
    if (std::isnan(value))
        return "–";
    if (unit == "W" && std::abs(value) >= 1e6)
        return fmt::format("{:.6g} MW", value / 1e6);
    if (unit == "W" && std::abs(value) >= 1e3)
        return fmt::format("{:.6g} kW", value / 1e3);
    return fmt::format("{:.6g}{}{}", value, unit.empty() ? "" : " ", unit);
}

} // namespace hallwright::cli
