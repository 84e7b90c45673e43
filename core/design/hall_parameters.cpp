#include "core/design/hall_parameters.h"

#include "core/design/next_name.h"
#include "core/design/rack_rows.h"
#include "core/design/rule_error.h"
#include "core/model/site_edit.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace hallwright::design {

namespace {

constexpr double usualAisleM = 1.8;
constexpr int mostRows = 100;
constexpr int mostRacks = 200;                         // of a row
constexpr double leastAisleM = 0.6, mostAisleM = 10.0; // as the recipe has it

bool runsFromSouth(const Row& row)
{
    return std::abs(frontDirection(row.yawDeg).x) > 0.5;
}

// However their rows came into being.
Hall withRowsFromTheSouth(Hall hall)
{
    std::ranges::stable_sort(hall.rows, {}, [](const Row& row) { return row.area.y; });
    return hall;
}

bool standEndToEnd(const Row& south, const Row& north)
{
    return north.area.y < south.area.top() - 0.01;
}

void requireRows(const Hall& hall)
{
    if (hall.rows.empty())
        throw RuleError(fmt::format("hall {} has no rows that could be laid out otherwise.", hall.name));
    if (std::ranges::any_of(hall.rows, runsFromSouth))
        throw RuleError(
            fmt::format("hall {} has rows from south to north, which are built as they are.", hall.name));
    if (std::ranges::adjacent_find(hall.rows, standEndToEnd) != hall.rows.end())
        throw RuleError(fmt::format("hall {} has rows end to end, which are built as they are.", hall.name));
}

// Of those between rows: one beside the first or last row may be cut off by a wall.
double aisleWidthM(const Hall& hall, AisleKind kind)
{
    for (std::size_t i = 1; i < hall.rows.size(); ++i) {
        const double y = hall.rows[i].area.y - 0.01;
        for (const Aisle& aisle : hall.aisles) {
            if (aisle.kind == kind && aisle.area.y < y && aisle.area.top() > y)
                return aisle.area.depth;
        }
    }
    return usualAisleM;
}

RackTypeId mostlyOf(const Hall& hall)
{
    std::map<RackTypeId, int> counts;
    for (const Rack& rack : hall.racks)
        ++counts[rack.type];
    const auto most = std::ranges::max_element(counts, {}, [](const auto& of) { return of.second; });
    return most != counts.end() ? most->first : RackTypeId{};
}

void requireCount(const char* what, int value, int most)
{
    if (value < 1 || value > most)
        throw RuleError(fmt::format("a hall of {} {} cannot be built; take 1 to {}.", value, what, most));
}

void requireRange(const HallParameters& of)
{
    requireCount("rows", of.rows, mostRows);
    requireCount("racks per row", of.racksPerRow, mostRacks);
    for (const double widthM : {of.coldAisleM, of.hotAisleM}) {
        if (!(widthM >= leastAisleM && widthM <= mostAisleM))
            throw RuleError(fmt::format("an aisle of {:g} m cannot be built; take {:g} to {:g} m.", widthM,
                                        leastAisleM, mostAisleM));
    }
}

RackTypeId typeIn(SiteEdit& edit, RackType type)
{
    for (const RackType& own : edit.site().catalogue->rackTypes) {
        type.id = own.id;
        if (own == type)
            return own.id;
    }
    const auto& types = edit.site().catalogue->rackTypes;
    if (std::ranges::find(types, type.name, &RackType::name) != types.end())
        type.name = nextNameIn(types, type.name);
    return edit.add(std::move(type));
}

RowRule ruleOf(const Hall& hall, const HallParameters& of, RackTypeId type)
{
    RowRule rule;
    rule.start = {hall.rows.front().area.x, hall.rows.front().area.y};
    rule.firstAisle = hall.rows.front().yawDeg == 0.0 ? AisleKind::Cold : AisleKind::Hot;
    rule.coldAisleM = of.coldAisleM;
    rule.hotAisleM = of.hotAisleM;
    rule.groups = {{of.rows, {{type, of.racksPerRow}}}};
    for (const Aisle& aisle : hall.aisles) {
        if (aisle.contained) {
            rule.contained = aisle.kind;
            rule.blanked = rule.blanked || aisle.blanked;
        }
    }
    return rule;
}

// From the south side of the first row to the north side of the last.
double depthOfRows(const HallParameters& of, AisleKind first)
{
    double depthM = of.rows * of.rackType.depthM;
    for (int i = 1; i < of.rows; ++i) {
        const bool cold = (first == AisleKind::Cold) == (i % 2 == 0);
        depthM += cold ? of.coldAisleM : of.hotAisleM;
    }
    return depthM;
}

template <class List>
void keepWithin(SiteEdit& edit, const List& list, double widthM, double depthM)
{
    std::vector<ObjectRef> outside;
    for (const auto& object : list) {
        if (object.area.right() > widthM || object.area.top() > depthM)
            outside.push_back(refTo(object.id));
    }
    edit.remove(outside);
}

void keepDoors(Hall& hall)
{
    for (Door& door : hall.doors) {
        const bool alongX = door.wall == WallSide::South || door.wall == WallSide::North;
        const double wallM = alongX ? hall.widthM : hall.depthM;
        door.offsetM = std::max(0.0, std::min(door.offsetM, wallM - door.widthM));
    }
}

void clearHall(SiteEdit& edit, const Hall& hall)
{
    std::vector<ObjectRef> gone;
    const auto take = [&](const auto& list) {
        for (const auto& object : list)
            gone.push_back(refTo(object.id));
    };
    take(hall.racks);
    take(hall.rows);
    take(hall.aisles);
    take(hall.tileFields);
    take(hall.airHandlers);
    take(hall.cdus);
    for (const PipeRun& pipe : edit.site().cooling->pipes) {
        if (std::ranges::find(hall.cdus, pipe.cdu, &Cdu::id) != hall.cdus.end())
            gone.push_back(refTo(pipe.id));
    }
    edit.remove(gone, OnReference::Clear);
}

} // namespace

