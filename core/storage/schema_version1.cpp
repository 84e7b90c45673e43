#include "core/storage/schema.h"

namespace hallwright {

// As the program of that version wrote it; its comments are in tests/core/storage/version1.sql.
const char* const siteSchemaVersion1Sql = R"sql(
CREATE TABLE site_info (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude_deg REAL NOT NULL CHECK (latitude_deg BETWEEN -90 AND 90),
    longitude_deg REAL NOT NULL CHECK (longitude_deg BETWEEN -180 AND 180),
    elevation_m REAL NOT NULL,
    north_deg REAL NOT NULL,
    outdoor_c REAL NOT NULL,
    wet_bulb_c REAL NOT NULL,
    CHECK (wet_bulb_c <= outdoor_c)
) STRICT;
CREATE TABLE recovery_base (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL
) STRICT;
CREATE TABLE rack_type (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    mass_kg REAL NOT NULL CHECK (mass_kg >= 0),
    power_w REAL NOT NULL CHECK (power_w >= 0),
    liquid_share REAL NOT NULL CHECK (liquid_share BETWEEN 0 AND 1),
    airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s >= 0),
    inlet_limit_c REAL NOT NULL,
    gpu_count INTEGER NOT NULL CHECK (gpu_count >= 0)
) STRICT;
CREATE TABLE building (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w >= 0),
    other_power_w REAL NOT NULL CHECK (other_power_w >= 0)
) STRICT;
CREATE TABLE room (
    building_id INTEGER NOT NULL REFERENCES building (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('electrical', 'mechanical', 'meet-me', 'dock', 'staging', 'office', 'corridor')),
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    PRIMARY KEY (building_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE hall (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    building_id INTEGER NOT NULL REFERENCES building (id),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    floor_elevation_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    tile_pitch_m REAL NOT NULL CHECK (tile_pitch_m > 0),
    floor TEXT NOT NULL CHECK (floor IN ('slab', 'raised')),
    raised_floor_m REAL NOT NULL CHECK (raised_floor_m >= 0),
    ceiling_return INTEGER NOT NULL CHECK (ceiling_return IN (0, 1)),
    ceiling_height_m REAL NOT NULL CHECK (ceiling_height_m > 0),
    floor_rating_pa REAL NOT NULL CHECK (floor_rating_pa > 0),
    containment_leakage REAL NOT NULL CHECK (containment_leakage BETWEEN 0 AND 1),
    supply_c REAL NOT NULL,
    inlet_limit_c REAL NOT NULL
) STRICT;
CREATE TABLE aisle (
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('cold', 'hot')),
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    contained INTEGER NOT NULL CHECK (contained IN (0, 1)),
    PRIMARY KEY (hall_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE column_ (
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    position INTEGER NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    PRIMARY KEY (hall_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE door (
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    wall TEXT NOT NULL CHECK (wall IN ('south', 'east', 'north', 'west')),
    offset_m REAL NOT NULL CHECK (offset_m >= 0),
    width_m REAL NOT NULL CHECK (width_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    PRIMARY KEY (hall_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE power_node (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('utility', 'transformer', 'switchgear', 'ups', 'pdu', 'busway', 'mechanical-panel')),
    side TEXT NOT NULL CHECK (side IN ('none', 'A', 'B')),
    building_id INTEGER REFERENCES building (id),
    hall_id INTEGER REFERENCES hall (id),
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    z_m REAL NOT NULL,
    rated_w REAL NOT NULL CHECK (rated_w > 0),
    loss_k0 REAL NOT NULL CHECK (loss_k0 >= 0),
    loss_k1 REAL NOT NULL CHECK (loss_k1 >= 0),
    loss_k2 REAL NOT NULL CHECK (loss_k2 >= 0)
) STRICT;
CREATE TABLE power_feed (
    node_id INTEGER NOT NULL REFERENCES power_node (id),
    position INTEGER NOT NULL,
    feeder_id INTEGER NOT NULL REFERENCES power_node (id),
    PRIMARY KEY (node_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE coolant_loop (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    building_id INTEGER NOT NULL REFERENCES building (id),
    supply_c REAL NOT NULL,
    design_delta_t_k REAL NOT NULL CHECK (design_delta_t_k > 0),
    pump_head_pa REAL NOT NULL CHECK (pump_head_pa >= 0),
    pump_efficiency REAL NOT NULL CHECK (pump_efficiency > 0 AND pump_efficiency <= 1),
    design_heat_w REAL NOT NULL CHECK (design_heat_w >= 0)
) STRICT;
CREATE TABLE pipe_run (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    loop_id INTEGER NOT NULL REFERENCES coolant_loop (id),
    role TEXT NOT NULL CHECK (role IN ('supply', 'return')),
    diameter_m REAL NOT NULL CHECK (diameter_m > 0)
) STRICT;
CREATE TABLE pipe_point (
    pipe_run_id INTEGER NOT NULL REFERENCES pipe_run (id),
    position INTEGER NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    z_m REAL NOT NULL,
    PRIMARY KEY (pipe_run_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE plant_unit (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('air-cooled-chiller', 'water-cooled-chiller', 'dry-cooler', 'cooling-tower')),
    building_id INTEGER NOT NULL REFERENCES building (id),
    loop_id INTEGER NOT NULL REFERENCES coolant_loop (id),
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    elevation_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w > 0),
    rated_cop REAL NOT NULL CHECK (rated_cop >= 0),
    rated_outdoor_c REAL NOT NULL,
    rated_power_w REAL NOT NULL CHECK (rated_power_w >= 0),
    rated_approach_k REAL NOT NULL CHECK (rated_approach_k >= 0),
    feed_id INTEGER REFERENCES power_node (id)
) STRICT;
CREATE TABLE air_handler (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('crah', 'fan-wall')),
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w > 0),
    fan_power_w REAL NOT NULL CHECK (fan_power_w >= 0),
    feed_id INTEGER REFERENCES power_node (id),
    loop_id INTEGER REFERENCES coolant_loop (id)
) STRICT;
CREATE TABLE cdu (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w > 0),
    flow_m3_s REAL NOT NULL CHECK (flow_m3_s > 0),
    approach_k REAL NOT NULL CHECK (approach_k >= 0),
    pump_power_w REAL NOT NULL CHECK (pump_power_w >= 0),
    feed_id INTEGER REFERENCES power_node (id),
    loop_id INTEGER REFERENCES coolant_loop (id)
) STRICT;
CREATE TABLE rack (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    rack_type_id INTEGER NOT NULL REFERENCES rack_type (id),
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    power_w REAL NOT NULL CHECK (power_w >= 0),
    liquid_share REAL NOT NULL CHECK (liquid_share BETWEEN 0 AND 1),
    airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s >= 0),
    mass_kg REAL NOT NULL CHECK (mass_kg >= 0),
    gpu_count INTEGER NOT NULL CHECK (gpu_count >= 0),
    role TEXT NOT NULL CHECK (role IN ('compute', 'network', 'storage', 'management')),
    status TEXT NOT NULL CHECK (status IN
        ('design', 'procurement', 'deployment', 'operation', 'decommissioning')),
    feed_a_id INTEGER REFERENCES power_node (id),
    feed_b_id INTEGER REFERENCES power_node (id),
    cdu_id INTEGER REFERENCES cdu (id)
) STRICT;
CREATE TABLE pathway (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('tray', 'duct', 'trench')),
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0)
) STRICT;
CREATE TABLE pathway_point (
    pathway_id INTEGER NOT NULL REFERENCES pathway (id),
    position INTEGER NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    z_m REAL NOT NULL,
    PRIMARY KEY (pathway_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE fibre_run (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    from_building_id INTEGER NOT NULL REFERENCES building (id),
    to_building_id INTEGER NOT NULL REFERENCES building (id),
    cable_count INTEGER NOT NULL CHECK (cable_count > 0),
    fibres_per_cable INTEGER NOT NULL CHECK (fibres_per_cable > 0),
    cable_diameter_m REAL NOT NULL CHECK (cable_diameter_m > 0),
    slack_fraction REAL NOT NULL CHECK (slack_fraction >= 0)
) STRICT;
CREATE TABLE fibre_run_route (
    fibre_run_id INTEGER NOT NULL REFERENCES fibre_run (id),
    position INTEGER NOT NULL,
    pathway_id INTEGER NOT NULL REFERENCES pathway (id),
    PRIMARY KEY (fibre_run_id, position)
) STRICT, WITHOUT ROWID;
)sql";

} // namespace hallwright
