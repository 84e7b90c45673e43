#include "core/exchange/design_heat.h"

#include "core/physics/air.h"
#include "core/physics/coolant_properties.h"
#include "core/physics/rear_door.h"

#include <algorithm>

namespace hallwright::recipe {

namespace {

// What the rear doors on water of this temperature take of the racks' exhaust, at most all of it [W].
double rearDoorsW(const Draft& draft, const Hall& hall, const CoolantProperties& water, double waterC)
{
    const double airJm3K = airHeatPerVolume(draft.recipe.info.elevationM, hall.supplyC);
    double takenW = 0.0;
    double toAirW = 0.0;
    for (const Rack& rack : hall.racks) {
        const double heatW = rack.powerW * (1.0 - rack.liquidShare);
        const double airWK = airJm3K * rack.airflowM3s;
        toAirW += heatW;
        if (airWK <= 0.0)
            continue;
        const RatedExchanger door =
            rearDoorOf(*draft.catalogue->find(rack.type), airJm3K, water.heatPerVolume());
        takenW += rearDoorHeatW(door, airWK, hall.supplyC + heatW / airWK, waterC);
    }
    return std::min(takenW, toAirW);
}

HallHeat shareOf(const HallDraft& hall, const std::string& loop, double doorsW)
{
    double toAir = -doorsW;
    double toLiquid = 0.0;
    for (const Rack& rack : hall.hall.racks) {
        toAir += rack.powerW * (1.0 - rack.liquidShare);
        toLiquid += rack.powerW * rack.liquidShare;
    }
    for (const Cdu& cdu : hall.hall.cdus)
        toLiquid += cdu.pumpPowerW;
    for (const AirHandler& unit : hall.hall.airHandlers)
        toAir += unit.fanPowerW;
    HallHeat heat;
    heat.air = toAir * handlersOn(hall, loop).ofHall;
    heat.liquid = hall.rule->cdus && hall.rule->cdus->loop == loop ? toLiquid : 0.0;
    heat.doors = hall.rule->rearDoors && hall.rule->rearDoors->loop == loop ? doorsW : 0.0;
    return heat;
}

} // namespace

HandlerShare handlersOn(const HallDraft& hall, const std::string& loop)
{
    HandlerShare share;
    double all = 0.0;
    for (std::size_t i = 0; i < hall.hall.airHandlers.size(); ++i) {
        const double flow = hall.hall.airHandlers[i].airflowM3s;
        all += flow;
        if (hall.handlerLoops[i] == loop)
            share.flowM3s += flow;
    }
    share.ofHall = all > 0.0 ? share.flowM3s / all : 0.0;
    return share;
}

HallHeat heatOf(const Draft& draft, const BuildingDraft& building, const HallDraft& hall,
                const std::string& loop)
{
    double doorsW = 0.0;
    if (hall.rule->rearDoors) {
        const LoopRule& rule = loopNamed(building, hall.rule->rearDoors->loop);
        doorsW = rearDoorsW(draft, hall.hall, coolantAt(rule.coolant, rule.supplyC), rule.supplyC);
    }
    return shareOf(hall, loop, doorsW);
}

double roomHeatW(const Draft& draft, const BuildingDraft& building)
{
    double heatW = building.building.otherPowerW;
    for (const PowerNode& node : draft.power.nodes) {
        if (node.building != building.building.id || node.hall.valid())
            continue;
        const Point2 at = campusToBuilding(building.building, {node.positionM.x, node.positionM.y});
        if (at.x > 0.0 && at.y > 0.0 && at.x < building.building.widthM && at.y < building.building.depthM)
            heatW += node.ratedW * (node.loss.k0 + node.loss.k1 / 2 + node.loss.k2 / 4);
    }
    return heatW;
}

const LoopRule& loopNamed(const BuildingDraft& building, const std::string& name)
{
    const std::vector<LoopRule>& rules = building.rule->loops;
    return *std::find_if(rules.begin(), rules.end(), [&](const LoopRule& r) { return r.name == name; });
}

} // namespace hallwright::recipe
