// Other versions of a site in its file: branches that are worked on, and versions that were given a name.
//
// Each is kept as what differs between the site in the file's tables and it (core/model/change_set.h), object by object
// and field by field, in the tables branch and branch_change. Saving makes these rows anew, so that a branch stays what
// it is however the site changes.
#pragma once

#include "core/model/site.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hallwright {

enum class BranchKind {
    Branch,  // worked on
    Version, // given a name, to be kept
    Start    // what a branch was made from, kept so that its work can be merged
};

struct BranchInfo {
    std::int64_t id = 0; // positive, unique in the file
    BranchKind kind = BranchKind::Branch;
    std::string name; // unique in the file
    std::string notes;
    std::string created; // UTC, "2026-11-29T12:00:00Z"
    std::int64_t start =
        0; // of a branch: the id, below its own, of what it was made from; 0 where that was not kept

    bool operator==(const BranchInfo&) const = default;
};

struct Branch {
    BranchInfo info;
    SitePtr site; // shares with the file's site what is the same
};

// What branches a site file has, by id, without reading their content. Throws as loadSite.
std::vector<BranchInfo> listBranches(const std::filesystem::path& file);

// Throws as loadSite, and InputError if there is no branch of this id, or if its changes do not fit the site.
Branch loadBranch(const std::filesystem::path& file, std::int64_t id);

// Positive ascending ids, names that are short and told apart, starts before what starts from them: throws InputError.
void checkBranchInfos(const std::vector<BranchInfo>& infos);

// Their infos, and sites that could be saved themselves: throws InputError.
void checkBranches(const std::vector<Branch>& branches);

} // namespace hallwright
