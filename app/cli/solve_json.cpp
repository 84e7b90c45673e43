#include "app/cli/solve_json.h"

#include "app/cli/findings_json.h"

#include "app/cli/outages.h"
#include "core/model/names.h"
#include "core/simulation/campus_power.h"
#include "core/simulation/figures.h"
#include "core/simulation/inlet_uncertainty.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

// Numbers that are not finite come out as null: nlohmann's dump() prints them so.

Json orNull(const std::string* name)
{
    return name ? Json(*name) : Json(nullptr);
}

Json buildingName(const Site& site, BuildingId id)
{
    const Building* building = site.findBuilding(id);
    return orNull(building ? &building->name : nullptr);
}

Json hallName(const Site& site, HallId id)
{
    return orNull(site.findHall(id) ? &site.hall(id).name : nullptr);
}

Json loopName(const Site& site, CoolantLoopId id)
{
    const CoolantLoop* loop = site.cooling->find(id);
    return orNull(loop ? &loop->name : nullptr);
}

Json share(double part, double whole)
{
    return whole > 0.0 ? Json(part / whole) : Json(nullptr);
}

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

// A count is a whole number.
Json numberOf(std::string_view key, double value)
{
    if (std::isnan(value))
        return nullptr; // unknown
    return key.starts_with("racks_") ? Json(static_cast<std::size_t>(value)) : Json(value);
}

// "overhead/chillers_w" is a member of the object "overhead".
void put(Json& json, std::string_view key, double value)
{
    const std::size_t slash = key.find('/');
    if (slash == std::string_view::npos)
        json[std::string(key)] = numberOf(key, value);
    else
        put(json[std::string(key.substr(0, slash))], key.substr(slash + 1), value);
}

template <class Figure, class Of>
void putAll(Json& json, std::span<const Figure> figures, const Of& of)
{
    for (const Figure& figure : figures)
        put(json, figure.key, figure.value(of));
}

// The keys of the first version come first, in their order, which a reader may rely on.
Json inFirstOrder(std::initializer_list<const char*> keys)
{
    Json json = Json::object();
    for (const char* key : keys)
        json[key] = nullptr;
    return json;
}

Json buildingJson(const Building& building, const BuildingResult& result)
{
    Json json = inFirstOrder({"name", "it_power_w", "facility_power_w", "capacity_w", "pue"});
    json["name"] = building.name;
    json["capacity_w"] = result.capacityW;
    putAll(json, buildingFigures(), result);
    return json;
}

long long gpuCount(const Hall& hall)
{
    long long count = 0;
    for (const Rack& rack : hall.racks)
        count += rack.gpuCount;
    return count;
}

std::size_t inServiceCount(const HallResult& hall)
{
    return static_cast<std::size_t>(
        std::count_if(hall.racks.begin(), hall.racks.end(),
                      [](const RackResult& rack) { return rack.service != RackService::NotInService; }));
}

// What its inlets rest on, and how far that was from CFD: null where no rack draws air.
void addInlets(Json& json, const HallResult& result)
{
    const auto uncertainty = inletUncertaintyOf(result);
    json["air_model"] = nameOf(result.inletModel);
    json["inlet_uncertainty_k"] = uncertainty ? Json(uncertainty->rmsK) : Json(nullptr);
    json["max_inlet_uncertainty_k"] = uncertainty ? Json(uncertainty->worstK) : Json(nullptr);
    json["inlet_compared"] = uncertainty ? Json(uncertainty->compared) : Json(nullptr);
}

void addAir(Json& json, const HallResult& result)
{
    std::size_t running = 0;
    std::size_t wet = 0;
    for (const AirHandlerResult& unit : result.airHandlers) {
        running += unit.running ? 1 : 0;
        wet += unit.wetCoil ? 1 : 0;
    }
    json["rack_airflow_m3_s"] = result.rackAirflowM3s;
    json["supply_airflow_m3_s"] = result.supplyAirflowM3s;
    json["air_handler_count"] = result.airHandlers.size();
    json["air_handlers_running"] = running;
    json["air_handler_capacity_w"] = result.airHandlerCapacityW;
    json["air_handler_power_w"] = result.airHandlerPowerW;
    json["air_handler_heat_w"] = result.coilHeatW;
    json["wet_coils"] = wet;
    json["rear_door_heat_w"] = result.rearDoorHeatW;
}

