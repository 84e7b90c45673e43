#include "core/design/type_uses.h"

#include "core/design/next_name.h"
#include "core/design/starting_catalogue.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <type_traits>

namespace hallwright::design {

namespace {

template <class T>
constexpr bool isOfCatalogue = std::is_same_v<ParentOf<T>, Catalogue>;

// The name itself where it is free, else the next.
template <class T>
std::string freeTypeName(const Catalogue& catalogue, const std::string& name)
{
    const auto& all = catalogue.*ObjectType<T>::list;
    const bool isTaken = std::ranges::any_of(all, [&](const T& type) { return type.name == name; });
    return isTaken ? nextNameIn(all, name) : name;
}

} // namespace

std::vector<ObjectKind> catalogueKinds()
{
    std::vector<ObjectKind> kinds;
    forEachObjectType([&]<class T>() {
        if constexpr (isOfCatalogue<T>)
            kinds.push_back(kindOf<T>);
    });
    return kinds;
}

std::map<ObjectRef, std::size_t> typeUses(const Site& site)
{
    std::map<ObjectRef, std::size_t> uses;
    forEachObjectType([&]<class T>() {
        if constexpr (Catalogued<T>::is) {
            forEachOf<T>(site, [&](const T& object, const auto&) {
                if (object.type.valid())
                    ++uses[refTo(object.type)];
            });
        }
    });
    return uses;
}

ObjectRef addCopyOfType(SiteEdit& edit, ObjectRef type)
{
    ObjectRef added;
    withObjectType(type.kind, [&]<class T>() {
        if constexpr (isOfCatalogue<T>) {
            if (const T* like = find(edit.site(), IdOf<T>{type.id})) {
                T copy = *like;
                copy.name = freeTypeName<T>(*edit.site().catalogue, like->name + " copy");
                added = refTo(edit.add(std::move(copy)));
            }
        }
    });
    return added;
}

ObjectRef addNewType(SiteEdit& edit, ObjectKind kind)
{
    ObjectRef added;
    withObjectType(kind, [&]<class T>() {
        if constexpr (isOfCatalogue<T>) {
            SiteEdit starting(std::make_shared<Site>());
            addStartingCatalogue(starting);
            const auto& there = (*starting.site().catalogue).*ObjectType<T>::list;
            T fresh = there.empty() ? T{} : there.front();
            fresh.name = freeTypeName<T>(*edit.site().catalogue, "New " + std::string(ObjectType<T>::word));
            added = refTo(edit.add(std::move(fresh)));
        }
    });
    return added;
}

} // namespace hallwright::design
