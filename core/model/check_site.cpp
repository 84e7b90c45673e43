#include "core/model/check_site.h"

#include "core/model/check_networks.h"
#include "core/model/requirements.h"

#include <algorithm>
#include <unordered_map>

namespace hallwright {

using namespace check;

namespace {

constexpr double largestRackSideM = 10.0;

bool hasCdu(const Hall& hall, CduId id)
{
    return std::any_of(hall.cdus.begin(), hall.cdus.end(), [id](const Cdu& cdu) { return cdu.id == id; });
}

// The hall that holds the CDU, or nullptr.
const Hall* hallWithCdu(const Site& site, CduId id)
{
    for (const auto& building : site.buildings) {
        for (const auto& hall : building->halls) {
            if (hasCdu(*hall, id))
                return hall.get();
        }
    }
    return nullptr;
}

void requireCduOfHall(const Site& site, const Hall& hall, const Subject& s, CduId cdu)
{
    if (cdu == CduId{} || hasCdu(hall, cdu))
        return;
    const Hall* other = hallWithCdu(site, cdu);
    requireReference(s, "CDU", cdu.value, other != nullptr);
    refuse(s, "CDU {} stands in hall {}, but a rack takes its coolant from a CDU of its own hall.", cdu.value,
           other->name);
}

void checkLiquidSide(const Subject& s, const RackType& type)
{
    requireNotNegative(s, "coolant flow", type.coolantFlowM3s, "m³/s");
    requireWithin(s, "coolant pressure drop", type.coolantDropPa, "Pa", 0.0, largestDropPa);
    requireWithin(s, "rear-door effectiveness", type.rearDoorEffectiveness, "", 0.0, 1.0);
    if (type.rearDoorEffectiveness == 1.0)
        refuse(s, "rear-door effectiveness 1 must be below 1; no exchanger is perfect.");
    requireNotNegative(s, "rear-door flow", type.rearDoorFlowM3s, "m³/s");
    if (type.rearDoorEffectiveness > 0.0)
        requirePositive(s, "rear-door flow", type.rearDoorFlowM3s, "m³/s");
    requireWithin(s, "rear-door pressure drop", type.rearDoorDropPa, "Pa", 0.0, largestDropPa);
}

void checkElectricalSide(const Subject& s, const RackType& type)
{
    constexpr double highestVoltageV = 1000.0; // low voltage as IEC 60038 has it
    requireWithin(s, "number of circuits", type.circuits, "", 0.0, 12.0);
    requireWithin(s, "circuit voltage", type.circuitVoltageV, "V", 0.0, highestVoltageV);
    requireWithin(s, "breaker rating", type.breakerA, "A", 0.0, 10e3);
    if (type.circuits > 0) {
        requirePositive(s, "circuit voltage", type.circuitVoltageV, "V");
        requirePositive(s, "breaker rating", type.breakerA, "A");
    }
    requirePositive(s, "power factor", type.powerFactor, "", 1.0);
    requireNotNegative(s, "power supply rating", type.psuRatedW, "W");
}

void checkCatalogue(const RackCatalogue& catalogue)
{
    requireAscendingIds("Rack type", catalogue.types);
    for (const RackType& type : catalogue.types) {
        const Subject s{"Rack type", type.name, type.id.value};
        requireSize(s, type.widthM, type.depthM, type.heightM, largestRackSideM);
        requireNotNegative(s, "mass", type.massKg, "kg");
        requireNotNegative(s, "power", type.powerW, "W");
        requireWithin(s, "liquid share", type.liquidShare, "", 0.0, 1.0);
        requireNotNegative(s, "airflow", type.airflowM3s, "m³/s");
        requireWithin(s, "inlet limit", type.inletLimitC, "°C", 5.0, 60.0);
        requireNotNegative(s, "GPU count", type.gpuCount, "");
        checkLiquidSide(s, type);
        checkElectricalSide(s, type);
    }
}

void checkDoor(const Hall& hall, const Door& door)
{
    const Subject s{"Door", door.name, 0, "hall", &hall.name};
    const bool alongX = door.wall == WallSide::South || door.wall == WallSide::North;
    const double wallM = alongX ? hall.widthM : hall.depthM;
    requireNotNegative(s, "offset", door.offsetM, "m");
    requirePositive(s, "width", door.widthM, "m");
    requirePositive(s, "height", door.heightM, "m", hall.heightM);
    if (door.offsetM + door.widthM > wallM + positionToleranceM)
        refuse(s, "it ends at {:.9g} m, beyond its wall of {:.9g} m.", door.offsetM + door.widthM, wallM);
}

void checkAirHandler(const Site& site, const Hall& hall, const AirHandler& unit)
{
    const Subject s{"Air handler", unit.name, unit.id.value, "hall", &hall.name};
    requireSize(s, unit.widthM, unit.depthM, unit.heightM, largestExtentM);
    requireFootprintInside(s, unit.pose, unit.widthM, unit.depthM, hall);
    requirePositive(s, "airflow", unit.airflowM3s, "m³/s");
    requirePositive(s, "cooling capacity", unit.capacityW, "W");
    requireNotNegative(s, "fan power", unit.fanPowerW, "W");
    requirePositive(s, "coil approach", unit.coilApproachK, "K", 100.0);
    requireWithin(s, "water pressure drop", unit.waterDropPa, "Pa", 0.0, largestDropPa);
    requireFeed(site, s, "feed", unit.feed);
    requireLoop(site, s, unit.loop);
}

void checkCdu(const Site& site, const Hall& hall, const Cdu& cdu)
{
    const Subject s{"CDU", cdu.name, cdu.id.value, "hall", &hall.name};
    requireSize(s, cdu.widthM, cdu.depthM, cdu.heightM, largestExtentM);
    requireFootprintInside(s, cdu.pose, cdu.widthM, cdu.depthM, hall);
    requirePositive(s, "capacity", cdu.capacityW, "W");
    requirePositive(s, "flow", cdu.flowM3s, "m³/s");
    requireNotNegative(s, "approach", cdu.approachK, "K");
    requireNotNegative(s, "pump power", cdu.pumpPowerW, "W");
    requireWithin(s, "supply temperature", cdu.supplyC, "°C", 0.0, 90.0);
    requireNotNegative(s, "facility flow", cdu.facilityFlowM3s, "m³/s");
    requireWithin(s, "facility pressure drop", cdu.facilityDropPa, "Pa", 0.0, largestDropPa);
    requireFeed(site, s, "feed", cdu.feed);
    requireLoop(site, s, cdu.loop);
}

void checkRoom(const Building& building, const Hall& hall)
{
    const Subject s{"Hall", hall.name, hall.id.value, "building", &building.name};
    requirePoint(s, hall.originM.x, hall.originM.y, hall.floorElevationM);
    requireSize(s, hall.widthM, hall.depthM, hall.heightM, largestExtentM);
    requireInside(s, "it", {hall.originM.x, hall.originM.y, hall.widthM, hall.depthM}, "the building",
                  building.widthM, building.depthM);
    requireWithin(s, "tile pitch", hall.tilePitchM, "m", 0.1, 10.0);
    requireWithin(s, "raised floor", hall.raisedFloorM, "m", 0.0, 10.0);
    requirePositive(s, "ceiling height", hall.ceilingHeightM, "m", hall.heightM);
    requirePositive(s, "floor rating", hall.floorRatingPa, "Pa");
    requireWithin(s, "containment leakage", hall.containmentLeakage, "", 0.0, 1.0);
    requireWithin(s, "supply temperature", hall.supplyC, "°C", 5.0, 45.0);
    requireWithin(s, "inlet limit", hall.inletLimitC, "°C", 5.0, 60.0);
    requireWithin(s, "dew point", hall.dewPointC, "°C", -40.0, 30.0);
}

void checkHall(const Site& site, const Building& building, const Hall& hall)
{
    checkRoom(building, hall);
    requireShortNames("Aisle", hall.aisles);
    requireShortNames("Door", hall.doors);
    for (const Aisle& aisle : hall.aisles)
        requireAreaInside({"Aisle", aisle.name, 0, "hall", &hall.name}, aisle.area, "the room", hall.widthM,
                          hall.depthM);
    for (const Column& column : hall.columns)
        requireAreaInside({"Column", {}, 0, "hall", &hall.name}, column.area, "the room", hall.widthM,
                          hall.depthM);
    for (const Door& door : hall.doors)
        checkDoor(hall, door);
    requireAscendingIds("Air handler", hall.airHandlers);
    for (const AirHandler& unit : hall.airHandlers)
        checkAirHandler(site, hall, unit);
    requireAscendingIds("CDU", hall.cdus);
    for (const Cdu& cdu : hall.cdus)
        checkCdu(site, hall, cdu);
    requireAscendingIds("Rack", hall.racks);
    for (const Rack& rack : hall.racks)
        checkRack(site, hall, rack);
}

void checkBuilding(const Site& site, const Building& building)
{
    const Subject s{"Building", building.name, building.id.value};
    requirePoint(s, building.originM.x, building.originM.y);
    requireYaw(s, building.yawDeg);
    requireSize(s, building.widthM, building.depthM, building.heightM, largestExtentM);
    requireNotNegative(s, "capacity", building.capacityW, "W");
    requireNotNegative(s, "other power", building.otherPowerW, "W");
    requireFeed(site, s, "feed of its other power", building.otherFeed);
    requireLoop(site, s, building.roomLoop);
    requireShortNames("Room", building.rooms);
    for (const Room& room : building.rooms)
        requireAreaInside({"Room", room.name, 0, "building", &building.name}, room.area, "the building",
                          building.widthM, building.depthM);
    for (const auto& hall : building.halls)
        checkHall(site, building, *hall);
}

// Ids that must be unique over several halls, and who has them.
class UniqueIds
{
public:
    explicit UniqueIds(std::size_t expected) { owners_.reserve(expected); }

