// A heat customer with a season of its own: a site gives no more heat than is asked for, and its plant rejects the
// rest.
//
//     Q_k,h = min(s_h O_k, H_k,h)        s_h = min(1, D_h / Σ O_k)
//
// Q heat given by loop k at hour h, O what the loop offers at most (CoolantLoop::heatReuseW), H its heat, D the demand
// [W]; s share of what is offered that is asked for, the same for all loops. ERE then counts only heat that is asked
// for (ISO/IEC 30134-6: energy that is used outside), and the plant's energy and water for the rest are in the year.
// Months have their share exactly. Of hours the share is taken in steps of 1/20, the next one below, so that what
// counts as used is never more than what is asked for and at most 5 % of the offer less.
#pragma once

#include "core/model/heat_demand.h"
#include "core/model/site.h"

namespace hallwright {

double offeredHeatW(const Site& site); // Σ O_k

// s_h; 1 for a demand that is anything. Throws InputError where the site offers no heat at all.
double reuseShare(const HeatDemand& demand, const Site& site, std::size_t hour, bool leapYear);

// The site with its loops offering this share, 0 to 1; the same version at 1.
SitePtr withReuseShare(const SitePtr& site, double share);

// Σ D_h · 1 h [Wh] of a year of so many hours.
double demandedWh(const HeatDemand& demand, bool leapYear);

} // namespace hallwright
