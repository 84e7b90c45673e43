// How fast a hall warms when its cooling stops: air and the metal of the racks as two lumps.
//
//     Ca dTa/dt = P - hA (Ta - Ts)        Cs dTs/dt = hA (Ta - Ts)        both at rest and equal at t = 0
//     ΔTa(t) = P t/(Ca + Cs) + P Cs/(Ca + Cs) τ/Ca (1 - e^(-t/τ)),        τ = Ca Cs / (hA (Ca + Cs))
//
// Ca, Cs heat capacity of the air and of the solids [J/K]; hA conductance between them [W/K]; P heat given to the air
// [W]; ΔTa rise of the air [K] after t [s]. The air's rate falls from P/Ca to P/(Ca + Cs) with the time constant τ.
// Range: air well mixed, heat and flows as they were, no heat through walls; recirculation makes single racks warm
// sooner. Source: the two limits and the time constant of Khankari, ASHRAE Transactions 117(1), 2011. Defaults are
// judgement: 230 kJ/K for a rack 0.6 m wide (some 450 kg of steel, aluminium and copper), 300 W/K between a rack's
// metal and the air that passes it. Nothing is thrown: no heat never warms (infinite time), a hall without heat
// capacity warms at once (0 s).
#pragma once

namespace hallwright {

inline constexpr double solidsPerRackWidth = 230e3 / 0.6;      // J/(K m)
inline constexpr double conductancePerRackWidth = 300.0 / 0.6; // W/(K m)

struct ThermalMass {
    double airJK = 0.0;         // Ca
    double solidsJK = 0.0;      // Cs
    double conductanceWK = 0.0; // hA

    double timeConstantS() const; // τ; 0 without solids or conductance
};

// Of a hall with this much air and racks of this much width in all.
ThermalMass thermalMass(double airM3, double airHeatPerVolume, double rackWidthsM);

double riseAfterK(const ThermalMass& mass, double heatW, double seconds);

double secondsToRise(const ThermalMass& mass, double heatW, double riseK);

} // namespace hallwright
