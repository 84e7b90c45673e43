#include "app/cli/cli.h"

#include "core/model/errors.h"
#include "core/simulation/evaluate.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace hallwright::cli {

namespace {

constexpr double coldestOutdoorC = -60.0; // as core/model/edits.h allows
constexpr double hottestOutdoorC = 60.0;

void requireOutdoor(double outdoorC)
{
    if (!std::isfinite(outdoorC) || outdoorC < coldestOutdoorC || outdoorC > hottestOutdoorC)
        throw UsageError(fmt::format("--outdoor is {} °C, but must lie between {} and {} °C.", outdoorC,
                                     coldestOutdoorC, hottestOutdoorC));
}

} // namespace

SnapshotPtr Evaluated::run() const
{
    if (outdoorC)
        requireOutdoor(*outdoorC);
    showProgress("loading");
    const SitePtr site = loadSite(file);
    showProgress("solving");
    SnapshotPtr snapshot = evaluate(site, conditionsOf(*site, outdoorC));
    showProgress({});
    return snapshot;
}

void addSiteAndOutdoor(CLI::App& verb, Evaluated& input)
{
    verb.add_option("SITE", input.file, "the .hallwright site file")->required();
    verb.add_option("--outdoor", input.outdoorC, "outdoor dry bulb [°C] instead of the site's own");
}

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

std::string megawatts(double watts)
{
    return fmt::format("{:.3f} MW", watts / 1e6);
}

std::string thousands(long long count)
{
    std::string text = std::to_string(count);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (count < 0 ? 1 : 0); at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string counted(std::size_t count, std::string_view thing)
{
    return fmt::format("{} {}{}", thousands(static_cast<long long>(count)), thing, count == 1 ? "" : "s");
}

} // namespace hallwright::cli
