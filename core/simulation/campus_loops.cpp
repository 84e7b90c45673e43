#include "core/simulation/campus_loops.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace hallwright {

namespace {

// Position of a piece of hall equipment in the campus frame, at half its height.
Point3 inCampus(const Building& building, const Hall& hall, const Pose& pose, double heightM)
{
    const Point2 at = hallToCampus(building, hall, pose.position());
    return {at.x, at.y, hall.floorElevationM + heightM / 2};
}

double distanceSquared(const Point3& p, const Point3& a, const Point3& b)
{
    const Point3 d{b.x - a.x, b.y - a.y, b.z - a.z};
    const double dd = d.x * d.x + d.y * d.y + d.z * d.z;
    const double along = (p.x - a.x) * d.x + (p.y - a.y) * d.y + (p.z - a.z) * d.z;
    const double t = dd > 0.0 ? std::clamp(along / dd, 0.0, 1.0) : 0.0;
    const Point3 off{a.x + t * d.x - p.x, a.y + t * d.y - p.y, a.z + t * d.z - p.z};
    return off.x * off.x + off.y * off.y + off.z * off.z;
}

// Where pipes come to a plant unit: that of its two ends, the shorter sides, which is nearer to a pipe of its loop. From
// the centre of a long unit on a roof a pipe inside the building may be nearer than the header at its end.
Point3 connectionOf(const PlantUnit& unit, std::span<const PipeRun* const> pipes)
{
    const auto corners = footprintCorners(unit.pose, unit.widthM, unit.depthM);
    const double z = unit.elevationM + unit.heightM / 2;
    Point3 connection{unit.pose.x, unit.pose.y, z};
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::size_t end : {0, 2}) {
        const std::size_t i = unit.widthM <= unit.depthM ? end : end + 1; // corner at which that side begins
        const Point2 middle = (corners[i] + corners[(i + 1) % corners.size()]) * 0.5;
        const Point3 side{middle.x, middle.y, z};
        for (const PipeRun* pipe : pipes) {
            for (std::size_t j = 1; j < pipe->pathM.size(); ++j) {
                const double distance = distanceSquared(side, pipe->pathM[j - 1], pipe->pathM[j]);
                if (distance < nearest) {
                    nearest = distance;
                    connection = side;
                }
            }
        }
    }
    return connection;
}

// Counted over all buildings.
std::size_t positionOf(const Site& site, const HallRef& hall)
{
    std::size_t position = hall.hall;
    for (std::size_t b = 0; b < hall.building; ++b)
        position += site.buildings[b]->halls.size();
    return position;
}

bool sameEquipment(const Hall& a, const Hall& b)
{
    return a.id == b.id && a.name == b.name && a.originM == b.originM &&
           a.floorElevationM == b.floorElevationM && a.widthM == b.widthM && a.depthM == b.depthM &&
           a.heightM == b.heightM && a.airHandlers == b.airHandlers && a.cdus == b.cdus;
}

bool samePlace(const Building& a, const Building& b)
{
    return a.id == b.id && a.name == b.name && a.originM == b.originM && a.yawDeg == b.yawDeg &&
           a.widthM == b.widthM && a.depthM == b.depthM && a.heightM == b.heightM &&
           a.roomLoop == b.roomLoop && a.halls.size() == b.halls.size();
}

double waterIn(const PipeRun& pipe)
{
    const double boreM = pipe.diameterM / pipeOuterOverInner;
    double lengthM = 0.0;
    for (std::size_t i = 1; i < pipe.pathM.size(); ++i) {
        const Point3& a = pipe.pathM[i - 1];
        const Point3& b = pipe.pathM[i];
        lengthM += std::hypot(b.x - a.x, b.y - a.y, b.z - a.z);
    }
    return std::numbers::pi / 4.0 * boreM * boreM * lengthM;
}

bool standsInside(const Building& building, const Point3& p)
{
    const Point2 at = campusToBuilding(building, {p.x, p.y});
    return at.x >= 0.0 && at.y >= 0.0 && at.x <= building.widthM && at.y <= building.depthM;
}

} // namespace

