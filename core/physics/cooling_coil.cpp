#include "core/physics/cooling_coil.h"

#include <algorithm>

namespace hallwright {

RatedExchanger coilOf(const AirHandler& unit, double ratedAirHeatPerVolume, double designRangeK)
{
    constexpr double leastApproachK = 0.5;
    RatedExchanger coil;
    coil.hotWK = ratedAirHeatPerVolume * std::max(unit.airflowM3s, 0.0); // C_a = ρcp V_full
    coil.coldWK = designRangeK > 0.0 ? std::max(unit.capacityW, 0.0) / designRangeK : 0.0; // C_w = Q_r / ΔT_d
    coil.hotExponent = 0.55;
    coil.coldExponent = 0.8;
    coil.hotResistance = 0.6;
    if (coil.hotWK <= 0.0 || coil.coldWK <= 0.0)
        return coil;
    const double approachK = std::max(unit.coilApproachK, leastApproachK);
    const double hotInC = approachK + unit.capacityW / coil.hotWK; // with the water entering at 0 °C
    coil.uaWK = uaFromRating(coil.arrangement, unit.capacityW, coil.hotWK, hotInC, coil.coldWK, 0.0);
    return coil;
}

bool coilIsWet(double waterC, double roomDewPointC)
{
    return waterC < roomDewPointC;
}

} // namespace hallwright
