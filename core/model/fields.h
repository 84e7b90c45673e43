// The fields of every struct of the model, said once: the name with its unit, the member, and the version of the site
// file it came with.
//
// Equality, differences, the site file, CSV and imports visit these lists, so a member that is added here is nowhere
// forgotten; tst_fields fails if a struct has a member that its list lacks. Names are those of the site file's columns:
// the unit at the end (`power_w`, `airflow_m3_s`, `supply_c`), references end in `_id`.
#pragma once

#include "core/model/site.h"

#include <memory>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace hallwright {

// One value of a struct, reached by one member or by a path of them: Field<&Rack::pose, &Pose::x>.
template <auto... Path>
struct Field {
    std::string_view name;
    int sinceVersion = 1;     // of the site file
    bool comesOfType = false; // an object that names a type has the type's value unless its own differs
    bool isRequired = false;  // a reference that may not be none

    template <class Row>
    static constexpr auto& of(Row& row)
    {
        return (row.*....*Path);
    }

    constexpr Field since(int version) const { return {name, version, comesOfType, isRequired}; }
    constexpr Field ofType() const { return {name, sinceVersion, true, isRequired}; }
    constexpr Field required() const { return {name, sinceVersion, comesOfType, true}; }
};

template <auto... Path>
constexpr Field<Path...> field(std::string_view name)
{
    return {name};
}

// The objects or constant parts that a struct holds beside its values.
template <auto Member>
struct Held {
    template <class Row>
    static constexpr auto& of(Row& row)
    {
        return row.*Member;
    }
};

// Fields<T>::list is a tuple of Field; Fields<T>::held, where there is one, a tuple of Held.
template <class T>
struct Fields;

template <>
struct Fields<SiteInfo> {
    static constexpr std::tuple list{
        field<&SiteInfo::name>("name"),
        field<&SiteInfo::description>("description"),
        field<&SiteInfo::place>("place"),
        field<&SiteInfo::latitudeDeg>("latitude_deg"),
        field<&SiteInfo::longitudeDeg>("longitude_deg"),
        field<&SiteInfo::elevationM>("elevation_m"),
        field<&SiteInfo::northDeg>("north_deg"),
        field<&SiteInfo::outdoorC>("outdoor_c"),
        field<&SiteInfo::wetBulbC>("wet_bulb_c"),
        field<&SiteInfo::carbonKgPerKwh>("carbon_kg_per_kwh").since(2),
        field<&SiteInfo::cyclesOfConcentration>("cycles_of_concentration").since(2),
    };
};

template <>
struct Fields<RackType> {
    static constexpr std::tuple list{
        field<&RackType::id>("id"),
        field<&RackType::name>("name"),
        field<&RackType::widthM>("width_m"),
        field<&RackType::depthM>("depth_m"),
        field<&RackType::heightM>("height_m"),
        field<&RackType::massKg>("mass_kg"),
        field<&RackType::powerW>("power_w"),
        field<&RackType::liquidShare>("liquid_share"),
        field<&RackType::airflowM3s>("airflow_m3_s"),
        field<&RackType::inletLimitC>("inlet_limit_c"),
        field<&RackType::gpuCount>("gpu_count"),
        field<&RackType::coolantFlowM3s>("coolant_flow_m3_s").since(2),
        field<&RackType::coolantDropPa>("coolant_drop_pa").since(2),
        field<&RackType::ratedCoolantC>("rated_coolant_c").since(7),
        field<&RackType::junctionRiseK>("junction_rise_k").since(7),
        field<&RackType::junctionLimitC>("junction_limit_c").since(7),
        field<&RackType::junctionTripC>("junction_trip_c").since(7),
        field<&RackType::coolantReturnC>("coolant_return_c").since(7),
        field<&RackType::rearDoorEffectiveness>("rear_door_effectiveness").since(2),
        field<&RackType::rearDoorFlowM3s>("rear_door_flow_m3_s").since(2),
        field<&RackType::rearDoorDropPa>("rear_door_drop_pa").since(2),
        field<&RackType::circuits>("circuits").since(2),
        field<&RackType::circuitVoltageV>("circuit_voltage_v").since(2),
        field<&RackType::breakerA>("breaker_a").since(2),
        field<&RackType::powerFactor>("power_factor").since(2),
        field<&RackType::directCurrent>("direct_current").since(7),
        field<&RackType::peakFactor>("peak_factor").since(7),
        field<&RackType::psuRatedW>("psu_rated_w").since(2),
        field<&RackType::role>("role").since(3),
        field<&RackType::usableHeightU>("usable_height_u").since(5),
        field<&RackType::startingUnit>("starting_unit").since(5),
        field<&RackType::unitsFromTop>("units_from_top").since(5),
        field<&RackType::ownMassKg>("own_mass_kg").since(5),
        field<&RackType::loadLimitKg>("load_limit_kg").since(5),
    };
};

