// Air as the halls use it: dry, at the pressure of the site's elevation.
//
//     p(Z) = 101325 (1 - 2.25577e-5 Z)^5.2559        ρ = p / (R T)        Q = ρ cp V ΔT
//
// p pressure [Pa], Z elevation [m], ρ density [kg/m³], R = 287.055 J/(kg K), T absolute temperature [K],
// cp = 1006 J/(kg K), V volume flow [m³/s], Q heat [W].
// Range: -500 to 11,000 m (the standard atmosphere's troposphere; elevations beyond are held at its ends), 0
// to 60 °C; moisture is neglected (it lowers ρ by less than 1 % at 15 °C dew point). Source: ASHRAE Handbook
// of Fundamentals 2017, chapter 1. Nothing is thrown.
#pragma once

namespace hallwright {

inline constexpr double airHeatCapacity = 1006.0; // J/(kg K)
inline constexpr double airGasConstant = 287.055; // J/(kg K)
inline constexpr double celsiusZeroK = 273.15;
inline constexpr double seaLevelM = 0.0;
inline constexpr double lowestElevationM = -500.0;
inline constexpr double highestElevationM = 11000.0;

double pressureAtElevationPa(double elevationM);
double airDensity(double pressurePa, double temperatureC); // kg/m³

// ρ cp of air at a hall's supply temperature and elevation [J/(m³ K)]. Volume flows of a hall are all at this
// state.
double airHeatPerVolume(double elevationM, double supplyC);

} // namespace hallwright
