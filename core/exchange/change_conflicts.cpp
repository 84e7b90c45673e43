#include "core/exchange/change_conflicts.h"

#include "core/model/change_fields.h"
#include "core/model/fields.h"
#include "core/model/object_fields.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright {

namespace {

// Of a field of the object's own, or where it stands; nothing for a field that its kind does not have.
std::optional<FieldValue> valueIn(const Site& site, ObjectRef object, const std::string& name)
{
    std::optional<FieldValue> value;
    const auto read = [&]<class T>(const T& of) {
        forEachField<T>([&](const auto& field) {
            if (field.name == name)
                value = fieldValue(field.of(of));
        });
    };
    if (object == siteData())
        read(site.info);
    withObjectType(object.kind, [&]<class T>() {
        if (const T* found = find(site, IdOf<T>{object.id}))
            read(*found);
        if (placeField<T>().empty() || name != placeField<T>())
            return;
        forEachParentOf<T>(site, [&](const auto& parent) {
            const auto& list = parent.*ObjectType<T>::list;
            const auto at = placeIn(list, object.id);
            if constexpr (requires { parent.id.value; }) {
                if (at != list.end() && elementOf(*at).id.value == object.id)
                    value = parent.id.value;
            }
        });
    });
    return value;
}

FieldValue valueInRecord(const Site& site, ObjectRef object, const std::string& name)
{
    const auto values = recordValuesOf(site.records->of(object));
    const auto found = values.find(name);
    return found == values.end() ? FieldValue() : found->second;
}

std::optional<double> numberOf(const FieldValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    return std::nullopt;
}

// A document may write 40000 for 40000.0.
bool isSame(const FieldValue& a, const FieldValue& b)
{
    const auto x = numberOf(a), y = numberOf(b);
    return x && y ? *x == *y : a == b;
}

// What a field's numbers name; none for a field that is no reference.
ObjectKind referredBy(const Site& site, ObjectRef object, std::string_view name)
{
    if (name == "hall_id")
        return ObjectKind::Hall;
    if (name == "building_id")
        return ObjectKind::Building;
    if (name == "rack_id")
        return ObjectKind::Rack;
    const std::vector<ObjectField> fields = fieldsOf(site, object);
    const auto found = std::ranges::find(fields, name, &ObjectField::name);
    return found == fields.end() ? ObjectKind::None : found->refersTo;
}

std::string shown(const Site& site, const StatedValue& stated, const FieldValue& value)
{
    if (std::holds_alternative<std::monostate>(value))
        return "none";
    if (const auto* text = std::get_if<std::string>(&value))
        return fmt::format("\"{}\"", *text);
    const ObjectKind kind =
        stated.isOfRecord ? ObjectKind::None : referredBy(site, stated.object, stated.field);
    const auto* id = std::get_if<std::int64_t>(&value);
    if (id && kind != ObjectKind::None)
        return describe(site, {kind, *id});
    return quantityText(stated.field, *numberOf(value));
}

bool isList(const FieldValue& value)
{
    const auto* text = std::get_if<std::string>(&value);
    return text && text->starts_with('[');
}

std::string conflictSentence(const Site& site, const StatedValue& stated, const FieldValue& found)
{
    const std::string who = sentenceCase(describe(site, stated.object));
    const std::string what = (stated.isOfRecord ? "record's " : "") + labelOf(stated.field);
    if (isList(stated.before) || isList(found)) // their elements would fill pages
        return fmt::format("{}: its {} is another than the changes were made of.", who, what);
    return fmt::format("{}: the changes were made of {} {}, and here it is {}.", who, what,
                       shown(site, stated, stated.before), shown(site, stated, found));
}

bool isThereAsAdded(const Site& site, const ObjectChange& change)
{
    return exists(site, change.object) && std::ranges::all_of(change.fields, [&](const FieldChange& field) {
               const auto found = valueIn(site, change.object, field.field);
               return found && isSame(*found, field.after);
           });
}

} // namespace

std::optional<std::string> conflictOf(const Site& site, const StatedChanges& changes)
{
    for (const StatedValue& stated : changes.stated) {
        if (!exists(site, stated.object))
            continue;
        const auto found = stated.isOfRecord ? valueInRecord(site, stated.object, stated.field)
                                             : valueIn(site, stated.object, stated.field);
        if (found && !isSame(*found, stated.before) && !isSame(*found, stated.after))
            return conflictSentence(site, stated, *found);
    }
    return std::nullopt;
}

ChangeSet changesLeft(const Site& site, const ChangeSet& changes)
{
    const IdMarks given = idMarksOf(site);
    const auto isGone = [&](const ObjectRef& object) {
        return !exists(site, object) && object.id <= given.of(object.kind);
    };
    ChangeSet left = changes;
    std::erase_if(left.objects, [&](const ObjectChange& change) {
        return (change.kind == ObjectChangeKind::Removed && isGone(change.object)) ||
               (change.kind == ObjectChangeKind::Added && isThereAsAdded(site, change));
    });
    return left;
}

} // namespace hallwright
