// Which table of a site file holds which objects, and their columns: those of core/model/fields.h, and the parent.
#pragma once

#include "core/model/fields.h"
#include "core/model/object_kinds.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace hallwright {

template <class T>
struct TableOf;

#define HALLWRIGHT_TABLE(Thing, Name)                                                                        \
    template <>                                                                                              \
    struct TableOf<Thing> {                                                                                  \
        static constexpr std::string_view name = Name;                                                       \
    };
HALLWRIGHT_TABLE(SiteInfo, "site_info")
HALLWRIGHT_TABLE(RackType, "rack_type")
HALLWRIGHT_TABLE(AirHandlerType, "air_handler_type")
HALLWRIGHT_TABLE(CduType, "cdu_type")
HALLWRIGHT_TABLE(PlantType, "plant_type")
HALLWRIGHT_TABLE(PowerType, "power_type")
HALLWRIGHT_TABLE(PipeType, "pipe_type")
HALLWRIGHT_TABLE(PathwayType, "pathway_type")
HALLWRIGHT_TABLE(DeviceType, "device_type")
HALLWRIGHT_TABLE(Building, "building")
HALLWRIGHT_TABLE(Room, "room")
HALLWRIGHT_TABLE(Hall, "hall")
HALLWRIGHT_TABLE(Row, "rack_row") // ROW is a word of SQL
HALLWRIGHT_TABLE(Aisle, "aisle")
HALLWRIGHT_TABLE(Column, "column_") // so is COLUMN
HALLWRIGHT_TABLE(Wall, "wall")
HALLWRIGHT_TABLE(TileField, "tile_field")
HALLWRIGHT_TABLE(Door, "door")
HALLWRIGHT_TABLE(PowerNode, "power_node")
HALLWRIGHT_TABLE(CoolantLoop, "coolant_loop")
HALLWRIGHT_TABLE(PlantUnit, "plant_unit")
HALLWRIGHT_TABLE(AirHandler, "air_handler")
HALLWRIGHT_TABLE(Cdu, "cdu")
HALLWRIGHT_TABLE(Rack, "rack")
HALLWRIGHT_TABLE(Device, "device")
HALLWRIGHT_TABLE(PipeRun, "pipe_run")
HALLWRIGHT_TABLE(Pathway, "pathway")
HALLWRIGHT_TABLE(FibreRun, "fibre_run")
#undef HALLWRIGHT_TABLE

// The table of the list that an object of type T has among its fields, row by row with the object's id and the
// position.
template <class T>
struct ListTableOf;

#define HALLWRIGHT_LIST(Thing, Name, Parent, Values, Member)                                                 \
    template <>                                                                                              \
    struct ListTableOf<Thing> {                                                                              \
        static constexpr std::string_view name = Name;                                                       \
        static constexpr std::string_view parentColumn = Parent;                                             \
        static constexpr std::string_view valueColumns = Values;                                             \
        static constexpr auto list = &Thing::Member;                                                         \
    };
HALLWRIGHT_LIST(PowerNode, "power_feed", "node_id", "feeder_id", fedBy)
HALLWRIGHT_LIST(PipeRun, "pipe_point", "pipe_run_id", "x_m, y_m, z_m", pathM)
HALLWRIGHT_LIST(Pathway, "pathway_point", "pathway_id", "x_m, y_m, z_m", pathM)
HALLWRIGHT_LIST(FibreRun, "fibre_run_route", "fibre_run_id", "pathway_id", route)
HALLWRIGHT_LIST(DeviceType, "device_type_port", "device_type_id", "kind, connector, port_count", ports)
#undef HALLWRIGHT_LIST

template <class T>
inline constexpr bool hasList = requires
{
    ListTableOf<T>::name;
};

// The table where objects of that kind stand, which is how their records and changes name the kind.
inline std::string_view tableOf(ObjectKind kind)
{
    std::string_view name = kind == ObjectKind::Site ? TableOf<SiteInfo>::name : std::string_view();
    withObjectType(kind, [&]<class T>() { name = TableOf<T>::name; });
    return name;
}

inline std::optional<ObjectKind> kindIn(std::string_view table)
{
    std::optional<ObjectKind> kind;
    if (table == TableOf<SiteInfo>::name)
        kind = ObjectKind::Site;
    forEachObjectType([&]<class T>() {
        if (table == TableOf<T>::name)
            kind = kindOf<T>;
    });
    return kind;
}

// The column of what an object stands in; of site data, of which there is one row, its id. Empty if there is none.
template <class T>
constexpr std::string_view parentColumn()
{
    if constexpr (std::is_same_v<T, SiteInfo>)
        return "id";
    else if constexpr (std::is_same_v<ParentOf<T>, Building>)
        return "building_id";
    else if constexpr (std::is_same_v<ParentOf<T>, Hall>)
        return "hall_id";
    else if constexpr (isInRack<T>)
        return "rack_id";
    else
        return "";
}

inline constexpr std::int64_t onlyRow = 1; // the id of site data

template <class T>
struct IsVector : std::false_type {
};
template <class E>
struct IsVector<std::vector<E>> : std::true_type {
};

// Calls visit(field) for each field of T that is a column of its table.
template <class T, class Visit>
void forEachColumnField(Visit&& visit)
{
    forEachField<T>([&](const auto& field) {
        if constexpr (!IsVector<std::remove_cvref_t<decltype(field.of(std::declval<T&>()))>>::value)
            visit(field);
    });
}

// For each catalogue entry that objects of type T may name, an object with its values.
template <class T>
class Prototypes
{
public:
    explicit Prototypes(const Catalogue& catalogue)
    {
        if constexpr (Catalogued<T>::is) {
            using Type = typename Catalogued<T>::Type;
            for (const Type& type : catalogue.*ObjectType<Type>::list)
                forEachTypedField<T, Type>(
                    [&](auto own, auto of) { own.of(byType_[type.id.value]) = of.of(type); });
        }
    }

    // That of the type which the object names; nullptr if there is none.
    const T* of(std::int64_t type) const
    {
        const auto found = byType_.find(type);
        return found != byType_.end() ? &found->second : nullptr;
    }

private:
    std::unordered_map<std::int64_t, T> byType_;
};

// The id of the type that an object names; 0 for none.
template <class T>
std::int64_t typeOf(const T& object)
{
    if constexpr (Catalogued<T>::is)
        return object.type.value;
    else
        return 0;
}

} // namespace hallwright
