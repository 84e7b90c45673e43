#include "core/physics/rear_door.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

RatedExchanger rearDoorOf(const RackType& type, double airHeatPerVolume, double waterHeatPerVolume)
{
    RatedExchanger door;
    door.arrangement = FlowArrangement::CrossflowUnmixed;
    door.hotExponent = 0.55;
    door.coldExponent = 0.8;
    door.hotResistance = 0.7;
    door.hotWK = airHeatPerVolume * std::max(type.airflowM3s, 0.0);
    door.coldWK = waterHeatPerVolume * std::max(type.rearDoorFlowM3s, 0.0);
    if (type.rearDoorEffectiveness <= 0.0 || door.hotWK <= 0.0 || door.coldWK <= 0.0)
        return door;
    const double leastWK = std::min(door.hotWK, door.coldWK);
    const double ratio = leastWK / std::max(door.hotWK, door.coldWK);
    constexpr double mostNtu = 50.0;                                         // beyond, nothing is gained
    const double wanted = type.rearDoorEffectiveness * door.hotWK / leastWK; // ε = ε_air C_a / Cmin
    const double reachable = effectiveness(door.arrangement, mostNtu, ratio);
    const double ntu = wanted < reachable ? ntuFor(door.arrangement, wanted, ratio) : mostNtu;
    door.uaWK = ntu * leastWK;
    return door;
}

double rearDoorShare(const RatedExchanger& door, double airWK)
{
    if (door.uaWK <= 0.0 || airWK <= 0.0)
        return 0.0;
    return exchangeAt(door, airWK, 1.0, door.coldWK, 0.0).heatW / airWK;
}

double rearDoorHeatW(const RatedExchanger& door, double airWK, double exhaustC, double waterC)
{
    return rearDoorShare(door, airWK) * airWK *
           std::max(exhaustC - waterC, 0.0); // Q = ε Cmin (T_exhaust - T_w,in)
}

} // namespace hallwright
