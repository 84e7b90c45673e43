#include "core/exchange/read_contents.h"

#include "core/exchange/device_library.h"
#include "core/exchange/recipe_values.h"
#include "core/model/errors.h"
#include "core/model/rack_slots.h"

#include <cmath>
#include <filesystem>
#include <fmt/format.h>

namespace hallwright::recipe {

namespace {

constexpr Range heightU{0.0, mostUsableU, "U"};

void requireHalfUnits(const YamlMap& map, const std::string& key, double valueU)
{
    if (std::floor(valueU / slotU) != valueU / slotU)
        map.placeOf(key).fail(fmt::format("{} is {:g} U, but must be a whole number of half units.",
                                          map.placeOf(key).path, valueU));
}

double halfUnits(YamlMap& map, const std::string& key, double fallback)
{
    const double valueU = map.number(key, heightU, fallback);
    requireHalfUnits(map, key, valueU);
    return valueU;
}

// The one device type of a file, by its path from the recipe's folder.
DeviceType typeOfLibrary(YamlMap& map)
{
    const Place at = map.placeOf("library");
    const std::filesystem::path named = map.text("library");
    const auto file = std::filesystem::path(at.file).parent_path() / named;
    if (named.is_absolute() || std::filesystem::is_directory(file))
        at.fail(fmt::format("{} is \"{}\", but must be the path of a file from the recipe's folder.", at.path,
                            named.string()));
    try {
        DeviceLibrary library = readDeviceLibrary({file});
        if (library.deviceTypes.size() == 1)
            return library.deviceTypes.front();
        at.fail(fmt::format("{} is no device type of the library. {}", at.path,
                            library.remarks.empty() ? "" : library.remarks.front().sentence));
    } catch (const StorageError& error) {
        at.fail(fmt::format("{}: {}", at.path, error.what()));
    }
}

void readPorts(DeviceType& type, YamlMap& map)
{
    type.ports.clear();
    for (auto& [word, connectors] : map.entries("ports", mostEntries)) {
        const auto kind = fromName<PortKind>(word);
        if (!kind)
            connectors.place().fail(fmt::format("{} is no kind of port; known are: {}.",
                                                connectors.place().path, namesOf<PortKind>()));
        for (const std::string& connector : connectors.keys())
            type.ports.push_back({*kind, connector, connectors.count(connector, 1, 100'000)});
    }
}

DeviceType readDeviceType(const std::string& name, YamlMap& map)
{
    DeviceType type;
    if (map.has("library"))
        type = typeOfLibrary(map);
    else
        map.number("height_u", heightU); // there is no usual height
    type.name = name;
    type.manufacturer = map.text("manufacturer", type.manufacturer);
    type.heightU = halfUnits(map, "height_u", type.heightU);
    const auto switched = [&](const char* key, bool otherwise) {
        return map.has(key) ? map.isSet(key) : otherwise;
    };
    type.fullDepth = switched("full_depth", type.fullDepth);
    type.halfWidth = switched("half_width", type.halfWidth);
    type.powered = switched("powered", type.powered);
    type.massKg = map.number("mass_kg", massKg, type.massKg);
    type.nameplateW = 1e3 * map.number("nameplate_kw", rackKw, type.nameplateW / 1e3);
    type.powerW = 1e3 * map.number("power_kw", rackKw, type.powerW / 1e3);
    type.airflow = choiceOr(map, "airflow", type.airflow);
    type.airflowM3s = map.number("airflow_m3_s", airflowM3s, type.airflowM3s);
    type.liquidShare = map.number("liquid_share", share, type.liquidShare);
    type.gpuCount = map.count("gpus", 0, 10'000, type.gpuCount);
    if (map.has("ports"))
        readPorts(type, map);
    return type;
}

design::DeviceRule readDevices(YamlMap& map, const Recipe& recipe)
{
    design::DeviceRule rule;
    const std::size_t type = map.oneOf("type", recipe.devices.names, "device type");
    rule.type = idAt<DeviceTypeId>(type);
    rule.name = map.has("name") ? map.name("name") : recipe.devices.names[type];
    rule.count = map.count("count", 1, 2 * mostUsableU, 1);
    rule.firstU = halfUnits(map, "at_u", 0.0);
    rule.stepU = halfUnits(map, "step_u", 0.0);
    rule.face = choiceOr(map, "face", rule.face);
    rule.side = choiceOr(map, "side", rule.side);
    map.refuseOtherKeys();
    return rule;
}

} // namespace

Catalogue<DeviceType> readDeviceTypes(YamlMap& root)
{
    return readCatalogue<DeviceType>(root, "device_types", readDeviceType);
}

std::vector<ContentsRule> readContents(YamlMap& root, const Recipe& recipe)
{
    std::vector<ContentsRule> rules;
    for (YamlMap& map : root.optionalList("contents", mostEntries)) {
        ContentsRule rule;
        rule.place = map.place();
        if (map.has("rack_type"))
            rule.rackType = idAt<RackTypeId>(map.oneOf("rack_type", recipe.racks.names, "rack type"));
        rule.racks = rule.rackType ? map.text("racks", "*") : map.text("racks");
        for (YamlMap& devices : map.list("devices", mostEntries)) {
            rule.devices.push_back(readDevices(devices, recipe));
            rule.devicePlaces.push_back(devices.place());
        }
        map.refuseOtherKeys();
        rules.push_back(std::move(rule));
    }
    return rules;
}

} // namespace hallwright::recipe
