#include "core/exchange/read_building_template.h"

#include "core/exchange/read_equipment.h"
#include "core/exchange/recipe_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace hallwright::recipe {

namespace {

std::vector<std::string> roomNames(const BuildingTemplate& building)
{
    std::vector<std::string> names;
    for (const Room& room : building.rooms)
        names.push_back(room.name);
    return names;
}

HallPlacement readHallPlacement(YamlMap& map, const Recipe& recipe)
{
    HallPlacement placement;
    placement.place = map.place();
    placement.name = map.name("name");
    placement.hallTemplate = map.oneOf("template", recipe.halls.names, "hall template");
    placement.origin = map.point("origin_m", offsetM);
    placement.trayExit = map.choice<WallSide>("tray_exit");
    if (placement.trayExit != WallSide::South && placement.trayExit != WallSide::North)
        map.placeOf("tray_exit")
            .fail(fmt::format("{} must be south or north.", map.placeOf("tray_exit").path));
    if (map.has("pipe_riser_x_m"))
        placement.riserX = map.number("pipe_riser_x_m", offsetM);
    map.refuseOtherKeys();
    return placement;
}

std::vector<HallPlacement> readHallPlacements(YamlMap& map, const Recipe& recipe)
{
    std::vector<HallPlacement> halls;
    for (YamlMap& entry : map.list("halls", 200)) {
        HallPlacement hall = readHallPlacement(entry, recipe);
        if (std::any_of(halls.begin(), halls.end(),
                        [&](const HallPlacement& h) { return h.name == hall.name; }))
            hall.place.fail(fmt::format("{} has two halls named \"{}\".", map.place().path, hall.name));
        halls.push_back(std::move(hall));
    }
    return halls;
}

ElectricalSide readSide(YamlMap map, const BuildingTemplate& building)
{
    ElectricalSide side;
    side.room = map.oneOf("room", roomNames(building), "room");
    side.yardX = map.number("transformers_x_m", {-200.0, 1200.0, "m"});
    map.refuseOtherKeys();
    return side;
}

design::StandbyRule readStandby(YamlMap map, const Recipe& recipe)
{
    design::StandbyRule rule;
    rule.generator = powerType(map, "type", recipe, PowerNodeKind::Generator);
    rule.perSide = map.count("per_side", 1, 100);
    map.refuseOtherKeys();
    return rule;
}

ElectricalRule readElectrical(YamlMap map, const Recipe& recipe, const BuildingTemplate& building)
{
    ElectricalRule rule;
    rule.a = readSide(map.map("a"), building);
    rule.b = readSide(map.map("b"), building);
    rule.entrance = powerType(map, "entrance", recipe, PowerNodeKind::Switchgear);
    rule.coolingBlock.transformer = powerType(map, "transformer", recipe, PowerNodeKind::Transformer);
    rule.coolingBlock.switchgear = powerType(map, "switchgear", recipe, PowerNodeKind::Switchgear);
    rule.coolingBlock.ups = powerType(map, "cooling_ups", recipe, PowerNodeKind::Ups);
    rule.panel = powerType(map, "plant_panel", recipe, PowerNodeKind::MechanicalPanel);
    if (const std::optional<YamlMap> standby = map.optionalMap("standby"))
        rule.standby = readStandby(*standby, recipe);
    map.refuseOtherKeys();
    return rule;
}

design::PlantRule readPlant(YamlMap map, const Recipe& recipe)
{
    design::PlantRule rule;
    rule.type = idAt<PlantTypeId>(map.oneOf("type", recipe.plant.names, "plant type"));
    if (map.has("units") && map.has("spare"))
        map.place().fail(
            fmt::format("{} has both \"spare\" and \"units\"; remove one of the two.", map.place().path));
    if (map.has("units"))
        rule.units = map.count("units", 1, 10'000);
    else
        rule.spare = map.count("spare", 0, 100);
    rule.perRow = map.count("per_row", 1, 200);
    rule.perPanel = map.count("units_per_panel", 1, 100);
    rule.firstRowY = map.number("first_row_y_m", {-1000.0, 1000.0, "m"});
    rule.pitch = map.point("pitch_m", {0.5, 100.0, "m"});
    rule.onRoof = isSet(map, "on_roof");
    map.refuseOtherKeys();
    return rule;
}

// One group under "plant", or a list of them under "plants".
std::vector<design::PlantRule> readPlantGroups(YamlMap& map, const Recipe& recipe)
{
    if (!map.has("plants"))
        return {readPlant(map.map("plant"), recipe)};
    if (map.has("plant"))
        map.place().fail(
            fmt::format("{} has both \"plant\" and \"plants\"; remove one of the two.", map.place().path));
    std::vector<design::PlantRule> groups;
    for (const YamlMap& group : map.list("plants", 20))
        groups.push_back(readPlant(group, recipe));
    return groups;
}

LoopRule readLoop(const std::string& name, YamlMap& map, const Recipe& recipe)
{
    LoopRule loop;
    loop.place = map.place();
    loop.name = name;
    CoolantLoop& values = loop.values;
    values.supplyC = map.number("supply_c", waterTemperatureC);
    values.designDeltaTK = map.number("delta_t_k", {1.0, 40.0, "K"});
    values.pumpHeadPa = 1e3 * map.number("pump_head_kpa", {1.0, 2000.0, "kPa"});
    values.pumpEfficiency = map.number("pump_efficiency", {0.05, 0.95, ""});
    loop.pipes.velocityMs = map.number("pipe_velocity_m_s", {0.2, 5.0, "m/s"});
    loop.pipes.entryX = map.number("entry_x_m", offsetM);
    loop.pipes.mainY = map.number("main_y_m", offsetM);
    loop.pipes.mainZ = map.number("main_z_m", elevationM);
    const CoolantLoop usual;
    values.coolant = choiceOr(map, "coolant", usual.coolant);
    values.pumps = map.count("pumps", 1, 100, usual.pumps);
    values.sparePumps = map.count("spare_pumps", 0, 100, usual.sparePumps);
    values.heldHead = map.number("held_head", share, usual.heldHead);
    values.bufferM3 = map.number("buffer_m3", {0.0, 100'000.0, "m³"}, 0.0);
    values.heatReuseW = 1e6 * map.number("heat_reuse_mw", buildingMw, 0.0);
    values.savesWater = isSet(map, "saves_water");
    loop.plant = readPlantGroups(map, recipe);
    map.refuseOtherKeys();
    return loop;
}

FibreRule readFibre(YamlMap map, const BuildingTemplate& building)
{
    FibreRule rule;
    rule.meetMe = map.oneOf("meet_me", roomNames(building), "room");
    rule.corridorX = map.number("corridor_x_m", offsetM);
    map.refuseOtherKeys();
    return rule;
}

void requireLoops(const BuildingTemplate& building, const Recipe& recipe)
{
    std::vector<std::string> names;
    for (const LoopRule& loop : building.loops)
        names.push_back(loop.name);
    const auto require = [&](const Place& place, const std::string& loop) {
        if (std::find(names.begin(), names.end(), loop) == names.end()) {
            place.fail(fmt::format("{} is fed from the loop \"{}\", which {} does not have; {}", place.path,
                                   loop, building.place.path, suggestion(loop, names)));
        }
    };
    for (const HallPlacement& placement : building.halls) {
        const HallTemplate& hall = recipe.halls[placement.hallTemplate];
        for (const HandlerRule& rule : hall.handlers)
            require(rule.place, rule.loop);
        if (hall.cdus)
            require(hall.cdus->place, hall.cdus->loop);
        if (hall.rearDoors)
            require(hall.rearDoors->place, hall.rearDoors->loop);
    }
    if (!building.roomLoop.empty())
        require(building.place, building.roomLoop);
}

} // namespace

BuildingTemplate readBuildingTemplate(YamlMap& map, const Recipe& recipe)
{
    BuildingTemplate building;
    building.place = map.place();
    building.widthM = map.number("width_m", lengthM);
    building.depthM = map.number("depth_m", lengthM);
    building.heightM = map.number("height_m", {2.0, 200.0, "m"});
    building.otherPowerW = 1e3 * map.number("other_kw", unitKw);
    if (map.has("other_feed"))
        building.otherFromPlant = map.oneOf("other_feed", {"none", "plant"}, "feed") == 1;
    building.roomLoop = map.text("room_loop", "");
    for (auto& [name, room] : map.entries("rooms", mostEntries)) {
        building.rooms.push_back({name, room.choice<RoomKind>("kind"), room.rect("area_m", offsetM)});
        room.refuseOtherKeys();
        const Place area = room.placeOf("area_m");
        requireInside(area, area.path, building.rooms.back().area, "the building", building.widthM,
                      building.depthM);
    }
    building.halls = readHallPlacements(map, recipe);
    for (const HallPlacement& hall : building.halls) {
        const Hall& shell = recipe.halls[hall.hallTemplate].shell;
        requireInside(hall.place, hall.place.path, {hall.origin.x, hall.origin.y, shell.widthM, shell.depthM},
                      "the building", building.widthM, building.depthM);
    }
    building.electrical = readElectrical(map.map("electrical"), recipe, building);
    for (auto& [name, loop] : map.entries("loops", 20))
        building.loops.push_back(readLoop(name, loop, recipe));
    building.fibre = readFibre(map.map("fibre"), building);
    requireLoops(building, recipe);
    return building;
}

} // namespace hallwright::recipe
