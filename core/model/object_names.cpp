#include "core/model/object_names.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

template <class List>
auto elementWith(const List& list, std::int64_t id) -> decltype(&elementOf(list.front()))
{
    const auto at = placeIn(list, id);
    return at != list.end() && elementOf(*at).id.value == id ? &elementOf(*at) : nullptr;
}

template <class T>
std::string ownName(const T& object)
{
    if constexpr (requires { object.name; })
        return object.name;
    else
        return {};
}

} // namespace

std::string_view wordFor(ObjectKind kind)
{
    std::string_view word = kind == ObjectKind::Site ? "site" : "nothing";
    withObjectType(kind, [&]<class T>() { word = ObjectType<T>::word; });
    return word;
}

template <class IdType>
const ObjectOf<IdType>* find(const Site& site, IdType id)
{
    const ObjectOf<IdType>* found = nullptr;
    forEachParentOf<ObjectOf<IdType>>(site, [&](const auto& parent) {
        if (!found)
            found = elementWith(parent.*ObjectType<ObjectOf<IdType>>::list, id.value);
    });
    return found;
}

bool exists(const Site& site, ObjectRef object)
{
    bool is = object == siteData();
    withObjectType(object.kind, [&]<class T>() { is = find(site, IdOf<T>{object.id}) != nullptr; });
    return is;
}

std::string nameOf(const Site& site, ObjectRef object)
{
    std::string name = object == siteData() ? site.info.name : std::string();
    withObjectType(object.kind, [&]<class T>() {
        if (const T* found = find(site, IdOf<T>{object.id}))
            name = ownName(*found);
    });
    return name;
}

std::string describe(const Site& site, ObjectRef object)
{
    const std::string name = nameOf(site, object);
    return name.empty() ? fmt::format("{} {}", wordFor(object.kind), object.id)
                        : fmt::format("{} {}", wordFor(object.kind), name);
}

std::string sentenceCase(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::vector<ObjectRef> objectsOf(const Site& site, ObjectKind kind)
{
    std::vector<ObjectRef> objects;
    withObjectType(kind, [&]<class T>() {
        forEachParentOf<T>(site, [&](const auto& parent) {
            for (const auto& element : parent.*ObjectType<T>::list)
                objects.push_back(refTo(elementOf(element).id));
        });
    });
    std::sort(objects.begin(), objects.end());
    return objects;
}

RackId rackWith(const Site& site, DeviceId device)
{
    RackId rack;
    for (const RackContentsPtr& contents : site.contents->racks) {
        if (elementWith(contents->devices, device.value))
            rack = contents->id;
    }
    return rack;
}

std::optional<HallId> hallWith(const Site& site, ObjectRef object)
{
    std::optional<HallId> hall;
    withObjectType(object.kind, [&]<class T>() {
        forEachParentOf<T>(site, [&](const auto& parent) {
            const T* found = hall ? nullptr : elementWith(parent.*ObjectType<T>::list, object.id);
            if (!found)
                return;
            if constexpr (std::is_same_v<T, Hall>)
                hall = found->id;
            else if constexpr (isInRack<T>)
                hall = hallWith(site, refTo(parent.id));
            else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(parent)>, Hall>)
                hall = parent.id;
            else if constexpr (std::is_same_v<T, PowerNode>)
                hall = found->hall;
            else
                hall = HallId{};
        });
    });
    return hall;
}

#define HALLWRIGHT_FIND(Thing, ...) template const Thing* find(const Site& site, IdOf<Thing> id);
HALLWRIGHT_OBJECTS(HALLWRIGHT_FIND, HALLWRIGHT_FIND)
#undef HALLWRIGHT_FIND

} // namespace hallwright
