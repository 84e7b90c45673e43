#include "app/cli/cli.h"

#include "core/model/errors.h"
#include "core/model/shown_text.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace hallwright::cli {

void requireDistinct(const std::filesystem::path& input, const std::filesystem::path& output)
{
    std::error_code missing;
    if (std::filesystem::equivalent(input, output, missing))
        throw UsageError(fmt::format("{} is the input and would be overwritten; name another output file.",
                                     output.string()));
}

// A file that is opened instead of a closed stream would get what the stream is sent. What takes its place refuses to be
// written, as the closed one did.
void keepStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0)
            ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY); // the lowest that is free
    }
}

void print(std::string_view unknown)
{
    const std::string text = withControlsShown(unknown);
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0)
        throw StorageError("Cannot write to the standard output.");
}

void printError(std::string_view text)
{
    // Where even this cannot be written the exit code still says so.
    std::fwrite(text.data(), 1, text.size(), stderr);
}

bool progressIsSeen()
{
    return ::isatty(STDERR_FILENO) == 1;
}

void showProgress(std::string_view step)
{
    if (progressIsSeen())
        printError(fmt::format("\r\033[K{}", step));
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
