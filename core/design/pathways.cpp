#include "core/design/pathways.h"

#include "core/design/catalogue_types.h"
#include "core/design/placing.h"
#include "core/design/rule_error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <limits>
#include <queue>

namespace hallwright::design {

namespace {

PathwayId addPathway(SiteEdit& edit, PathwayTypeId type, const std::string& name, std::vector<Point3> pathM)
{
    Pathway pathway = ofType(edit.site(), type);
    pathway.name = name;
    pathway.pathM = std::move(pathM);
    return edit.add(std::move(pathway));
}

Point2 centreOf(const Building& building, RoomId id)
{
    const auto room =
        std::find_if(building.rooms.begin(), building.rooms.end(), [&](const Room& r) { return r.id == id; });
    if (room == building.rooms.end())
        throw RuleError(
            fmt::format("building {} lacks the meet-me room that its trays lead to.", building.name));
    return room->area.centre();
}

// The trays of one hall.
class TrayLayer
{
public:
    TrayLayer(SiteEdit& edit, HallId hall, const TrayRule& rule)
        : edit_(edit), building_(edit.site().buildingOf(hall)), hall_(edit.site().hall(hall)), rule_(rule),
          z_(hall_.floorElevationM + rule.heightM),
          exit_(toBuilding(hall_, {rule.mainX, rule.exit == WallSide::South ? 0.0 : hall_.depthM}))
    {
    }

    HallTrays add()
    {
        HallTrays trays;
        if (hall_.rows.empty())
            return trays;
        type_ = pathwayType(edit_, PathwayKind::Tray, rule_.widthM, rule_.depthM);
        for (const Row& row : hall_.rows)
            trays.rows.push_back(addRowTray(row));
        trays.main = addMainTray();
        trays.home = addHomeTray();
        return trays;
    }

private:
    Point3 at(double x, double y, double level) const { return toCampus(building_, {x, y}, level); }

    PathwayId addRowTray(const Row& row)
    {
        const double y = toBuilding(hall_, row.area.centre()).y;
        const double mainX = hall_.originM.x + rule_.mainX;
        const double farX = rule_.mainX > row.area.centre().x ? hall_.originM.x + row.area.x
                                                              : hall_.originM.x + row.area.right();
        return addPathway(edit_, type_, fmt::format("{}-{} tray", hall_.name, row.name),
                          {at(farX, y, z_), at(mainX, y, z_)});
    }

    // Along the row ends, from the row farthest from the exit to the exit.
    PathwayId addMainTray()
    {
        const Row& farthest = rule_.exit == WallSide::South ? hall_.rows.back() : hall_.rows.front();
        const Point2 start = toBuilding(hall_, {rule_.mainX, farthest.area.centre().y});
        return addPathway(edit_, type_, hall_.name + " main tray",
                          {at(start.x, start.y, z_), at(exit_.x, exit_.y, z_)});
    }

    // Along the corridor to the meet-me room, one tray above the other, and down to the duct bank.
    PathwayId addHomeTray()
    {
        const Point2 end = centreOf(building_, rule_.meetMe);
        const double corridorY = exit_.y + (rule_.exit == WallSide::South ? -1.2 : 1.2);
        const double z = z_ + 0.3 * rule_.level;
        std::vector<Point3> path{at(exit_.x, exit_.y, z_)};
        if (z > z_)
            path.push_back(at(exit_.x, exit_.y, z));
        path.insert(path.end(), {at(exit_.x, corridorY, z), at(rule_.corridorX, corridorY, z),
                                 at(rule_.corridorX, end.y, z), at(end.x, end.y, z), at(end.x, end.y, 0.0)});
        return addPathway(edit_, type_, hall_.name + " to meet-me", std::move(path));
    }

    SiteEdit& edit_;
    const Building& building_; // not changed here, nor is the hall
    const Hall& hall_;
    const TrayRule& rule_;
    double z_;
    Point2 exit_; // where the trays leave the hall, in the building's frame
    PathwayTypeId type_;
};

} // namespace

HallTrays addTrays(SiteEdit& edit, HallId hall, const TrayRule& rule)
{
    return TrayLayer(edit, hall, rule).add();
}

PathwayId addDuct(SiteEdit& edit, BuildingId id, const DuctRule& rule)
{
    const Building& building = *edit.site().findBuilding(id);
    const double cover = -rule.section.coverM;
    const double z = -rule.trenchCoverM;
    const Point2 from = centreOf(building, rule.meetMe);
    const Point2 to = campusToBuilding(building, rule.vault);
    const auto at = [&](Point2 p, double level) { return toCampus(building, p, level); };
    std::vector<Point3> path{at(from, 0.0), at(from, cover), at({from.x, to.y}, cover)};
    if (std::abs(from.x - to.x) > 1e-9)
        path.push_back(at(to, cover));
    if (z != cover)
        path.push_back(at(to, z));
    const PathwayTypeId type = pathwayType(edit, PathwayKind::Duct, rule.section.widthM, rule.section.depthM);
    return addPathway(edit, type, building.name + " duct bank", std::move(path));
}

std::vector<Trench> addTrenches(SiteEdit& edit, const std::vector<Vault>& vaults, const SectionRule& section,
                                const std::vector<TrenchRule>& rules)
{
    std::vector<Trench> trenches;
    for (const TrenchRule& rule : rules) {
        std::vector<Point3> path;
        const auto add = [&](Point2 p) { path.push_back({p.x, p.y, -section.coverM}); };
        add(vaults[rule.from].at);
        std::for_each(rule.via.begin(), rule.via.end(), add);
        add(vaults[rule.to].at);
        const double lengthM = pathLength(path);
        const PathwayTypeId type = pathwayType(edit, PathwayKind::Trench, section.widthM, section.depthM);
        const PathwayId id =
            addPathway(edit, type, fmt::format("Trench {}-{}", vaults[rule.from].name, vaults[rule.to].name),
                       std::move(path));
        trenches.push_back({rule.from, rule.to, id, lengthM});
    }
    return trenches;
}

// Dijkstra's.
std::optional<std::vector<PathwayId>> shortestWay(const std::vector<Trench>& trenches, std::size_t vaults,
                                                  std::size_t from, std::size_t to)
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
    if (distance[to] == far)
        return std::nullopt;
    std::vector<PathwayId> way;
    for (std::size_t vault = to; cameBy[vault] != nullptr && vault != from;) {
        way.insert(way.begin(), cameBy[vault]->id);
        vault = cameBy[vault]->from == vault ? cameBy[vault]->to : cameBy[vault]->from;
    }
    return way;
}

} // namespace hallwright::design
