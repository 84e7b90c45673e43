#include "core/storage/schema.h"

namespace hallwright {

// A person reads this with `sqlite3 campus.hallwright .schema`. Limits repeat core/model/check_site.cpp where
// a range fits in one row; what needs several rows (a rack inside its hall) is checked when the file is
// opened.
const char* const siteSchemaSql = R"sql(
CREATE TABLE site_info (                     -- one row: the campus
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude_deg REAL NOT NULL CHECK (latitude_deg BETWEEN -90 AND 90),
    longitude_deg REAL NOT NULL CHECK (longitude_deg BETWEEN -180 AND 180),
    elevation_m REAL NOT NULL,
    north_deg REAL NOT NULL,                 -- true north, clockwise from the campus frame's +y
    outdoor_c REAL NOT NULL,                 -- dry bulb the site is evaluated at
    wet_bulb_c REAL NOT NULL,                -- coincident wet bulb
    carbon_kg_per_kwh REAL NOT NULL CHECK (carbon_kg_per_kwh BETWEEN 0 AND 3), -- CO2 of the grid, constant
    cycles_of_concentration REAL NOT NULL    -- of tower water: dissolved solids against make-up water
        CHECK (cycles_of_concentration > 1 AND cycles_of_concentration <= 20),
    CHECK (wet_bulb_c <= outdoor_c)
) STRICT;

CREATE TABLE recovery_base (                 -- empty, except in a recovery file: the site file it continues
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size_bytes INTEGER NOT NULL,             -- all 0: the site had not been saved yet
    modified_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL
) STRICT;

CREATE TABLE rack_type (                     -- the catalogue racks are instances of
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    mass_kg REAL NOT NULL CHECK (mass_kg >= 0),
    power_w REAL NOT NULL CHECK (power_w >= 0),
    liquid_share REAL NOT NULL CHECK (liquid_share BETWEEN 0 AND 1), -- of the heat that leaves in coolant
    airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s >= 0),            -- at power_w
    inlet_limit_c REAL NOT NULL,
    gpu_count INTEGER NOT NULL CHECK (gpu_count >= 0),
    -- liquid side of the servers at power_w; 0: the maker states nothing
    coolant_flow_m3_s REAL NOT NULL CHECK (coolant_flow_m3_s >= 0),
    coolant_drop_pa REAL NOT NULL CHECK (coolant_drop_pa >= 0), -- manifold, couplings and cold plates
    -- rear-door heat exchanger; effectiveness 0: the type has none
    rear_door_effectiveness REAL NOT NULL    -- air side, at airflow_m3_s and rear_door_flow_m3_s
        CHECK (rear_door_effectiveness >= 0 AND rear_door_effectiveness < 1),
    rear_door_flow_m3_s REAL NOT NULL CHECK (rear_door_flow_m3_s >= 0), -- water at the rating
    rear_door_drop_pa REAL NOT NULL CHECK (rear_door_drop_pa >= 0),
    circuits INTEGER NOT NULL CHECK (circuits BETWEEN 0 AND 12), -- three-phase, both sides; 0: not stated
    circuit_voltage_v REAL NOT NULL CHECK (circuit_voltage_v >= 0), -- line to line
    breaker_a REAL NOT NULL CHECK (breaker_a >= 0),          -- continuous rating of one circuit's breaker
    power_factor REAL NOT NULL CHECK (power_factor > 0 AND power_factor <= 1),
    psu_rated_w REAL NOT NULL CHECK (psu_rated_w >= 0)       -- of all power supplies that share the load; 0: not known
) STRICT;

