#include "core/exchange/build_site.h"

#include "core/exchange/campus_draft.h"
#include "core/exchange/recipe_values.h"
#include "core/model/errors.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::recipe {

namespace {

template <class Type, class Thing>
void addTypes(std::vector<Type>& types, const Catalogue<Thing>& from)
{
    for (std::size_t i = 0; i < from.items.size(); ++i)
        types.push_back({idAt<IdOf<Type>>(i), from.names[i], from.items[i]});
}

// A site with nothing but the recipe's catalogue.
SitePtr emptySite(const Recipe& recipe)
{
    auto catalogue = std::make_shared<hallwright::Catalogue>();
    for (std::size_t i = 0; i < recipe.racks.items.size(); ++i) {
        catalogue->rackTypes.push_back(recipe.racks[i]);
        catalogue->rackTypes.back().id = idAt<RackTypeId>(i);
    }
    addTypes(catalogue->airHandlerTypes, recipe.airHandlers);
    addTypes(catalogue->cduTypes, recipe.cdus);
    addTypes(catalogue->plantTypes, recipe.plant);
    addTypes(catalogue->powerTypes, recipe.power);
    for (std::size_t i = 0; i < recipe.devices.items.size(); ++i) {
        catalogue->deviceTypes.push_back(recipe.devices[i]);
        catalogue->deviceTypes.back().id = idAt<DeviceTypeId>(i);
    }
    auto site = std::make_shared<Site>();
    site->info = recipe.info;
    site->catalogue = std::move(catalogue);
    return site;
}

CoolantLoopId loopNamed(const BuildingDraft& building, const std::string& name)
{
    const std::vector<LoopRule>& rules = building.rule->loops;
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const LoopRule& r) { return r.name == name; });
    return building.loops[static_cast<std::size_t>(rule - rules.begin())];
}

RoomId roomAt(const SiteEdit& edit, const BuildingDraft& building, std::size_t index)
{
    return edit.site().findBuilding(building.id)->rooms[index].id;
}

// --- halls ---

design::RowRule rowsOf(const Recipe& recipe, const HallTemplate& hall, const std::string& name)
{
    design::RowRule rule = hall.rows;
    for (const LimitRule& limit : recipe.limits) {
        if (limit.hall == name)
            rule.atMost[limit.type] = limit.racks;
    }
    return rule;
}

HallDraft layOutHall(CampusDraft& draft, const BuildingDraft& building, const HallPlacement& placement)
{
    HallDraft result;
    result.placement = &placement;
    result.rule = &draft.recipe.halls[placement.hallTemplate];
    Hall hall = result.rule->shell;
    hall.name = building.placement->name + "-" + placement.name;
    hall.originM = placement.origin;
    hall.doors = result.rule->doors;
    if (result.rule->columns)
        hall.columns = design::columnsOf(*result.rule->columns);
    const design::RowRule rows = rowsOf(draft.recipe, *result.rule, hall.name);
    result.id = draft.edit.addTo(building.id, std::move(hall));
    result.rows =
        at(result.rule->rowsPlace, [&] { return design::layOutRows(draft.edit, result.id, rows); }).rows;
    for (const HandlerRule& handlers : result.rule->handlers) {
        design::HandlerRule rule = handlers.rule;
        rule.loop = loopNamed(building, handlers.loop);
        at(handlers.place, [&] { design::placeAirHandlers(draft.edit, result.id, rule); });
    }
    return result;
}

BuildingDraft startBuilding(CampusDraft& draft, const BuildingPlacement& placement)
{
    BuildingDraft result;
    result.placement = &placement;
    result.rule = &draft.recipe.buildings[placement.buildingTemplate];
    Building building;
    building.name = placement.name;
    building.originM = placement.origin;
    building.yawDeg = placement.yawDeg;
    building.widthM = result.rule->widthM;
    building.depthM = result.rule->depthM;
    building.heightM = result.rule->heightM;
    building.capacityW = placement.capacityW;
    building.otherPowerW = result.rule->otherPowerW;
    building.rooms = result.rule->rooms;
    result.id = draft.edit.add(std::move(building));
    for (const LoopRule& rule : result.rule->loops) {
        CoolantLoop loop = rule.values;
        loop.name = placement.name + " " + rule.name;
        loop.building = result.id;
        result.loops.push_back(draft.edit.add(std::move(loop)));
    }
    if (!result.rule->roomLoop.empty())
        draft.edit.change(result.id).roomLoop = loopNamed(result, result.rule->roomLoop);
    for (const HallPlacement& hall : result.rule->halls)
        result.halls.push_back(layOutHall(draft, result, hall));
    return result;
}