template <>
struct Fields<Building> {
    static constexpr std::tuple list{
        field<&Building::id>("id"),
        field<&Building::name>("name"),
        field<&Building::originM, &Point2::x>("x_m"),
        field<&Building::originM, &Point2::y>("y_m"),
        field<&Building::yawDeg>("yaw_deg"),
        field<&Building::widthM>("width_m"),
        field<&Building::depthM>("depth_m"),
        field<&Building::heightM>("height_m"),
        field<&Building::capacityW>("capacity_w"),
        field<&Building::otherPowerW>("other_power_w"),
        field<&Building::otherFeed>("other_feed_id").since(2),
        field<&Building::roomLoop>("room_loop_id").since(2),
    };
    static constexpr std::tuple held{Held<&Building::rooms>{}, Held<&Building::halls>{}};
};

template <>
struct Fields<Room> {
    static constexpr std::tuple list{
        field<&Room::id>("id").since(3),
        field<&Room::name>("name"),
        field<&Room::kind>("kind"),
        field<&Room::area, &Rect::x>("x_m"),
        field<&Room::area, &Rect::y>("y_m"),
        field<&Room::area, &Rect::width>("width_m"),
        field<&Room::area, &Rect::depth>("depth_m"),
    };
};

template <>
struct Fields<Hall> {
    static constexpr std::tuple list{
        field<&Hall::id>("id"),
        field<&Hall::name>("name"),
        field<&Hall::originM, &Point2::x>("x_m"),
        field<&Hall::originM, &Point2::y>("y_m"),
        field<&Hall::floorElevationM>("floor_elevation_m"),
        field<&Hall::widthM>("width_m"),
        field<&Hall::depthM>("depth_m"),
        field<&Hall::heightM>("height_m"),
        field<&Hall::tilePitchM>("tile_pitch_m"),
        field<&Hall::floor>("floor"),
        field<&Hall::raisedFloorM>("raised_floor_m"),
        field<&Hall::ceilingReturn>("ceiling_return"),
        field<&Hall::ceilingHeightM>("ceiling_height_m"),
        field<&Hall::floorRatingPa>("floor_rating_pa"),
        field<&Hall::containmentLeakage>("containment_leakage"),
        field<&Hall::supplyC>("supply_c"),
        field<&Hall::inletLimitC>("inlet_limit_c"),
        field<&Hall::dewPointC>("dew_point_c").since(2),
        field<&Hall::airsideEconomiser>("airside_economiser").since(2),
    };
    static constexpr std::tuple held{
        Held<&Hall::rows>{},        Held<&Hall::aisles>{},     Held<&Hall::columns>{},
        Held<&Hall::walls>{},       Held<&Hall::tileFields>{}, Held<&Hall::doors>{},
        Held<&Hall::airHandlers>{}, Held<&Hall::cdus>{},       Held<&Hall::racks>{}};
};

template <>
struct Fields<Row> {
    static constexpr std::tuple list{
        field<&Row::id>("id").since(3),
        field<&Row::name>("name").since(3),
        field<&Row::area, &Rect::x>("x_m").since(3),
        field<&Row::area, &Rect::y>("y_m").since(3),
        field<&Row::area, &Rect::width>("width_m").since(3),
        field<&Row::area, &Rect::depth>("depth_m").since(3),
        field<&Row::yawDeg>("yaw_deg").since(3),
    };
};

template <>
struct Fields<Aisle> {
    static constexpr std::tuple list{
        field<&Aisle::id>("id").since(3),
        field<&Aisle::name>("name"),
        field<&Aisle::kind>("kind"),
        field<&Aisle::area, &Rect::x>("x_m"),
        field<&Aisle::area, &Rect::y>("y_m"),
        field<&Aisle::area, &Rect::width>("width_m"),
        field<&Aisle::area, &Rect::depth>("depth_m"),
        field<&Aisle::contained>("contained"),
        field<&Aisle::blanked>("blanked").since(6),
    };
};

