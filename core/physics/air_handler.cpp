#include "core/physics/air_handler.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

AirSupply airSupplyOf(const std::vector<AirHandler>& units, double rackAirflowM3s, const AirPath& path)
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
    if (supply.flowM3s <= 0.0)
        return supply;
    const double x = supply.flowM3s / supply.fullFlowM3s;
    const double pressure = heldFanPressure + (1.0 - heldFanPressure) * x * x; // p/pu = h + (1 - h) x²
    supply.speed = std::sqrt((pressure + (fanShutOffShare - 1.0) * x * x) / fanShutOffShare);
    // P = σ (ΣPu x p/pu + Vs Δp x²/η)
    supply.powerShare = path.densityRatio * x * pressure;
    supply.addedWPerM3s = path.densityRatio * path.addedDropPa * x * x / addedDropEfficiency;
    supply.fanPowerW = fullPowerW * supply.powerShare + supply.flowM3s * supply.addedWPerM3s;
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
