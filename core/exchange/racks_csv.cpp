#include "core/exchange/racks_csv.h"

#include "core/exchange/csv.h"
#include "core/model/names.h"
#include "core/model/object_names.h"
#include "core/physics/floor_load.h"
#include "core/simulation/idle_racks.h"
#include "core/simulation/inlet_uncertainty.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>

namespace hallwright {

namespace {

// Decimals that are worth writing: a milliwatt, a millimetre, a millilitre a second.
constexpr int decimalsW = 3, decimalsM = 3, decimalsDeg = 3, decimalsM3s = 6, decimalsC = 3,
              decimalsShare = 5, decimalsKg = 3, decimalsPa = 1;

std::string nameOrNone(const Site& site, ObjectRef object)
{
    return object.valid() ? csvField(nameOf(site, object)) : std::string();
}

// In Pa, over its footprint; nothing of a rack whose mass is not known.
std::optional<double> statedFloorLoadPa(const Rack& rack, const RackType* type)
{
    if (!type || rack.massKg <= 0.0)
        return std::nullopt;
    return floorLoadPa(rack.massKg, type->widthM, type->depthM);
}

// What the rack weighs and holds. No mass and no contents are not stated, which is not none.
std::string belongings(const Snapshot& snapshot, const Rack& rack)
{
    const Site& site = *snapshot.site;
    const RackContents* contents = site.contents->of(rack.id);
    return fmt::format(
        "{},{},{},{},{}", nameOf(statusOn(site.records->of(refTo(rack.id)), snapshot.conditions.date)),
        rack.gpuCount, csvNumber(rack.massKg > 0.0 ? std::optional(rack.massKg) : std::nullopt, decimalsKg),
        csvNumber(statedFloorLoadPa(rack, site.catalogue->find(rack.type)), decimalsPa),
        contents ? std::to_string(contents->devices.size()) : std::string());
}

// What the rack is and hangs on, with how far its inlet may be from CFD.
std::string connections(const Site& site, const Rack& rack,
                        const std::optional<InletUncertainty>& uncertainty)
{
    const RackType* type = site.catalogue->find(rack.type);
    return fmt::format("{},{},{},{},{},{}", type ? csvField(type->name) : std::string(), nameOf(rack.role),
                       nameOrNone(site, refTo(rack.feedA)), nameOrNone(site, refTo(rack.feedB)),
                       nameOrNone(site, refTo(rack.cdu)),
                       csvNumber(uncertainty ? std::optional(uncertainty->worstK) : std::nullopt, decimalsC));
}

std::string results(const RackResult& state)
{
    const std::pair<std::optional<double>, int> numbers[] = {
        {state.powerW, decimalsW},          {state.heatToAirW, decimalsW},
        {state.heatToLiquidW, decimalsW},   {state.airflowM3s, decimalsM3s},
        {state.inletC, decimalsC},          {state.outletC, decimalsC},
        {state.inletLimitC, decimalsC},     {state.recirculation, decimalsShare},
        {state.fanPowerW, decimalsW},       {state.psuLossW, decimalsW},
        {state.rearDoorHeatW, decimalsW},   {state.coolantFlowM3s, decimalsM3s},
        {state.coolantSupplyC, decimalsC},  {state.coolantReturnC, decimalsC},
        {state.circuitLoad, decimalsShare}, {state.circuitLoadOneLost, decimalsShare},
        {state.junctionC, decimalsC},       {state.workShare, decimalsShare},
        {state.withheldW, decimalsW},       {state.circuitLoadAtPeak, decimalsShare}};
    std::string text;
    for (const auto& [value, decimals] : numbers)
        text += ',' + csvNumber(value, decimals);
    return text;
}

} // namespace

std::string racksCsv(const Snapshot& snapshot)
{
    std::string csv =
        "rack,hall,building,x_m,y_m,yaw_deg,power_w,heat_to_air_w,heat_to_liquid_w,airflow_m3_s,"
        "inlet_c,outlet_c,inlet_limit_c,recirculation,fan_power_w,psu_loss_w,rear_door_heat_w,"
        "coolant_flow_m3_s,coolant_supply_c,coolant_return_c,circuit_load,circuit_load_one_lost,"
        "junction_c,work_share,withheld_w,circuit_load_at_peak,rack_id,service,type,role,feed_a,feed_b,cdu,"
        "inlet_uncertainty_k,status,gpu_count,mass_kg,floor_load_pa,device_count\n";
    for (const HallResultPtr& result : snapshot.halls) {
        const Hall& hall = *result->hall;
        const std::string place =
            csvField(hall.name) + ',' + csvField(snapshot.site->buildingOf(hall.id).name);
        const auto uncertainty = inletUncertaintyOf(*result);
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            const Rack& rack = hall.racks[i];
            fmt::format_to(std::back_inserter(csv), "{},{},{},{},{}{},{},{},{},{}\n", csvField(rack.name),
                           place, csvNumber(rack.pose.x, decimalsM), csvNumber(rack.pose.y, decimalsM),
                           csvNumber(rack.pose.yawDeg, decimalsDeg), results(result->racks[i]),
                           rack.id.value, // unique where names are not
                           nameOf(result->racks[i].service), connections(*snapshot.site, rack, uncertainty),
                           belongings(snapshot, rack));
        }
    }
    return csv;
}

} // namespace hallwright