CREATE TABLE building (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,                       -- south-west corner, campus frame
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,                   -- counter-clockwise seen from above
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w >= 0),       -- of its electrical supply
    other_power_w REAL NOT NULL CHECK (other_power_w >= 0), -- lighting, offices, security
    -- the node other_power_w is fed from; NULL: beside the power network, without losses
    other_feed_id INTEGER REFERENCES power_node (id) DEFERRABLE INITIALLY DEFERRED,
    -- cools the electrical rooms and other_power_w; NULL: ventilated outdoors
    room_loop_id INTEGER REFERENCES coolant_loop (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE room (                          -- a room without racks
    building_id INTEGER NOT NULL REFERENCES building (id),
    position INTEGER NOT NULL,               -- order within the building, from 0
    name TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('electrical', 'mechanical', 'meet-me', 'dock', 'staging', 'office', 'corridor')),
    x_m REAL NOT NULL,                       -- south-west corner, building frame
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    PRIMARY KEY (building_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE hall (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    building_id INTEGER NOT NULL REFERENCES building (id),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,                       -- inner south-west corner, building frame
    y_m REAL NOT NULL,
    floor_elevation_m REAL NOT NULL,         -- of the walking surface above the campus datum
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    tile_pitch_m REAL NOT NULL CHECK (tile_pitch_m > 0),
    floor TEXT NOT NULL CHECK (floor IN ('slab', 'raised')),
    raised_floor_m REAL NOT NULL CHECK (raised_floor_m >= 0),       -- plenum depth; 0 on a slab
    ceiling_return INTEGER NOT NULL CHECK (ceiling_return IN (0, 1)),
    ceiling_height_m REAL NOT NULL CHECK (ceiling_height_m > 0),
    floor_rating_pa REAL NOT NULL CHECK (floor_rating_pa > 0),
    containment_leakage REAL NOT NULL CHECK (containment_leakage BETWEEN 0 AND 1),
    supply_c REAL NOT NULL,                  -- air handlers' supply set point
    inlet_limit_c REAL NOT NULL,             -- highest allowed rack inlet
    dew_point_c REAL NOT NULL CHECK (dew_point_c BETWEEN -40 AND 30), -- as humidity control holds it
    -- its air handlers can draw outdoor air instead of return air
    airside_economiser INTEGER NOT NULL CHECK (airside_economiser IN (0, 1))
) STRICT;

CREATE TABLE aisle (                         -- positions of a hall's things are in the hall's frame
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

CREATE TABLE column_ (                       -- a structural column
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
    offset_m REAL NOT NULL CHECK (offset_m >= 0), -- from the wall's west or south end to the nearer jamb
    width_m REAL NOT NULL CHECK (width_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    PRIMARY KEY (hall_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE power_node (                    -- an element of the power chain
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('utility', 'generator', 'battery', 'transformer', 'switchgear', 'ups', 'pdu', 'busway', 'mechanical-panel')),
    side TEXT NOT NULL CHECK (side IN ('none', 'A', 'B')),
    building_id INTEGER REFERENCES building (id),
    hall_id INTEGER REFERENCES hall (id),
    x_m REAL NOT NULL,                       -- centre of its base, campus frame
    y_m REAL NOT NULL,
    z_m REAL NOT NULL,
    rated_w REAL NOT NULL CHECK (rated_w > 0),
    -- losses: P_in = P_out + rated_w (k0 + k1 x + k2 x²), x = P_out / rated_w
    loss_k0 REAL NOT NULL CHECK (loss_k0 >= 0),
    loss_k1 REAL NOT NULL CHECK (loss_k1 >= 0),
    loss_k2 REAL NOT NULL CHECK (loss_k2 >= 0),
    standby INTEGER NOT NULL CHECK (standby IN (0, 1)), -- feeds only what has lost its other feeds
    ups_mode TEXT NOT NULL CHECK (ups_mode IN ('double-conversion', 'eco')),
    stored_j REAL NOT NULL CHECK (stored_j >= 0) -- energy of a battery or of a UPS's battery, full
) STRICT;

CREATE TABLE power_feed (                    -- node_id is fed by feeder_id; those alive share its load by rated_w
    node_id INTEGER NOT NULL REFERENCES power_node (id),
    position INTEGER NOT NULL,
    feeder_id INTEGER NOT NULL REFERENCES power_node (id),
    PRIMARY KEY (node_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE coolant_loop (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    building_id INTEGER NOT NULL REFERENCES building (id),
    supply_c REAL NOT NULL,                  -- set point
    design_delta_t_k REAL NOT NULL CHECK (design_delta_t_k > 0), -- return minus supply at design flow
    pump_head_pa REAL NOT NULL CHECK (pump_head_pa >= 0),
    pump_efficiency REAL NOT NULL CHECK (pump_efficiency > 0 AND pump_efficiency <= 1), -- wire to water
    design_heat_w REAL NOT NULL CHECK (design_heat_w >= 0),
    coolant TEXT NOT NULL CHECK (coolant IN ('water', 'pg25')),
    pumps INTEGER NOT NULL CHECK (pumps BETWEEN 1 AND 1000), -- in parallel, that carry the design flow together
    spare_pumps INTEGER NOT NULL CHECK (spare_pumps BETWEEN 0 AND 1000),
    held_head REAL NOT NULL CHECK (held_head BETWEEN 0 AND 1), -- share of pump_head_pa held at no flow
    buffer_m3 REAL NOT NULL CHECK (buffer_m3 >= 0),          -- tank in the supply
    heat_reuse_w REAL NOT NULL CHECK (heat_reuse_w >= 0),    -- another user takes first, at most
    pump_feed_id INTEGER REFERENCES power_node (id)          -- NULL: that of the loop's first plant unit
) STRICT;

CREATE TABLE plant_unit (                    -- rejects a loop's heat outdoors
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('air-cooled-chiller', 'water-cooled-chiller', 'dry-cooler', 'cooling-tower', 'waterside-economiser')),
    building_id INTEGER NOT NULL REFERENCES building (id), -- whose power it draws
    loop_id INTEGER NOT NULL REFERENCES coolant_loop (id),
    x_m REAL NOT NULL,                       -- centre of its base, campus frame
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    elevation_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w > 0),
    rated_cop REAL NOT NULL CHECK (rated_cop >= 0),         -- chillers
    rated_outdoor_c REAL NOT NULL,           -- dry bulb; wet bulb for a tower
    rated_power_w REAL NOT NULL CHECK (rated_power_w >= 0), -- fans of a dry cooler or tower
    rated_approach_k REAL NOT NULL CHECK (rated_approach_k >= 0),
    feed_id INTEGER REFERENCES power_node (id),
    curves TEXT NOT NULL,                    -- chillers: record of the catalogue; '': the kind's default
    adiabatic_effectiveness REAL NOT NULL    -- dry cooler: of its pre-cooling pads; 0: dry
        CHECK (adiabatic_effectiveness BETWEEN 0 AND 1),
    liquid_drop_pa REAL NOT NULL CHECK (liquid_drop_pa >= 0) -- at its share of the design flow
) STRICT;

CREATE TABLE air_handler (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('crah', 'fan-wall')),
    x_m REAL NOT NULL,                       -- centre of its footprint; at yaw 0 its front faces south
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s > 0),    -- at full fan speed
    capacity_w REAL NOT NULL CHECK (capacity_w > 0),        -- sensible
    fan_power_w REAL NOT NULL CHECK (fan_power_w >= 0),     -- at full fan speed
    feed_id INTEGER REFERENCES power_node (id),
    loop_id INTEGER REFERENCES coolant_loop (id),
    coil_approach_k REAL NOT NULL CHECK (coil_approach_k > 0), -- leaving air minus entering water at capacity_w
    water_drop_pa REAL NOT NULL CHECK (water_drop_pa >= 0)  -- coil and open valve, at the design flow
) STRICT;

CREATE TABLE cdu (                           -- coolant distribution unit
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
    flow_m3_s REAL NOT NULL CHECK (flow_m3_s > 0),          -- rack side, design
    approach_k REAL NOT NULL CHECK (approach_k >= 0),       -- rack-side minus facility-water supply
    pump_power_w REAL NOT NULL CHECK (pump_power_w >= 0),
    feed_id INTEGER REFERENCES power_node (id),
    loop_id INTEGER REFERENCES coolant_loop (id),
    supply_c REAL NOT NULL CHECK (supply_c >= 0),           -- rack side; 0: facility supply plus approach_k
    facility_flow_m3_s REAL NOT NULL CHECK (facility_flow_m3_s >= 0), -- at capacity_w; 0: as flow_m3_s
    facility_drop_pa REAL NOT NULL CHECK (facility_drop_pa >= 0),     -- plates and open valve at that flow
    coolant TEXT NOT NULL CHECK (coolant IN ('water', 'pg25'))        -- rack side
) STRICT;

CREATE TABLE pipe_run (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    loop_id INTEGER NOT NULL REFERENCES coolant_loop (id),
    role TEXT NOT NULL CHECK (role IN ('supply', 'return')),
    diameter_m REAL NOT NULL CHECK (diameter_m > 0), -- outer
    cdu_id INTEGER REFERENCES cdu (id),      -- whose rack-side circuit it belongs to; NULL: the loop's own
    roughness_m REAL NOT NULL CHECK (roughness_m >= 0) -- of the inner wall
) STRICT;

CREATE TABLE pipe_point (                    -- centre line, campus frame
    pipe_run_id INTEGER NOT NULL REFERENCES pipe_run (id),
    position INTEGER NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    z_m REAL NOT NULL,
    PRIMARY KEY (pipe_run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE rack (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    rack_type_id INTEGER NOT NULL REFERENCES rack_type (id),
    x_m REAL NOT NULL,                       -- centre of its footprint; at yaw 0 its front faces south
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
    cdu_id INTEGER REFERENCES cdu (id),
    rear_door_loop_id INTEGER REFERENCES coolant_loop (id) -- the water of its rear door
) STRICT;

CREATE TABLE pathway (                       -- where cables run
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('tray', 'duct', 'trench')),
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0)
) STRICT;

CREATE TABLE pathway_point (                 -- centre line, campus frame; a trench lies below 0
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
    slack_fraction REAL NOT NULL CHECK (slack_fraction >= 0) -- extra length, of the routed length
) STRICT;

CREATE TABLE fibre_run_route (               -- the pathways a run goes through, in order
    fibre_run_id INTEGER NOT NULL REFERENCES fibre_run (id),
    position INTEGER NOT NULL,
    pathway_id INTEGER NOT NULL REFERENCES pathway (id),
    PRIMARY KEY (fibre_run_id, position)
) STRICT, WITHOUT ROWID;
)sql";

} // namespace hallwright
