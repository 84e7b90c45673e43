#include "core/exchange/read_campus.h"

#include "core/exchange/read_contents.h"
#include "core/exchange/recipe_values.h"
#include "core/model/requirements.h"
#include "core/rules/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hallwright::recipe {

namespace {

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

std::vector<std::string> vaultNames(const PathwayRule& rule)
{
    std::vector<std::string> names;
    for (const design::Vault& vault : rule.vaults)
        names.push_back(vault.name);
    return names;
}

void readVault(BuildingPlacement& building, YamlMap& map, const std::string& suffix, const Recipe& recipe)
{
    if (map.has("vault"))
        building.vault = map.oneOf("vault", suffix, vaultNames(recipe.pathways), "vault");
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

std::vector<BuildingPlacement> readBuildings(YamlMap& root, const Recipe& recipe)
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

design::SectionRule readSection(YamlMap map)
{
    design::SectionRule section;
    section.widthM = map.number("width_m", {0.05, 10.0, "m"});
    section.depthM = map.number("depth_m", {0.05, 10.0, "m"});
    section.coverM = map.number("cover_m", {0.1, 20.0, "m"});
    map.refuseOtherKeys();
    return section;
}

design::BundleRule readBundle(YamlMap map)
{
    design::BundleRule bundle;
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
    for (const auto& [name, position] : map.namedPoints("vaults", mostEntries, positionM))
        rule.vaults.push_back({name, position});
    const std::vector<std::string> names = vaultNames(rule);
    rule.duct = readSection(map.map("duct"));
    rule.trench = readSection(map.map("trench"));
    for (YamlMap& trench : map.list("trenches", mostEntries)) {
        rule.trenches.push_back({trench.oneOf("from", names, "vault"), trench.oneOf("to", names, "vault"),
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
    LimitRule rule{map.place(), map.text("hall"),
                   idAt<RackTypeId>(map.oneOf("type", recipe.racks.names, "rack type")),
                   map.count("racks", 0, 100'000)};
    map.refuseOtherKeys();
    return rule;
}

// "deployment: 2027-03-01": the days on which statuses begin.
std::map<LifecycleStatus, std::string> readDates(YamlMap map)
{
    std::map<LifecycleStatus, std::string> dates;
    for (const LifecycleStatus status :
         {LifecycleStatus::Design, LifecycleStatus::Procurement, LifecycleStatus::Deployment,
          LifecycleStatus::Operation, LifecycleStatus::Decommissioning}) {
        const std::string name(nameOf(status));
        if (!map.has(name))
            continue;
        const std::string date = map.text(name);
        if (!check::isDate(date)) {
            const Place place = map.placeOf(name);
            place.fail(fmt::format("{} is \"{}\", but must be a day such as 2027-03-31.", place.path, date));
        }
        dates.emplace(status, date);
    }
    map.refuseOtherKeys();
    return dates;
}

OverrideRule readOverride(YamlMap& map, const Recipe& recipe)
{
    OverrideRule rule;
    rule.place = map.place();
    rule.rack = map.text("rack");
    if (map.has("type"))
        rule.type = idAt<RackTypeId>(map.oneOf("type", recipe.racks.names, "rack type"));
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
    if (map.has("dates"))
        rule.dates = readDates(map.map("dates"));
    rule.remove = map.count("remove", 0, 1, 0) == 1;
    map.refuseOtherKeys();
    return rule;
}

// A waiver of a rule that there is none of would be silent, and the finding would stay.
void requireRule(const WaiverRule& waiver)
{
    if (findRule(waiver.rule))
        return;
    std::vector<std::string> ids;
    for (const Rule& rule : rules())
        ids.emplace_back(rule.id);
    waiver.place.fail(fmt::format("{}.rule is \"{}\", which is no rule; {}", waiver.place.path, waiver.rule,
                                  suggestion(waiver.rule, ids)));
}

WaiverRule readWaiver(YamlMap& map)
{
    WaiverRule rule{map.place(),          map.text("hall"), map.text("aisle", ""),
                    map.text("rack", ""), map.name("rule"), map.text("reason")};
    if (!rule.aisle.empty() && !rule.rack.empty())
        rule.place.fail(fmt::format(
            "{} names both an aisle and a rack; waive what is found of each by itself.", rule.place.path));
    requireRule(rule);
    map.refuseOtherKeys();
    return rule;
}

TagRule readTag(YamlMap& map)
{
    TagRule rule{map.place(), map.text("hall", ""), map.text("building", ""), map.name("tag")};
    if (rule.hall.empty() == rule.building.empty())
        rule.place.fail(fmt::format("{} must name either a hall or a building.", rule.place.path));
    map.refuseOtherKeys();
    return rule;
}

} // namespace

void readCampus(YamlMap& root, Recipe& recipe)
{
    for (auto& [name, map] : root.entries("utilities", 100))
        recipe.utilities.push_back(readUtility(name, map));
    recipe.pathways = readPathways(root.map("pathways"));
    recipe.campus = readBuildings(root, recipe);
    for (YamlMap& map : root.optionalList("limits", mostEntries))
        recipe.limits.push_back(readLimit(map, recipe));
    recipe.contents = readContents(root, recipe);
    for (YamlMap& map : root.optionalList("overrides", 100'000))
        recipe.overrides.push_back(readOverride(map, recipe));
    for (YamlMap& map : root.optionalList("tags", mostEntries))
        recipe.tags.push_back(readTag(map));
    for (YamlMap& map : root.optionalList("waivers", mostEntries))
        recipe.waivers.push_back(readWaiver(map));
}

} // namespace hallwright::recipe