void refuseUnknownHalls(const CampusDraft& draft)
{
    std::vector<std::string> names;
    for (const BuildingPtr& building : draft.edit.site().buildings) {
        for (const HallPtr& hall : building->halls)
            names.push_back(hall->name);
    }
    for (const LimitRule& limit : draft.recipe.limits) {
        if (std::find(names.begin(), names.end(), limit.hall) == names.end())
            limit.place.fail(fmt::format("{}.hall is \"{}\", which the campus does not have; {}",
                                         limit.place.path, limit.hall, suggestion(limit.hall, names)));
    }
}

// What depends on which racks stand in the halls in the end.
void addLiquidCooling(SiteEdit& edit, const BuildingDraft& building, const HallDraft& hall)
{
    if (const auto& cdus = hall.rule->cdus) {
        design::CduRule rule = cdus->rule;
        rule.loop = loopNamed(building, cdus->loop);
        at(cdus->place, [&] { design::addCdus(edit, hall.id, hall.rows, rule); });
    }
    if (hall.rule->rearDoors)
        design::tieRearDoors(edit, hall.id, loopNamed(building, hall.rule->rearDoors->loop));
}

// --- power ---

void addUtilities(CampusDraft& draft)
{
    for (const UtilityRule& rule : draft.recipe.utilities) {
        for (int i = 0; i < rule.count; ++i) {
            PowerNode node;
            node.name = rule.count > 1 ? fmt::format("{} {}", rule.name, i + 1) : rule.name;
            node.kind = rule.kind;
            node.side = rule.side;
            node.positionM = {rule.position.x + i * rule.step.x, rule.position.y + i * rule.step.y, 0.0};
            node.ratedW = rule.ratedW;
            node.loss = rule.loss;
            node.standby = rule.standby;
            node.storedJ = rule.storedJ;
            draft.edit.add(std::move(node));
        }
    }
}

void requireUtilities(const Recipe& recipe, const BuildingDraft& building)
{
    for (const FeedSide side : {FeedSide::A, FeedSide::B}) {
        if (std::none_of(recipe.utilities.begin(), recipe.utilities.end(),
                         [&](const UtilityRule& rule) { return rule.side == side; }))
            building.placement->place.fail(fmt::format("building {} needs a utility of side {}, but the "
                                                       "recipe has none; add one under \"utilities\".",
                                                       building.placement->name, nameOf(side)));
    }
}

design::Supply addBuildingPower(CampusDraft& draft, const BuildingDraft& building)
{
    requireUtilities(draft.recipe, building);
    SiteEdit& edit = draft.edit;
    const ElectricalRule& electrical = building.rule->electrical;
    design::ElectricalRule rule;
    rule.a = {roomAt(edit, building, electrical.a.room), electrical.a.yardX};
    rule.b = {roomAt(edit, building, electrical.b.room), electrical.b.yardX};
    rule.entrance = electrical.entrance;
    rule.standby = electrical.standby;
    for (const HallDraft& hall : building.halls)
        rule.blocks +=
            design::blocksFor(hall.rows.size(), hall.rule->power); // beside the continuous cooling's
    design::Supply supply = design::addEntrances(edit, building.id, rule);
    for (const HallDraft& hall : building.halls)
        design::feedRows(edit, hall.id, hall.rows, hall.rule->power, supply);
    const design::Feeds cooling = design::addBlock(edit, supply, electrical.coolingBlock, "cooling");
    for (const HallDraft& hall : building.halls)
        design::feedHallCooling(edit, hall.id, hall.rule->fanPanel, cooling);
    return supply;
}

// --- cooling ---

void addBuildingCooling(SiteEdit& edit, const BuildingDraft& building, const design::Supply& supply)
{
    const ElectricalRule& electrical = building.rule->electrical;
    const design::PlantPanelRule panels{electrical.coolingBlock.transformer,
                                        electrical.coolingBlock.switchgear, electrical.panel,
                                        supply.entranceA, supply.entranceB};
    PowerNodeId switchgear; // of the first plant panel
    for (std::size_t i = 0; i < building.loops.size(); ++i) {
        const LoopRule& rule = building.rule->loops[i];
        design::PipeRule pipes = rule.pipes;
        for (const HallDraft& hall : building.halls) {
            if (hall.placement->riserX)
                pipes.riserX[hall.id] = *hall.placement->riserX;
        }
        at(rule.place, [&] {
            const design::PlantReport plant =
                design::addPlant(edit, building.loops[i], pipes.entryX, rule.plant, panels);
            design::pipeLoop(edit, building.loops[i], pipes, plant);
            if (!switchgear.valid())
                switchgear = plant.firstSwitchgear;
        });
    }
    if (!building.rule->otherFromPlant)
        return;
    if (!switchgear.valid())
        building.placement->place.fail(
            fmt::format("building {} has no plant to feed its other_kw from; take out \"other_feed\".",
                        building.placement->name));
    edit.change(building.id).otherFeed = switchgear;
}

// --- pathways ---