template <>
struct Fields<Column> {
    static constexpr std::tuple list{
        field<&Column::id>("id").since(3),
        field<&Column::area, &Rect::x>("x_m"),
        field<&Column::area, &Rect::y>("y_m"),
        field<&Column::area, &Rect::width>("width_m"),
        field<&Column::area, &Rect::depth>("depth_m"),
    };
};

template <>
struct Fields<Wall> {
    static constexpr std::tuple list{
        field<&Wall::id>("id").since(5),
        field<&Wall::name>("name").since(5),
        field<&Wall::area, &Rect::x>("x_m").since(5),
        field<&Wall::area, &Rect::y>("y_m").since(5),
        field<&Wall::area, &Rect::width>("width_m").since(5),
        field<&Wall::area, &Rect::depth>("depth_m").since(5),
        field<&Wall::heightM>("height_m").since(5),
    };
};

template <>
struct Fields<TileField> {
    static constexpr std::tuple list{
        field<&TileField::id>("id").since(5),
        field<&TileField::name>("name").since(5),
        field<&TileField::area, &Rect::x>("x_m").since(5),
        field<&TileField::area, &Rect::y>("y_m").since(5),
        field<&TileField::area, &Rect::width>("width_m").since(5),
        field<&TileField::area, &Rect::depth>("depth_m").since(5),
        field<&TileField::openShare>("open_share").since(5),
    };
};

template <>
struct Fields<Door> {
    static constexpr std::tuple list{
        field<&Door::id>("id").since(3),   field<&Door::name>("name"),      field<&Door::wall>("wall"),
        field<&Door::offsetM>("offset_m"), field<&Door::widthM>("width_m"), field<&Door::heightM>("height_m"),
    };
};

template <>
struct Fields<PowerNode> {
    static constexpr std::tuple list{
        field<&PowerNode::id>("id"),
        field<&PowerNode::name>("name"),
        field<&PowerNode::kind>("kind").ofType(),
        field<&PowerNode::side>("side"),
        field<&PowerNode::building>("building_id"),
        field<&PowerNode::hall>("hall_id"),
        field<&PowerNode::positionM, &Point3::x>("x_m"),
        field<&PowerNode::positionM, &Point3::y>("y_m"),
        field<&PowerNode::positionM, &Point3::z>("z_m"),
        field<&PowerNode::ratedW>("rated_w").ofType(),
        field<&PowerNode::loss, &LossCurve::k0>("loss_k0").ofType(),
        field<&PowerNode::loss, &LossCurve::k1>("loss_k1").ofType(),
        field<&PowerNode::loss, &LossCurve::k2>("loss_k2").ofType(),
        field<&PowerNode::standby>("standby").since(2).ofType(),
        field<&PowerNode::upsMode>("ups_mode").since(2).ofType(),
        field<&PowerNode::storedJ>("stored_j").since(2).ofType(),
        field<&PowerNode::fedBy>("fed_by"),
        field<&PowerNode::type>("type_id").since(3),
        field<&PowerNode::runLengthM>("run_m").since(5),
        field<&PowerNode::runYawDeg>("run_yaw_deg").since(5),
    };
};

template <>
struct Fields<CoolantLoop> {
    static constexpr std::tuple list{
        field<&CoolantLoop::id>("id"),
        field<&CoolantLoop::name>("name"),
        field<&CoolantLoop::building>("building_id").required(),
        field<&CoolantLoop::supplyC>("supply_c"),
        field<&CoolantLoop::designDeltaTK>("design_delta_t_k"),
        field<&CoolantLoop::pumpHeadPa>("pump_head_pa"),
        field<&CoolantLoop::pumpEfficiency>("pump_efficiency"),
        field<&CoolantLoop::designHeatW>("design_heat_w"),
        field<&CoolantLoop::coolant>("coolant").since(2),
        field<&CoolantLoop::pumps>("pumps").since(2),
        field<&CoolantLoop::sparePumps>("spare_pumps").since(2),
        field<&CoolantLoop::heldHead>("held_head").since(2),
        field<&CoolantLoop::bufferM3>("buffer_m3").since(2),
        field<&CoolantLoop::heatReuseW>("heat_reuse_w").since(2),
        field<&CoolantLoop::savesWater>("saves_water").since(7),
        field<&CoolantLoop::pumpFeed>("pump_feed_id").since(2),
    };
};

