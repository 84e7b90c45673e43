#include "core/physics/heat_rejection.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

double coolerFanPowerW(const Cooler& unit, double speed)
{
    return unit.fanPowerW * speed * speed * speed;
}

double coolerCapacityW(const Cooler& unit, double differenceK)
{
    if (unit.ratedDifferenceK <= 0.0 || differenceK <= 0.0)
        return 0.0;
    return unit.capacityW * differenceK / unit.ratedDifferenceK; // Cu I/Ir
}

CoolerState coolersAt(std::span<const Cooler> units, double heatW, double setPointC, double rangeK,
                      double airC)
{
    CoolerState state;
    state.leavingC = setPointC;
    double capacityPerK = 0.0; // Σ Cu/Ir
    for (const Cooler& unit : units)
        capacityPerK += coolerCapacityW(unit, 1.0);
    // No cooler brings liquid below the air it is cooled by, however warm it comes.
    if (setPointC > airC)
        state.capacityW = capacityPerK * (setPointC + rangeK - airC);
    if (heatW <= 0.0)
        return state;
    if (heatW <= state.capacityW) {
        state.speed = std::pow(heatW / state.capacityW, 1.0 / heatOverAirflowExponent); // Q = s^m ΣCu I/Ir
        return state;
    }
    state.speed = 1.0;
    state.shortOfCapacity = true;
    if (capacityPerK > 0.0)
        state.leavingC = std::max(airC + heatW / capacityPerK - rangeK, airC); // I = Q / Σ(Cu/Ir)
    return state;
}

} // namespace hallwright
