#include "core/storage/site_file.h"

#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/storage/branch_rows.h"
#include "core/storage/durable_file.h"
#include "core/storage/packed_weather.h"
#include "core/storage/scenarios.h"
#include "core/storage/schema.h"
#include "core/storage/site_reader.h"
#include "core/storage/site_writer.h"
#include "core/storage/unfinished_change.h"
#include "core/storage/untrusted_database.h"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sys/stat.h>

namespace hallwright {

namespace {

void requireNoUnfinishedChange(const std::filesystem::path& file)
{
    if (const auto change = unfinishedChangeBeside(file))
        throw StorageError(
            fmt::format("Cannot save {}: another program is changing it or left {} behind; close that "
                        "program, or save under another name.",
                        file.string(), change->string()));
}

ReadSite readChecked(UntrustedDatabase& source, const std::filesystem::path& file)
try {
    ReadSite read = readSite(source.database(), source.version());
    checkSite(*read.site);
    return read;
} catch (const SQLite::Exception& error) {
    refuseFile(file, error);
} catch (const InputError& error) {
    throw InputError(fmt::format("{}: {}", file.string(), error.what()));
}

std::vector<Branch> readBranches(UntrustedDatabase& source, const SitePtr& site,
                                 const std::filesystem::path& file)
try {
    std::vector<Branch> branches;
    for (const BranchInfo& info : readBranchInfos(source.database(), source.version()))
        branches.push_back(readBranch(source.database(), info, site));
    checkBranches(branches);
    return branches;
} catch (const SQLite::Exception& error) {
    refuseFile(file, error);
} catch (const InputError& error) {
    throw InputError(fmt::format("{}: {}", file.string(), error.what()));
}

std::vector<Scenario> readCheckedScenarios(UntrustedDatabase& source, const std::filesystem::path& file)
try {
    return readScenarios(source.database(), source.version());
} catch (const SQLite::Exception& error) {
    refuseFile(file, error);
} catch (const InputError& error) {
    throw InputError(fmt::format("{}: {}", file.string(), error.what()));
}

std::vector<KeptWeather> readCheckedWeather(UntrustedDatabase& source, const std::filesystem::path& file)
try {
    return readKeptWeather(source.database(), source.version());
} catch (const SQLite::Exception& error) {
    refuseFile(file, error);
} catch (const InputError& error) {
    throw InputError(fmt::format("{}: {}", file.string(), error.what()));
}

} // namespace

SitePtr loadSite(const std::filesystem::path& file)
{
    UntrustedDatabase source(file);
    return readChecked(source, file).site;
}

SiteImagePtr loadSiteImage(const std::filesystem::path& file)
{
    UntrustedDatabase source(file);
    auto image = std::make_shared<SiteImage>();
    const ReadSite read = readChecked(source, file);
    image->site = read.site;
    image->branches = readBranches(source, image->site, file);
    image->scenarios = readCheckedScenarios(source, file);
    image->weather = readCheckedWeather(source, file);
    if (source.version() == siteSchemaVersion && read.isAsWritten)
        image->bytes = bytesOf(source.database());
    return image;
}

void saveSite(const Site& site, const std::filesystem::path& file)
{
    checkSite(site);
    requireNoUnfinishedChange(file);
    replaceFile(file, siteFileBytes({site, {}, {}}));
}

SiteImagePtr saveSite(const SitePtr& site, const std::vector<Branch>& branches,
                      const std::vector<Scenario>& scenarios, const std::filesystem::path& file,
                      const SiteImagePtr& last)
{
    return saveSite(site, branches, scenarios, last ? last->weather : std::vector<KeptWeather>(), file, last);
}

SiteImagePtr saveSite(const SitePtr& site, const std::vector<Branch>& branches,
                      const std::vector<Scenario>& scenarios, const std::vector<KeptWeather>& weather,
                      const std::filesystem::path& file, const SiteImagePtr& last)
{
    checkSite(*site);
    checkBranches(branches);
    checkScenarios(scenarios);
    requireNoUnfinishedChange(file);
    const FileContent content{*site, branches, scenarios, nullptr, &weather};
    auto image = std::make_shared<SiteImage>(
        SiteImage{site, branches, scenarios, nextSiteFileBytes(content, last.get()), weather});
    replaceFile(file, image->bytes);
    return image;
}

SiteImagePtr saveSite(const SitePtr& site, const std::filesystem::path& file, const SiteImagePtr& last)
{
    return saveSite(site, last ? last->branches : std::vector<Branch>(),
                    last ? last->scenarios : std::vector<Scenario>(), file, last);
}

std::optional<KeptWeather> loadWeather(const std::filesystem::path& file, const Site& version)
{
    UntrustedDatabase source(file);
    const std::vector<KeptWeather> all = readCheckedWeather(source, file);
    const KeptWeather* found = findWeather(all, version);
    return found ? std::optional(*found) : std::nullopt;
}

FileStamp stampOf(const std::filesystem::path& file)
{
    struct stat status {
    };
    if (::stat(file.c_str(), &status) != 0)
        return {};
    constexpr std::int64_t nsPerSecond = 1'000'000'000;
    return {status.st_size, status.st_mtim.tv_sec * nsPerSecond + status.st_mtim.tv_nsec,
            static_cast<std::int64_t>(status.st_ino)};
}

} // namespace hallwright