void addLiquid(Json& json, const HallResult& result)
{
    std::size_t running = 0;
    double heatW = 0.0;
    double flowM3s = 0.0;
    double facilityFlowM3s = 0.0;
    for (const CduResult& unit : result.cdus) {
        running += unit.running ? 1 : 0;
        heatW += unit.heatW;
        flowM3s += unit.flowM3s;
        facilityFlowM3s += unit.facilityFlowM3s;
    }
    json["cdu_count"] = result.cdus.size();
    json["cdus_running"] = running;
    json["cdu_capacity_w"] = result.cduCapacityW;
    json["cdu_pump_power_w"] = result.cduPumpPowerW;
    json["cdu_heat_w"] = heatW;
    json["cdu_flow_m3_s"] = flowM3s;
    json["cdu_facility_flow_m3_s"] = facilityFlowM3s;
    json["racks_slowed"] = result.racksSlowed;
    json["withheld_w"] = result.withheldW;
}

Json hallJson(const Building& building, const HallResult& result)
{
    Json json =
        inFirstOrder({"name", "building", "rack_count", "gpu_count", "it_power_w", "supply_c", "return_c",
                      "mean_inlet_c", "max_inlet_c", "heat_to_air_w", "heat_to_liquid_w"});
    json["name"] = result.hall->name;
    json["building"] = building.name;
    json["rack_count"] = result.hall->racks.size();
    json["gpu_count"] = gpuCount(*result.hall);
    json["circuits_overloaded"] = result.circuitsOverloaded;
    json["ride_through_s"] = orNull(result.rideThroughS);
    putAll(json, hallFigures(), result);
    json["racks_in_service"] = inServiceCount(result);
    addInlets(json, result);
    addAir(json, result);
    addLiquid(json, result);
    return json;
}

Json loopJson(const Site& site, const CoolantLoop& loop, const LoopResult& result)
{
    const LoopHydraulics* circuit = result.hydraulics.get();
    const auto ofCircuit = [&](auto value) { return circuit ? Json(value(*circuit)) : Json(nullptr); };
    return {{"name", loop.name},
            {"building", buildingName(site, loop.building)},
            {"coolant", nameOf(loop.coolant)},
            {"heat_w", result.heatW},
            {"flow_m3_s", result.flowM3s},
            {"supply_c", result.supplyC},
            {"return_c", result.returnC},
            {"pump_power_w", result.pumpPowerW},
            {"head_pa", ofCircuit([](const LoopHydraulics& h) { return h.headPa; })},
            {"pumps_running", ofCircuit([](const LoopHydraulics& h) { return h.pumpsRunning; })},
            {"pump_speed", ofCircuit([](const LoopHydraulics& h) { return h.pumpSpeed; })},
            {"economiser_w", result.economiserW},
            {"water_kg_s", result.waterKgS},
            {"ride_through_s", orNull(result.rideThroughS)},
            {"short_m3_s", ofCircuit([](const LoopHydraulics& h) { return h.shortM3s; })},
            {"from_pipes", ofCircuit([](const LoopHydraulics& h) { return h.fromPipes; })},
            {"mass_residual", ofCircuit([](const LoopHydraulics& h) { return h.massResidual; })},
            {"room_heat_w", result.roomHeatW},
            {"reused_heat_w", result.reusedHeatW},
            {"unrejected_w", result.unrejectedW}};
}

Json plantJson(const Site& site, const PlantUnit& unit, const PlantUnitResult& result)
{
    return {{"name", unit.name},
            {"kind", nameOf(unit.kind)},
            {"loop", loopName(site, unit.loop)},
            {"building", buildingName(site, unit.building)},
            {"running", result.running},
            {"heat_w", result.heatW},
            {"power_w", result.powerW},
            {"pump_power_w", result.pumpPowerW},
            {"capacity_w", result.capacityW},
            {"load", share(result.heatW, result.capacityW)},
            {"cop", orNull(result.cop)},
            {"approach_k", orNull(result.approachK)},
            {"flow_m3_s", result.flowM3s},
            {"leaving_c", orNull(result.leavingC)},
            {"water_kg_s", result.waterKgS},
            {"outside_fit", result.beyondFitK > 0.0},
            {"beyond_fit_k", result.beyondFitK},
            {"fit_power_w", result.fitPowerW}};
}