std::vector<CoolantLoopId> rearDoorLoopsOf(const Hall& hall, const Catalogue& catalogue)
{
    std::vector<CoolantLoopId> loops;
    for (const Rack& rack : hall.racks) {
        if (!rack.rearDoorLoop.valid() ||
            std::find(loops.begin(), loops.end(), rack.rearDoorLoop) != loops.end())
            continue;
        const RackType* type = catalogue.find(rack.type);
        if (type && type->rearDoorEffectiveness > 0.0)
            loops.push_back(rack.rearDoorLoop);
    }
    return loops;
}

CampusLoops::CampusLoops(const Site& site, const CampusLoops* previous)
    : catalogue_(site.catalogue), cooling_(site.cooling), power_(site.power), buildings_(site.buildings),
      loops_(site.cooling->loops.size())
{
    for (std::size_t k = 0; k < loops_.size(); ++k) {
        const CoolantLoop& loop = cooling_->loops[k];
        index_.emplace(loop.id, k);
        loops_[k].coolant = coolantAt(loop.coolant, loop.supplyC);
        constexpr double usualRangeK = 6.0; // where the data give none
        loops_[k].designRangeK = loop.designDeltaTK > 0.0 ? loop.designDeltaTK : usualRangeK;
        loops_[k].pumpFeed = loop.pumpFeed;
        loops_[k].waterM3 = loop.bufferM3;
    }
    std::vector<std::vector<const PipeRun*>> pipes(loops_.size());
    for (const PipeRun& pipe : cooling_->pipes) {
        const std::size_t k = indexOf(pipe.loop);
        if (k == none || pipe.cdu.valid())
            continue;
        loops_[k].waterM3 += waterIn(pipe);
        pipes[k].push_back(&pipe);
    }
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls)
            connectHall(site, *building, *hall);
    }
    connectRooms(site);
    connectPlant(pipes);
    findRooms(site);
    for (std::size_t k = 0; k < loops_.size(); ++k) {
        Loop& loop = loops_[k];
        if (previous && k < previous->size() &&
            (*previous)[k].network->serves(site, loop.connections, loop.plant))
            loop.network = (*previous)[k].network;
        else
            loop.network = std::make_shared<const LoopNetwork>(site, k, loop.connections, loop.plant);
    }
}

void CampusLoops::connectHall(const Site& site, const Building& building, const Hall& hall)
{
    std::vector<Slot>& slots = slots_.emplace_back();
    std::vector<std::size_t>& used = hallLoops_.emplace_back();
    const auto connect = [&](CoolantLoopId id, LoopConnection connection) {
        const std::size_t k = indexOf(id);
        if (k == none)
            return;
        slots.push_back({k, loops_[k].connections.size()});
        loops_[k].connections.push_back(std::move(connection));
        if (std::find(used.begin(), used.end(), k) == used.end())
            used.push_back(k);
    };
    for (const AirHandler& unit : hall.airHandlers)
        connect(unit.loop, {TerminalKind::AirHandler, unit.id.value, building.name + " " + unit.name,
                            inCampus(building, hall, unit.pose, unit.heightM)});
    const Pose middle{hall.widthM / 2, hall.depthM / 2, 0.0};
    for (const CoolantLoopId id : rearDoorLoopsOf(hall, *site.catalogue))
        connect(id, {TerminalKind::RearDoors, hall.id.value, building.name + " " + hall.name + " rear doors",
                     inCampus(building, hall, middle, hall.heightM)});
    for (const Cdu& cdu : hall.cdus)
        connect(cdu.loop, {TerminalKind::Cdu, cdu.id.value, building.name + " " + cdu.name,
                           inCampus(building, hall, cdu.pose, cdu.heightM)});
}

