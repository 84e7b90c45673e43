#include "app/cli/site_version.h"

#include "app/cli/cli.h"
#include "app/cli/nearest.h"
#include "core/storage/branches.h"
#include "core/storage/site_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace hallwright::cli {

namespace {

std::int64_t branchNamed(const std::string& name, const std::filesystem::path& file,
                         const std::string& option = "--branch")
{
    std::vector<std::string> names;
    for (const BranchInfo& branch : listBranches(file)) {
        if (branch.kind == BranchKind::Start)
            continue;
        if (branch.name == name)
            return branch.id;
        names.push_back(branch.name);
    }
    const std::vector<std::string> nearest = nearestTo(name, names);
    if (nearest.empty())
        throw UsageError(fmt::format("{}: \"{}\" is not in this file, which has no branch.", option, name));
    throw UsageError(fmt::format("{}: no branch is named \"{}\"; the nearest {} {}.", option, name,
                                 nearest.size() == 1 ? "is" : "are", listed(nearest)));
}

} // namespace

void addBranch(CLI::App& verb, std::optional<std::string>& branch)
{
    verb.add_option("--branch", branch, "the branch or kept version of this name instead of the site itself")
        ->option_text("NAME");
}

bool namesMainLine(const std::filesystem::path& file, const std::string& name)
{
    if (name != "main" && name != "Main")
        return false;
    const auto branches = listBranches(file);
    return std::ranges::none_of(branches, [&](const BranchInfo& branch) {
        return branch.kind != BranchKind::Start && branch.name == name;
    });
}

void requireBranch(const std::filesystem::path& file, const std::string& name, const std::string& option)
{
    if (!namesMainLine(file, name))
        branchNamed(name, file, option);
}

SitePtr loadVersion(const std::filesystem::path& file, const std::optional<std::string>& branch)
{
    return branch && !namesMainLine(file, *branch) ? loadBranch(file, branchNamed(*branch, file)).site
                                                   : loadSite(file);
}

} // namespace hallwright::cli
