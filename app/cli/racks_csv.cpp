#include "app/cli/racks_csv.h"

#include <fmt/format.h>

#include <iterator>

namespace hallwright::cli {

namespace {

std::string quoted(const std::string& field)
{
    if (field.find_first_of(",\"\r\n") == std::string::npos)
        return field;
    std::string result = "\"";
    for (const char c : field) {
        if (c == '"')
            result += '"';
        result += c;
    }
    return result + '"';
}

} // namespace

std::string racksCsv(const Snapshot& snapshot)
{
    std::string csv =
        "rack,hall,building,x_m,y_m,yaw_deg,power_w,heat_to_air_w,heat_to_liquid_w,airflow_m3_s,"
        "inlet_c,outlet_c\n";
    for (const HallResultPtr& result : snapshot.halls) {
        const Hall& hall = *result->hall;
        const std::string place = quoted(hall.name) + ',' + quoted(snapshot.site->buildingOf(hall.id).name);
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            const Rack& rack = hall.racks[i];
            const RackResult& state = result->racks[i];
            fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{},{},{},{},{},{}\n", quoted(rack.name),
                           place, rack.pose.x, rack.pose.y, rack.pose.yawDeg, state.powerW, state.heatToAirW,
                           state.heatToLiquidW, state.airflowM3s, state.inletC, state.outletC);
        }
    }
    return csv;
}

} // namespace hallwright::cli
