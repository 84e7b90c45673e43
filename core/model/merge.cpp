#include "core/model/merge.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hallwright {

namespace {

using ChangeList = std::vector<ObjectChange> ChangeSet::*;

ChangeSet only(ChangeList list, ObjectChange change)
{
    ChangeSet set;
    (set.*list).push_back(std::move(change));
    return set;
}

const FieldChange* fieldIn(const ObjectChange& change, const std::string& name)
{
    const auto found = std::find_if(change.fields.begin(), change.fields.end(),
                                    [&](const FieldChange& field) { return field.field == name; });
    return found == change.fields.end() ? nullptr : &*found;
}

class Merging
{
public:
    Merging(const ChangeSet& ours, const ChangeSet& theirs, const MergeChoices& choices)
        : ours_(ours), theirs_(theirs), choices_(choices)
    {
    }

    void run()
    {
        for (const ChangeList list : {&ChangeSet::objects, &ChangeSet::records}) {
            list_ = list;
            std::map<ObjectRef, const ObjectChange*> ourChanges;
            for (const ObjectChange& change : ours_.*list)
                ourChanges[change.object] = &change;
            for (const ObjectChange& change : theirs_.*list) {
                const auto our = ourChanges.find(change.object);
                if (our == ourChanges.end())
                    bring(change);
                else
                    join(*our->second, change);
            }
        }
        for (std::size_t kind = 0; kind < objectKindCount; ++kind)
            brought_.idMarks.highest[kind] =
                std::max(ours_.idMarks.highest[kind], theirs_.idMarks.highest[kind]);
    }

    ChangeSet brought_;
    std::vector<MergeConflict> conflicts_;

private:
    void bring(ObjectChange change) { (brought_.*list_).push_back(std::move(change)); }

    // Returns what stands.
    MergePreference conflict(ObjectChange our, ObjectChange their)
    {
        conflicts_.push_back({only(list_, std::move(our)), only(list_, std::move(their))});
        return choices_.at(conflicts_.size() - 1);
    }

    // Both did something to one object.
    void join(const ObjectChange& our, const ObjectChange& their)
    {
        using enum ObjectChangeKind;
        if (our.kind == Removed && their.kind == Removed)
            return;
        if (our.kind == Removed) {
            conflict(our, their);
        } else if (their.kind == Removed) {
            if (conflict(our, their) == MergePreference::Theirs)
                bring(their);
        } else {
            joinFields(our, their);
        }
    }

    // What both added is there already, so that only its fields can differ.
    void joinFields(const ObjectChange& our, const ObjectChange& their)
    {
        ObjectChange change{their.object, ObjectChangeKind::Changed, {}};
        for (const FieldChange& field : their.fields) {
            const FieldChange* ourField = fieldIn(our, field.field);
            if (ourField && ourField->after == field.after)
                continue;
            if (!ourField || conflict({our.object, our.kind, {*ourField}},
                                      {their.object, their.kind, {field}}) == MergePreference::Theirs)
                change.fields.push_back(
                    {field.field, ourField ? ourField->after : field.before, field.after});
        }
        if (!change.fields.empty())
            bring(std::move(change));
    }

    const ChangeSet& ours_;
    const ChangeSet& theirs_;
    const MergeChoices& choices_;
    ChangeList list_ = &ChangeSet::objects;
};

} // namespace

Merge merge(const SitePtr& start, const SitePtr& ours, const SitePtr& theirs, const MergeChoices& choices)
{
    const ChangeSet ourChanges = diff(*start, *ours), theirChanges = diff(*start, *theirs);
    Merging merging(ourChanges, theirChanges, choices);
    merging.run();
    const bool nothing = merging.brought_.empty();
    return {nothing ? ours : withChanges(ours, merging.brought_), std::move(merging.brought_),
            std::move(merging.conflicts_)};
}

} // namespace hallwright
