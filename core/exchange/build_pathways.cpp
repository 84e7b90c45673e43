#include "core/exchange/build_pathways.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>

namespace hallwright::recipe {

namespace {

PathwayId addPathway(Draft& draft, const std::string& name, PathwayKind kind, double widthM, double depthM,
                     std::vector<Point3> pathM)
{
    Pathway pathway;
    pathway.id = draft.ids.pathway.next();
    pathway.name = name;
    pathway.kind = kind;
    pathway.widthM = widthM;
    pathway.depthM = depthM;
    pathway.pathM = std::move(pathM);
    draft.pathways.pathways.push_back(std::move(pathway));
    return draft.pathways.pathways.back().id;
}

Point2 meetMeCentre(const BuildingDraft& building)
{
    return building.rule->rooms[building.rule->fibre.meetMe].area.centre();
}

double trayElevation(const HallDraft& hall)
{
    return hall.hall.floorElevationM + hall.rule->tray.heightM;
}

// Where the hall's trays leave it, in the building's frame.
Point2 exitOf(const HallDraft& hall)
{
    const double y = hall.placement->trayExit == WallSide::South ? 0.0 : hall.hall.depthM;
    return toBuilding(hall.hall, {hall.rule->tray.mainX, y});
}

void addRowTrays(Draft& draft, const BuildingDraft& building, const HallDraft& hall)
{
    const TrayRule& tray = hall.rule->tray;
    for (const RowDraft& row : hall.rows) {
        const double y = toBuilding(hall.hall, row.area.centre()).y;
        const double z = trayElevation(hall);
        const double mainX = hall.hall.originM.x + tray.mainX;
        const double farX = tray.mainX > row.area.centre().x ? hall.hall.originM.x + row.area.x
                                                             : hall.hall.originM.x + row.area.right();
        addPathway(draft, fmt::format("{}-{} tray", hall.hall.name, row.letter), PathwayKind::Tray,
                   tray.widthM, tray.depthM,
                   {toCampus(building.building, {farX, y}, z), toCampus(building.building, {mainX, y}, z)});
    }
}

// Along the row ends, from the row farthest from the exit to the exit.
void addMainTray(Draft& draft, const BuildingDraft& building, HallDraft& hall)
{
    const TrayRule& tray = hall.rule->tray;
    const RowDraft& farthest =
        hall.placement->trayExit == WallSide::South ? hall.rows.back() : hall.rows.front();
    const Point2 start = toBuilding(hall.hall, {tray.mainX, farthest.area.centre().y});
    const double z = trayElevation(hall);
    hall.mainTray =
        addPathway(draft, hall.hall.name + " main tray", PathwayKind::Tray, tray.widthM, tray.depthM,
                   {toCampus(building.building, start, z), toCampus(building.building, exitOf(hall), z)});
}

// Along the corridor to the meet-me room, one tray above the other, and down to the duct bank.
void addHomeTray(Draft& draft, const BuildingDraft& building, HallDraft& hall, std::size_t index)
{
    const TrayRule& tray = hall.rule->tray;
    const Point2 exit = exitOf(hall);
    const Point2 end = meetMeCentre(building);
    const double corridorX = building.rule->fibre.corridorX;
    const double corridorY = exit.y + (hall.placement->trayExit == WallSide::South ? -1.2 : 1.2);
    const double exitZ = trayElevation(hall);
    const double z = exitZ + 0.3 * static_cast<double>(index);
    const auto at = [&](double x, double y, double level) {
        return toCampus(building.building, {x, y}, level);
    };
    std::vector<Point3> path{at(exit.x, exit.y, exitZ)};
    if (z > exitZ)
        path.push_back(at(exit.x, exit.y, z));
    path.insert(path.end(), {at(exit.x, corridorY, z), at(corridorX, corridorY, z), at(corridorX, end.y, z),
                             at(end.x, end.y, z), at(end.x, end.y, 0.0)});
    hall.homeTray = addPathway(draft, hall.hall.name + " to meet-me", PathwayKind::Tray, tray.widthM,
                               tray.depthM, std::move(path));
}

void addDuct(Draft& draft, BuildingDraft& building)
{
    if (!building.placement->vault)
        return;
    const SectionRule& duct = draft.recipe.pathways.duct;
    const double z = -draft.recipe.pathways.trench.coverM;
    const Point2 from = meetMeCentre(building);
    const Point2 to =
        campusToBuilding(building.building, draft.recipe.pathways.vaults[*building.placement->vault]);
    const auto at = [&](Point2 p, double level) { return toCampus(building.building, p, level); };
    std::vector<Point3> path{at(from, 0.0), at(from, -duct.coverM), at({from.x, to.y}, -duct.coverM)};
    if (std::abs(from.x - to.x) > 1e-9)
        path.push_back(at(to, -duct.coverM));
    if (z != -duct.coverM)
        path.push_back(at(to, z));
    building.duct = addPathway(draft, building.building.name + " duct bank", PathwayKind::Duct, duct.widthM,
                               duct.depthM, std::move(path));
}

// --- the trenches as a graph of vaults ---

struct Trench {
    std::size_t from = 0, to = 0;
    PathwayId id;
    double lengthM = 0.0;
};

std::vector<Trench> addTrenches(Draft& draft)
{
    const PathwayRule& rule = draft.recipe.pathways;
    std::vector<Trench> trenches;
    for (const TrenchRule& trench : rule.trenches) {
        std::vector<Point3> path;
        const auto add = [&](Point2 p) { path.push_back({p.x, p.y, -rule.trench.coverM}); };
        add(rule.vaults[trench.from]);
        std::for_each(trench.via.begin(), trench.via.end(), add);
        add(rule.vaults[trench.to]);
        const PathwayId id = addPathway(
            draft, fmt::format("Trench {}-{}", rule.vaultNames[trench.from], rule.vaultNames[trench.to]),
            PathwayKind::Trench, rule.trench.widthM, rule.trench.depthM, path);
        trenches.push_back({trench.from, trench.to, id, pathLength(path)});
    }
    return trenches;
}

// Dijkstra's shortest way through the trenches; empty if there is none.
std::vector<PathwayId> shortestWay(const std::vector<Trench>& trenches, std::size_t vaults, std::size_t from,
                                   std::size_t to)
{
    constexpr double far = std::numeric_limits<double>::max();
    std::vector<double> distance(vaults, far);
    std::vector<const Trench*> cameBy(vaults, nullptr);
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    distance[from] = 0.0;
    open.push({0.0, from});
    while (!open.empty()) {
        const auto [d, vault] = open.top();
        open.pop();
        if (d > distance[vault])
            continue;
        for (const Trench& trench : trenches) {
            if (trench.from != vault && trench.to != vault)
                continue;
            const std::size_t next = trench.from == vault ? trench.to : trench.from;
            if (d + trench.lengthM < distance[next]) {
                distance[next] = d + trench.lengthM;
                cameBy[next] = &trench;
                open.push({distance[next], next});
            }
        }
    }
    std::vector<PathwayId> way;
    for (std::size_t vault = to; cameBy[vault] != nullptr && vault != from;) {
        way.insert(way.begin(), cameBy[vault]->id);
        vault = cameBy[vault]->from == vault ? cameBy[vault]->to : cameBy[vault]->from;
    }
    return way;
}

// --- fibre runs ---

FibreRun runOf(Draft& draft, const BundleRule& rule, const std::string& name)
{
    FibreRun run;
    run.id = draft.ids.fibre.next();
    run.name = name;
    run.cableCount = rule.cables;
    run.fibresPerCable = rule.fibresPerCable;
    run.cableDiameterM = rule.cableDiameterM;
    run.slackFraction = rule.slack;
    return run;
}

const HallDraft& spineHallOf(const Draft& draft, const BuildingDraft& building)
{
    const std::string& name = draft.recipe.pathways.spineHall;
    std::vector<std::string> names;
    for (const HallDraft& hall : building.halls) {
        if (hall.placement->name == name)
            return hall;
        names.push_back(hall.placement->name);
    }
    draft.recipe.pathways.place.fail(fmt::format("spine_hall is \"{}\", but building {} has no such hall; {}",
                                                 name, building.building.name, suggestion(name, names)));
}

// A hall without rows has no trays for a run to begin in.
const HallDraft& requireTrays(const Draft& draft, const HallDraft& hall)
{
    if (hall.rows.empty()) {
        draft.recipe.pathways.place.fail(
            fmt::format("fibre runs begin and end in hall {}, the spine hall of its "
                        "building, but it has no rows and so no trays; give it a row or "
                        "name another spine_hall.",
                        hall.hall.name));
    }
    return hall;
}

void addHallRuns(Draft& draft, const BundleRule& rule)
{
    for (const BuildingDraft& building : draft.buildings) {
        const HallDraft& spine = spineHallOf(draft, building);
        for (const HallDraft& hall : building.halls) {
            if (&hall == &spine || hall.rows.empty())
                continue;
            requireTrays(draft, spine);
            FibreRun run = runOf(draft, rule, fmt::format("{} - {}", hall.hall.name, spine.hall.name));
            run.from = run.to = building.building.id;
            run.route = {hall.mainTray, hall.homeTray, spine.homeTray, spine.mainTray};
            draft.pathways.runs.push_back(std::move(run));
        }
    }
}

void addBuildingRun(Draft& draft, const BundleRule& rule, const BuildingDraft& a, const BuildingDraft& b,
                    const std::vector<Trench>& trenches)
{
    const std::vector<PathwayId> way =
        shortestWay(trenches, draft.recipe.pathways.vaults.size(), *a.placement->vault, *b.placement->vault);
    if (way.empty() && *a.placement->vault != *b.placement->vault) {
        draft.recipe.pathways.place.fail(
            fmt::format("no trench joins building {} to building {}; add one under "
                        "\"trenches\".",
                        a.building.name, b.building.name));
    }
    const HallDraft& from = requireTrays(draft, spineHallOf(draft, a));
    const HallDraft& to = requireTrays(draft, spineHallOf(draft, b));
    FibreRun run = runOf(draft, rule, fmt::format("{} - {}", a.building.name, b.building.name));
    run.from = a.building.id;
    run.to = b.building.id;
    run.route = {from.mainTray, from.homeTray, a.duct};
    run.route.insert(run.route.end(), way.begin(), way.end());
    run.route.insert(run.route.end(), {b.duct, to.homeTray, to.mainTray});
    draft.pathways.runs.push_back(std::move(run));
}

} // namespace

void addBuildingPathways(Draft& draft, BuildingDraft& building)
{
    for (std::size_t i = 0; i < building.halls.size(); ++i) {
        HallDraft& hall = building.halls[i];
        if (hall.rows.empty())
            continue;
        addRowTrays(draft, building, hall);
        addMainTray(draft, building, hall);
        addHomeTray(draft, building, hall, i);
    }
    addDuct(draft, building);
}

void addCampusPathways(Draft& draft)
{
    const std::vector<Trench> trenches = addTrenches(draft);
    const PathwayRule& rule = draft.recipe.pathways;
    if (rule.hallRuns)
        addHallRuns(draft, *rule.hallRuns);
    if (!rule.buildingRuns)
        return;
    for (std::size_t i = 0; i < draft.buildings.size(); ++i) {
        for (std::size_t j = i + 1; j < draft.buildings.size(); ++j) {
            if (draft.buildings[i].placement->vault && draft.buildings[j].placement->vault)
                addBuildingRun(draft, *rule.buildingRuns, draft.buildings[i], draft.buildings[j], trenches);
        }
    }
}

} // namespace hallwright::recipe
