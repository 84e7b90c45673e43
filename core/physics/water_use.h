// Make-up water of evaporative coolers.
//
//     E = Q / hfg        hfg = (2500.5 - 2.31 T - 0.0013 T²) 1e3        D = d m        B = max(E/(c - 1) - D, 0)
//
// E evaporation, D drift, B blowdown [kg/s]; Q heat given to the air [W]; hfg heat of vaporisation [J/kg] at the
// water's temperature T [°C]; m flow of the water over the fill [kg/s]; d share of it that drifts off [-]; c cycles of
// concentration: dissolved solids in the water over those of the make-up [-].
// Range: 0 to 100 °C, held at its ends. All heat is taken as latent. Of the heat that warms saturated air by 10 K that
// share is 76 % at 20 °C, 64 % at 10 °C, 49 % at 0 °C, less below: in cold air this overstates evaporation up to
// twice and more, in dry and hot air hardly. Source: the common form in public data-centre water models; modern drift
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

WaterUse towerWater(double heatW, double waterC, double flowKgS, double cyclesOfConcentration);

// Of pads or sprays that evaporate a known amount; nothing drifts.
WaterUse waterWithBlowdown(double evaporationKgS, double cyclesOfConcentration);

} // namespace hallwright
