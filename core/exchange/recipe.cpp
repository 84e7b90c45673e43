#include "core/exchange/recipe.h"

#include "core/exchange/build_cooling.h"
#include "core/exchange/build_hall.h"
#include "core/exchange/build_pathways.h"
#include "core/exchange/build_power.h"
#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/model/missing_ids.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace hallwright {

namespace recipe {

namespace {

void addCatalogue(Draft& draft)
{
    draft.catalogue = std::make_shared<hallwright::Catalogue>();
    std::int64_t id = 0;
    for (const RackModel& model : draft.recipe.racks.items) {
        RackType type = model.type;
        type.id = RackTypeId{++id};
        draft.rackTypes.push_back(type.id);
        draft.catalogue->rackTypes.push_back(std::move(type));
    }
}

BuildingDraft startBuilding(Draft& draft, const BuildingPlacement& placement)
{
    BuildingDraft result;
    result.placement = &placement;
    result.rule = &draft.recipe.buildings[placement.buildingTemplate];
    Building& building = result.building;
    building.id = draft.ids.building.next();
    building.name = placement.name;
    building.originM = placement.origin;
    building.yawDeg = placement.yawDeg;
    building.widthM = result.rule->widthM;
    building.depthM = result.rule->depthM;
    building.heightM = result.rule->heightM;
    building.capacityW = placement.capacityW;
    building.otherPowerW = result.rule->otherPowerW;
    building.rooms = result.rule->rooms;
    for (const HallPlacement& hall : result.rule->halls)
        result.halls.push_back(layOutHall(draft, hall, building.name));
    return result;
}

struct Found {
    HallDraft* hall = nullptr;
    std::size_t rack = 0;
};

Found findRack(Draft& draft, const OverrideRule& rule)
{
    std::vector<std::string> halls;
    for (BuildingDraft& building : draft.buildings) {
        for (HallDraft& hall : building.halls) {
            if (!rule.rack.starts_with(hall.hall.name + "-")) {
                halls.push_back(hall.hall.name);
                continue;
            }
            std::vector<Rack>& racks = hall.hall.racks;
            const auto found = std::find_if(racks.begin(), racks.end(),
                                            [&](const Rack& rack) { return rack.name == rule.rack; });
            if (found != racks.end())
                return {&hall, static_cast<std::size_t>(found - racks.begin())};
            rule.place.fail(fmt::format("{}.rack is \"{}\", but hall {} has no rack of that name.",
                                        rule.place.path, rule.rack, hall.hall.name));
        }
    }
    rule.place.fail(
        fmt::format("{}.rack is \"{}\", which lies in no hall of the campus; rack names begin with a hall "
                    "such as \"{}-\".",
                    rule.place.path, rule.rack, halls.empty() ? "B1-H1" : halls[0]));
}

void changeModel(Draft& draft, Rack& rack, std::size_t modelIndex)
{
    const RackModel& model = draft.recipe.racks[modelIndex];
    rack.type = draft.rackTypes[modelIndex];
    rack.role = model.role;
    rack.powerW = model.type.powerW;
    rack.liquidShare = model.type.liquidShare;
    rack.airflowM3s = model.type.airflowM3s;
    rack.massKg = model.type.massKg;
    rack.gpuCount = model.type.gpuCount;
}

void applyOverride(Draft& draft, const OverrideRule& rule)
{
    const Found found = findRack(draft, rule);
    Rack& rack = found.hall->hall.racks[found.rack];
    if (rule.model)
        changeModel(draft, rack, *rule.model);
    if (rule.powerW) {
        if (rack.powerW > 0.0)
            rack.airflowM3s *= *rule.powerW / rack.powerW;
        rack.powerW = *rule.powerW;
    }
    rack.pose = {rule.x.value_or(rack.pose.x), rule.y.value_or(rack.pose.y),
                 rule.yawDeg.value_or(rack.pose.yawDeg)};
    if (rule.status && *rule.status != Record().status)
        draft.records.byObject[refTo(rack.id)].status = *rule.status;
    else if (rule.status)
        draft.records.byObject.erase(refTo(rack.id));
    const RackType& type = *draft.catalogue->find(rack.type);
    const Rect bounds = footprintBounds(rack.pose, type.widthM, type.depthM);
    const Hall& hall = found.hall->hall;
    requireInside(rule.place, fmt::format("{}: rack {}", rule.place.path, rule.rack), bounds,
                  "hall " + hall.name, hall.widthM, hall.depthM);
}

void removeRack(Draft& draft, const OverrideRule& rule)
{
    const Found found = findRack(draft, rule);
    HallDraft& hall = *found.hall;
    draft.records.byObject.erase(refTo(hall.hall.racks[found.rack].id));
    hall.hall.racks.erase(hall.hall.racks.begin() + static_cast<std::ptrdiff_t>(found.rack));
    for (RowDraft& row : hall.rows) {
        row.firstRack -= row.firstRack > found.rack ? 1 : 0;
        row.endRack -= row.endRack > found.rack ? 1 : 0;
    }
}

void applyOverrides(Draft& draft)
{
    for (const OverrideRule& rule : draft.recipe.overrides) {
        if (rule.remove)
            removeRack(draft, rule);
        else
            applyOverride(draft, rule);
    }
}

void refuseUnknownHalls(const Draft& draft)
{
    std::vector<std::string> names;
    for (const BuildingDraft& building : draft.buildings) {
        for (const HallDraft& hall : building.halls)
            names.push_back(hall.hall.name);
    }
    for (const LimitRule& limit : draft.recipe.limits) {
        if (std::find(names.begin(), names.end(), limit.hall) == names.end())
            limit.place.fail(fmt::format("{}.hall is \"{}\", which the campus does not have; {}",
                                         limit.place.path, limit.hall, suggestion(limit.hall, names)));
    }
}

// The rows as they were laid out, on the hall's own list.
void addRows(HallDraft& hall)
{
    for (const RowDraft& row : hall.rows)
        hall.hall.rows.push_back({{}, row.letter, row.area, row.yawDeg});
}

SitePtr finish(Draft& draft)
{
    auto site = std::make_shared<Site>();
    site->info = draft.recipe.info;
    site->catalogue = draft.catalogue;
    MissingIds ids;
    for (BuildingDraft& draftBuilding : draft.buildings) {
        auto building = std::make_shared<Building>(std::move(draftBuilding.building));
        ids.giveTo(*building);
        for (HallDraft& hall : draftBuilding.halls) {
            addRows(hall);
            ids.giveTo(hall.hall);
            building->halls.push_back(std::make_shared<const Hall>(std::move(hall.hall)));
        }
        site->buildings.push_back(std::move(building));
    }
    site->power = std::make_shared<const PowerNetwork>(std::move(draft.power));
    site->cooling = std::make_shared<const CoolingNetwork>(std::move(draft.cooling));
    site->pathways = std::make_shared<const PathwayNetwork>(std::move(draft.pathways));
    site->records = std::make_shared<const Records>(std::move(draft.records));
    return site;
}

SitePtr build(const Recipe& recipe)
{
    Draft draft(recipe);
    addCatalogue(draft);
    for (const BuildingPlacement& placement : recipe.campus)
        draft.buildings.push_back(startBuilding(draft, placement));
    refuseUnknownHalls(draft);
    applyOverrides(draft);
    for (BuildingDraft& building : draft.buildings) {
        for (HallDraft& hall : building.halls)
            addCdus(draft, hall);
    }
    addUtilities(draft);
    for (BuildingDraft& building : draft.buildings) {
        addBuildingPower(draft, building);
        addBuildingCooling(draft, building);
        addBuildingPathways(draft, building);
    }
    addCampusPathways(draft);
    const SitePtr site = finish(draft);
    try {
        checkSite(*site);
    } catch (const InputError& e) {
        throw InputError(recipe.file + ": " + e.what());
    }
    return site;
}

} // namespace

} // namespace recipe

SitePtr buildSite(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path))
        throw StorageError(
            fmt::format("{}: the recipe cannot be read; check that the file exists and is yours to "
                        "read.",
                        path.string()));
    // One byte beyond the limit is enough to refuse a file that is too large.
    constexpr std::streamsize most = (1 << 20) + 1;
    std::string text(static_cast<std::size_t>(most), '\0');
    file.read(text.data(), most);
    text.resize(static_cast<std::size_t>(file.gcount()));
    return buildSiteFromText(text, path.string());
}

SitePtr buildSiteFromText(const std::string& yaml, const std::string& origin)
{
    return recipe::build(recipe::readRecipe(yaml, origin));
}

} // namespace hallwright
