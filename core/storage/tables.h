// Which column holds which member: said once, for writing and for reading.
//
// Each table lists its columns by calling `column(name, member)` for each in turn. The writer's visitor binds
// the member's value, the reader's sets it, a third only collects the names; so the two directions cannot
// disagree. `Key` is what ties a row to its parent, where it has one. A column that came with a later version of the
// format says so: `column(name, member, 2)`. Reading an earlier file leaves the member at its initialiser, which is
// what that file meant.
#pragma once

#include "core/model/site.h"

namespace hallwright {

// Row `position` of those that belong to `parent`.
template <class ParentId>
struct ListKey {
    ParentId parent;
    std::int64_t position = 0;
};

struct SiteInfoTable {
    static constexpr const char* name = "site_info";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& id, Row& info)
    {
        column("id", id);
        column("name", info.name);
        column("description", info.description);
        column("place", info.place);
        column("latitude_deg", info.latitudeDeg);
        column("longitude_deg", info.longitudeDeg);
        column("elevation_m", info.elevationM);
        column("north_deg", info.northDeg);
        column("outdoor_c", info.outdoorC);
        column("wet_bulb_c", info.wetBulbC);
        column("carbon_kg_per_kwh", info.carbonKgPerKwh, 2);
        column("cycles_of_concentration", info.cyclesOfConcentration, 2);
    }
};

struct RecoveryBaseTable {
    static constexpr const char* name = "recovery_base";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& id, Row& stamp)
    {
        column("id", id);
        column("size_bytes", stamp.sizeBytes);
        column("modified_ns", stamp.modifiedNs);
        column("inode", stamp.inode);
    }
};

struct RackTypeTable {
    static constexpr const char* name = "rack_type";
    template <class Visitor, class Row>
    static void columns(Visitor& column, Row& type)
    {
        column("id", type.id);
        column("name", type.name);
        column("width_m", type.widthM);
        column("depth_m", type.depthM);
        column("height_m", type.heightM);
        column("mass_kg", type.massKg);
        column("power_w", type.powerW);
        column("liquid_share", type.liquidShare);
        column("airflow_m3_s", type.airflowM3s);
        column("inlet_limit_c", type.inletLimitC);
        column("gpu_count", type.gpuCount);
        column("coolant_flow_m3_s", type.coolantFlowM3s, 2);
        column("coolant_drop_pa", type.coolantDropPa, 2);
        column("rear_door_effectiveness", type.rearDoorEffectiveness, 2);
        column("rear_door_flow_m3_s", type.rearDoorFlowM3s, 2);
        column("rear_door_drop_pa", type.rearDoorDropPa, 2);
        column("circuits", type.circuits, 2);
        column("circuit_voltage_v", type.circuitVoltageV, 2);
        column("breaker_a", type.breakerA, 2);
        column("power_factor", type.powerFactor, 2);
        column("psu_rated_w", type.psuRatedW, 2);
    }
};

struct BuildingTable {
    static constexpr const char* name = "building";
    template <class Visitor, class Row>
    static void columns(Visitor& column, Row& building)
    {
        column("id", building.id);
        column("name", building.name);
        column("x_m", building.originM.x);
        column("y_m", building.originM.y);
        column("yaw_deg", building.yawDeg);
        column("width_m", building.widthM);
        column("depth_m", building.depthM);
        column("height_m", building.heightM);
        column("capacity_w", building.capacityW);
        column("other_power_w", building.otherPowerW);
        column("other_feed_id", building.otherFeed, 2);
        column("room_loop_id", building.roomLoop, 2);
    }
};

template <class Visitor, class Area>
void areaColumns(Visitor& column, Area& area)
{
    column("x_m", area.x);
    column("y_m", area.y);
    column("width_m", area.width);
    column("depth_m", area.depth);
}

template <class Visitor, class Row>
void poseAndSizeColumns(Visitor& column, Row& row)
{
    column("x_m", row.pose.x);
    column("y_m", row.pose.y);
    column("yaw_deg", row.pose.yawDeg);
    column("width_m", row.widthM);
    column("depth_m", row.depthM);
    column("height_m", row.heightM);
}

template <class Visitor, class Point>
void pointColumns(Visitor& column, Point& point)
{
    column("x_m", point.x);
    column("y_m", point.y);
    column("z_m", point.z);
}

struct RoomTable {
    static constexpr const char* name = "room";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& room)
    {
        column("building_id", key.parent);
        column("position", key.position);
        column("name", room.name);
        column("kind", room.kind);
        areaColumns(column, room.area);
    }
};

