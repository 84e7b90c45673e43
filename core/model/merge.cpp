#include "core/model/merge.h"

#include "core/model/change_fields.h"
#include "core/model/object_names.h"
#include "core/model/references.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
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

// Where a change says that its object stood, or stands from then on; none for what stands in nothing.
ObjectRef placeOf(const ObjectChange& change, FieldValue FieldChange::*when)
{
    ObjectRef place;
    withObjectType(change.object.kind, [&]<class T>() {
        constexpr std::string_view name = placeField<T>();
        const FieldChange* field = name.empty() ? nullptr : fieldIn(change, std::string(name));
        const auto* id = field ? std::get_if<std::int64_t>(&(field->*when)) : nullptr;
        if (!id)
            return;
        place = {isInRack<T>                         ? ObjectKind::Rack
                 : std::is_same_v<ParentOf<T>, Hall> ? ObjectKind::Hall
                                                     : ObjectKind::Building,
                 *id};
    });
    return place;
}

// What one side removed, each under the outermost thing that went with it: a rack under its hall.
class Removals
{
public:
    // `others` are what the other side did: what it has moved out of something that goes stands by itself.
    Removals(const ChangeSet& own, const ChangeSet& others)
    {
        for (const ObjectChange& change : own.objects) {
            if (change.kind == ObjectChangeKind::Removed)
                removed_[change.object] = {&change, placeOf(change, &FieldChange::before)};
        }
        for (const ObjectChange& change : others.objects) {
            const ObjectRef to = placeOf(change, &FieldChange::after);
            if (to.valid() && removed_.contains(change.object) && rootOf(to) != rootOf(change.object))
                apart_.insert(change.object);
        }
    }

    // Itself for what went alone; nothing for what did not go.
    std::optional<ObjectRef> rootOf(ObjectRef object) const
    {
        std::optional<ObjectRef> root;
        for (auto at = removed_.find(object); at != removed_.end(); at = removed_.find(at->second.from)) {
            root = at->first;
            if (apart_.contains(at->first))
                break;
        }
        return root;
    }
    const ObjectChange& changeOf(ObjectRef object) const { return *removed_.at(object).change; }

private:
    struct Removed {
        const ObjectChange* change = nullptr;
        ObjectRef from;
    };
    std::map<ObjectRef, Removed> removed_;
    std::set<ObjectRef> apart_;
};

// What one side did inside of what the other removed, by the outermost thing removed.
struct Inside {
    std::map<ObjectRef, ChangeSet> byRoot;
    std::map<ObjectRef, ObjectRef> rootOf; // of each object that was changed, added or moved there

    Inside(const ChangeSet& own, const Removals& ownRemovals, const Removals& others)
    {
        std::map<ObjectRef, ObjectRef> placed; // where own changes have put things
        for (const ObjectChange& change : own.objects) {
            if (const ObjectRef to = placeOf(change, &FieldChange::after); to.valid())
                placed[change.object] = to;
        }
        for (const ObjectChange& change : own.objects) {
            if (change.kind == ObjectChangeKind::Removed)
                continue;
            std::optional<ObjectRef> root = others.rootOf(change.object);
            for (auto at = placed.find(change.object); !root && at != placed.end();
                 at = placed.find(at->second))
                root = others.rootOf(at->second);
            if (!root)
                continue;
            byRoot[*root].objects.push_back(change);
            rootOf[change.object] = *root;
        }
        for (const ObjectChange& change : own.records) {
            const auto root = others.rootOf(change.object);
            if (root && !ownRemovals.rootOf(change.object))
                byRoot[*root].records.push_back(change);
        }
    }
};

class Merging
{
public:
    Merging(const Site& ourSite, const ChangeSet& ours, const ChangeSet& theirs, const MergeChoices& choices)
        : ourSite_(ourSite), ours_(ours), theirs_(theirs), choices_(choices), ourRemovals_(ours, theirs),
          theirRemovals_(theirs, ours), ourInside_(ours, ourRemovals_, theirRemovals_),
          theirInside_(theirs, theirRemovals_, ourRemovals_)
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
                if (isGoneHere(change) || goesThere(change))
                    continue;
                const auto our = ourChanges.find(change.object);
                if (our == ourChanges.end())
                    bring(change);
                else
                    joinFields(*our->second, change);
            }
        }
        keepWhatKeptThingsReferTo();
        sortByKindAndId(brought_.objects);
        for (std::size_t kind = 0; kind < objectKindCount; ++kind)
            brought_.idMarks.highest[kind] =
                std::max(ours_.idMarks.highest[kind], theirs_.idMarks.highest[kind]);
    }

    ChangeSet brought_;
    std::vector<MergeConflict> conflicts_;

