#include "core/model/change_set.h"

#include "core/model/change_fields.h"
#include "core/model/fields.h"
#include "core/model/object_kinds.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <tuple>
#include <unordered_map>

namespace hallwright {

namespace {

// An object and where it stands.
template <class T>
struct Placed {
    const T* object = nullptr;
    std::int64_t parent = 0;
};

template <class Parent>
std::int64_t idOfParent(const Parent& parent)
{
    if constexpr (requires { parent.id.value; })
        return parent.id.value;
    else
        return 0;
}

void addIfDifferent(std::vector<FieldChange>& fields, std::string_view name, FieldValue before,
                    FieldValue after)
{
    if (before != after)
        fields.push_back({std::string(name), std::move(before), std::move(after)});
}

template <class T>
class KindDiff
{
public:
    KindDiff(const Site& before, const Site& after, std::vector<ObjectChange>& changes)
        : before_(before), after_(after), changes_(changes)
    {
    }

    void run()
    {
        if constexpr (isInRack<T>) {
            if (before_.contents == after_.contents)
                return; // not to look at every rack
        }
        pairParents();
        for (const auto& [before, after] : parents_)
            compareLists(before, after);
        matchMoved();
        std::sort(found_.begin(), found_.end(),
                  [](const ObjectChange& a, const ObjectChange& b) { return a.object.id < b.object.id; });
        std::move(found_.begin(), found_.end(), std::back_inserter(changes_));
    }

private:
    using Parent = ParentOf<T>;

    // Parents of the same id, one side null where the other version lacks it; none that both share.
    void pairParents()
    {
        std::map<std::int64_t, std::pair<const Parent*, const Parent*>> byId;
        forEachParentOf<T>(before_, [&](const Parent& parent) { byId[idOfParent(parent)].first = &parent; });
        forEachParentOf<T>(after_, [&](const Parent& parent) { byId[idOfParent(parent)].second = &parent; });
        for (const auto& [id, pair] : byId) {
            if (pair.first != pair.second)
                parents_.push_back(pair);
        }
    }

    // Both lists ascend by id.
    void compareLists(const Parent* before, const Parent* after)
    {
        static const std::remove_cvref_t<decltype(std::declval<Parent>().*ObjectType<T>::list)> none{};
        const auto& a = before ? before->*ObjectType<T>::list : none;
        const auto& b = after ? after->*ObjectType<T>::list : none;
        auto x = a.begin();
        auto y = b.begin();
        while (x != a.end() || y != b.end()) {
            const bool onlyBefore = y == b.end() || (x != a.end() && elementOf(*x).id < elementOf(*y).id);
            const bool onlyAfter = x == a.end() || (y != b.end() && elementOf(*y).id < elementOf(*x).id);
            if (onlyBefore) {
                gone_.push_back({&elementOf(*x++), idOfParent(*before)});
            } else if (onlyAfter) {
                come_.push_back({&elementOf(*y++), idOfParent(*after)});
            } else {
                compare({&elementOf(*x), idOfParent(*before)}, {&elementOf(*y), idOfParent(*after)});
                ++x;
                ++y;
            }
        }
    }

    void compare(const Placed<T>& before, const Placed<T>& after)
    {
        if (before.object == after.object && before.parent == after.parent)
            return;
        ObjectChange change{refTo(after.object->id), ObjectChangeKind::Changed, {}};
        if (before.parent != after.parent)
            change.fields.push_back({std::string(placeField<T>()), before.parent, after.parent});
        forEachField<T>([&](const auto& field) {
            const auto& x = field.of(*before.object);
            const auto& y = field.of(*after.object);
            if (!(x == y))
                change.fields.push_back({std::string(field.name), fieldValue(x), fieldValue(y)});
        });
        if (!change.fields.empty())
            found_.push_back(std::move(change));
    }

    // What left one hall and came to another moved.
    void matchMoved()
    {
        std::unordered_map<std::int64_t, Placed<T>> gone;
        for (const Placed<T>& object : gone_)
            gone.emplace(object.object->id.value, object);
        for (const Placed<T>& object : come_) {
            const auto from = gone.find(object.object->id.value);
            if (from == gone.end()) {
                found_.push_back(added(object));
            } else {
                compare(from->second, object);
                gone.erase(from);
            }
        }
        for (const auto& [id, object] : gone)
            found_.push_back(removed(object));
    }

