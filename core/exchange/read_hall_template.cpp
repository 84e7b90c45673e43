#include "core/exchange/read_hall_template.h"

#include "core/exchange/read_equipment.h"
#include "core/exchange/recipe_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace hallwright::recipe {

namespace {

std::vector<design::RowGroup> readRowGroups(YamlMap& rows, const Recipe& recipe)
{
    std::vector<design::RowGroup> groups;
    for (YamlMap& map : rows.list("groups", 100)) {
        design::RowGroup group;
        group.count = map.count("count", 1, 200);
        for (YamlMap& item : map.list("racks", 100)) {
            design::Stretch stretch;
            if (item.has("gap")) {
                stretch.count = item.count("gap", 1, 500);
            } else {
                stretch.type = idAt<RackTypeId>(item.oneOf("type", recipe.racks.names, "rack type"));
                stretch.count = item.count("count", 1, 500);
            }
            item.refuseOtherKeys();
            group.stretches.push_back(stretch);
        }
        if (group.stretches.empty()) {
            const Place at = map.placeOf("racks");
            at.fail(fmt::format("{} is empty; list the racks of the row, or take the group out.", at.path));
        }
        map.refuseOtherKeys();
        groups.push_back(std::move(group));
    }
    return groups;
}

design::RowRule readRows(YamlMap map, const Recipe& recipe)
{
    design::RowRule rows;
    rows.start = map.point("start_m", offsetM);
    rows.firstAisle = map.choice<AisleKind>("first_aisle");
    rows.coldAisleM = map.number("cold_aisle_m", {0.6, 10.0, "m"});
    rows.hotAisleM = map.number("hot_aisle_m", {0.6, 10.0, "m"});
    rows.groups = readRowGroups(map, recipe);
    map.refuseOtherKeys();
    return rows;
}

design::ColumnGrid readColumns(YamlMap map, const Hall& hall)
{
    design::ColumnGrid grid;
    grid.first = map.point("first_m", offsetM);
    grid.pitch = map.point("pitch_m", {1.0, 100.0, "m"});
    const std::vector<int> count = map.counts("count", 2, 1, 100);
    grid.countX = count[0];
    grid.countY = count[1];
    grid.sizeM = map.number("size_m", {0.1, 3.0, "m"});
    map.refuseOtherKeys();
    const Rect all{grid.first.x - grid.sizeM / 2, grid.first.y - grid.sizeM / 2,
                   (grid.countX - 1) * grid.pitch.x + grid.sizeM,
                   (grid.countY - 1) * grid.pitch.y + grid.sizeM};
    requireInside(map.place(), map.place().path, all, "the hall", hall.widthM, hall.depthM);
    return grid;
}

Door readDoor(YamlMap& map, const Hall& hall)
{
    Door door;
    door.name = map.name("name");
    door.wall = map.choice<WallSide>("wall");
    door.offsetM = map.number("offset_m", offsetM);
    door.widthM = map.number("width_m", {0.5, 20.0, "m"});
    door.heightM = map.number("height_m", {1.8, std::min(10.0, hall.heightM), "m"});
    map.refuseOtherKeys();
    const bool alongX = door.wall == WallSide::South || door.wall == WallSide::North;
    const double wallM = alongX ? hall.widthM : hall.depthM;
    if (door.offsetM + door.widthM > wallM + touchingM) {
        map.place().fail(fmt::format("{} ends at {:g} m, but the {} wall is {:g} m long; lower its offset_m.",
                                     map.place().path, door.offsetM + door.widthM, nameOf(door.wall), wallM));
    }
    return door;
}

Rect areaIn(YamlMap& map, const Hall& hall)
{
    const Rect area = map.rect("area_m", offsetM);
    const Place place = map.placeOf("area_m");
    requireInside(place, place.path, area, "the hall", hall.widthM, hall.depthM);
    return area;
}

Wall readWall(YamlMap& map, const Hall& hall)
{
    Wall wall;
    wall.name = map.name("name");
    wall.area = areaIn(map, hall);
    wall.heightM = map.number("height_m", {0.1, 50.0, "m"}, 0.0);
    map.refuseOtherKeys();
    return wall;
}

TileField readTileField(YamlMap& map, const Hall& hall)
{
    TileField field;
    field.name = map.name("name");
    field.area = areaIn(map, hall);
    field.openShare = map.number("open_share", {0.05, 1.0, ""}, field.openShare);
    map.refuseOtherKeys();
    if (hall.floor != FloorKind::RaisedFloor)
        map.place().fail(fmt::format("{} lies in a raised floor, but the floor is a slab; say floor: raised, "
                                     "or leave the tiles out.",
                                     map.place().path));
    return field;
}

HandlerRule readHandlers(YamlMap& map, const Recipe& recipe)
{
    HandlerRule rule;
    rule.place = map.place();
    rule.rule.type = idAt<AirHandlerTypeId>(map.oneOf("type", recipe.airHandlers.names, "air handler type"));
    rule.rule.wall = map.choice<WallSide>("wall");
    rule.rule.count = map.count("count", 1, 500);
    rule.loop = map.text("loop");
    map.refuseOtherKeys();
    return rule;
}

CduRule readCdus(YamlMap map, const Recipe& recipe)
{
    CduRule rule;
    rule.place = map.place();
    rule.rule.type = idAt<CduTypeId>(map.oneOf("type", recipe.cdus.names, "CDU type"));
    rule.rule.end = map.choice<WallSide>("row_end");
    if (rule.rule.end != WallSide::East && rule.rule.end != WallSide::West)
        map.placeOf("row_end").fail(fmt::format("{} must be east or west.", map.placeOf("row_end").path));
    rule.loop = map.text("loop");
    map.refuseOtherKeys();
    return rule;
}

RearDoorRule readRearDoors(YamlMap map)
{
    RearDoorRule rule{map.place(), map.text("loop")};
    map.refuseOtherKeys();
    return rule;
}

design::FeedRule readHallPower(YamlMap& map, const Recipe& recipe)
{
    design::FeedRule rule;
    rule.rowsPerUps = map.count("rows_per_ups", 1, 100);
    rule.block.transformer = powerType(map, "transformer", recipe, PowerNodeKind::Transformer,
                                       PowerNodeKind::SolidStateTransformer);
    rule.block.switchgear = powerType(map, "switchgear", recipe, PowerNodeKind::Switchgear);
    rule.block.ups = powerType(map, "ups", recipe, PowerNodeKind::Ups, PowerNodeKind::Rectifier);
    if (map.has("pdu"))
        rule.pdu = powerType(map, "pdu", recipe, PowerNodeKind::Pdu, PowerNodeKind::Rectifier);
    rule.busway = powerType(map, "busway", recipe, PowerNodeKind::Busway);
    return rule;
}

design::TrayRule readTray(YamlMap map)
{
    design::TrayRule tray;
    tray.heightM = map.number("height_m", {1.8, 20.0, "m"});
    tray.widthM = map.number("width_m", {0.05, 3.0, "m"});
    tray.depthM = map.number("depth_m", {0.02, 1.0, "m"});
    tray.mainX = map.number("main_x_m", offsetM);
    map.refuseOtherKeys();
    return tray;
}

Hall readHallShell(YamlMap& map)
{
    Hall hall;
    hall.widthM = map.number("width_m", lengthM);
    hall.depthM = map.number("depth_m", lengthM);
    hall.heightM = map.number("height_m", {2.0, 50.0, "m"});
    hall.tilePitchM = map.number("tile_pitch_m", {0.3, 2.0, "m"}, 0.6);
    hall.floor = map.choice<FloorKind>("floor");
    hall.floorElevationM = map.number("floor_elevation_m", elevationM, 0.0);
    if (hall.floor == FloorKind::RaisedFloor)
        hall.raisedFloorM = map.number("raised_floor_m", {0.1, 5.0, "m"});
    hall.ceilingReturn = map.has("ceiling_m");
    hall.ceilingHeightM = map.number("ceiling_m", {2.0, hall.heightM, "m"}, hall.heightM);
    hall.floorRatingPa = 1e3 * map.number("floor_rating_kpa", {1.0, 200.0, "kPa"});
    hall.supplyC = map.number("supply_c", airTemperatureC);
    hall.inletLimitC = map.number("inlet_limit_c", {10.0, 50.0, "°C"});
    hall.dewPointC = map.number("dew_point_c", {-40.0, 30.0, "°C"}, hall.dewPointC);
    hall.airsideEconomiser = isSet(map, "airside_economiser");
    return hall;
}

} // namespace

