#include "core/design/plant.h"

#include "core/design/catalogue_types.h"
#include "core/design/design_heat.h"
#include "core/design/rule_error.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

// Plates draw none.
bool drawsPower(PlantKind kind)
{
    return kind != PlantKind::WatersideEconomiser;
}

const char* prefixOf(PlantKind kind)
{
    switch (kind) {
    case PlantKind::DryCooler:
        return "DC";
    case PlantKind::CoolingTower:
        return "CT";
    case PlantKind::WatersideEconomiser:
        return "HX";
    case PlantKind::AirCooledChiller:
    case PlantKind::WaterCooledChiller:
        break;
    }
    return "CH";
}

// Units of the building whose names have the prefix of this kind.
int unitsLike(const Site& site, BuildingId building, PlantKind kind)
{
    const std::string prefix = prefixOf(kind);
    return static_cast<int>(
        std::count_if(site.cooling->plant.begin(), site.cooling->plant.end(), [&](const PlantUnit& unit) {
            return unit.building == building && prefixOf(unit.kind) == prefix;
        }));
}

int unitsOn(const Site& site, CoolantLoopId loop)
{
    return static_cast<int>(std::count_if(site.cooling->plant.begin(), site.cooling->plant.end(),
                                          [&](const PlantUnit& unit) { return unit.loop == loop; }));
}

// Heat that a loop takes up at design [W].
struct LoopHeat {
    double hallsW = 0.0;
    double roomsW = 0.0; // of its building
};

LoopHeat heatOn(const Site& site, const Building& building, CoolantLoopId loop)
{
    LoopHeat heat;
    for (const HallPtr& hall : building.halls)
        heat.hallsW += heatOf(site, *hall, loop).total();
    if (building.roomLoop == loop)
        heat.roomsW = roomHeatW(site, building);
    return heat;
}

class PlantBuilder
{
public:
    PlantBuilder(SiteEdit& edit, CoolantLoopId loop, double entryX, const PlantPanelRule& panels)
        : edit_(edit), loop_(loop), name_(edit.site().cooling->find(loop)->name),
          building_(*edit.site().findBuilding(edit.site().cooling->find(loop)->building)), entryX_(entryX),
          panels_(panels), unitsPlaced_(unitsOn(edit.site(), loop))
    {
    }

    PlantReport build(const std::vector<PlantRule>& rules)
    {
        findHeat();
        for (const PlantRule& rule : rules)
            addGroup(rule);
        if (!rules.empty() && !drawsPower(ofType(edit_.site(), rules.front().type).kind))
            feedPumps();
        return std::move(report_);
    }

private:
    void findHeat()
    {
        const LoopHeat heat = heatOn(edit_.site(), building_, loop_);
        report_.roomsW = heat.roomsW;
        report_.heatW = heat.hallsW + heat.roomsW;
        edit_.change(loop_).designHeatW = report_.heatW;
        report_.reasons.push_back(fmt::format("{} takes up {} at design, {} of it in rooms.", name_,
                                              kilowatts(report_.heatW, 0), kilowatts(report_.roomsW, 0)));
    }

    // Where units without power stand first, the pumps are fed with the first that has some.
    void feedPumps()
    {
        const std::vector<PlantUnit>& plant = edit_.site().cooling->plant;
        const auto fed = std::find_if(plant.begin(), plant.end(), [&](const PlantUnit& unit) {
            return unit.loop == loop_ && unit.feed.valid();
        });
        if (fed != plant.end())
            edit_.change(loop_).pumpFeed = PowerNodeId(fed->feed);
    }

    // Towers take the heat of chillers' compressors too.
    double sizedForW(PlantKind kind) const
    {
        constexpr double condenserShare = 1.25; // rejected over taken up, at a COP of 4
        return kind == PlantKind::CoolingTower ? condenserShare * report_.heatW : report_.heatW;
    }

    int unitsFor(const PlantRule& rule, const PlantUnit& model)
    {
        constexpr double most = 10'000;
        const double needed = std::ceil(sizedForW(model.kind) / model.capacityW);
        const double units = rule.units ? *rule.units : needed + rule.spare;
        const double total = static_cast<double>(edit_.site().cooling->plant.size()) + units;
        if (total > most) {
            throw RuleError(
                fmt::format("with the {:.0f} units of {} the campus has {:.0f} plant units, but at most "
                            "{:.0f} are accepted; take units of a larger capacity.",
                            units, name_, total, most));
        }
        const std::string& type = edit_.site().catalogue->find(rule.type)->name;
        report_.reasons.push_back(
            rule.units ? fmt::format("{} has the {:.0f} units of {} that were asked for.", name_, units, type)
                       : fmt::format("{} has {:.0f} units of {}: {:.0f} of {} for {}, and {} spare.", name_,
                                     units, type, needed, kilowatts(model.capacityW, 0),
                                     kilowatts(sizedForW(model.kind), 0), rule.spare));
        return static_cast<int>(units);
    }

