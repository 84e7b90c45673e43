#include "app/cli/solve_json.h"

#include <nlohmann/json.hpp>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json buildingJson(const Building& building, const BuildingResult& result)
{
    return {{"name", building.name},
            {"it_power_w", result.itPowerW},
            {"facility_power_w", result.facilityPowerW},
            {"capacity_w", result.capacityW}};
}

long long gpuCount(const Hall& hall)
{
    long long count = 0;
    for (const Rack& rack : hall.racks)
        count += rack.gpuCount;
    return count;
}

Json hallJson(const Building& building, const HallResult& result)
{
    return {{"name", result.hall->name},
            {"building", building.name},
            {"rack_count", result.hall->racks.size()},
            {"gpu_count", gpuCount(*result.hall)},
            {"it_power_w", result.itPowerW},
            {"supply_c", result.supplyC},
            {"return_c", result.returnC},
            {"mean_inlet_c", result.meanInletC},
            {"max_inlet_c", result.maxInletC},
            {"heat_to_air_w", result.heatToAirW},
            {"heat_to_liquid_w", result.heatToLiquidW}};
}

Json campusJson(const Snapshot& snapshot)
{
    return {{"site", snapshot.site->info.name},
            {"rack_count", snapshot.site->rackCount()},
            {"gpu_count", snapshot.site->gpuCount()},
            {"it_power_w", snapshot.itPowerW},
            {"facility_power_w", snapshot.facilityPowerW},
            {"cooling_power_w", snapshot.coolingPowerW},
            {"distribution_loss_w", snapshot.distributionLossW},
            {"other_power_w", snapshot.otherPowerW},
            {"pue", snapshot.pue},
            {"energy_residual", snapshot.energyResidual},
            {"outdoor_c", snapshot.conditions.outdoorC},
            {"max_inlet_c", snapshot.maxInletC},
            {"racks_over_limit", snapshot.racksOverLimit},
            {"solve_ms", snapshot.solveMs}};
}

} // namespace

Json solveJson(const Snapshot& snapshot)
{
    const Site& site = *snapshot.site;
    Json root = campusJson(snapshot);
    root["buildings"] = Json::array();
    for (std::size_t i = 0; i < site.buildings.size(); ++i)
        root["buildings"].push_back(buildingJson(*site.buildings[i], snapshot.buildings[i]));
    root["halls"] = Json::array();
    for (const HallResultPtr& hall : snapshot.halls)
        root["halls"].push_back(hallJson(site.buildingOf(hall->hall->id), *hall));
    root["warnings"] = snapshot.warnings;
    return root;
}

} // namespace hallwright::cli
