#include "core/exchange/build_cooling.h"

#include "core/exchange/build_pipes.h"
#include "core/exchange/build_power.h"
#include "core/exchange/design_heat.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright::recipe {

namespace {

// One loop of one building, sized for its heat, and its plant.
class LoopBuilder
{
public:
    LoopBuilder(Draft& draft, BuildingDraft& building, const LoopRule& rule, CoolantLoopId id)
        : draft_(draft), building_(building),
          rule_(rule), loop_{&rule, id, building.building.name + " " + rule.name, 0.0, 0.0, {}}
    {
    }

    LoopDraft build()
    {
        addLoop();
        for (const PlantRule& rule : rule_.plant)
            addGroup(rule);
        feedPumps();
        return std::move(loop_);
    }

private:
    void addLoop()
    {
        for (const HallDraft& hall : building_.halls) {
            const HallHeat heat = heatOf(draft_, building_, hall, rule_.name);
            loop_.heatW += heat.air + heat.liquid + heat.doors;
        }
        if (building_.rule->roomLoop == rule_.name) {
            loop_.roomsW = roomHeatW(draft_, building_);
            loop_.heatW += loop_.roomsW;
        }
        CoolantLoop loop;
        loop.id = loop_.id;
        loop.name = loop_.name;
        loop.building = building_.building.id;
        loop.supplyC = rule_.supplyC;
        loop.designDeltaTK = rule_.deltaTK;
        loop.pumpHeadPa = rule_.pumpHeadPa;
        loop.pumpEfficiency = rule_.pumpEfficiency;
        loop.designHeatW = loop_.heatW;
        loop.coolant = rule_.coolant;
        loop.pumps = rule_.pumps;
        loop.sparePumps = rule_.sparePumps;
        loop.heldHead = rule_.heldHead;
        loop.bufferM3 = rule_.bufferM3;
        loop.heatReuseW = rule_.heatReuseW;
        draft_.cooling.loops.push_back(loop);
    }

    // Plates draw no power: where they stand first, the pumps are fed with the first unit that does.
    void feedPumps()
    {
        if (rule_.plant.empty() || !drawsNoPower(draft_.recipe.plant[rule_.plant.front().model]))
            return;
        const auto fed =
            std::find_if(draft_.cooling.plant.begin(), draft_.cooling.plant.end(),
                         [&](const PlantUnit& unit) { return unit.loop == loop_.id && unit.feed.valid(); });
        if (fed != draft_.cooling.plant.end())
            draft_.cooling.loops.back().pumpFeed = fed->feed;
    }

    static bool drawsNoPower(const PlantModel& model) { return model.kind == PlantKind::WatersideEconomiser; }

    // Towers take the heat of chillers' compressors too.
    static double sizedForW(const PlantModel& model, double loopW)
    {
        constexpr double condenserShare = 1.25; // rejected over taken up, at a COP of 4
        return model.kind == PlantKind::CoolingTower ? condenserShare * loopW : loopW;
    }

    int unitsFor(const PlantRule& plant, const PlantModel& model) const
    {
        constexpr double most = 10'000;
        const double needed = std::ceil(sizedForW(model, loop_.heatW) / model.capacityW) + plant.spare;
        const double units = plant.units ? *plant.units : needed;
        const double total = static_cast<double>(draft_.cooling.plant.size()) + units;
        if (total > most) {
            rule_.place.fail(
                fmt::format("with the {:.0f} units of {} the campus has {:.0f} plant units, but at most "
                            "{:.0f} are accepted; take units of a larger capacity.",
                            units, loop_.name, total, most));
        }
        return static_cast<int>(units);
    }

    // Units are spread evenly over the rows, the first half of a row west of the entry and the second half east.
    void addGroup(const PlantRule& plant)
    {
        PlantGroup group;
        group.rule = &plant;
        group.model = &draft_.recipe.plant[plant.model];
        group.units = unitsFor(plant, *group.model);
        group.heatW = std::min(loop_.heatW, group.units * group.model->capacityW);
        const int rows = (group.units + plant.perRow - 1) / plant.perRow;
        int placed = 0;
        for (int row = 0; row < rows; ++row) {
            const int inRow = (group.units - placed + rows - row - 1) / (rows - row);
            const double y = plant.firstRowY + row * plant.pitch.y;
            const int west = (inRow + 1) / 2;
            const double westX = rule_.entryX - (west - 0.5) * plant.pitch.x;
            const double eastX = rule_.entryX + 0.5 * plant.pitch.x;
            addUnits(group, west, {westX, y});
            addUnits(group, inRow - west, {eastX, y});
            placed += inRow;
            group.rows.push_back({y, westX, eastX + (inRow - west - 1) * plant.pitch.x, west, inRow - west});
        }
        loop_.groups.push_back(std::move(group));
    }

