#include "core/model/change_set.h"

#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/model/fields.h"
#include "core/model/object_kinds.h"
#include "core/model/object_names.h"
#include "core/model/references.h"
#include "core/model/site_edit.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

namespace hallwright {

namespace {

template <class T>
constexpr std::string_view placeField()
{
    if constexpr (isInPart<T>)
        return {};
    else if constexpr (std::is_same_v<ParentOf<T>, Building>)
        return "building_id";
    else if constexpr (std::is_same_v<ParentOf<T>, Hall>)
        return "hall_id";
    else
        return {};
}

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

constexpr char tagSeparator = '\n';

using RecordValues = std::map<std::string, FieldValue>;

RecordValues valuesOf(const Record& record)
{
    RecordValues values;
    values["status"] = std::string(nameOf(record.status));
    for (const auto& [status, date] : record.dates)
        values["date." + std::string(nameOf(status))] = date;
    for (const auto& [system, identifier] : record.identifiers)
        values["identifier." + system] = identifier;
    std::string tags;
    for (const std::string& tag : record.tags)
        tags += (tags.empty() ? "" : std::string(1, tagSeparator)) + tag;
    if (!tags.empty())
        values["tags"] = tags;
    if (!record.notes.empty())
        values["notes"] = record.notes;
    return values;
}

std::vector<FieldChange> diffRecord(const Record& before, const Record& after)
{
    const RecordValues a = valuesOf(before);
    const RecordValues b = valuesOf(after);
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

void setRecordValue(Record& record, const std::string& name, const FieldValue& value)
{
    const bool none = std::holds_alternative<std::monostate>(value);
    constexpr std::string_view date = "date.";
    constexpr std::string_view identifier = "identifier.";
    if (name == "status") {
        setFieldValue(record.status, value);
    } else if (name.starts_with(date)) {
        const auto status = fromName<LifecycleStatus>(std::string_view(name).substr(date.size()));
        if (!status)
            field_text::refuseValue(namesOf<LifecycleStatus>());
        if (none)
            record.dates.erase(*status);
        else
            record.dates[*status] = field_text::textIn(value);
    } else if (name.starts_with(identifier)) {
        const std::string system = name.substr(identifier.size());
        if (none)
            record.identifiers.erase(system);
        else
            record.identifiers[system] = field_text::textIn(value);
    } else if (name == "tags") {
        record.tags.clear();
        std::string_view rest = none ? std::string_view() : std::string_view(field_text::textIn(value));
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(tagSeparator), rest.size());
            record.tags.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    } else if (name == "notes") {
        record.notes = none ? std::string() : field_text::textIn(value);
    } else {
        throw InputError(fmt::format("A record has no field {}.", name));
    }
}

} // namespace

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

// Puts changes on a version, objects under the ids they have in the change set.
class ChangeApplier
{
public:
    ChangeApplier(const SitePtr& site, const ChangeSet& changes) : edit_(site), changes_(changes) {}

    SitePtr run()
    {
        // The types' new values are in the change set already, object by object.
        edit_.typesFollow_ = false;
        edit_.touched_ = edit_.all_ = true;
        // What goes goes last and from the inside out: something may first have to move out of it.
        for (const ObjectChange& change : changes_.objects) {
            if (change.kind == ObjectChangeKind::Added)
                add(change);
            else if (change.kind == ObjectChangeKind::Changed)
                set(change);
        }
        for (auto change = changes_.objects.rbegin(); change != changes_.objects.rend(); ++change) {
            if (change->kind == ObjectChangeKind::Removed)
                takeAway(*change);
        }
        for (const ObjectChange& change : changes_.records) {
            for (const FieldChange& field : change.fields)
                setRecordValue(edit_.ownRecords().byObject[change.object], field.field, field.after);
        }
        edit_.draft_.idMarks = changes_.idMarks;
        return edit_.done();
    }

private:
    void require(bool fits, const ObjectChange& change, std::string_view why) const
    {
        if (!fits)
            throw InputError(fmt::format("A change of {} does not fit this version: {}.",
                                         describe(edit_.site(), change.object), why));
    }

