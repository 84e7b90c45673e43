// Every kind of object that a site holds: its type, its word, and the list it stands in.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hallwright {

// Every kind, parents before what stands in them and before what refers to them: X(type, word, list) for what stands
// in the site, a building, a hall or a rack, Y(type, word, part, list) for what stands in a shared part of the site.
#define HALLWRIGHT_OBJECTS(X, Y)                                                                             \
    Y(RackType, "rack type", &Site::catalogue, &Catalogue::rackTypes)                                        \
    Y(AirHandlerType, "air handler type", &Site::catalogue, &Catalogue::airHandlerTypes)                     \
    Y(CduType, "CDU type", &Site::catalogue, &Catalogue::cduTypes)                                           \
    Y(PlantType, "plant type", &Site::catalogue, &Catalogue::plantTypes)                                     \
    Y(PowerType, "power type", &Site::catalogue, &Catalogue::powerTypes)                                     \
    Y(PipeType, "pipe type", &Site::catalogue, &Catalogue::pipeTypes)                                        \
    Y(PathwayType, "pathway type", &Site::catalogue, &Catalogue::pathwayTypes)                               \
    Y(DeviceType, "device type", &Site::catalogue, &Catalogue::deviceTypes)                                  \
    X(Building, "building", &Site::buildings)                                                                \
    X(Room, "room", &Building::rooms)                                                                        \
    X(Hall, "hall", &Building::halls)                                                                        \
    X(Row, "row", &Hall::rows)                                                                               \
    X(Aisle, "aisle", &Hall::aisles)                                                                         \
    X(Column, "column", &Hall::columns)                                                                      \
    X(Wall, "wall", &Hall::walls)                                                                            \
    X(TileField, "tile field", &Hall::tileFields)                                                            \
    X(Door, "door", &Hall::doors)                                                                            \
    Y(PowerNode, "power node", &Site::power, &PowerNetwork::nodes)                                           \
    Y(CoolantLoop, "coolant loop", &Site::cooling, &CoolingNetwork::loops)                                   \
    Y(PlantUnit, "plant unit", &Site::cooling, &CoolingNetwork::plant)                                       \
    X(AirHandler, "air handler", &Hall::airHandlers)                                                         \
    X(Cdu, "CDU", &Hall::cdus)                                                                               \
    X(Rack, "rack", &Hall::racks)                                                                            \
    X(Device, "device", &RackContents::devices)                                                              \
    Y(PipeRun, "pipe run", &Site::cooling, &CoolingNetwork::pipes)                                           \
    Y(Pathway, "pathway", &Site::pathways, &PathwayNetwork::pathways)                                        \
    Y(FibreRun, "fibre run", &Site::pathways, &PathwayNetwork::runs)

template <class T>
using IdOf = std::remove_cvref_t<decltype(std::declval<T&>().id)>;

// How a kind of object is called and where it stands: `list` is a member of Site, of a building, of a hall, of a rack's
// contents, or of the part of the site that `part` names.
template <class T>
struct ObjectType;

// The type of object that ids of a kind name: ObjectOf<RackId> is Rack.
template <class IdType>
struct ObjectWithId;
template <class IdType>
using ObjectOf = typename ObjectWithId<IdType>::Type;

#define HALLWRIGHT_DESCRIBE(Thing, Word, List)                                                               \
    template <>                                                                                              \
    struct ObjectWithId<IdOf<Thing>> {                                                                       \
        using Type = Thing;                                                                                  \
    };                                                                                                       \
    template <>                                                                                              \
    struct ObjectType<Thing> {                                                                               \
        static constexpr std::string_view word = Word;                                                       \
        static constexpr auto list = List;                                                                   \
    };
#define HALLWRIGHT_DESCRIBE_IN_PART(Thing, Word, Part, List)                                                 \
    template <>                                                                                              \
    struct ObjectWithId<IdOf<Thing>> {                                                                       \
        using Type = Thing;                                                                                  \
    };                                                                                                       \
    template <>                                                                                              \
    struct ObjectType<Thing> {                                                                               \
        static constexpr std::string_view word = Word;                                                       \
        static constexpr auto part = Part;                                                                   \
        static constexpr auto list = List;                                                                   \
    };
HALLWRIGHT_OBJECTS(HALLWRIGHT_DESCRIBE, HALLWRIGHT_DESCRIBE_IN_PART)
#undef HALLWRIGHT_DESCRIBE
#undef HALLWRIGHT_DESCRIBE_IN_PART

