// Identifiers of the things in a site. An id is positive and unique among its kind in one site version; 0 means "none".
// It names the same thing in every version that has it, and is never given twice: IdMarks remembers the highest.
#pragma once

#include <cstdint>
#include <functional> // and <compare>, which Qt 6.4's moc cannot read as a header's first

namespace hallwright {

template <class Tag>
struct Id {
    std::int64_t value = 0;

    constexpr bool valid() const { return value > 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

using BuildingId = Id<struct BuildingTag>;
using HallId = Id<struct HallTag>;
using RoomId = Id<struct RoomTag>;
using RowId = Id<struct RowTag>;
using AisleId = Id<struct AisleTag>;
using ColumnId = Id<struct ColumnTag>;
using WallId = Id<struct WallTag>;
using TileFieldId = Id<struct TileFieldTag>;
using DoorId = Id<struct DoorTag>;
using RackId = Id<struct RackTag>;
using RackTypeId = Id<struct RackTypeTag>;
using AirHandlerId = Id<struct AirHandlerTag>;
using CduId = Id<struct CduTag>;
using PowerNodeId = Id<struct PowerNodeTag>;
using CoolantLoopId = Id<struct CoolantLoopTag>;
using PipeRunId = Id<struct PipeRunTag>;
using PlantUnitId = Id<struct PlantUnitTag>;
using PathwayId = Id<struct PathwayTag>;
using FibreRunId = Id<struct FibreRunTag>;
using AirHandlerTypeId = Id<struct AirHandlerTypeTag>;
using CduTypeId = Id<struct CduTypeTag>;
using PlantTypeId = Id<struct PlantTypeTag>;
using PowerTypeId = Id<struct PowerTypeTag>;
using PipeTypeId = Id<struct PipeTypeTag>;
using PathwayTypeId = Id<struct PathwayTypeTag>;
using DeviceTypeId = Id<struct DeviceTypeTag>;
using DeviceId = Id<struct DeviceTag>;

} // namespace hallwright

template <class Tag>
struct std::hash<hallwright::Id<Tag>> {
    std::size_t operator()(hallwright::Id<Tag> id) const noexcept
    {
        return std::hash<std::int64_t>()(id.value);
    }
};