HallTemplate readHallTemplate(YamlMap& map, const Recipe& recipe)
{
    HallTemplate hall;
    hall.place = map.place();
    hall.shell = readHallShell(map);
    const YamlMap rows = map.map("rows");
    hall.rowsPlace = rows.place();
    hall.rows = readRows(rows, recipe);
    if (std::optional<YamlMap> containment = map.optionalMap("containment")) {
        hall.rows.contained = containment->choice<AisleKind>("aisle");
        hall.rows.blanked = isSet(*containment, "blanking_panels");
        hall.shell.containmentLeakage = containment->number("leakage", share);
        containment->refuseOtherKeys();
    }
    if (const std::optional<YamlMap> columns = map.optionalMap("columns"))
        hall.columns = readColumns(*columns, hall.shell);
    for (YamlMap& wall : map.optionalList("walls", mostEntries))
        hall.shell.walls.push_back(readWall(wall, hall.shell));
    for (YamlMap& field : map.optionalList("tile_fields", mostEntries))
        hall.shell.tileFields.push_back(readTileField(field, hall.shell));
    for (YamlMap& door : map.optionalList("doors", mostEntries))
        hall.doors.push_back(readDoor(door, hall.shell));
    for (YamlMap& rule : map.optionalList("air_handlers", 16))
        hall.handlers.push_back(readHandlers(rule, recipe));
    if (const std::optional<YamlMap> cdus = map.optionalMap("cdus"))
        hall.cdus = readCdus(*cdus, recipe);
    if (const std::optional<YamlMap> doors = map.optionalMap("rear_doors"))
        hall.rearDoors = readRearDoors(*doors);
    YamlMap power = map.map("power");
    hall.power = readHallPower(power, recipe);
    hall.fanPanel = powerType(power, "fan_panel", recipe, PowerNodeKind::MechanicalPanel);
    power.refuseOtherKeys();
    if (hall.cdus && hall.cdus->rule.end == WallSide::West)
        hall.power.pduEnd = WallSide::East;
    hall.tray = readTray(map.map("tray"));
    return hall;
}

} // namespace hallwright::recipe
