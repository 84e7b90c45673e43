#include "core/exchange/read_building_template.h"
#include "core/exchange/read_campus.h"
#include "core/exchange/read_equipment.h"
#include "core/exchange/read_hall_template.h"
#include "core/exchange/recipe_values.h"
#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/simulation/weather.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace hallwright::recipe {

namespace {

SiteInfo readSite(YamlMap map, std::string& weatherFile)
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
    // Down to that of dry air, stated to a tenth.
    const double driestC = std::floor(10.0 * lowestWetBulbC(info.outdoorC, info.elevationM)) / 10.0;
    info.wetBulbC = map.number("wet_bulb_c", {driestC, info.outdoorC, "°C"});
    info.carbonKgPerKwh = map.number("grid_kg_co2_per_kwh", {0.0, 3.0, "kg/kWh"}, info.carbonKgPerKwh);
    info.cyclesOfConcentration =
        map.number("cycles_of_concentration", {1.1, 20.0, ""}, info.cyclesOfConcentration);
    weatherFile = map.text("weather_file", "");
    map.refuseOtherKeys();
    return info;
}

Recipe readRoot(YamlMap root, const std::string& origin)
{
    Recipe recipe;
    recipe.file = origin;
    root.count("recipe", 1, 1); // the format's version
    recipe.info = readSite(root.map("site"), recipe.weatherFile);
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

// Whether a tab indents this line, counted from 0.
bool isIndentedByTab(std::string_view yaml, int line)
{
    for (; line > 0 && !yaml.empty(); --line)
        yaml.remove_prefix(std::min(yaml.find('\n'), yaml.size() - 1) + 1);
    return yaml.substr(0, yaml.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

// The slips that YAML's own words say least about.
std::string_view hintFor(const YAML::Exception& error, std::string_view yaml)
{
    const std::string_view message = error.msg;
    if (isIndentedByTab(yaml, error.mark.line))
        return " Lines are indented with spaces, not with tabs.";
    if (message.find("illegal map value") != std::string_view::npos ||
        message.find("end of map not found") != std::string_view::npos)
        return " A text with a colon and a space in it, or with brackets, must stand in quotes.";
    if (message.find("unknown token") != std::string_view::npos)
        return " A text that begins with @, ` or % must stand in quotes.";
    return "";
}

} // namespace

Recipe readRecipe(const std::string& yaml, const std::string& origin)
{
    constexpr std::size_t most = 1 << 20;
    if (yaml.size() > most)
        throw InputError(fmt::format("{}: the recipe has {} bytes, but at most {} are accepted.", origin,
                                     yaml.size(), most));
    std::vector<YAML::Node> documents;
    try {
        documents = YAML::LoadAll(yaml);
    } catch (const YAML::Exception& e) {
        throw InputError(
            fmt::format("{}:{}: this is not YAML: {}.{}", origin, e.mark.line + 1, e.msg, hintFor(e, yaml)));
    }
    if (documents.size() > 1)
        throw InputError(
            fmt::format("{}:{}: a second document begins with \"---\"; a recipe is one document.", origin,
                        documents[1].Mark().line + 1));
    const YAML::Node root = documents.empty() ? YAML::Node() : documents.front();
    if (root.IsNull())
        throw InputError(
            fmt::format("{}:1: the recipe is empty; a recipe begins with \"recipe: 1\".", origin));
    Recipe recipe = readRoot(YamlMap(root, {origin, root.Mark().line + 1, ""}), origin);
    refuseTooManyPositions(recipe);
    return recipe;
}

} // namespace hallwright::recipe
