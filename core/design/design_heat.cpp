#include "core/design/design_heat.h"

#include "core/physics/air.h"
#include "core/physics/coolant_properties.h"
#include "core/physics/rear_door.h"

#include <algorithm>

namespace hallwright::design {

namespace {

// What all rear doors of the hall take of its racks' exhaust, at most all of it, and how much of it those on one loop
// take [W].
struct DoorsHeat {
    double exhaustW = 0.0;
    double allW = 0.0;
    double onLoopW = 0.0;
};

double doorW(const Site& site, const Hall& hall, const Rack& rack, double heatW, double airJm3K)
{
    const CoolantLoop* loop = site.cooling->find(rack.rearDoorLoop);
    const double airWK = airJm3K * rack.airflowM3s;
    if (!loop || airWK <= 0.0)
        return 0.0;
    const double waterJm3K = coolantAt(loop->coolant, loop->supplyC).heatPerVolume();
    const RatedExchanger door = rearDoorOf(site.typeOf(rack), airJm3K, waterJm3K);
    return rearDoorHeatW(door, airWK, hall.supplyC + heatW / airWK, loop->supplyC);
}

DoorsHeat doorsHeat(const Site& site, const Hall& hall, CoolantLoopId loop)
{
    const double airJm3K = airHeatPerVolume(site.info.elevationM, hall.supplyC);
    double takenW = 0.0;
    double onLoopW = 0.0;
    DoorsHeat doors;
    for (const Rack& rack : hall.racks) {
        const double heatW = rack.powerW * (1.0 - rack.liquidShare);
        doors.exhaustW += heatW;
        if (!rack.rearDoorLoop.valid())
            continue;
        const double thisW = doorW(site, hall, rack, heatW, airJm3K);
        takenW += thisW;
        onLoopW += rack.rearDoorLoop == loop ? thisW : 0.0;
    }
    doors.allW = std::min(takenW, doors.exhaustW);
    doors.onLoopW = takenW > 0.0 ? doors.allW * (onLoopW / takenW) : 0.0;
    return doors;
}

// Of the racks' heat, and the pumps of the CDUs.
double liquidHeatW(const Hall& hall, CoolantLoopId loop)
{
    const auto isOnLoop = [&](CduId id) {
        return std::any_of(hall.cdus.begin(), hall.cdus.end(),
                           [&](const Cdu& cdu) { return cdu.id == id && cdu.loop == loop; });
    };
    double heatW = 0.0;
    CduId last; // neighbours share one
    bool lastIsOnLoop = false;
    for (const Rack& rack : hall.racks) {
        if (!rack.cdu.valid())
            continue;
        if (rack.cdu != last) {
            last = rack.cdu;
            lastIsOnLoop = isOnLoop(last);
        }
        heatW += lastIsOnLoop ? rack.powerW * rack.liquidShare : 0.0;
    }
    for (const Cdu& cdu : hall.cdus)
        heatW += cdu.loop == loop ? cdu.pumpPowerW : 0.0;
    return heatW;
}

} // namespace

double handlersAirflowM3s(const Hall& hall, CoolantLoopId loop)
{
    double airflowM3s = 0.0;
    for (const AirHandler& unit : hall.airHandlers)
        airflowM3s += unit.loop == loop ? unit.airflowM3s : 0.0;
    return airflowM3s;
}

double rackHeatToAirW(const Site& site, const Hall& hall)
{
    const DoorsHeat doors = doorsHeat(site, hall, {});
    return doors.exhaustW - doors.allW;
}

HallHeat heatOf(const Site& site, const Hall& hall, CoolantLoopId loop)
{
    const DoorsHeat doors = doorsHeat(site, hall, loop);
    double toAirW = doors.exhaustW - doors.allW;
    double airflowM3s = 0.0;
    for (const AirHandler& unit : hall.airHandlers) {
        toAirW += unit.fanPowerW;
        airflowM3s += unit.airflowM3s;
    }
    HallHeat heat;
    heat.air = airflowM3s > 0.0 ? toAirW * (handlersAirflowM3s(hall, loop) / airflowM3s) : 0.0;
    heat.liquid = liquidHeatW(hall, loop);
    heat.doors = doors.onLoopW;
    return heat;
}

double roomHeatW(const Site& site, const Building& building)
{
    double heatW = building.otherPowerW;
    for (const PowerNode& node : site.power->nodes) {
        if (node.building != building.id || node.hall.valid())
            continue;
        const Point2 at = campusToBuilding(building, {node.positionM.x, node.positionM.y});
        if (at.x > 0.0 && at.y > 0.0 && at.x < building.widthM && at.y < building.depthM)
            heatW += node.ratedW * (node.loss.k0 + node.loss.k1 / 2 + node.loss.k2 / 4);
    }
    return heatW;
}

} // namespace hallwright::design
