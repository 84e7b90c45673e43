#include "core/model/names.h"

#include <array>
#include <utility>

namespace hallwright {

namespace {

template <class Enum>
struct Names;

#define HALLWRIGHT_NAMES(Enum, ...)                                                                          \
    template <>                                                                                              \
    struct Names<Enum> {                                                                                     \
        static constexpr auto table = std::to_array<std::pair<Enum, std::string_view>>(__VA_ARGS__);         \
    };                                                                                                       \
    }                                                                                                        \
    std::string_view nameOf(Enum value)                                                                      \
    {                                                                                                        \
        return lookUp(value);                                                                                \
    }                                                                                                        \
    template <>                                                                                              \
    std::optional<Enum> fromName<Enum>(std::string_view name)                                                \
    {                                                                                                        \
        for (const auto& [value, spelling] : Names<Enum>::table) {                                           \
            if (spelling == name)                                                                            \
                return value;                                                                                \
        }                                                                                                    \
        return std::nullopt;                                                                                 \
    }                                                                                                        \
    template <>                                                                                              \
    std::string namesOf<Enum>()                                                                              \
    {                                                                                                        \
        std::string all;                                                                                     \
        for (const auto& [value, spelling] : Names<Enum>::table)                                             \
            all += (all.empty() ? "" : ", ") + std::string(spelling);                                        \
        return all;                                                                                          \
    }                                                                                                        \
    namespace {

template <class Enum>
std::string_view lookUp(Enum wanted)
{
    for (const auto& [value, spelling] : Names<Enum>::table) {
        if (value == wanted)
            return spelling;
    }
    return "?";
}

HALLWRIGHT_NAMES(RackRole, {{RackRole::Compute, "compute"},
                            {RackRole::Network, "network"},
                            {RackRole::Storage, "storage"},
                            {RackRole::Management, "management"}})
HALLWRIGHT_NAMES(LifecycleStatus, {{LifecycleStatus::Design, "design"},
                                   {LifecycleStatus::Procurement, "procurement"},
                                   {LifecycleStatus::Deployment, "deployment"},
                                   {LifecycleStatus::Operation, "operation"},
                                   {LifecycleStatus::Decommissioning, "decommissioning"}})
HALLWRIGHT_NAMES(FloorKind, {{FloorKind::Slab, "slab"}, {FloorKind::RaisedFloor, "raised"}})
HALLWRIGHT_NAMES(AisleKind, {{AisleKind::Cold, "cold"}, {AisleKind::Hot, "hot"}})
HALLWRIGHT_NAMES(AirHandlerKind, {{AirHandlerKind::Crah, "crah"}, {AirHandlerKind::FanWall, "fan-wall"}})
HALLWRIGHT_NAMES(WallSide, {{WallSide::South, "south"},
                            {WallSide::East, "east"},
                            {WallSide::North, "north"},
                            {WallSide::West, "west"}})
HALLWRIGHT_NAMES(RoomKind, {{RoomKind::Electrical, "electrical"},
                            {RoomKind::Mechanical, "mechanical"},
                            {RoomKind::MeetMe, "meet-me"},
                            {RoomKind::Dock, "dock"},
                            {RoomKind::Staging, "staging"},
                            {RoomKind::Office, "office"},
                            {RoomKind::Corridor, "corridor"}})
HALLWRIGHT_NAMES(PowerNodeKind, {{PowerNodeKind::Utility, "utility"},
                                 {PowerNodeKind::Generator, "generator"},
                                 {PowerNodeKind::Battery, "battery"},
                                 {PowerNodeKind::Transformer, "transformer"},
                                 {PowerNodeKind::SolidStateTransformer, "solid-state-transformer"},
                                 {PowerNodeKind::Switchgear, "switchgear"},
                                 {PowerNodeKind::Ups, "ups"},
                                 {PowerNodeKind::Rectifier, "rectifier"},
                                 {PowerNodeKind::Pdu, "pdu"},
                                 {PowerNodeKind::Busway, "busway"},
                                 {PowerNodeKind::MechanicalPanel, "mechanical-panel"}})
HALLWRIGHT_NAMES(FeedSide, {{FeedSide::None, "none"}, {FeedSide::A, "A"}, {FeedSide::B, "B"}})
HALLWRIGHT_NAMES(PipeRole, {{PipeRole::Supply, "supply"}, {PipeRole::Return, "return"}})
HALLWRIGHT_NAMES(PlantKind, {{PlantKind::AirCooledChiller, "air-cooled-chiller"},
                             {PlantKind::WaterCooledChiller, "water-cooled-chiller"},
                             {PlantKind::DryCooler, "dry-cooler"},
                             {PlantKind::CoolingTower, "cooling-tower"},
                             {PlantKind::WatersideEconomiser, "waterside-economiser"}})
HALLWRIGHT_NAMES(Coolant, {{Coolant::Water, "water"}, {Coolant::Pg25, "pg25"}})
HALLWRIGHT_NAMES(UpsMode, {{UpsMode::DoubleConversion, "double-conversion"}, {UpsMode::Eco, "eco"}})
HALLWRIGHT_NAMES(PathwayKind,
                 {{PathwayKind::Tray, "tray"}, {PathwayKind::Duct, "duct"}, {PathwayKind::Trench, "trench"}})
HALLWRIGHT_NAMES(LoadBasis, {{LoadBasis::ByStatus, "by-status"}, {LoadBasis::AllPlaced, "all-placed"}})
HALLWRIGHT_NAMES(InletBasis, {{InletBasis::Estimate, "estimate"},
                              {InletBasis::Field, "field"},
                              {InletBasis::Flow, "flow"}})
HALLWRIGHT_NAMES(PortKind, {{PortKind::Network, "network"},
                            {PortKind::Management, "management"},
                            {PortKind::Console, "console"},
                            {PortKind::PowerInlet, "power-inlet"},
                            {PortKind::PowerOutlet, "power-outlet"},
                            {PortKind::Front, "front-port"},
                            {PortKind::Rear, "rear-port"}})
// As the device-type library spells them.
HALLWRIGHT_NAMES(DeviceAirflow, {{DeviceAirflow::NotStated, "not-stated"},
                                 {DeviceAirflow::FrontToRear, "front-to-rear"},
                                 {DeviceAirflow::RearToFront, "rear-to-front"},
                                 {DeviceAirflow::LeftToRight, "left-to-right"},
                                 {DeviceAirflow::RightToLeft, "right-to-left"},
                                 {DeviceAirflow::SideToRear, "side-to-rear"},
                                 {DeviceAirflow::RearToSide, "rear-to-side"},
                                 {DeviceAirflow::BottomToTop, "bottom-to-top"},
                                 {DeviceAirflow::TopToBottom, "top-to-bottom"},
                                 {DeviceAirflow::Passive, "passive"},
                                 {DeviceAirflow::Mixed, "mixed"}})
HALLWRIGHT_NAMES(DeviceFace, {{DeviceFace::Front, "front"}, {DeviceFace::Rear, "rear"}})
HALLWRIGHT_NAMES(DeviceSide, {{DeviceSide::Left, "left"}, {DeviceSide::Right, "right"}})

#undef HALLWRIGHT_NAMES

} // namespace

std::string_view wordFor(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Ups:
        return "UPS";
    case PowerNodeKind::Pdu:
        return "PDU";
    case PowerNodeKind::SolidStateTransformer:
        return "solid-state transformer";
    case PowerNodeKind::MechanicalPanel:
        return "mechanical panel";
    default:
        return nameOf(kind); // the others are words
    }
}

} // namespace hallwright