    static ObjectChange added(const Placed<T>& object)
    {
        ObjectChange change{refTo(object.object->id), ObjectChangeKind::Added, {}};
        if (!placeField<T>().empty())
            change.fields.push_back({std::string(placeField<T>()), {}, object.parent});
        forEachField<T>([&](const auto& field) {
            if (field.name != "id")
                change.fields.push_back({std::string(field.name), {}, fieldValue(field.of(*object.object))});
        });
        return change;
    }

    static ObjectChange removed(const Placed<T>& object)
    {
        ObjectChange change{refTo(object.object->id), ObjectChangeKind::Removed, {}};
        if (!placeField<T>().empty())
            change.fields.push_back({std::string(placeField<T>()), object.parent, {}});
        if constexpr (requires { object.object->name; })
            change.fields.push_back({"name", object.object->name, {}});
        return change;
    }

    const Site& before_;
    const Site& after_;
    std::vector<ObjectChange>& changes_;
    std::vector<std::pair<const Parent*, const Parent*>> parents_;
    std::vector<Placed<T>> gone_, come_;
    std::vector<ObjectChange> found_;
};

void diffInfo(const SiteInfo& before, const SiteInfo& after, std::vector<ObjectChange>& changes)
{
    ObjectChange change{siteData(), ObjectChangeKind::Changed, {}};
    forEachField<SiteInfo>([&](const auto& field) {
        addIfDifferent(change.fields, field.name, fieldValue(field.of(before)), fieldValue(field.of(after)));
    });
    if (!change.fields.empty())
        changes.push_back(std::move(change));
}

std::vector<FieldChange> diffRecord(const Record& before, const Record& after)
{
    const std::map<std::string, FieldValue> a = recordValuesOf(before);
    const std::map<std::string, FieldValue> b = recordValuesOf(after);
    std::vector<FieldChange> fields;
    for (const auto& [name, value] : a) {
        const auto other = b.find(name);
        addIfDifferent(fields, name, value, other != b.end() ? other->second : FieldValue());
    }
    for (const auto& [name, value] : b) {
        if (!a.contains(name))
            fields.push_back({name, {}, value});
    }
    return fields;
}

void diffRecords(const Records& before, const Records& after, std::vector<ObjectChange>& changes)
{
    std::map<ObjectRef, char> objects;
    for (const auto& [object, record] : before.byObject)
        objects[object] = 0;
    for (const auto& [object, record] : after.byObject)
        objects[object] = 0;
    for (const auto& [object, unused] : objects) {
        std::vector<FieldChange> fields = diffRecord(before.of(object), after.of(object));
        if (!fields.empty())
            changes.push_back({object, ObjectChangeKind::Changed, std::move(fields)});
    }
}

// Where a kind stands in a change set: parents before what stands in them.
int rankOf(ObjectKind kind)
{
    int rank = 0;
    int found = 0; // site data
    forEachObjectType([&]<class T>() {
        ++rank;
        if (kindOf<T> == kind)
            found = rank;
    });
    return found;
}

} // namespace

std::map<std::string, FieldValue> recordValuesOf(const Record& record)
{
    std::map<std::string, FieldValue> values;
    values["status"] = std::string(nameOf(record.status));
    for (const auto& [status, date] : record.dates)
        values[std::string(datePrefix) + std::string(nameOf(status))] = date;
    for (const auto& [system, identifier] : record.identifiers)
        values[std::string(identifierPrefix) + system] = identifier;
    for (const auto& [rule, reason] : record.waivers)
        values[std::string(waiverPrefix) + rule] = reason;
    std::string tags;
    for (const std::string& tag : record.tags)
        tags += (tags.empty() ? "" : std::string(1, tagSeparator)) + tag;
    if (!tags.empty())
        values["tags"] = tags;
    if (!record.notes.empty())
        values["notes"] = record.notes;
    return values;
}

ChangeSet diff(const Site& before, const Site& after)
{
    ChangeSet changes;
    changes.idMarks = after.idMarks;
    diffInfo(before.info, after.info, changes.objects);
    forEachObjectType([&]<class T>() { KindDiff<T>(before, after, changes.objects).run(); });
    if (before.records != after.records)
        diffRecords(*before.records, *after.records, changes.records);
    return changes;
}

void sortByKindAndId(std::vector<ObjectChange>& changes)
{
    std::sort(changes.begin(), changes.end(), [](const ObjectChange& a, const ObjectChange& b) {
        return std::tuple(rankOf(a.object.kind), a.object.id) <
               std::tuple(rankOf(b.object.kind), b.object.id);
    });
}

} // namespace hallwright
