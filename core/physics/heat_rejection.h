// Dry coolers, with or without adiabatic pre-cooling: heat to outdoor air at a fan power.
//
//     Q = ε Cmin (Tr - Ta)        L = Q/R        Ca = s σ Σ Ca,u        Cmin = min(L, Ca)        P = σ Σ Pu s³
//     Ta = Tdb - z η (Tdb - Twb), 0 <= z <= 1        E = Ca (Tdb - Ta) / hfg
//
// Q heat [W]; L heat capacity rate of the liquid [W/K] that enters at Tr, R above where it leaves [K]; Ca of the air
// [W/K], in proportion to the fan speed s, one for all units [-]; ε effectiveness of the coil in cross-flow, both
// streams unmixed, for the streams that there are (heat_exchanger.h); σ density of the site's air over that of the
// rating (altitude.h) [-]; Ta air that enters the coils, Tdb, Twb outdoor dry and wet bulb [°C]; η effectiveness of the
// pads [-], z how much of it is used [-]; Pu fan power at full speed [W]; E evaporation [kg/s], hfg heat of
// vaporisation.
//
// Coils: UA ~ air^0.6 liquid^0.8, a quarter of the rated resistance on the liquid's side (judgement). Throttled liquid
// stays longer in the coil and comes nearer to the air; it reaches the air's temperature with no stream. The rated air
// flow is not published as a rule; it is taken such that the air leaves at the mean temperature of the liquid, which
// gives 0.39 kW of fans per m³/s for the BAC cooler that the tests use. A unit is rated for its difference Ir =
// approach + range between entering liquid and air at its heat Cu, which gives ΣCu/Ir and, with the range, L and UA of
// the rating. The outdoor temperature of the rating is not used, since in these equations only the difference matters.
//
// Fans slow down until the liquid leaves at its set point. Pads stay dry as long as full speed is enough without
// them; then the fans stay at full speed and the pads get as much water as is needed. So the water is the least
// that carries the heat, and power never falls with warmer air. Where all of it is not enough the liquid leaves
// warmer, Tr = Ta + Q/(ε Cmin), so the heat removed always equals the heat brought. Nothing is cooled below Ta: with
// the set point at or below it there is no capacity at the set point, the fans run at full speed and the liquid leaves
// warmer than the air. Units with pads draw air pre-cooled by the mean of them, those without outdoor air. Where
// pads are wet the liquid is split between the two so that they take the most of it; what has warmer air than enters is
// shut off. So a unit out of service never lets the others take more, where all are rated at one difference and range
// and their pads are alike.
//
// Capacity is the heat that liquid of the range R brings with as much flow as it needs, and that leaves it at the set
// point with full fans and wet pads: the Q of Q/R = L and ε Cmin (Tset + R - Ta) = Q. What one stream can take at most
// with a supply of Ts is Q = L e/(1 - e) (Ts - Ta), e = ε Cmin/L.
//
// Ahead of chillers, which cool further what leaves them warmer than the set point, they take Q = ε Cmin (Tr - Ta)
// from a stream L that enters at Tr, at any fan speed: nothing is cooled below Ta, but Ta may be above the set
// point. Such series pre-cooling is that of the integrated economiser (ASHRAE 90.1-2019, 6.5.1.2 and 6.5.1.3).
// Range and sources: as heat_exchanger.h. Nothing is thrown; no units or no difference give no capacity; liquid of no
// range flows as rated.
#pragma once

#include <limits>
#include <span>

namespace hallwright {

struct Cooler {
    double capacityW = 0.0;
    double ratedDifferenceK = 0.0; // Ir
    double fanPowerW = 0.0;
    double ratedRangeK = 0.0;            // 0: half of Ir
    double adiabaticEffectiveness = 0.0; // η
};

struct OutdoorAir {
    double dryBulbC = 0.0;
    double wetBulbC = std::numeric_limits<double>::infinity(); // without one there is no pre-cooling
    double densityRatio = 1.0;                                 // σ
};

struct CoolerState {
    double capacityW = 0.0; // at full speed, all pads wet, with liquid of this range leaving at its set point
    double paddedW = 0.0;   // of the heat, by units with pads
    double speed = 0.0;
    double leavingC = 0.0;
    double evaporationKgS = 0.0;
    bool shortOfCapacity = false;
};

struct PreCooling {
    double heatW = 0.0;
    double paddedW = 0.0; // of it, by units with pads
    double evaporationKgS = 0.0;
};

CoolerState coolersAt(std::span<const Cooler> units, double heatW, double setPointC, double rangeK,
                      const OutdoorAir& air);

// The most that full fans and wet pads take from a stream of `liquidWK` that leaves at `supplyC`.
double coolersMostW(std::span<const Cooler> units, double supplyC, double liquidWK, const OutdoorAir& air);

// At one fan speed and use z of the pads, ahead of others that cool a stream of `liquidWK` further.
PreCooling coolersPreCool(std::span<const Cooler> units, double speed, double padsUsed, double enteringC,
                          double liquidWK, const OutdoorAir& air);

// Heat of one unit at sea level, full speed, its rated liquid flow and a difference between entering liquid and air.
double coolerCapacityW(const Cooler& unit, double differenceK);

} // namespace hallwright
