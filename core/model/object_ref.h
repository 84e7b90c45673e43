// The name of anything in a site: what it is, and its id among its kind.
#pragma once

#include "core/model/ids.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace hallwright {

// Site data (name, weather) is an object too, so that a change of it can be named; its id is 1.
enum class ObjectKind {
    None,
    Site,
    Building,
    Room,
    Hall,
    Row,
    Aisle,
    Column,
    Wall,
    TileField,
    Door,
    Rack,
    AirHandler,
    Cdu,
    CoolantLoop,
    PipeRun,
    PlantUnit,
    PowerNode,
    Pathway,
    FibreRun,
    Device,
    RackType,
    AirHandlerType,
    CduType,
    PlantType,
    PowerType,
    PipeType,
    PathwayType,
    DeviceType
};

inline constexpr std::size_t objectKindCount = static_cast<std::size_t>(ObjectKind::DeviceType) + 1;

struct ObjectRef {
    ObjectKind kind = ObjectKind::None;
    std::int64_t id = 0;

    constexpr bool valid() const { return kind != ObjectKind::None && id > 0; }
    constexpr auto operator<=>(const ObjectRef&) const = default;
};

// The kind that ids of a tag name.
template <class Tag>
struct KindOfTag;

#define HALLWRIGHT_KIND(Name)                                                                                \
    template <>                                                                                              \
    struct KindOfTag<struct Name##Tag> {                                                                     \
        static constexpr ObjectKind kind = ObjectKind::Name;                                                 \
    };
HALLWRIGHT_KIND(Building)
HALLWRIGHT_KIND(Room)
HALLWRIGHT_KIND(Hall)
HALLWRIGHT_KIND(Row)
HALLWRIGHT_KIND(Aisle)
HALLWRIGHT_KIND(Column)
HALLWRIGHT_KIND(Wall)
HALLWRIGHT_KIND(TileField)
HALLWRIGHT_KIND(Door)
HALLWRIGHT_KIND(Rack)
HALLWRIGHT_KIND(AirHandler)
HALLWRIGHT_KIND(Cdu)
HALLWRIGHT_KIND(CoolantLoop)
HALLWRIGHT_KIND(PipeRun)
HALLWRIGHT_KIND(PlantUnit)
HALLWRIGHT_KIND(PowerNode)
HALLWRIGHT_KIND(Pathway)
HALLWRIGHT_KIND(FibreRun)
HALLWRIGHT_KIND(RackType)
HALLWRIGHT_KIND(AirHandlerType)
HALLWRIGHT_KIND(CduType)
HALLWRIGHT_KIND(PlantType)
HALLWRIGHT_KIND(PowerType)
HALLWRIGHT_KIND(PipeType)
HALLWRIGHT_KIND(PathwayType)
HALLWRIGHT_KIND(DeviceType)
HALLWRIGHT_KIND(Device)
#undef HALLWRIGHT_KIND

template <class Tag>
constexpr ObjectRef refTo(Id<Tag> id)
{
    return {id.valid() ? KindOfTag<Tag>::kind : ObjectKind::None, id.valid() ? id.value : 0};
}

constexpr ObjectRef siteData()
{
    return {ObjectKind::Site, 1};
}

// The id, if the reference is to something of the kind that such ids name; none otherwise:
// idIn<RackId>(primary).
template <class IdType>
struct IdIn;

template <class Tag>
struct IdIn<Id<Tag>> {
    static constexpr Id<Tag> of(ObjectRef ref)
    {
        return ref.kind == KindOfTag<Tag>::kind ? Id<Tag>{ref.id} : Id<Tag>{};
    }
};

template <class IdType>
constexpr IdType idIn(ObjectRef ref)
{
    return IdIn<IdType>::of(ref);
}

// The highest id ever given to an object of each kind, as far as a removed object had it: an id is never given
// twice in the life of a site file. Where it is below an id in use, that counts.
struct IdMarks {
    std::array<std::int64_t, objectKindCount> highest{};

    std::int64_t& of(ObjectKind kind) { return highest[static_cast<std::size_t>(kind)]; }
    std::int64_t of(ObjectKind kind) const { return highest[static_cast<std::size_t>(kind)]; }
    bool operator==(const IdMarks&) const = default;
};

} // namespace hallwright

template <>
struct std::hash<hallwright::ObjectRef> {
    std::size_t operator()(const hallwright::ObjectRef& ref) const noexcept
    {
        constexpr std::size_t kinds = 32;
        return std::hash<std::int64_t>()(ref.id) * kinds + static_cast<std::size_t>(ref.kind);
    }
};
