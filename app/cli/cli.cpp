#include "app/cli/cli.h"

#include "app/cli/outages.h"
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
constexpr double coldestWetBulbC = -180.0; // as core/model/check_site.cpp

void requireWithin(const char* option, double valueC, double lowestC, double highestC)
{
    if (!std::isfinite(valueC) || valueC < lowestC || valueC > highestC)
        throw UsageError(fmt::format("{} is {} °C, but must lie between {} and {} °C.", option, valueC,
                                     lowestC, highestC));
}

} // namespace

SnapshotPtr Evaluated::run() const
{
    if (outdoorC)
        requireWithin("--outdoor", *outdoorC, coldestOutdoorC, hottestOutdoorC);
    showProgress("loading");
    const SitePtr site = loadSite(file);
    Conditions conditions = conditionsOf(*site, outdoorC);
    if (wetBulbC) {
        requireWithin("--wet-bulb", *wetBulbC, coldestWetBulbC, conditions.outdoorC);
        conditions.wetBulbC = *wetBulbC;
    }
    conditions.outages = outagesOf(*site, without);
    showProgress("solving");
    SnapshotPtr snapshot = evaluate(site, conditions);
    showProgress({});
    return snapshot;
}

void addSiteAndConditions(CLI::App& verb, Evaluated& input)
{
    verb.add_option("SITE", input.file, "the .hallwright site file")->required();
    verb.add_option("--outdoor", input.outdoorC, "outdoor dry bulb [°C] instead of the site's own");
    verb.add_option(
        "--wet-bulb", input.wetBulbC,
        "outdoor wet bulb [°C], at most the dry bulb; otherwise as far below it as the site's own");
}

void addOutages(CLI::App& verb, Evaluated& input)
{
    verb.add_option("--without", input.without,
                    "take the power node, plant unit, air handler or CDU of this name out of service; may be "
                    "repeated; BUILDING/NAME or BUILDING/HALL/NAME where the name alone is not enough")
        ->allow_extra_args(false)
        ->option_text("NAME");
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

std::string withUnit(double value, std::string_view unit)
{
    if (unit == "W" && std::abs(value) >= 1e6)
        return fmt::format("{:.6g} MW", value / 1e6);
    if (unit == "W" && std::abs(value) >= 1e3)
        return fmt::format("{:.6g} kW", value / 1e3);
    return fmt::format("{:.6g}{}{}", value, unit.empty() ? "" : " ", unit);
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
