#include "core/exchange/build_cooling.h"

#include "core/exchange/build_power.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace hallwright::recipe {

namespace {

constexpr double waterHeatJm3K = 4.17e6; // ρ cp of water at 20-40 °C

// Heat the loop takes up in one hall [W].
struct HallHeat {
    double air = 0.0;    // by the air handlers on this loop, their fans included
    double liquid = 0.0; // by the CDUs on this loop, their pumps included
};

HallHeat heatOf(const HallDraft& hall, const std::string& loop)
{
    double toAir = 0.0;
    double toLiquid = 0.0;
    for (const Rack& rack : hall.hall.racks) {
        toAir += rack.powerW * (1.0 - rack.liquidShare);
        toLiquid += rack.powerW * rack.liquidShare;
    }
    for (const Cdu& cdu : hall.hall.cdus)
        toLiquid += cdu.pumpPowerW;
    double share = 0.0; // of the hall's air flow that this loop's handlers move
    double flow = 0.0;
    for (std::size_t i = 0; i < hall.hall.airHandlers.size(); ++i) {
        const AirHandler& unit = hall.hall.airHandlers[i];
        toAir += unit.fanPowerW;
        flow += unit.airflowM3s;
        if (hall.handlerLoops[i] == loop)
            share += unit.airflowM3s;
    }
    HallHeat heat;
    heat.air = flow > 0.0 ? toAir * share / flow : 0.0;
    heat.liquid = hall.rule->cdus && hall.rule->cdus->loop == loop ? toLiquid : 0.0;
    return heat;
}

// The least standard steel pipe (outer diameter) in which the flow that carries this heat keeps to the velocity.
double pipeDiameterM(double heatW, const LoopRule& rule)
{
    static constexpr std::array sizes{0.0603, 0.0889, 0.1143, 0.1683, 0.2191, 0.2731, 0.3239, 0.3556, 0.4064,
                                      0.4572, 0.5080, 0.6100, 0.7110, 0.8130, 0.9140, 1.0160, 1.2190};
    const double flowM3s = heatW / (waterHeatJm3K * rule.deltaTK);
    const double boreM = std::sqrt(4.0 * flowM3s / (std::numbers::pi * rule.velocityMs));
    constexpr double wallShare = 1.04; // outer over inner diameter, about schedule 20 to 30
    const auto size = std::lower_bound(sizes.begin(), sizes.end(), boreM * wallShare);
    return size == sizes.end() ? sizes.back() : *size;
}

struct PlantRow {
    double y = 0.0;
    double westX = 0.0, eastX = 0.0; // centres of the outermost units
    int units = 0;
};

// One loop of one building: its plant and its pipes. Supply and return run side by side.
class LoopBuilder
{
public:
    LoopBuilder(Draft& draft, BuildingDraft& building, const LoopRule& rule, CoolantLoopId id)
        : draft_(draft), building_(building), rule_(rule), id_(id),
          model_(draft.recipe.plant[rule.plant.model]), name_(building.building.name + " " + rule.name)
    {
    }

    void run()
    {
        const double heatW = addLoop();
        const int units = unitsFor(heatW);
        addPlant(units);
        addYardPipes(heatW, units);
        for (std::size_t i = 0; i < building_.halls.size(); ++i)
            addHallPipes(building_.halls[i], i);
        addMain(heatW);
    }

private:
    double addLoop()
    {
        double heatW = 0.0;
        for (const HallDraft& hall : building_.halls) {
            const HallHeat heat = heatOf(hall, rule_.name);
            heatW += heat.air + heat.liquid;
        }
        CoolantLoop loop;
        loop.id = id_;
        loop.name = name_;
        loop.building = building_.building.id;
        loop.supplyC = rule_.supplyC;
        loop.designDeltaTK = rule_.deltaTK;
        loop.pumpHeadPa = rule_.pumpHeadPa;
        loop.pumpEfficiency = rule_.pumpEfficiency;
        loop.designHeatW = heatW;
        draft_.cooling.loops.push_back(loop);
        return heatW;
    }