    void takeAway(const ObjectChange& change)
    {
        require(exists(edit_.site(), change.object), change, "it is not there to be removed");
        withObjectType(change.object.kind, [&]<class T>() { edit_.take<T>(IdOf<T>{change.object.id}); });
        if (edit_.site().records->byObject.contains(change.object))
            edit_.ownRecords().byObject.erase(change.object);
    }

    template <class T>
    static void setField(T& object, const FieldChange& change)
    {
        bool known = false;
        forEachField<T>([&](const auto& field) {
            if (field.name == change.field && field.name != "id") {
                setFieldValue(field.of(object), change.after);
                known = true;
            }
        });
        if (!known)
            throw InputError(fmt::format("There is no field {} to change.", change.field));
    }

    template <class T>
    void insertInto(std::int64_t parent, T object)
    {
        auto& list = parentOf<T>(parent).*ObjectType<T>::list;
        using Element = typename std::remove_cvref_t<decltype(list)>::value_type;
        const auto at = placeIn(list, object.id.value);
        if constexpr (std::is_same_v<Element, T>)
            list.insert(at, std::move(object));
        else
            list.insert(at, std::make_shared<const T>(std::move(object)));
    }

    template <class T>
    ParentOf<T>& parentOf(std::int64_t id)
    {
        if constexpr (isInPart<T>)
            return edit_.ownPart(ObjectType<T>::part);
        else if constexpr (std::is_same_v<ParentOf<T>, Site>)
            return edit_.draft_;
        else
            return edit_.own<ParentOf<T>>({id});
    }

    void add(const ObjectChange& change)
    {
        require(!exists(edit_.site(), change.object), change, "there is one of this id already");
        withObjectType(change.object.kind, [&]<class T>() {
            T object;
            object.id.value = change.object.id;
            std::int64_t parent = 0;
            for (const FieldChange& field : change.fields) {
                if (!placeField<T>().empty() && field.field == placeField<T>())
                    parent = field_text::integerIn(field.after);
                else
                    setField(object, field);
            }
            require(placeField<T>().empty() || exists(edit_.site(), parentRef<T>(parent)), change,
                    "what it stands in is not there");
            insertInto<T>(parent, std::move(object));
        });
    }

    template <class T>
    static ObjectRef parentRef(std::int64_t id)
    {
        if constexpr (isInPart<T> || std::is_same_v<T, Building>)
            return {};
        else
            return refTo(IdOf<ParentOf<T>>{id});
    }

    void set(const ObjectChange& change)
    {
        require(exists(edit_.site(), change.object), change, "it is not there to be changed");
        if (change.object == siteData()) {
            for (const FieldChange& field : change.fields)
                setField(edit_.draft_.info, field);
            return;
        }
        withObjectType(change.object.kind, [&]<class T>() {
            const IdOf<T> id{change.object.id};
            for (const FieldChange& field : change.fields) {
                if (!placeField<T>().empty() && field.field == placeField<T>()) {
                    const std::int64_t parent = field_text::integerIn(field.after);
                    require(exists(edit_.site(), parentRef<T>(parent)), change,
                            "what it goes to is not there");
                    T moved = edit_.own<T>(id);
                    edit_.take<T>(id);
                    insertInto<T>(parent, std::move(moved));
                } else {
                    setField(edit_.own<T>(id), field);
                }
            }
        });
    }