void addBuildingPathways(CampusDraft& draft, BuildingDraft& building)
{
    SiteEdit& edit = draft.edit;
    const RoomId meetMe = roomAt(edit, building, building.rule->fibre.meetMe);
    for (std::size_t i = 0; i < building.halls.size(); ++i) {
        HallDraft& hall = building.halls[i];
        design::TrayRule rule = hall.rule->tray;
        rule.exit = hall.placement->trayExit;
        rule.meetMe = meetMe;
        rule.corridorX = building.rule->fibre.corridorX;
        rule.level = static_cast<int>(i);
        hall.trays = design::addTrays(edit, hall.id, rule);
    }
    const PathwayRule& rule = draft.recipe.pathways;
    if (building.placement->vault)
        building.duct = design::addDuct(
            edit, building.id,
            {meetMe, rule.vaults[*building.placement->vault].at, rule.duct, rule.trench.coverM});
}

// The hall in which a building's runs begin and end, which must have trays.
design::RunEnd spineOf(const CampusDraft& draft, const BuildingDraft& building)
{
    const PathwayRule& rule = draft.recipe.pathways;
    const auto spine = std::find_if(building.halls.begin(), building.halls.end(), [&](const HallDraft& hall) {
        return hall.placement->name == rule.spineHall;
    });
    if (spine == building.halls.end()) {
        std::vector<std::string> names;
        for (const HallDraft& hall : building.halls)
            names.push_back(hall.placement->name);
        rule.place.fail(fmt::format("spine_hall is \"{}\", but building {} has no such hall; {}",
                                    rule.spineHall, building.placement->name,
                                    suggestion(rule.spineHall, names)));
    }
    return {spine->id, spine->trays};
}

const design::RunEnd& requireTrays(const CampusDraft& draft, const design::RunEnd& spine)
{
    if (!spine.trays.main.valid()) {
        draft.recipe.pathways.place.fail(
            fmt::format("fibre runs begin and end in hall {}, the spine hall of its "
                        "building, but it has no rows and so no trays; give it a row or "
                        "name another spine_hall.",
                        draft.edit.site().hall(spine.hall).name));
    }
    return spine;
}

void addHallRuns(CampusDraft& draft, const design::BundleRule& rule)
{
    for (const BuildingDraft& building : draft.buildings) {
        const design::RunEnd spine = spineOf(draft, building);
        for (const HallDraft& hall : building.halls) {
            if (hall.id == spine.hall || hall.rows.empty())
                continue;
            design::addHallRun(draft.edit, rule, {hall.id, hall.trays}, requireTrays(draft, spine));
        }
    }
}

void addCampusPathways(CampusDraft& draft)
{
    const PathwayRule& rule = draft.recipe.pathways;
    const std::vector<design::Trench> trenches =
        design::addTrenches(draft.edit, rule.vaults, rule.trench, rule.trenches);
    if (rule.hallRuns)
        addHallRuns(draft, *rule.hallRuns);
    if (!rule.buildingRuns)
        return;
    const auto endOf = [&](const BuildingDraft& building) {
        return design::BuildingEnd{building.id, requireTrays(draft, spineOf(draft, building)), building.duct,
                                   *building.placement->vault};
    };
    for (std::size_t i = 0; i < draft.buildings.size(); ++i) {
        for (std::size_t j = i + 1; j < draft.buildings.size(); ++j) {
            const BuildingDraft& from = draft.buildings[i];
            const BuildingDraft& to = draft.buildings[j];
            if (!from.placement->vault || !to.placement->vault)
                continue;
            const design::BuildingEnd begin = endOf(from);
            const design::BuildingEnd end = endOf(to);
            at(rule.place, [&] {
                design::addBuildingRun(draft.edit, *rule.buildingRuns, begin, end, trenches,
                                       rule.vaults.size());
            });
        }
    }
}

} // namespace

SitePtr buildSite(const Recipe& recipe)
{
    CampusDraft draft{recipe, SiteEdit(emptySite(recipe)), {}};
    for (const BuildingPlacement& placement : recipe.campus)
        draft.buildings.push_back(startBuilding(draft, placement));
    refuseUnknownHalls(draft);
    applyContents(draft);
    applyOverrides(draft);
    for (const BuildingDraft& building : draft.buildings) {
        for (const HallDraft& hall : building.halls)
            addLiquidCooling(draft.edit, building, hall);
    }
    addUtilities(draft);
    for (BuildingDraft& building : draft.buildings) {
        const design::Supply supply = addBuildingPower(draft, building);
        addBuildingCooling(draft.edit, building, supply);
        addBuildingPathways(draft, building);
    }
    addCampusPathways(draft);
    applyTags(draft);
    applyWaivers(draft);
    try {
        return draft.edit.done();
    } catch (const InputError& e) {
        throw InputError(recipe.file + ": " + e.what());
    }
}

} // namespace hallwright::recipe