    int unitsFor(double heatW) const
    {
        constexpr double most = 10'000;
        const double units = std::ceil(heatW / model_.capacityW) + rule_.plant.spare;
        const double total = static_cast<double>(draft_.cooling.plant.size()) + units;
        if (total > most) {
            rule_.place.fail(
                fmt::format("with the {:.0f} units of {} the campus has {:.0f} plant units, but at most "
                            "{:.0f} are accepted; take units of a larger capacity.",
                            units, name_, total, most));
        }
        return static_cast<int>(units);
    }

    double baseElevation() const { return rule_.plant.onRoof ? building_.building.heightM : 0.0; }

    // Units are spread evenly over the rows, the first half of a row west of the entry and the second half east.
    void addPlant(int units)
    {
        const PlantRule& plant = rule_.plant;
        const int rows = (units + plant.perRow - 1) / plant.perRow;
        int placed = 0;
        for (int row = 0; row < rows; ++row) {
            const int inRow = (units - placed + rows - row - 1) / (rows - row);
            const double y = plant.firstRowY + row * plant.pitch.y;
            const int west = (inRow + 1) / 2;
            const double westX = rule_.entryX - (west - 0.5) * plant.pitch.x;
            const double eastX = rule_.entryX + 0.5 * plant.pitch.x;
            addUnits(placed, west, {westX, y});
            addUnits(placed + west, inRow - west, {eastX, y});
            placed += inRow;
            rows_.push_back({y, westX, eastX + (inRow - west - 1) * plant.pitch.x, inRow});
        }
    }

    // Neighbours, from west to east, in groups of one panel each.
    void addUnits(int firstIndex, int count, Point2 first)
    {
        PowerNodeId panel;
        for (int i = 0; i < count; ++i) {
            const double x = first.x + i * rule_.plant.pitch.x;
            if (i % rule_.plant.perPanel == 0) {
                const int inGroup = std::min(rule_.plant.perPanel, count - i);
                panel = addPanel(firstIndex + i, {x + (inGroup - 1) * rule_.plant.pitch.x / 2, first.y});
            }
            addUnit(firstIndex + i, {x, first.y}, panel);
        }
    }

    PowerNodeId addPanel(int firstUnit, Point2 group)
    {
        // South of the row's pipes in the yard; for a roof, at the foot of the building's back wall.
        const double y =
            rule_.plant.onRoof ? building_.rule->depthM + 2.5 : group.y - model_.depthM / 2 - 4.0;
        return addPlantPanel(draft_, building_, fmt::format("{} plant {}", name_, firstUnit + 1),
                             {group.x, y}, 0.0);
    }

    void addUnit(int index, Point2 inBuilding, PowerNodeId panel)
    {
        PlantUnit unit;
        unit.id = draft_.ids.plant.next();
        unit.name = fmt::format("{} {}-{:02}", building_.building.name,
                                model_.kind == PlantKind::DryCooler      ? "DC"
                                : model_.kind == PlantKind::CoolingTower ? "CT"
                                                                         : "CH",
                                index + 1);
        unit.kind = model_.kind;
        unit.building = building_.building.id;
        unit.loop = id_;
        const Point2 centre = buildingToCampus(building_.building, inBuilding);
        unit.pose = {centre.x, centre.y, building_.building.yawDeg};
        unit.elevationM = baseElevation();
        unit.widthM = model_.widthM;
        unit.depthM = model_.depthM;
        unit.heightM = model_.heightM;
        unit.capacityW = model_.capacityW;
        unit.ratedCop = model_.ratedCop;
        unit.ratedOutdoorC = model_.ratedOutdoorC;
        unit.ratedPowerW = model_.ratedPowerW;
        unit.ratedApproachK = model_.ratedApproachK;
        unit.feed = panel;
        draft_.cooling.plant.push_back(std::move(unit));
    }