// One connection a loop, in the middle of its building, for what the loop cools besides halls.
void CampusLoops::connectRooms(const Site& site)
{
    for (std::size_t k = 0; k < loops_.size(); ++k) {
        const Building* building = site.findBuilding(cooling_->loops[k].building);
        if (!building)
            building = site.buildings.empty() ? nullptr : site.buildings.front().get();
        LoopConnection rooms{TerminalKind::Rooms, building ? building->id.value : 0, "rooms", {}};
        if (building) {
            const Point2 at = buildingToCampus(*building, {building->widthM / 2, building->depthM / 2});
            rooms.name = building->name + " electrical rooms";
            rooms.positionM = {at.x, at.y, building->heightM / 2};
        }
        loops_[k].connections.push_back(std::move(rooms));
    }
}

void CampusLoops::connectPlant(std::span<const std::vector<const PipeRun*>> pipes)
{
    for (std::size_t u = 0; u < cooling_->plant.size(); ++u) {
        const PlantUnit& unit = cooling_->plant[u];
        const std::size_t k = indexOf(unit.loop);
        if (k == none)
            continue;
        loops_[k].units.push_back(&unit);
        loops_[k].plantIndex.push_back(u);
        if (!loops_[k].pumpFeed.valid())
            loops_[k].pumpFeed = unit.feed;
    }
    for (std::size_t k = 0; k < loops_.size(); ++k) {
        Loop& loop = loops_[k];
        // Towers cool the loop itself only where no chiller or economiser stands between.
        const bool behind = std::any_of(loop.units.begin(), loop.units.end(), [](const PlantUnit* unit) {
            return unit->kind == PlantKind::WaterCooledChiller ||
                   unit->kind == PlantKind::WatersideEconomiser;
        });
        for (std::size_t i = 0; i < loop.units.size(); ++i) {
            const PlantUnit& unit = *loop.units[i];
            if (behind && unit.kind == PlantKind::CoolingTower)
                continue;
            loop.plant.push_back(
                {TerminalKind::Plant, unit.id.value, unit.name, connectionOf(unit, pipes[k])});
            loop.inPlant.push_back(i);
        }
    }
}

// Losses inside a hall warm its air, which its air handlers cool; other rooms have the loop that their building names. Transformers in the yard are cooled by the weather.
void CampusLoops::findRooms(const Site& site)
{
    for (const BuildingPtr& building : site.buildings)
        buildingRoom_.push_back(indexOf(building->roomLoop));
    for (const PowerNode& node : power_->nodes) {
        std::size_t room = none;
        std::size_t warmed = none;
        if (const auto hall = node.hall.valid() ? site.findHall(node.hall) : std::nullopt) {
            if (!site.buildings[hall->building]->halls[hall->hall]->airHandlers.empty())
                warmed = positionOf(site, *hall);
        } else if (const Building* building =
                       node.building.valid() ? site.findBuilding(node.building) : nullptr;
                   building && standsInside(*building, node.positionM)) {
            room = indexOf(building->roomLoop);
        }
        nodeRoom_.push_back(room);
        nodeHall_.push_back(warmed);
    }
}

bool CampusLoops::serve(const Site& site) const
{
    if (site.catalogue != catalogue_ || site.cooling != cooling_ || site.power != power_ ||
        site.buildings.size() != buildings_.size())
        return false;
    for (std::size_t b = 0; b < buildings_.size(); ++b) {
        const Building& mine = *buildings_[b];
        const Building& other = *site.buildings[b];
        if (&mine == &other)
            continue;
        if (!samePlace(mine, other))
            return false;
        for (std::size_t h = 0; h < mine.halls.size(); ++h) {
            const Hall& hall = *mine.halls[h];
            const Hall& now = *other.halls[h];
            if (&hall != &now && (!sameEquipment(hall, now) || rearDoorLoopsOf(hall, *site.catalogue) !=
                                                                   rearDoorLoopsOf(now, *site.catalogue)))
                return false;
        }
    }
    return true;
}

std::size_t CampusLoops::indexOf(CoolantLoopId id) const
{
    const auto it = index_.find(id);
    return it != index_.end() ? it->second : none;
}

} // namespace hallwright
