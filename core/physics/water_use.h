// Make-up water of evaporative coolers.
//
//     hfg = (2500.5 - 2.31 T - 0.0013 T²) 1e3        D = d m        B = max(E/(c - 1) - D, 0)
//
// E evaporation, D drift, B blowdown [kg/s]: a tower's E from the humidity of the air that leaves it
// (cooling_tower.h); hfg heat of vaporisation [J/kg] at the water's temperature T [°C]; m flow of the water over the
// fill [kg/s]; d share of it that drifts off [-]; c cycles of concentration: dissolved solids in the water over those
// of the make-up [-].
// Range: 0 to 100 °C, held at its ends. Source: the common form in public data-centre water models; modern drift
// eliminators reach d = 0.001 to 0.005 %. Cycles below 1.1 are held there. Nothing is thrown; no heat needs no water.
#pragma once

namespace hallwright {

inline constexpr double driftShare = 2e-5;
inline constexpr double leastCycles = 1.1;

struct WaterUse {
    double evaporationKgS = 0.0;
    double driftKgS = 0.0;
    double blowdownKgS = 0.0;

    double sumKgS() const { return evaporationKgS + driftKgS + blowdownKgS; }
};

double heatOfVaporisationJkg(double waterC);

WaterUse towerWater(double evaporationKgS, double flowKgS, double cyclesOfConcentration);

// Of pads or sprays that evaporate a known amount; nothing drifts.
WaterUse waterWithBlowdown(double evaporationKgS, double cyclesOfConcentration);

} // namespace hallwright