struct HallTable {
    static constexpr const char* name = "hall";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& building, Row& hall)
    {
        column("id", hall.id);
        column("building_id", building);
        column("name", hall.name);
        column("x_m", hall.originM.x);
        column("y_m", hall.originM.y);
        column("floor_elevation_m", hall.floorElevationM);
        column("width_m", hall.widthM);
        column("depth_m", hall.depthM);
        column("height_m", hall.heightM);
        column("tile_pitch_m", hall.tilePitchM);
        column("floor", hall.floor);
        column("raised_floor_m", hall.raisedFloorM);
        column("ceiling_return", hall.ceilingReturn);
        column("ceiling_height_m", hall.ceilingHeightM);
        column("floor_rating_pa", hall.floorRatingPa);
        column("containment_leakage", hall.containmentLeakage);
        column("supply_c", hall.supplyC);
        column("inlet_limit_c", hall.inletLimitC);
        column("dew_point_c", hall.dewPointC, 2);
        column("airside_economiser", hall.airsideEconomiser, 2);
    }
};

struct AisleTable {
    static constexpr const char* name = "aisle";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& aisle)
    {
        column("hall_id", key.parent);
        column("position", key.position);
        column("name", aisle.name);
        column("kind", aisle.kind);
        areaColumns(column, aisle.area);
        column("contained", aisle.contained);
    }
};

struct ColumnTable {
    static constexpr const char* name = "column_";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& pillar)
    {
        column("hall_id", key.parent);
        column("position", key.position);
        areaColumns(column, pillar.area);
    }
};

struct DoorTable {
    static constexpr const char* name = "door";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& door)
    {
        column("hall_id", key.parent);
        column("position", key.position);
        column("name", door.name);
        column("wall", door.wall);
        column("offset_m", door.offsetM);
        column("width_m", door.widthM);
        column("height_m", door.heightM);
    }
};

struct PowerNodeTable {
    static constexpr const char* name = "power_node";
    template <class Visitor, class Row>
    static void columns(Visitor& column, Row& node)
    {
        column("id", node.id);
        column("name", node.name);
        column("kind", node.kind);
        column("side", node.side);
        column("building_id", node.building);
        column("hall_id", node.hall);
        pointColumns(column, node.positionM);
        column("rated_w", node.ratedW);
        column("loss_k0", node.loss.k0);
        column("loss_k1", node.loss.k1);
        column("loss_k2", node.loss.k2);
        column("standby", node.standby, 2);
        column("ups_mode", node.upsMode, 2);
        column("stored_j", node.storedJ, 2);
    }
};

struct PowerFeedTable {
    static constexpr const char* name = "power_feed";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& feeder)
    {
        column("node_id", key.parent);
        column("position", key.position);
        column("feeder_id", feeder);
    }
};

struct CoolantLoopTable {
    static constexpr const char* name = "coolant_loop";
    template <class Visitor, class Row>
    static void columns(Visitor& column, Row& loop)
    {
        column("id", loop.id);
        column("name", loop.name);
        column("building_id", loop.building);
        column("supply_c", loop.supplyC);
        column("design_delta_t_k", loop.designDeltaTK);
        column("pump_head_pa", loop.pumpHeadPa);
        column("pump_efficiency", loop.pumpEfficiency);
        column("design_heat_w", loop.designHeatW);
        column("coolant", loop.coolant, 2);
        column("pumps", loop.pumps, 2);
        column("spare_pumps", loop.sparePumps, 2);
        column("held_head", loop.heldHead, 2);
        column("buffer_m3", loop.bufferM3, 2);
        column("heat_reuse_w", loop.heatReuseW, 2);
        column("pump_feed_id", loop.pumpFeed, 2);
    }
};

struct PipeRunTable {
    static constexpr const char* name = "pipe_run";
    template <class Visitor, class Row>
    static void columns(Visitor& column, Row& pipe)
    {
        column("id", pipe.id);
        column("name", pipe.name);
        column("loop_id", pipe.loop);
        column("role", pipe.role);
        column("diameter_m", pipe.diameterM);
        column("cdu_id", pipe.cdu, 2);
        column("roughness_m", pipe.roughnessM, 2);
    }
};

struct PipePointTable {
    static constexpr const char* name = "pipe_point";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& point)
    {
        column("pipe_run_id", key.parent);
        column("position", key.position);
        pointColumns(column, point);
    }
};

struct PlantUnitTable {
    static constexpr const char* name = "plant_unit";
    template <class Visitor, class Row>
    static void columns(Visitor& column, Row& unit)
    {
        column("id", unit.id);
        column("name", unit.name);
        column("kind", unit.kind);
        column("building_id", unit.building);
        column("loop_id", unit.loop);
        poseAndSizeColumns(column, unit);
        column("elevation_m", unit.elevationM);
        column("capacity_w", unit.capacityW);
        column("rated_cop", unit.ratedCop);
        column("rated_outdoor_c", unit.ratedOutdoorC);
        column("rated_power_w", unit.ratedPowerW);
        column("rated_approach_k", unit.ratedApproachK);
        column("feed_id", unit.feed);
        column("curves", unit.curves, 2);
        column("adiabatic_effectiveness", unit.adiabaticEffectiveness, 2);
        column("liquid_drop_pa", unit.liquidDropPa, 2);
    }
};

