-- A campus saved in version 7 of the format: that of version 6 with a loop that saves water.
PRAGMA application_id = 1213682260;
PRAGMA user_version = 7;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE air_handler (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    kind TEXT CHECK (kind IN ('crah', 'fan-wall')),
    x_m REAL NOT NULL,                       -- centre of its footprint; at yaw 0 its front faces south
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    width_m REAL CHECK (width_m > 0),
    depth_m REAL CHECK (depth_m > 0),
    height_m REAL CHECK (height_m > 0),
    airflow_m3_s REAL CHECK (airflow_m3_s > 0), -- at full fan speed
    capacity_w REAL CHECK (capacity_w > 0),  -- sensible
    fan_power_w REAL CHECK (fan_power_w >= 0), -- at full fan speed
    feed_id INTEGER REFERENCES power_node (id),
    loop_id INTEGER REFERENCES coolant_loop (id),
    coil_approach_k REAL CHECK (coil_approach_k > 0), -- leaving air minus entering water at capacity_w
    water_drop_pa REAL CHECK (water_drop_pa >= 0), -- coil and open valve, at the design flow
    type_id INTEGER REFERENCES air_handler_type (id) -- whose values it has where it has none of its own
) STRICT;
INSERT INTO "air_handler" VALUES(1,1,'CRAH 1','crah',0.6,2.4,90.0,2.6,1.0,2.0,8.0,180000.0,6500.0,8,1,3.0,50000.0,NULL);
INSERT INTO "air_handler" VALUES(2,1,'CRAH 2','crah',0.6,7.2,90.0,2.6,1.0,2.0,8.0,180000.0,6500.0,8,1,3.0,50000.0,NULL);
INSERT INTO "air_handler" VALUES(3,1,'CRAH 3','crah',15.0,2.4,-90.0,2.6,1.0,2.0,8.0,180000.0,6500.0,8,1,3.0,50000.0,NULL);
INSERT INTO "air_handler" VALUES(4,1,'CRAH 4','crah',15.0,7.2,-90.0,2.6,1.0,2.0,8.0,180000.0,6500.0,8,1,3.0,50000.0,NULL);
INSERT INTO "air_handler" VALUES(5,2,'Fan wall bay 1',NULL,0.3,1.8,90.0,NULL,NULL,NULL,NULL,NULL,NULL,19,2,NULL,NULL,1);
INSERT INTO "air_handler" VALUES(6,2,'Fan wall bay 2','fan-wall',0.3,4.8,90.0,3.0,0.6,3.6,9.0,180000.0,7000.0,19,2,3.0,50000.0,NULL);
INSERT INTO "air_handler" VALUES(7,2,'Fan wall bay 3','fan-wall',0.3,7.8,90.0,3.0,0.6,3.6,9.0,180000.0,7000.0,19,2,3.0,50000.0,NULL);
CREATE TABLE air_handler_type (              -- the catalogue of air handlers
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('crah', 'fan-wall')),
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s > 0), -- at full fan speed
    capacity_w REAL NOT NULL CHECK (capacity_w > 0), -- sensible
    fan_power_w REAL NOT NULL CHECK (fan_power_w >= 0), -- at full fan speed
    coil_approach_k REAL NOT NULL CHECK (coil_approach_k > 0), -- leaving air minus entering water at capacity_w
    water_drop_pa REAL NOT NULL CHECK (water_drop_pa >= 0) -- coil and open valve, at the design flow
) STRICT;
INSERT INTO "air_handler_type" VALUES(1,'Type of Fan wall bay 1','fan-wall',3.0,0.6,3.6,9.0,180000.0,7000.0,3.0,50000.0);
CREATE TABLE aisle (                         -- positions of a hall's things are in the hall's frame
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('cold', 'hot')),
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    contained INTEGER NOT NULL CHECK (contained IN (0, 1)),
    blanked INTEGER NOT NULL CHECK (blanked IN (0, 1)) -- panels close the empty positions along it
) STRICT, WITHOUT ROWID;
INSERT INTO "aisle" VALUES(1,1,'Cold aisle 1','cold',3.6,4.2,7.2,1.2,0,0);
INSERT INTO "aisle" VALUES(2,1,'Hot aisle 1','hot',3.6,1.8,7.2,1.2,0,0);
INSERT INTO "aisle" VALUES(3,1,'Hot aisle 2','hot',3.6,6.6,7.2,1.2,0,0);
INSERT INTO "aisle" VALUES(4,2,'Hot aisle 1','hot',3.6,4.2,6.0,1.2,1,1);
INSERT INTO "aisle" VALUES(5,2,'Cold aisle 1','cold',3.6,1.2,6.0,1.8,0,0);
INSERT INTO "aisle" VALUES(6,2,'Cold aisle 2','cold',3.6,6.6,6.0,1.8,0,0);
CREATE TABLE branch (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    -- worked on; kept under a name; or what a branch was made from
    kind TEXT NOT NULL CHECK (kind IN ('branch', 'version', 'start')),
    name TEXT NOT NULL,
    notes TEXT NOT NULL,
    created TEXT NOT NULL,                   -- ISO 8601, UTC: '2026-11-29T12:00:00Z'
    start_id INTEGER REFERENCES branch (id)  -- of kind start; NULL: not known
) STRICT;
INSERT INTO "branch" VALUES(1,'version','Another','As the board saw it','2026-11-29T12:00:00Z',NULL);
CREATE TABLE branch_change (                 -- a field of an object that a branch has otherwise
    branch_id INTEGER NOT NULL REFERENCES branch (id),
    object_kind TEXT NOT NULL,               -- the table it stands in
    object_id INTEGER NOT NULL,              -- its id there; of an id-mark the highest id given
    change TEXT NOT NULL CHECK (change IN ('added', 'changed', 'removed', 'record', 'id-mark')),
    field TEXT NOT NULL,                     -- the column, or a list such as fed_by; '' of what is removed
    value ANY,                               -- that of the branch; lists as JSON
    PRIMARY KEY (branch_id, object_kind, object_id, change, field)
) STRICT, WITHOUT ROWID;
INSERT INTO "branch_change" VALUES(1,'coolant_loop',1,'changed','saves_water',0);
INSERT INTO "branch_change" VALUES(1,'hall',1,'record','notes','As the board saw it');
INSERT INTO "branch_change" VALUES(1,'rack',1,'changed','power_w',12345.6);
INSERT INTO "branch_change" VALUES(1,'rack',2,'removed','',NULL);
INSERT INTO "branch_change" VALUES(1,'rack',44,'id-mark','',NULL);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','airflow_m3_s',1.13);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','cdu_id',NULL);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','feed_a_id',9);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','feed_b_id',10);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','gpu_count',16);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','hall_id',1);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','liquid_share',0.0);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','mass_kg',391.0);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','name','A02');
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','power_w',20400.0);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','rack_type_id',1);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','rear_door_loop_id',NULL);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','role','compute');
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','x_m',4.5);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','y_m',3.6);
INSERT INTO "branch_change" VALUES(1,'rack',45,'added','yaw_deg',180.0);
INSERT INTO "branch_change" VALUES(1,'site_info',1,'changed','name','Another');
INSERT INTO "branch_change" VALUES(1,'tile_field',1,'removed','',NULL);
INSERT INTO "branch_change" VALUES(1,'wall',1,'removed','',NULL);
CREATE TABLE building (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,                       -- south-west corner, campus frame
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,                   -- counter-clockwise seen from above
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w >= 0), -- of its electrical supply
    other_power_w REAL NOT NULL CHECK (other_power_w >= 0), -- lighting, offices, security
    -- the node other_power_w is fed from; NULL: beside the power network, without losses
    other_feed_id INTEGER REFERENCES power_node (id) DEFERRABLE INITIALLY DEFERRED,
    -- cools the electrical rooms and other_power_w; NULL: ventilated outdoors
    room_loop_id INTEGER REFERENCES coolant_loop (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO "building" VALUES(1,'Building 1',0.0,0.0,0.0,24.0,18.0,7.0,4000000.0,15000.0,NULL,NULL);
INSERT INTO "building" VALUES(2,'Building 2',60.0,0.0,0.0,24.0,18.0,7.0,4000000.0,15000.0,NULL,NULL);
CREATE TABLE cdu (                           -- coolant distribution unit
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    width_m REAL CHECK (width_m > 0),
    depth_m REAL CHECK (depth_m > 0),
    height_m REAL CHECK (height_m > 0),
    capacity_w REAL CHECK (capacity_w > 0),
    flow_m3_s REAL CHECK (flow_m3_s > 0),    -- rack side, design
    approach_k REAL CHECK (approach_k >= 0), -- rack-side minus facility-water supply
    pump_power_w REAL CHECK (pump_power_w >= 0),
    feed_id INTEGER REFERENCES power_node (id),
    loop_id INTEGER REFERENCES coolant_loop (id),
    supply_c REAL CHECK (supply_c >= 0),     -- rack side; 0: facility supply plus approach_k
    facility_flow_m3_s REAL CHECK (facility_flow_m3_s >= 0), -- at capacity_w; 0: as flow_m3_s
    facility_drop_pa REAL CHECK (facility_drop_pa >= 0), -- plates and open valve at that flow
    coolant TEXT CHECK (coolant IN ('water', 'pg25')), -- rack side
    type_id INTEGER REFERENCES cdu_type (id) -- whose values it has where it has none of its own
) STRICT;
INSERT INTO "cdu" VALUES(1,2,'CDU 1',10.2,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,19,3,NULL,NULL,NULL,NULL,1);
INSERT INTO "cdu" VALUES(2,2,'CDU 2',10.2,6.0,180.0,0.9,1.2,2.2,800000.0,0.015,4.0,8000.0,19,3,0.0,0.0,80000.0,'pg25',NULL);
CREATE TABLE cdu_type (                      -- the catalogue of coolant distribution units
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w > 0),
    flow_m3_s REAL NOT NULL CHECK (flow_m3_s > 0), -- rack side, design
    approach_k REAL NOT NULL CHECK (approach_k >= 0), -- rack-side minus facility-water supply
    pump_power_w REAL NOT NULL CHECK (pump_power_w >= 0),
    supply_c REAL NOT NULL CHECK (supply_c >= 0), -- rack side; 0: facility supply plus approach_k
    facility_flow_m3_s REAL NOT NULL CHECK (facility_flow_m3_s >= 0), -- at capacity_w; 0: as flow_m3_s
    facility_drop_pa REAL NOT NULL CHECK (facility_drop_pa >= 0), -- plates and open valve at that flow
    coolant TEXT NOT NULL CHECK (coolant IN ('water', 'pg25')) -- rack side
) STRICT;
INSERT INTO "cdu_type" VALUES(1,'Type of CDU 1',0.9,1.2,2.2,800000.0,0.015,4.0,8000.0,0.0,0.0,80000.0,'pg25');
CREATE TABLE column_ (                       -- a structural column
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0)
) STRICT, WITHOUT ROWID;
INSERT INTO "column_" VALUES(1,1,12.0,4.5,0.6,0.6);
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
    buffer_m3 REAL NOT NULL CHECK (buffer_m3 >= 0), -- tank in the supply
    heat_reuse_w REAL NOT NULL CHECK (heat_reuse_w >= 0), -- another user takes first, at most
    pump_feed_id INTEGER REFERENCES power_node (id), -- NULL: that of the loop's first plant unit
    -- pads ahead of chillers stay dry as long as these carry the rest
    saves_water INTEGER NOT NULL CHECK (saves_water IN (0, 1))
) STRICT;
INSERT INTO "coolant_loop" VALUES(1,'Chilled water 1',1,12.0,8.0,200000.0,0.65,700000.0,'water',2,1,0.3,0.0,0.0,NULL,1);
INSERT INTO "coolant_loop" VALUES(2,'Chilled water 2',2,12.0,8.0,200000.0,0.65,600000.0,'water',2,1,0.3,0.0,0.0,NULL,0);
INSERT INTO "coolant_loop" VALUES(3,'Warm water 2',2,32.0,8.0,200000.0,0.65,1200000.0,'water',2,1,0.3,0.0,0.0,NULL,0);
CREATE TABLE device (                        -- what stands in a rack
    id INTEGER PRIMARY KEY CHECK (id > 0),
    rack_id INTEGER NOT NULL REFERENCES rack (id),
    name TEXT NOT NULL,
    type_id INTEGER NOT NULL REFERENCES device_type (id),
    position_u REAL NOT NULL CHECK (position_u >= 0), -- lowest unit it takes, in steps of 0.5; 0: in no slot
    face TEXT NOT NULL CHECK (face IN ('front', 'rear')), -- of the rack, to which its front looks
    side TEXT NOT NULL CHECK (side IN ('left', 'right')), -- of one of half the width
    power_w REAL CHECK (power_w >= 0)        -- NULL: as its type's
) STRICT;
CREATE TABLE device_type (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,                      -- the maker's model
    manufacturer TEXT NOT NULL,
    height_u REAL NOT NULL CHECK (height_u >= 0), -- in steps of 0.5; 0: in no slot
    full_depth INTEGER NOT NULL CHECK (full_depth IN (0, 1)), -- takes both faces
    half_width INTEGER NOT NULL CHECK (half_width IN (0, 1)), -- two stand side by side
    powered INTEGER NOT NULL CHECK (powered IN (0, 1)), -- 0: known to draw nothing
    mass_kg REAL NOT NULL CHECK (mass_kg >= 0),
    nameplate_w REAL NOT NULL CHECK (nameplate_w >= 0), -- of its supplies together
    power_w REAL NOT NULL CHECK (power_w >= 0), -- drawn as planned
    -- seen from its own front
    airflow TEXT NOT NULL CHECK (airflow IN ('not-stated', 'front-to-rear', 'rear-to-front', 'left-to-right', 'right-to-left', 'side-to-rear', 'rear-to-side', 'bottom-to-top', 'top-to-bottom', 'passive', 'mixed')),
    airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s >= 0), -- at power_w
    liquid_share REAL NOT NULL CHECK (liquid_share BETWEEN 0 AND 1), -- of the heat that leaves in coolant
    gpu_count INTEGER NOT NULL CHECK (gpu_count >= 0)
) STRICT;
CREATE TABLE device_type_port (              -- ports of one kind and connector
    device_type_id INTEGER NOT NULL REFERENCES device_type (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('network', 'management', 'console', 'power-inlet', 'power-outlet', 'front-port', 'rear-port')),
    connector TEXT NOT NULL,                 -- '800gbase-x-osfp', 'iec-60320-c20'
    port_count INTEGER NOT NULL CHECK (port_count > 0),
    PRIMARY KEY (device_type_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE door (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    wall TEXT NOT NULL CHECK (wall IN ('south', 'east', 'north', 'west')),
    offset_m REAL NOT NULL CHECK (offset_m >= 0), -- from the wall's west or south end to the nearer jamb
    width_m REAL NOT NULL CHECK (width_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0)
) STRICT, WITHOUT ROWID;
INSERT INTO "door" VALUES(1,1,'Main door','north',0.6,1.8,2.4);
INSERT INTO "door" VALUES(2,2,'Main door','north',0.6,1.8,2.4);
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
INSERT INTO "fibre_run" VALUES(1,'Backbone 1',1,2,12,288,0.021,0.1);
CREATE TABLE fibre_run_route (               -- the pathways a run goes through, in order
    fibre_run_id INTEGER NOT NULL REFERENCES fibre_run (id),
    position INTEGER NOT NULL,
    pathway_id INTEGER NOT NULL REFERENCES pathway (id),
    PRIMARY KEY (fibre_run_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "fibre_run_route" VALUES(1,0,1);
INSERT INTO "fibre_run_route" VALUES(1,1,2);
INSERT INTO "fibre_run_route" VALUES(1,2,3);
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
    raised_floor_m REAL NOT NULL CHECK (raised_floor_m >= 0), -- plenum depth; 0 on a slab
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
INSERT INTO "hall" VALUES(1,1,'Hall A',6.6,1.2,0.6,15.6,9.6,4.2,0.6,'raised',0.6,1,3.0,17000.0,0.0,20.0,27.0,10.0,0);
INSERT INTO "hall" VALUES(2,2,'Hall B',6.6,1.2,0.0,15.6,9.6,4.8,0.6,'slab',0.0,1,3.6,17000.0,0.05,20.0,27.0,10.0,0);
CREATE TABLE id_mark (
    object_kind TEXT PRIMARY KEY,
    highest INTEGER NOT NULL CHECK (highest > 0)
) STRICT, WITHOUT ROWID;
INSERT INTO "id_mark" VALUES('rack',44);
CREATE TABLE pathway (                       -- where cables run
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT CHECK (kind IN ('tray', 'duct', 'trench')),
    width_m REAL CHECK (width_m > 0),
    depth_m REAL CHECK (depth_m > 0),
    type_id INTEGER REFERENCES pathway_type (id) -- whose values it has where it has none of its own
) STRICT;
INSERT INTO "pathway" VALUES(1,'Tray 1',NULL,NULL,NULL,1);
INSERT INTO "pathway" VALUES(2,'Trench 1','trench',0.6,0.4,NULL);
INSERT INTO "pathway" VALUES(3,'Duct 1','duct',0.3,0.3,NULL);
CREATE TABLE pathway_point (                 -- centre line, campus frame; a trench lies below 0
    pathway_id INTEGER NOT NULL REFERENCES pathway (id),
    position INTEGER NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    z_m REAL NOT NULL,
    PRIMARY KEY (pathway_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "pathway_point" VALUES(1,0,16.0,6.0,3.4);
INSERT INTO "pathway_point" VALUES(1,1,24.0,6.0,3.4);
INSERT INTO "pathway_point" VALUES(2,0,24.0,6.0,-0.9);
INSERT INTO "pathway_point" VALUES(2,1,60.0,6.0,-0.9);
INSERT INTO "pathway_point" VALUES(3,0,60.0,6.0,-0.9);
INSERT INTO "pathway_point" VALUES(3,1,67.0,6.0,-0.9);
CREATE TABLE pathway_type (                  -- the catalogue of trays, ducts and trenches
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('tray', 'duct', 'trench')),
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0)
) STRICT;
INSERT INTO "pathway_type" VALUES(1,'Type of Tray 1','tray',0.45,0.1);
CREATE TABLE pipe_point (                    -- centre line, campus frame
    pipe_run_id INTEGER NOT NULL REFERENCES pipe_run (id),
    position INTEGER NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    z_m REAL NOT NULL,
    PRIMARY KEY (pipe_run_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "pipe_point" VALUES(1,0,10.0,15.0,0.5);
INSERT INTO "pipe_point" VALUES(1,1,10.0,15.0,4.2);
INSERT INTO "pipe_point" VALUES(1,2,10.0,15.0,4.2);
INSERT INTO "pipe_point" VALUES(1,3,10.0,6.0,4.2);
INSERT INTO "pipe_point" VALUES(2,0,10.0,15.6,0.5);
INSERT INTO "pipe_point" VALUES(2,1,10.0,15.6,4.2);
INSERT INTO "pipe_point" VALUES(2,2,10.0,15.6,4.2);
INSERT INTO "pipe_point" VALUES(2,3,10.0,6.6,4.2);
INSERT INTO "pipe_point" VALUES(3,0,68.0,22.0,0.5);
INSERT INTO "pipe_point" VALUES(3,1,68.0,22.0,4.2);
INSERT INTO "pipe_point" VALUES(3,2,68.0,22.0,4.2);
INSERT INTO "pipe_point" VALUES(3,3,68.0,6.0,4.2);
INSERT INTO "pipe_point" VALUES(4,0,68.0,22.6,0.5);
INSERT INTO "pipe_point" VALUES(4,1,68.0,22.6,4.2);
INSERT INTO "pipe_point" VALUES(4,2,68.0,22.6,4.2);
INSERT INTO "pipe_point" VALUES(4,3,68.0,6.6,4.2);
INSERT INTO "pipe_point" VALUES(5,0,76.0,22.0,0.5);
INSERT INTO "pipe_point" VALUES(5,1,76.0,22.0,4.2);
INSERT INTO "pipe_point" VALUES(5,2,76.0,22.0,4.2);
INSERT INTO "pipe_point" VALUES(5,3,76.0,6.0,4.2);
INSERT INTO "pipe_point" VALUES(6,0,76.0,22.6,0.5);
INSERT INTO "pipe_point" VALUES(6,1,76.0,22.6,4.2);
INSERT INTO "pipe_point" VALUES(6,2,76.0,22.6,4.2);
INSERT INTO "pipe_point" VALUES(6,3,76.0,6.6,4.2);
CREATE TABLE pipe_run (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    loop_id INTEGER NOT NULL REFERENCES coolant_loop (id),
    role TEXT NOT NULL CHECK (role IN ('supply', 'return')),
    diameter_m REAL CHECK (diameter_m > 0),  -- outer
    cdu_id INTEGER REFERENCES cdu (id),      -- whose rack-side circuit it belongs to; NULL: the loop's own
    roughness_m REAL CHECK (roughness_m >= 0), -- of the inner wall
    type_id INTEGER REFERENCES pipe_type (id) -- whose values it has where it has none of its own
) STRICT;
INSERT INTO "pipe_run" VALUES(1,'Chilled water 1 supply',1,'supply',NULL,NULL,NULL,1);
INSERT INTO "pipe_run" VALUES(2,'Chilled water 1 return',1,'return',0.3,NULL,4.5e-05,NULL);
INSERT INTO "pipe_run" VALUES(3,'Chilled water 2 supply',2,'supply',0.3,NULL,4.5e-05,NULL);
INSERT INTO "pipe_run" VALUES(4,'Chilled water 2 return',2,'return',0.3,NULL,4.5e-05,NULL);
INSERT INTO "pipe_run" VALUES(5,'Warm water 2 supply',3,'supply',0.3,NULL,4.5e-05,NULL);
INSERT INTO "pipe_run" VALUES(6,'Warm water 2 return',3,'return',0.3,NULL,4.5e-05,NULL);
CREATE TABLE pipe_type (                     -- the catalogue of pipes
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    diameter_m REAL NOT NULL CHECK (diameter_m > 0), -- outer
    roughness_m REAL NOT NULL CHECK (roughness_m >= 0) -- of the inner wall
) STRICT;
INSERT INTO "pipe_type" VALUES(1,'Type of Chilled water 1 supply',0.3,4.5e-05);
CREATE TABLE plant_type (                    -- the catalogue of chillers, dry coolers, towers and economisers
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('air-cooled-chiller', 'water-cooled-chiller', 'dry-cooler', 'cooling-tower', 'waterside-economiser')),
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    capacity_w REAL NOT NULL CHECK (capacity_w > 0),
    rated_cop REAL NOT NULL CHECK (rated_cop >= 0), -- chillers
    rated_outdoor_c REAL NOT NULL,           -- dry bulb; wet bulb for a tower
    rated_power_w REAL NOT NULL CHECK (rated_power_w >= 0), -- fans of a dry cooler or tower
    rated_approach_k REAL NOT NULL CHECK (rated_approach_k >= 0),
    curves TEXT NOT NULL,                    -- chillers: record of the catalogue; '': the kind's default
    -- dry cooler: of its pre-cooling pads; 0: dry
    adiabatic_effectiveness REAL NOT NULL CHECK (adiabatic_effectiveness BETWEEN 0 AND 1),
    liquid_drop_pa REAL NOT NULL CHECK (liquid_drop_pa >= 0) -- at its share of the design flow
) STRICT;
INSERT INTO "plant_type" VALUES(1,'Type of Chiller 1','water-cooled-chiller',4.0,2.4,2.6,600000.0,6.4,0.0,0.0,0.0,'',0.0,60000.0);
CREATE TABLE plant_unit (                    -- rejects a loop's heat outdoors
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT CHECK (kind IN ('air-cooled-chiller', 'water-cooled-chiller', 'dry-cooler', 'cooling-tower', 'waterside-economiser')),
    building_id INTEGER NOT NULL REFERENCES building (id), -- whose power it draws
    loop_id INTEGER NOT NULL REFERENCES coolant_loop (id),
    x_m REAL NOT NULL,                       -- centre of its base, campus frame
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    elevation_m REAL NOT NULL,
    width_m REAL CHECK (width_m > 0),
    depth_m REAL CHECK (depth_m > 0),
    height_m REAL CHECK (height_m > 0),
    capacity_w REAL CHECK (capacity_w > 0),
    rated_cop REAL CHECK (rated_cop >= 0),   -- chillers
    rated_outdoor_c REAL,                    -- dry bulb; wet bulb for a tower
    rated_power_w REAL CHECK (rated_power_w >= 0), -- fans of a dry cooler or tower
    rated_approach_k REAL CHECK (rated_approach_k >= 0),
    feed_id INTEGER REFERENCES power_node (id),
    curves TEXT,                             -- chillers: record of the catalogue; '': the kind's default
    -- dry cooler: of its pre-cooling pads; 0: dry
    adiabatic_effectiveness REAL CHECK (adiabatic_effectiveness BETWEEN 0 AND 1),
    liquid_drop_pa REAL CHECK (liquid_drop_pa >= 0), -- at its share of the design flow
    type_id INTEGER REFERENCES plant_type (id) -- whose values it has where it has none of its own
) STRICT;
INSERT INTO "plant_unit" VALUES(1,'Chiller 1',NULL,1,1,9.0,15.0,0.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8,NULL,NULL,NULL,1);
INSERT INTO "plant_unit" VALUES(2,'Tower 1','cooling-tower',1,1,10.0,24.0,0.0,0.0,4.0,2.4,2.6,750000.0,0.0,24.0,9000.0,4.0,8,'',0.0,60000.0,NULL);
INSERT INTO "plant_unit" VALUES(3,'Chiller 2','water-cooled-chiller',1,1,15.0,15.0,0.0,0.0,4.0,2.4,2.6,600000.0,6.4,0.0,0.0,0.0,8,'',0.0,60000.0,NULL);
INSERT INTO "plant_unit" VALUES(4,'Tower 2','cooling-tower',1,1,16.0,24.0,0.0,0.0,4.0,2.4,2.6,750000.0,0.0,24.0,9000.0,4.0,8,'',0.0,60000.0,NULL);
INSERT INTO "plant_unit" VALUES(5,'Chiller 3','air-cooled-chiller',2,2,64.0,24.0,0.0,0.0,4.0,2.4,2.6,500000.0,3.1,35.0,0.0,0.0,19,'',0.0,60000.0,NULL);
INSERT INTO "plant_unit" VALUES(6,'Dry cooler 1','dry-cooler',2,3,76.0,24.0,0.0,0.0,4.0,2.4,2.6,900000.0,0.0,35.0,36000.0,6.0,19,'',0.0,60000.0,NULL);
INSERT INTO "plant_unit" VALUES(7,'Chiller 4','air-cooled-chiller',2,2,69.0,24.0,0.0,0.0,4.0,2.4,2.6,500000.0,3.1,35.0,0.0,0.0,19,'',0.0,60000.0,NULL);
INSERT INTO "plant_unit" VALUES(8,'Dry cooler 2','dry-cooler',2,3,81.0,24.0,0.0,0.0,4.0,2.4,2.6,900000.0,0.0,35.0,36000.0,6.0,19,'',0.0,60000.0,NULL);
CREATE TABLE power_feed (
    node_id INTEGER NOT NULL REFERENCES power_node (id),
    position INTEGER NOT NULL,
    feeder_id INTEGER NOT NULL REFERENCES power_node (id),
    PRIMARY KEY (node_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "power_feed" VALUES(2,0,1);
INSERT INTO "power_feed" VALUES(3,0,2);
INSERT INTO "power_feed" VALUES(4,0,3);
INSERT INTO "power_feed" VALUES(5,0,1);
INSERT INTO "power_feed" VALUES(6,0,5);
INSERT INTO "power_feed" VALUES(7,0,6);
INSERT INTO "power_feed" VALUES(8,0,3);
INSERT INTO "power_feed" VALUES(8,1,6);
INSERT INTO "power_feed" VALUES(9,0,4);
INSERT INTO "power_feed" VALUES(10,0,7);
INSERT INTO "power_feed" VALUES(11,0,4);
INSERT INTO "power_feed" VALUES(12,0,7);
INSERT INTO "power_feed" VALUES(13,0,1);
INSERT INTO "power_feed" VALUES(14,0,13);
INSERT INTO "power_feed" VALUES(15,0,14);
INSERT INTO "power_feed" VALUES(16,0,1);
INSERT INTO "power_feed" VALUES(17,0,16);
INSERT INTO "power_feed" VALUES(18,0,17);
INSERT INTO "power_feed" VALUES(19,0,14);
INSERT INTO "power_feed" VALUES(19,1,17);
INSERT INTO "power_feed" VALUES(20,0,15);
INSERT INTO "power_feed" VALUES(21,0,18);
INSERT INTO "power_feed" VALUES(22,0,15);
INSERT INTO "power_feed" VALUES(23,0,18);
CREATE TABLE power_node (                    -- an element of the power chain
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT CHECK (kind IN ('utility', 'generator', 'battery', 'transformer', 'solid-state-transformer', 'switchgear', 'ups', 'rectifier', 'pdu', 'busway', 'mechanical-panel')),
    side TEXT NOT NULL CHECK (side IN ('none', 'A', 'B')),
    building_id INTEGER REFERENCES building (id),
    hall_id INTEGER REFERENCES hall (id),
    x_m REAL NOT NULL,                       -- centre of its base, campus frame
    y_m REAL NOT NULL,
    z_m REAL NOT NULL,
    rated_w REAL CHECK (rated_w > 0),
    -- losses: P_in = P_out + rated_w (k0 + k1 x + k2 x²), x = P_out / rated_w
    loss_k0 REAL CHECK (loss_k0 >= 0),
    loss_k1 REAL CHECK (loss_k1 >= 0),
    loss_k2 REAL CHECK (loss_k2 >= 0),
    standby INTEGER CHECK (standby IN (0, 1)), -- feeds only what has lost its other feeds
    ups_mode TEXT CHECK (ups_mode IN ('double-conversion', 'eco')),
    stored_j REAL CHECK (stored_j >= 0),     -- energy of a battery or of a UPS's battery, full
    type_id INTEGER REFERENCES power_type (id), -- whose values it has where it has none of its own
    -- length of a busway, about its middle; 0: as long as the row over which it hangs
    run_m REAL NOT NULL CHECK (run_m >= 0),
    run_yaw_deg REAL NOT NULL                -- of that run, in the campus frame: 0 along x
) STRICT;
INSERT INTO "power_node" VALUES(1,'Utility',NULL,'none',NULL,NULL,40.0,-20.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0.0,0.0);
INSERT INTO "power_node" VALUES(2,'Building 1 transformer A','transformer','A',1,NULL,-6.0,2.0,0.0,1500000.0,0.001,0.0,0.006,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(3,'Building 1 switchgear A','switchgear','A',1,NULL,1.5,2.0,0.0,1500000.0,0.0,0.001,0.0,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(4,'Building 1 UPS A','ups','A',1,NULL,3.5,2.0,0.0,1200000.0,0.005,0.006,0.014,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(5,'Building 1 transformer B','transformer','B',1,NULL,-6.0,6.0,0.0,1500000.0,0.001,0.0,0.006,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(6,'Building 1 switchgear B','switchgear','B',1,NULL,1.5,6.0,0.0,1500000.0,0.0,0.001,0.0,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(7,'Building 1 UPS B','ups','B',1,NULL,3.5,6.0,0.0,1200000.0,0.005,0.006,0.014,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(8,'Building 1 mechanical panel','mechanical-panel','none',1,NULL,1.5,10.0,0.0,750000.0,0.0,0.0,0.0,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(9,'Hall A PDU 1A','pdu','A',1,1,9.6,4.8,0.6,300000.0,0.0005,0.0,0.005,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(10,'Hall A PDU 1B','pdu','B',1,1,18.0,4.8,0.6,300000.0,0.0005,0.0,0.005,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(11,'Hall A PDU 2A','pdu','A',1,1,9.6,7.2,0.6,300000.0,0.0005,0.0,0.005,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(12,'Hall A PDU 2B','pdu','B',1,1,18.0,7.2,0.6,300000.0,0.0005,0.0,0.005,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(13,'Building 2 transformer A','transformer','A',2,NULL,54.0,2.0,0.0,2500000.0,0.001,0.0,0.006,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(14,'Building 2 switchgear A','switchgear','A',2,NULL,61.5,2.0,0.0,2500000.0,0.0,0.001,0.0,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(15,'Building 2 UPS A','ups','A',2,NULL,63.5,2.0,0.0,2000000.0,0.005,0.006,0.014,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(16,'Building 2 transformer B','transformer','B',2,NULL,54.0,6.0,0.0,2500000.0,0.001,0.0,0.006,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(17,'Building 2 switchgear B','switchgear','B',2,NULL,61.5,6.0,0.0,2500000.0,0.0,0.001,0.0,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(18,'Building 2 UPS B','ups','B',2,NULL,63.5,6.0,0.0,2000000.0,0.005,0.006,0.014,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(19,'Building 2 mechanical panel','mechanical-panel','none',2,NULL,61.5,10.0,0.0,1250000.0,0.0,0.0,0.0,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(20,'Hall B busway 1A','busway','A',2,2,7.0199999999999988633e+01,4.8,3.0,900000.0,0.0005,0.0,0.005,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(21,'Hall B busway 1B','busway','B',2,2,7.0199999999999988633e+01,4.8,3.0,900000.0,0.0005,0.0,0.005,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(22,'Hall B busway 2A','busway','A',2,2,7.0199999999999988633e+01,7.2,3.0,900000.0,0.0005,0.0,0.005,0,'double-conversion',0.0,NULL,0.0,0.0);
INSERT INTO "power_node" VALUES(23,'Hall B busway 2B','busway','B',2,2,7.0199999999999988633e+01,7.2,3.0,900000.0,0.0005,0.0,0.005,0,'double-conversion',0.0,NULL,0.0,0.0);
CREATE TABLE power_type (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('utility', 'generator', 'battery', 'transformer', 'solid-state-transformer', 'switchgear', 'ups', 'rectifier', 'pdu', 'busway', 'mechanical-panel')),
    rated_w REAL NOT NULL CHECK (rated_w > 0),
    -- losses: P_in = P_out + rated_w (k0 + k1 x + k2 x²), x = P_out / rated_w
    loss_k0 REAL NOT NULL CHECK (loss_k0 >= 0),
    loss_k1 REAL NOT NULL CHECK (loss_k1 >= 0),
    loss_k2 REAL NOT NULL CHECK (loss_k2 >= 0),
    standby INTEGER NOT NULL CHECK (standby IN (0, 1)), -- feeds only what has lost its other feeds
    ups_mode TEXT NOT NULL CHECK (ups_mode IN ('double-conversion', 'eco')),
    stored_j REAL NOT NULL CHECK (stored_j >= 0) -- energy of a battery or of a UPS's battery, full
) STRICT;
INSERT INTO "power_type" VALUES(1,'Type of Utility','utility',10000000.0,0.0,0.0,0.0,0,'double-conversion',0.0);
CREATE TABLE rack (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    rack_type_id INTEGER NOT NULL REFERENCES rack_type (id),
    x_m REAL NOT NULL,                       -- centre of its footprint; at yaw 0 its front faces south
    y_m REAL NOT NULL,
    yaw_deg REAL NOT NULL,
    power_w REAL CHECK (power_w >= 0),
    liquid_share REAL CHECK (liquid_share BETWEEN 0 AND 1),
    airflow_m3_s REAL CHECK (airflow_m3_s >= 0),
    mass_kg REAL CHECK (mass_kg >= 0),
    gpu_count INTEGER CHECK (gpu_count >= 0),
    role TEXT CHECK (role IN ('compute', 'network', 'storage', 'management')),
    feed_a_id INTEGER REFERENCES power_node (id),
    feed_b_id INTEGER REFERENCES power_node (id),
    cdu_id INTEGER REFERENCES cdu (id),
    rear_door_loop_id INTEGER REFERENCES coolant_loop (id) -- the water of its rear door
) STRICT;
INSERT INTO "rack" VALUES(1,1,'A01',1,3.9,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(2,1,'A02',1,4.5,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(3,1,'A03',1,5.1,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(4,1,'A04',1,5.7,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(5,1,'A05',1,6.3,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(6,1,'A06',1,6.9,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(7,1,'A07',1,7.5,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(8,1,'A08',1,8.1,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(9,1,'A09',1,8.7,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(10,1,'A10',1,9.3,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(11,1,'A11',1,9.9,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(12,1,'A12',1,10.5,3.6,180.0,NULL,NULL,NULL,NULL,NULL,NULL,9,10,NULL,NULL);
INSERT INTO "rack" VALUES(13,1,'B01',1,3.9,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(14,1,'B02',1,4.5,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(15,1,'B03',1,5.1,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(16,1,'B04',1,5.7,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(17,1,'B05',1,6.3,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(18,1,'B06',1,6.9,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(19,1,'B07',1,7.5,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(20,1,'B08',1,8.1,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(21,1,'B09',1,8.7,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(22,1,'B10',1,9.3,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(23,1,'B11',1,9.9,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(24,1,'B12',1,10.5,6.0,0.0,NULL,NULL,NULL,NULL,NULL,NULL,11,12,NULL,NULL);
INSERT INTO "rack" VALUES(25,2,'A01',1,3.9,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,NULL,NULL);
INSERT INTO "rack" VALUES(26,2,'A02',1,4.5,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,NULL,NULL);
INSERT INTO "rack" VALUES(27,2,'A03',1,5.1,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,NULL,NULL);
INSERT INTO "rack" VALUES(28,2,'A04',1,5.7,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,NULL,NULL);
INSERT INTO "rack" VALUES(29,2,'A05',1,6.3,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,NULL,NULL);
INSERT INTO "rack" VALUES(30,2,'A06',1,6.9,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,NULL,NULL);
INSERT INTO "rack" VALUES(31,2,'LA01',2,7.5,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,1,NULL);
INSERT INTO "rack" VALUES(32,2,'LA02',2,8.1,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,1,NULL);
INSERT INTO "rack" VALUES(33,2,'LA03',2,8.7,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,1,NULL);
INSERT INTO "rack" VALUES(34,2,'LA04',2,9.3,3.6,0.0,NULL,NULL,NULL,NULL,NULL,NULL,20,21,1,NULL);
INSERT INTO "rack" VALUES(35,2,'B01',1,3.9,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,NULL,NULL);
INSERT INTO "rack" VALUES(36,2,'B02',1,4.5,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,NULL,NULL);
INSERT INTO "rack" VALUES(37,2,'B03',1,5.1,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,NULL,NULL);
INSERT INTO "rack" VALUES(38,2,'B04',1,5.7,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,NULL,NULL);
INSERT INTO "rack" VALUES(39,2,'B05',1,6.3,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,NULL,NULL);
INSERT INTO "rack" VALUES(40,2,'B06',1,6.9,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,NULL,NULL);
INSERT INTO "rack" VALUES(41,2,'LB01',2,7.5,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,2,NULL);
INSERT INTO "rack" VALUES(42,2,'LB02',2,8.1,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,2,NULL);
INSERT INTO "rack" VALUES(43,2,'LB03',2,8.7,6.0,180.0,NULL,NULL,NULL,NULL,NULL,NULL,22,23,2,NULL);
CREATE TABLE rack_row (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    yaw_deg REAL NOT NULL                    -- of its racks, which may also be turned by 180 degrees
) STRICT;
INSERT INTO "rack_row" VALUES(1,1,'A',3.6,3.0,7.19999999999999928945e+00,1.2,180.0);
INSERT INTO "rack_row" VALUES(2,1,'B',3.6,5.4,7.19999999999999928945e+00,1.2,0.0);
INSERT INTO "rack_row" VALUES(3,2,'A',3.6,3.0,3.59999999999999964472e+00,1.2,0.0);
INSERT INTO "rack_row" VALUES(4,2,'LA',7.2,3.0,2.4,1.2,0.0);
INSERT INTO "rack_row" VALUES(5,2,'B',3.6,5.4,3.59999999999999964472e+00,1.2,180.0);
INSERT INTO "rack_row" VALUES(6,2,'LB',7.2,5.4,2.4,1.2,180.0);
CREATE TABLE rack_type (                     -- the catalogue racks are instances of
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m > 0),
    mass_kg REAL NOT NULL CHECK (mass_kg >= 0),
    power_w REAL NOT NULL CHECK (power_w >= 0),
    liquid_share REAL NOT NULL CHECK (liquid_share BETWEEN 0 AND 1), -- of the heat that leaves in coolant
    airflow_m3_s REAL NOT NULL CHECK (airflow_m3_s >= 0), -- at power_w
    inlet_limit_c REAL NOT NULL,
    gpu_count INTEGER NOT NULL CHECK (gpu_count >= 0),
    -- liquid side of the servers at power_w; 0: the maker states nothing
    coolant_flow_m3_s REAL NOT NULL CHECK (coolant_flow_m3_s >= 0),
    coolant_drop_pa REAL NOT NULL CHECK (coolant_drop_pa >= 0), -- manifold, couplings and cold plates
    -- its chips behind cold plates; 0: not stated
    -- coolant supplied at which power_w and junction_rise_k are stated
    rated_coolant_c REAL NOT NULL CHECK (rated_coolant_c BETWEEN 0 AND 90),
    -- of the hottest chips over the coolant's mean
    junction_rise_k REAL NOT NULL CHECK (junction_rise_k BETWEEN 0 AND 100),
    junction_limit_c REAL NOT NULL CHECK (junction_limit_c BETWEEN 0 AND 150), -- above it they slow down
    junction_trip_c REAL NOT NULL CHECK (junction_trip_c BETWEEN 0 AND 150), -- above it they switch off
    -- that its valves hold by their flow; 0: the flow is constant
    coolant_return_c REAL NOT NULL CHECK (coolant_return_c BETWEEN 0 AND 100),
    -- rear-door heat exchanger; effectiveness 0: the type has none
    -- air side, at airflow_m3_s and rear_door_flow_m3_s
    rear_door_effectiveness REAL NOT NULL CHECK (rear_door_effectiveness >= 0 AND rear_door_effectiveness < 1),
    rear_door_flow_m3_s REAL NOT NULL CHECK (rear_door_flow_m3_s >= 0), -- water at the rating
    rear_door_drop_pa REAL NOT NULL CHECK (rear_door_drop_pa >= 0),
    circuits INTEGER NOT NULL CHECK (circuits BETWEEN 0 AND 12), -- three-phase, both sides; 0: not stated
    circuit_voltage_v REAL NOT NULL CHECK (circuit_voltage_v >= 0), -- line to line
    breaker_a REAL NOT NULL CHECK (breaker_a >= 0), -- continuous rating of one circuit's breaker
    power_factor REAL NOT NULL CHECK (power_factor > 0 AND power_factor <= 1),
    -- two poles where there are three phases otherwise
    direct_current INTEGER NOT NULL CHECK (direct_current IN (0, 1)),
    peak_factor REAL NOT NULL CHECK (peak_factor BETWEEN 1 AND 5), -- highest power of a few seconds over power_w
    psu_rated_w REAL NOT NULL CHECK (psu_rated_w >= 0), -- of all power supplies that share the load; 0: not known
    role TEXT NOT NULL CHECK (role IN ('compute', 'network', 'storage', 'management')),
    -- its slots, and what it carries; 0: not stated
    usable_height_u INTEGER NOT NULL CHECK (usable_height_u BETWEEN 0 AND 100),
    starting_unit INTEGER NOT NULL CHECK (starting_unit BETWEEN 1 AND 100), -- number of its lowest unit
    units_from_top INTEGER NOT NULL CHECK (units_from_top IN (0, 1)), -- its units count downward
    own_mass_kg REAL NOT NULL CHECK (own_mass_kg >= 0), -- empty
    load_limit_kg REAL NOT NULL CHECK (load_limit_kg >= 0) -- of all that stands in it
) STRICT;
INSERT INTO "rack_type" VALUES(1,'DGX H100 x2',0.6,1.2,2.2,391.0,20400.0,0.0,1.13,30.0,16,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0,0.0,0.0,1.0,0,1.0,0.0,'compute',0,1,0,0.0,0.0);
INSERT INTO "rack_type" VALUES(2,'NVL72',0.6,1.2,2.24,1360.0,132000.0,0.87,0.95,35.0,72,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0,0.0,0.0,1.0,0,1.0,0.0,'compute',0,1,0,0.0,0.0);
CREATE TABLE record (
    object_kind TEXT NOT NULL,               -- the table it stands in
    object_id INTEGER NOT NULL,              -- its id there
    status TEXT NOT NULL CHECK (status IN ('design', 'procurement', 'deployment', 'operation', 'decommissioning')),
    notes TEXT NOT NULL,
    PRIMARY KEY (object_kind, object_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "record" VALUES('cdu',1,'operation','Leaks at times');
INSERT INTO "record" VALUES('rack',25,'deployment','');
CREATE TABLE record_date (                   -- the day on which an object enters a status
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('design', 'procurement', 'deployment', 'operation', 'decommissioning')),
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- ISO 8601
    PRIMARY KEY (object_kind, object_id, status)
) STRICT, WITHOUT ROWID;
INSERT INTO "record_date" VALUES('rack',25,'decommissioning','2032-12-31');
INSERT INTO "record_date" VALUES('rack',25,'operation','2027-03-31');
CREATE TABLE record_identifier (             -- what an object is called in other systems
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    system TEXT NOT NULL,                    -- 'netbox'
    identifier TEXT NOT NULL,
    PRIMARY KEY (object_kind, object_id, system)
) STRICT, WITHOUT ROWID;
INSERT INTO "record_identifier" VALUES('rack',25,'netbox','dcim.rack:4711');
INSERT INTO "record_identifier" VALUES('rack',25,'sap','10002345');
CREATE TABLE record_tag (
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (object_kind, object_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "record_tag" VALUES('rack',25,0,'phase 2');
INSERT INTO "record_tag" VALUES('rack',25,1,'liquid');
CREATE TABLE record_waiver (                 -- a rule whose finding of the object is accepted
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    rule TEXT NOT NULL,                      -- 'cold-aisle-width'
    reason TEXT NOT NULL,
    PRIMARY KEY (object_kind, object_id, rule)
) STRICT, WITHOUT ROWID;
INSERT INTO "record_waiver" VALUES('cdu',1,'service-side','Served from behind.');
CREATE TABLE recovery_base (                 -- empty, except in a recovery file: the site file it continues
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size_bytes INTEGER NOT NULL,             -- all 0: the site had not been saved yet
    modified_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL
) STRICT;
CREATE TABLE room (                          -- a room without racks
    id INTEGER PRIMARY KEY CHECK (id > 0),
    building_id INTEGER NOT NULL REFERENCES building (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('electrical', 'mechanical', 'meet-me', 'dock', 'staging', 'office', 'corridor')),
    x_m REAL NOT NULL,                       -- south-west corner, building frame
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0)
) STRICT, WITHOUT ROWID;
INSERT INTO "room" VALUES(1,1,'Electrical room','electrical',0.5,0.5,5.0,11.0);
INSERT INTO "room" VALUES(2,1,'Mechanical room','mechanical',6.0,12.5,16.0,5.0);
INSERT INTO "room" VALUES(3,1,'Dock','dock',0.5,12.5,5.0,5.0);
INSERT INTO "room" VALUES(4,2,'Electrical room','electrical',0.5,0.5,5.0,11.0);
INSERT INTO "room" VALUES(5,2,'Mechanical room','mechanical',6.0,12.5,16.0,5.0);
INSERT INTO "room" VALUES(6,2,'Dock','dock',0.5,12.5,5.0,5.0);
CREATE TABLE scenario (                      -- what the site is asked about; no part of it
    id INTEGER PRIMARY KEY CHECK (id > 0),   -- their order
    name TEXT NOT NULL,
    outdoor_c REAL,                          -- dry bulb; NULL: that of the site
    wet_bulb_c REAL,                         -- NULL: what goes with the dry bulb
    load_basis TEXT NOT NULL CHECK (load_basis IN ('by-status', 'all-placed')), -- which racks draw power
    -- on which their statuses count; NULL: as they stand
    date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    inlet_basis TEXT NOT NULL CHECK (inlet_basis IN ('estimate', 'field', 'flow')) -- what rack inlets rest on
) STRICT;
INSERT INTO "scenario" VALUES(1,'Heißer Tag',41.5,23.25,'by-status',NULL,'flow');
INSERT INTO "scenario" VALUES(2,'CDU out',NULL,NULL,'all-placed','2027-03-31','estimate');
CREATE TABLE scenario_outage (               -- equipment that a scenario takes out of service
    scenario_id INTEGER NOT NULL REFERENCES scenario (id),
    object_kind TEXT NOT NULL,               -- the table it stands in
    object_id INTEGER NOT NULL,
    PRIMARY KEY (scenario_id, object_kind, object_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "scenario_outage" VALUES(2,'cdu',1);
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
    -- of tower water: dissolved solids against make-up water
    cycles_of_concentration REAL NOT NULL CHECK (cycles_of_concentration > 1 AND cycles_of_concentration <= 20),
    CHECK (wet_bulb_c <= outdoor_c)
) STRICT;
INSERT INTO "site_info" VALUES(1,'Small campus','Two halls with one of everything.','Testville',39.0,-77.5,90.0,0.0,28.0,21.0,0.34,5.0);
CREATE TABLE tile_field (                    -- tiles of a raised floor through which its air comes up
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    open_share REAL NOT NULL CHECK (open_share BETWEEN 0.05 AND 1) -- of the area, that air passes
) STRICT;
INSERT INTO "tile_field" VALUES(1,1,'Grates',4.2,4.2,1.2,0.6,0.56);
CREATE TABLE wall (                          -- within a hall: of a cage, between two lots, or a screen
    id INTEGER PRIMARY KEY CHECK (id > 0),
    hall_id INTEGER NOT NULL REFERENCES hall (id),
    name TEXT NOT NULL,
    x_m REAL NOT NULL,
    y_m REAL NOT NULL,
    width_m REAL NOT NULL CHECK (width_m > 0),
    depth_m REAL NOT NULL CHECK (depth_m > 0),
    height_m REAL NOT NULL CHECK (height_m >= 0) -- 0, or at least the hall's: full height
) STRICT;
INSERT INTO "wall" VALUES(1,1,'Screen',0.5,0.5,0.1,1.0,2.0);
COMMIT;