template <>
struct Fields<PipeRun> {
    static constexpr std::tuple list{
        field<&PipeRun::id>("id"),
        field<&PipeRun::name>("name"),
        field<&PipeRun::loop>("loop_id").required(),
        field<&PipeRun::role>("role"),
        field<&PipeRun::diameterM>("diameter_m").ofType(),
        field<&PipeRun::cdu>("cdu_id").since(2),
        field<&PipeRun::roughnessM>("roughness_m").since(2).ofType(),
        field<&PipeRun::pathM>("path_m"),
        field<&PipeRun::type>("type_id").since(3),
    };
};

template <>
struct Fields<PlantUnit> {
    static constexpr std::tuple list{
        field<&PlantUnit::id>("id"),
        field<&PlantUnit::name>("name"),
        field<&PlantUnit::kind>("kind").ofType(),
        field<&PlantUnit::building>("building_id").required(),
        field<&PlantUnit::loop>("loop_id").required(),
        field<&PlantUnit::pose, &Pose::x>("x_m"),
        field<&PlantUnit::pose, &Pose::y>("y_m"),
        field<&PlantUnit::pose, &Pose::yawDeg>("yaw_deg"),
        field<&PlantUnit::widthM>("width_m").ofType(),
        field<&PlantUnit::depthM>("depth_m").ofType(),
        field<&PlantUnit::heightM>("height_m").ofType(),
        field<&PlantUnit::elevationM>("elevation_m"),
        field<&PlantUnit::capacityW>("capacity_w").ofType(),
        field<&PlantUnit::ratedCop>("rated_cop").ofType(),
        field<&PlantUnit::ratedOutdoorC>("rated_outdoor_c").ofType(),
        field<&PlantUnit::ratedPowerW>("rated_power_w").ofType(),
        field<&PlantUnit::ratedApproachK>("rated_approach_k").ofType(),
        field<&PlantUnit::feed>("feed_id"),
        field<&PlantUnit::curves>("curves").since(2).ofType(),
        field<&PlantUnit::adiabaticEffectiveness>("adiabatic_effectiveness").since(2).ofType(),
        field<&PlantUnit::liquidDropPa>("liquid_drop_pa").since(2).ofType(),
        field<&PlantUnit::type>("type_id").since(3),
    };
};

template <>
struct Fields<AirHandler> {
    static constexpr std::tuple list{
        field<&AirHandler::id>("id"),
        field<&AirHandler::name>("name"),
        field<&AirHandler::kind>("kind").ofType(),
        field<&AirHandler::pose, &Pose::x>("x_m"),
        field<&AirHandler::pose, &Pose::y>("y_m"),
        field<&AirHandler::pose, &Pose::yawDeg>("yaw_deg"),
        field<&AirHandler::widthM>("width_m").ofType(),
        field<&AirHandler::depthM>("depth_m").ofType(),
        field<&AirHandler::heightM>("height_m").ofType(),
        field<&AirHandler::airflowM3s>("airflow_m3_s").ofType(),
        field<&AirHandler::capacityW>("capacity_w").ofType(),
        field<&AirHandler::fanPowerW>("fan_power_w").ofType(),
        field<&AirHandler::feed>("feed_id"),
        field<&AirHandler::loop>("loop_id"),
        field<&AirHandler::coilApproachK>("coil_approach_k").since(2).ofType(),
        field<&AirHandler::waterDropPa>("water_drop_pa").since(2).ofType(),
        field<&AirHandler::type>("type_id").since(3),
    };
};

