// Work lists over a restart: what was caused and since solved stays on the list, checked off.
//
// What a list says of a site is one person's work, not the site's: it stands in the user's state directory, by the site file's
// path and the branch, and the site's file knows nothing of it. A list that cannot be kept or read again is only not there.
#pragma once

#include "core/model/site.h"
#include "core/rules/finding.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace hallwright::app {

struct KeptWorkList {
    QString what; // the change that caused them
    std::vector<Finding> caused;
};

// Nothing is kept for a site that was never saved (an empty path).
void keepWorkList(const std::filesystem::path& siteFile, std::int64_t branch, const KeptWorkList& list);
void forgetWorkList(const std::filesystem::path& siteFile, std::int64_t branch);
// Empty where none is kept. Without what is of objects that `site` no longer has, or of rules that this program does not know.
KeptWorkList keptWorkList(const std::filesystem::path& siteFile, std::int64_t branch, const Site& site);

} // namespace hallwright::app
