#include "core/exchange/racks_csv.h"

#include "core/exchange/csv.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <optional>

namespace hallwright {

std::string racksCsv(const Snapshot& snapshot)
{
    std::string csv =
        "rack,hall,building,x_m,y_m,yaw_deg,power_w,heat_to_air_w,heat_to_liquid_w,airflow_m3_s,"
        "inlet_c,outlet_c,inlet_limit_c,recirculation,fan_power_w,psu_loss_w,rear_door_heat_w,"
        "coolant_flow_m3_s,coolant_supply_c,coolant_return_c,circuit_load,circuit_load_one_lost,"
        "junction_c,work_share,withheld_w,circuit_load_at_peak,rack_id,service\n";
    for (const HallResultPtr& result : snapshot.halls) {
        const Hall& hall = *result->hall;
        const std::string place =
            csvField(hall.name) + ',' + csvField(snapshot.site->buildingOf(hall.id).name);
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            const Rack& rack = hall.racks[i];
            const RackResult& state = result->racks[i];
            const auto out = std::back_inserter(csv);
            fmt::format_to(out, "{},{},{},{},{}", csvField(rack.name), place, rack.pose.x, rack.pose.y,
                           rack.pose.yawDeg);
            const std::optional<double> numbers[] = {
                state.powerW,         state.heatToAirW,     state.heatToLiquidW, state.airflowM3s,
                state.inletC,         state.outletC,        state.inletLimitC,   state.recirculation,
                state.fanPowerW,      state.psuLossW,       state.rearDoorHeatW, state.coolantFlowM3s,
                state.coolantSupplyC, state.coolantReturnC, state.circuitLoad,   state.circuitLoadOneLost,
                state.junctionC,      state.workShare,      state.withheldW,     state.circuitLoadAtPeak};
            for (const std::optional<double>& number : numbers) {
                csv += ',';
                if (number && std::isfinite(*number)) // what is not known stays empty
                    fmt::format_to(out, "{}", *number);
            }
            fmt::format_to(out, ",{},{}\n", rack.id.value,
                           nameOf(state.service)); // the id is unique where names are not
        }
    }
    return csv;
}

} // namespace hallwright