template <>
struct Fields<Cdu> {
    static constexpr std::tuple list{
        field<&Cdu::id>("id"),
        field<&Cdu::name>("name"),
        field<&Cdu::pose, &Pose::x>("x_m"),
        field<&Cdu::pose, &Pose::y>("y_m"),
        field<&Cdu::pose, &Pose::yawDeg>("yaw_deg"),
        field<&Cdu::widthM>("width_m").ofType(),
        field<&Cdu::depthM>("depth_m").ofType(),
        field<&Cdu::heightM>("height_m").ofType(),
        field<&Cdu::capacityW>("capacity_w").ofType(),
        field<&Cdu::flowM3s>("flow_m3_s").ofType(),
        field<&Cdu::approachK>("approach_k").ofType(),
        field<&Cdu::pumpPowerW>("pump_power_w").ofType(),
        field<&Cdu::feed>("feed_id"),
        field<&Cdu::loop>("loop_id"),
        field<&Cdu::supplyC>("supply_c").since(2).ofType(),
        field<&Cdu::facilityFlowM3s>("facility_flow_m3_s").since(2).ofType(),
        field<&Cdu::facilityDropPa>("facility_drop_pa").since(2).ofType(),
        field<&Cdu::coolant>("coolant").since(2).ofType(),
        field<&Cdu::type>("type_id").since(3),
    };
};

template <>
struct Fields<Rack> {
    static constexpr std::tuple list{
        field<&Rack::id>("id"),
        field<&Rack::name>("name"),
        field<&Rack::type>("rack_type_id").required(),
        field<&Rack::pose, &Pose::x>("x_m"),
        field<&Rack::pose, &Pose::y>("y_m"),
        field<&Rack::pose, &Pose::yawDeg>("yaw_deg"),
        field<&Rack::powerW>("power_w").ofType(),
        field<&Rack::liquidShare>("liquid_share").ofType(),
        field<&Rack::airflowM3s>("airflow_m3_s").ofType(),
        field<&Rack::massKg>("mass_kg").ofType(),
        field<&Rack::gpuCount>("gpu_count").ofType(),
        field<&Rack::role>("role").ofType(),
        field<&Rack::feedA>("feed_a_id"),
        field<&Rack::feedB>("feed_b_id"),
        field<&Rack::cdu>("cdu_id"),
        field<&Rack::rearDoorLoop>("rear_door_loop_id").since(2),
    };
};

template <>
struct Fields<DeviceType> {
    static constexpr std::tuple list{
        field<&DeviceType::id>("id").since(5),
        field<&DeviceType::name>("name").since(5),
        field<&DeviceType::manufacturer>("manufacturer").since(5),
        field<&DeviceType::heightU>("height_u").since(5),
        field<&DeviceType::fullDepth>("full_depth").since(5),
        field<&DeviceType::halfWidth>("half_width").since(5),
        field<&DeviceType::powered>("powered").since(5),
        field<&DeviceType::massKg>("mass_kg").since(5),
        field<&DeviceType::nameplateW>("nameplate_w").since(5),
        field<&DeviceType::powerW>("power_w").since(5),
        field<&DeviceType::airflow>("airflow").since(5),
        field<&DeviceType::airflowM3s>("airflow_m3_s").since(5),
        field<&DeviceType::liquidShare>("liquid_share").since(5),
        field<&DeviceType::gpuCount>("gpu_count").since(5),
        field<&DeviceType::ports>("ports").since(5),
    };
};

template <>
struct Fields<Device> {
    static constexpr std::tuple list{
        field<&Device::id>("id").since(5),
        field<&Device::name>("name").since(5),
        field<&Device::type>("type_id").since(5).required(),
        field<&Device::positionU>("position_u").since(5),
        field<&Device::face>("face").since(5),
        field<&Device::side>("side").since(5),
        field<&Device::powerW>("power_w").since(5).ofType(),
    };
};

template <>
struct Fields<Pathway> {
    static constexpr std::tuple list{
        field<&Pathway::id>("id"),
        field<&Pathway::name>("name"),
        field<&Pathway::kind>("kind").ofType(),
        field<&Pathway::widthM>("width_m").ofType(),
        field<&Pathway::depthM>("depth_m").ofType(),
        field<&Pathway::pathM>("path_m"),
        field<&Pathway::type>("type_id").since(3),
    };
};

template <>
struct Fields<FibreRun> {
    static constexpr std::tuple list{
        field<&FibreRun::id>("id"),
        field<&FibreRun::name>("name"),
        field<&FibreRun::from>("from_building_id").required(),
        field<&FibreRun::to>("to_building_id").required(),
        field<&FibreRun::cableCount>("cable_count"),
        field<&FibreRun::fibresPerCable>("fibres_per_cable"),
        field<&FibreRun::cableDiameterM>("cable_diameter_m"),
        field<&FibreRun::slackFraction>("slack_fraction"),
        field<&FibreRun::route>("route"),
    };
};