struct AirHandlerTable {
    static constexpr const char* name = "air_handler";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& hall, Row& unit)
    {
        column("id", unit.id);
        column("hall_id", hall);
        column("name", unit.name);
        column("kind", unit.kind);
        poseAndSizeColumns(column, unit);
        column("airflow_m3_s", unit.airflowM3s);
        column("capacity_w", unit.capacityW);
        column("fan_power_w", unit.fanPowerW);
        column("feed_id", unit.feed);
        column("loop_id", unit.loop);
        column("coil_approach_k", unit.coilApproachK, 2);
        column("water_drop_pa", unit.waterDropPa, 2);
    }
};

struct CduTable {
    static constexpr const char* name = "cdu";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& hall, Row& cdu)
    {
        column("id", cdu.id);
        column("hall_id", hall);
        column("name", cdu.name);
        poseAndSizeColumns(column, cdu);
        column("capacity_w", cdu.capacityW);
        column("flow_m3_s", cdu.flowM3s);
        column("approach_k", cdu.approachK);
        column("pump_power_w", cdu.pumpPowerW);
        column("feed_id", cdu.feed);
        column("loop_id", cdu.loop);
        column("supply_c", cdu.supplyC, 2);
        column("facility_flow_m3_s", cdu.facilityFlowM3s, 2);
        column("facility_drop_pa", cdu.facilityDropPa, 2);
        column("coolant", cdu.coolant, 2);
    }
};

// What of a rack stands elsewhere in the site: its hall, and the status in its record.
struct RackKey {
    HallId hall;
    LifecycleStatus status = LifecycleStatus::Operation;
};

struct RackTable {
    static constexpr const char* name = "rack";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& rack)
    {
        column("id", rack.id);
        column("hall_id", key.hall);
        column("name", rack.name);
        column("rack_type_id", rack.type);
        column("x_m", rack.pose.x);
        column("y_m", rack.pose.y);
        column("yaw_deg", rack.pose.yawDeg);
        column("power_w", rack.powerW);
        column("liquid_share", rack.liquidShare);
        column("airflow_m3_s", rack.airflowM3s);
        column("mass_kg", rack.massKg);
        column("gpu_count", rack.gpuCount);
        column("role", rack.role);
        column("status", key.status);
        column("feed_a_id", rack.feedA);
        column("feed_b_id", rack.feedB);
        column("cdu_id", rack.cdu);
        column("rear_door_loop_id", rack.rearDoorLoop, 2);
    }
};

struct PathwayTable {
    static constexpr const char* name = "pathway";
    template <class Visitor, class Row>
    static void columns(Visitor& column, Row& pathway)
    {
        column("id", pathway.id);
        column("name", pathway.name);
        column("kind", pathway.kind);
        column("width_m", pathway.widthM);
        column("depth_m", pathway.depthM);
    }
};

struct PathwayPointTable {
    static constexpr const char* name = "pathway_point";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& point)
    {
        column("pathway_id", key.parent);
        column("position", key.position);
        pointColumns(column, point);
    }
};

struct FibreRunTable {
    static constexpr const char* name = "fibre_run";
    template <class Visitor, class Row>
    static void columns(Visitor& column, Row& run)
    {
        column("id", run.id);
        column("name", run.name);
        column("from_building_id", run.from);
        column("to_building_id", run.to);
        column("cable_count", run.cableCount);
        column("fibres_per_cable", run.fibresPerCable);
        column("cable_diameter_m", run.cableDiameterM);
        column("slack_fraction", run.slackFraction);
    }
};

struct FibreRunRouteTable {
    static constexpr const char* name = "fibre_run_route";
    template <class Visitor, class Key, class Row>
    static void columns(Visitor& column, Key& key, Row& pathway)
    {
        column("fibre_run_id", key.parent);
        column("position", key.position);
        column("pathway_id", pathway);
    }
};

// The column names of a table of that version, "id, hall_id, name", in the order the other visitors meet them.
class ColumnNames
{
public:
    explicit ColumnNames(int version) : version_(version) {}

    template <class Value>
    void operator()(const char* name, const Value&, int since = 1)
    {
        if (since <= version_)
            list_ += count_++ == 0 ? name : std::string(", ") + name;
    }
    const std::string& list() const { return list_; }
    std::string first() const { return list_.substr(0, list_.find(',')); }
    int count() const { return count_; }

private:
    int version_;
    std::string list_;
    int count_ = 0;
};

} // namespace hallwright