private:
    void bring(ObjectChange change) { (brought_.*list_).push_back(std::move(change)); }

    // Returns what stands.
    MergePreference conflict(ChangeSet our, ChangeSet their)
    {
        conflicts_.push_back({std::move(our), std::move(their)});
        return choices_.at(conflicts_.size() - 1);
    }

    // Of what we removed, or of what stands in it: told once, and not done.
    bool isGoneHere(const ObjectChange& their)
    {
        const auto inside = theirInside_.rootOf.find(their.object);
        const auto root = inside != theirInside_.rootOf.end() ? std::optional(inside->second)
                                                              : ourRemovals_.rootOf(their.object);
        if (!root)
            return false;
        const auto did = theirInside_.byRoot.find(*root);
        if (did != theirInside_.byRoot.end() && goneTold_.insert(*root).second)
            conflict(only(&ChangeSet::objects, ourRemovals_.changeOf(*root)), did->second);
        return true;
    }

    // Of what they removed: it goes as a whole, or not at all.
    bool goesThere(const ObjectChange& their)
    {
        const auto root = theirRemovals_.rootOf(their.object);
        if (!root)
            return false;
        if (!isKept(*root))
            bring(their);
        return true;
    }

    // Whether what they removed stays, since we did something to it or in it and are chosen.
    bool isKept(ObjectRef root)
    {
        const auto did = ourInside_.byRoot.find(root);
        if (did == ourInside_.byRoot.end())
            return false;
        const auto known = kept_.find(root);
        if (known != kept_.end())
            return known->second;
        const bool kept = conflict(did->second, only(&ChangeSet::objects, theirRemovals_.changeOf(root))) ==
                          MergePreference::Ours;
        if (!kept)
            takeAlong(did->second);
        return kept_[root] = kept;
    }

    // What we added to it, or moved there, goes with it.
    void takeAlong(const ChangeSet& inside)
    {
        for (const ObjectChange& change : inside.objects) {
            if (theirRemovals_.rootOf(change.object))
                continue;
            ObjectChange gone{change.object, ObjectChangeKind::Removed, {}};
            for (const FieldChange& field : change.fields) {
                if (field.field == "name" || field.field.ends_with("_id"))
                    gone.fields.push_back({field.field, field.after, {}});
            }
            brought_.objects.push_back(std::move(gone));
        }
    }

    // A hall that stays needs what feeds it. What we have changed ourselves is decided by its own conflict.
    void keepWhatKeptThingsReferTo()
    {
        std::set<ObjectRef> roots;
        for (const auto& [root, kept] : kept_) {
            if (kept)
                roots.insert(root);
        }
        if (roots.empty())
            return;
        for (std::size_t before = 0; before != roots.size();) {
            before = roots.size();
            for (const ObjectRef object : thingsUnder(roots))
                addReferredRoots(object, roots);
        }
        const auto stays = [&](const ObjectChange& change) {
            const auto root = theirRemovals_.rootOf(change.object);
            return root && roots.contains(*root);
        };
        std::erase_if(brought_.objects, stays);
        std::erase_if(brought_.records, stays);
    }

    std::vector<ObjectRef> thingsUnder(const std::set<ObjectRef>& roots) const
    {
        std::vector<ObjectRef> things;
        for (const ObjectChange& change : theirs_.objects) {
            const auto root = theirRemovals_.rootOf(change.object);
            if (root && roots.contains(*root))
                things.push_back(change.object);
        }
        for (const auto& [object, root] : ourInside_.rootOf) {
            if (roots.contains(root))
                things.push_back(object);
        }
        return things;
    }

    void addReferredRoots(ObjectRef object, std::set<ObjectRef>& roots) const
    {
        const auto add = [&](ObjectRef referred) {
            const auto root = theirRemovals_.rootOf(referred);
            if (root && !ourInside_.byRoot.contains(*root))
                roots.insert(*root);
        };
        withObjectType(object.kind, [&]<class T>() {
            const T* found = find(ourSite_, IdOf<T>{object.id});
            if (!found)
                return;
            forEachReference(*found, [&](const auto&, const auto& value) {
                if constexpr (IsIdList<std::remove_cvref_t<decltype(value)>>::value) {
                    for (const auto id : value)
                        add(refTo(id));
                } else {
                    add(refTo(value));
                }
            });
        });
    }

    // What both added is there already, so that only its fields can differ.
    void joinFields(const ObjectChange& our, const ObjectChange& their)
    {
        ObjectChange change{their.object, ObjectChangeKind::Changed, {}};
        for (const FieldChange& field : their.fields) {
            const FieldChange* ourField = fieldIn(our, field.field);
            if (ourField && ourField->after == field.after)
                continue;
            if (!ourField ||
                conflict(only(list_, {our.object, our.kind, {*ourField}}),
                         only(list_, {their.object, their.kind, {field}})) == MergePreference::Theirs)
                change.fields.push_back(
                    {field.field, ourField ? ourField->after : field.before, field.after});
        }
        if (!change.fields.empty())
            bring(std::move(change));
    }

    const Site& ourSite_;
    const ChangeSet& ours_;
    const ChangeSet& theirs_;
    const MergeChoices& choices_;
    Removals ourRemovals_, theirRemovals_;
    Inside ourInside_, theirInside_;
    ChangeList list_ = &ChangeSet::objects;
    std::set<ObjectRef> goneTold_;
    std::map<ObjectRef, bool> kept_; // of what they removed and we changed
};

} // namespace

Merge merge(const SitePtr& start, const SitePtr& ours, const SitePtr& theirs, const MergeChoices& choices)
{
    const ChangeSet ourChanges = diff(*start, *ours), theirChanges = diff(*start, *theirs);
    Merging merging(*ours, ourChanges, theirChanges, choices);
    merging.run();
    const bool nothing = merging.brought_.empty();
    return {nothing ? ours : withChanges(ours, merging.brought_), std::move(merging.brought_),
            std::move(merging.conflicts_)};
}

} // namespace hallwright