HallParameters parametersOf(const Site& site, HallId id)
{
    const Hall hall = withRowsFromTheSouth(site.hall(id));
    requireRows(hall);
    HallParameters of;
    of.rows = static_cast<int>(hall.rows.size());
    if (const RackType* type = site.catalogue->find(mostlyOf(hall)))
        of.rackType = *type;
    double longestM = 0.0;
    for (const Row& row : hall.rows)
        longestM = std::max(longestM, row.area.width);
    of.racksPerRow = std::max(1, static_cast<int>(std::lround(longestM / of.rackType.widthM)));
    of.coldAisleM = aisleWidthM(hall, AisleKind::Cold);
    of.hotAisleM = aisleWidthM(hall, AisleKind::Hot);
    return of;
}

SitePtr withParameters(const SitePtr& site, HallId id, const HallParameters& wanted)
{
    const HallParameters has = parametersOf(*site, id);
    if (wanted == has)
        return site;
    requireRange(wanted);
    SiteEdit edit(site);
    const RackTypeId type = typeIn(edit, wanted.rackType);
    const Hall before = withRowsFromTheSouth(site->hall(id));
    const RowRule rule = ruleOf(before, wanted, type);
    const double northM = before.rows.back().area.top();
    double eastM = 0.0;
    for (const Row& row : before.rows)
        eastM = std::max(eastM, row.area.right());
    clearHall(edit, before);
    Hall& hall = edit.change(id);
    hall.widthM += rule.start.x + wanted.racksPerRow * wanted.rackType.widthM - eastM;
    hall.depthM += rule.start.y + depthOfRows(wanted, rule.firstAisle) - northM;
    keepDoors(hall);
    const double widthM = hall.widthM, depthM = hall.depthM;
    keepWithin(edit, before.columns, widthM, depthM);
    keepWithin(edit, before.walls, widthM, depthM);
    // The building of a template is its shell; one of a campus is larger than its halls.
    Building& building = edit.change(site->buildingOf(id).id);
    building.widthM = std::max(building.widthM, before.originM.x + widthM);
    building.depthM = std::max(building.depthM, before.originM.y + depthM);
    layOutRows(edit, id, rule);
    return edit.done();
}

} // namespace hallwright::design
