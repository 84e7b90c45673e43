#include "core/model/change_fields.h"
#include "core/model/change_set.h"
#include "core/model/object_names.h"
#include "core/model/references.h"
#include "core/model/site_weather.h"

#include <fmt/format.h>
#include <map>

namespace hallwright {

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
        kind = isInRack<T>                         ? ObjectKind::Rack
               : std::is_same_v<ParentOf<T>, Hall> ? ObjectKind::Hall
                                                   : ObjectKind::Building;
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

// The digest tells only those apart that have the same title.
std::string weatherSentence(const FieldChange& field)
{
    const auto* before = std::get_if<std::string>(&field.before);
    const auto* after = std::get_if<std::string>(&field.after);
    if (before && after)
        return fmt::format("weather {} replaced by {}{}", weatherTitle(*before),
                           weatherTitle(*before) == weatherTitle(*after) ? "another year of " : "",
                           weatherTitle(*after));
    return before ? fmt::format("weather {} taken out", weatherTitle(*before))
                  : fmt::format("weather {} added", after ? weatherTitle(*after) : std::string("none"));
}

std::string fieldSentence(const ObjectChange& object, const FieldChange& field, const Site& before,
                          const Site& after)
{
    if (field.field == fmt::format("{}{}", identifierPrefix, weatherIdentifier))
        return weatherSentence(field);
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
        if (id && field.field == "rack_id")
            return " in " + describe(site, refTo(RackId{*id}));
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