template <class T>
inline constexpr ObjectKind kindOf = refTo(IdOf<T>{1}).kind;

// The type whose values such objects may have: Catalogued<Cdu>::Type is CduType.
template <class T>
struct Catalogued {
    static constexpr bool is = false;
};

#define HALLWRIGHT_CATALOGUED(Thing, ItsType)                                                                \
    template <>                                                                                              \
    struct Catalogued<Thing> {                                                                               \
        static constexpr bool is = true;                                                                     \
        using Type = ItsType;                                                                                \
    };
HALLWRIGHT_CATALOGUED(Rack, RackType)
HALLWRIGHT_CATALOGUED(AirHandler, AirHandlerType)
HALLWRIGHT_CATALOGUED(Cdu, CduType)
HALLWRIGHT_CATALOGUED(PlantUnit, PlantType)
HALLWRIGHT_CATALOGUED(PowerNode, PowerType)
HALLWRIGHT_CATALOGUED(PipeRun, PipeType)
HALLWRIGHT_CATALOGUED(Pathway, PathwayType)
HALLWRIGHT_CATALOGUED(Device, DeviceType)
#undef HALLWRIGHT_CATALOGUED

namespace object_kinds {

template <class Member>
struct ListMember;
template <class P, class E>
struct ListMember<std::vector<E> P::*> {
    using Parent = P;
    using Element = E;
};

} // namespace object_kinds

// What holds the list: Site, Building, Hall, RackContents, or a network or the catalogue.
template <class T>
using ParentOf =
    typename object_kinds::ListMember<std::remove_const_t<decltype(ObjectType<T>::list)>>::Parent;

template <class T>
inline constexpr bool isInPart = requires
{
    ObjectType<T>::part;
};

template <class T>
inline constexpr bool isInRack = std::is_same_v<ParentOf<T>, RackContents>;

// Calls visit.template operator()<T>() for every kind, in the order above.
template <class Visit>
void forEachObjectType(Visit&& visit)
{
#define HALLWRIGHT_VISIT(Thing, ...) visit.template operator()<Thing>();
    HALLWRIGHT_OBJECTS(HALLWRIGHT_VISIT, HALLWRIGHT_VISIT)
#undef HALLWRIGHT_VISIT
}

// Calls visit.template operator()<T>() for the type of that kind; not for site data and none.
template <class Visit>
void withObjectType(ObjectKind kind, Visit&& visit)
{
    forEachObjectType([&]<class T>() {
        if (kindOf<T> == kind)
            visit.template operator()<T>();
    });
}

// Elements of lists are objects or shared pointers to them.
template <class T>
const T& elementOf(const T& element)
{
    return element;
}

template <class T>
const T& elementOf(const std::shared_ptr<const T>& element)
{
    return *element;
}

// Where the object of this id stands in a list in ascending order of id, or would stand.
template <class List>
auto placeIn(List& list, std::int64_t id)
{
    return std::lower_bound(list.begin(), list.end(), id, [](const auto& element, std::int64_t wanted) {
        return elementOf(element).id.value < wanted;
    });
}

// Calls visit(parent) for every part, building, hall or rack's contents, or the site, that has a list of such objects.
template <class T, class Visit>
void forEachParentOf(const Site& site, Visit&& visit)
{
    if constexpr (isInPart<T>) {
        visit(*(site.*ObjectType<T>::part));
    } else if constexpr (std::is_same_v<ParentOf<T>, Site>) {
        visit(site);
    } else if constexpr (isInRack<T>) {
        for (const RackContentsPtr& contents : site.contents->racks)
            visit(*contents);
    } else {
        for (const BuildingPtr& building : site.buildings) {
            if constexpr (std::is_same_v<ParentOf<T>, Building>) {
                visit(*building);
            } else {
                for (const HallPtr& hall : building->halls)
                    visit(*hall);
            }
        }
    }
}

// Calls visit(object, parent) for every object of type T, building by building and hall by hall.
template <class T, class Visit>
void forEachOf(const Site& site, Visit&& visit)
{
    forEachParentOf<T>(site, [&](const auto& parent) {
        for (const auto& element : parent.*ObjectType<T>::list)
            visit(elementOf(element), parent);
    });
}

} // namespace hallwright
