// Bringing the work of one branch into another: three versions of a site become a fourth.
//
// What changed between `start` and `theirs` is done to `ours`, field by field. Where both did the same there is nothing to
// do. Where both changed one field otherwise, or one removed what the other changed, or something in which the other
// changed, added or moved something, they conflict.
#pragma once

#include "core/model/change_set.h"

#include <vector>

namespace hallwright {

// What stands where both changed one thing.
enum class MergePreference { Ours, Theirs };

// At each conflict, in their order, which no choice changes; `otherwise` at those that `each` does not reach.
struct MergeChoices {
    MergeChoices(MergePreference all) : otherwise(all) {}

    MergePreference at(std::size_t conflict) const
    {
        return conflict < each.size() ? each[conflict] : otherwise;
    }

    MergePreference otherwise;
    std::vector<MergePreference> each;
};

// What each did to one object: one change in each, of one field or of the whole object; or what one removed, and all that
// the other did to it and in it. `sentences` says it.
struct MergeConflict {
    ChangeSet ours;
    ChangeSet theirs;

    bool operator==(const MergeConflict&) const = default;
};

struct Merge {
    SitePtr site;                         // `ours` itself if there was nothing to bring
    ChangeSet brought;                    // what was done to `ours`
    std::vector<MergeConflict> conflicts; // objects, then records, in the order of a change set
};

// An object that we removed stays removed, with all that stood in it, whatever they did to it or there. One that they
// removed goes from ours too, with what we added to it, unless we changed it or something in it and are chosen: then it
// stays as a whole, with what feeds it. Throws InputError where what they did cannot be done to `ours`: they refer to
// something that we removed.
Merge merge(const SitePtr& start, const SitePtr& ours, const SitePtr& theirs, const MergeChoices& choices);

} // namespace hallwright
