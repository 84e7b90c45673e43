#include "core/physics/air_handler.h"

#include <algorithm>

namespace hallwright {

AirSupply airSupplyOf(const std::vector<AirHandler>& units, double rackAirflowM3s)
{
    AirSupply supply;
    double fullPowerW = 0.0;
    for (const AirHandler& unit : units) {
        supply.fullFlowM3s += std::max(unit.airflowM3s, 0.0);
        supply.capacityW += std::max(unit.capacityW, 0.0);
        fullPowerW += std::max(unit.fanPowerW, 0.0);
    }
    supply.flowM3s = std::min(airOversupply * rackAirflowM3s, supply.fullFlowM3s); // Vs = min(o ΣVi, ΣVu)
    supply.shortOfAir = supply.flowM3s < rackAirflowM3s;
    if (supply.fullFlowM3s > 0.0)
        supply.speed = supply.flowM3s / supply.fullFlowM3s;
    supply.fanPowerW = fullPowerW * supply.speed * supply.speed * supply.speed; // P = ΣPu s³
    return supply;
}

double supplyTemperatureC(double setPointC, double coilHeatW, double capacityW)
{
    if (coilHeatW <= capacityW)
        return setPointC;
    const double overload = capacityW > 0.0 ? std::min(coilHeatW / capacityW, mostOverload) : mostOverload;
    return setPointC + coilDifferenceK * (overload - 1.0); // Tsup = Tset + D (Q_coil/ΣCu - 1)
}

double rackAirflowM3s(double statedM3s, double heatToAirW, double heatPerVolume)
{
    return std::max({statedM3s, 0.0, heatToAirW / (heatPerVolume * highestRackRiseK)});
}

} // namespace hallwright
