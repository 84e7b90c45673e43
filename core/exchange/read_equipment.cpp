#include "core/exchange/read_equipment.h"

#include "core/exchange/read_contents.h"
#include "core/exchange/recipe_values.h"
#include "core/model/plant_kinds.h"
#include "core/model/rack_slots.h"
#include "core/physics/chiller_catalogue.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace hallwright::recipe {

namespace {

void readRearDoor(RackType& type, YamlMap map)
{
    type.rearDoorEffectiveness = map.number("effectiveness", {0.05, 0.95, ""});
    type.rearDoorFlowM3s = map.number("flow_l_min", {0.1, 1000.0, "L/min"}) / 60e3;
    type.rearDoorDropPa = 1e3 * map.number("drop_kpa", {0.0, 500.0, "kPa"});
    map.refuseOtherKeys();
}

void readColdPlates(RackType& type, YamlMap map)
{
    type.ratedCoolantC = map.number("rated_supply_c", {5.0, 90.0, "°C"}, 0.0);
    type.junctionRiseK = map.number("junction_rise_k", {1.0, 100.0, "K"}, 0.0);
    type.junctionLimitC = map.number("junction_limit_c", {40.0, 150.0, "°C"}, 0.0);
    type.junctionTripC = map.number("junction_trip_c", {40.0, 150.0, "°C"}, 0.0);
    type.coolantReturnC = map.number("held_return_c", {20.0, 100.0, "°C"}, 0.0);
    map.refuseOtherKeys();
}

void readCircuits(RackType& type, YamlMap map)
{
    type.circuits = map.count("count", 1, 12);
    type.circuitVoltageV = map.number("volts", {100.0, 1000.0, "V"});
    type.breakerA = map.number("breaker_a", {1.0, 2000.0, "A"});
    type.powerFactor = map.number("power_factor", {0.1, 1.0, ""}, 1.0);
    type.directCurrent = map.isSet("direct_current");
    map.refuseOtherKeys();
}

RackType readRackType(const std::string& name, YamlMap& map)
{
    RackType type;
    type.name = name;
    type.role = map.choice<RackRole>("role");
    type.widthM = map.number("width_m", {0.1, 3.0, "m"});
    type.depthM = map.number("depth_m", {0.1, 3.0, "m"});
    type.heightM = map.number("height_m", {0.1, 4.0, "m"});
    type.massKg = map.number("mass_kg", massKg);
    type.powerW = 1e3 * map.number("power_kw", rackKw);
    type.liquidShare = map.number("liquid_share", share);
    type.airflowM3s = map.number("airflow_m3_s", airflowM3s);
    type.inletLimitC = map.number("inlet_limit_c", {10.0, 50.0, "°C"});
    type.gpuCount = map.count("gpus", 0, 10'000);
    type.coolantFlowM3s = map.number("coolant_l_min", {0.0, 10'000.0, "L/min"}, 0.0) / 60e3;
    type.coolantDropPa = 1e3 * map.number("coolant_drop_kpa", dropKpa, 0.0);
    if (const std::optional<YamlMap> plates = map.optionalMap("cold_plates"))
        readColdPlates(type, *plates);
    if (const std::optional<YamlMap> door = map.optionalMap("rear_door"))
        readRearDoor(type, *door);
    if (const std::optional<YamlMap> circuits = map.optionalMap("circuits"))
        readCircuits(type, *circuits);
    type.peakFactor = map.number("peak_factor", {1.0, 5.0, ""}, 1.0);
    type.psuRatedW = 1e3 * map.number("psu_rated_kw", {0.0, 2000.0, "kW"}, 0.0);
    type.usableHeightU = map.count("usable_u", 1, mostUsableU, 0);
    type.startingUnit = map.count("starting_unit", 1, mostUsableU, 1);
    type.unitsFromTop = map.isSet("units_from_top");
    type.ownMassKg = map.number("own_mass_kg", massKg, 0.0);
    type.loadLimitKg = map.number("load_limit_kg", massKg, 0.0);
    return type;
}

AirHandler readAirHandler(const std::string&, YamlMap& map)
{
    AirHandler model;
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

Cdu readCdu(const std::string&, YamlMap& map)
{
    Cdu model;
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

PlantUnit readPlantUnit(const std::string&, YamlMap& map)
{
    PlantUnit model;
    model.kind = map.choice<PlantKind>("kind");
    model.widthM = map.number("width_m", {0.1, 50.0, "m"});
    model.depthM = map.number("depth_m", {0.1, 50.0, "m"});
    model.heightM = map.number("height_m", {0.1, 30.0, "m"});
    model.capacityW = 1e3 * map.number("capacity_kw", capacityKw);
    const bool isPlates = model.kind == PlantKind::WatersideEconomiser;
    model.ratedOutdoorC =
        isPlates ? map.number("rated_outdoor_c", outdoorC, 0.0) : map.number("rated_outdoor_c", outdoorC);
    if (isChiller(model.kind)) {
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

PowerNode readPowerNode(const std::string&, YamlMap& map)
{
    PowerNode model;
    model.kind = map.choice<PowerNodeKind>("kind");
    model.ratedW = 1e3 * map.number("rated_kw", {1.0, 5e6, "kW"});
    model.loss = readLoss(map);
    model.standby = isSet(map, "standby");
    const bool isUps = model.kind == PowerNodeKind::Ups;
    if (isUps)
        model.upsMode = choiceOr(map, "ups_mode", model.upsMode);
    const bool hasBatteries = isUps || model.kind == PowerNodeKind::Rectifier;
    if (hasBatteries || model.kind == PowerNodeKind::Battery)
        model.storedJ = joulesPerKwh * map.number("stored_kwh", {0.0, 1e7, "kWh"}, 0.0);
    return model;
}

} // namespace

void readEquipment(YamlMap& root, Recipe& recipe)
{
    recipe.racks = readCatalogue<RackType>(root, "rack_types", readRackType);
    recipe.airHandlers = readCatalogue<AirHandler>(root, "air_handlers", readAirHandler);
    recipe.cdus = readCatalogue<Cdu>(root, "cdus", readCdu);
    recipe.plant = readCatalogue<PlantUnit>(root, "plant", readPlantUnit);
    recipe.power = readCatalogue<PowerNode>(root, "power", readPowerNode);
    recipe.devices = readDeviceTypes(root);
}

PowerTypeId powerType(YamlMap& map, const std::string& key, const Recipe& recipe, PowerNodeKind kind,
                      std::optional<PowerNodeKind> other)
{
    const std::size_t index = map.oneOf(key, recipe.power.names, "power equipment");
    if (recipe.power[index].kind != kind && recipe.power[index].kind != other) {
        const std::string wanted =
            other ? fmt::format("{} or {}", wordFor(kind), wordFor(*other)) : std::string(wordFor(kind));
        map.placeOf(key).fail(fmt::format("{} must name a {}, but \"{}\" is a {}.", map.placeOf(key).path,
                                          wanted, recipe.power.names[index],
                                          wordFor(recipe.power[index].kind)));
    }
    return idAt<PowerTypeId>(index);
}

} // namespace hallwright::recipe
