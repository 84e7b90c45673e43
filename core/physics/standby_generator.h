// When a generator set on standby carries its load, and how long its fuel lasts.
//
//     t = t_start + (⌈x/s⌉ - 1) Δt        b = a + (1 - a) x        dF/dt = -b
//
// t from the call until it carries all of its load [s]; t_start until it takes the first of it [s]; x load over the rating [-]; s
// greatest step of load that it takes at once, over the rating [-]; Δt from one step to the next [s]; b fuel burnt, over that
// at its rating [-]; a that without load, 0.05; F fuel left, as time at its rating [s].
//
// Range: x from 0 to 1; s from 0.3 to 1: turbocharged engines of high mean pressure take a third to a half at once (ISO
// 8528-5), and sets for emergency supply are accepted with their rating in one step (NFPA 110). Source of a: a straight line
// through published consumptions of a 2 MW set, 162, 273, 392 and 537 L/h at a quarter, half, three quarters and all of its
// load (the approximate chart that dealers publish, such as eventpower.ca). Nothing is thrown: without a rating a step is not
// known and there is one, and fuel burns as without load.
#pragma once

namespace hallwright {

inline constexpr double idleFuelShare = 0.05; // a; 0.02 to 0.1

double fuelShare(double load); // b

// How many steps it takes to the load; at least one.
int loadSteps(double load, double stepShare);

} // namespace hallwright