    void add(const Subject& s)
    {
        const auto [it, added] = owners_.emplace(s.id, &s.name);
        if (!added)
            refuse(s, "id {} is also that of {}.", s.id, *it->second);
    }

private:
    std::unordered_map<std::int64_t, const std::string*> owners_;
};

// Ids of things in halls ascend within their hall only, so uniqueness over the site is a question of its own.
void checkIdsOverHalls(const Site& site)
{
    UniqueIds halls(64);
    UniqueIds racks(site.rackCount());
    UniqueIds airHandlers(256);
    UniqueIds cdus(256);
    for (const auto& building : site.buildings) {
        requireAscendingIds("Hall", building->halls);
        for (const auto& hall : building->halls) {
            halls.add({"Hall", hall->name, hall->id.value, "building", &building->name});
            for (const Rack& rack : hall->racks)
                racks.add({"Rack", rack.name, rack.id.value, "hall", &hall->name});
            for (const AirHandler& unit : hall->airHandlers)
                airHandlers.add({"Air handler", unit.name, unit.id.value, "hall", &hall->name});
            for (const Cdu& cdu : hall->cdus)
                cdus.add({"CDU", cdu.name, cdu.id.value, "hall", &hall->name});
        }
    }
}

} // namespace

void checkInfo(const SiteInfo& info)
{
    requireShort("Site", 0, "name", info.name);
    requireShort("Site", 0, "description", info.description, longestDescriptionCharacters);
    requireShort("Site", 0, "place", info.place);
    const Subject s{"Site", info.name};
    requireWithin(s, "latitude", info.latitudeDeg, "°", -90.0, 90.0);
    requireWithin(s, "longitude", info.longitudeDeg, "°", -180.0, 180.0);
    requireWithin(s, "elevation", info.elevationM, "m", -500.0, 9000.0);
    requireWithin(s, "north", info.northDeg, "°", -360.0, 360.0);
    requireWithin(s, "outdoor temperature", info.outdoorC, "°C", -60.0, 60.0);
    // An edit of the outdoor temperature keeps the wet bulb's distance, so that it may lie below any weather.
    requireWithin(s, "wet bulb", info.wetBulbC, "°C", -180.0, 60.0);
    if (info.wetBulbC > info.outdoorC)
        refuse(s, "wet bulb {:.9g} °C is above the outdoor temperature of {:.9g} °C.", info.wetBulbC,
               info.outdoorC);
    requireWithin(s, "carbon dioxide of the grid", info.carbonKgPerKwh, "kg/kWh", 0.0, 3.0);
    requireWithin(s, "cycles of concentration", info.cyclesOfConcentration, "", 1.0, 20.0);
    if (info.cyclesOfConcentration == 1.0)
        refuse(s, "cycles of concentration 1 must be above 1; all make-up water would be blown down.");
}

void checkRack(const Site& site, const Hall& hall, const Rack& rack)
{
    requireShort("Rack", rack.id.value, "name", rack.name);
    const Subject s{"Rack", rack.name, rack.id.value, "hall", &hall.name};
    const RackType* type = site.catalogue->find(rack.type);
    if (!type)
        refuse(s, "rack type {} does not exist in this site.", rack.type.value);
    requireNotNegative(s, "power", rack.powerW, "W");
    requireWithin(s, "liquid share", rack.liquidShare, "", 0.0, 1.0);
    requireNotNegative(s, "airflow", rack.airflowM3s, "m³/s");
    requireNotNegative(s, "mass", rack.massKg, "kg");
    requireNotNegative(s, "GPU count", rack.gpuCount, "");
    requireFootprintInside(s, rack.pose, type->widthM, type->depthM, hall);
    requireFeed(site, s, "feed A", rack.feedA);
    requireFeed(site, s, "feed B", rack.feedB);
    requireCduOfHall(site, hall, s, rack.cdu);
    if (rack.rearDoorLoop != CoolantLoopId{})
        requireReference(s, "coolant loop of its rear door", rack.rearDoorLoop.value,
                         site.cooling->find(rack.rearDoorLoop) != nullptr);
}

// The order matters: references are found by bisection, so ids are known to ascend before anything is looked
// up.
void checkSite(const Site& site)
{
    checkInfo(site.info);
    checkCatalogue(*site.catalogue);
    requireAscendingIds("Power node", site.power->nodes);
    requireAscendingIds("Coolant loop", site.cooling->loops);
    requireAscendingIds("Pipe run", site.cooling->pipes);
    requireAscendingIds("Plant unit", site.cooling->plant);
    requireAscendingIds("Pathway", site.pathways->pathways);
    requireAscendingIds("Fibre run", site.pathways->runs);
    requireAscendingIds("Building", site.buildings);
    checkIdsOverHalls(site);
    for (const auto& building : site.buildings)
        checkBuilding(site, *building);
    checkPower(site);
    checkCooling(site);
    checkPathways(site);
}

} // namespace hallwright
