#include "core/model/check_networks.h"

#include "core/model/check_parts.h"
#include "core/model/names.h"
#include "core/model/requirements.h"

#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hallwright::check {

namespace {

constexpr std::string_view anySource = "a utility, a generator or a battery";

void checkPowerNode(const Site& site, const PowerNode& node)
{
    const Subject s{"Power node", node.name, node.id.value};
    requirePoint(s, node.positionM.x, node.positionM.y, node.positionM.z);
    checkValues(s, node);
    requireWithin(s, "length of its run", node.runLengthM, "m", 0.0, 1000.0);
    requireYaw(s, node.runYawDeg);
    requireType(s, site.catalogue->find(node.type), node.type.value);
    if (node.building != BuildingId{})
        requireBuilding(site, s, "building", node.building);
    if (node.hall != HallId{})
        requireReference(s, "hall", node.hall.value, site.findHall(node.hall).has_value());
    for (const PowerNodeId feeder : node.fedBy)
        requireReference(s, "feeding node", feeder.value, site.power->find(feeder) != nullptr);
    if (isSource(node.kind) && !node.fedBy.empty())
        refuse(s, "a {} starts a power chain and cannot be fed by {}.", wordFor(node.kind),
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

constexpr double mostPumps = 1000.0;

void checkLoop(const Site& site, const CoolantLoop& loop)
{
    const Subject s{"Coolant loop", loop.name, loop.id.value};
    requireBuilding(site, s, "building", loop.building);
    requireWithin(s, "supply temperature", loop.supplyC, "°C", -20.0, 90.0);
    requirePositive(s, "design temperature difference", loop.designDeltaTK, "K", 100.0, leastDifferenceK);
    requireNotNegative(s, "pump head", loop.pumpHeadPa, "Pa", largestDropPa);
    requirePositive(s, "pump efficiency", loop.pumpEfficiency, "", 1.0, leastEfficiency);
    requireNotNegative(s, "design heat", loop.designHeatW, "W", largestPowerW);
    requireWithin(s, "number of pumps", loop.pumps, "", 1.0, mostPumps);
    requireWithin(s, "number of spare pumps", loop.sparePumps, "", 0.0, mostPumps);
    requireWithin(s, "held share of the head", loop.heldHead, "", 0.0, 1.0);
    requireWithin(s, "buffer", loop.bufferM3, "m³", 0.0, 1e6);
    requireNotNegative(s, "heat reuse", loop.heatReuseW, "W", largestPowerW);
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
    checkValues(s, pipe);
    requireType(s, site.catalogue->find(pipe.type), pipe.type.value);
    if (pipe.cdu != CduId{})
        requireReference(s, "CDU", pipe.cdu.value, cdus.contains(pipe.cdu.value));
    requirePath(s, pipe.pathM);
}

void checkPlantUnit(const Site& site, const PlantUnit& unit)
{
    const Subject s{"Plant unit", unit.name, unit.id.value};
    requireBuilding(site, s, "building", unit.building);
    requireReference(s, "coolant loop", unit.loop.value, site.cooling->find(unit.loop) != nullptr);
    requireFeed(site, s, "feed", unit.feed);
    requirePoint(s, unit.pose.x, unit.pose.y, unit.elevationM);
    requireYaw(s, unit.pose.yawDeg);
    checkValues(s, unit);
    requireType(s, site.catalogue->find(unit.type), unit.type.value);
}

void checkPathway(const Site& site, const Pathway& pathway)
{
    const Subject s{"Pathway", pathway.name, pathway.id.value};
    checkValues(s, pathway);
    requireType(s, site.catalogue->find(pathway.type), pathway.type.value);
    requirePath(s, pathway.pathM);
}

void checkFibreRun(const Site& site, const FibreRun& run)
{
    const Subject s{"Fibre run", run.name, run.id.value};
    requireBuilding(site, s, "building", run.from);
    requireBuilding(site, s, "building", run.to);
    requirePositive(s, "cable count", run.cableCount, "", mostPieces);
    requirePositive(s, "number of fibres per cable", run.fibresPerCable, "", mostPieces);
    requirePositive(s, "cable diameter", run.cableDiameterM, "m", 1.0);
    requireWithin(s, "slack", run.slackFraction, "", 0.0, 10.0);
    for (const PathwayId id : run.route)
        requireReference(s, "pathway", id.value, site.pathways->find(id) != nullptr);
}

} // namespace

void checkPower(const Site& site)
{
    for (const PowerNode& node : site.power->nodes)
        checkPowerNode(site, node);
    checkNoPowerCycle(*site.power);
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

void checkPathways(const Site& site)
{
    for (const Pathway& pathway : site.pathways->pathways)
        checkPathway(site, pathway);
    for (const FibreRun& run : site.pathways->runs)
        checkFibreRun(site, run);
}

} // namespace hallwright::check