Json powerNodeJson(const Site& site, const PowerNode& node, const PowerNodeResult& result)
{
    return {{"name", node.name},
            {"kind", nameOf(node.kind)},
            {"side", nameOf(node.side)},
            {"building", buildingName(site, node.building)},
            {"hall", hallName(site, node.hall)},
            {"energised", result.energised},
            {"output_w", result.outputW},
            {"loss_w", result.lossW},
            {"rated_w", node.ratedW > 0.0 ? Json(node.ratedW) : Json(nullptr)},
            {"load", share(result.outputW, node.ratedW)},
            {"moved_w", result.movedW},
            {"margin_w", node.ratedW > 0.0 ? Json(node.ratedW - result.outputW) : Json(nullptr)},
            {"output_other_side_lost_w", result.outputOtherSideLostW},
            {"ride_through_s", orNull(rideThroughS(node, result.outputW))}};
}

Json campusJson(const Snapshot& snapshot)
{
    Json json = inFirstOrder({"site", "rack_count", "gpu_count", "it_power_w", "facility_power_w",
                              "cooling_power_w", "distribution_loss_w", "other_power_w", "pue",
                              "energy_residual", "outdoor_c", "max_inlet_c", "racks_over_limit", "solve_ms"});
    json["site"] = snapshot.site->info.name;
    json["rack_count"] = snapshot.site->rackCount();
    json["gpu_count"] = snapshot.site->gpuCount();
    json["outdoor_c"] = snapshot.conditions.outdoorC;
    json["wet_bulb_c"] = snapshot.conditions.wetBulbC;
    json["out_of_service"] = namesOf(*snapshot.site, snapshot.conditions.outages);
    std::size_t inService = 0;
    for (const HallResultPtr& hall : snapshot.halls)
        inService += inServiceCount(*hall);
    json["racks_in_service"] = inService;
    json["load_basis"] = nameOf(snapshot.conditions.loadBasis);
    json["status_date"] = snapshot.conditions.date.empty() ? Json(nullptr) : Json(snapshot.conditions.date);
    json["converged"] = snapshot.converged;
    json["steady"] = snapshot.steady;
    json["rounds"] = snapshot.rounds;
    json["solve_ms"] = snapshot.solveMs;
    json["unserved_w"] = snapshot.unserved.powerW;
    json["shed_w"] = snapshot.shed.powerW;
    json["shed_racks"] = snapshot.shed.count;
    putAll(json, campusFigures(), snapshot);
    return json;
}

void addNetworks(Json& root, const Snapshot& snapshot)
{
    const Site& site = *snapshot.site;
    root["loops"] = Json::array();
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k)
        root["loops"].push_back(loopJson(site, site.cooling->loops[k], snapshot.loops[k]));
    root["plant"] = Json::array();
    for (std::size_t u = 0; u < snapshot.plant.size(); ++u)
        root["plant"].push_back(plantJson(site, site.cooling->plant[u], snapshot.plant[u]));
    root["power_nodes"] = Json::array();
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i)
        root["power_nodes"].push_back(powerNodeJson(site, site.power->nodes[i], snapshot.powerNodes[i]));
    root["power_stages"] = Json::array();
    for (const PowerStageResult& stage : snapshot.powerStages)
        root["power_stages"].push_back(
            {{"kind", nameOf(stage.kind)}, {"output_w", stage.outputW}, {"loss_w", stage.lossW}});
}

} // namespace

Json solveJson(const Snapshot& snapshot, const Findings& findings)
{
    const Site& site = *snapshot.site;
    Json root = campusJson(snapshot);
    root["buildings"] = Json::array();
    for (std::size_t i = 0; i < site.buildings.size(); ++i)
        root["buildings"].push_back(buildingJson(*site.buildings[i], snapshot.buildings[i]));
    root["halls"] = Json::array();
    for (const HallResultPtr& hall : snapshot.halls)
        root["halls"].push_back(hallJson(site.buildingOf(hall->hall->id), *hall));
    addNetworks(root, snapshot);
    root["findings"] = findingsJson(site, findings);
    root["warnings"] = snapshot.notes; // by the name it has had since before there were findings
    return root;
}

} // namespace hallwright::cli
