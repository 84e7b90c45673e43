// Cooling without compressors: outdoor air in the hall, or a loop's return water cooled by tower water.
//
// Airside, with mixing dampers: the air handlers draw outdoor air in place of return air,
//     f = clamp((Tr - To) / (Tr - Ts), 0, 1)        if Td <= 15 °C, else 0
// f share of the coils' heat that outdoor air takes; Ts, Tr supply and return air, To outdoor air, Td its dew point
// [°C]. Below Ts return air is mixed in and all is free. Outdoor air moister than the ASHRAE recommended envelope
// allows is locked out; drier air is let in and humidified. So f never grows with warmer and moister weather.
//
//     a = clamp((Tr - Ts) / (Tr - To), 0, 1), 0 where f = 0        E = a m (Wh - Wo), at least 0        Δp = 349 Pa
// a share of the supply air that comes from outdoors; E water that humidifies it [kg/s]; m dry air of the supply
// [kg/s]; Wh, Wo humidity ratio of the room's air, as its control holds it, and of the outdoor air [kg/kg]. Spray of
// demineralised water in the warm return air, without blowdown; that it cools that air is not counted. Δp pressure drop
// at full flow of the filters (224 Pa: MERV 13 to 15) and of the mixing and relief dampers (125 Pa), in the way of all
// air at all times: the credits of ASHRAE 90.1-2019, table 6.5.3.1-2, 0.9 and 0.5 in. of water.
//
// Waterside: plates in counterflow between loop and tower water,
//     Q = ε Cmin (Tr - Tt)        C0 = Q0 / R0        UA0 = Q0 / A0
// Q heat taken from the loop [W]; Tr the loop's return, Tt tower water [°C]; rated Q0 with equal streams C0 [W/K], the
// loop cooled by R0 [K] to A0 [K] above the tower water. Off that, UA follows the streams as heat_exchanger.h says.
// The plates take their rated streams at most; what flows beyond passes by. Range: To -40 to 50 °C at any humidity;
// plates as heat_exchanger.h. Source: heat exchangers in counterflow (heat_exchanger.h); rule of the integrated
// economiser as in LBNL's Modelica Buildings library. Nothing is thrown; no plates or no difference take no heat.
#pragma once

namespace hallwright {

inline constexpr double mostOutdoorDewPointC = 15.0; // ASHRAE recommended envelope, 2015 and later

inline constexpr double economiserDropPa = 349.0; // Δp at the air handlers' full flow

// f
double airsideFreeShare(double supplyC, double returnC, double outdoorC, double outdoorDewPointC);

// a
double outdoorAirShare(double supplyC, double returnC, double outdoorC, double outdoorDewPointC);

// E
double humidifierKgS(double outdoorShare, double dryAirKgS, double roomHumidity, double outdoorHumidity);

struct PlateEconomiser {
    double capacityW = 0.0; // Q0
    double approachK = 0.0; // A0
    double rangeK = 0.0;    // R0
};

// Q with a loop stream [W/K] and as much tower water as the plates are rated for, at most `mostTowerWK`.
double plateHeatW(const PlateEconomiser& plates, double loopWK, double returnC, double mostTowerWK,
                  double towerC);

} // namespace hallwright
