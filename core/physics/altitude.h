// What the thinner air of a high site does to equipment that is rated at sea level. All that moves air takes the air's
// density from here.
//
//     σ = p / p0        C = s σ C0        P = σ P0 s³        To,eq = To + D (σ^-n - 1)
//
// σ density of the site's air over that of the rating, at one temperature [-]; p pressure of the site's air, p0 =
// 101,325 Pa [Pa]; s fan speed over full speed [-]; C, C0 heat capacity rate of the air that fans move, here and by
// rating [W/K]; P, P0 power of the fans [W]; To outdoor dry bulb, To,eq that at which an air-cooled condenser at sea
// level would condense as warm [°C]; D difference between condensing and entering air at full load [K]; n exponent of a
// condenser's heat for each kelvin.
//
// A fan moves the same volume at the same speed, whatever its density; pressure and power fall with it (fan laws,
// ASHRAE Handbook HVAC Systems and Equipment). A coil with less mass of air through it takes less heat for each kelvin,
// by less than the mass: coils of dry coolers and air handlers follow from their streams (heat_exchanger.h), and n =
// 0.58 is fitted to the factors of air-cooled condensers in Carrier's Engineering Guide for Altitude Effects: 0.95,
// 0.90, 0.85 and 0.80 at 762, 1,525, 2,285 and 3,050 m. D is judgement (14 to 18 K, 25 to 32 °F), held at part load,
// where condenser fans slow down. Ratings are taken as those of sea level; a maker's figures for the site's own
// altitude would have to be entered as those of sea level. Servers' fans and airflow are as their data say at any
// altitude: their makers lower the inlet limit instead.
// Range: as air.h, -500 to 11,000 m. Source: the fan laws and the guide named. Nothing is thrown.
#pragma once

namespace hallwright {

inline constexpr double ratedPressurePa = 101325.0;  // p0
inline constexpr double condenserDifferenceK = 16.7; // D, 30 °F
inline constexpr double condenserAirExponent = 0.58; // n

double airDensityRatio(double pressurePa); // σ

double fanPowerW(double ratedW, double speed, double densityRatio);

// To,eq
double condenserAirC(double outdoorC, double densityRatio);

} // namespace hallwright
