#include "core/physics/cdu_exchanger.h"

#include <algorithm>

namespace hallwright {

double ratedFacilityFlowM3s(const Cdu& cdu)
{
    return cdu.facilityFlowM3s > 0.0 ? cdu.facilityFlowM3s : std::max(cdu.flowM3s, 0.0);
}

RatedExchanger platesOf(const Cdu& cdu, double coolantHeatPerVolume, double facilityHeatPerVolume)
{
    constexpr double leastApproachK = 0.5;
    RatedExchanger plates;
    plates.hotWK = coolantHeatPerVolume * std::max(cdu.flowM3s, 0.0);  // C_h = ρcp V_r
    plates.coldWK = facilityHeatPerVolume * ratedFacilityFlowM3s(cdu); // C_c = ρcp V_f
    if (plates.hotWK <= 0.0 || plates.coldWK <= 0.0 || cdu.capacityW <= 0.0)
        return plates;
    const double hotInC =
        std::max(cdu.approachK, leastApproachK) + cdu.capacityW / plates.hotWK; // T_c,in = 0
    plates.uaWK = uaFromRating(plates.arrangement, cdu.capacityW, plates.hotWK, hotInC, plates.coldWK, 0.0);
    return plates;
}

double cduPumpPowerW(const Cdu& cdu, double flowM3s)
{
    if (cdu.flowM3s <= 0.0 || flowM3s <= 0.0)
        return 0.0;
    const double x = flowM3s / cdu.flowM3s;
    // P = P_r x (h + (1 - h) x²)
    return std::max(cdu.pumpPowerW, 0.0) * x * (heldHeadFraction + (1.0 - heldHeadFraction) * x * x);
}

} // namespace hallwright
