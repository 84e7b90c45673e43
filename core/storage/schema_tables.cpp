#include "core/storage/schema.h"

#include <algorithm>
#include <utility>

namespace hallwright {

namespace {

// A column or constraint, and what a reader of `.schema` should know of it.
SchemaLine line(const char* sql, const char* comment = "")
{
    return {sql, comment};
}

// What is to be known of the lines that follow.
SchemaLine note(const char* comment)
{
    return {"", comment};
}

SchemaTable table(const char* name, const char* comment, std::vector<SchemaLine> lines)
{
    return {name, comment, "STRICT", std::move(lines)};
}

// Rows that are told apart by their parent and their position.
SchemaTable listTable(const char* name, const char* comment, std::vector<SchemaLine> lines)
{
    return {name, comment, "STRICT, WITHOUT ROWID", std::move(lines)};
}

// Of the types of a kind of equipment: what an object may leave out, a type may not.
SchemaTable typeTable(const char* name, const char* comment, const SchemaTable& objects)
{
    std::vector<SchemaLine> lines{line("id INTEGER PRIMARY KEY CHECK (id > 0)"), line("name TEXT NOT NULL")};
    for (const SchemaLine& own : objects.lines) {
        if (own.typeVersion > 0 && own.versions.last >= own.typeVersion)
            lines.push_back(
                {own.sql, own.comment, {std::max(own.versions.first, own.typeVersion), own.versions.last}});
    }
    return table(name, comment, lines).since(3);
}

std::vector<SchemaTable> withTypeTables(std::vector<SchemaTable> tables)
{
    const auto insert = [&](const char* name, const char* comment, std::string_view ofObjects) {
        const auto objects = std::find_if(tables.begin(), tables.end(),
                                          [&](const SchemaTable& table) { return table.name == ofObjects; });
        tables.insert(objects, typeTable(name, comment, *objects));
    };
    insert("air_handler_type", "the catalogue of air handlers", "air_handler");
    insert("cdu_type", "the catalogue of coolant distribution units", "cdu");
    insert("plant_type", "the catalogue of chillers, dry coolers, towers and economisers", "plant_unit");
    insert("power_type",
           "the catalogue of transformers, switchgear, UPS, PDU, busways, generators and batteries",
           "power_node");
    insert("pipe_type", "the catalogue of pipes", "pipe_run");
    insert("pathway_type", "the catalogue of trays, ducts and trenches", "pathway");
    return tables;
}

} // namespace

// Limits repeat core/model/check_site.cpp where a range fits in one row; what needs several rows (a rack inside its
// hall) is checked when the file is opened. A line that a version has already written into files never changes: it ends
// with that version, and its successor begins with the next.
const std::vector<SchemaTable>& siteTables()
{
    static const std::vector<SchemaTable> tables = withTypeTables({
        table("site_info", "one row: the campus",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id = 1)"),
                  line("name TEXT NOT NULL"),
                  line("description TEXT NOT NULL"),
                  line("place TEXT NOT NULL"),
                  line("latitude_deg REAL NOT NULL CHECK (latitude_deg BETWEEN -90 AND 90)"),
                  line("longitude_deg REAL NOT NULL CHECK (longitude_deg BETWEEN -180 AND 180)"),
                  line("elevation_m REAL NOT NULL"),
                  line("north_deg REAL NOT NULL", "true north, clockwise from the campus frame's +y"),
                  line("outdoor_c REAL NOT NULL", "dry bulb the site is evaluated at"),
                  line("wet_bulb_c REAL NOT NULL", "coincident wet bulb"),
                  line("carbon_kg_per_kwh REAL NOT NULL CHECK (carbon_kg_per_kwh BETWEEN 0 AND 3)",
                       "CO2 of the grid, constant")
                      .since(2),
                  line("cycles_of_concentration REAL NOT NULL CHECK (cycles_of_concentration > 1 AND "
                       "cycles_of_concentration <= 20)",
                       "of tower water: dissolved solids against make-up water")
                      .since(2),
                  line("CHECK (wet_bulb_c <= outdoor_c)"),
              }),
        table("recovery_base", "empty, except in a recovery file: the site file it continues",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id = 1)"),
                  line("size_bytes INTEGER NOT NULL", "all 0: the site had not been saved yet"),
                  line("modified_ns INTEGER NOT NULL"),
                  line("inode INTEGER NOT NULL"),
              }),
        table("rack_type", "the catalogue racks are instances of",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("name TEXT NOT NULL"),
                  line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                  line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                  line("height_m REAL NOT NULL CHECK (height_m > 0)"),
                  line("mass_kg REAL NOT NULL CHECK (mass_kg >= 0)"),
                  line("power_w REAL NOT NULL CHECK (power_w >= 0)"),
                  line("liquid_share REAL NOT NULL CHECK (liquid_share BETWEEN 0 AND 1)",
                       "of the heat that leaves in coolant"),
                  line("airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s >= 0)", "at power_w"),
                  line("inlet_limit_c REAL NOT NULL"),
                  line("gpu_count INTEGER NOT NULL CHECK (gpu_count >= 0)"),
                  note("liquid side of the servers at power_w; 0: the maker states nothing").since(2),
                  line("coolant_flow_m3_s REAL NOT NULL CHECK (coolant_flow_m3_s >= 0)").since(2),
                  line("coolant_drop_pa REAL NOT NULL CHECK (coolant_drop_pa >= 0)",
                       "manifold, couplings and cold plates")
                      .since(2),
                  note("its chips behind cold plates; 0: not stated").since(7),
                  line("rated_coolant_c REAL NOT NULL CHECK (rated_coolant_c BETWEEN 0 AND 90)",
                       "coolant supplied at which power_w and junction_rise_k are stated")
                      .since(7),
                  line("junction_rise_k REAL NOT NULL CHECK (junction_rise_k BETWEEN 0 AND 100)",
                       "of the hottest chips over the coolant's mean")
                      .since(7),
                  line("junction_limit_c REAL NOT NULL CHECK (junction_limit_c BETWEEN 0 AND 150)",
                       "above it they slow down")
                      .since(7),
                  line("junction_trip_c REAL NOT NULL CHECK (junction_trip_c BETWEEN 0 AND 150)",
                       "above it they switch off")
                      .since(7),
                  line("coolant_return_c REAL NOT NULL CHECK (coolant_return_c BETWEEN 0 AND 100)",
                       "that its valves hold by their flow; 0: the flow is constant")
                      .since(7),
                  note("rear-door heat exchanger; effectiveness 0: the type has none").since(2),
                  line("rear_door_effectiveness REAL NOT NULL CHECK (rear_door_effectiveness >= 0 AND "
                       "rear_door_effectiveness < 1)",
                       "air side, at airflow_m3_s and rear_door_flow_m3_s")
                      .since(2),
                  line("rear_door_flow_m3_s REAL NOT NULL CHECK (rear_door_flow_m3_s >= 0)",
                       "water at the rating")
                      .since(2),
                  line("rear_door_drop_pa REAL NOT NULL CHECK (rear_door_drop_pa >= 0)").since(2),
                  line("circuits INTEGER NOT NULL CHECK (circuits BETWEEN 0 AND 12)",
                       "three-phase, both sides; 0: not stated")
                      .since(2),
                  line("circuit_voltage_v REAL NOT NULL CHECK (circuit_voltage_v >= 0)", "line to line")
                      .since(2),
                  line("breaker_a REAL NOT NULL CHECK (breaker_a >= 0)",
                       "continuous rating of one circuit's breaker")
                      .since(2),
                  line("power_factor REAL NOT NULL CHECK (power_factor > 0 AND power_factor <= 1)").since(2),
                  line("direct_current INTEGER NOT NULL CHECK (direct_current IN (0, 1))",
                       "two poles where there are three phases otherwise")
                      .since(7),
                  line("peak_factor REAL NOT NULL CHECK (peak_factor BETWEEN 1 AND 5)",
                       "highest power of a few seconds over power_w")
                      .since(7),
                  line("psu_rated_w REAL NOT NULL CHECK (psu_rated_w >= 0)",
                       "of all power supplies that share the load; 0: not known")
                      .since(2),
                  line("role TEXT NOT NULL CHECK (role IN ('compute', 'network', 'storage', 'management'))")
                      .since(3),
                  note("its slots, and what it carries; 0: not stated").since(5),
                  line("usable_height_u INTEGER NOT NULL CHECK (usable_height_u BETWEEN 0 AND 100)").since(5),
                  line("starting_unit INTEGER NOT NULL CHECK (starting_unit BETWEEN 1 AND 100)",
                       "number of its lowest unit")
                      .since(5),
                  line("units_from_top INTEGER NOT NULL CHECK (units_from_top IN (0, 1))",
                       "its units count downward")
                      .since(5),
                  line("own_mass_kg REAL NOT NULL CHECK (own_mass_kg >= 0)", "empty").since(5),
                  line("load_limit_kg REAL NOT NULL CHECK (load_limit_kg >= 0)", "of all that stands in it")
                      .since(5),
              }),
        table(
            "building", "",
            {
                line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                line("name TEXT NOT NULL"),
                line("x_m REAL NOT NULL", "south-west corner, campus frame"),
                line("y_m REAL NOT NULL"),
                line("yaw_deg REAL NOT NULL", "counter-clockwise seen from above"),
                line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                line("height_m REAL NOT NULL CHECK (height_m > 0)"),
                line("capacity_w REAL NOT NULL CHECK (capacity_w >= 0)", "of its electrical supply"),
                line("other_power_w REAL NOT NULL CHECK (other_power_w >= 0)", "lighting, offices, security"),
                line("other_feed_id INTEGER REFERENCES power_node (id) DEFERRABLE INITIALLY DEFERRED",
                     "the node other_power_w is fed from; NULL: beside the power network, without losses")
                    .since(2),
                line("room_loop_id INTEGER REFERENCES coolant_loop (id) DEFERRABLE INITIALLY DEFERRED",
                     "cools the electrical rooms and other_power_w; NULL: ventilated outdoors")
                    .since(2),
            }),
        listTable("room", "a room without racks",
                  {
                      line("id INTEGER PRIMARY KEY CHECK (id > 0)").since(3),
                      line("building_id INTEGER NOT NULL REFERENCES building (id)"),
                      line("position INTEGER NOT NULL", "order within the building, from 0").until(2),
                      line("name TEXT NOT NULL"),
                      line("kind TEXT NOT NULL CHECK (kind IN ('electrical', 'mechanical', 'meet-me', "
                           "'dock', 'staging', 'office', 'corridor'))"),
                      line("x_m REAL NOT NULL", "south-west corner, building frame"),
                      line("y_m REAL NOT NULL"),
                      line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                      line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                      line("PRIMARY KEY (building_id, position)").until(2),
                  }),
        table(
            "hall", "",
            {
                line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                line("building_id INTEGER NOT NULL REFERENCES building (id)"),
                line("name TEXT NOT NULL"),
                line("x_m REAL NOT NULL", "inner south-west corner, building frame"),
                line("y_m REAL NOT NULL"),
                line("floor_elevation_m REAL NOT NULL", "of the walking surface above the campus datum"),
                line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                line("height_m REAL NOT NULL CHECK (height_m > 0)"),
                line("tile_pitch_m REAL NOT NULL CHECK (tile_pitch_m > 0)"),
                line("floor TEXT NOT NULL CHECK (floor IN ('slab', 'raised'))"),
                line("raised_floor_m REAL NOT NULL CHECK (raised_floor_m >= 0)", "plenum depth; 0 on a slab"),
                line("ceiling_return INTEGER NOT NULL CHECK (ceiling_return IN (0, 1))"),
                line("ceiling_height_m REAL NOT NULL CHECK (ceiling_height_m > 0)"),
                line("floor_rating_pa REAL NOT NULL CHECK (floor_rating_pa > 0)"),
                line("containment_leakage REAL NOT NULL CHECK (containment_leakage BETWEEN 0 AND 1)"),
                line("supply_c REAL NOT NULL", "air handlers' supply set point"),
                line("inlet_limit_c REAL NOT NULL", "highest allowed rack inlet"),
                line("dew_point_c REAL NOT NULL CHECK (dew_point_c BETWEEN -40 AND 30)",
                     "as humidity control holds it")
                    .since(2),
                line("airside_economiser INTEGER NOT NULL CHECK (airside_economiser IN (0, 1))",
                     "its air handlers can draw outdoor air instead of return air")
                    .since(2),
            }),
        listTable("aisle", "positions of a hall's things are in the hall's frame",
                  {
                      line("id INTEGER PRIMARY KEY CHECK (id > 0)").since(3),
                      line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                      line("position INTEGER NOT NULL").until(2),
                      line("name TEXT NOT NULL"),
                      line("kind TEXT NOT NULL CHECK (kind IN ('cold', 'hot'))"),
                      line("x_m REAL NOT NULL"),
                      line("y_m REAL NOT NULL"),
                      line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                      line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                      line("contained INTEGER NOT NULL CHECK (contained IN (0, 1))"),
                      line("blanked INTEGER NOT NULL CHECK (blanked IN (0, 1))",
                           "panels close the empty positions along it")
                          .since(6),
                      line("PRIMARY KEY (hall_id, position)").until(2),
                  }),
        listTable("column_", "a structural column",
                  {
                      line("id INTEGER PRIMARY KEY CHECK (id > 0)").since(3),
                      line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                      line("position INTEGER NOT NULL").until(2),
                      line("x_m REAL NOT NULL"),
                      line("y_m REAL NOT NULL"),
                      line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                      line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                      line("PRIMARY KEY (hall_id, position)").until(2),
                  }),
        table("wall", "within a hall: of a cage, between two lots, or a screen",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                  line("name TEXT NOT NULL"),
                  line("x_m REAL NOT NULL"),
                  line("y_m REAL NOT NULL"),
                  line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                  line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                  line("height_m REAL NOT NULL CHECK (height_m >= 0)",
                       "0, or at least the hall's: full height"),
              })
            .since(5),
        table("tile_field", "tiles of a raised floor through which its air comes up",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                  line("name TEXT NOT NULL"),
                  line("x_m REAL NOT NULL"),
                  line("y_m REAL NOT NULL"),
                  line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                  line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                  line("open_share REAL NOT NULL CHECK (open_share BETWEEN 0.05 AND 1)",
                       "of the area, that air passes"),
              })
            .since(5),
        listTable("door", "",
                  {
                      line("id INTEGER PRIMARY KEY CHECK (id > 0)").since(3),
                      line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                      line("position INTEGER NOT NULL").until(2),
                      line("name TEXT NOT NULL"),
                      line("wall TEXT NOT NULL CHECK (wall IN ('south', 'east', 'north', 'west'))"),
                      line("offset_m REAL NOT NULL CHECK (offset_m >= 0)",
                           "from the wall's west or south end to the nearer jamb"),
                      line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                      line("height_m REAL NOT NULL CHECK (height_m > 0)"),
                      line("PRIMARY KEY (hall_id, position)").until(2),
                  }),
        table("rack_row",
              "a strip of floor on which racks stand side by side; a rack belongs to the row that its centre "
              "lies on",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                  line("name TEXT NOT NULL"),
                  line("x_m REAL NOT NULL"),
                  line("y_m REAL NOT NULL"),
                  line("width_m REAL NOT NULL CHECK (width_m > 0)"),
                  line("depth_m REAL NOT NULL CHECK (depth_m > 0)"),
                  line("yaw_deg REAL NOT NULL", "of its racks, which may also be turned by 180 degrees"),
              })
            .since(3),
        table("power_node", "an element of the power chain",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("name TEXT NOT NULL"),
                  line("kind TEXT NOT NULL CHECK (kind IN ('utility', 'transformer', 'switchgear', 'ups', "
                       "'pdu', 'busway', 'mechanical-panel'))")
                      .until(1)
                      .ofType(3),
                  line("kind TEXT NOT NULL CHECK (kind IN ('utility', 'generator', 'battery', 'transformer', "
                       "'switchgear', 'ups', 'pdu', 'busway', 'mechanical-panel'))")
                      .since(2)
                      .until(6)
                      .ofType(3),
                  line("kind TEXT NOT NULL CHECK (kind IN ('utility', 'generator', 'battery', 'transformer', "
                       "'solid-state-transformer', 'switchgear', 'ups', 'rectifier', 'pdu', 'busway', "
                       "'mechanical-panel'))")
                      .since(7)
                      .ofType(3),
                  line("side TEXT NOT NULL CHECK (side IN ('none', 'A', 'B'))"),
                  line("building_id INTEGER REFERENCES building (id)"),
                  line("hall_id INTEGER REFERENCES hall (id)"),
                  line("x_m REAL NOT NULL", "centre of its base, campus frame"),
                  line("y_m REAL NOT NULL"),
                  line("z_m REAL NOT NULL"),
                  line("rated_w REAL NOT NULL CHECK (rated_w > 0)").ofType(3),
                  note("losses: P_in = P_out + rated_w (k0 + k1 x + k2 x²), x = P_out / rated_w").ofType(3),
                  line("loss_k0 REAL NOT NULL CHECK (loss_k0 >= 0)").ofType(3),
                  line("loss_k1 REAL NOT NULL CHECK (loss_k1 >= 0)").ofType(3),
                  line("loss_k2 REAL NOT NULL CHECK (loss_k2 >= 0)").ofType(3),
                  line("standby INTEGER NOT NULL CHECK (standby IN (0, 1))",
                       "feeds only what has lost its other feeds")
                      .since(2)
                      .ofType(3),
                  line("ups_mode TEXT NOT NULL CHECK (ups_mode IN ('double-conversion', 'eco'))")
                      .since(2)
                      .ofType(3),
                  line("stored_j REAL NOT NULL CHECK (stored_j >= 0)",
                       "energy of a battery or of a UPS's battery, full")
                      .since(2)
                      .ofType(3),
                  line("type_id INTEGER REFERENCES power_type (id)",
                       "whose values it has where it has none of its own")
                      .since(3),
                  line("run_m REAL NOT NULL CHECK (run_m >= 0)",
                       "length of a busway, about its middle; 0: as long as the row over which it hangs")
                      .since(5),
                  line("run_yaw_deg REAL NOT NULL", "of that run, in the campus frame: 0 along x").since(5),
              }),
        listTable("power_feed", "node_id is fed by feeder_id; those alive share its load by rated_w",
                  {
                      line("node_id INTEGER NOT NULL REFERENCES power_node (id)"),
                      line("position INTEGER NOT NULL"),
                      line("feeder_id INTEGER NOT NULL REFERENCES power_node (id)"),
                      line("PRIMARY KEY (node_id, position)"),
                  }),
        table("coolant_loop", "",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("name TEXT NOT NULL"),
                  line("building_id INTEGER NOT NULL REFERENCES building (id)"),
                  line("supply_c REAL NOT NULL", "set point"),
                  line("design_delta_t_k REAL NOT NULL CHECK (design_delta_t_k > 0)",
                       "return minus supply at design flow"),
                  line("pump_head_pa REAL NOT NULL CHECK (pump_head_pa >= 0)"),
                  line("pump_efficiency REAL NOT NULL CHECK (pump_efficiency > 0 AND pump_efficiency <= 1)",
                       "wire to water"),
                  line("design_heat_w REAL NOT NULL CHECK (design_heat_w >= 0)"),
                  line("coolant TEXT NOT NULL CHECK (coolant IN ('water', 'pg25'))").since(2),
                  line("pumps INTEGER NOT NULL CHECK (pumps BETWEEN 1 AND 1000)",
                       "in parallel, that carry the design flow together")
                      .since(2),
                  line("spare_pumps INTEGER NOT NULL CHECK (spare_pumps BETWEEN 0 AND 1000)").since(2),
                  line("held_head REAL NOT NULL CHECK (held_head BETWEEN 0 AND 1)",
                       "share of pump_head_pa held at no flow")
                      .since(2),
                  line("buffer_m3 REAL NOT NULL CHECK (buffer_m3 >= 0)", "tank in the supply").since(2),
                  line("heat_reuse_w REAL NOT NULL CHECK (heat_reuse_w >= 0)",
                       "another user takes first, at most")
                      .since(2),
                  line("pump_feed_id INTEGER REFERENCES power_node (id)",
                       "NULL: that of the loop's first plant unit")
                      .since(2),
                  line("saves_water INTEGER NOT NULL CHECK (saves_water IN (0, 1))",
                       "pads ahead of chillers stay dry as long as these carry the rest")
                      .since(7),
              }),
        table(
            "plant_unit", "rejects a loop's heat outdoors",
            {
                line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                line("name TEXT NOT NULL"),
                line("kind TEXT NOT NULL CHECK (kind IN ('air-cooled-chiller', 'water-cooled-chiller', "
                     "'dry-cooler', 'cooling-tower'))")
                    .until(1)
                    .ofType(3),
                line("kind TEXT NOT NULL CHECK (kind IN ('air-cooled-chiller', 'water-cooled-chiller', "
                     "'dry-cooler', 'cooling-tower', 'waterside-economiser'))")
                    .since(2)
                    .ofType(3),
                line("building_id INTEGER NOT NULL REFERENCES building (id)", "whose power it draws"),
                line("loop_id INTEGER NOT NULL REFERENCES coolant_loop (id)"),
                line("x_m REAL NOT NULL", "centre of its base, campus frame"),
                line("y_m REAL NOT NULL"),
                line("yaw_deg REAL NOT NULL"),
                line("elevation_m REAL NOT NULL"),
                line("width_m REAL NOT NULL CHECK (width_m > 0)").ofType(3),
                line("depth_m REAL NOT NULL CHECK (depth_m > 0)").ofType(3),
                line("height_m REAL NOT NULL CHECK (height_m > 0)").ofType(3),
                line("capacity_w REAL NOT NULL CHECK (capacity_w > 0)").ofType(3),
                line("rated_cop REAL NOT NULL CHECK (rated_cop >= 0)", "chillers").ofType(3),
                line("rated_outdoor_c REAL NOT NULL", "dry bulb; wet bulb for a tower").ofType(3),
                line("rated_power_w REAL NOT NULL CHECK (rated_power_w >= 0)",
                     "fans of a dry cooler or tower")
                    .ofType(3),
                line("rated_approach_k REAL NOT NULL CHECK (rated_approach_k >= 0)").ofType(3),
                line("feed_id INTEGER REFERENCES power_node (id)"),
                line("curves TEXT NOT NULL", "chillers: record of the catalogue; '': the kind's default")
                    .since(2)
                    .ofType(3),
                line("adiabatic_effectiveness REAL NOT NULL CHECK (adiabatic_effectiveness BETWEEN 0 AND 1)",
                     "dry cooler: of its pre-cooling pads; 0: dry")
                    .since(2)
                    .ofType(3),
                line("liquid_drop_pa REAL NOT NULL CHECK (liquid_drop_pa >= 0)",
                     "at its share of the design flow")
                    .since(2)
                    .ofType(3),
                line("type_id INTEGER REFERENCES plant_type (id)",
                     "whose values it has where it has none of its own")
                    .since(3),
            }),
        table("air_handler", "",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                  line("name TEXT NOT NULL"),
                  line("kind TEXT NOT NULL CHECK (kind IN ('crah', 'fan-wall'))").ofType(3),
                  line("x_m REAL NOT NULL", "centre of its footprint; at yaw 0 its front faces south"),
                  line("y_m REAL NOT NULL"),
                  line("yaw_deg REAL NOT NULL"),
                  line("width_m REAL NOT NULL CHECK (width_m > 0)").ofType(3),
                  line("depth_m REAL NOT NULL CHECK (depth_m > 0)").ofType(3),
                  line("height_m REAL NOT NULL CHECK (height_m > 0)").ofType(3),
                  line("airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s > 0)", "at full fan speed").ofType(3),
                  line("capacity_w REAL NOT NULL CHECK (capacity_w > 0)", "sensible").ofType(3),
                  line("fan_power_w REAL NOT NULL CHECK (fan_power_w >= 0)", "at full fan speed").ofType(3),
                  line("feed_id INTEGER REFERENCES power_node (id)"),
                  line("loop_id INTEGER REFERENCES coolant_loop (id)"),
                  line("coil_approach_k REAL NOT NULL CHECK (coil_approach_k > 0)",
                       "leaving air minus entering water at capacity_w")
                      .since(2)
                      .ofType(3),
                  line("water_drop_pa REAL NOT NULL CHECK (water_drop_pa >= 0)",
                       "coil and open valve, at the design flow")
                      .since(2)
                      .ofType(3),
                  line("type_id INTEGER REFERENCES air_handler_type (id)",
                       "whose values it has where it has none of its own")
                      .since(3),
              }),
        table("cdu", "coolant distribution unit",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                  line("name TEXT NOT NULL"),
                  line("x_m REAL NOT NULL"),
                  line("y_m REAL NOT NULL"),
                  line("yaw_deg REAL NOT NULL"),
                  line("width_m REAL NOT NULL CHECK (width_m > 0)").ofType(3),
                  line("depth_m REAL NOT NULL CHECK (depth_m > 0)").ofType(3),
                  line("height_m REAL NOT NULL CHECK (height_m > 0)").ofType(3),
                  line("capacity_w REAL NOT NULL CHECK (capacity_w > 0)").ofType(3),
                  line("flow_m3_s REAL NOT NULL CHECK (flow_m3_s > 0)", "rack side, design").ofType(3),
                  line("approach_k REAL NOT NULL CHECK (approach_k >= 0)",
                       "rack-side minus facility-water supply")
                      .ofType(3),
                  line("pump_power_w REAL NOT NULL CHECK (pump_power_w >= 0)").ofType(3),
                  line("feed_id INTEGER REFERENCES power_node (id)"),
                  line("loop_id INTEGER REFERENCES coolant_loop (id)"),
                  line("supply_c REAL NOT NULL CHECK (supply_c >= 0)",
                       "rack side; 0: facility supply plus approach_k")
                      .since(2)
                      .ofType(3),
                  line("facility_flow_m3_s REAL NOT NULL CHECK (facility_flow_m3_s >= 0)",
                       "at capacity_w; 0: as flow_m3_s")
                      .since(2)
                      .ofType(3),
                  line("facility_drop_pa REAL NOT NULL CHECK (facility_drop_pa >= 0)",
                       "plates and open valve at that flow")
                      .since(2)
                      .ofType(3),
                  line("coolant TEXT NOT NULL CHECK (coolant IN ('water', 'pg25'))", "rack side")
                      .since(2)
                      .ofType(3),
                  line("type_id INTEGER REFERENCES cdu_type (id)",
                       "whose values it has where it has none of its own")
                      .since(3),
              }),
        table("pipe_run", "",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("name TEXT NOT NULL"),
                  line("loop_id INTEGER NOT NULL REFERENCES coolant_loop (id)"),
                  line("role TEXT NOT NULL CHECK (role IN ('supply', 'return'))"),
                  line("diameter_m REAL NOT NULL CHECK (diameter_m > 0)", "outer").ofType(3),
                  line("cdu_id INTEGER REFERENCES cdu (id)",
                       "whose rack-side circuit it belongs to; NULL: the loop's own")
                      .since(2),
                  line("roughness_m REAL NOT NULL CHECK (roughness_m >= 0)", "of the inner wall")
                      .since(2)
                      .ofType(3),
                  line("type_id INTEGER REFERENCES pipe_type (id)",
                       "whose values it has where it has none of its own")
                      .since(3),
              }),
        listTable("pipe_point", "centre line, campus frame",
                  {
                      line("pipe_run_id INTEGER NOT NULL REFERENCES pipe_run (id)"),
                      line("position INTEGER NOT NULL"),
                      line("x_m REAL NOT NULL"),
                      line("y_m REAL NOT NULL"),
                      line("z_m REAL NOT NULL"),
                      line("PRIMARY KEY (pipe_run_id, position)"),
                  }),
        table("rack", "",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("hall_id INTEGER NOT NULL REFERENCES hall (id)"),
                  line("name TEXT NOT NULL"),
                  line("rack_type_id INTEGER NOT NULL REFERENCES rack_type (id)"),
                  line("x_m REAL NOT NULL", "centre of its footprint; at yaw 0 its front faces south"),
                  line("y_m REAL NOT NULL"),
                  line("yaw_deg REAL NOT NULL"),
                  line("power_w REAL NOT NULL CHECK (power_w >= 0)").ofType(3),
                  line("liquid_share REAL NOT NULL CHECK (liquid_share BETWEEN 0 AND 1)").ofType(3),
                  line("airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s >= 0)").ofType(3),
                  line("mass_kg REAL NOT NULL CHECK (mass_kg >= 0)").ofType(3),
                  line("gpu_count INTEGER NOT NULL CHECK (gpu_count >= 0)").ofType(3),
                  line("role TEXT NOT NULL CHECK (role IN ('compute', 'network', 'storage', 'management'))")
                      .ofType(3),
                  line("status TEXT NOT NULL CHECK (status IN ('design', 'procurement', 'deployment', "
                       "'operation', 'decommissioning'))")
                      .until(2),
                  line("feed_a_id INTEGER REFERENCES power_node (id)"),
                  line("feed_b_id INTEGER REFERENCES power_node (id)"),
                  line("cdu_id INTEGER REFERENCES cdu (id)"),
                  line("rear_door_loop_id INTEGER REFERENCES coolant_loop (id)", "the water of its rear door")
                      .since(2),
              }),
        table("device_type", "the catalogue of what stands in racks; 0: not stated, but for gpu_count",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("name TEXT NOT NULL", "the maker's model"),
                  line("manufacturer TEXT NOT NULL"),
                  line("height_u REAL NOT NULL CHECK (height_u >= 0)", "in steps of 0.5; 0: in no slot"),
                  line("full_depth INTEGER NOT NULL CHECK (full_depth IN (0, 1))", "takes both faces"),
                  line("half_width INTEGER NOT NULL CHECK (half_width IN (0, 1))", "two stand side by side"),
                  line("powered INTEGER NOT NULL CHECK (powered IN (0, 1))", "0: known to draw nothing"),
                  line("mass_kg REAL NOT NULL CHECK (mass_kg >= 0)"),
                  line("nameplate_w REAL NOT NULL CHECK (nameplate_w >= 0)", "of its supplies together"),
                  line("power_w REAL NOT NULL CHECK (power_w >= 0)", "drawn as planned"),
                  line("airflow TEXT NOT NULL CHECK (airflow IN ('not-stated', 'front-to-rear', "
                       "'rear-to-front', 'left-to-right', 'right-to-left', 'side-to-rear', 'rear-to-side', "
                       "'bottom-to-top', 'top-to-bottom', 'passive', 'mixed'))",
                       "seen from its own front"),
                  line("airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s >= 0)", "at power_w"),
                  line("liquid_share REAL NOT NULL CHECK (liquid_share BETWEEN 0 AND 1)",
                       "of the heat that leaves in coolant"),
                  line("gpu_count INTEGER NOT NULL CHECK (gpu_count >= 0)"),
              })
            .since(5),
        listTable("device_type_port", "ports of one kind and connector",
                  {
                      line("device_type_id INTEGER NOT NULL REFERENCES device_type (id)"),
                      line("position INTEGER NOT NULL"),
                      line("kind TEXT NOT NULL CHECK (kind IN ('network', 'management', 'console', "
                           "'power-inlet', 'power-outlet', 'front-port', 'rear-port'))"),
                      line("connector TEXT NOT NULL", "'800gbase-x-osfp', 'iec-60320-c20'"),
                      line("port_count INTEGER NOT NULL CHECK (port_count > 0)"),
                      line("PRIMARY KEY (device_type_id, position)"),
                  })
            .since(5),
        table("device", "what stands in a rack",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("rack_id INTEGER NOT NULL REFERENCES rack (id)"),
                  line("name TEXT NOT NULL"),
                  line("type_id INTEGER NOT NULL REFERENCES device_type (id)"),
                  line("position_u REAL NOT NULL CHECK (position_u >= 0)",
                       "lowest unit it takes, in steps of 0.5; 0: in no slot"),
                  line("face TEXT NOT NULL CHECK (face IN ('front', 'rear'))",
                       "of the rack, to which its front looks"),
                  line("side TEXT NOT NULL CHECK (side IN ('left', 'right'))", "of one of half the width"),
                  line("power_w REAL NOT NULL CHECK (power_w >= 0)", "NULL: as its type's").ofType(5),
              })
            .since(5),
        table("pathway", "where cables run",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("name TEXT NOT NULL"),
                  line("kind TEXT NOT NULL CHECK (kind IN ('tray', 'duct', 'trench'))").ofType(3),
                  line("width_m REAL NOT NULL CHECK (width_m > 0)").ofType(3),
                  line("depth_m REAL NOT NULL CHECK (depth_m > 0)").ofType(3),
                  line("type_id INTEGER REFERENCES pathway_type (id)",
                       "whose values it has where it has none of its own")
                      .since(3),
              }),
        listTable("pathway_point", "centre line, campus frame; a trench lies below 0",
                  {
                      line("pathway_id INTEGER NOT NULL REFERENCES pathway (id)"),
                      line("position INTEGER NOT NULL"),
                      line("x_m REAL NOT NULL"),
                      line("y_m REAL NOT NULL"),
                      line("z_m REAL NOT NULL"),
                      line("PRIMARY KEY (pathway_id, position)"),
                  }),
        table("fibre_run", "",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("name TEXT NOT NULL"),
                  line("from_building_id INTEGER NOT NULL REFERENCES building (id)"),
                  line("to_building_id INTEGER NOT NULL REFERENCES building (id)"),
                  line("cable_count INTEGER NOT NULL CHECK (cable_count > 0)"),
                  line("fibres_per_cable INTEGER NOT NULL CHECK (fibres_per_cable > 0)"),
                  line("cable_diameter_m REAL NOT NULL CHECK (cable_diameter_m > 0)"),
                  line("slack_fraction REAL NOT NULL CHECK (slack_fraction >= 0)",
                       "extra length, of the routed length"),
              }),
        listTable("fibre_run_route", "the pathways a run goes through, in order",
                  {
                      line("fibre_run_id INTEGER NOT NULL REFERENCES fibre_run (id)"),
                      line("position INTEGER NOT NULL"),
                      line("pathway_id INTEGER NOT NULL REFERENCES pathway (id)"),
                      line("PRIMARY KEY (fibre_run_id, position)"),
                  }),
        listTable(
            "record",
            "what belongs to an object beside its physics; without a record: in operation, nothing else",
            {
                line("object_kind TEXT NOT NULL", "the table it stands in"),
                line("object_id INTEGER NOT NULL", "its id there"),
                line("status TEXT NOT NULL CHECK (status IN ('design', 'procurement', 'deployment', "
                     "'operation', 'decommissioning'))"),
                line("notes TEXT NOT NULL"),
                line("PRIMARY KEY (object_kind, object_id)"),
            })
            .since(3),
        listTable(
            "record_date", "the day on which an object enters a status",
            {
                line("object_kind TEXT NOT NULL"),
                line("object_id INTEGER NOT NULL"),
                line("status TEXT NOT NULL CHECK (status IN ('design', 'procurement', 'deployment', "
                     "'operation', 'decommissioning'))"),
                line("date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')",
                     "ISO 8601"),
                line("PRIMARY KEY (object_kind, object_id, status)"),
            })
            .since(3),
        listTable("record_tag", "",
                  {
                      line("object_kind TEXT NOT NULL"),
                      line("object_id INTEGER NOT NULL"),
                      line("position INTEGER NOT NULL"),
                      line("tag TEXT NOT NULL"),
                      line("PRIMARY KEY (object_kind, object_id, position)"),
                  })
            .since(3),
        listTable("record_identifier", "what an object is called in other systems",
                  {
                      line("object_kind TEXT NOT NULL"),
                      line("object_id INTEGER NOT NULL"),
                      line("system TEXT NOT NULL", "'netbox'"),
                      line("identifier TEXT NOT NULL"),
                      line("PRIMARY KEY (object_kind, object_id, system)"),
                  })
            .since(3),
        listTable("record_waiver", "a rule whose finding of the object is accepted",
                  {
                      line("object_kind TEXT NOT NULL"),
                      line("object_id INTEGER NOT NULL"),
                      line("rule TEXT NOT NULL", "'cold-aisle-width'"),
                      line("reason TEXT NOT NULL"),
                      line("PRIMARY KEY (object_kind, object_id, rule)"),
                  })
            .since(4),
        table("branch", "another version of the site, kept as what differs from the tables above",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)"),
                  line("kind TEXT NOT NULL CHECK (kind IN ('branch', 'version'))",
                       "worked on; or kept under a name")
                      .until(4),
                  line("kind TEXT NOT NULL CHECK (kind IN ('branch', 'version', 'start'))",
                       "worked on; kept under a name; or what a branch was made from")
                      .since(5),
                  line("name TEXT NOT NULL"),
                  line("notes TEXT NOT NULL"),
                  line("created TEXT NOT NULL", "ISO 8601, UTC: '2026-11-29T12:00:00Z'"),
                  line("start_id INTEGER REFERENCES branch (id)", "of kind start; NULL: not known").since(5),
              })
            .since(3),
        listTable(
            "branch_change", "a field of an object that a branch has otherwise",
            {
                line("branch_id INTEGER NOT NULL REFERENCES branch (id)"),
                line("object_kind TEXT NOT NULL", "the table it stands in"),
                line("object_id INTEGER NOT NULL", "its id there; of an id-mark the highest id given"),
                line("change TEXT NOT NULL CHECK (change IN ('added', 'changed', 'removed', 'record', "
                     "'id-mark'))"),
                line("field TEXT NOT NULL", "the column, or a list such as fed_by; '' of what is removed"),
                line("value ANY", "that of the branch; lists as JSON"),
                line("PRIMARY KEY (branch_id, object_kind, object_id, change, field)"),
            })
            .since(3),
        table("scenario", "what the site is asked about; no part of it",
              {
                  line("id INTEGER PRIMARY KEY CHECK (id > 0)", "their order"),
                  line("name TEXT NOT NULL"),
                  line("outdoor_c REAL", "dry bulb; NULL: that of the site"),
                  line("wet_bulb_c REAL", "NULL: what goes with the dry bulb"),
                  line("load_basis TEXT NOT NULL CHECK (load_basis IN ('by-status', 'all-placed'))",
                       "which racks draw power"),
                  line("date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')",
                       "on which their statuses count; NULL: as they stand"),
                  line("inlet_basis TEXT NOT NULL CHECK (inlet_basis IN ('estimate', 'field'))",
                       "what rack inlets rest on")
                      .until(5),
                  line("inlet_basis TEXT NOT NULL CHECK (inlet_basis IN ('estimate', 'field', 'flow'))",
                       "what rack inlets rest on")
                      .since(6),
              })
            .since(4),
        listTable("scenario_outage", "equipment that a scenario takes out of service",
                  {
                      line("scenario_id INTEGER NOT NULL REFERENCES scenario (id)"),
                      line("object_kind TEXT NOT NULL", "the table it stands in"),
                      line("object_id INTEGER NOT NULL"),
                      line("PRIMARY KEY (scenario_id, object_kind, object_id)"),
                  })
            .since(4),
        table("weather", "years of weather that the site or a branch names in its record, each once",
              {
                  line("digest TEXT PRIMARY KEY CHECK (length(digest) = 64)",
                       "SHA-256 of its content, by which it is named"),
                  line("place TEXT NOT NULL"),
                  line("source TEXT NOT NULL"),
                  line("file_name TEXT NOT NULL", "that it was read from"),
                  line("kept_at TEXT NOT NULL", "ISO 8601, UTC"),
                  line("latitude_deg REAL", "NULL: not known"),
                  line("longitude_deg REAL"),
                  line("elevation_m REAL NOT NULL"),
                  line("utc_offset_h REAL NOT NULL", "of its clock"),
                  line("leap_year INTEGER NOT NULL CHECK (leap_year IN (0, 1))", "8,784 hours and not 8,760"),
                  line("notes TEXT NOT NULL", "one a line"),
                  line("hours BLOB NOT NULL", "core/storage/packed_weather.h"),
              })
            .since(8),
        listTable("id_mark",
                  "the highest id given in a table so far, as none is given twice; where there is none, the "
                  "highest in use",
                  {
                      line("object_kind TEXT PRIMARY KEY"),
                      line("highest INTEGER NOT NULL CHECK (highest > 0)"),
                  })
            .since(3),
    });
    return tables;
}

} // namespace hallwright
