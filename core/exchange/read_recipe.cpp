#include "core/exchange/read_building_template.h"
#include "core/exchange/read_campus.h"
#include "core/exchange/read_equipment.h"
#include "core/exchange/read_hall_template.h"
#include "core/exchange/recipe_values.h"
#include "core/model/check_site.h"
#include "core/model/errors.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace hallwright::recipe {

namespace {

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

Recipe readRoot(YamlMap root, const std::string& origin)
{
    Recipe recipe;
    recipe.file = origin;
    root.count("recipe", 1, 1); // the format's version
    recipe.info = readSite(root.map("site"));
    readEquipment(root, recipe);
    recipe.halls = readCatalogue<HallTemplate>(
        root, "halls", [&](const std::string&, YamlMap& map) { return readHallTemplate(map, recipe); });
    recipe.buildings =
        readCatalogue<BuildingTemplate>(root, "buildings", [&](const std::string&, YamlMap& map) {
            return readBuildingTemplate(map, recipe);
        });
    readCampus(root, recipe);
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
            positions += rule.rule.count;
        for (const design::RowGroup& group : hall.rows.groups) {
            for (const design::Stretch& stretch : group.stretches)
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
