// The rows of branches in the tables of a site file.
#pragma once

#include "core/storage/branches.h"

#include <optional>

namespace SQLite {
class Database;
}

namespace hallwright {

// Into empty tables, as what differs from `site`.
void putBranches(SQLite::Database& database, const Site& site, const std::vector<Branch>& branches);

// Both for tables of any version; earlier ones have no branches.
std::vector<BranchInfo> readBranchInfos(SQLite::Database& database, int version);
// Throws InputError naming the branch if its changes do not fit `site`, which the same database holds.
Branch readBranch(SQLite::Database& database, const BranchInfo& info, const SitePtr& site);

} // namespace hallwright
