// How much of a load's energy own generation and purchases cover: over the year, and in the same hour.
//
//     annual = min(1, Σ g_h / Σ e_h)        hourly = Σ min(g_h, e_h) / Σ e_h
//
// g generation, e load at an hour [W]. Hourly never exceeds annual matching: Σ min(g, e) is at most Σ g and at most Σ e.
// Source: GHG Protocol Scope 2 Guidance (2015) for matching over a year; UN 24/7 Carbon-Free Energy Compact (2021) for that of
// hours. Without load all is matched. Nothing is thrown.
//
// Generation from the weather of the hour:
//     solar   P = P_r G / 1000 · (1 - 0.004 (T_c - 25)) · 0.86        T_c = T + 0.03 G
//     wind    P = P_r min(1, (v³ - 3³) / (12³ - 3³)), 3 m/s <= v < 25 m/s, else 0        v = v_10 (100/10)^(1/7)
// P_r rating [W]; G irradiance on the horizontal, as panels that lie flat have it [W/m²]; T air, T_c cell temperature [°C]; v wind at a hub
// 100 m high, v_10 at 10 m [m/s]. Source: NREL PVWatts version 5 manual (2014), with its losses of 14 % and -0.4 %/K of its standard
// module; cell temperature by a NOCT of some 45 °C; cut-in, rated and cut-out speed as of utility turbines, and the one-seventh power law of
// open country. No more than an orientation: neither tilt nor wake nor outage.
#pragma once

#include "core/model/weather_series.h"

#include <optional>
#include <span>
#include <vector>

namespace hallwright {

struct Matching {
    double annual = 1.0;
    double hourly = 1.0;
};

// Both of the same hours.
Matching matchingOf(std::span<const double> loadW, std::span<const double> generationW);

struct OwnGeneration {
    double solarW = 0.0;    // rating
    double windW = 0.0;     // rating
    double constantW = 0.0; // a purchase of the same power at every hour
};

// Throws InputError where the weather lacks the irradiance or wind that is asked for.
std::vector<double> generationW(const OwnGeneration& own, const WeatherSeries& weather);

double solarPowerW(double ratedW, double globalWm2, double airC);
double windPowerW(double ratedW, double windAt10mMs);

} // namespace hallwright