    // Neighbours, from west to east, in groups of one panel each.
    void addUnits(const PlantGroup& group, int count, Point2 first)
    {
        const PlantRule& plant = *group.rule;
        PowerNodeId panel;
        for (int i = 0; i < count; ++i) {
            const double x = first.x + i * plant.pitch.x;
            if (i % plant.perPanel == 0 && !drawsNoPower(*group.model)) {
                const int inGroup = std::min(plant.perPanel, count - i);
                panel = addPanel(group, {x + (inGroup - 1) * plant.pitch.x / 2, first.y});
            }
            addUnit(group, {x, first.y}, panel);
        }
    }

    PowerNodeId addPanel(const PlantGroup& group, Point2 at)
    {
        // South of the row's pipes in the yard; for a roof, at the foot of the building's back wall.
        const double y =
            group.rule->onRoof ? building_.rule->depthM + 2.5 : at.y - group.model->depthM / 2 - 4.0;
        return addPlantPanel(draft_, building_, fmt::format("{} plant {}", loop_.name, unitsPlaced_ + 1),
                             {at.x, y}, 0.0);
    }

    static const char* prefixOf(PlantKind kind)
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

    void addUnit(const PlantGroup& group, Point2 inBuilding, PowerNodeId panel)
    {
        const PlantModel& model = *group.model;
        const std::string prefix = prefixOf(model.kind);
        PlantUnit unit;
        unit.id = draft_.ids.plant.next();
        unit.name =
            fmt::format("{} {}-{:02}", building_.building.name, prefix, ++building_.plantNumbers[prefix]);
        unit.kind = model.kind;
        unit.building = building_.building.id;
        unit.loop = loop_.id;
        const Point2 centre = buildingToCampus(building_.building, inBuilding);
        unit.pose = {centre.x, centre.y, building_.building.yawDeg};
        unit.elevationM = plantElevationM(building_, *group.rule);
        unit.widthM = model.widthM;
        unit.depthM = model.depthM;
        unit.heightM = model.heightM;
        unit.capacityW = model.capacityW;
        unit.ratedCop = model.ratedCop;
        unit.ratedOutdoorC = model.ratedOutdoorC;
        unit.ratedPowerW = model.ratedPowerW;
        unit.ratedApproachK = model.ratedApproachK;
        unit.curves = model.curves;
        unit.adiabaticEffectiveness = model.adiabaticEffectiveness;
        unit.liquidDropPa = model.liquidDropPa;
        unit.feed = panel;
        ++unitsPlaced_;
        draft_.cooling.plant.push_back(std::move(unit));
    }

    Draft& draft_;
    BuildingDraft& building_;
    const LoopRule& rule_;
    LoopDraft loop_;
    int unitsPlaced_ = 0;
};

// The building's other power, once its plant stands.
void feedOtherPower(BuildingDraft& building)
{
    if (!building.rule->otherFromPlant)
        return;
    if (!building.plantSwitchgear.valid())
        building.placement->place.fail(
            fmt::format("building {} has no plant to feed its other_kw from; take out \"other_feed\".",
                        building.building.name));
    building.building.otherFeed = building.plantSwitchgear;
}

CoolantLoopId idOfLoop(const BuildingDraft& building, const std::string& name)
{
    const LoopRule& rule = loopNamed(building, name);
    return building.loops[static_cast<std::size_t>(&rule - building.rule->loops.data())];
}

void tieToLoops(const Draft& draft, BuildingDraft& building)
{
    for (HallDraft& hall : building.halls) {
        for (std::size_t i = 0; i < hall.hall.airHandlers.size(); ++i)
            hall.hall.airHandlers[i].loop = idOfLoop(building, hall.handlerLoops[i]);
        for (Cdu& cdu : hall.hall.cdus)
            cdu.loop = idOfLoop(building, hall.rule->cdus->loop);
        for (Rack& rack : hall.hall.racks) {
            if (hall.rule->rearDoors && draft.catalogue->find(rack.type)->rearDoorEffectiveness > 0.0)
                rack.rearDoorLoop = idOfLoop(building, hall.rule->rearDoors->loop);
        }
    }
}

} // namespace

void addBuildingCooling(Draft& draft, BuildingDraft& building)
{
    for (std::size_t i = 0; i < building.rule->loops.size(); ++i)
        building.loops.push_back(draft.ids.loop.next());
    tieToLoops(draft, building);
    if (!building.rule->roomLoop.empty())
        building.building.roomLoop = idOfLoop(building, building.rule->roomLoop);
    for (std::size_t i = 0; i < building.rule->loops.size(); ++i)
        addLoopPipes(draft, building,
                     LoopBuilder(draft, building, building.rule->loops[i], building.loops[i]).build());
    feedOtherPower(building);
}

} // namespace hallwright::recipe
