#include "core/physics/economiser.h"

#include "core/physics/heat_exchanger.h"

#include <algorithm>

namespace hallwright {

double airsideFreeShare(double supplyC, double returnC, double outdoorC, double outdoorDewPointC)
{
    if (!(outdoorDewPointC <= mostOutdoorDewPointC))
        return 0.0;
    if (outdoorC <= supplyC)
        return 1.0;
    if (outdoorC >= returnC)
        return 0.0;
    return (returnC - outdoorC) / (returnC - supplyC); // f = (Tr - To) / (Tr - Ts)
}

double outdoorAirShare(double supplyC, double returnC, double outdoorC, double outdoorDewPointC)
{
    if (!(airsideFreeShare(supplyC, returnC, outdoorC, outdoorDewPointC) > 0.0) || !(returnC > supplyC))
        return 0.0;
    return std::min((returnC - supplyC) / (returnC - outdoorC), 1.0); // a = (Tr - Ts) / (Tr - To)
}

double humidifierKgS(double outdoorShare, double dryAirKgS, double roomHumidity, double outdoorHumidity)
{
    // E = a m (Wh - Wo)
    return outdoorShare * dryAirKgS * std::max(roomHumidity - outdoorHumidity, 0.0);
}

double plateHeatW(const PlateEconomiser& plates, double loopWK, double returnC, double mostTowerWK,
                  double towerC)
{
    if (!(plates.capacityW > 0.0 && plates.approachK > 0.0 && plates.rangeK > 0.0) || !(returnC > towerC))
        return 0.0;
    const double ratedWK = plates.capacityW / plates.rangeK;
    RatedExchanger unit;
    unit.arrangement = FlowArrangement::Counterflow;
    unit.uaWK = plates.capacityW / plates.approachK; // equal streams: the difference is A0 all along
    unit.hotWK = ratedWK;
    unit.coldWK = ratedWK;
    return exchangeAt(unit, std::min(loopWK, ratedWK), returnC, std::min(mostTowerWK, ratedWK), towerC).heatW;
}

} // namespace hallwright
