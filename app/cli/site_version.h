// Which version of a site a verb works on: what its file holds, or one of its branches.
#pragma once

#include "core/model/site.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace hallwright::cli {

void addBranch(CLI::App& verb, std::optional<std::string>& branch); // --branch

// Whether the site itself is meant: "main" or "Main", where no branch has this name.
bool namesMainLine(const std::filesystem::path& file, const std::string& name);

// Throws UsageError, which names the option, where the file has no branch or version of this name and the site itself is
// not meant. Reads no site.
void requireBranch(const std::filesystem::path& file, const std::string& name, const std::string& option);

// Throws as loadSite, and UsageError where the file has no branch or version of this name.
SitePtr loadVersion(const std::filesystem::path& file, const std::optional<std::string>& branch);

} // namespace hallwright::cli