    void addPipe(const std::string& what, PipeRole role, double heatW, const std::vector<Point3>& inBuilding)
    {
        PipeRun pipe;
        pipe.id = draft_.ids.pipe.next();
        pipe.name = fmt::format("{} {} {}", name_, what, nameOf(role));
        pipe.loop = id_;
        pipe.role = role;
        pipe.diameterM = pipeDiameterM(heatW, rule_);
        for (const Point3& p : inBuilding)
            pipe.pathM.push_back(toCampus(building_.building, {p.x, p.y}, p.z));
        draft_.cooling.pipes.push_back(std::move(pipe));
    }

    // Half the distance of supply and return, to either side of their common line.
    double side(PipeRole role) const { return role == PipeRole::Supply ? -0.5 : 0.5; }

    // A header along each row of units, and the line that joins the rows and enters the building.
    void addYardPipes(double heatW, int units)
    {
        const double z = baseElevation() + 0.6;
        for (const PipeRole role : {PipeRole::Supply, PipeRole::Return}) {
            double farthestY = rule_.mainY;
            for (const PlantRow& row : rows_) {
                const double y = row.y - model_.depthM / 2 - 1.5 + side(role);
                addPipe(fmt::format("header {}", &row - rows_.data() + 1), role,
                        heatW * row.units / units / 2, {{row.westX, y, z}, {row.eastX, y, z}});
                if (std::abs(y - rule_.mainY) > std::abs(farthestY - rule_.mainY))
                    farthestY = y;
            }
            const double x = rule_.entryX + side(role);
            const double y = rule_.mainY + side(role);
            addPipe("entry", role, heatW, {{x, farthestY, z}, {x, y, z}, {x, y, rule_.mainZ}});
        }
    }

    void addHallPipes(HallDraft& hall, std::size_t index)
    {
        const HallHeat heat = heatOf(hall, rule_.name);
        for (const HandlerRule& rule : hall.rule->handlers) {
            if (rule.loop == rule_.name)
                addWallHeader(hall, rule, index, heat.air / static_cast<double>(hall.rule->handlers.size()));
        }
        if (hall.rule->cdus && hall.rule->cdus->loop == rule_.name)
            addCduHeader(hall, heat.liquid);
    }

    // Along the outside of the wall, behind the air handlers.
    void addWallHeader(const HallDraft& hall, const HandlerRule& rule, std::size_t index, double heatW)
    {
        const Rect room{hall.hall.originM.x, hall.hall.originM.y, hall.hall.widthM, hall.hall.depthM};
        // Halls in line share a gallery: each has its own level.
        const double z = hall.hall.floorElevationM + 1.0 + 0.8 * static_cast<double>(index);
        for (const PipeRole role : {PipeRole::Supply, PipeRole::Return}) {
            const double out = role == PipeRole::Supply ? 0.6 : 1.4;
            std::vector<Point2> run;
            switch (rule.wall) {
            case WallSide::West:
                run = {{room.x - out, room.top()}, {room.x - out, room.y + 0.5}};
                break;
            case WallSide::East:
                run = {{room.right() + out, room.top()}, {room.right() + out, room.y + 0.5}};
                break;
            case WallSide::North:
                run = {{room.x, room.top() + out}, {room.right(), room.top() + out}};
                break;
            case WallSide::South:
                run = {{room.x, room.y - out}, {room.right(), room.y - out}};
                break;
            }
            addPipe(fmt::format("{} {} header", hall.placement->name, nameOf(rule.wall)), role, heatW,
                    fromMain(hall, run, z, role));
        }
    }

    // From the main to the header's level, along the riser if the hall names one, then along the header.
    std::vector<Point3> fromMain(const HallDraft& hall, const std::vector<Point2>& run, double z,
                                 PipeRole role)
    {
        const double mainY = rule_.mainY + side(role);
        const double x = hall.placement->riserX ? *hall.placement->riserX + side(role) : run.front().x;
        noteOnMain(x);
        std::vector<Point3> path{{x, mainY, rule_.mainZ}, {x, mainY, z}};
        if (x != run.front().x) {
            const double crossing = hall.hall.originM.y + hall.hall.depthM + 1.5 + side(role);
            path.push_back({x, crossing, z});
            path.push_back({run.front().x, crossing, z});
        }
        for (const Point2& p : run)
            path.push_back({p.x, p.y, z});
        return path;
    }

