// Water and 25 % propylene glycol (by mass) as coolant loops carry them, near atmospheric pressure.
//
// Water, T in °C, 0..95, θ = (T + 273.15 K)/300 K:
//     ρ  = (999.83952 + 16.945176 T - 7.9870401e-3 T² - 46.170461e-6 T³ + 105.56302e-9 T⁴ - 280.54253e-12 T⁵)
//          / (1 + 16.87985e-3 T)                                                        Kell 1975, 0.01 kg/m³
//     cp = -R [c3 + (t/10) (Σ n (n+1) a α^(n+2) + Σ m (m+1) b β^(m+2))]       IAPWS SR6-08 (2011), 0.1 %
//          α = 10/(593 - t), β = 10/(t - 232), R = 461.51805 J/(kg K), t = T + 273.15 K, a, n, b, m: the source file
//     µ  = 1e-6 (280.68 θ^-1.9 + 511.45 θ^-7.7 + 61.131 θ^-19.6 + 0.45903 θ^-40)    IAPWS SR6-08 (2011), 1 %
//     k  = 0.80201 θ^-0.32 - 0.25992 θ^-5.7 + 0.10024 θ^-12 - 0.032005 θ^-15        IAPWS SR6-08 (2011), 2 %
//
// Propylene glycol at mass fraction 0.25, 5..65 °C, τ = T - 20:
//     ρ  = 1019.267 - 0.4002381 τ - 3.428571e-3 τ²      cp = 3920.478 + 2.416357 τ - 3.190476e-4 τ²
//     k  = 0.4678561 + 9.083952e-4 τ - 4.390476e-7 τ²   ln µ = -10.28415986 + 529.94962/(T + 104.1)
// fitted to Melinder's properties of secondary working fluids, tabulated every 5 K from 5 to 40 °C: worst deviation
// 0.003 % (ρ), 0.001 % (cp), 0.002 % (k), 0.11 % (µ). From 40 to 65 °C the fits are extended; another form of the
// viscosity fit differs there by 2 %.
//
// ρ density [kg/m³]; cp heat capacity [J/(kg K)]; µ dynamic viscosity [Pa s]; k conductivity [W/(m K)]. Range: as
// stated; outside it a liquid keeps the values of the nearer end. Sources: Kell, J. Chem. Eng. Data 20 (1975); IAPWS
// SR6-08 (2011), Revised Supplementary Release on Properties of Liquid Water at 0.1 MPa; Melinder, Properties of
// Secondary Working Fluids for Indirect Systems (IIR). Nothing is thrown.
#pragma once

#include "core/model/coolant.h"

namespace hallwright {

struct CoolantProperties {
    double densityKgM3 = 0.0;
    double heatCapacityJkgK = 0.0;
    double viscosityPaS = 0.0; // dynamic
    double conductivityWmK = 0.0;
    double freezesC = 0.0;

    double heatPerVolume() const { return densityKgM3 * heatCapacityJkgK; }     // ρ cp [J/(m³ K)]
    double kinematicViscosityM2s() const { return viscosityPaS / densityKgM3; } // ν = µ/ρ
};

CoolantProperties coolantAt(Coolant coolant, double temperatureC);

} // namespace hallwright
