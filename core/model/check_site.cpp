#include "core/model/check_site.h"

#include "core/model/errors.h"
#include "core/model/names.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace hallwright {

namespace {

// A footprint may reach this far out of its room: coordinates come from sums of decimal fractions.
constexpr double positionToleranceM = 1e-6;

// No site is larger; a coordinate beyond it is a slip of the pen.
constexpr double largestExtentM = 100e3;
constexpr double largestRackSideM = 10.0;
constexpr double largestDropPa = 10e6; // of one piece of equipment
constexpr double largestHeightM = 1000.0;
// Above any power, flow, pressure or mass of a campus, and small enough that no sum of them overflows.
constexpr double largestValue = 1e15;
// Leaves room for the ids that edits will add.
constexpr std::int64_t largestId = 1'000'000'000'000'000;

// What a message is about. Becomes text only when there is something to say.
struct Subject {
    std::string_view kind;
    const std::string& name;
    std::int64_t id = 0;
    std::string_view within = {}; // "hall", "building"
    const std::string* withinName = nullptr;
};

std::string textOf(const Subject& s)
{
    std::string text(s.kind);
    if (!s.name.empty())
        text += " " + s.name;
    else if (s.id != 0)
        text += fmt::format(" {}", s.id);
    if (s.withinName)
        text += fmt::format(" in {} {}", s.within, *s.withinName);
    return text;
}

template <class... Args>
[[noreturn]] void refuse(const Subject& subject, fmt::format_string<Args...> sentence, Args&&... args)
{
    throw InputError(textOf(subject) + ": " + fmt::format(sentence, std::forward<Args>(args)...));
}

std::string quantity(double value, std::string_view unit)
{
    return unit.empty() ? fmt::format("{:.9g}", value) : fmt::format("{:.9g} {}", value, unit);
}

void requireFinite(const Subject& s, std::string_view what, double value)
{
    if (!std::isfinite(value))
        refuse(s, "{} is not a finite number.", what);
}

void requireWithin(const Subject& s, std::string_view what, double value, std::string_view unit, double low,
                   double high)
{
    requireFinite(s, what, value);
    if (value < low)
        refuse(s, "{} {} is below {}.", what, quantity(value, unit), quantity(low, unit));
    if (value > high)
        refuse(s, "{} {} is above {}.", what, quantity(value, unit), quantity(high, unit));
}

void requireNotNegative(const Subject& s, std::string_view what, double value, std::string_view unit)
{
    requireWithin(s, what, value, unit, 0.0, largestValue);
}

void requirePositive(const Subject& s, std::string_view what, double value, std::string_view unit,
                     double high = largestValue)
{
    requireWithin(s, what, value, unit, 0.0, high);
    if (value == 0.0)
        refuse(s, "{} {} must be above {}.", what, quantity(value, unit), quantity(0.0, unit));
}

void requireSize(const Subject& s, double widthM, double depthM, double heightM, double largestM)
{
    requirePositive(s, "width", widthM, "m", largestM);
    requirePositive(s, "depth", depthM, "m", largestM);
    requirePositive(s, "height", heightM, "m", std::min(largestM, largestHeightM));
}

void requirePoint(const Subject& s, double x, double y, double z = 0.0)
{
    requireWithin(s, "x", x, "m", -largestExtentM, largestExtentM);
    requireWithin(s, "y", y, "m", -largestExtentM, largestExtentM);
    requireWithin(s, "z", z, "m", -largestExtentM, largestExtentM);
}

void requireYaw(const Subject& s, double yawDeg)
{
    requireWithin(s, "yaw", yawDeg, "°", -360.0, 360.0);
}

void requirePath(const Subject& s, const std::vector<Point3>& path)
{
    if (path.size() < 2)
        refuse(s, "its path has {} points and needs at least 2.", path.size());
    for (const Point3& p : path)
        requirePoint(s, p.x, p.y, p.z);
}

// `what` is the part that leaves ("its footprint"), `where` what it must stay in ("the room").
void requireInside(const Subject& s, std::string_view what, const Rect& area, std::string_view where,
                   double widthM, double depthM)
{
    const auto along = [&](std::string_view axis, double low, double high, double limit) {
        if (low < -positionToleranceM)
            refuse(s, "{} reaches {} = {:.9g} m, outside {} of 0 to {:.9g} m.", what, axis, low, where,
                   limit);
        if (high > limit + positionToleranceM)
            refuse(s, "{} reaches {} = {:.9g} m, outside {} of 0 to {:.9g} m.", what, axis, high, where,
                   limit);
    };
    along("x", area.x, area.right(), widthM);
    along("y", area.y, area.top(), depthM);
}

void requireAreaInside(const Subject& s, const Rect& area, std::string_view where, double widthM,
                       double depthM)
{
    requirePoint(s, area.x, area.y);
    requirePositive(s, "width", area.width, "m", largestExtentM);
    requirePositive(s, "depth", area.depth, "m", largestExtentM);
    requireInside(s, "its area", area, where, widthM, depthM);
}

void requireFootprintInside(const Subject& s, const Pose& pose, double widthM, double depthM,
                            const Hall& hall)
{
    requirePoint(s, pose.x, pose.y);
    requireYaw(s, pose.yawDeg);
    requireInside(s, "its footprint", footprintBounds(pose, widthM, depthM), "the room", hall.widthM,
                  hall.depthM);
}

template <class T>
const T& elementOf(const T& element)
{
    return element;
}

template <class T>
const T& elementOf(const std::shared_ptr<const T>& element)
{
    return *element;
}

// Characters of UTF-8: every byte but those that continue one.
std::size_t charactersOf(const std::string& text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void requireShort(std::string_view kind, std::int64_t id, std::string_view what, const std::string& text,
                  std::size_t most = longestNameCharacters)
{
    static const std::string unnamed;
    if (charactersOf(text) > most)
        refuse({kind, unnamed, id}, "its {} has {} characters, above the limit of {}.", what,
               charactersOf(text), most);
}

template <class Range>
void requireAscendingIds(std::string_view kind, const Range& range)
{
    std::int64_t last = 0;
    for (const auto& item : range) {
        const auto& element = elementOf(item);
        const std::int64_t id = element.id.value;
        requireShort(kind, id, "name", element.name);
        const Subject s{kind, element.name, id};
        if (id < 1 || id > largestId)
            refuse(s, "id {} is not between 1 and {}.", id, largestId);
        if (id <= last)
            refuse(s, "id {} follows id {}, but ids must ascend and be unique.", id, last);
        last = id;
    }
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

template <class Range>
void requireShortNames(std::string_view kind, const Range& range)
{
    for (const auto& item : range) {
        const auto& element = elementOf(item);
        if constexpr (requires { element.id.value; })
            requireShort(kind, element.id.value, "name", element.name);
        else
            requireShort(kind, 0, "name", element.name);
    }
}

void requireReference(const Subject& s, std::string_view what, std::int64_t id, bool exists)
{
    if (!exists)
        refuse(s, "{} {} does not exist in this site.", what, id);
}

void requireFeed(const Site& site, const Subject& s, std::string_view what, PowerNodeId feed)
{
    if (feed != PowerNodeId{})
        requireReference(s, what, feed.value, site.power->find(feed) != nullptr);
}

void requireLoop(const Site& site, const Subject& s, CoolantLoopId loop)
{
    if (loop != CoolantLoopId{})
        requireReference(s, "coolant loop", loop.value, site.cooling->find(loop) != nullptr);
}

void requireBuilding(const Site& site, const Subject& s, std::string_view what, BuildingId building)
{
    requireReference(s, what, building.value, site.findBuilding(building) != nullptr);
}

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

constexpr std::string_view anySource = "a utility, a generator or a battery";

void checkPowerNode(const Site& site, const PowerNode& node)
{
    const Subject s{"Power node", node.name, node.id.value};
    requirePoint(s, node.positionM.x, node.positionM.y, node.positionM.z);
    requirePositive(s, "rating", node.ratedW, "W");
    requireWithin(s, "no-load loss", node.loss.k0, "", 0.0, 1.0);
    requireWithin(s, "proportional loss", node.loss.k1, "", 0.0, 1.0);
    requireWithin(s, "square loss", node.loss.k2, "", 0.0, 1.0);
    requireNotNegative(s, "stored energy", node.storedJ, "J");
    if (node.building != BuildingId{})
        requireBuilding(site, s, "building", node.building);
    if (node.hall != HallId{})
        requireReference(s, "hall", node.hall.value, site.findHall(node.hall).has_value());
    for (const PowerNodeId feeder : node.fedBy)
        requireReference(s, "feeding node", feeder.value, site.power->find(feeder) != nullptr);
    if (isSource(node.kind) && !node.fedBy.empty())
        refuse(s, "a {} starts a power chain and cannot be fed by {}.", nameOf(node.kind),
               site.power->find(node.fedBy.front())->name);
    if (!isSource(node.kind) && node.fedBy.empty())
        refuse(s, "nothing feeds it, but every power chain must start at {}.", anySource);
}

// Removes nodes all of whose feeders are gone, until none is left. What remains feeds itself in a circle.
void checkNoPowerCycle(const PowerNetwork& power)
{
    const auto indexOf = [&](PowerNodeId id) {
        return static_cast<std::size_t>(power.find(id) - power.nodes.data());
    };
    std::vector<std::size_t> openFeeders(power.nodes.size());
    std::vector<std::vector<std::size_t>> feeds(power.nodes.size());
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < power.nodes.size(); ++i) {
        openFeeders[i] = power.nodes[i].fedBy.size();
        for (const PowerNodeId feeder : power.nodes[i].fedBy)
            feeds[indexOf(feeder)].push_back(i);
        if (openFeeders[i] == 0)
            ready.push_back(i);
    }
    for (std::size_t done = 0; done < ready.size(); ++done) {
        for (const std::size_t fed : feeds[ready[done]]) {
            if (--openFeeders[fed] == 0)
                ready.push_back(fed);
        }
    }
    for (std::size_t i = 0; i < power.nodes.size(); ++i) {
        if (openFeeders[i] > 0)
            refuse({"Power node", power.nodes[i].name, power.nodes[i].id.value},
                   "its power chain leads in a circle, but every chain must start at {}.", anySource);
    }
}

void checkPower(const Site& site)
{
    for (const PowerNode& node : site.power->nodes)
        checkPowerNode(site, node);
    checkNoPowerCycle(*site.power);
}

constexpr double mostPumps = 1000.0;

void checkLoop(const Site& site, const CoolantLoop& loop)
{
    const Subject s{"Coolant loop", loop.name, loop.id.value};
    requireBuilding(site, s, "building", loop.building);
    requireWithin(s, "supply temperature", loop.supplyC, "°C", -20.0, 90.0);
    requirePositive(s, "design temperature difference", loop.designDeltaTK, "K");
    requireNotNegative(s, "pump head", loop.pumpHeadPa, "Pa");
    requirePositive(s, "pump efficiency", loop.pumpEfficiency, "", 1.0);
    requireNotNegative(s, "design heat", loop.designHeatW, "W");
    requireWithin(s, "number of pumps", loop.pumps, "", 1.0, mostPumps);
    requireWithin(s, "number of spare pumps", loop.sparePumps, "", 0.0, mostPumps);
    requireWithin(s, "held share of the head", loop.heldHead, "", 0.0, 1.0);
    requireWithin(s, "buffer", loop.bufferM3, "m³", 0.0, 1e6);
    requireNotNegative(s, "heat reuse", loop.heatReuseW, "W");
    requireFeed(site, s, "feed of its pumps", loop.pumpFeed);
}

using CduIds = std::unordered_set<std::int64_t>;

CduIds cdusOf(const Site& site)
{
    CduIds ids;
    for (const auto& building : site.buildings) {
        for (const auto& hall : building->halls) {
            for (const Cdu& cdu : hall->cdus)
                ids.insert(cdu.id.value);
        }
    }
    return ids;
}

void checkPipe(const Site& site, const CduIds& cdus, const PipeRun& pipe)
{
    const Subject s{"Pipe run", pipe.name, pipe.id.value};
    requireReference(s, "coolant loop", pipe.loop.value, site.cooling->find(pipe.loop) != nullptr);
    requirePositive(s, "diameter", pipe.diameterM, "m", 10.0);
    requireWithin(s, "roughness", pipe.roughnessM, "m", 0.0, 0.01);
    if (pipe.cdu != CduId{})
        requireReference(s, "CDU", pipe.cdu.value, cdus.contains(pipe.cdu.value));
    requirePath(s, pipe.pathM);
}

void checkPlantUnit(const Site& site, const PlantUnit& unit)
{
    const Subject s{"Plant unit", unit.name, unit.id.value};
    const bool isChiller =
        unit.kind == PlantKind::AirCooledChiller || unit.kind == PlantKind::WaterCooledChiller;
    requireBuilding(site, s, "building", unit.building);
    requireReference(s, "coolant loop", unit.loop.value, site.cooling->find(unit.loop) != nullptr);
    requireFeed(site, s, "feed", unit.feed);
    requirePoint(s, unit.pose.x, unit.pose.y, unit.elevationM);
    requireYaw(s, unit.pose.yawDeg);
    requireSize(s, unit.widthM, unit.depthM, unit.heightM, largestExtentM);
    requirePositive(s, "capacity", unit.capacityW, "W");
    requireWithin(s, "rating outdoor temperature", unit.ratedOutdoorC, "°C", -60.0, 60.0);
    if (isChiller)
        requirePositive(s, "coefficient of performance", unit.ratedCop, "", 100.0);
    else
        requirePositive(s, "approach", unit.ratedApproachK, "K", 100.0);
    requireNotNegative(s, "coefficient of performance", unit.ratedCop, "");
    requireNotNegative(s, "approach", unit.ratedApproachK, "K");
    requireNotNegative(s, "fan power", unit.ratedPowerW, "W");
    requireShort("Plant unit", unit.id.value, "record of curves", unit.curves);
    requireWithin(s, "adiabatic effectiveness", unit.adiabaticEffectiveness, "", 0.0, 1.0);
    requireWithin(s, "liquid pressure drop", unit.liquidDropPa, "Pa", 0.0, largestDropPa);
}

void checkCooling(const Site& site)
{
    for (const CoolantLoop& loop : site.cooling->loops)
        checkLoop(site, loop);
    const CduIds cdus = cdusOf(site);
    for (const PipeRun& pipe : site.cooling->pipes)
        checkPipe(site, cdus, pipe);
    for (const PlantUnit& unit : site.cooling->plant)
        checkPlantUnit(site, unit);
}

void checkPathway(const Pathway& pathway)
{
    const Subject s{"Pathway", pathway.name, pathway.id.value};
    requirePositive(s, "width", pathway.widthM, "m", 100.0);
    requirePositive(s, "depth", pathway.depthM, "m", 100.0);
    requirePath(s, pathway.pathM);
}

void checkFibreRun(const Site& site, const FibreRun& run)
{
    const Subject s{"Fibre run", run.name, run.id.value};
    requireBuilding(site, s, "building", run.from);
    requireBuilding(site, s, "building", run.to);
    requirePositive(s, "cable count", run.cableCount, "");
    requirePositive(s, "number of fibres per cable", run.fibresPerCable, "");
    requirePositive(s, "cable diameter", run.cableDiameterM, "m", 1.0);
    requireWithin(s, "slack", run.slackFraction, "", 0.0, 10.0);
    for (const PathwayId id : run.route)
        requireReference(s, "pathway", id.value, site.pathways->find(id) != nullptr);
}

void checkPathways(const Site& site)
{
    for (const Pathway& pathway : site.pathways->pathways)
        checkPathway(pathway);
    for (const FibreRun& run : site.pathways->runs)
        checkFibreRun(site, run);
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
