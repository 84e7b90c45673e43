#include "core/model/change_fields.h"
#include "core/model/change_set.h"
#include "core/model/errors.h"
#include "core/model/fields.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright {

namespace {

void setRecordValue(Record& record, const std::string& name, const FieldValue& value)
{
    const bool none = std::holds_alternative<std::monostate>(value);
    if (name == "status") {
        setFieldValue(record.status, value);
    } else if (name.starts_with(datePrefix)) {
        const auto status = fromName<LifecycleStatus>(std::string_view(name).substr(datePrefix.size()));
        if (!status)
            field_text::refuseValue(namesOf<LifecycleStatus>());
        if (none)
            record.dates.erase(*status);
        else
            record.dates[*status] = field_text::textIn(value);
    } else if (name.starts_with(identifierPrefix)) {
        const std::string system = name.substr(identifierPrefix.size());
        if (none)
            record.identifiers.erase(system);
        else
            record.identifiers[system] = field_text::textIn(value);
    } else if (name.starts_with(waiverPrefix)) {
        const std::string rule = name.substr(waiverPrefix.size());
        if (none)
            record.waivers.erase(rule);
        else
            record.waivers[rule] = field_text::textIn(value);
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
        else if constexpr (isInRack<T>)
            return edit_.ownContents({id});
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
        else if constexpr (isInRack<T>)
            return refTo(RackId{id});
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

} // namespace hallwright
