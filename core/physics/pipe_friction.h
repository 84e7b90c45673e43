// Head lost by friction in a full round pipe, and its slope, for laminar to turbulent flow.
//
//     h = f (L/D) v²/(2 g) = 8 f L Q²/(g π² D⁵)           Re = 4 |Q|/(π D ν)
//     f = 64/Re                                           Re <= 2000           (Hagen, Poiseuille)
//     f = 0.25/[log10(e/(3.7 D) + 5.74/Re^0.9)]²          Re >= 4000           (Swamee and Jain 1976)
//     f = the cubic that meets both with their slopes     between              (Dunlop 1991, as in EPANET)
//     1/√f = -2 log10(e/(3.7 D) + 2.51/(Re √f))           the standard to compare with (Colebrook 1939)
//
//     Hazen-Williams    h = 10.6668 L Q^1.852/(C^1.852 D^4.871)                C = 130 new steel, 150 plastic
//     fittings          h = 8 ΣK Q²/(g π² D⁴)
//
// h head [m of the liquid]; f Darcy friction factor [-]; L length, D bore, e roughness of the wall [m]; Q flow [m³/s];
// v mean velocity [m/s]; ν kinematic viscosity [m²/s]; g = 9.80665 m/s²; C, K coefficients [-]. Range: e/D up to 0.05,
// Re up to 1e8; Swamee-Jain stays within 3.2 % of Colebrook for e/D 1e-6..1e-2 and all of Re 4e3..1e8, within 1.6 %
// for Re 2e4..5e6.
// Hazen-Williams is for water at ordinary temperatures only. Source: Swamee and Jain, J. Hydraul. Div. ASCE 102 (1976);
// EPANET 2.2 manual, section 12.1. Nothing is thrown; a pipe without bore or length loses no head.
#pragma once

namespace hallwright {

inline constexpr double standardGravity = 9.80665;          // g [m/s²]
inline constexpr double hazenWilliamsCoefficient = 10.6668; // SI form of EPANET's 4.727 (ft, ft³/s)
inline constexpr double hazenWilliamsExponent = 1.852;

// f and how it changes: Re df/dRe, what a derivative of the head needs.
struct FrictionFactor {
    double factor = 0.0;
    double slope = 0.0; // Re df/dRe
};
FrictionFactor frictionFactor(double reynolds, double relativeRoughness);

struct HeadLoss {
    double headM = 0.0;    // with the sign of the flow
    double slopeSM2 = 0.0; // dh/dQ [s/m²]
};

// A pipe made ready for many flows: Re = reynoldsPerFlow |Q| and h = frictionK f Q|Q|.
struct PipeFriction {
    double reynoldsPerFlow = 0.0; // 4/(π D ν)
    double frictionK = 0.0;       // 8 L/(g π² D⁵)
    double relativeRoughness = 0.0;
    double laminarSlope = 0.0; // dh/dQ while laminar: 128 ν L/(g π D⁴)
};
PipeFriction pipeFriction(double lengthM, double boreM, double roughnessM, double viscosityM2s);
HeadLoss headLoss(const PipeFriction& pipe, double flowM3s);

// k of h = k Q^1.852 for a Hazen-Williams pipe, and k of h = k Q|Q| for fittings.
double hazenWilliamsK(double lengthM, double boreM, double coefficient);
double minorLossK(double sumOfK, double boreM);

} // namespace hallwright
