#include "core/model/object_fields.h"

#include "core/model/contents_figures.h"
#include "core/model/fields.h"
#include "core/model/object_names.h"
#include "core/model/references.h"
#include "core/model/site_edit.h"

#include <stdexcept>
#include <type_traits>

namespace hallwright {

namespace {

std::vector<std::string> split(std::string_view names)
{
    constexpr std::string_view separator = ", ";
    std::vector<std::string> parts;
    while (!names.empty()) {
        const std::size_t end = names.find(separator);
        parts.emplace_back(names.substr(0, end));
        names.remove_prefix(end == std::string_view::npos ? names.size() : end + separator.size());
    }
    return parts;
}

template <class IdType>
struct KindOfId;
template <class Tag>
struct KindOfId<Id<Tag>> {
    static constexpr ObjectKind kind = KindOfTag<Tag>::kind;
};

template <class Value>
void describeKind(ObjectField& field)
{
    if constexpr (std::is_enum_v<Value>) {
        field.kind = FieldKind::Choice;
        field.choices = split(namesOf<Value>());
    } else if constexpr (std::is_same_v<Value, bool>) {
        field.kind = FieldKind::Truth;
    } else if constexpr (std::is_same_v<Value, double>) {
        field.kind = FieldKind::Number;
    } else if constexpr (std::is_integral_v<Value>) {
        field.kind = FieldKind::Count;
    } else if constexpr (std::is_same_v<Value, std::string>) {
        field.kind = FieldKind::Text;
    } else if constexpr (IsId<Value>::value) {
        field.kind = FieldKind::Reference;
        field.refersTo = KindOfId<Value>::kind;
    }
}

template <class T>
std::vector<ObjectField> fieldsIn(const T& object)
{
    std::vector<ObjectField> fields;
    forEachField<T>([&](const auto& field) {
        const auto& value = field.of(object);
        ObjectField shown{field.name, fieldValue(value)};
        if (field.name != "id")
            describeKind<std::remove_cvref_t<decltype(value)>>(shown);
        shown.mayBeNone = !field.isRequired;
        fields.push_back(std::move(shown));
    });
    return fields;
}

void addRecord(std::vector<ObjectField>& fields, const Record& record)
{
    std::string tags;
    for (const std::string& tag : record.tags)
        tags += (tags.empty() ? "" : "\n") + tag;
    ObjectField status{"status", std::string(nameOf(record.status)), FieldKind::Choice};
    status.choices = split(namesOf<LifecycleStatus>());
    fields.push_back(std::move(status));
    fields.push_back({"tags", tags, FieldKind::Text});
    fields.push_back({"notes", record.notes, FieldKind::Text});
    for (std::size_t i = fields.size() - 3; i < fields.size(); ++i)
        fields[i].isRecord = true;
}

void withFigures(RackType& type, const RackFigures& figures)
{
    type.powerW = figures.powerW;
    type.liquidShare = figures.liquidShare;
    type.airflowM3s = figures.airflowM3s;
    type.massKg = figures.massKg;
    type.gpuCount = figures.gpuCount;
}

// What it has otherwise than its type, or a rack otherwise than its devices come to.
template <class T>
void markDepartures(std::vector<ObjectField>& fields, const Site& site, const T& object)
{
    if constexpr (Catalogued<T>::is) {
        const auto* found = site.catalogue->find(object.type);
        if (!found)
            return;
        auto type = *found;
        if constexpr (std::is_same_v<T, Rack>)
            withFigures(type, plannedFigures(site, object)); // those of its devices, where it has any
        forEachTypedField<T, typename Catalogued<T>::Type>([&](const auto& own, const auto& ofType) {
            for (ObjectField& field : fields)
                field.departs =
                    field.departs || (field.name == own.name && !(own.of(object) == ofType.of(type)));
        });
    }
}

template <class T>
bool setField(T& object, std::string_view name, const FieldValue& value)
{
    bool found = false;
    forEachField<T>([&](const auto& field) {
        if (field.name != name)
            return;
        found = true;
        setFieldValue(field.of(object), value);
    });
    return found;
}

bool setRecordField(SiteEdit& edit, ObjectRef object, std::string_view name, const FieldValue& value)
{
    const bool ofRecord = name == "status" || name == "tags" || name == "notes";
    if (!ofRecord)
        return false;
    Record& record = edit.changeRecord(object);
    if (name == "status") {
        setFieldValue(record.status, value);
    } else if (name == "notes") {
        record.notes = field_text::textIn(value);
    } else {
        record.tags.clear();
        std::string_view rest = field_text::textIn(value);
        while (!rest.empty()) {
            const std::size_t end = rest.find('\n');
            if (end != 0)
                record.tags.emplace_back(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
    }
    return true;
}

// Another type brings its values along.
template <class T>
void takeTypesValues(const Site& site, T& object)
{
    if constexpr (Catalogued<T>::is) {
        const auto* type = site.catalogue->find(object.type);
        if (!type)
            return;
        forEachTypedField<T, typename Catalogued<T>::Type>(
            [&](const auto& own, const auto& ofType) { own.of(object) = ofType.of(*type); });
    }
}

// Whether the field of that name is the reference to its catalogue type.
template <class T>
bool isTypeField(std::string_view name)
{
    bool is = false;
    if constexpr (Catalogued<T>::is) {
        const T object{};
        forEachField<T>([&](const auto& field) {
            is = is || (field.name == name && static_cast<const void*>(&field.of(object)) ==
                                                  static_cast<const void*>(&object.type));
        });
    }
    return is;
}

// The server airflow follows a rack's power, at a constant rise of the air (core/model/edits.h).
template <class T>
void scaleAirflow(T& object, const T& before)
{
    if constexpr (std::is_same_v<T, Rack>) {
        if (before.powerW > 0.0)
            object.airflowM3s = before.airflowM3s * object.powerW / before.powerW;
    }
}

bool setOwnField(SiteEdit& edit, ObjectRef object, std::string_view name, const FieldValue& value)
{
    if (object == siteData())
        return setField(edit.changeInfo(), name, value);
    bool found = false;
    withObjectType(object.kind, [&]<class T>() {
        T& changed = edit.change(IdOf<T>{object.id});
        const T before = changed;
        found = setField(changed, name, value);
        if (isTypeField<T>(name))
            takeTypesValues(edit.site(), changed);
        else if (name == "power_w")
            scaleAirflow(changed, before);
    });
    return found;
}

} // namespace

std::vector<ObjectField> fieldsOf(const Site& site, ObjectRef object)
{
    std::vector<ObjectField> fields;
    if (object == siteData())
        fields = fieldsIn(site.info);
    withObjectType(object.kind, [&]<class T>() {
        if (const T* found = find(site, IdOf<T>{object.id})) {
            fields = fieldsIn(*found);
            markDepartures(fields, site, *found);
        }
    });
    if (!fields.empty() && object != siteData())
        addRecord(fields, site.records->of(object));
    return fields;
}

SitePtr withField(const SitePtr& site, const std::vector<ObjectRef>& objects, std::string_view field,
                  const FieldValue& value)
{
    SiteEdit edit(site);
    for (const ObjectRef object : objects) {
        if (!setOwnField(edit, object, field, value) && !setRecordField(edit, object, field, value))
            throw std::logic_error("the kind has no such field");
    }
    return edit.done();
}

} // namespace hallwright