    SiteEdit edit_;
    const ChangeSet& changes_;
};

SitePtr withChanges(const SitePtr& site, const ChangeSet& changes)
{
    return ChangeApplier(site, changes).run();
}

namespace {

// A reference as the name of what it refers to, a quantity with its unit, words as they are.
std::string textOf(const Site& site, ObjectKind referenceKind, const FieldChange& change,
                   const FieldValue& value)
{
    if (std::holds_alternative<std::monostate>(value))
        return "none";
    if (const auto* id = std::get_if<std::int64_t>(&value); id && referenceKind != ObjectKind::None)
        return nameOf(site, {referenceKind, *id});
    if (const auto* number = std::get_if<double>(&value))
        return quantityText(change.field, *number);
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return fmt::format("{}", *integer);
    return std::get<std::string>(value);
}

// What a field's ids name; None for a field that is no reference.
template <class T>
ObjectKind referenceKindOf(std::string_view name)
{
    ObjectKind kind = ObjectKind::None;
    if (!placeField<T>().empty() && name == placeField<T>())
        kind = std::is_same_v<ParentOf<T>, Hall> ? ObjectKind::Hall : ObjectKind::Building;
    T blank;
    forEachReference(blank, [&](const auto& field, auto& value) {
        if constexpr (IsId<std::remove_cvref_t<decltype(value)>>::value) {
            if (field.name == name)
                kind = refTo(std::remove_cvref_t<decltype(value)>{1}).kind;
        }
    });
    return kind;
}

ObjectKind referenceKindIn(ObjectKind objectKind, std::string_view name)
{
    ObjectKind kind = ObjectKind::None;
    withObjectType(objectKind, [&]<class T>() { kind = referenceKindOf<T>(name); });
    return kind;
}

// Lists are told by their lengths; their elements would fill pages.
bool isList(const FieldValue& value)
{
    const auto* text = std::get_if<std::string>(&value);
    return text && text->starts_with('[');
}

std::string fieldSentence(const ObjectChange& object, const FieldChange& field, const Site& before,
                          const Site& after)
{
    const std::string label = labelOf(field.field);
    if (isList(field.before) || isList(field.after))
        return label + " changed";
    const ObjectKind kind = referenceKindIn(object.object.kind, field.field);
    return fmt::format("{} {} → {}", label, textOf(before, kind, field, field.before),
                       textOf(after, kind, field, field.after));
}

std::string joined(const ObjectChange& change, const Site& before, const Site& after)
{
    std::string text;
    for (const FieldChange& field : change.fields)
        text += (text.empty() ? "" : ", ") + fieldSentence(change, field, before, after);
    return text;
}

// ", in hall B1-H4", where it says something.
std::string placeOf(const ObjectChange& change, const Site& site, bool removed)
{
    for (const FieldChange& field : change.fields) {
        const FieldValue& value = removed ? field.before : field.after;
        const auto* id = std::get_if<std::int64_t>(&value);
        if (id && field.field == "hall_id" && change.object.kind != ObjectKind::PowerNode)
            return " in " + describe(site, refTo(HallId{*id}));
        if (id && field.field == "building_id" &&
            (change.object.kind == ObjectKind::Room || change.object.kind == ObjectKind::Hall))
            return " in " + describe(site, refTo(BuildingId{*id}));
    }
    return {};
}

} // namespace

std::vector<std::string> sentences(const ChangeSet& changes, const Site& before, const Site& after)
{
    std::vector<std::string> all;
    for (const ObjectChange& change : changes.objects) {
        if (change.kind == ObjectChangeKind::Added)
            all.push_back(fmt::format("{}{}: added.", sentenceCase(describe(after, change.object)),
                                      placeOf(change, after, false)));
        else if (change.kind == ObjectChangeKind::Removed)
            all.push_back(fmt::format("{}{}: removed.", sentenceCase(describe(before, change.object)),
                                      placeOf(change, before, true)));
        else
            all.push_back(fmt::format("{}: {}.", sentenceCase(describe(after, change.object)),
                                      joined(change, before, after)));
    }
    for (const ObjectChange& change : changes.records) {
        if (exists(after, change.object))
            all.push_back(fmt::format("{}, record: {}.", sentenceCase(describe(after, change.object)),
                                      joined(change, before, after)));
    }
    return all;
}

std::string summary(const ChangeSet& changes)
{
    std::map<std::pair<ObjectChangeKind, ObjectKind>, std::size_t> counts;
    for (const ObjectChange& change : changes.objects)
        ++counts[{change.kind, change.object.kind}];
    std::string text;
    const auto say = [&](std::size_t count, std::string_view word, std::string_view what) {
        text +=
            fmt::format("{}{} {}{} {}", text.empty() ? "" : ", ", count, word, count == 1 ? "" : "s", what);
    };
    for (const auto& [which, count] : counts)
        say(count, which.second == ObjectKind::Site ? "campus value" : wordFor(which.second),
            which.first == ObjectChangeKind::Added     ? "added"
            : which.first == ObjectChangeKind::Removed ? "removed"
                                                       : "changed");
    if (!changes.records.empty())
        say(changes.records.size(), "record", "changed");
    return text.empty() ? "no change" : text;
}

} // namespace hallwright