// A type's list is its id, its name and what the kind of equipment marks `ofType`.
template <class Thing, class IdType>
struct Fields<EquipmentType<Thing, IdType>> {
private:
    using Type = EquipmentType<Thing, IdType>;

    template <auto... Path>
    static constexpr auto typed(Field<Path...>)
    {
        return Field<&Type::values, Path...>{};
    }
    template <std::size_t I>
    static constexpr auto pick()
    {
        constexpr auto of = std::get<I>(Fields<Thing>::list);
        if constexpr (of.comesOfType) {
            auto result = typed(of);
            result.name = of.name;
            result.sinceVersion = 3;
            return std::tuple(result);
        } else {
            return std::tuple<>();
        }
    }
    template <std::size_t... I>
    static constexpr auto all(std::index_sequence<I...>)
    {
        return std::tuple_cat(
            std::tuple(field<&Type::id>("id").since(3), field<&Type::name>("name").since(3)), pick<I>()...);
    }

public:
    static constexpr auto list =
        all(std::make_index_sequence<std::tuple_size_v<decltype(Fields<Thing>::list)>>());
};

template <>
struct Fields<Catalogue> {
    static constexpr std::tuple list{};
    static constexpr std::tuple held{Held<&Catalogue::rackTypes>{},    Held<&Catalogue::airHandlerTypes>{},
                                     Held<&Catalogue::cduTypes>{},     Held<&Catalogue::plantTypes>{},
                                     Held<&Catalogue::powerTypes>{},   Held<&Catalogue::pipeTypes>{},
                                     Held<&Catalogue::pathwayTypes>{}, Held<&Catalogue::deviceTypes>{}};
};

template <>
struct Fields<Site> {
    static constexpr std::tuple list{};
    static constexpr std::tuple held{
        Held<&Site::info>{},    Held<&Site::catalogue>{}, Held<&Site::buildings>{},
        Held<&Site::power>{},   Held<&Site::cooling>{},   Held<&Site::pathways>{},
        Held<&Site::records>{}, Held<&Site::idMarks>{},   Held<&Site::contents>{}};
};

// Calls visit(field) for each field of T in turn.
template <class T, class Visit>
constexpr void forEachField(Visit&& visit)
{
    std::apply([&](const auto&... each) { (visit(each), ...); }, Fields<T>::list);
}

// The position of the field of that name; the number of fields if there is none.
template <class T>
constexpr std::size_t positionOf(std::string_view name)
{
    return std::apply(
        [name](const auto&... each) {
            std::size_t at = 0;
            (void)(... || (each.name == name || (++at, false)));
            return at;
        },
        Fields<T>::list);
}

// Calls visit(field of the object, field of its type) for each value that an object has from its type.
template <class T, class Type, class Visit>
constexpr void forEachTypedField(Visit&& visit)
{
    const auto visitAt = [&]<std::size_t I>() {
        constexpr auto own = std::get<I>(Fields<T>::list);
        if constexpr (own.comesOfType)
            visit(own, std::get<positionOf<Type>(own.name)>(Fields<Type>::list));
    };
    [&]<std::size_t... I>(std::index_sequence<I...>)
    {
        (visitAt.template operator()<I>(), ...);
    }
    (std::make_index_sequence<std::tuple_size_v<decltype(Fields<T>::list)>>());
}

template <class T>
bool sameContent(const T& a, const T& b)
{
    return a == b;
}

template <class T>
bool sameContent(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b)
{
    return a == b || (a && b && *a == *b);
}

template <class T>
bool sameContent(const std::vector<std::shared_ptr<const T>>& a,
                 const std::vector<std::shared_ptr<const T>>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return sameContent(x, y); });
}

// Whether every field, and everything held, is equal by content; what is shared costs nothing.
template <class T>
bool equalByFields(const T& a, const T& b)
{
    const bool values = std::apply(
        [&](const auto&... each) { return (true && ... && (each.of(a) == each.of(b))); }, Fields<T>::list);
    if constexpr (requires { Fields<T>::held; })
        return values &&
               std::apply(
                   [&](const auto&... each) { return (true && ... && sameContent(each.of(a), each.of(b))); },
                   Fields<T>::held);
    else
        return values;
}

} // namespace hallwright
