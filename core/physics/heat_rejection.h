// Dry coolers, with or without adiabatic pre-cooling: heat to outdoor air at a fan power.
//
//     Q = φ(s) Σ Cu I/Ir,u        I = (Tset + R) - Ta        P = Σ Pu s³        φ(s) = ε(s) Cmin(s) / (ε(1) Cmin(1))
//     Ta = Tdb - z η (Tdb - Twb), 0 <= z <= 1        E = s Ca (Tdb - Ta) / hfg
//
// Q heat [W]; Cu heat of unit u at its rating [W]; I difference between entering liquid and entering air [K], Ir,u the
// same at the rating; R range, entering minus leaving [K]; Ta air that enters the coils, Tdb, Twb outdoor dry and wet
// bulb [°C]; η effectiveness of the pads [-], z how much of it is used [-]; s fan speed, one for all units [-]; Pu fan
// power at full speed [W]; ε effectiveness of the coil in cross-flow, both streams unmixed (heat_exchanger.h), with the
// liquid's stream as rated and the air's Ca [W/K] in proportion to s; E evaporation [kg/s], hfg heat of vaporisation.
//
// At full speed the law is the coil's ε-NTU law at the liquid flow of its rating, where ε depends on no temperature. At other
// liquid flows it is an approximation: with less liquid a coil takes somewhat less.
// Coils: UA ~ air^0.6 liquid^0.8, a quarter of the rated resistance on the liquid's side (judgement). The rated air
// flow is not published as a rule; it is taken such that the air leaves at the mean temperature of the liquid, which
// gives 0.39 kW of fans per m³/s for the BAC cooler that the tests use.
//
// Fans slow down until the liquid leaves at its set point. Pads stay dry as long as full speed is enough without
// them; then the fans stay at full speed and the pads get as much water as is needed. So the water is the least
// that carries the heat, and power never falls with warmer air. Where all of it is not enough the liquid leaves
// warmer: I = Q / Σ(Cu/Ir,u), so the heat removed always equals the heat brought. Nothing is cooled below Ta: with the
// set point at or below it there is no capacity at the set point, the fans run at full speed and the liquid leaves no
// cooler than the air. Of unlike units all draw air pre-cooled by the mean of their pads.
//
// Ahead of chillers, which cool further what leaves them warmer than the set point, they take
//     Q = min(φ(s) Σ Cu/Ir, L) (Tr - Ta)
// from a stream L [W/K] that enters at Tr [°C], at any fan speed: nothing is cooled below Ta, but Ta may be above the set
// point. Such series pre-cooling is that of the integrated economiser (ASHRAE 90.1-2019, 6.5.1.2 and 6.5.1.3).
// Range: as heat_exchanger.h. Nothing is thrown; no units or no difference give no capacity.
//
// A unit is rated by its difference alone: Ir = approach + the loop's design range. The outdoor temperature of the
// rating is not used, since in these equations only the difference matters.
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

struct CoolerState {
    double capacityW = 0.0; // at full speed, all pads wet, with the liquid leaving at its set point
    double speed = 0.0;
    double leavingC = 0.0;
    double evaporationKgS = 0.0;
    bool shortOfCapacity = false;
};

struct PreCooling {
    double heatW = 0.0;
    double evaporationKgS = 0.0;
};

// Without a wet bulb there is no pre-cooling.
CoolerState coolersAt(std::span<const Cooler> units, double heatW, double setPointC, double rangeK,
                      double airC, double wetBulbC = std::numeric_limits<double>::infinity());

// At one fan speed and use z of the pads, ahead of others that cool a stream of `liquidWK` further.
PreCooling coolersPreCool(std::span<const Cooler> units, double speed, double padsUsed, double enteringC,
                          double liquidWK, double airC,
                          double wetBulbC = std::numeric_limits<double>::infinity());

// Pu s³
double coolerFanPowerW(const Cooler& unit, double speed);

// Heat of one unit at its full speed and a difference I.
double coolerCapacityW(const Cooler& unit, double differenceK);

} // namespace hallwright