    // Over the CDUs at the row ends, and from each CDU a manifold over its row.
    void addCduHeader(const HallDraft& hall, double heatW)
    {
        if (hall.hall.cdus.empty())
            return;
        const double z = hall.hall.floorElevationM + 3.4;
        const double cduX = toBuilding(hall.hall, hall.hall.cdus.front().pose.position()).x;
        const double lastY = toBuilding(hall.hall, hall.hall.cdus.front().pose.position()).y;
        for (const PipeRole role : {PipeRole::Supply, PipeRole::Return}) {
            const double x = cduX + 0.6 * side(role);
            const double mainY = rule_.mainY + side(role);
            noteOnMain(x);
            addPipe(hall.placement->name + " CDU header", role, heatW,
                    {{x, mainY, rule_.mainZ}, {x, mainY, z}, {x, lastY, z}});
            for (const RowDraft& row : hall.rows)
                addRowManifold(hall, row, role, heatW / static_cast<double>(hall.rows.size()), x, z);
        }
    }

    void addRowManifold(const HallDraft& hall, const RowDraft& row, PipeRole role, double heatW,
                        double headerX, double headerZ)
    {
        const double y = toBuilding(hall.hall, row.area.centre()).y + 0.4 * side(role);
        const bool eastward = headerX < hall.hall.originM.x + row.area.x;
        const double farX = hall.hall.originM.x + (eastward ? row.area.right() : row.area.x);
        const double z = hall.hall.floorElevationM + 2.4;
        addPipe(fmt::format("{}-{} manifold", hall.placement->name, row.letter), role, heatW,
                {{headerX, y, headerZ}, {headerX, y, z}, {farX, y, z}});
    }

    void noteOnMain(double x)
    {
        mainFrom_ = std::min(mainFrom_, x);
        mainTo_ = std::max(mainTo_, x);
    }

    // Along the building; the entry splits the flow, so each half carries about half of it.
    void addMain(double heatW)
    {
        if (mainFrom_ > mainTo_)
            return;
        for (const PipeRole role : {PipeRole::Supply, PipeRole::Return}) {
            const double y = rule_.mainY + side(role);
            const double x0 = std::min(mainFrom_, rule_.entryX - 0.5);
            const double x1 = std::max(mainTo_, rule_.entryX + 0.5);
            addPipe("main", role, heatW / 2, {{x0, y, rule_.mainZ}, {x1, y, rule_.mainZ}});
        }
    }

    Draft& draft_;
    BuildingDraft& building_;
    const LoopRule& rule_;
    CoolantLoopId id_;
    const PlantModel& model_;
    std::string name_;
    std::vector<PlantRow> rows_;
    double mainFrom_ = std::numeric_limits<double>::max();
    double mainTo_ = std::numeric_limits<double>::lowest();
};

void tieToLoops(BuildingDraft& building)
{
    const auto idOf = [&](const std::string& name) {
        const std::vector<LoopRule>& rules = building.rule->loops;
        const auto found =
            std::find_if(rules.begin(), rules.end(), [&](const LoopRule& r) { return r.name == name; });
        return building.loops[static_cast<std::size_t>(found - rules.begin())];
    };
    for (HallDraft& hall : building.halls) {
        for (std::size_t i = 0; i < hall.hall.airHandlers.size(); ++i)
            hall.hall.airHandlers[i].loop = idOf(hall.handlerLoops[i]);
        for (Cdu& cdu : hall.hall.cdus)
            cdu.loop = idOf(hall.rule->cdus->loop);
    }
}

} // namespace

void addBuildingCooling(Draft& draft, BuildingDraft& building)
{
    for (std::size_t i = 0; i < building.rule->loops.size(); ++i)
        building.loops.push_back(draft.ids.loop.next());
    tieToLoops(building);
    for (std::size_t i = 0; i < building.rule->loops.size(); ++i)
        LoopBuilder(draft, building, building.rule->loops[i], building.loops[i]).run();
}

} // namespace hallwright::recipe
