#include "core/exchange/recipe_model.h"
#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/physics/chiller_catalogue.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cmath>

namespace hallwright::recipe {

namespace {

// Ranges say what a data hall can hold, with room to spare; they stop slips of the decimal point.
constexpr Range lengthM{0.01, 1000.0, "m"};
constexpr Range positionM{-50'000.0, 50'000.0, "m"};
constexpr Range offsetM{0.0, 1000.0, "m"};
constexpr Range elevationM{-10.0, 200.0, "m"};
constexpr Range yawDeg{-360.0, 360.0, "°"};
constexpr Range share{0.0, 1.0, ""};
constexpr Range airTemperatureC{5.0, 45.0, "°C"};
constexpr Range waterTemperatureC{1.0, 70.0, "°C"};
constexpr Range outdoorC{-60.0, 60.0, "°C"};
constexpr Range rackKw{0.0, 1000.0, "kW"};
constexpr Range unitKw{0.0, 100'000.0, "kW"};
constexpr Range capacityKw{1.0, unitKw.max, "kW"};
constexpr Range airflowM3s{0.0, 500.0, "m³/s"};
constexpr Range massKg{0.0, 20'000.0, "kg"};
constexpr Range buildingMw{0.0, 5000.0, "MW"};

constexpr Range dropKpa{0.0, 1000.0, "kPa"};
constexpr double joulesPerKwh = 3.6e6;

constexpr std::size_t mostEntries = 1000; // of one list: far above any plan, far below what exhausts memory

constexpr double touchingM = 1e-6; // coordinates come from sums of decimal fractions

bool isSet(YamlMap& map, const std::string& key)
{
    return map.count(key, 0, 1, 0) == 1;
}

template <class Enum>
Enum choiceOr(YamlMap& map, const std::string& key, Enum fallback)
{
    return map.has(key) ? map.choice<Enum>(key) : fallback;
}

LossCurve readLoss(YamlMap& map)
{
    const std::vector<double> k = map.numbers("loss", 3, {0.0, 0.5, ""});
    return {k[0], k[1], k[2]};
}

SiteInfo readSite(YamlMap map)
{
    SiteInfo info;
    info.name = map.name("name", longestNameCharacters);
    info.description = map.text("description", "");
    info.place = map.has("place") ? map.name("place", longestNameCharacters) : "";
    info.latitudeDeg = map.number("latitude_deg", {-90.0, 90.0, "°"});
    info.longitudeDeg = map.number("longitude_deg", {-180.0, 180.0, "°"});
    info.elevationM = map.number("elevation_m", {-500.0, 6000.0, "m"});
    info.northDeg = map.number("north_deg", yawDeg, 0.0);
    info.outdoorC = map.number("outdoor_c", outdoorC);
    info.wetBulbC = map.number("wet_bulb_c", {outdoorC.min, info.outdoorC, "°C"});
    info.carbonKgPerKwh = map.number("grid_kg_co2_per_kwh", {0.0, 3.0, "kg/kWh"}, info.carbonKgPerKwh);
    info.cyclesOfConcentration =
        map.number("cycles_of_concentration", {1.1, 20.0, ""}, info.cyclesOfConcentration);
    map.refuseOtherKeys();
    return info;
}

void readRearDoor(RackType& type, YamlMap map)
{
    type.rearDoorEffectiveness = map.number("effectiveness", {0.05, 0.95, ""});
    type.rearDoorFlowM3s = map.number("flow_l_min", {0.1, 1000.0, "L/min"}) / 60e3;
    type.rearDoorDropPa = 1e3 * map.number("drop_kpa", {0.0, 500.0, "kPa"});
    map.refuseOtherKeys();
}

void readCircuits(RackType& type, YamlMap map)
{
    type.circuits = map.count("count", 1, 12);
    type.circuitVoltageV = map.number("volts", {100.0, 1000.0, "V"});
    type.breakerA = map.number("breaker_a", {1.0, 2000.0, "A"});
    type.powerFactor = map.number("power_factor", {0.1, 1.0, ""}, 1.0);
    map.refuseOtherKeys();
}

RackModel readRackModel(const std::string& name, YamlMap& map)
{
    RackModel model;
    model.type.name = name;
    model.role = map.choice<RackRole>("role");
    model.type.widthM = map.number("width_m", {0.1, 3.0, "m"});
    model.type.depthM = map.number("depth_m", {0.1, 3.0, "m"});
    model.type.heightM = map.number("height_m", {0.1, 4.0, "m"});
    model.type.massKg = map.number("mass_kg", massKg);
    model.type.powerW = 1e3 * map.number("power_kw", rackKw);
    model.type.liquidShare = map.number("liquid_share", share);
    model.type.airflowM3s = map.number("airflow_m3_s", airflowM3s);
    model.type.inletLimitC = map.number("inlet_limit_c", {10.0, 50.0, "°C"});
    model.type.gpuCount = map.count("gpus", 0, 10'000);
    model.type.coolantFlowM3s = map.number("coolant_l_min", {0.0, 10'000.0, "L/min"}, 0.0) / 60e3;
    model.type.coolantDropPa = 1e3 * map.number("coolant_drop_kpa", dropKpa, 0.0);
    if (const std::optional<YamlMap> door = map.optionalMap("rear_door"))
        readRearDoor(model.type, *door);
    if (const std::optional<YamlMap> circuits = map.optionalMap("circuits"))
        readCircuits(model.type, *circuits);
    model.type.psuRatedW = 1e3 * map.number("psu_rated_kw", {0.0, 2000.0, "kW"}, 0.0);
    return model;
}

AirHandlerModel readAirHandlerModel(const std::string&, YamlMap& map)
{
    AirHandlerModel model;
    model.kind = map.choice<AirHandlerKind>("kind");
    model.widthM = map.number("width_m", {0.1, 30.0, "m"});
    model.depthM = map.number("depth_m", {0.1, 10.0, "m"});
    model.heightM = map.number("height_m", {0.1, 15.0, "m"});
    model.airflowM3s = map.number("airflow_m3_s", {0.01, airflowM3s.max, "m³/s"});
    model.capacityW = 1e3 * map.number("capacity_kw", capacityKw);
    model.fanPowerW = 1e3 * map.number("fan_kw", unitKw);
    const AirHandler usual;
    model.coilApproachK = map.number("coil_approach_k", {0.5, 30.0, "K"}, usual.coilApproachK);
    model.waterDropPa = 1e3 * map.number("water_drop_kpa", dropKpa, usual.waterDropPa / 1e3);
    return model;
}

CduModel readCduModel(const std::string&, YamlMap& map)
{
    CduModel model;
    model.widthM = map.number("width_m", {0.1, 10.0, "m"});
    model.depthM = map.number("depth_m", {0.1, 10.0, "m"});
    model.heightM = map.number("height_m", {0.1, 5.0, "m"});
    model.capacityW = 1e3 * map.number("capacity_kw", capacityKw);
    model.flowM3s = map.number("flow_l_min", {0.1, 100'000.0, "L/min"}) / 60e3;
    model.approachK = map.number("approach_k", {0.0, 30.0, "K"});
    model.pumpPowerW = 1e3 * map.number("pump_kw", unitKw);
    const Cdu usual;
    if (map.has("supply_c"))
        model.supplyC = map.number("supply_c", {5.0, 70.0, "°C"});
    if (map.has("facility_l_min"))
        model.facilityFlowM3s = map.number("facility_l_min", {0.1, 100'000.0, "L/min"}) / 60e3;
    model.facilityDropPa = 1e3 * map.number("facility_drop_kpa", dropKpa, usual.facilityDropPa / 1e3);
    model.coolant = choiceOr(map, "coolant", usual.coolant);
    return model;
}

// The name of a record of published curves of that kind of chiller.
std::string readCurves(YamlMap& map, PlantKind kind)
{
    const bool air = kind == PlantKind::AirCooledChiller;
    std::string name = map.text("curves");
    const Place at = map.placeOf("curves");
    const ChillerCurves* const found = findChiller(name);
    if (found && found->airCooled != air)
        at.fail(fmt::format("{} names \"{}\", the curves of {} machine, for a chiller that is {}.", at.path,
                            name, air ? "a water-cooled" : "an air-cooled",
                            air ? "air-cooled" : "water-cooled"));
    if (found)
        return name;
    std::vector<std::string> names;
    for (const ChillerCurves& record : chillerRecords()) {
        if (record.airCooled == air)
            names.emplace_back(record.name);
    }
    const std::string meant = nearest(name, names);
    at.fail(fmt::format("{} names the curves \"{}\", but the catalogue of chillers has no such record; {}",
                        at.path, name.substr(0, 60),
                        meant.empty() ? fmt::format("one is \"{}\".", names.front())
                                      : fmt::format("did you mean \"{}\"?", meant)));
}

PlantModel readPlantModel(const std::string&, YamlMap& map)
{
    PlantModel model;
    model.kind = map.choice<PlantKind>("kind");
    model.widthM = map.number("width_m", {0.1, 50.0, "m"});
    model.depthM = map.number("depth_m", {0.1, 50.0, "m"});
    model.heightM = map.number("height_m", {0.1, 30.0, "m"});
    model.capacityW = 1e3 * map.number("capacity_kw", capacityKw);
    const bool isPlates = model.kind == PlantKind::WatersideEconomiser;
    model.ratedOutdoorC =
        isPlates ? map.number("rated_outdoor_c", outdoorC, 0.0) : map.number("rated_outdoor_c", outdoorC);
    const bool isChiller =
        model.kind == PlantKind::AirCooledChiller || model.kind == PlantKind::WaterCooledChiller;
    if (isChiller) {
        model.ratedCop = map.number("rated_cop", {0.5, 30.0, ""});
        if (map.has("curves"))
            model.curves = readCurves(map, model.kind);
    } else {
        if (!isPlates)
            model.ratedPowerW = 1e3 * map.number("fan_kw", unitKw);
        model.ratedApproachK = map.number("rated_approach_k", {0.5, 50.0, "K"});
    }
    if (model.kind == PlantKind::DryCooler)
        model.adiabaticEffectiveness = map.number("adiabatic_effectiveness", share, 0.0);
    model.liquidDropPa = 1e3 * map.number("drop_kpa", dropKpa, PlantUnit().liquidDropPa / 1e3);
    return model;
}

PowerModel readPowerModel(const std::string&, YamlMap& map)
{
    PowerModel model;
    model.kind = map.choice<PowerNodeKind>("kind");
    model.ratedW = 1e3 * map.number("rated_kw", {1.0, 5e6, "kW"});
    model.loss = readLoss(map);
    model.standby = isSet(map, "standby");
    const bool isUps = model.kind == PowerNodeKind::Ups;
    if (isUps)
        model.upsMode = choiceOr(map, "ups_mode", model.upsMode);
    if (isUps || model.kind == PowerNodeKind::Battery)
        model.storedJ = joulesPerKwh * map.number("stored_kwh", {0.0, 1e7, "kWh"}, 0.0);
    return model;
}

template <class T, class Read>
Catalogue<T> readCatalogue(YamlMap& parent, const std::string& key, Read read)
{
    Catalogue<T> catalogue;
    if (!parent.has(key))
        return catalogue;
    for (auto& [name, map] : parent.entries(key, mostEntries)) {
        catalogue.items.push_back(read(name, map));
        catalogue.names.push_back(name);
        map.refuseOtherKeys();
    }
    return catalogue;
}

// The index of the named item, which must be of the wanted kind.
std::size_t powerModel(YamlMap& map, const std::string& key, const Recipe& recipe, PowerNodeKind kind)
{
    const std::size_t index = map.oneOf(key, recipe.power.names, "power equipment");
    if (recipe.power[index].kind != kind) {
        map.placeOf(key).fail(fmt::format("{} must name a {}, but \"{}\" is a {}.", map.placeOf(key).path,
                                          nameOf(kind), recipe.power.names[index],
                                          nameOf(recipe.power[index].kind)));
    }
    return index;
}

// --- hall templates ---

std::vector<RowGroup> readRowGroups(YamlMap& rows, const Recipe& recipe)
{
    std::vector<RowGroup> groups;
    for (YamlMap& map : rows.list("groups", 100)) {
        RowGroup group;
        group.count = map.count("count", 1, 200);
        for (YamlMap& item : map.list("racks", 100)) {
            Stretch stretch;
            if (item.has("gap")) {
                stretch.count = item.count("gap", 1, 500);
            } else {
                stretch.rackModel = item.oneOf("type", recipe.racks.names, "rack type");
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

RowRule readRows(YamlMap map, const Recipe& recipe)
{
    RowRule rows;
    rows.place = map.place();
    rows.start = map.point("start_m", offsetM);
    rows.firstAisle = map.choice<AisleKind>("first_aisle");
    rows.coldAisleM = map.number("cold_aisle_m", {0.6, 10.0, "m"});
    rows.hotAisleM = map.number("hot_aisle_m", {0.6, 10.0, "m"});
    rows.groups = readRowGroups(map, recipe);
    map.refuseOtherKeys();
    return rows;
}

ColumnGrid readColumns(YamlMap map, const Hall& hall)
{
    ColumnGrid grid;
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

HandlerRule readHandlers(YamlMap& map, const Recipe& recipe)
{
    HandlerRule rule;
    rule.place = map.place();
    rule.model = map.oneOf("type", recipe.airHandlers.names, "air handler type");
    rule.wall = map.choice<WallSide>("wall");
    rule.count = map.count("count", 1, 500);
    rule.loop = map.text("loop");
    map.refuseOtherKeys();
    return rule;
}

CduRule readCdus(YamlMap map, const Recipe& recipe)
{
    CduRule rule;
    rule.place = map.place();
    rule.model = map.oneOf("type", recipe.cdus.names, "CDU type");
    rule.end = map.choice<WallSide>("row_end");
    if (rule.end != WallSide::East && rule.end != WallSide::West)
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

HallPowerRule readHallPower(YamlMap map, const Recipe& recipe)
{
    HallPowerRule rule;
    rule.rowsPerUps = map.count("rows_per_ups", 1, 100);
    rule.transformer = powerModel(map, "transformer", recipe, PowerNodeKind::Transformer);
    rule.switchgear = powerModel(map, "switchgear", recipe, PowerNodeKind::Switchgear);
    rule.ups = powerModel(map, "ups", recipe, PowerNodeKind::Ups);
    if (map.has("pdu"))
        rule.pdu = powerModel(map, "pdu", recipe, PowerNodeKind::Pdu);
    rule.busway = powerModel(map, "busway", recipe, PowerNodeKind::Busway);
    rule.panel = powerModel(map, "fan_panel", recipe, PowerNodeKind::MechanicalPanel);
    map.refuseOtherKeys();
    return rule;
}

TrayRule readTray(YamlMap map)
{
    TrayRule tray;
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

HallTemplate readHallTemplate(YamlMap& map, const Recipe& recipe)
{
    HallTemplate hall;
    hall.place = map.place();
    hall.shell = readHallShell(map);
    hall.rows = readRows(map.map("rows"), recipe);
    if (std::optional<YamlMap> containment = map.optionalMap("containment")) {
        hall.contained = containment->choice<AisleKind>("aisle");
        hall.shell.containmentLeakage = containment->number("leakage", share);
        containment->refuseOtherKeys();
    }
    if (const std::optional<YamlMap> columns = map.optionalMap("columns"))
        hall.columns = readColumns(*columns, hall.shell);
    for (YamlMap& door : map.optionalList("doors", mostEntries))
        hall.doors.push_back(readDoor(door, hall.shell));
    for (YamlMap& rule : map.optionalList("air_handlers", 16))
        hall.handlers.push_back(readHandlers(rule, recipe));
    if (const std::optional<YamlMap> cdus = map.optionalMap("cdus"))
        hall.cdus = readCdus(*cdus, recipe);
    if (const std::optional<YamlMap> doors = map.optionalMap("rear_doors"))
        hall.rearDoors = readRearDoors(*doors);
    hall.power = readHallPower(map.map("power"), recipe);
    hall.tray = readTray(map.map("tray"));
    return hall;
}

// --- building templates ---

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

StandbyRule readStandby(YamlMap map, const Recipe& recipe)
{
    StandbyRule rule;
    rule.generator = powerModel(map, "type", recipe, PowerNodeKind::Generator);
    rule.perSide = map.count("per_side", 1, 100);
    map.refuseOtherKeys();
    return rule;
}

ElectricalRule readElectrical(YamlMap map, const Recipe& recipe, const BuildingTemplate& building)
{
    ElectricalRule rule;
    rule.a = readSide(map.map("a"), building);
    rule.b = readSide(map.map("b"), building);
    rule.entrance = powerModel(map, "entrance", recipe, PowerNodeKind::Switchgear);
    rule.transformer = powerModel(map, "transformer", recipe, PowerNodeKind::Transformer);
    rule.switchgear = powerModel(map, "switchgear", recipe, PowerNodeKind::Switchgear);
    rule.ups = powerModel(map, "cooling_ups", recipe, PowerNodeKind::Ups);
    rule.panel = powerModel(map, "plant_panel", recipe, PowerNodeKind::MechanicalPanel);
    if (const std::optional<YamlMap> standby = map.optionalMap("standby"))
        rule.standby = readStandby(*standby, recipe);
    map.refuseOtherKeys();
    return rule;
}

PlantRule readPlant(YamlMap map, const Recipe& recipe)
{
    PlantRule rule;
    rule.model = map.oneOf("type", recipe.plant.names, "plant type");
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
std::vector<PlantRule> readPlantGroups(YamlMap& map, const Recipe& recipe)
{
    if (!map.has("plants"))
        return {readPlant(map.map("plant"), recipe)};
    if (map.has("plant"))
        map.place().fail(
            fmt::format("{} has both \"plant\" and \"plants\"; remove one of the two.", map.place().path));
    std::vector<PlantRule> groups;
    for (const YamlMap& group : map.list("plants", 20))
        groups.push_back(readPlant(group, recipe));
    return groups;
}

LoopRule readLoop(const std::string& name, YamlMap& map, const Recipe& recipe)
{
    LoopRule loop;
    loop.place = map.place();
    loop.name = name;
    loop.supplyC = map.number("supply_c", waterTemperatureC);
    loop.deltaTK = map.number("delta_t_k", {1.0, 40.0, "K"});
    loop.pumpHeadPa = 1e3 * map.number("pump_head_kpa", {1.0, 2000.0, "kPa"});
    loop.pumpEfficiency = map.number("pump_efficiency", {0.05, 0.95, ""});
    loop.velocityMs = map.number("pipe_velocity_m_s", {0.2, 5.0, "m/s"});
    loop.entryX = map.number("entry_x_m", offsetM);
    loop.mainY = map.number("main_y_m", offsetM);
    loop.mainZ = map.number("main_z_m", elevationM);
    const CoolantLoop usual;
    loop.coolant = choiceOr(map, "coolant", usual.coolant);
    loop.pumps = map.count("pumps", 1, 100, usual.pumps);
    loop.sparePumps = map.count("spare_pumps", 0, 100, usual.sparePumps);
    loop.heldHead = map.number("held_head", share, usual.heldHead);
    loop.bufferM3 = map.number("buffer_m3", {0.0, 100'000.0, "m³"}, 0.0);
    loop.heatReuseW = 1e6 * map.number("heat_reuse_mw", buildingMw, 0.0);
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

// --- the campus ---

UtilityRule readUtility(const std::string& name, YamlMap& map)
{
    UtilityRule rule;
    rule.name = name;
    rule.kind = choiceOr(map, "kind", rule.kind);
    if (!isSource(rule.kind)) {
        map.placeOf("kind").fail(fmt::format("{} is \"{}\", but must be one of: utility, generator, battery.",
                                             map.placeOf("kind").path, nameOf(rule.kind)));
    }
    rule.side = map.choice<FeedSide>("side");
    rule.position = map.point("position_m", positionM);
    rule.ratedW = 1e6 * map.number("rated_mw", {0.001, buildingMw.max, "MW"});
    rule.loss = readLoss(map);
    rule.standby = isSet(map, "standby");
    if (rule.kind == PowerNodeKind::Battery)
        rule.storedJ = 1e3 * joulesPerKwh * map.number("stored_mwh", {0.0, 1e5, "MWh"}, 0.0);
    rule.count = map.count("count", 1, 200, 1);
    if (rule.count > 1)
        rule.step = map.point("step_m", {-1000.0, 1000.0, "m"});
    map.refuseOtherKeys();
    return rule;
}

BuildingPlacement readBuildingPlacement(YamlMap& map, const Recipe& recipe)
{
    BuildingPlacement building;
    building.place = map.place();
    building.name = map.name("name");
    building.buildingTemplate = map.oneOf("template", recipe.buildings.names, "building template");
    building.origin = map.point("origin_m", positionM);
    building.yawDeg = map.number("yaw_deg", yawDeg, 0.0);
    building.capacityW = 1e6 * map.number("capacity_mw", buildingMw);
    return building;
}

void readVault(BuildingPlacement& building, YamlMap& map, const std::string& suffix, const Recipe& recipe)
{
    if (map.has("vault"))
        building.vault = map.oneOf("vault", suffix, recipe.pathways.vaultNames, "vault");
}

constexpr std::size_t mostBuildings = 200;

void requireFewBuildings(const Place& place, std::size_t buildings)
{
    if (buildings > mostBuildings)
        place.fail(fmt::format("{} makes {} buildings, but a campus has at most {}.", place.path, buildings,
                               mostBuildings));
}

void requireOnCampus(const BuildingPlacement& building)
{
    if (std::abs(building.origin.x) > positionM.max || std::abs(building.origin.y) > positionM.max) {
        building.place.fail(
            fmt::format("building {} stands at x = {:g} m, y = {:g} m, but both must lie within {:g} "
                        "and {:g} m.",
                        building.name, building.origin.x, building.origin.y, positionM.min, positionM.max));
    }
}

// "B" with vault "V", repeated 3 x 2: B1 at V1, B2, B3 and, one step further, B4, B5, B6.
std::vector<BuildingPlacement> readRepeated(const BuildingPlacement& first, YamlMap& entry, YamlMap map,
                                            const Recipe& recipe)
{
    const int columns = map.count("columns", 1, 100);
    const int rows = map.count("rows", 1, 100);
    const Point2 step = map.point("step_m", positionM);
    map.refuseOtherKeys();
    requireFewBuildings(map.place(), static_cast<std::size_t>(columns * rows));
    std::vector<BuildingPlacement> all;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            BuildingPlacement next = first;
            const std::string number = std::to_string(all.size() + 1);
            next.name = first.name + number;
            next.origin = first.origin + Point2{column * step.x, row * step.y};
            requireOnCampus(next);
            readVault(next, entry, number, recipe);
            all.push_back(std::move(next));
        }
    }
    return all;
}

std::vector<BuildingPlacement> readCampus(YamlMap& root, const Recipe& recipe)
{
    std::vector<BuildingPlacement> campus;
    for (YamlMap& map : root.list("campus", mostEntries)) {
        BuildingPlacement building = readBuildingPlacement(map, recipe);
        if (const std::optional<YamlMap> repeat = map.optionalMap("repeat")) {
            for (BuildingPlacement& copy : readRepeated(building, map, *repeat, recipe))
                campus.push_back(std::move(copy));
        } else {
            readVault(building, map, "", recipe);
            campus.push_back(building);
        }
        map.refuseOtherKeys();
        requireFewBuildings(building.place, campus.size());
    }
    std::vector<std::string> names;
    for (const BuildingPlacement& building : campus) {
        if (std::find(names.begin(), names.end(), building.name) != names.end())
            building.place.fail(fmt::format("the campus has two buildings named \"{}\".", building.name));
        names.push_back(building.name);
    }
    return campus;
}

SectionRule readSection(YamlMap map)
{
    SectionRule section;
    section.widthM = map.number("width_m", {0.05, 10.0, "m"});
    section.depthM = map.number("depth_m", {0.05, 10.0, "m"});
    section.coverM = map.number("cover_m", {0.1, 20.0, "m"});
    map.refuseOtherKeys();
    return section;
}

BundleRule readBundle(YamlMap map)
{
    BundleRule bundle;
    bundle.cables = map.count("cables", 1, 100'000);
    bundle.fibresPerCable = map.count("fibres_per_cable", 1, 10'000);
    bundle.cableDiameterM = 1e-3 * map.number("cable_diameter_mm", {1.0, 200.0, "mm"});
    bundle.slack = map.number("slack", share);
    map.refuseOtherKeys();
    return bundle;
}

PathwayRule readPathways(YamlMap map)
{
    PathwayRule rule;
    rule.place = map.place();
    for (const auto& [name, position] : map.namedPoints("vaults", mostEntries, positionM)) {
        rule.vaultNames.push_back(name);
        rule.vaults.push_back(position);
    }
    rule.duct = readSection(map.map("duct"));
    rule.trench = readSection(map.map("trench"));
    for (YamlMap& trench : map.list("trenches", mostEntries)) {
        rule.trenches.push_back({trench.place(), trench.oneOf("from", rule.vaultNames, "vault"),
                                 trench.oneOf("to", rule.vaultNames, "vault"),
                                 trench.points("via_m", 100, positionM)});
        trench.refuseOtherKeys();
    }
    rule.spineHall = map.text("spine_hall");
    if (const std::optional<YamlMap> bundle = map.optionalMap("hall_runs"))
        rule.hallRuns = readBundle(*bundle);
    if (const std::optional<YamlMap> bundle = map.optionalMap("building_runs"))
        rule.buildingRuns = readBundle(*bundle);
    map.refuseOtherKeys();
    return rule;
}

LimitRule readLimit(YamlMap& map, const Recipe& recipe)
{
    LimitRule rule{map.place(), map.text("hall"), map.oneOf("type", recipe.racks.names, "rack type"),
                   map.count("racks", 0, 100'000)};
    map.refuseOtherKeys();
    return rule;
}

OverrideRule readOverride(YamlMap& map, const Recipe& recipe)
{
    OverrideRule rule;
    rule.place = map.place();
    rule.rack = map.text("rack");
    if (map.has("type"))
        rule.model = map.oneOf("type", recipe.racks.names, "rack type");
    if (map.has("power_kw"))
        rule.powerW = 1e3 * map.number("power_kw", rackKw);
    if (map.has("x_m"))
        rule.x = map.number("x_m", positionM);
    if (map.has("y_m"))
        rule.y = map.number("y_m", positionM);
    if (map.has("yaw_deg"))
        rule.yawDeg = map.number("yaw_deg", yawDeg);
    if (map.has("status"))
        rule.status = map.choice<LifecycleStatus>("status");
    rule.remove = map.count("remove", 0, 1, 0) == 1;
    map.refuseOtherKeys();
    return rule;
}

Recipe readRoot(YamlMap root, const std::string& origin)
{
    Recipe recipe;
    recipe.file = origin;
    root.count("recipe", 1, 1); // the format's version
    recipe.info = readSite(root.map("site"));
    recipe.racks = readCatalogue<RackModel>(root, "rack_types", readRackModel);
    recipe.airHandlers = readCatalogue<AirHandlerModel>(root, "air_handlers", readAirHandlerModel);
    recipe.cdus = readCatalogue<CduModel>(root, "cdus", readCduModel);
    recipe.plant = readCatalogue<PlantModel>(root, "plant", readPlantModel);
    recipe.power = readCatalogue<PowerModel>(root, "power", readPowerModel);
    recipe.halls = readCatalogue<HallTemplate>(
        root, "halls", [&](const std::string&, YamlMap& map) { return readHallTemplate(map, recipe); });
    recipe.buildings =
        readCatalogue<BuildingTemplate>(root, "buildings", [&](const std::string&, YamlMap& map) {
            return readBuildingTemplate(map, recipe);
        });
    for (auto& [name, map] : root.entries("utilities", 100))
        recipe.utilities.push_back(readUtility(name, map));
    recipe.pathways = readPathways(root.map("pathways"));
    recipe.campus = readCampus(root, recipe);
    for (YamlMap& map : root.optionalList("limits", mostEntries))
        recipe.limits.push_back(readLimit(map, recipe));
    for (YamlMap& map : root.optionalList("overrides", 100'000))
        recipe.overrides.push_back(readOverride(map, recipe));
    root.refuseOtherKeys();
    return recipe;
}

// Refused before anything is built, so that a slip of the finger does not fill the memory.
void refuseTooManyPositions(const Recipe& recipe)
{
    constexpr long long most = 1'000'000;
    const auto positionsOf = [&](const HallTemplate& hall) {
        long long positions = hall.columns ? hall.columns->countX * hall.columns->countY : 0;
        for (const HandlerRule& rule : hall.handlers)
            positions += rule.count;
        for (const RowGroup& group : hall.rows.groups) {
            for (const Stretch& stretch : group.stretches)
                positions += static_cast<long long>(group.count) * stretch.count;
        }
        return positions;
    };
    long long total = 0;
    for (const BuildingPlacement& building : recipe.campus) {
        for (const HallPlacement& hall : recipe.buildings[building.buildingTemplate].halls)
            total += positionsOf(recipe.halls[hall.hallTemplate]);
        if (total > most) {
            building.place.fail(
                fmt::format("with building {} the campus has {} positions of racks, columns and air "
                            "handlers, but at most {} are accepted; lower the counts.",
                            building.name, total, most));
        }
    }
}

} // namespace

void requireInside(const Place& place, const std::string& what, const Rect& area, const std::string& where,
                   double widthM, double depthM)
{
    if (area.x >= -touchingM && area.y >= -touchingM && area.right() <= widthM + touchingM &&
        area.top() <= depthM + touchingM)
        return;
    place.fail(
        fmt::format("{} reaches from x = {:g} m, y = {:g} m to x = {:g} m, y = {:g} m, outside {}, which is "
                    "{:g} m by {:g} m.",
                    what, area.x, area.y, area.right(), area.top(), where, widthM, depthM));
}

Recipe readRecipe(const std::string& yaml, const std::string& origin)
{
    constexpr std::size_t most = 1 << 20;
    if (yaml.size() > most)
        throw InputError(fmt::format("{}: the recipe has {} bytes, but at most {} are accepted.", origin,
                                     yaml.size(), most));
    YAML::Node root;
    try {
        root = YAML::Load(yaml);
    } catch (const YAML::Exception& e) {
        throw InputError(fmt::format("{}:{}: this is not YAML: {}.", origin, e.mark.line + 1, e.msg));
    }
    if (root.IsNull())
        throw InputError(
            fmt::format("{}:1: the recipe is empty; a recipe begins with \"recipe: 1\".", origin));
    Recipe recipe = readRoot(YamlMap(root, {origin, root.Mark().line + 1, ""}), origin);
    refuseTooManyPositions(recipe);
    return recipe;
}

} // namespace hallwright::recipe