    // Units are spread evenly over the rows, the first half of a row west of the entry and the second half east.
    void addGroup(const PlantRule& rule)
    {
        model_ = ofType(edit_.site(), rule.type);
        lastNumber_ = unitsLike(edit_.site(), building_.id, model_.kind);
        PlantGroup group;
        group.rule = rule;
        group.units = unitsFor(rule, model_);
        group.heatW = std::min(report_.heatW, group.units * model_.capacityW);
        const int rows = (group.units + rule.perRow - 1) / rule.perRow;
        int placed = 0;
        for (int row = 0; row < rows; ++row) {
            const int inRow = (group.units - placed + rows - row - 1) / (rows - row);
            const double y = rule.firstRowY + row * rule.pitch.y;
            const int west = (inRow + 1) / 2;
            const double westX = entryX_ - (west - 0.5) * rule.pitch.x;
            const double eastX = entryX_ + 0.5 * rule.pitch.x;
            addUnits(rule, west, {westX, y});
            addUnits(rule, inRow - west, {eastX, y});
            placed += inRow;
            group.rows.push_back({y, westX, eastX + (inRow - west - 1) * rule.pitch.x, west, inRow - west});
        }
        report_.groups.push_back(std::move(group));
    }

    // Neighbours, from west to east, in groups of one panel each.
    void addUnits(const PlantRule& rule, int count, Point2 first)
    {
        PowerNodeId panel;
        for (int i = 0; i < count; ++i) {
            const double x = first.x + i * rule.pitch.x;
            if (i % rule.perPanel == 0 && drawsPower(model_.kind)) {
                const int inGroup = std::min(rule.perPanel, count - i);
                panel = addPanel(rule, {x + (inGroup - 1) * rule.pitch.x / 2, first.y});
            }
            addUnit(rule, {x, first.y}, panel);
        }
    }

    PowerNodeId addPanel(const PlantRule& rule, Point2 at)
    {
        // South of the row's pipes in the yard; for a roof, at the foot of the building's back wall.
        const double y = rule.onRoof ? building_.depthM + 2.5 : at.y - model_.depthM / 2 - 4.0;
        const PlantPanel panel = addPlantPanel(
            edit_, building_.id, panels_, fmt::format("{} plant {}", name_, unitsPlaced_ + 1), {at.x, y});
        if (!report_.firstSwitchgear.valid())
            report_.firstSwitchgear = panel.switchgear;
        return panel.panel;
    }

    void addUnit(const PlantRule& rule, Point2 inBuilding, PowerNodeId panel)
    {
        PlantUnit unit = model_;
        unit.name = fmt::format("{} {}-{:02}", building_.name, prefixOf(unit.kind), ++lastNumber_);
        unit.building = building_.id;
        unit.loop = loop_;
        const Point2 centre = buildingToCampus(building_, inBuilding);
        unit.pose = {centre.x, centre.y, building_.yawDeg};
        unit.elevationM = plantElevationM(building_, rule);
        unit.feed = panel;
        ++unitsPlaced_;
        edit_.add(std::move(unit));
    }

    SiteEdit& edit_;
    CoolantLoopId loop_;
    std::string name_;
    const Building& building_; // not changed here
    double entryX_;
    const PlantPanelRule& panels_;
    PlantReport report_;
    PlantUnit model_; // of the group being added
    int lastNumber_ = 0;
    int unitsPlaced_; // on the loop
};

// The group of a unit's type at its level, added if it is the first.
PlantGroup& groupOf(std::vector<PlantGroup>& groups, const PlantUnit& unit)
{
    const bool onRoof = unit.elevationM > 0.0;
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const PlantGroup& group) {
        return group.rule.type == unit.type && group.rule.onRoof == onRoof;
    });
    if (found != groups.end())
        return *found;
    PlantGroup group;
    group.rule.type = unit.type;
    group.rule.onRoof = onRoof;
    groups.push_back(std::move(group));
    return groups.back();
}

// Units beside each other are one row.
PlantRow& rowOf(PlantGroup& group, Point2 at)
{
    constexpr double inLineM = 0.5;
    const auto found = std::find_if(group.rows.begin(), group.rows.end(),
                                    [&](const PlantRow& row) { return std::abs(row.y - at.y) < inLineM; });
    if (found != group.rows.end())
        return *found;
    group.rows.push_back({at.y, at.x, at.x, 0, 0});
    return group.rows.back();
}

} // namespace

double plantElevationM(const Building& building, const PlantRule& rule)
{
    return rule.onRoof ? building.heightM : 0.0;
}

PlantReport plantOf(const Site& site, CoolantLoopId id, double entryX)
{
    const CoolantLoop& loop = *site.cooling->find(id);
    const Building& building = *site.findBuilding(loop.building);
    const LoopHeat heat = heatOn(site, building, id);
    PlantReport report;
    report.heatW = heat.hallsW + heat.roomsW;
    report.roomsW = heat.roomsW;
    for (const PlantUnit& unit : site.cooling->plant) {
        if (unit.loop != id)
            continue;
        if (!site.catalogue->find(unit.type))
            throw RuleError(
                fmt::format("{} of {} names no type of the catalogue; give it one.", unit.name, loop.name));
        PlantGroup& group = groupOf(report.groups, unit);
        const Point2 at = campusToBuilding(building, unit.pose.position());
        PlantRow& row = rowOf(group, at);
        row.westX = std::min(row.westX, at.x);
        row.eastX = std::max(row.eastX, at.x);
        ++(at.x < entryX ? row.west : row.east);
        ++group.units;
        group.heatW = std::min(report.heatW, group.heatW + unit.capacityW);
    }
    return report;
}

PlantReport addPlant(SiteEdit& edit, CoolantLoopId loop, double entryX, const std::vector<PlantRule>& rules,
                     const PlantPanelRule& panels)
{
    return PlantBuilder(edit, loop, entryX, panels).build(rules);
}

} // namespace hallwright::design
